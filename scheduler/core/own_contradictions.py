"""Facts that contradict themselves; each problem names both keys."""

from collections.abc import Iterable, Iterator

from scheduler.core.dose_contradictions import numbered
from scheduler.core.facts import (
    Fact,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
)
from scheduler.errors import FactsError


def own_contradictions(facts: Iterable[Fact]) -> Iterator[FactsError]:
    """Yield what no other fact is needed to refuse.

    Args:
        facts: a path counts them from 0 in their order here.

    Source:
        product.md, decision 7: impossible is refused.
    """
    known = tuple(facts)
    yield from _times(known)
    yield from _ranges(known)


def _times(facts: Iterable[Fact]) -> Iterator[FactsError]:
    for at, infusion in numbered(facts, InfusionRecord):
        start, stop = infusion.start, infusion.stop
        if infusion.outcome is InfusionOutcome.NOT_GIVEN and (start or stop):
            yield FactsError(
                path=f"facts[{at}].{'start' if start else 'stop'}",
                problem=f"is a time, but facts[{at}].outcome is not given. Leave the "
                "time out, or correct the outcome.",
            )
        if start and stop and stop < start:
            yield FactsError(
                path=f"facts[{at}].stop",
                problem=f"{stop:%H:%M} is before facts[{at}].start, {start:%H:%M}. "
                "Correct one of them.",
            )


def _ranges(facts: Iterable[Fact]) -> Iterator[FactsError]:
    for at, span in enumerate(facts):
        if not isinstance(span, Hold | MissedDoses):
            continue
        if span.ends and span.ends < span.starts:
            yield FactsError(
                path=f"facts[{at}].to",
                problem=f"{span.ends} is before facts[{at}].from, {span.starts}. "
                "Correct one of them.",
            )
