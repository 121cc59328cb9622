"""The facts that move cycles, sorted out by what they belong to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.core.facts import Booking, InfusionRecord, VisitRecord

_CYCLE = re.compile(r"C([0-9]{1,3})D")


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
    named = [name for name in (*booked, *recorded) if name.startswith("C")]
    cycles += [int(match[1]) for name in named if (match := _CYCLE.match(name))]
    return CourseFacts(
        infusions=by_day,
        bookings=booked,
        visits=recorded,
        last_cycle=max(cycles, default=0),
    )
