"""Every planned visit as a row, and where it stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from scheduler.core.cycles import Window
from scheduler.core.facts import VisitOutcome


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

    A tuple, because a plan at cycle 112 makes hundreds of them. It begins with
    what ``Placed`` holds.

    Attributes:
        visit: its name, ``C3D1`` or ``imaging week 6``.
        visitnum: its number; two decimals are kept for unscheduled visits.
        kind: what it has in common with others of its series.
        cycle: the number of its cycle, or None outside the cycles.
        day: the day of the cycle, without a day 0.
        outcome: what became of it, in the words of facts.md; None if not recorded.
        infusion: True if the infusion is given there.
        dispense: True if capsules are handed out there.
        why: the rule that gave the target, and its inputs.
        days_outside: days outside the window, early negative.
    """

    visit: str
    visitnum: float
    kind: str
    cycle: int | None
    day: int | None
    target: date
    window: Window
    booked: date | None
    booked_at: time | None
    actual: date | None
    outcome: str | None
    infusion: bool
    dispense: bool
    why: str
    status: Status
    days_outside: int

    @property
    def expected(self) -> date:
        """The actual date, else the booked one, else the target."""
        return self.actual or self.booked or self.target


class Placed(NamedTuple):
    """A visit on the calendar before anything is said of its status.

    The attributes are those with which a ``Visit`` begins.
    """

    visit: str
    visitnum: float
    kind: str
    cycle: int | None
    day: int | None
    target: date
    window: Window
    booked: date | None
    booked_at: time | None
    actual: date | None
    outcome: str | None
    infusion: bool
    dispense: bool
    why: str


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


_RECORDED = Status.RECORDED  # a name of its own: it is asked for at every row
_NEVER_LATE = frozenset({Status.MISSED, Status.NOT_DONE, Status.CANCELLED})


def recorded(placed: Placed, actual: date) -> Visit:
    """Give a visit that took place its verdict."""
    opens, closes = window = placed.window
    outside = 0 if opens <= actual <= closes else window.days_outside(actual)
    return Visit(*placed, _RECORDED, outside)


def judge(placed: Placed, following: Placed | None, around: Circumstances) -> Visit:
    """Give a placed visit its status and the days it lies outside its window.

    Args:
        placed: the visit on the calendar.
        following: the next of its kind, if there is one.
        around: the day asked, holds, and the ends of the drugs.

    Source:
        facts.md, Status: the first that fits.
    """
    if placed.actual:
        return recorded(placed, placed.actual)
    status = _unrecorded(placed, following, around)
    if status in _NEVER_LATE:
        return Visit(*placed, status, 0)
    late = around.as_of - placed.window.closes
    return Visit(*placed, status, max(late.days, 0))


def _unrecorded(
    visit: Placed, following: Placed | None, around: Circumstances
) -> Status:
    expected = visit.booked or visit.target
    if visit.outcome == VisitOutcome.NOT_DONE:
        return Status.NOT_DONE
    if around.ended is not None and expected > around.ended:
        return Status.CANCELLED
    if visit.infusion and around.on_hold(expected):
        return Status.ON_HOLD
    if visit.outcome == VisitOutcome.MISSED:
        return Status.MISSED
    if around.as_of > visit.window.closes:
        return _window_over(visit, following, around.as_of)
    return _in_time(visit, around.as_of)


def _window_over(visit: Placed, following: Placed | None, as_of: date) -> Status:
    if following is not None and (
        following.outcome is not None or as_of >= following.window.opens
    ):
        return Status.MISSED
    if visit.booked is None or visit.booked < as_of:
        return Status.OVERDUE
    return Status.PLANNED


def _in_time(visit: Placed, as_of: date) -> Status:
    """Return the status of a visit whose window is not over.

    Only an arranged day can wait for confirmation: a target that nobody has
    booked stays due until the last day of its window.
    """
    if as_of == visit.window.closes:
        return Status.LAST_DAY
    if visit.booked is not None and visit.booked < as_of:
        return Status.AWAITING_CONFIRMATION
    return Status.DUE if as_of >= visit.window.opens else Status.PLANNED
