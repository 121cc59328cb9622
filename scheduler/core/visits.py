"""Every planned visit as a row: target, window, booked, actual, status, reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from scheduler.core.cycles import CourseFacts, CycleCourse, Day1, Window
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import InfusionOutcome, VisitOutcome
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of one participant, as it stands on a day.

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
        visit = place(rule, course, cycles.start, known)
        for cycle in cycles:
            following = place(rule, course, cycle + 1, known)
            yield judge(visit, following, around)
            visit = following


def place(
    rule: CycleVisit, course: CycleCourse, cycle: int, known: CourseFacts
) -> Visit:
    """Put one visit rule on one cycle; its status is not judged yet."""
    day_1 = course.day_1(cycle)
    name = f"C{cycle}{rule.label}"
    booking = known.bookings.get(name)
    actual, outcome = _happened(rule, day_1, known, name)
    target = day_1.target if rule.offset_days == 0 else _beside(day_1, rule)
    return Visit(
        visit=name,
        visitnum=rule.visitnum_base + cycle,
        kind=rule.label,
        cycle=cycle,
        day=rule.day,
        target=target,
        window=window_of(rule, target, course.settings),
        booked=booking.on if booking else None,
        booked_at=booking.at if booking else None,
        actual=actual,
        outcome=outcome,
        status=Status.PLANNED,
        days_outside=0,
        infusion=rule.infusion,
        dispense=rule.dispense,
        why=day_1.why if rule.offset_days == 0 else _why_beside(day_1, rule),
    )


def window_of(rule: CycleVisit, target: date, settings: Settings) -> Window:
    """Return the days around a target, both ends inclusive."""
    return Window(
        opens=target - timedelta(days=_days(rule.before, settings)),
        closes=target + timedelta(days=_days(rule.after, settings)),
    )


def judge(visit: Visit, following: Visit | None, around: Circumstances) -> Visit:
    """Give a placed visit its status and the days it lies outside its window.

    Args:
        visit: the visit as placed.
        following: the next of its kind, as placed.
        around: the day asked, holds, and the ends of the drugs.

    Source:
        facts.md, Status: the first that fits.
    """
    status = _status(visit, following, around)
    return replace(
        visit,
        status=status,
        days_outside=_days_outside(visit, status, around.as_of),
        infusion=visit.infusion and not _over(around.infusion_ended, visit.expected),
        dispense=visit.dispense and not _over(around.capsules_ended, visit.expected),
    )


def _status(visit: Visit, following: Visit | None, around: Circumstances) -> Status:
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


def _said(visit: Visit, around: Circumstances) -> Status | None:
    """Return the status that a fact gives, whatever the day."""
    if visit.outcome == VisitOutcome.NOT_DONE:
        return Status.NOT_DONE
    if visit.outcome == VisitOutcome.MISSED:
        return Status.MISSED
    if visit.outcome is not None:
        return Status.RECORDED
    if _over(around.ended, visit.expected):
        return Status.CANCELLED
    if visit.infusion and around.on_hold(visit.expected):
        return Status.ON_HOLD
    return None


def _in_time(visit: Visit, as_of: date) -> Status:
    """Return the status of an unrecorded visit whose window is not over.

    Only an arranged day can wait for confirmation: a target that nobody has
    booked stays due until the last day of its window.
    """
    if as_of == visit.window.closes:
        return Status.LAST_DAY
    if visit.booked is not None and visit.booked < as_of:
        return Status.AWAITING_CONFIRMATION
    return Status.DUE if as_of in visit.window else Status.PLANNED


def _has_begun(following: Visit, as_of: date) -> bool:
    return following.outcome is not None or as_of >= following.window.opens


def _days_outside(visit: Visit, status: Status, as_of: date) -> int:
    if status is Status.RECORDED and visit.actual is not None:
        return visit.window.days_outside(visit.actual)
    if status in {Status.MISSED, Status.NOT_DONE, Status.CANCELLED}:
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


def _beside(day_1: Day1, rule: CycleVisit) -> date:
    return day_1.effective + timedelta(days=rule.offset_days)


def _why_beside(day_1: Day1, rule: CycleVisit) -> str:
    side = "+" if rule.offset_days > 0 else "-"
    return (
        f"C{day_1.cycle}D1 {day_1.basis} {clinical_date(day_1.effective)} "
        f"{side} {days_text(abs(rule.offset_days))}"
    )


def _over(end: date | None, day: date) -> bool:
    return end is not None and day > end


def _days(bound: int | str, settings: Settings) -> int:
    return bound if isinstance(bound, int) else int(getattr(settings, bound))
