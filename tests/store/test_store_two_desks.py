"""Two desks on one file: nobody overwrites anybody, and both see what was saved."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.core.facts import Booking, Weight
from scheduler.errors import StaleRecordError, WithdrawnRecordError
from scheduler.store.connection import open_database
from scheduler.store.store import Store
from scheduler.store.values import FactId, FactKind, ParticipantId, Writer
from tests.keys import keys_of
from tests.people import (
    OTHER_PASSWORD,
    PASSWORDS,
    colleague,
    signed_in,
    with_account,
)
from tests.store.given import ADA, AK, AMENDED, BASELINE, EVERY_FACT, NOW, SITE, clock

LATER = NOW + timedelta(minutes=7)
BN = replace(AK, person="B. Nowak", workstation="desk-2")
WEIGHT, BOOKING = FactId(FactKind.WEIGHT, 1), FactId(FactKind.BOOKING, 1)
THEIRS, OURS = replace(BASELINE, grams=62500), replace(BASELINE, grams=61500)
BOOKED = Booking(visit="C9D1", on=date(2026, 12, 1))
MOVED = replace(BOOKED, on=date(2026, 12, 8), reason="transport")
MAY, JUNE = date(2027, 5, 3), date(2027, 6, 3)

Write = Callable[[Store, ParticipantId], object]


@pytest.fixture
def desk_2(store: Store) -> Iterator[Store]:
    with closing(
        open_database(store.database.path, keys_of(store.database.path))
    ) as database:
        with_account(store, colleague(BN.person, BN.role), AK)
        found = Store(database, lambda: LATER, AMENDED, PASSWORDS)
        yield signed_in(found, BN, OTHER_PASSWORD)


def correct_weight(store: Store, weight: Weight, ver: int, by: Writer = AK):
    return store.correct_fact(WEIGHT, ver, weight, reason="typing", by=by)


@pytest.mark.parametrize(
    ("ours", "value"),
    [
        (lambda store: correct_weight(store, OURS, 1), OURS),
        (
            lambda store: store.withdraw_fact(WEIGHT, 1, reason="not hers", by=AK),
            None,
        ),
        (lambda store: store.restore_fact(WEIGHT, 1, reason="is hers", by=AK), None),
    ],
    ids=["correction", "withdrawal", "restoring"],
)
def test_the_second_save_shows_both_versions_and_overwrites_nothing(
    store: Store,
    desk_2: Store,
    ada: ParticipantId,
    ours: Callable[[Store], object],
    value: object,
):
    """R55."""
    store.record_fact(ada, BASELINE, by=AK)
    correct_weight(desk_2, THEIRS, 1, by=BN)
    before = store.history()
    with pytest.raises(StaleRecordError) as stale:
        ours(store)
    assert (stale.value.theirs, stale.value.ours) == (THEIRS, value)
    assert (stale.value.by, stale.value.at) == ("B. Nowak", LATER)
    assert (store.facts(ada)[0].fact, store.history()) == (THEIRS, before)
    assert correct_weight(store, OURS, 2)
    assert desk_2.facts(ada)[0].fact == OURS


def test_two_descriptions_of_one_participant_are_both_shown(
    store: Store, desk_2: Store, ada: ParticipantId
):
    theirs, ours = replace(ADA, birth_year=1962), replace(ADA, birth_year=1963)
    desk_2.correct_participant(ada, 1, theirs, reason="typing", by=BN)
    with pytest.raises(StaleRecordError) as stale:
        store.correct_participant(ada, 1, ours, reason="typing", by=AK)
    assert (stale.value.theirs, stale.value.ours) == (theirs, ours)
    assert store.participants()[0].participant == theirs


def test_two_desks_do_not_book_one_visit_over_each_other(
    store: Store, desk_2: Store, ada: ParticipantId
):
    desk_2.book_visit(ada, MOVED, by=BN)
    with pytest.raises(StaleRecordError) as stale:
        store.book_visit(ada, BOOKED, by=AK)
    assert (stale.value.theirs, stale.value.ours) == (MOVED, BOOKED)
    assert [one.fact for one in store.facts(ada)] == [MOVED]


def test_a_booking_withdrawn_elsewhere_is_not_moved(
    store: Store, desk_2: Store, ada: ParticipantId
):
    store.book_visit(ada, BOOKED, by=AK)
    desk_2.withdraw_fact(BOOKING, 1, reason="cancelled", by=BN)
    with pytest.raises(StaleRecordError) as stale:
        store.book_visit(ada, MOVED, ver=1, by=AK)
    assert (stale.value.theirs, stale.value.by) == (None, "B. Nowak")
    assert store.book_visit(ada, BOOKED, by=AK)


def test_a_booking_nobody_made_is_a_fault_of_the_program(
    store: Store, ada: ParticipantId
):
    with pytest.raises(LookupError):
        store.book_visit(ada, MOVED, ver=1, by=AK)


def test_of_several_bookings_none_is_moved_if_one_was(
    store: Store, desk_2: Store, ada: ParticipantId
):
    ten = replace(BOOKED, visit="C10D1")
    store.book_visits(ada, (BOOKED, ten), by=AK)
    desk_2.book_visit(ada, replace(ten, reason="by phone"), ver=1, by=BN)
    both = MOVED, replace(ten, on=date(2026, 12, 29), reason="transport")
    with pytest.raises(StaleRecordError):
        store.book_visits(ada, both, seen={"C9D1": 1, "C10D1": 1}, by=AK)
    assert store.facts(ada)[0].fact == BOOKED
    assert store.book_visits(ada, both, seen={"C9D1": 1, "C10D1": 2}, by=AK)


@pytest.mark.parametrize(
    "theirs",
    [{"name": "Theirs"}, {"closed_days": (MAY,)}, {"versions": (("2.0", MAY),)}],
)
def test_two_descriptions_of_the_site_are_both_shown(
    store: Store, desk_2: Store, theirs: dict[str, object]
):
    changed, ours = replace(SITE, **theirs), replace(SITE, closed_days=(JUNE,))
    desk_2.set_site(changed, ver=1, reason="new list", by=BN)
    with pytest.raises(StaleRecordError) as stale:
        store.set_site(ours, ver=1, reason="new list", by=AK)
    assert (stale.value.theirs, stale.value.ours) == (changed, ours)
    stored = store.site()
    assert stored
    assert (stored.site, stored.ver) == (changed, 2)


def test_days_of_the_site_are_added_turned_and_taken_back(store: Store):
    steps = [
        replace(SITE, closed_days=(MAY, JUNE)),
        replace(SITE, closed_days=(MAY,), open_days=(JUNE,)),
        replace(SITE, open_days=(JUNE,)),
        SITE,
    ]
    for ver, step in enumerate(steps, 1):
        assert store.set_site(step, ver=ver, reason="new list", by=AK)
        stored = store.site()
        assert stored
        assert stored.site == step


def test_a_withdrawn_fact_is_restored_before_it_is_corrected(
    store: Store, ada: ParticipantId
):
    store.record_fact(ada, BASELINE, by=AK)
    store.withdraw_fact(WEIGHT, 1, reason="not hers", by=AK)
    [stored] = store.withdrawn_facts(ada)
    with pytest.raises(WithdrawnRecordError):
        correct_weight(store, OURS, stored.ver)
    assert not store.withdraw_fact(WEIGHT, 2, reason="again so", by=AK)
    store.restore_fact(WEIGHT, stored.ver, reason="is hers", by=AK)
    assert correct_weight(store, OURS, 3)
    assert store.withdrawn_facts(ada) == ()


def test_a_document_stays_the_same_object_until_it_changes(
    store: Store, desk_2: Store, ada: ParticipantId
):
    [bob] = store.add_participant(replace(ADA, code="PL03-0002"), by=AK).participants
    first = store.documents()
    assert list(first) == [bob, ada]
    assert store.documents() is first
    desk_2.record_fact(ada, BASELINE, by=BN)
    second = store.documents()
    assert second[ada].facts == (BASELINE,)
    assert second[bob] is first[bob]


@pytest.mark.parametrize(
    "change",
    [
        lambda desk, ada: desk.record_visit(ada, EVERY_FACT, by=BN),
        lambda desk, ada: desk.withdraw_participant(ada, 1, reason="twice", by=BN),
        lambda desk, ada: desk.correct_participant(
            ada, 1, replace(ADA, code="A-1"), reason="typing", by=BN
        ),
        lambda desk, _: desk.set_site(
            replace(SITE, closed_days=(MAY,)), ver=1, reason="new list", by=BN
        ),
        lambda desk, _: desk.set_site(
            replace(SITE, versions=(("2.0", MAY),)), ver=1, reason="new one", by=BN
        ),
        lambda desk, _: [
            desk.add_participant(replace(ADA, code=f"N-{n:02d}"), by=BN)
            for n in range(50)
        ],
    ],
    ids=["facts", "withdrawal", "code", "site", "version", "many"],
)
def test_documents_follow_every_change_of_the_other_desk(
    store: Store, desk_2: Store, ada: ParticipantId, change: Write
):
    for n in range(3):
        store.add_participant(replace(ADA, code=f"PL03-000{n}"), BASELINE, by=AK)
    kinds = (FactKind.WEIGHT, FactKind.BOOKING)
    store.documents(), store.documents(kinds)
    change(desk_2, ada)
    fresh = Store(desk_2.database, clock, AMENDED, PASSWORDS)
    assert list(store.documents().items()) == list(fresh.documents().items())
    assert store.documents(kinds) == fresh.documents(kinds)


def test_only_the_kinds_asked_for_are_read(store: Store, ada: ParticipantId):
    store.record_visit(ada, EVERY_FACT, by=AK)
    found = store.documents((FactKind.BOOKING, FactKind.WEIGHT))[ada].facts
    assert found == (EVERY_FACT[0], EVERY_FACT[2])


def test_a_desk_can_tell_that_another_has_saved(
    store: Store, desk_2: Store, ada: ParticipantId
):
    before = store.version()
    store.record_fact(ada, BASELINE, by=AK)
    assert store.version() == before
    desk_2.book_visit(ada, BOOKED, by=BN)
    assert store.version() != before
