"""The coming days on paper, for when the program cannot be used: one line a visit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from scheduler.core.agenda import LOOK_BACK, Entry, between, entries, late
from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.study import Study
from scheduler.core.visits import Status
from scheduler.core.what_if_text import verdict_text
from scheduler.core.wording import infusion_line, level_text
from scheduler.documents.paper_text import Paper, for_paper
from scheduler.documents.sheet_capsules import Stretch, holds_text, no_dose_text
from scheduler.documents.stamp import label_text

TEMPLATE = "contingency.typ"
FILE_NAME = "next-14-days.pdf"
DAYS = 14
ONE_DAY = timedelta(days=1)
ORDINARY = frozenset({Status.PLANNED, Status.DUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One visit.

    Attributes:
        day: the day it is expected, with its weekday.
        at: the time booked, or empty.
        standing: its status and verdict where they are not ordinary, or empty.
        infusion: True if the infusion is planned there.
        dose: the level of the capsules in force on that day, or why there is none.
        capsules: how many are taken on a dosing day, or empty.
        holds: interruptions of either drug that bear on that day.
    """

    day: str
    at: str
    participant: str
    visit: str
    standing: str
    infusion: bool
    window: str
    dose: str
    capsules: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency:
    """The list of one site.

    Attributes:
        made_at: aware; when the records were as the list says.
        records: up to which entry of History it was made.
        days: the first and the last of the days, in words.
        infusion: the masked line of the infusion, the same for everybody.
        late: visits that were expected before these days and are waited for.
        coming: visits that are expected in these days.
        participants: how many there are in the records.
    """

    made_at: datetime
    records: str
    site: str
    days: str
    infusion: str
    late: tuple[Line, ...]
    coming: tuple[Line, ...]
    participants: int
    protocol: str
    registry: str
    profile_version: str
    app_version: str
    demo: bool
    profile_confirmed: bool

    def as_json(self) -> dict[str, Paper]:
        """Return plain data for the template, every text fit for paper."""
        at = self.made_at
        offset = at.isoformat(timespec="minutes")[16:]
        plain = asdict(self)
        del plain["made_at"]
        return {
            key: for_paper(value)
            for key, value in {
                **plain,
                "as_of": f"{weekday_date(at.date())} {at:%H:%M} (UTC{offset})",
                "foot": label_text(self.protocol, self.app_version),
            }.items()
        }


def contingency(  # noqa: PLR0913  the last five are asked for by name
    study: Study,
    plans: Iterable[Plan],
    *,
    made_at: datetime,
    site: str,
    records: str,
    app_version: str,
    profile_confirmed: bool,
    demo: bool = False,
) -> Contingency:
    """Write the list of the coming fourteen days, today first.

    Args:
        study: for the two drugs; as it holds today.
        plans: everybody's, as of the day of ``made_at``.
        made_at: aware; when the records were as they are.
        site: the code of the site.
        records: up to which entry of History they go.
        app_version: of this program.
        profile_confirmed: False while settings are still placeholders.
        demo: True for invented participants.

    Source:
        reliability.md F15: the paper works when the program does not.
    """
    known, today = tuple(plans), made_at.date()
    last = today + (DAYS - 1) * ONE_DAY
    waiting = [
        entry
        for found in late(known).values()
        for entry in found
        if entry.visit.expected < today and not _long_missed(entry, today)
    ]
    return Contingency(
        made_at=made_at,
        records=records,
        site=site,
        days=date_range(today, last),
        infusion=infusion_line(study.infusion),
        late=tuple(_lines(study, waiting)),
        coming=tuple(_lines(study, between(entries(known), today, last))),
        participants=len(known),
        protocol=study.protocol,
        registry=study.registry,
        profile_version=study.profile_version,
        app_version=app_version,
        demo=demo,
        profile_confirmed=profile_confirmed,
    )


def _long_missed(entry: Entry, today: date) -> bool:
    missed = entry.visit.status is Status.MISSED
    return missed and entry.visit.expected < today - LOOK_BACK


def _lines(study: Study, found: Sequence[Entry]) -> Iterator[Line]:
    for entry in found:
        plan, visit = entry.plan, entry.visit
        day = visit.expected
        dose, capsules = _dose(study, plan, day)
        yield Line(
            day=weekday_date(day),
            at=f"{visit.booked_at:%H:%M}" if visit.booked_at else "",
            participant=plan.participant.code,
            visit=visit.visit,
            standing=_standing(entry),
            infusion=visit.infusion,
            window=date_range(*visit.window),
            dose=dose,
            capsules=capsules,
            holds=tuple(_holds(study, plan, day)),
        )


def _standing(entry: Entry) -> str:
    visit = entry.visit
    said = [] if visit.status in ORDINARY else [visit.status.value]
    return ", ".join([*said, *([verdict_text(visit.verdict)] if visit.verdict else [])])


def _dose(study: Study, plan: Plan, day: date) -> tuple[str, str]:
    period = plan.dose_on(day)
    if period is not None:
        return level_text(period.level), capsules_text(period.level.capsules)
    if plan.dosing and day < plan.dosing[0].starts:
        first = plan.dosing[0]
        return f"{level_text(first.level)} from {clinical_date(first.starts)}", ""
    unknown = plan.starting is None and plan.participant.entry is None
    days = Stretch(first=day, before=day + ONE_DAY, latest=None)
    return no_dose_text(study.capsules, plan, days, unknown=unknown), ""


def _holds(study: Study, plan: Plan, day: date) -> Iterator[str]:
    for drug in (study.capsules, study.infusion):
        for said in holds_text(plan.facts, drug.key, day, day + ONE_DAY):
            yield f"{drug.name}: {said[0].lower()}{said[1:]}"
