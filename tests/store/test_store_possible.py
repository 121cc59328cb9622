"""What the store keeps reads back as facts; what cannot be true is refused."""

from dataclasses import replace
from datetime import date, time

import pytest

from scheduler.core.facts import (
    Booking,
    Dispensing,
    EntryOnTreatment,
    Fact,
    Hold,
    Observation,
    Participant,
    UnscheduledVisit,
    Weight,
)
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.errors import (
    FactsError,
    ImpossibleFactError,
    ReasonRequiredError,
    WithdrawnRecordError,
)
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.core.profiles import FIRST
from tests.store.given import (
    ADA,
    AK,
    BASELINE,
    EVERY_FACT,
    NOW,
    SITE,
    given,
    reduced,
    sheet,
)
from tests.store.refusals import refused
from tests.store.writers import WRITERS

REASON = "typed on the wrong day"
ENTERED = EntryOnTreatment(from_cycle=3, day_1=date(2024, 3, 4), level="8 mg daily")


UNREADABLE: dict[str, Fact] = {
    "hold.drug": Hold(drug="aspirin", starts=date(2024, 4, 1)),
    "dose_decision.to": reduced(date(2024, 4, 1), "7 mg daily"),
    "booking.visit": Booking(visit="C1D99", on=date(2024, 4, 1)),
    "infusion.day": replace(given(1, date(2024, 3, 4)), day=7),
    "infusion.kit": replace(given(1, date(2024, 3, 4)), kit="two\nlines"),
    "infusion": replace(given(1, date(2024, 3, 4)), start=time(9, 5, 7)),
    "observation.procedure": Observation(on=date(2024, 4, 1), procedure="X-ray"),
    "unscheduled_visit.reason": UnscheduledVisit(on=date(2024, 4, 1), reason="a\0b"),
    "dispensing.capsules": Dispensing(on=date(2024, 3, 4), capsules=2**70),
    "weight.kg": Weight(on=date(2024, 4, 1), grams=60005),
}


@pytest.fixture
def enrolled(memory: tuple[Store, ParticipantId]) -> tuple[Store, ParticipantId]:
    """In memory, for nothing here needs a file."""
    return memory


@pytest.mark.parametrize("path", UNREADABLE)
@pytest.mark.parametrize("how", WRITERS)
def test_what_no_document_takes_is_refused(
    store: Store, ada: ParticipantId, path: str, how: str
):
    fact = UNREADABLE[path]
    with pytest.raises(FactsError) as refusal:
        WRITERS[how](store, ada, (fact,))
    assert refusal.value.path == path
    assert store.document(ada).facts == ()


def test_every_kind_of_fact_reads_back(store: Store, ada: ParticipantId):
    store.record_visit(ada, EVERY_FACT, by=AK)
    document = store.document(ada)
    assert read_facts(write_facts(document), FIRST, today=NOW.date()) == document


@pytest.mark.parametrize(
    ("participant", "error"),
    [
        (replace(ADA, code="two\nlines"), FactsError),
        (replace(ADA, entry=replace(ENTERED, level="5 mg")), FactsError),
        (replace(ADA, first_day_1=ENTERED.day_1, entry=ENTERED), ImpossibleFactError),
    ],
)
def test_a_participant_that_cannot_be_is_neither_entered_nor_corrected(
    store: Store,
    ada: ParticipantId,
    participant: Participant,
    error: type[FactsError | ImpossibleFactError],
):
    other = replace(participant, code=participant.code.replace("12", "13"))
    refused(store, error, lambda: store.add_participant(other, by=AK))
    refused(
        store,
        error,
        lambda: store.correct_participant(ada, 1, participant, reason=REASON, by=AK),
    )


def test_a_contradiction_that_is_there_already_does_not_stop_the_records(
    store: Store, ada: ParticipantId
):
    other = replace(BASELINE, baseline=False)
    store.record_fact(ada, BASELINE, by=AK)
    later = replace(other, on=date(2024, 3, 2))
    store.record_fact(ada, later, by=AK)
    for done in (
        "UPDATE weights SET on_date = '2024-03-01', ver = 2 WHERE id = 2",
        "DELETE FROM shadow",  # as if another program had done it
    ):
        store.database.db.execute(done)
    store.record_fact(ada, given(1, date(2024, 3, 4)), by=AK)
    refused(store, ImpossibleFactError, lambda: store.record_fact(ada, other, by=AK))
    stored = store.facts(ada)[1]
    store.correct_fact(stored.id, 2, later, reason=REASON, by=AK)
    document = store.document(ada)
    assert read_facts(write_facts(document), FIRST, today=NOW.date()) == document


def test_nothing_is_recorded_of_a_withdrawn_participant(
    store: Store, ada: ParticipantId
):
    booking = Booking(visit="C2D1", on=date(2027, 3, 25))
    store.record_visit(ada, (BASELINE, booking), by=AK)
    stored = store.facts(ada)[0]
    store.withdraw_participant(ada, 1, reason="entered twice", by=AK)
    moved = replace(booking, on=date(2027, 3, 26), reason="transport")
    for write in (
        lambda: store.record_fact(ada, given(1, date(2024, 3, 4)), by=AK),
        lambda: store.book_visit(ada, moved, ver=1, by=AK),
        lambda: store.correct_fact(
            stored.id, 1, replace(BASELINE, grams=61000), reason=REASON, by=AK
        ),
        lambda: store.restore_fact(stored.id, 1, reason=REASON, by=AK),
        lambda: store.print_sheet(sheet(store, ada), by=AK),
    ):
        refused(store, WithdrawnRecordError, write)
    store.restore_participant(ada, 2, reason="was right", by=AK)
    assert store.document(ada).facts == (BASELINE, booking)


def test_a_blank_reason_of_a_booking_is_none(store: Store, ada: ParticipantId):
    booking = Booking(visit="C2D1", on=date(2027, 3, 25), reason="  ")
    store.book_visit(ada, booking, by=AK)
    assert store.document(ada).facts == (replace(booking, reason=None),)
    moved = replace(booking, on=date(2027, 3, 26))
    refused(
        store, ReasonRequiredError, lambda: store.book_visit(ada, moved, ver=1, by=AK)
    )


def test_a_day_is_not_both_closed_and_open(store: Store):
    day = date(2024, 5, 2)
    both = replace(SITE, closed_days=(day,), open_days=(day,))
    refused(
        store, FactsError, lambda: store.set_site(both, ver=1, reason=REASON, by=AK)
    )
