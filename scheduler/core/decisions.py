"""Dose decisions in the order in which they take effect."""

from collections.abc import Iterable
from datetime import date

from scheduler.core.facts import DoseAction, DoseDecision, Fact


def decisions_in_turn(facts: Iterable[Fact]) -> list[tuple[date, DoseDecision]]:
    """Return the decisions, each with the first day of its effect, by that day."""
    found = [fact for fact in facts if isinstance(fact, DoseDecision)]
    return sorted(((f.starts or f.on, f) for f in found), key=lambda pair: pair[0])


def discontinued(facts: Iterable[Fact]) -> date | None:
    """Return the first day without capsules by the last decision, or None.

    A decision to go on after a stop ends it.
    """
    for starts, decision in decisions_in_turn(facts)[-1:]:
        if decision.action is DoseAction.DISCONTINUE:
            return starts
    return None
