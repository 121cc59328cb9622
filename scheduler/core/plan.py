"""One participant's whole plan from facts, each value with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from scheduler.core.closed_days import CountryDays, SiteCalendar, site_calendar
from scheduler.core.dosing import DosePeriod, StartingDose
from scheduler.core.facts import Fact, FactsDocument, Participant
from scheduler.core.planner import ONE_DAY, Planner
from scheduler.core.settings import Settings
from scheduler.core.standing import Current, KnownFacts, first_day_1
from scheduler.core.study import Study
from scheduler.core.supply import Dispense, doses_between
from scheduler.core.visits import Visit


class Cycle(NamedTuple):
    """One cycle on the calendar; both ends inclusive.

    Attributes:
        days: its real length, whatever the profile plans.
        doses: dosing days in it, without held and off days.
        capsules: ordered in it, without any to spare.
    """

    number: int
    starts: date
    ends: date
    days: int
    doses: int
    capsules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that is computed for one participant on one day.

    Attributes:
        settings: the rules that it was computed by.
        calendar: the days on which the site works.
        facts: the facts that count on this day, in the order given.
        left_out: the facts dated after it.
        starting: the starting dose, or None without a baseline weight.
        visits: by target, then by number.
        dispense: what to hand out, by cycle, around the current one.
        infusions_given: whole or stopped early.
        first_day_1: Day 1 of cycle 1, or None if nobody told us.
        ended: the last day of treatment, or None while it goes on.
        contraception_until: the last day of contraception; None before the end.
    """

    as_of: date
    participant: Participant
    settings: Settings
    calendar: SiteCalendar
    facts: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    current: Current
    starting: StartingDose | None
    visits: tuple[Visit, ...]
    cycles: tuple[Cycle, ...]
    dosing: tuple[DosePeriod, ...]
    dispense: dict[int, Dispense]
    infusions_given: int
    first_day_1: date | None
    ended: date | None
    contraception_until: date | None

    def visit(self, name: str) -> Visit | None:
        """Return the visit of that name, or None if the plan does not reach it."""
        return next((visit for visit in self.visits if visit.visit == name), None)

    def day_1(self, cycle: int) -> Visit | None:
        """Return Day 1 of a cycle, or None if the plan does not reach it."""
        return next((v for v in self.visits if v.cycle == cycle and v.day == 1), None)

    def dose_on(self, day: date) -> DosePeriod | None:
        """Return the period that a day falls in, or None if no dose is ordered."""
        return next((p for p in self.dosing if p.covers(day)), None)

    @property
    def in_force(self) -> DosePeriod | None:
        """The dose on this day; before the first dose, the one to start with."""
        if self.dosing and self.as_of < self.dosing[0].starts:
            return self.dosing[0]
        return self.dose_on(self.as_of)


def make_plan(  # noqa: PLR0913  the last four are asked for by name
    study: Study,
    settings: Settings,
    document: FactsDocument,
    *,
    as_of: date,
    through: int | None = None,
    since: date | None = None,
    country: CountryDays | None = None,
) -> Plan:
    """Compute the whole plan of one participant on a day.

    Args:
        study: the trial's rules.
        settings: the profile's settings with the document's own over them.
        document: everything that is stored of the participant.
        as_of: the day on which the plan is asked; later facts are left out.
        through: the last cycle wanted; three beyond the current one by default.
        since: leave out cycles and visits that were over before this day, for
            lists that only show days to come.
        country: the table of the site's country, or None if there is none.

    Raises:
        ThroughError: ``through`` lies below the current cycle or above 999.

    Source:
        facts.md.
    """
    known = KnownFacts(document.facts, as_of)
    planner = Planner(study, settings, document.participant, known, as_of)
    cycles = planner.cycles(through, since)
    dosing = planner.dosing(cycles)
    calendar = _calendar(planner, cycles, dosing)
    return Plan(
        as_of=as_of,
        participant=document.participant,
        settings=settings,
        calendar=site_calendar(document.site, country),
        facts=known.counting,
        left_out=known.left_out,
        current=planner.current(),
        starting=planner.starting,
        visits=planner.visits(cycles, since),
        cycles=tuple(calendar),
        dosing=dosing,
        dispense=planner.dispense(cycles, dosing),
        infusions_given=planner.infusions_given(),
        first_day_1=first_day_1(document.participant, planner.course),
        ended=planner.around.ended,
        contraception_until=planner.contraception_until(),
    )


def _calendar(
    planner: Planner, cycles: range, dosing: Sequence[DosePeriod]
) -> Iterator[Cycle]:
    """Lay out the days of each cycle; the last ends at the last dose.

    A cycle ends where any later one begins, so a Day 1 that was put off behind
    the one after it leaves its cycle without days.
    """
    ended, found = planner.around.ended, []
    before = ended + ONE_DAY if ended else date.max
    before = min(before, planner.begins_behind(cycles))
    *day_1s, following = planner.day_1s(cycles)
    for day_1 in reversed(day_1s):
        starts = day_1.effective
        before = min(before, following.effective)
        if starts < before:
            days, last = (before - starts).days, before - ONE_DAY
            doses, capsules = doses_between(dosing, starts, before)
            found.append(Cycle(day_1.cycle, starts, last, days, doses, capsules))
        following = day_1
    return reversed(found)
