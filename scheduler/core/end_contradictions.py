"""What cannot lie after a last dose or a death, or an end before the beginning."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from scheduler.core.dose_contradictions import numbered
from scheduler.core.facts import (
    Dispensing,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    FactsDocument,
    InfusionRecord,
    MissedDoses,
    Observation,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.study import Study
from scheduler.errors import FactsError

_Days = list[tuple[str, date]]

# What needs a living person: its key, and its day; None if it did not take place.
_LIVING: dict[type, tuple[str, Callable[[Any], date | None]]] = {
    InfusionRecord: ("on", lambda fact: fact.on if fact.is_given else None),
    Weight: ("on", lambda fact: fact.on),
    Dispensing: ("on", lambda fact: fact.on),
    ExtraDoses: ("on", lambda fact: fact.on),
    UnscheduledVisit: ("on", lambda fact: fact.on),
    Observation: ("on", lambda fact: fact.on),
    VisitRecord: (
        "on",
        lambda fact: fact.on if fact.outcome is VisitOutcome.DONE else None,
    ),
    MissedDoses: ("from", lambda fact: fact.starts),
    EndOfTreatment: ("last_dose", lambda fact: fact.last_dose),
}


def end_contradictions(document: FactsDocument, study: Study) -> Iterator[FactsError]:
    """Yield what was done after it could be, and the ends before the beginning.

    Args:
        document: the facts.
        study: for the key of the infusion.

    Source:
        product.md, decision 7: impossible is refused.
    """
    facts = document.facts
    given = _days(facts, {InfusionRecord})
    for at, end in numbered(facts, EndOfTreatment):
        if end.drug == study.infusion.key:
            yield from _later(given, end.last_dose, f"facts[{at}].last_dose")
    for at, event in numbered(facts, Event):
        if event.event is EventKind.DEATH:
            yield from _later(_days(facts, _LIVING), event.on, f"facts[{at}].on")
    yield from _ended_before_it_began(document)


def _days(facts: Iterable[Fact], kinds: Iterable[type]) -> _Days:
    """Return the path and the day of what took place, of some kinds."""
    found = []
    for at, fact in enumerate(facts):
        if type(fact) in kinds:
            key, day_of = _LIVING[type(fact)]
            day = day_of(fact)
            found += [(f"facts[{at}].{key}", day)] if day else []
    return found


def _later(days: _Days, last: date, because: str) -> Iterator[FactsError]:
    for path, day in days:
        if day > last:
            problem = f"{day} is after {because}, {last}. Correct one of them."
            yield FactsError(path=path, problem=problem)


def _ended_before_it_began(document: FactsDocument) -> Iterator[FactsError]:
    first = _first_day(document)
    for at, end in numbered(document.facts, EndOfTreatment):
        if first and end.last_dose < first[1]:
            path, day = first
            yield FactsError(
                path=f"facts[{at}].last_dose",
                problem=f"{end.last_dose} is before treatment began, on {day} "
                f"({path}). Correct one of them.",
            )


def _first_day(document: FactsDocument) -> tuple[str, date] | None:
    """Return the path and the day of the first Day 1: recorded, else planned.

    Without a record of cycle 1 it was at the latest on the day of any later record.
    """
    who, infusions = document.participant, numbered(document.facts, InfusionRecord)
    if who.entry:
        return "participant.day_1", who.entry.day_1
    first = [(f"facts[{at}].on", f.on) for at, f in infusions if f.cycle == 1]
    if first:
        return min(first, key=itemgetter(1))
    days = [(f"facts[{at}].on", fact.on) for at, fact in infusions]
    days += [("participant.first_day_1", who.first_day_1)] if who.first_day_1 else []
    return min(days, key=itemgetter(1), default=None)
