"""Dose decisions that the ladder, or an earlier decision, rules out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from scheduler.core.facts import DoseAction, DoseDecision, Fact, FactsDocument, Weight
from scheduler.core.settings import ReEscalation, Settings
from scheduler.core.study import Capsules, Study
from scheduler.errors import FactsError

LOWERING = frozenset({DoseAction.REDUCE, DoseAction.RESUME_REDUCED})
RESUMING = frozenset({DoseAction.RESUME_SAME, DoseAction.RESUME_REDUCED})

_Kind = TypeVar("_Kind")


def numbered(facts: Iterable[Fact], kind: type[_Kind]) -> list[tuple[int, _Kind]]:
    """Return the facts of one kind, each with its place in the document."""
    return [(at, fact) for at, fact in enumerate(facts) if isinstance(fact, kind)]


def dose_contradictions(
    document: FactsDocument, study: Study, settings_on: Callable[[date], Settings]
) -> Iterator[FactsError]:
    """Yield the decisions that cannot be: each alone, then one after the other.

    Args:
        document: the facts.
        study: for the ladder and the bands of the capsules.
        settings_on: the settings that hold at the site on a day.

    Source:
        product.md, decision 2: downward along the ladder from the level in force;
        skipping a step needs a reason; upward is refused unless the profile
        allows it. EU label of lenvatinib, section 4.2: reductions are successive.
    """
    decisions = numbered(document.facts, DoseDecision)
    sound: list[tuple[int, DoseDecision]] = []
    for at, decision in decisions:
        problems = list(_alone(at, decision, settings_on(decision.on)))
        yield from problems
        sound += [] if problems else [(at, decision)]
    sound.sort(key=lambda found: _effective(found[1]))
    yield from _in_turn(sound, document, study.capsules)


def resumptions(facts: Iterable[Fact]) -> list[date]:
    """Return the days from which a decision ends a hold of the capsules."""
    return [
        _effective(decision)
        for _, decision in numbered(facts, DoseDecision)
        if decision.action in RESUMING
    ]


def _effective(decision: DoseDecision) -> date:
    return decision.starts or decision.on


def _alone(at: int, decision: DoseDecision, settings: Settings) -> Iterator[FactsError]:
    action = decision.action
    if action is DoseAction.DISCONTINUE and decision.to is not None:
        problem = "is a dose, but facts[{at}].action is discontinue. Leave it out."
        yield FactsError(path=f"facts[{at}].to", problem=problem.format(at=at))
    if action in LOWERING | {DoseAction.RE_ESCALATE} and decision.to is None:
        problem = f"is missing, and {action!s} needs it. Add the new level."
        yield FactsError(path=f"facts[{at}].to", problem=problem)
    if action is DoseAction.RE_ESCALATE:
        if settings.re_escalation is ReEscalation.REFUSED:
            problem = "is not allowed by the setting re_escalation. Keep the dose."
            yield FactsError(path=f"facts[{at}].action", problem=problem)
        elif not decision.reason:
            problem = "is missing, and a higher dose needs it. Add the reason."
            yield FactsError(path=f"facts[{at}].reason", problem=problem)


def _in_turn(
    decisions: Iterable[tuple[int, DoseDecision]],
    document: FactsDocument,
    capsules: Capsules,
) -> Iterator[FactsError]:
    """Follow the ladder from the first level known; a stop keeps its level."""
    names = [level.name for level in capsules.ladder]
    level, since = _first(document, capsules)
    stopped: int | None = None
    entry = document.participant.entry
    for at, decision in decisions:
        if entry and _effective(decision) < entry.day_1:
            continue
        if stopped is not None and not decision.reason:
            yield FactsError(
                path=f"facts[{at}].reason",
                problem=f"is missing, and facts[{stopped}] had ended the capsules. "
                "Add the reason for going on.",
            )
        if level and decision.to:
            step = names.index(decision.to) - names.index(level)
            yield from _step(at, decision, step, f"{level}, by {since}")
        if decision.to:
            level, since = decision.to, f"facts[{at}]"
        stopped = at if decision.action is DoseAction.DISCONTINUE else None


def _first(document: FactsDocument, capsules: Capsules) -> tuple[str | None, str]:
    """Return the level at the start, and the key that gives it."""
    if entry := document.participant.entry:
        return entry.level, "participant.level"
    for at, weight in numbered(document.facts, Weight):
        if weight.baseline:
            return capsules.band(weight.grams).level.name, f"facts[{at}].kg"
    return None, ""


def _step(
    at: int, decision: DoseDecision, step: int, in_force: str
) -> Iterator[FactsError]:
    """Refuse a step in the wrong direction, or of two levels without a reason."""
    action, path = decision.action, f"facts[{at}].to"
    said = f"{decision.to} {{}} than the level in force ({in_force}). Choose another."
    if action in LOWERING and step <= 0:
        yield FactsError(path=path, problem=said.format("is not lower"))
    if action is DoseAction.RE_ESCALATE and step >= 0:
        yield FactsError(path=path, problem=said.format("is not higher"))
    if action is DoseAction.RESUME_SAME and step:
        yield FactsError(path=path, problem=said.format("is another"))
    if action in LOWERING and step > 1 and not decision.reason:
        yield FactsError(
            path=f"facts[{at}].reason",
            problem=f"is missing, and {decision.to} skips a level ({in_force} was in "
            "force). Add the reason.",
        )
