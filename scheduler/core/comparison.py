"""Two plans of one participant compared: what moves, what stays, what breaks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from scheduler.core.dates import clinical_date
from scheduler.core.dosing import DosePeriod
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.notices import find_notices
from scheduler.core.outlook import is_open, order, will_not_be
from scheduler.core.plan import Plan
from scheduler.core.printed import PrintedSheet, WrongSheet, wrong_sheet
from scheduler.core.settings import NextDay1
from scheduler.core.study import Study
from scheduler.core.supply import Dispense
from scheduler.core.visits import Status, Visit

STOPPED = frozenset({Status.CANCELLED, Status.ON_HOLD})


class Both(NamedTuple):
    """One visit as it is in both plans."""

    before: Visit
    after: Visit

    @property
    def visit(self) -> str:
        """The name of the visit."""
        return self.after.visit

    @property
    def days(self) -> int:
        """How many days later it is expected; earlier is negative."""
        return (self.after.expected - self.before.expected).days


class Stays(NamedTuple):
    """One visit that keeps its day, and why it does."""

    row: Visit
    why: str


class Closed(NamedTuple):
    """One visit that falls on a day on which the site does not work."""

    row: Visit
    why: str


class Dispensed(NamedTuple):
    """What is to be handed out at one Day 1; None if nothing is known of it."""

    cycle: int
    before: Dispense | None
    after: Dispense | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs between two plans; it is true if anything does.

    Attributes:
        moved: visits with another expected date, by target.
        unmoved: the other visits of both plans, each with its reason.
        only_before: visits that the plan no longer has.
        only_after: visits that only the plan after has.
        restated: visits that are cancelled or on hold in one of the two.
        windows: visits that keep their day while their window moves.
        newly_outside: visits newly out of their window, as they become.
        closed: visits that newly fall on a day on which the site does not work.
        notices_new: notices that were not there.
        notices_gone: notices that are no longer there.
        dosing_before: periods with capsules that are no longer there.
        dosing_after: periods with capsules that were not there.
        dispense: Day 1s to come at which another number is to be handed out.
        sheets: printed sheets that become wrong.
    """

    moved: tuple[Both, ...]
    unmoved: tuple[Stays, ...]
    only_before: tuple[Visit, ...]
    only_after: tuple[Visit, ...]
    restated: tuple[Both, ...]
    windows: tuple[Both, ...]
    newly_outside: tuple[Visit, ...]
    closed: tuple[Closed, ...]
    notices_new: tuple[Notice, ...]
    notices_gone: tuple[Notice, ...]
    dosing_before: tuple[DosePeriod, ...]
    dosing_after: tuple[DosePeriod, ...]
    dispense: tuple[Dispensed, ...]
    sheets: tuple[WrongSheet, ...]

    def __bool__(self) -> bool:
        differ = (name for field in fields(self) if (name := field.name) != "unmoved")
        return any(getattr(self, name) for name in differ)

    @property
    def intervals(self) -> tuple[Notice, ...]:
        """Infusions that newly lie closer than the profile allows."""
        return self._new(NoticeCode.MINIMUM_INTERVAL)

    @property
    def short(self) -> tuple[Notice, ...]:
        """Capsules handed out that newly do not last to the next visit."""
        return self._new(NoticeCode.CAPSULES_SHORT)

    def _new(self, code: NoticeCode) -> tuple[Notice, ...]:
        return tuple(notice for notice in self.notices_new if notice.code is code)


def compare(
    study: Study, before: Plan, after: Plan, printed: Sequence[PrintedSheet] = ()
) -> Comparison:
    """Compare two plans of one participant on one day.

    Further visits of a series outside the cycles, such as imaging, that only one of
    the two reaches are left out: a plan whose last cycle ends later shows more.

    Args:
        study: the trial's rules.
        before: the plan as it is.
        after: the plan as it becomes, through the same cycle.
        printed: the last sheet of each visit that has one.

    Raises:
        ValueError: the plans are of two participants, or of two days.

    Source:
        ux.md 3.9.
    """
    if (before.participant.code, before.as_of) != (after.participant.code, after.as_of):
        msg = "two plans are compared only for one participant on one day"
        raise ValueError(msg)
    old = {visit.visit: visit for visit in before.visits}
    new = {visit.visit: visit for visit in after.visits}
    both = [Both(visit, new[name]) for name, visit in old.items() if name in new]
    moved = [found for found in both if _moves(found)]
    stays = [found for found in both if not _moves(found)]
    notices = [find_notices(study.capsules, plan) for plan in (before, after)]
    sheets = (wrong_sheet(study, before, after, sheet) for sheet in printed)
    return Comparison(
        moved=tuple(moved),
        unmoved=tuple(_with_reasons(stays, moved, after.settings.next_day_1)),
        only_before=tuple(_only(old, new)),
        only_after=tuple(_only(new, old)),
        restated=tuple(found for found in both if _is_restated(found)),
        windows=tuple(v for v in stays if v.before.window != v.after.window),
        newly_outside=tuple(_newly_outside(old, after)),
        closed=tuple(_closed(old, before, after)),
        notices_new=_missing(notices[1], notices[0]),
        notices_gone=_missing(notices[0], notices[1]),
        dosing_before=tuple(_other_periods(before, after)),
        dosing_after=tuple(_other_periods(after, before)),
        dispense=tuple(_dispense(before, after)),
        sheets=tuple(sheet for sheet in sheets if sheet),
    )


