"""A site as large as the whole trial, invented: cycles 40 to 112 by now."""

from datetime import date, timedelta

from scheduler.core.facts import (
    Fact,
    FactsDocument,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    Weight,
)
from scheduler.core.study import Study

LOW_CYCLE, HIGH_CYCLE = 40, 112


def site_documents(study: Study, today: date, count: int) -> list[FactsDocument]:
    """Return participants whose next Day 1 lies within three weeks from a day."""
    return [_document(study, today, number) for number in range(count)]


def _document(study: Study, today: date, number: int) -> FactsDocument:
    length = timedelta(days=study.cycle_length_days)
    cycles = LOW_CYCLE + number % (HIGH_CYCLE - LOW_CYCLE + 1)
    coming = today + timedelta(days=number % study.cycle_length_days)
    first = coming - (cycles - 1) * length
    weight = Weight(
        on=first - timedelta(days=2), grams=45_000 + number * 100, baseline=True
    )
    given: list[Fact] = [
        InfusionRecord(
            cycle=cycle,
            on=first + (cycle - 1) * length,
            outcome=InfusionOutcome.GIVEN,
        )
        for cycle in range(1, cycles)
    ]
    person = Participant(
        code=f"PL03-{number + 1:04d}",
        first_day_1=first,
        birth_year=1950 + number % 40,
        randomized=first - timedelta(days=2),
    )
    return FactsDocument(study=study.key, participant=person, facts=(weight, *given))
