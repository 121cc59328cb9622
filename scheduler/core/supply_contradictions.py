"""Returns of more capsules than were handed out."""

from collections.abc import Iterator
from datetime import date

from scheduler.core.facts import Dispensing, FactsDocument, Return
from scheduler.core.quantities import capsules_text
from scheduler.errors import FactsError


def supply_contradictions(document: FactsDocument) -> Iterator[FactsError]:
    """Yield the returns that bring back more than was handed out by their day.

    Counted over the whole course, and what was lost with what came back: capsules of
    one hand-out may come back after the next. Of somebody entered on treatment the
    hand-outs before entry are not known, so nothing is refused.

    Source:
        product.md, decision 7: nobody returns more than was given.
    """
    if document.participant.entry:
        return
    out, last = 0, ""
    for on, at, fact in _moves(document):
        if isinstance(fact, Dispensing):
            out, last = out + fact.capsules, f"facts[{at}] is the last hand-out"
            continue
        before, out = out, out - fact.capsules - fact.lost
        if out < 0 <= before:
            yield FactsError(
                path=f"facts[{at}].capsules",
                problem=f"brings back {capsules_text(-out)} more than was handed out "
                f"by {on}, with what was lost and what came back before "
                f"({last or 'there is no hand-out'}). Correct a number or a date.",
            )


def _moves(document: FactsDocument) -> list[tuple[date, int, Dispensing | Return]]:
    """Return hand-outs and returns by day, of one day the hand-outs first."""
    moves = [
        (fact.on, at, fact)
        for at, fact in enumerate(document.facts)
        if isinstance(fact, Dispensing | Return)
    ]
    return sorted(moves, key=lambda move: (move[0], isinstance(move[2], Return)))
