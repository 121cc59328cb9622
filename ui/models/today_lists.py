"""What a day asks for: lists of visits, notices, and the days ahead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.agenda import (
    OPEN,
    RECENT,
    Entry,
    between,
    by_urgency,
    entries,
    unconfirmed,
)
from scheduler.core.notices import Notice, find_notices
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.visits import Status
from ui.models.days_strip import Day

AHEAD = 14
NEWS = timedelta(days=7)  # how long a notice is news
WAITING = frozenset({Status.OVERDUE, Status.AWAITING_CONFIRMATION})


@dataclass(frozen=True, slots=True)
class PlanNotice:
    """A notice and the plan that it is about."""

    plan: Plan
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLists:
    """The lists of one day; a visit stands on one of the first three only.

    Attributes:
        decisions: overdue, last day, awaiting confirmation, missed of late.
        due: expected today.
        waiting: their window is open, they are expected on another day.
        recorded: took place today.
        notices: what became known in the last week.
        days: the days ahead, today first.
        following: the next visit after today, or None.
        unconfirmed: their day has passed, and nobody has recorded them.
    """

    decisions: tuple[Entry, ...]
    due: tuple[Entry, ...]
    waiting: tuple[Entry, ...]
    recorded: tuple[Entry, ...]
    notices: tuple[PlanNotice, ...]
    days: tuple[Day, ...]
    following: Entry | None
    unconfirmed: tuple[Entry, ...]


class KeptNotices:
    """The notices of every plan; those of a plan that stays are not asked anew.

    After a save all plans but one are the same ones, and asking is what takes time.

    Args:
        study: gives what the notices ask; another version forgets them all.
    """

    def __init__(self, study: Callable[[], Study]) -> None:
        self._now = study
        self._study = study()
        self._kept: dict[int, tuple[Plan, tuple[Notice, ...]]] = {}

    def of(self, plans: Sequence[Plan]) -> Iterator[tuple[Plan, tuple[Notice, ...]]]:
        """Yield each plan with its notices; those of no other plan are kept."""
        if self._now() is not self._study:
            self._study, self._kept = self._now(), {}
        self._kept = {id(plan): self._told(plan) for plan in plans}
        yield from self._kept.values()

    def _told(self, plan: Plan) -> tuple[Plan, tuple[Notice, ...]]:
        kept = self._kept.get(id(plan))
        if kept is not None and kept[0] is plan:
            return kept
        return plan, find_notices(self._study.capsules, plan)


def today_lists(notices: KeptNotices, plans: Iterable[Plan], today: date) -> TodayLists:
    """Sort out the visits of every plan for a day.

    Args:
        notices: gives those of each plan.
        plans: of everybody, as of the day.
        today: the day.
    """
    known = tuple(plans)
    found = tuple(entries(known))
    due = [entry for entry in between(found, today, today) if not _waits(entry)]
    named = {id(entry.visit) for entry in due}
    decisions = [
        *(e for e in found if _asks(e) and id(e.visit) not in named),
        *_missed(known, today),
    ]
    return TodayLists(
        decisions=tuple(by_urgency(decisions)),
        due=tuple(due),
        waiting=tuple(by_urgency(e for e in found if _open_elsewhere(e, today))),
        recorded=tuple(_recorded(known, today)),
        notices=tuple(_news(notices, known, today)),
        days=_ahead(found, today),
        following=_following(found, today),
        unconfirmed=tuple(unconfirmed(known, today)),
    )


def _waits(entry: Entry) -> bool:
    return entry.visit.status in WAITING


def _asks(entry: Entry) -> bool:
    return _waits(entry) or entry.visit.status is Status.LAST_DAY


def _open_elsewhere(entry: Entry, today: date) -> bool:
    return entry.visit.status is Status.DUE and entry.visit.expected != today


def _missed(plans: Iterable[Plan], today: date) -> Iterable[Entry]:
    """Yield what was missed of late and nobody has said so."""
    for plan in plans:
        for visit in plan.visits:
            fresh = visit.window.closes >= today - RECENT
            if visit.status is Status.MISSED and visit.outcome is None and fresh:
                yield Entry(plan=plan, visit=visit)


def _recorded(plans: Iterable[Plan], today: date) -> Iterable[Entry]:
    for plan in plans:
        for visit in plan.visits:
            if visit.actual == today and visit.status not in OPEN:
                yield Entry(plan=plan, visit=visit)


def _news(
    notices: KeptNotices, plans: Sequence[Plan], today: date
) -> Iterable[PlanNotice]:
    for plan, told in notices.of(plans):
        for notice in told:
            if today - NEWS <= notice.on <= today:
                yield PlanNotice(plan, notice)


def _ahead(found: Iterable[Entry], today: date) -> tuple[Day, ...]:
    days: dict[date, list[Entry]] = {
        today + timedelta(days=ahead): [] for ahead in range(AHEAD)
    }
    inside = between(found, today, today + timedelta(days=AHEAD - 1))
    for entry in inside:
        days[entry.visit.expected].append(entry)
    return tuple(Day(on, tuple(visits)) for on, visits in days.items())


def _following(found: Iterable[Entry], today: date) -> Entry | None:
    later = [entry for entry in found if entry.visit.expected > today]
    return min(later, key=lambda entry: entry.visit.expected, default=None)
