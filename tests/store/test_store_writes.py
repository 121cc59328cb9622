"""What a write refuses, what it says it changed, and that half a write never stays."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from scheduler.core.facts import (
    Booking,
    Dispensing,
    EntryOnTreatment,
    Fact,
    FactsDocument,
    Hold,
    MissedDoses,
    Participant,
    Site,
    Weight,
)
from scheduler.errors import (
    DuplicateFactError,
    DuplicateParticipantError,
    DuplicatePersonError,
    FactsError,
    FutureFactError,
    RefusedRecordError,
)
from scheduler.store.fact_rows import FACT_TABLES, kind_of
from scheduler.store.store import Store
from scheduler.store.values import (
    Changes,
    FactId,
    FactKind,
    ParticipantId,
    Person,
    Role,
    Topic,
)
from tests.core.profiles import FIRST
from tests.people import PASSWORDS, TEMPORARY, signed_in
from tests.store.given import ADA, AK, BASELINE, EVERY_FACT, NOW, SITE
from tests.store.refusals import refused, state

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
OTHER = replace(ADA, code="PL03-0031")
ONCE = [fact for fact in EVERY_FACT if FACT_TABLES[kind_of(fact)].once]
AHEAD = (Booking, Hold)


def name(fact: Fact):
    return kind_of(fact).value


def dated(fact: Fact, day: date) -> Fact:
    """Return the fact as if it had happened on that day."""
    if isinstance(fact, MissedDoses):
        return replace(fact, ends=day)
    for field in ("last_dose", "on", "starts"):
        if hasattr(fact, field):
            return replace(
                fact, **{field: day, **({"ends": None} if field == "starts" else {})}
            )
    raise AssertionError(fact)


def test_a_document_holds_what_was_recorded(store: Store, ada: ParticipantId):
    changes = store.record_visit(ada, EVERY_FACT, by=AK)
    assert changes == Changes(frozenset({Topic.FACTS}), frozenset({ada}))
    assert Topic.FACTS in changes
    assert store.document(ada) == FactsDocument(
        study=SITE.study, participant=ADA, facts=EVERY_FACT, site=Site(country="PL")
    )
    assert [one.fact for one in store.facts(ada)] == list(EVERY_FACT)


def test_a_stored_fact_says_who_recorded_it_and_when(store: Store, ada: ParticipantId):
    store.record_fact(ada, BASELINE, by=AK)
    [stored] = store.facts(ada)
    assert (stored.id, stored.ver) == (FactId(FactKind.WEIGHT, 1), 1)
    assert (stored.recorded_at, stored.recorded_by) == (NOW, AK.person)
    assert stored.participant == ada


def test_a_new_participant_is_named_in_the_changes(store: Store, ada: ParticipantId):
    bare = store.add_participant(OTHER, by=AK)
    assert bare.topics == {Topic.PARTICIPANTS}
    full = store.add_participant(replace(OTHER, code="X"), BASELINE, by=AK)
    assert full.topics == {Topic.PARTICIPANTS, Topic.FACTS}
    [number] = full.participants
    assert number not in {ada, *bare.participants}
    assert [one.fact for one in store.facts(number)] == [BASELINE]


def test_somebody_on_treatment_takes_one_form(store: Store):
    entry = EntryOnTreatment(
        from_cycle=40, day_1=date(2026, 11, 9), level="8 mg daily", level_reason="skin"
    )
    late = Participant(code="PL03-0040", first_day_1=None, entry=entry)
    [number] = store.add_participant(late, BASELINE, by=AK).participants
    assert store.document(number).participant == late


@pytest.mark.parametrize("fact", EVERY_FACT, ids=name)
def test_what_happens_tomorrow_has_not_happened(
    store: Store, ada: ParticipantId, fact: Fact
):
    store.record_fact(ada, Dispensing(on=date(2024, 2, 12), capsules=63), by=AK)
    ahead = dated(fact, TOMORROW)
    if isinstance(fact, AHEAD):
        assert store.record_fact(ada, ahead, by=AK)
    else:
        error = refused(
            store, FutureFactError, lambda: store.record_fact(ada, ahead, by=AK)
        )
        assert (error.on, error.today) == (TOMORROW, TODAY)
        assert store.record_fact(ada, dated(fact, TODAY), by=AK)


@pytest.mark.parametrize(
    "changed",
    [
        {"consented": TOMORROW},
        {"randomized": TOMORROW},
        {"entry": EntryOnTreatment(from_cycle=3, day_1=TOMORROW, level="8 mg daily")},
    ],
    ids=["consented", "randomized", "entry"],
)
def test_nobody_has_consented_tomorrow(
    store: Store, ada: ParticipantId, changed: dict[str, object]
):
    ahead = replace(OTHER, **changed)
    refused(store, FutureFactError, lambda: store.add_participant(ahead, by=AK))
    refused(
        store,
        FutureFactError,
        lambda: store.correct_participant(ada, 1, ahead, reason="typing", by=AK),
    )


def test_the_first_day_may_still_be_planned(store: Store):
    assert store.add_participant(replace(OTHER, first_day_1=TOMORROW), by=AK)


def test_today_is_the_date_on_the_wall_not_in_utc(store: Store, ada: ParticipantId):
    east = timezone(timedelta(hours=9))
    early = datetime(2026, 11, 24, 0, 30, tzinfo=east)
    store = signed_in(Store(store.database, lambda: early, FIRST, PASSWORDS), AK)
    assert store.record_fact(ada, Weight(on=early.date(), grams=60000), by=AK)


@pytest.mark.parametrize("fact", ONCE, ids=name)
def test_what_can_be_recorded_once_is_refused_twice(
    store: Store, ada: ParticipantId, fact: Fact
):
    """R09."""
    store.record_fact(ada, fact, by=AK)
    error = refused(
        store, DuplicateFactError, lambda: store.record_fact(ada, fact, by=AK)
    )
    assert (error.existing, error.ours) == (fact, fact)
    assert (error.by, error.at) == (AK.person, NOW)
    [other] = store.add_participant(OTHER, by=AK).participants
    assert store.record_fact(other, fact, by=AK)


@pytest.mark.parametrize("fact", ONCE, ids=name)
def test_a_withdrawn_fact_leaves_room_until_it_is_restored(
    store: Store, ada: ParticipantId, fact: Fact
):
    store.record_fact(ada, fact, by=AK)
    [stored] = store.facts(ada)
    store.withdraw_fact(stored.id, 1, reason="wrong person", by=AK)
    assert store.facts(ada) == ()
    store.record_fact(ada, fact, by=AK)
    refused(
        store,
        DuplicateFactError,
        lambda: store.restore_fact(stored.id, 2, reason="was right", by=AK),
    )


def test_a_correction_cannot_take_the_place_of_another_fact(
    store: Store, ada: ParticipantId
):
    later = Weight(on=date(2024, 3, 25), grams=61000)
    store.record_visit(ada, (BASELINE, later), by=AK)
    second = store.facts(ada)[1]
    refused(
        store,
        DuplicateFactError,
        lambda: store.correct_fact(
            second.id, 1, replace(later, baseline=True), reason="is baseline", by=AK
        ),
    )


def test_a_visit_is_recorded_whole_or_not_at_all(store: Store, ada: ParticipantId):
    visit = (*EVERY_FACT, Weight(on=TOMORROW, grams=60000))
    refused(store, FutureFactError, lambda: store.record_visit(ada, visit, by=AK))
    heavy = (BASELINE, Weight(on=TODAY, grams=250010))
    refused(store, FactsError, lambda: store.record_visit(ada, heavy, by=AK))
    refused(
        store,
        FutureFactError,
        lambda: store.add_participant(OTHER, facts=visit, by=AK),
    )


def test_a_fact_of_nobody_is_refused(store: Store):
    nobody = ParticipantId(99)
    refused(
        store, RefusedRecordError, lambda: store.record_fact(nobody, BASELINE, by=AK)
    )
    with pytest.raises(LookupError):
        store.document(nobody)


@pytest.mark.parametrize("code", ["PL03-0012", "pl03-0012"])
def test_a_code_is_entered_once_in_whatever_case(
    store: Store, ada: ParticipantId, code: str
):
    twice = replace(ADA, code=code)
    refused(
        store, DuplicateParticipantError, lambda: store.add_participant(twice, by=AK)
    )
    [other] = store.add_participant(OTHER, by=AK).participants
    refused(
        store,
        DuplicateParticipantError,
        lambda: store.correct_participant(other, 1, twice, reason="typing", by=AK),
    )
    store.withdraw_participant(ada, 1, reason="entered twice", by=AK)
    store.add_participant(twice, by=AK)
    refused(
        store,
        DuplicateParticipantError,
        lambda: store.restore_participant(ada, 2, reason="was right", by=AK),
    )


def test_a_code_may_change_its_case(store: Store, ada: ParticipantId):
    lower = replace(ADA, code="pl03-0012")
    assert store.correct_participant(ada, 1, lower, reason="typing", by=AK)
    [stored] = store.participants()
    assert (stored.participant, stored.ver) == (lower, 2)


def test_a_withdrawn_participant_is_kept_apart(store: Store, ada: ParticipantId):
    store.record_visit(ada, EVERY_FACT, by=AK)
    store.withdraw_participant(ada, 1, reason="entered twice", by=AK)
    assert store.participants() == ()
    assert [one.id for one in store.withdrawn_participants()] == [ada]
    store.restore_participant(ada, 2, reason="was right", by=AK)
    assert store.document(ada).facts == EVERY_FACT


def test_a_name_is_entered_once(store: Store):
    person = Person(name="B. Nowak", initials="BN", role=Role.PHARMACIST)
    assert store.add_person(person, TEMPORARY, by=AK).topics == {Topic.PEOPLE}
    twice = replace(person, name="b. nowak")
    refused(
        store,
        DuplicatePersonError,
        lambda: store.add_person(twice, TEMPORARY, by=AK),
    )
    assert [one.name for one in store.people()] == [AK.person, person.name]


def test_a_correction_that_changes_nothing_leaves_no_trace(
    store: Store, ada: ParticipantId
):
    store.record_visit(ada, EVERY_FACT, by=AK)
    before = state(store)
    for stored in store.facts(ada):
        assert not store.correct_fact(
            stored.id, 1, stored.fact, reason="looked again", by=AK
        )
        assert not store.restore_fact(stored.id, 1, reason="looked again", by=AK)
    assert not store.correct_participant(ada, 1, ADA, reason="looked again", by=AK)
    assert not store.restore_participant(ada, 1, reason="looked again", by=AK)
    assert not store.set_site(SITE, ver=1, reason="looked again", by=AK)
    assert not store.record_visit(ada, (), by=AK)
    assert state(store) == before


def test_a_fact_that_is_not_there_is_a_fault_of_the_program(store: Store):
    with pytest.raises(LookupError, match="weights has no record 99"):
        store.withdraw_fact(FactId(FactKind.WEIGHT, 99), 1, reason="absent", by=AK)


def test_a_fact_stays_of_its_kind(store: Store, ada: ParticipantId):
    store.record_fact(ada, BASELINE, by=AK)
    with pytest.raises(TypeError):
        store.correct_fact(
            FactId(FactKind.WEIGHT, 1), 1, EVERY_FACT[1], reason="typing", by=AK
        )
