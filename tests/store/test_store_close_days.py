"""A day that the site closes, and the visits that are moved off it, are one save."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.core.facts import Booking
from scheduler.errors import StaleRecordError
from scheduler.store.people_errors import NotAllowedError
from scheduler.store.store import Store
from scheduler.store.undo_errors import GoneOnError
from scheduler.store.values import ParticipantId, Role, Topic
from tests.people import colleague, with_account
from tests.store.given import ADA, AK, SITE

EVE = date(2026, 12, 24)
CLOSED = replace(SITE, closed_days=(EVE,))
THERE = Booking(visit="C47D1", on=EVE, reason="holiday")
MOVED = replace(THERE, on=date(2026, 12, 23), reason="site closed")
REASON = "the clinic is closed"
BEA = replace(ADA, code="PL03-0031")


def bookings(store: Store, number: ParticipantId) -> list[date]:
    found = [one.fact for one in store.facts(number)]
    return [fact.on for fact in found if isinstance(fact, Booking)]


@pytest.fixture
def bea(store: Store) -> ParticipantId:
    [number] = store.add_participant(BEA, by=AK).participants
    return number


def test_closing_a_day_and_moving_what_falls_on_it_is_one_save(
    store: Store, ada: ParticipantId, bea: ParticipantId
):
    """R20, R21: and one undo takes all of it back."""
    store.book_visit(ada, THERE, by=AK)
    before = store.head()
    changes = store.close_days(
        CLOSED,
        {ada: (MOVED,), bea: (MOVED,)},
        seen={ada: {"C47D1": 1}},
        ver=1,
        reason=REASON,
        by=AK,
    )
    assert Topic.SITE in changes
    assert changes.participants == {ada, bea}
    assert bookings(store, ada) == bookings(store, bea) == [MOVED.on]
    wanted = store.undoable(by=AK)
    assert wanted
    store.undo(wanted, by=AK)
    stored = store.site()
    assert stored
    assert stored.site.closed_days == ()
    assert bookings(store, ada) == [EVE]
    assert bookings(store, bea) == []
    assert store.head().seq > before.seq


def test_of_a_site_that_was_changed_meanwhile_nothing_is_saved(
    store: Store, ada: ParticipantId
):
    """R55"""
    store.set_site(replace(SITE, name="New"), ver=1, reason="renamed", by=AK)
    with pytest.raises(StaleRecordError):
        store.close_days(CLOSED, {ada: (MOVED,)}, ver=1, reason=REASON, by=AK)
    assert bookings(store, ada) == []


def test_a_day_that_a_colleague_closed_again_is_not_closed_twice(store: Store):
    """R55: and what became of it is said in words, not in those of the tables."""
    nowak = with_account(store, colleague("B. Nowak", Role.COORDINATOR), AK)
    store.close_days(CLOSED, {}, ver=1, reason=REASON, by=AK)
    store.close_days(SITE, {}, ver=2, reason="we are open", by=AK)
    reopened = store.undoable(by=AK)
    assert reopened
    store.close_days(CLOSED, {}, ver=3, reason=REASON, by=nowak)
    with pytest.raises(GoneOnError, match="Nowak has gone on"):
        store.undo(reopened, by=AK)
    stored = store.site()
    assert stored
    assert stored.site.closed_days == (EVE,)


def test_who_may_not_book_may_close_a_day_that_moves_nothing(
    store: Store, ada: ParticipantId
):
    """R34"""
    by = with_account(store, colleague("C. Admin", Role.ADMINISTRATOR), AK)
    with pytest.raises(NotAllowedError):
        store.close_days(CLOSED, {ada: (MOVED,)}, ver=1, reason=REASON, by=by)
    assert store.close_days(CLOSED, {}, ver=1, reason=REASON, by=by)
    assert bookings(store, ada) == []
