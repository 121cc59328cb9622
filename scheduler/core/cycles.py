"""Every cycle's Day 1, target and effective, from facts and the anchor rule."""

from datetime import date, timedelta
from typing import NamedTuple

from scheduler.core.course_facts import CourseFacts
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import (
    InfusionOutcome,
    Participant,
    VisitOutcome,
)
from scheduler.core.settings import LateCycle, NextDay1, Settings
from scheduler.core.study import Study

LAST_CYCLE = 999  # the visit numbers of profiles leave room for three digits

ACTUAL, BOOKED, TARGET = "on", "booked for", "planned for"


class Window(NamedTuple):
    """First to last allowed day of a visit, both inclusive."""

    opens: date
    closes: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.opens <= day <= self.closes

    def days_outside(self, day: date) -> int:
        """Return how far a day lies outside: early negative, inside 0."""
        if self.opens <= day <= self.closes:
            return 0
        return (day - (self.opens if day < self.opens else self.closes)).days


class Day1(NamedTuple):
    """Day 1 of one cycle; a tuple, because a plan makes hundreds of them.

    Attributes:
        target: the date that the rules give.
        booked: the date arranged, if one was.
        actual: the date on which it happened, given or not.
        outcome: what became of it, in the words of facts.md, if it is recorded.
        effective: the actual date, else the booked one, else the target.
        basis: which of the three that is, in the words of a reason.
        why: the rule that gave the target, and its inputs.
    """

    cycle: int
    target: date
    booked: date | None
    actual: date | None
    outcome: str | None
    effective: date
    basis: str
    why: str


