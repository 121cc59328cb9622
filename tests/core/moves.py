"""Outlooks made from a few facts, and what a move does to them."""

from dataclasses import replace
from datetime import date

from scheduler.core.changes import Scope, booking_changes
from scheduler.core.comparison import Comparison
from scheduler.core.facts import Booking, Fact, FactsDocument
from scheduler.core.outlook import Outlook
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.what_if import WhatIf, what_if_moved
from tests.core.plans import day, document, given, weighed
from tests.core.profiles import FIRST

ON_TIME = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]


def outlook(
    *facts: Fact,
    as_of: str = "2024-04-10",
    study: Study = FIRST,
    through: int | None = None,
    **chosen: object,
) -> Outlook:
    return Outlook(
        study=study,
        document=having(document(*facts, study=study), **chosen),
        as_of=day(as_of),
        through=through,
    )


def having(found: FactsDocument, **chosen: object) -> FactsDocument:
    """Return a document with settings of its own."""
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in chosen.items()
    }
    return replace(found, settings=tuple(plain.items()))


def days_of(moves: dict[str, str]) -> dict[str, date]:
    return {visit: day(on) for visit, on in moves.items()}


def made(found: Outlook, moves: dict[str, str], scope: str) -> dict[str, str]:
    """Return the bookings of a move as files write them."""
    bookings = booking_changes(found, days_of(moves), Scope(scope))
    return {booking.visit: booking.on.isoformat() for booking in bookings}


def moved(found: Outlook, moves: dict[str, str], scope: str = "all") -> WhatIf:
    return what_if_moved(found, days_of(moves), Scope(scope))


def shifts(found: Comparison) -> dict[str, int]:
    """Return by how many days each visit moves."""
    return {row.visit: row.days for row in found.moved}


def reasons(found: Comparison) -> dict[str, str]:
    """Return why each of the other visits does not."""
    return {row.visit: why for row, why in found.unmoved}


def expected(plan: Plan, *names: str) -> dict[str, str]:
    rows = {visit.visit: visit.expected.isoformat() for visit in plan.visits}
    return {name: rows[name] for name in names} if names else rows


def bookings(found: Outlook) -> dict[str, Booking]:
    facts = found.document.facts
    return {fact.visit: fact for fact in facts if isinstance(fact, Booking)}
