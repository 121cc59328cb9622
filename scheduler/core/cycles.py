"""Every cycle's Day 1, target and effective, from facts and the anchor rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import (
    Booking,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    VisitOutcome,
    VisitRecord,
)
from scheduler.core.settings import LateCycle, NextDay1, Settings
from scheduler.core.study import Study

LAST_CYCLE = 999  # the visit numbers of profiles leave room for three digits

ACTUAL, BOOKED, TARGET = "on", "booked for", "planned for"

_CYCLE = re.compile(r"C([0-9]{1,3})D", re.ASCII)


class Window(NamedTuple):
    """First to last allowed day of a visit, both inclusive."""

    opens: date
    closes: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.opens <= day <= self.closes

    def days_outside(self, day: date) -> int:
        """Return how far a day lies outside: early negative, inside 0."""
        opens, closes = self
        if opens <= day <= closes:
            return 0
        return (day - (opens if day < opens else closes)).days


class Day1(NamedTuple):
    """Day 1 of one cycle; a tuple, because a plan makes hundreds of them.

    Attributes:
        target: the date that the rules give.
        booked: the date arranged, if one was.
        actual: the date on which it happened, given or not.
        outcome: what became of it, in the words of facts.md, if it is recorded.
        effective: the actual date, else the booked one, else the target.
        basis: which of the three that is, in the words of a reason.
    """

    cycle: int
    target: date
    booked: date | None
    actual: date | None
    outcome: str | None
    effective: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """The facts that move cycles, by what they belong to.

    Attributes:
        infusions: by cycle and day of the cycle.
        bookings: by the name of the visit.
        visits: by the name of the visit.
        last_cycle: the highest cycle that any of them speaks of.
    """

    infusions: Mapping[tuple[int, int], InfusionRecord]
    bookings: Mapping[str, Booking]
    visits: Mapping[str, VisitRecord]
    last_cycle: int


def course_facts(
    infusions: Iterable[InfusionRecord],
    bookings: Iterable[Booking],
    visits: Iterable[VisitRecord],
) -> CourseFacts:
    """Sort out the facts that move cycles; their order means nothing."""
    by_day = {(fact.cycle, fact.day): fact for fact in infusions}
    booked = {fact.visit: fact for fact in bookings}
    recorded = {fact.visit: fact for fact in visits}
    cycles = [cycle for cycle, _ in by_day]
    cycles += [
        int(match[1]) for name in booked | recorded if (match := _CYCLE.match(name))
    ]
    return CourseFacts(
        infusions=by_day,
        bookings=booked,
        visits=recorded,
        last_cycle=max(cycles, default=0),
    )


class CycleCourse:
    """Lays out the Day 1s of one participant, each from the one before.

    Args:
        study: for the length of a cycle.
        settings: for the anchor rule, the window of Day 1 and late cycles.
        participant: for the first Day 1, or the one at entry.
        known: what happened and what was arranged.

    Source:
        product.md, decision 5; facts.md, Day 1 and Late cycle.
    """

    def __init__(
        self,
        study: Study,
        settings: Settings,
        participant: Participant,
        known: CourseFacts,
    ) -> None:
        self.settings = settings
        self._length = timedelta(days=study.cycle_length_days)
        self._length_text = days_text(study.cycle_length_days)
        self._before = timedelta(days=settings.day_1_before)
        self._after = timedelta(days=settings.day_1_after)
        self._rolling = settings.next_day_1 is NextDay1.ROLLING
        self._fixed = settings.next_day_1 is NextDay1.FIXED
        self._skips = settings.late_cycle is LateCycle.SKIP
        self._known = known
        self._infusions = {
            cycle: fact for (cycle, day), fact in known.infusions.items() if day == 1
        }
        self._passed_over: set[int] = set()
        self.first, self._why_first = self._first_day_1(participant)
        self._days = [self.first]

    @property
    def first_cycle(self) -> int:
        """The number of the first cycle laid out: 1, or the one at entry."""
        return self.first.cycle

    def day_1(self, cycle: int) -> Day1:
        """Return Day 1 of a cycle, from the first one laid out upwards."""
        index, days = cycle - self.first.cycle, self._days
        while len(days) <= index:
            days.append(self._next(days[-1]))
        return days[index]

    def cycle_on(self, day: date) -> int | None:
        """Return the last cycle begun by a day, or None before the first.

        Cycles that somebody booked or recorded are all looked at: a booking may
        lie behind the Day 1 that follows it.
        """
        days, known = self._days, min(self._known.last_cycle, LAST_CYCLE)
        while days[-1].cycle < known or (
            days[-1].effective <= day and days[-1].cycle < LAST_CYCLE
        ):
            days.append(self._next(days[-1]))
        begun = (found.cycle for found in reversed(days) if found.effective <= day)
        return next(begun, None)

    def window(self, day_1: Day1) -> Window:
        """Return the window of a Day 1: around its own target, never moved."""
        return Window(day_1.target - self._before, day_1.target + self._after)

    def why(self, day_1: Day1) -> str:
        """Say in one sentence which rule gave a target, with its inputs."""
        if day_1 is self.first:
            return self._why_first
        count, length = day_1.cycle - self.first.cycle, self._length_text
        previous = self.first if self._fixed else self._days[count - 1]
        if self._fixed and count > 1:
            length = f"{count} x {length}"
        anchor = previous.effective if self._rolling else self._anchor(previous)
        words = previous.basis if anchor == previous.effective else TARGET
        return f"C{previous.cycle}D1 {words} {clinical_date(anchor)} + {length}"

    def _first_day_1(self, participant: Participant) -> tuple[Day1, str]:
        if entry := participant.entry:
            day, why = entry.day_1, f"C{entry.from_cycle}D1 on"
            found = self._placed(entry.from_cycle, day)
            if found.outcome is None:
                given = InfusionOutcome.GIVEN
                found = Day1(found.cycle, day, found.booked, day, given, day, ACTUAL)
            return found, f"{why} {clinical_date(day)}, at entry"
        if participant.first_day_1 is None:
            msg = f"{participant.code} has neither a first Day 1 nor an entry"
            raise ValueError(msg)
        on = clinical_date(participant.first_day_1)
        return self._placed(1, participant.first_day_1), f"first Day 1 planned for {on}"

    def _next(self, previous: Day1) -> Day1:
        return self._placed(previous.cycle + 1, self._anchor(previous) + self._length)

    def _anchor(self, previous: Day1) -> date:
        """Return the date that the next target counts from.

        Source:
            facts.md, Day 1: once infusion 1 is recorded, its date replaces the
            planned one as every anchor.
        """
        if self._rolling or (previous.cycle == self.first.cycle and previous.actual):
            return previous.effective
        if self._fixed or previous.effective in self.window(previous):
            return previous.target
        return previous.effective

    def _placed(self, cycle: int, target: date) -> Day1:
        name = f"C{cycle}D1"
        if self._skips:
            self._pass_over(cycle, target)
        booking = self._known.bookings.get(name)
        booked = booking.on if booking else None
        if cycle in self._passed_over:
            said = VisitOutcome.NOT_DONE
            return Day1(cycle, target, booked, None, said, target, TARGET)
        if infusion := self._infusions.get(cycle):
            on = infusion.on
            return Day1(cycle, target, booked, on, infusion.outcome, on, ACTUAL)
        outcome = None
        if visit := self._known.visits.get(name):
            outcome = visit.outcome
            if outcome is VisitOutcome.DONE:
                return Day1(cycle, target, booked, visit.on, outcome, visit.on, ACTUAL)
        if booked is None:
            return Day1(cycle, target, None, None, outcome, target, TARGET)
        return Day1(cycle, target, booked, None, outcome, booked, BOOKED)

    def _pass_over(self, cycle: int, target: date) -> None:
        """Move an infusion that is a whole cycle late to the cycle it belongs to.

        It stops before a cycle of which something else is recorded.

        Source:
            facts.md, Late cycle; domain.md G26.
        """
        infusion, last = self._infusions.get(cycle), cycle
        if infusion is None:
            return
        for late in range(
            cycle + 1, cycle + 1 + (infusion.on - target) // self._length
        ):
            if late in self._infusions or f"C{late}D1" in self._known.visits:
                break
            last = late
        self._passed_over.update(range(cycle, last))
        self._infusions[last] = self._infusions.pop(cycle)
