"""Facts that cannot both be true; each problem names both paths."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from scheduler.core.dose_contradictions import (
    dose_contradictions,
    numbered,
    resumptions,
)
from scheduler.core.end_contradictions import end_contradictions
from scheduler.core.facts import (
    Booking,
    DoseDecision,
    EndOfTreatment,
    EntryOnTreatment,
    Event,
    EventKind,
    Fact,
    FactsDocument,
    Hold,
    InfusionRecord,
    MissedDoses,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.in_force import study_on
from scheduler.core.own_contradictions import own_contradictions
from scheduler.core.setting_text import settings_with
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.core.supply_contradictions import supply_contradictions
from scheduler.errors import FactsError


def contradictions(
    document: FactsDocument, study: Study, settings: Settings
) -> Iterator[FactsError]:
    """Yield everything in a document that contradicts something else in it.

    Args:
        document: the facts; a path counts them from 0 in their order here.
        study: for the ladder and the bands of the capsules.
        settings: whether a dose may go up again, in the first version.

    Source:
        facts.md: at most one booking per visit, one decision per drug per day, one
        baseline weight, one infusion per cycle; product.md, decision 7.
    """
    yield from _site(document)
    yield from _entry(document)
    yield from _twice(document.facts)
    yield from own_contradictions(document.facts)
    yield from _overlaps(document.facts, study, settings)
    yield from _infusion_order(document.facts)
    yield from _before_consent(document)
    yield from supply_contradictions(document)
    yield from end_contradictions(document, study)

    def settings_on(day: date) -> Settings:
        version = study_on(study, document.site, day)
        if version is study:
            return settings
        return settings_with(version, document.settings)

    yield from dose_contradictions(document, study, settings_on)


def _site(document: FactsDocument) -> Iterator[FactsError]:
    closed = document.site.closed_days
    for index, day in enumerate(document.site.open_days):
        if day in closed:
            yield FactsError(
                path=f"site.open_days[{index}]",
                problem=f"{day} is closed by site.closed_days[{closed.index(day)}]. "
                "Keep it in one of the two.",
            )


def _entry(document: FactsDocument) -> Iterator[FactsError]:
    """Refuse facts that lie before the cycle with which somebody was entered."""
    participant = document.participant
    entry = participant.entry
    if entry is None:
        return
    if participant.first_day_1 and participant.first_day_1 >= entry.day_1:
        yield FactsError(
            path="participant.day_1",
            problem=f"{entry.day_1} is not after participant.first_day_1, "
            f"{participant.first_day_1}. Correct one of them.",
        )
    yield from _entry_visit(document.facts, entry)
    for at, infusion in numbered(document.facts, InfusionRecord):
        if infusion.cycle < entry.from_cycle:
            yield FactsError(
                path=f"facts[{at}].cycle",
                problem=f"cycle {infusion.cycle} lies before participant.from_cycle, "
                f"{entry.from_cycle}. Leave it out.",
            )
        elif not _fits_entry(infusion, entry.from_cycle, entry.day_1):
            yield FactsError(
                path=f"facts[{at}].on",
                problem=f"{infusion.on} contradicts participant.day_1: Day 1 of cycle "
                f"{entry.from_cycle} was on {entry.day_1}. Correct one of them.",
            )


def _entry_visit(
    facts: Sequence[Fact], entry: EntryOnTreatment
) -> Iterator[FactsError]:
    """Refuse a record of the visit at entry that says it was not, or another day."""
    name = f"C{entry.from_cycle}D1"
    for at, record in numbered(facts, VisitRecord):
        if record.visit != name:
            continue
        said = (record.on, record.outcome)
        if said != (entry.day_1, VisitOutcome.DONE):
            yield FactsError(
                path=f"facts[{at}].visit",
                problem=f"{name} {record.outcome} on {record.on} contradicts "
                f"participant.day_1, {entry.day_1}. Correct one of them.",
            )


def _fits_entry(infusion: InfusionRecord, from_cycle: int, day_1: date) -> bool:
    if infusion.cycle > from_cycle or infusion.day > 1:
        return infusion.on > day_1
    return infusion.day < 1 or infusion.on == day_1


def _weight(fact: Weight) -> Iterable[tuple[str, str]]:
    yield "on", f"weight of {fact.on}"
    if fact.baseline:
        yield "baseline", "baseline weight"


def _infusion(fact: InfusionRecord) -> Iterable[tuple[str, str]]:
    yield "cycle", f"record of C{fact.cycle}D{fact.day}"
    yield "on", f"infusion on {fact.on}"


def _decision(fact: DoseDecision) -> Iterable[tuple[str, str]]:
    yield "on", f"dose decision of {fact.on}"
    yield "from", f"dose decision from {fact.starts or fact.on}"


def _event(fact: Event) -> Iterable[tuple[str, str]]:
    once = fact.event is EventKind.DEATH
    yield "event", str(fact.event) if once else f"{fact.event} on {fact.on}"


# What a fact claims for itself alone: its key, and the claim in words.
_CLAIMS: dict[type, Callable[[Any], Iterable[tuple[str, str]]]] = {
    Weight: _weight,
    InfusionRecord: _infusion,
    DoseDecision: _decision,
    Event: _event,
    Booking: lambda fact: [("visit", f"booking of {fact.visit}")],
    VisitRecord: lambda fact: [("visit", f"record of {fact.visit}")],
    EndOfTreatment: lambda fact: [("drug", f"end of {fact.drug}")],
}


def _twice(facts: Sequence[Fact]) -> Iterator[FactsError]:
    claimed: dict[str, int] = {}
    for at, fact in enumerate(facts):
        for key, claim in _CLAIMS.get(type(fact), lambda _: ())(fact):
            first = claimed.setdefault(claim, at)
            if first != at:
                yield FactsError(
                    path=f"facts[{at}].{key}",
                    problem=f"is a second {claim}; facts[{first}] is the first. "
                    "Keep one of them.",
                )


def _overlaps(
    facts: Sequence[Fact], study: Study, settings: Settings
) -> Iterator[FactsError]:
    resumed = resumptions(facts)
    for drug in (study.capsules.key, study.infusion.key):
        both = settings.drugs_held_together
        ended_by = resumed if both or drug == study.capsules.key else []
        yield from _overlapping(
            (at, hold.starts, _end(hold, ended_by))
            for at, hold in numbered(facts, Hold)
            if hold.drug == drug
        )
    missed = numbered(facts, MissedDoses)
    yield from _overlapping((at, span.starts, span.ends) for at, span in missed)


def _end(hold: Hold, resumed: Iterable[date]) -> date:
    """Return the last day of a hold: a decision to resume ends it sooner."""
    sooner = [day - timedelta(days=1) for day in resumed if day > hold.starts]
    return min([hold.ends or date.max, *sooner])


def _overlapping(spans: Iterable[tuple[int, date, date]]) -> Iterator[FactsError]:
    ordered = sorted(spans, key=lambda span: span[1:])
    for (first, starts, ends), (at, later, _) in pairwise(ordered):
        if later <= ends:
            said = "goes on" if ends == date.max else f"ends on {ends}"
            yield FactsError(
                path=f"facts[{at}].from",
                problem=f"{later} lies inside facts[{first}], which begins on {starts} "
                f"and {said}. Correct one of them.",
            )


def _infusion_order(facts: Sequence[Fact]) -> Iterator[FactsError]:
    infusions = numbered(facts, InfusionRecord)
    infusions.sort(key=lambda found: (found[1].cycle, found[1].day))
    for (first, earlier), (at, later) in pairwise(infusions):
        if later.on < earlier.on:
            yield FactsError(
                path=f"facts[{at}].on",
                problem=f"C{later.cycle}D{later.day} on {later.on} is before "
                f"C{earlier.cycle}D{earlier.day}, facts[{first}].on, {earlier.on}. "
                "Correct a date or a cycle.",
            )


def _before_consent(document: FactsDocument) -> Iterator[FactsError]:
    """Refuse an infusion on a day before consent; what else was done is reported.

    Source:
        product.md, decision 7; reliability.md R13.
    """
    consented = document.participant.consented or date.min
    for at, infusion in numbered(document.facts, InfusionRecord):
        if infusion.on < consented and infusion.is_given:
            yield FactsError(
                path=f"facts[{at}].on",
                problem=f"{infusion.on} is before the day of consent "
                f"(participant.consented, {consented}). Correct one of them.",
            )