class CycleCourse:
    """Lays out the Day 1s of one participant, each from the one before.

    Args:
        study: for the length of a cycle.
        settings: for the anchor rule, the window of Day 1 and late cycles.
        participant: for the first Day 1, or the one at entry.
        known: what happened and what was arranged.
        as_of: the day asked; an entry on a later one is still to come.

    Source:
        product.md, decision 5; facts.md, Day 1 and Late cycle.
    """

    def __init__(
        self,
        study: Study,
        settings: Settings,
        participant: Participant,
        known: CourseFacts,
        *,
        as_of: date = date.max,
    ) -> None:
        self.settings = settings
        self._length = timedelta(days=study.cycle_length_days)
        self._length_text = days_text(study.cycle_length_days)
        self._before = timedelta(days=settings.day_1_before)
        self._after = timedelta(days=settings.day_1_after)
        self._rolling = settings.next_day_1 is NextDay1.ROLLING
        self._fixed = settings.next_day_1 is NextDay1.FIXED
        self._skips = settings.late_cycle is LateCycle.SKIP
        # Then what is recorded of a cycle says all that the next one counts from.
        self._free = self._rolling and not self._skips
        self._known = known
        self._infusions = {
            cycle: fact for (cycle, day), fact in known.infusions.items() if day == 1
        }
        self._entered: dict[int, int | None] = {}
        self.first = self._first_day_1(participant, as_of)
        self._days = {self.first.cycle: self.first}

    @property
    def first_cycle(self) -> int:
        """The number of the first cycle laid out: 1, or the one at entry."""
        return self.first.cycle

    def day_1(self, cycle: int) -> Day1:
        """Return Day 1 of a cycle, from the first one upwards."""
        return self._days.get(cycle) or self._lay_out(cycle)

    def day_1s(self, cycles: range) -> list[Day1]:
        """Return the Day 1s of cycles in a row, laid out at one go."""
        found = [self.day_1(cycles.start)]
        for cycle in cycles[1:]:
            found.append(self._days.get(cycle) or self._next(found[-1]))
            self._days[cycle] = found[-1]
        return found

    def cycle_on(self, day: date) -> int | None:
        """Return the last cycle begun by a day, or None before the first.

        Cycles that somebody booked or recorded are all looked at, and the one after
        them: a booking may lie behind the Day 1 that follows it.
        """
        known = min(self._known.last_cycle + 1, LAST_CYCLE)
        cycle = max(known, self.first.cycle)
        while cycle < LAST_CYCLE and self.day_1(cycle).effective <= day:
            cycle += 1
        while cycle >= self.first.cycle and self.day_1(cycle).effective > day:
            cycle -= 1
        return cycle if cycle >= self.first.cycle else None

    def on_time(self, day: date) -> date:
        """Return the effective Day 1 of the cycle that a day would lie in on time."""
        return self.day_1(self.cycle_on_time(day)).effective

    def delay(self, day: date) -> timedelta:
        """Return by how much the cycle that a day would lie in on time was moved."""
        cycle = self.cycle_on_time(day)
        count = cycle - self.first.cycle
        return self.day_1(cycle).effective - self.first.effective - count * self._length

    def cycle_on_time(self, day: date) -> int:
        """Return the cycle that a day would lie in on time."""
        count = (day - self.first.effective) // self._length
        return min(self.first.cycle + max(count, 0), LAST_CYCLE)

    def entered_as(self, cycle: int) -> int | None:
        """Return the cycle that a cycle was entered as, or None if it was passed over.

        It is known once the cycle is laid out.
        """
        return self._entered.get(cycle, cycle)

    def window(self, day_1: Day1) -> Window:
        """Return the window of a Day 1: around its own target, never moved."""
        return Window(day_1.target - self._before, day_1.target + self._after)

    def _first_day_1(self, participant: Participant, as_of: date) -> Day1:
        if entry := participant.entry:
            day, number = entry.day_1, entry.from_cycle
            why = f"C{number}D1 on {clinical_date(day)}, at entry"
            found = self._placed(number, day, why)
            if found.outcome is None and day <= as_of:
                given = InfusionOutcome.GIVEN
                return Day1(number, day, found.booked, day, given, day, ACTUAL, why)
            return found
        if participant.first_day_1 is None:
            msg = f"{participant.code} has neither a first Day 1 nor an entry"
            raise ValueError(msg)
        why = f"first Day 1 planned for {clinical_date(participant.first_day_1)}"
        return self._placed(1, participant.first_day_1, why)

    def _lay_out(self, cycle: int) -> Day1:
        """Lay out the Day 1s up to a cycle, from the nearest that needs no other."""
        days, last = self._days, cycle - 1
        while last not in days and not (self._free and last in self._infusions):
            last -= 1
        if last not in days:
            days[last + 1] = self._counted(last, self._infusions[last].on, ACTUAL)
            last += 1
        for number in range(last + 1, cycle + 1):
            days[number] = self._next(days[number - 1])
        return days[cycle]

    def _next(self, previous: Day1) -> Day1:
        cycle, _, _, _, _, anchor, words, _ = previous
        if not self._rolling:
            anchor = self._anchor(previous)
            words = words if anchor == previous.effective else TARGET
            if self._fixed and cycle > self.first.cycle:
                return self._fixed_next(cycle + 1, anchor)
        return self._counted(cycle, anchor, words)

    def _counted(self, cycle: int, anchor: date, words: str) -> Day1:
        """Place the Day 1 that counts from a day of the cycle before it."""
        why = f"C{cycle}D1 {words} {clinical_date(anchor)} + {self._length_text}"
        return self._placed(cycle + 1, anchor + self._length, why)

    def _fixed_next(self, cycle: int, previous: date) -> Day1:
        """Place a Day 1 that counts from the first one."""
        count = cycle - self.first.cycle
        target = previous + self._length
        anchor = target - count * self._length
        words = self.first.basis if anchor == self.first.effective else TARGET
        said = f"C{self.first.cycle}D1 {words} {clinical_date(anchor)}"
        return self._placed(cycle, target, f"{said} + {count} x {self._length_text}")

    def _anchor(self, previous: Day1) -> date:
        """Return the date that the next target counts from, unless it rolls.

        Source:
            facts.md, Day 1: once infusion 1 is recorded, its date replaces the
            planned one as every anchor.
        """
        if previous.cycle == self.first.cycle and previous.actual:
            return previous.actual
        if self._fixed or previous.effective in self.window(previous):
            return previous.target
        return previous.effective

    def _placed(self, cycle: int, target: date, why: str) -> Day1:
        name = f"C{cycle}D1"
        if self._skips:
            self._pass_over(cycle, target)
        booking = self._known.bookings.get(name)
        booked = booking.on if booking else None
        if self.entered_as(cycle) is None:
            said = VisitOutcome.NOT_DONE
            return Day1(cycle, target, booked, None, said, target, TARGET, why)
        if infusion := self._infusions.get(cycle):
            on = infusion.on
            return Day1(cycle, target, booked, on, infusion.outcome, on, ACTUAL, why)
        outcome = None
        if visit := self._known.visits.get(name):
            outcome, on = visit.outcome, visit.on
            if outcome is VisitOutcome.DONE:
                return Day1(cycle, target, booked, on, outcome, on, ACTUAL, why)
        effective, basis = (booked, BOOKED) if booked else (target, TARGET)
        return Day1(cycle, target, booked, None, outcome, effective, basis, why)

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
        if last > cycle:
            self._entered |= {**dict.fromkeys(range(cycle, last)), last: cycle}
            self._infusions[last] = self._infusions.pop(cycle)
