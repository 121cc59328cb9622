"""What a plan is made of and how far it looks, and what may still move in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from scheduler.core.closed_days import CountryDays
from scheduler.core.cycles import LAST_CYCLE
from scheduler.core.facts import Booking, FactsDocument
from scheduler.core.in_force import study_on
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.core.visits import Status, Visit
from scheduler.errors import ThroughError

_IN_CYCLE = re.compile(r"C([0-9]{1,3})D", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a plan is made of, and how far it is looked ahead.

    Attributes:
        study: the profile with all of its versions.
        country: the table of the site's country, or None if there is none.
        through: the last cycle to look at; None is as far as a plan goes.
    """

    study: Study
    document: FactsDocument
    as_of: date
    country: CountryDays | None = None
    through: int | None = None

    @property
    def version(self) -> Study:
        """The version of the profile that holds at the site on the day asked."""
        return study_on(self.study, self.document.site, self.as_of)

    def plan(self) -> Plan:
        """Make the plan, to the cycle asked or further where more have begun.

        Raises:
            FactsError: a version does not allow a setting of the document.
            ThroughError: ``through`` lies above 999.
        """
        try:
            return self._plan(self.through)
        except ThroughError as error:
            if error.through > LAST_CYCLE:
                raise
            return self._plan(None)

    def _plan(self, through: int | None) -> Plan:
        return plan_for(
            self.study,
            self.document,
            as_of=self.as_of,
            through=through,
            country=self.country,
        )

    def reaching(self, cycle: int) -> "Outlook":
        """Return an outlook that looks at least as far as a cycle."""
        return replace(self, through=max(self.through or 0, min(cycle, LAST_CYCLE)))

    def having(self, bookings: Iterable[Booking]) -> "Outlook":
        """Return the outlook with some bookings made."""
        return replace(self, document=with_bookings(self.document, bookings))


def with_bookings(document: FactsDocument, made: Iterable[Booking]) -> FactsDocument:
    """Return a document with bookings made; each replaces the one of its visit."""
    by_visit = {booking.visit: booking for booking in made}
    kept = [
        fact
        for fact in document.facts
        if not (isinstance(fact, Booking) and fact.visit in by_visit)
    ]
    return replace(document, facts=(*kept, *by_visit.values()))


def last_cycle(plan: Plan) -> int:
    """Return the last cycle that a plan reaches."""
    return max((visit.cycle or 0 for visit in plan.visits), default=0)


def cycle_named(visit: str) -> int:
    """Return the number of the cycle that the name of a visit says, or 0 for none.

    >>> cycle_named("C14D1"), cycle_named("imaging week 6")
    (14, 0)
    """
    match = _IN_CYCLE.match(visit)
    return int(match[1]) if match else 0


def order(visit: Visit) -> tuple[bool, int, bool, int, date]:
    """Sort rows so that each comes behind those that can move it.

    Day 1 moves the other visits of its cycle, even the day before it, and the next
    Day 1; a visit outside the cycles may count from the first Day 1, or move with
    the cycles. No other visit moves any.
    """
    return (
        visit.cycle is None,
        visit.cycle or 0,
        visit.day != 1,
        visit.day or 0,
        visit.target,
    )


def will_not_be(visit: Visit) -> bool:
    """Say whether a visit does not take place, as far as anybody knows."""
    said = visit.outcome is not None or visit.status is Status.CANCELLED
    return said and visit.actual is None


def is_open(visit: Visit) -> bool:
    """Say whether a visit may still be given another day."""
    return visit.actual is None and not will_not_be(visit)


def booked_behind(plan: Plan, visit: Visit) -> list[Visit]:
    """Return the open visits behind one that have a booking of their own."""
    return [
        other
        for other in plan.visits
        if other.booked is not None and is_open(other) and order(other) > order(visit)
    ]


def crosses_day_1(plan: Plan, visit: Visit, on: date) -> bool:
    """Say whether a day for a visit is not between the Day 1s around its cycle.

    Only a Day 1 behind it that is booked is in the way; any other follows it.
    """
    if visit.cycle is None:
        return False
    before, after = plan.day_1(visit.cycle - 1), plan.day_1(visit.cycle + 1)
    early = before is not None and on <= before.expected
    return early or (
        after is not None and after.booked is not None and on >= after.booked
    )
