"""The bookings that a move needs: this visit only, the rest of its cycle, all later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from scheduler.core.dates import clinical_date
from scheduler.core.facts import Booking
from scheduler.core.outlook import Outlook, cycle_named, is_open, last_cycle, order
from scheduler.core.plan import Plan
from scheduler.core.planner import CYCLES_AHEAD
from scheduler.core.visits import Status, Visit
from scheduler.errors import UnmovableVisitError


class Scope(StrEnum):
    """What moves along with a visit."""

    VISIT = "visit"
    CYCLE = "cycle"
    ALL = "all"


def asked_outlook(outlook: Outlook, moves: Mapping[str, date]) -> Outlook:
    """Return an outlook that shows what some moves do: three cycles behind each.

    It looks no less far than the outlook itself, or than a plan goes by itself,
    with the moves or without them.

    Raises:
        ThroughError: the outlook was asked for a cycle above 999.
    """
    booked = [Booking(visit=name, on=day) for name, day in moves.items()]
    length = outlook.study.cycle_length_days
    usual = replace(outlook, through=None)
    before, after = usual.plan(), usual.having(booked).plan()
    ahead = [_cycle_of(booking, before, length) + CYCLES_AHEAD for booking in booked]
    return outlook.reaching(max([last_cycle(before), last_cycle(after), *ahead]))


def booking_changes(
    outlook: Outlook,
    moves: Mapping[str, date],
    scope: Scope,
    *,
    reason: str | None = None,
) -> tuple[Booking, ...]:
    """Return the bookings to make, so that some visits move and others do or do not.

    ``all``: later visits follow by the profile's rule. One that is booked already
    moves by as many days as its target does, so with the rule ``fixed`` the later
    cycles stay. A visit on which no other counts takes later bookings of its own
    kind along by as many days as it moves itself.

    ``cycle``: the rest of the cycle moves by the same number of days: behind Day 1
    the other visits of the cycle, behind another visit those with a later day.
    Everything else keeps its present day.

    ``visit``: every other visit keeps its present day.

    A visit that would not keep its day by the rule is booked for it, and no more
    visits than that. Its window stays on the protocol's target. Under ``rolling if
    outside`` a booking inside its window holds nothing behind it, so there may be
    one for each cycle that the outlook reaches.

    Args:
        outlook: the document as it is, and how far to look.
        moves: the new day of each visit to move, by the name of the visit.
        scope: what moves along.
        reason: for every booking that is new; those moved along keep their own.

    Returns:
        The bookings, each in place of the one that its visit may have; none where
        every visit is on its day already.

    Raises:
        UnmovableVisitError: a visit is not in the plan, is recorded, or will not be.
        ThroughError: the outlook was asked for a cycle above 999.

    Source:
        facts.md, Day 1; ux.md 3.8, the question on drop.
    """
    return bookings_within(asked_outlook(outlook, moves), moves, scope, reason=reason)


def bookings_within(
    seen: Outlook,
    moves: Mapping[str, date],
    scope: Scope,
    *,
    reason: str | None = None,
) -> tuple[Booking, ...]:
    """Return the bookings of ``booking_changes`` in an asked outlook.

    Raises:
        UnmovableVisitError: a visit is not in the plan, is recorded, or will not be.
        ThroughError: the outlook was asked for a cycle above 999.
    """
    before = seen.plan()
    last = _last_booked(before, seen.study.cycle_length_days)
    if last > last_cycle(before):
        seen = seen.reaching(last)
        before = seen.plan()
    rows = {visit.visit: visit for visit in before.visits}
    for name in moves:
        _refuse_unmovable(name, rows.get(name))
    moved = [v for v in before.visits if v.expected != moves.get(v.visit, v.expected)]
    if not moved:
        return ()
    draft = _Draft(seen, {old.visit: moves[old.visit] for old in moved}, reason)
    along = _Along(scope, moved)
    for old in sorted(filter(is_open, before.visits), key=order):
        now = draft.rows.get(old.visit)
        if now is not None:
            wanted = moves.get(old.visit) or along.day(old, now, draft.rows)
            draft.keep_on(now, wanted)
    return tuple(draft.made.values())


def _last_booked(plan: Plan, length: int) -> int:
    """Return the last cycle to look at for every visit that is booked."""
    bookings = [fact for fact in plan.facts if isinstance(fact, Booking)]
    return max((_cycle_of(booking, plan, length) for booking in bookings), default=0)


def _cycle_of(booking: Booking, plan: Plan, length: int) -> int:
    """Return the cycle of a booking; outside the cycles, one that lies behind it."""
    if cycle := cycle_named(booking.visit):
        return cycle
    reached = max((v.target for v in plan.visits if v.cycle), default=plan.as_of)
    return last_cycle(plan) + max(0, (booking.on - reached).days // length + 2)


def _refuse_unmovable(name: str, visit: Visit | None) -> None:
    if visit is None:
        why = "it is not in the plan. Check the name, or look further ahead."
    elif visit.actual is not None:
        why = (
            f"it is recorded on {clinical_date(visit.actual)}. "
            "Correct the record if that day is wrong."
        )
    elif visit.outcome is not None:
        why = f"it is recorded as {visit.outcome}. Correct the record first."
    elif visit.status is Status.CANCELLED:
        why = "it is cancelled. Correct the end of treatment first."
    else:
        return
    raise UnmovableVisitError(visit=name, why=why)


class _Along:
    """The day on which each visit is wanted that nobody asked to move.

    Args:
        scope: what moves along.
        moved: the visits that were asked to move, as they were, by target.
    """

    def __init__(self, scope: Scope, moved: Sequence[Visit]) -> None:
        self._scope, self._moved = scope, moved

    def day(self, old: Visit, now: Visit, rows: Mapping[str, Visit]) -> date:
        """Return the day wanted for a visit.

        Args:
            old: the visit before anything moved.
            now: the visit as the moves so far leave it.
            rows: all visits as the moves so far leave them.
        """
        if self._scope is Scope.VISIT:
            return old.expected
        if self._scope is Scope.CYCLE:
            leading = [m for m in self._moved if _rest_of_cycle(m, old)]
            return old.expected + _moved_by(leading, rows)
        if old.booked is None:
            return now.expected
        leading = [m for m in self._moved if _later_of_kind(m, old)]
        own = _moved_by(leading, rows) - _target_moved_by(leading, rows)
        return old.booked + (now.target - old.target) + own


def _rest_of_cycle(moved: Visit, other: Visit) -> bool:
    if moved.cycle is None or moved.cycle != other.cycle:
        return False
    return moved.day == 1 or (other.day or 0) > (moved.day or 0)


def _later_of_kind(moved: Visit, other: Visit) -> bool:
    """Say whether a visit takes another along that no rule hangs on it."""
    of_kind = moved.day != 1 and moved.kind == other.kind
    return of_kind and moved.target < other.target


def _moved_by(leading: Sequence[Visit], rows: Mapping[str, Visit]) -> timedelta:
    """Return how far the last of some visits has moved."""
    days = [rows[old.visit].expected - old.expected for old in leading]
    return days[-1] if days else timedelta(0)


def _target_moved_by(leading: Sequence[Visit], rows: Mapping[str, Visit]) -> timedelta:
    days = [rows[old.visit].target - old.target for old in leading]
    return days[-1] if days else timedelta(0)


class _Draft:
    """The bookings made so far, and the rows that they give.

    Args:
        outlook: the document as it is.
        moves: the days asked for, booked from the start.
        reason: for each booking that is new.
    """

    def __init__(
        self, outlook: Outlook, moves: Mapping[str, date], reason: str | None
    ) -> None:
        self._outlook, self._reason = outlook, reason
        bookings = (f for f in outlook.document.facts if isinstance(f, Booking))
        self._standing = {booking.visit: booking for booking in bookings}
        self.made = {
            name: Booking(visit=name, on=day, reason=reason)
            for name, day in moves.items()
        }
        self.rows = self._look()

    def keep_on(self, now: Visit, day: date) -> None:
        """Book a visit for a day, unless it is on that day by itself."""
        if now.expected != day:
            new = Booking(visit=now.visit, on=day, reason=self._reason)
            standing = self._standing.get(now.visit, new)
            self.made[now.visit] = replace(standing, on=day)
            self.rows = self._look()

    def _look(self) -> dict[str, Visit]:
        plan = self._outlook.having(self.made.values()).plan()
        return {visit.visit: visit for visit in plan.visits}