def _moves(found: Both) -> bool:
    """Say whether a visit has another day; one that will not be has none."""
    return found.days != 0 and not (
        will_not_be(found.before) and will_not_be(found.after)
    )


def _with_reasons(
    stays: Iterable[Both], moved: Iterable[Both], rule: NextDay1
) -> Iterator[Stays]:
    in_cycles = [found.before for found in moved if found.before.cycle]
    first = min(in_cycles, key=order, default=None)
    for found in stays:
        why = _as_recorded(found.after) or _as_booked(found)
        yield Stays(found.after, why or _by_rule(found.after, first, rule))


def _as_recorded(row: Visit) -> str:
    if row.actual is not None:
        return f"recorded on {clinical_date(row.actual)}"
    if row.outcome is not None:
        return f"recorded as {row.outcome}"
    return "cancelled" if row.status is Status.CANCELLED else ""


def _as_booked(found: Both) -> str:
    if found.after.booked is None:
        return ""
    return f"booked for its {'own' if found.before.booked else 'present'} day"


def _by_rule(row: Visit, first: Visit | None, rule: NextDay1) -> str:
    """Say by which rule a visit keeps its day.

    Args:
        row: a visit that nobody recorded, cancelled or booked.
        first: the first visit of a cycle that moves, if one does.
        rule: what the next Day 1 counts from.
    """
    if row.cycle is None:
        return f"on its own anchor: {row.why}"
    if first is not None and order(row) < order(first):
        return f"before {first.visit}"
    if row.day == 1 and rule is not NextDay1.ROLLING:
        return f"the rule is {rule}: {row.why}"
    return f"counts from {row.why}"


def _only(here: Mapping[str, Visit], there: Mapping[str, Visit]) -> Iterator[Visit]:
    """Return the visits of one plan that the other does not have, but would reach."""
    reached = max((visit.target for visit in there.values()), default=date.min)
    series = {visit.kind for visit in there.values() if visit.cycle is None}
    for name, visit in here.items():
        farther = visit.kind in series and visit.target > reached
        if name not in there and not farther:
            yield visit


def _is_restated(found: Both) -> bool:
    said = {found.before.status, found.after.status}
    return len(said) > 1 and not said.isdisjoint(STOPPED)


def _newly_outside(old: Mapping[str, Visit], after: Plan) -> Iterator[Visit]:
    for visit in after.visits:
        before = old.get(visit.visit)
        if visit.verdict and not (before and before.verdict):
            yield visit


def _closed(old: Mapping[str, Visit], before: Plan, after: Plan) -> Iterator[Closed]:
    for visit in filter(is_open, after.visits):
        day, was = visit.expected, old.get(visit.visit)
        known = was is not None and was.expected == day
        why = after.calendar.why_closed(day)
        if why and (not known or before.calendar.is_open(day)):
            yield Closed(visit, why)


def _missing(here: Iterable[Notice], there: Sequence[Notice]) -> tuple[Notice, ...]:
    return tuple(notice for notice in here if notice not in there)


def _other_periods(here: Plan, there: Plan) -> Iterator[DosePeriod]:
    known = {_days_and_dose(period) for period in there.dosing}
    return (period for period in here.dosing if _days_and_dose(period) not in known)


def _days_and_dose(period: DosePeriod) -> tuple[date, date | None, str]:
    return period.starts, period.ends, period.level.name


def _dispense(before: Plan, after: Plan) -> Iterator[Dispensed]:
    """Compare what both plans say; it reaches a few cycles around the current one."""
    cycles = before.dispense.keys() & after.dispense.keys()
    for cycle in sorted(cycles or before.dispense.keys() | after.dispense.keys()):
        day_1 = after.day_1(cycle)
        if day_1 and day_1.dispense and is_open(day_1):
            found = Dispensed(
                cycle, before.dispense.get(cycle), after.dispense.get(cycle)
            )
            if _numbers(found.before) != _numbers(found.after):
                yield found


def _numbers(found: Dispense | None) -> tuple[int, ...]:
    if found is None:
        return ()
    return found.to_target, found.total, found.to_window_end, found.packs
