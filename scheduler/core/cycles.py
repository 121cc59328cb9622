"""Every cycle's Day 1, target and effective, from facts and the anchor rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import (
    Booking,
    Fact,
    InfusionRecord,
    Participant,
    VisitOutcome,
    VisitRecord,
)
from scheduler.core.study import NextDay1, Settings, Study

LAST_CYCLE = 999  # the visit numbers of profiles leave room for three digits


class Basis(StrEnum):
    """What an effective Day 1 rests on; the words used in a reason."""

    ACTUAL = "on"
    BOOKED = "booked for"
    TARGET = "planned for"


class Window(NamedTuple):
    """First to last allowed day of a visit, both inclusive."""

    opens: date
    closes: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.opens <= day <= self.closes

    def days_outside(self, day: date) -> int:
        """Return how far a day lies outside: early negative, inside 0."""
        if day < self.opens:
            return (day - self.opens).days
        return max((day - self.closes).days, 0)


class Day1(NamedTuple):
    """Day 1 of one cycle; a tuple, because a plan makes hundreds of them.

    Attributes:
        target: the date that the rules give.
        booked: the date arranged, if one was.
        actual: the date on which it happened, given or not.
        effective: the actual date, else the booked one, else the target.
        why: the rule and its inputs, in one sentence.
    """

    cycle: int
    target: date
    booked: date | None
    actual: date | None
    effective: date
    why: str

    @property
    def basis(self) -> Basis:
        """Which of the three the effective date is."""
        if self.actual:
            return Basis.ACTUAL
        return Basis.BOOKED if self.booked else Basis.TARGET


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """The facts that move cycles, by what they belong to.

    Attributes:
        infusions: by cycle and day of the cycle.
        bookings: by the name of the visit.
        visits: by the name of the visit.
    """

    infusions: Mapping[tuple[int, int], InfusionRecord]
    bookings: Mapping[str, Booking]
    visits: Mapping[str, VisitRecord]


def course_facts(facts: Iterable[Fact]) -> CourseFacts:
    """Sort out the facts that move cycles; the order of facts means nothing."""
    infusions: dict[tuple[int, int], InfusionRecord] = {}
    bookings: dict[str, Booking] = {}
    visits: dict[str, VisitRecord] = {}
    for fact in facts:
        match fact:
            case InfusionRecord():
                infusions[fact.cycle, fact.day] = fact
            case Booking():
                bookings[fact.visit] = fact
            case VisitRecord():
                visits[fact.visit] = fact
            case _:
                pass
    return CourseFacts(infusions=infusions, bookings=bookings, visits=visits)


class CycleCourse:
    """Lays out the Day 1s of one participant, each from the one before.

    Args:
        study: for the length of a cycle.
        settings: for the anchor rule and the window of Day 1.
        participant: for the first Day 1, or the one at entry.
        known: what happened and what was arranged.

    Source:
        product.md, decision 5; facts.md, Day 1.
    """

    def __init__(
        self,
        study: Study,
        settings: Settings,
        participant: Participant,
        known: CourseFacts,
    ) -> None:
        self._length = timedelta(days=study.cycle_length_days)
        self._length_text = days_text(study.cycle_length_days)
        self.settings = settings
        self._known = known
        self._first = self._first_day_1(participant)
        self._days: list[Day1] = [self._first]

    @property
    def first_cycle(self) -> int:
        """The number of the first cycle laid out: 1, or the one at entry."""
        return self._first.cycle

    @property
    def first(self) -> Day1:
        """The Day 1 that everything else counts from."""
        return self._first

    def day_1(self, cycle: int) -> Day1:
        """Return Day 1 of a cycle, from the first one laid out upwards."""
        index, days = cycle - self._first.cycle, self._days
        while len(days) <= index:
            days.append(self._next(days[-1]))
        return days[index]

    def cycle_on(self, day: date) -> int | None:
        """Return the cycle that a day falls in, or None before the first."""
        while self._days[-1].effective <= day and self._days[-1].cycle < LAST_CYCLE:
            self._days.append(self._next(self._days[-1]))
        begun = [found.cycle for found in self._days if found.effective <= day]
        return begun[-1] if begun else None

    def window(self, day_1: Day1) -> Window:
        """Return the window of a Day 1: around its own target, never moved."""
        return Window(
            opens=day_1.target - timedelta(days=self.settings.day_1_before),
            closes=day_1.target + timedelta(days=self.settings.day_1_after),
        )

    def _first_day_1(self, participant: Participant) -> Day1:
        if entry := participant.entry:
            why = f"C{entry.from_cycle}D1 on {clinical_date(entry.day_1)}, at entry"
            return self._placed(entry.from_cycle, entry.day_1, why, entry.day_1)
        if participant.first_day_1 is None:
            msg = f"{participant.code} has neither a first Day 1 nor an entry"
            raise ValueError(msg)
        why = f"first Day 1 planned for {clinical_date(participant.first_day_1)}"
        return self._placed(1, participant.first_day_1, why, None)

    def _next(self, previous: Day1) -> Day1:
        cycle = previous.cycle + 1
        if self.settings.next_day_1 is NextDay1.FIXED:
            anchor, basis = self._first.actual or self._first.target, self._first
            count = cycle - self._first.cycle
            target = anchor + count * self._length
            said = f"{count} x {self._length_text}" if count > 1 else self._length_text
            words = Basis.ACTUAL if basis.actual else Basis.TARGET
            why = f"C{basis.cycle}D1 {words} {clinical_date(anchor)} + {said}"
            return self._placed(cycle, target, why, None)
        anchor, words = self._rolling_anchor(previous)
        why = f"C{previous.cycle}D1 {words} {clinical_date(anchor)}"
        return self._placed(
            cycle, anchor + self._length, f"{why} + {self._length_text}", None
        )

    def _rolling_anchor(self, previous: Day1) -> tuple[date, Basis]:
        if (
            self.settings.next_day_1 is NextDay1.ROLLING_IF_OUTSIDE
            and previous.effective in self.window(previous)
        ):
            return previous.target, Basis.TARGET
        return previous.effective, previous.basis

    def _placed(self, cycle: int, target: date, why: str, actual: date | None) -> Day1:
        name = f"C{cycle}D1"
        infusion = self._known.infusions.get((cycle, 1))
        visit = self._known.visits.get(name)
        booking = self._known.bookings.get(name)
        if infusion:
            actual = infusion.on
        elif visit and visit.outcome is VisitOutcome.DONE:
            actual = visit.on
        booked = booking.on if booking else None
        return Day1(cycle, target, booked, actual, actual or booked or target, why)
