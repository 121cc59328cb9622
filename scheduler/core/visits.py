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


WILL_NOT_BE = frozenset({Status.CANCELLED, Status.NOT_DONE, Status.MISSED})


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
    status: Status
    days_outside: int
    infusion: bool
    dispense: bool
    why: str

    @property
    def expected(self) -> date:
        """The actual date, else the booked one, else the target."""
        return self.actual or self.booked or self.target

    @property
    def verdict(self) -> int:
        """Days outside the window of the day that counts, early negative.

        A visit that is booked out of its window says so from the start, before
        its status changes.

        Source:
            product.md, decision 18.
        """
        waiting = self.outcome is None and self.status is not Status.CANCELLED
        if waiting and self.booked is not None:
            return self.window.days_outside(self.booked) or self.days_outside
        return self.days_outside


class Waiting(NamedTuple):
    """What the status of a visit that did not take place depends on.

    Attributes:
        expected: the day booked, else the target.
        outcome: what somebody said of it, if anything.
        infusion: True if the infusion is to be given there.
    """

    expected: date
    window: Window
    booked: date | None
    outcome: str | None
    infusion: bool


class Following(NamedTuple):
    """The next visit of the same kind: when it opens, and if it is recorded."""

    opens: date
    recorded: bool


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


RECORDED = Status.RECORDED  # a name of its own: it is asked for at every row


def judge(
    visit: Waiting, following: Following | None, around: Circumstances
) -> tuple[Status, int]:
    """Return the status of a visit that did not take place, and the days it is late.

    Args:
        visit: what is known of it.
        following: the next of its kind, if there is one.
        around: the day asked, holds, and the ends of the drugs.

    Source:
        facts.md, Status: the first that fits.
    """
    status = _status(visit, following, around)
    late = (around.as_of - visit.window.closes).days
    return status, 0 if status in WILL_NOT_BE else max(late, 0)


def _status(
    visit: Waiting, following: Following | None, around: Circumstances
) -> Status:
    if visit.outcome == VisitOutcome.NOT_DONE:
        return Status.NOT_DONE
    if around.ended is not None and visit.expected > around.ended:
        return Status.CANCELLED
    if visit.infusion and around.on_hold(visit.expected):
        return Status.ON_HOLD
    if visit.outcome == VisitOutcome.MISSED:
        return Status.MISSED
    if around.as_of > visit.window.closes:
        return _window_over(visit, following, around.as_of)
    return _in_time(visit, around.as_of)


def _window_over(visit: Waiting, following: Following | None, as_of: date) -> Status:
    if following is not None and (following.recorded or as_of >= following.opens):
        return Status.MISSED
    if visit.booked is None or visit.booked < as_of:
        return Status.OVERDUE
    return Status.PLANNED


def _in_time(visit: Waiting, as_of: date) -> Status:
    """Return the status of a visit whose window is not over.

    Only an arranged day can wait for confirmation: a target that nobody has
    booked stays due until the last day of its window. A visit arranged for a day
    behind its window is planned, and its deviation is told.
    """
    if visit.booked is not None and visit.booked > visit.window.closes:
        return Status.PLANNED
    if as_of == visit.window.closes:
        return Status.LAST_DAY
    if visit.booked is not None and visit.booked < as_of:
        return Status.AWAITING_CONFIRMATION
    return Status.DUE if as_of >= visit.window.opens else Status.PLANNED
