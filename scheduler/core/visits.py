"""Every planned visit as a row: target, window, booked, actual, status, reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler.core.cycles import CourseFacts, CycleCourse, Day1, Window
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import Booking, InfusionOutcome, VisitOutcome
from scheduler.core.study import CycleVisit, Settings, Study


class Status(StrEnum):
    """Where a visit stands; the verdict on its window is another matter."""

    RECORDED = "recorded"
    NOT_DONE = "not done"
    CANCELLED = "cancelled"
    ON_HOLD = "on hold"
    MISSED = "missed"
    OVERDUE = "overdue"
    LAST_DAY = "last day"
    AWAITING_CONFIRMATION = "awaiting confirmation"
    DUE = "due"
    PLANNED = "planned"


class Visit(NamedTuple):
    """One visit of one participant, as it stands on a day.

    A tuple, because a plan at cycle 112 makes hundreds of them.

    Attributes:
        visit: its name, ``C3D1`` or ``imaging week 6``.
        visitnum: its number; two decimals are kept for unscheduled visits.
        kind: what it has in common with others of its series.
        cycle: the number of its cycle, or None outside the cycles.
        day: the day of the cycle, without a day 0.
        outcome: what became of it, in the words of facts.md; None if not recorded.
        days_outside: days outside the window, early negative.
        infusion: True if the infusion is given there.
        dispense: True if capsules are handed out there.
        why: the rule that gave the target, and its inputs.
    """

    visit: str
    visitnum: int
    kind: str
    cycle: int | None
    day: int | None
    target: date
    window: Window
    booked: date | None
    booked_at: time | None
    actual: date | None
    outcome: str | None
    status: Status
    days_outside: int
    infusion: bool
    dispense: bool
    why: str

    @property
    def expected(self) -> date:
        """The actual date, else the booked one, else the target."""
        return self.actual or self.booked or self.target


_SAID = {
    VisitOutcome.NOT_DONE.value: Status.NOT_DONE,
    VisitOutcome.MISSED.value: Status.MISSED,
}
_NEVER_LATE = frozenset({Status.MISSED, Status.NOT_DONE, Status.CANCELLED})


class Placed(NamedTuple):
    """A visit on the calendar before anything is said of its status."""

    visit: str
    visitnum: int
    kind: str
    cycle: int | None
    day: int | None
    target: date
    window: Window
    booking: Booking | None
    actual: date | None
    outcome: str | None
    infusion: bool
    dispense: bool
    why: str

    @property
    def booked(self) -> date | None:
        """The date arranged, if one was."""
        return self.booking.on if self.booking else None

    @property
    def expected(self) -> date:
        """The actual date, else the booked one, else the target."""
        return self.actual or self.booked or self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What bears on every status: the day asked, holds and the ends.

    Attributes:
        as_of: the day on which the statuses are said.
        holds: days on which the infusion is on hold, both ends inclusive.
        ended: the last day on which a visit still takes place, or None.
        infusion_ended: the last day of the infusion, or None.
        capsules_ended: the last day of the capsules, or None.
    """

    as_of: date
    holds: Sequence[tuple[date, date]]
    ended: date | None
    infusion_ended: date | None
    capsules_ended: date | None

    def on_hold(self, day: date) -> bool:
        """Say whether the infusion is on hold on a day."""
        return any(first <= day <= last for first, last in self.holds)


def cycle_visits(
    study: Study,
    course: CycleCourse,
    known: CourseFacts,
    around: Circumstances,
    cycles: range,
) -> Iterator[Visit]:
    """Place every visit of the asked cycles on the calendar.

    Args:
        study: for the visits that every cycle has.
        course: the Day 1s.
        known: what was recorded and booked, by visit.
        around: the day asked, holds, and the ends of the drugs.
        cycles: the numbers of the cycles asked for, in a row.

    Yields:
        The visits, by rule and then by cycle.
    """
    for rule in study.cycle_visits:
        before, after = margins(rule, course.settings)
        placed = _place(rule, course, cycles.start, known, before, after)
        for cycle in cycles:
            following = _place(rule, course, cycle + 1, known, before, after)
            yield judge(placed, following, around)
            placed = following


def margins(rule: CycleVisit, settings: Settings) -> tuple[timedelta, timedelta]:
    """Return how long a window opens before its target and stays open after."""
    return (
        timedelta(days=_days(rule.before, settings)),
        timedelta(days=_days(rule.after, settings)),
    )


