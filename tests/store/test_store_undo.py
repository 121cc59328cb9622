"""Undo takes back what a person saved last, by a new save; nothing is removed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduler.core.facts import Booking, Weight
from scheduler.errors import NothingToUndoError
from scheduler.store.store import Store
from scheduler.store.undo_errors import GoneOnError
from scheduler.store.values import Action, ParticipantId, Role, Writer
from scheduler.store.verify import verdict
from tests.people import PASSWORDS, colleague, signed_in, with_account
from tests.store.given import (
    ADA,
    AK,
    AMENDED,
    BASELINE,
    EVERY_FACT,
    NOW,
    clock,
    given,
    hold,
    sheet,
)

REASON = "typing error"
LIGHTER = replace(BASELINE, grams=60500)
SECOND = replace(ADA, code="PL03-0031")


@pytest.fixture
def enrolled(memory: tuple[Store, ParticipantId]) -> tuple[Store, ParticipantId]:
    """In memory, for nothing here needs a file."""
    return memory


@pytest.fixture
def nowak(store: Store) -> Callable[[], Writer]:
    """Let a colleague sign in."""
    return lambda: with_account(store, colleague("B. Nowak", Role.COORDINATOR), AK)


def undone(store: Store):
    wanted = store.undoable(by=AK)
    assert wanted
    store.undo(wanted, by=AK)
    return wanted


def test_what_was_recorded_is_withdrawn(store: Store, ada: ParticipantId):
    """R20, R21: the entry and its undoing both stay in History."""
    before = store.document(ada)
    store.record_visit(ada, EVERY_FACT, by=AK)
    wanted = undone(store)
    assert store.document(ada) == before
    assert len(store.withdrawn_facts(ada)) == len(EVERY_FACT)
    rows = store.history(ada, limit=len(EVERY_FACT))
    assert {row.action for row in rows} == {Action.WITHDRAW}
    assert {row.reason for row in rows} == {"undo of what was saved at 08:12"}
    assert len(wanted.steps) == len(EVERY_FACT)
    assert verdict(store.database).good


def test_what_was_corrected_says_again_what_it_said(store: Store, ada: ParticipantId):
    """R21."""
    for fact in EVERY_FACT:
        store.record_fact(ada, fact, by=AK)
    before = store.document(ada)
    [weight] = [one for one in store.facts(ada) if isinstance(one.fact, Weight)]
    store.correct_fact(weight.id, weight.ver, LIGHTER, reason=REASON, by=AK)
    undone(store)
    assert store.document(ada) == before
    assert verdict(store.database).good


def test_a_booking_that_was_moved_goes_back_with_its_time(
    store: Store, ada: ParticipantId
):
    first = next(fact for fact in EVERY_FACT if isinstance(fact, Booking))
    store.book_visit(ada, first, by=AK)
    moved = Booking(visit=first.visit, on=first.on + timedelta(days=1), reason="snow.")
    store.book_visit(ada, moved, ver=1, by=AK)
    undone(store)
    assert store.document(ada).facts == (first,)


def test_what_was_withdrawn_is_back_and_what_was_restored_is_gone(
    store: Store, ada: ParticipantId
):
    store.record_fact(ada, BASELINE, by=AK)
    [weight] = store.facts(ada)
    store.withdraw_fact(weight.id, 1, reason=REASON, by=AK)
    undone(store)
    assert [one.fact for one in store.facts(ada)] == [BASELINE]
    store.withdraw_fact(weight.id, 3, reason=REASON, by=AK)
    store.restore_fact(weight.id, 4, reason=REASON, by=AK)
    undone(store)
    assert store.facts(ada) == ()


def test_a_participant_with_facts_is_taken_out_and_put_back_as_described(store: Store):
    store.add_participant(SECOND, BASELINE, by=AK)
    undone(store)
    assert [one.participant for one in store.participants()] == [ADA]
    [ada] = store.participants()
    store.correct_participant(ada.id, ada.ver, SECOND, reason=REASON, by=AK)
    undone(store)
    assert [one.participant for one in store.participants()] == [ADA]
    store.withdraw_participant(ada.id, 3, reason=REASON, by=AK)
    undone(store)
    assert [one.participant for one in store.participants()] == [ADA]


def test_one_after_the_other_is_taken_back_newest_first(
    store: Store, ada: ParticipantId
):
    day_1 = given(1, BASELINE.on + timedelta(days=3))
    store.record_fact(ada, BASELINE, by=AK)
    store.record_fact(ada, day_1, by=AK)
    undone(store)
    assert store.document(ada).facts == (BASELINE,)
    undone(store)
    assert store.document(ada).facts == ()


def test_a_sheet_printed_since_is_named(store: Store, ada: ParticipantId):
    """F13: a sheet of what is taken back is out of date."""
    store.record_fact(ada, BASELINE, by=AK)
    found = store.undoable(by=AK)
    assert found
    assert found.printed == ()
    store.print_sheet(sheet(store, ada), by=AK)
    found = store.undoable(by=AK)
    assert found
    assert found.printed == ("S000001",)


def test_what_somebody_changed_since_is_not_taken_back(
    store: Store, ada: ParticipantId, nowak: Callable[[], Writer]
):
    """R55."""
    store.record_fact(ada, BASELINE, by=AK)
    [weight] = store.facts(ada)
    wanted = store.undoable(by=AK)
    assert wanted
    store.correct_fact(weight.id, 1, LIGHTER, reason=REASON, by=nowak())
    with pytest.raises(GoneOnError):
        store.undo(wanted, by=AK)
    assert [one.fact for one in store.facts(ada)] == [LIGHTER]


def test_what_a_colleague_recorded_since_does_not_go_with_its_participant(
    store: Store, nowak: Callable[[], Writer]
):
    """R55: neither with one who was entered, nor with one who was put back."""
    day_1, by = given(1, BASELINE.on + timedelta(days=3)), nowak()
    [bea] = store.add_participant(SECOND, BASELINE, by=AK).participants
    entered = store.undoable(by=AK)
    store.record_fact(bea, day_1, by=by)
    with pytest.raises(GoneOnError, match="Nowak has gone on"):
        store.undo(entered, by=AK)
    assert store.document(bea).facts == (BASELINE, day_1)
    store.withdraw_participant(bea, 1, reason=REASON, by=AK)
    store.restore_participant(bea, 2, reason=REASON, by=AK)
    back = store.undoable(by=AK)
    store.record_fact(bea, hold(day_1.on), by=by)
    with pytest.raises(GoneOnError):
        store.undo(back, by=AK)
    [held] = [one for one in store.facts(bea) if one.fact == hold(day_1.on)]
    store.withdraw_fact(held.id, 1, reason=REASON, by=by)
    store.undo(back, by=AK)
    assert [one.id for one in store.participants()] != [bea]


def test_only_what_is_the_newest_is_taken_back(store: Store, ada: ParticipantId):
    """F07: pressed twice, it is done once."""
    store.record_fact(ada, BASELINE, by=AK)
    wanted = undone(store)
    with pytest.raises(NothingToUndoError):
        store.undo(wanted, by=AK)


def test_yesterday_and_what_others_saved_stay(
    store: Store, ada: ParticipantId, nowak: Callable[[], Writer]
):
    store.record_fact(ada, BASELINE, by=nowak())
    found = store.undoable(by=AK)
    assert found is None or found.steps[0].record == "participants"
    later: Callable[[], datetime] = lambda: NOW + timedelta(days=1)  # noqa: E731
    tomorrow = Store(store.database, later, AMENDED, PASSWORDS)
    assert tomorrow.undoable(by=AK) is None


def test_it_outlives_a_restart_on_the_same_day(store: Store, ada: ParticipantId):
    store.record_fact(ada, BASELINE, by=AK)
    wanted = store.undoable(by=AK)
    again = signed_in(Store(store.database, clock, AMENDED, PASSWORDS), AK)
    assert again.undoable(by=AK) == wanted
    again.undo(wanted, by=AK)
    assert store.facts(ada) == ()
