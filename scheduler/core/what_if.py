"""What becomes of a plan by facts that are not saved yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.core.changes import Scope, asked_outlook, bookings_within
from scheduler.core.comparison import Comparison, compare
from scheduler.core.facts import Booking, FactsDocument
from scheduler.core.outlook import Outlook, cycle_named, last_cycle, with_bookings
from scheduler.core.plan import Plan
from scheduler.core.printed import PrintedSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A change that is not saved, both plans, and how they differ.

    Attributes:
        document: the facts with the change.
        bookings: the bookings that the change makes, where it is a move.
    """

    document: FactsDocument
    bookings: tuple[Booking, ...]
    before: Plan
    after: Plan
    comparison: Comparison


def what_if(
    outlook: Outlook,
    changed: FactsDocument,
    *,
    bookings: tuple[Booking, ...] = (),
    printed: Sequence[PrintedSheet] = (),
) -> WhatIf:
    """Compare the plan of a document with the plan of a changed one.

    Args:
        outlook: the document as it is, and how far to look.
        changed: the document with whatever is to be tried: a booking, a hold, a
            dose decision, a corrected date.
        bookings: those of them that were worked out, to be handed on.
        printed: the last sheet of each visit that has one.

    Raises:
        ThroughError: the outlook was asked for a cycle above 999.

    Source:
        ux.md 3.9, 3.12.
    """
    sheets = [cycle_named(sheet.visit) + 1 for sheet in printed]
    both = outlook, replace(outlook, document=changed)
    plans = [seen.plan() for seen in both]
    cycle = max([*map(last_cycle, plans), *sheets])
    before, after = (
        plan if last_cycle(plan) == cycle else seen.reaching(cycle).plan()
        for seen, plan in zip(both, plans, strict=True)
    )
    return WhatIf(
        document=changed,
        bookings=bookings,
        before=before,
        after=after,
        comparison=compare(outlook.version, before, after, printed),
    )


def what_if_moved(
    outlook: Outlook,
    moves: Mapping[str, date],
    scope: Scope,
    *,
    reason: str | None = None,
    printed: Sequence[PrintedSheet] = (),
) -> WhatIf:
    """Work out the bookings of a move, and compare the plan with and without them.

    Args:
        outlook: the document as it is, and how far to look.
        moves: the new day of each visit to move, by the name of the visit.
        scope: what moves along.
        reason: for every booking that is new.
        printed: the last sheet of each visit that has one.

    Raises:
        UnmovableVisitError: a visit is not in the plan, is recorded, or will not be.
        ThroughError: the outlook was asked for a cycle above 999.

    Source:
        ux.md 3.8, 3.9.
    """
    seen = asked_outlook(outlook, moves)
    bookings = bookings_within(seen, moves, scope, reason=reason)
    changed = with_bookings(outlook.document, bookings)
    return what_if(seen, changed, bookings=bookings, printed=printed)