def judge(placed: Placed, following: Placed | None, around: Circumstances) -> Visit:
    """Give a placed visit its status and the days it lies outside its window.

    Args:
        placed: the visit on the calendar.
        following: the next of its kind.
        around: the day asked, holds, and the ends of the drugs.

    Source:
        facts.md, Status: the first that fits.
    """
    status = _status(placed, following, around)
    booking = placed.booking
    return Visit(
        placed.visit,
        placed.visitnum,
        placed.kind,
        placed.cycle,
        placed.day,
        placed.target,
        placed.window,
        booking.on if booking else None,
        booking.at if booking else None,
        placed.actual,
        placed.outcome,
        status,
        _days_outside(placed, status, around.as_of),
        placed.infusion and _goes_on(around.infusion_ended, placed),
        placed.dispense and _goes_on(around.capsules_ended, placed),
        placed.why,
    )


def _place(
    rule: CycleVisit,
    course: CycleCourse,
    cycle: int,
    known: CourseFacts,
    before: timedelta,
    after: timedelta,
) -> Placed:
    day_1 = course.day_1(cycle)
    name = f"C{cycle}{rule.label}"
    actual, outcome = _happened(rule, day_1, known, name)
    target, why = (
        (day_1.target, day_1.why) if rule.offset_days == 0 else _beside(day_1, rule)
    )
    return Placed(
        name,
        rule.visitnum_base + cycle,
        rule.label,
        cycle,
        rule.day,
        target,
        Window(target - before, target + after),
        known.bookings.get(name),
        actual,
        outcome,
        rule.infusion,
        rule.dispense,
        why,
    )


def _status(visit: Placed, following: Placed | None, around: Circumstances) -> Status:
    said = _said(visit, around)
    if said is not None:
        return said
    as_of, window = around.as_of, visit.window
    if as_of > window.closes:
        if following is not None and _has_begun(following, as_of):
            return Status.MISSED
        if visit.booked is None or visit.booked < as_of:
            return Status.OVERDUE
        return Status.PLANNED
    return _in_time(visit, as_of)


def _said(visit: Placed, around: Circumstances) -> Status | None:
    """Return the status that a fact gives, whatever the day."""
    if visit.outcome is not None:
        return _SAID.get(visit.outcome, Status.RECORDED)
    if not _goes_on(around.ended, visit):
        return Status.CANCELLED
    if visit.infusion and around.on_hold(visit.expected):
        return Status.ON_HOLD
    return None


def _in_time(visit: Placed, as_of: date) -> Status:
    """Return the status of an unrecorded visit whose window is not over.

    Only an arranged day can wait for confirmation: a target that nobody has
    booked stays due until the last day of its window.
    """
    if as_of == visit.window.closes:
        return Status.LAST_DAY
    if visit.booked is not None and visit.booked < as_of:
        return Status.AWAITING_CONFIRMATION
    return Status.DUE if as_of in visit.window else Status.PLANNED


def _has_begun(following: Placed, as_of: date) -> bool:
    return following.outcome is not None or as_of >= following.window.opens


def _days_outside(visit: Placed, status: Status, as_of: date) -> int:
    if status is Status.RECORDED and visit.actual is not None:
        return visit.window.days_outside(visit.actual)
    if status in _NEVER_LATE:
        return 0
    return max(visit.window.days_outside(as_of), 0)


def _happened(
    rule: CycleVisit, day_1: Day1, known: CourseFacts, name: str
) -> tuple[date | None, str | None]:
    if rule.infusion and (infusion := known.infusions.get((day_1.cycle, rule.day))):
        return infusion.on, infusion.outcome
    if record := known.visits.get(name):
        return (record.on if record.outcome is VisitOutcome.DONE else None), (
            record.outcome
        )
    if rule.offset_days == 0 and day_1.actual:
        return day_1.actual, InfusionOutcome.GIVEN
    return None, None


def _beside(day_1: Day1, rule: CycleVisit) -> tuple[date, str]:
    target = day_1.effective + timedelta(days=rule.offset_days)
    side = "+" if rule.offset_days > 0 else "-"
    why = (
        f"C{day_1.cycle}D1 {day_1.basis} {clinical_date(day_1.effective)} "
        f"{side} {days_text(abs(rule.offset_days))}"
    )
    return target, why


def _goes_on(end: date | None, placed: Placed) -> bool:
    return end is None or placed.expected <= end


def _days(bound: int | str, settings: Settings) -> int:
    return bound if isinstance(bound, int) else int(getattr(settings, bound))
