"""Facts: recorded, booked anew, corrected, withdrawn, restored."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from scheduler.core.facts import Booking, Fact, Hold, MissedDoses
from scheduler.core.standing import date_of
from scheduler.errors import DuplicateFactError, FutureFactError, WithdrawnRecordError
from scheduler.store import records
from scheduler.store.fact_rows import FACT_TABLES, in_words, kind_of
from scheduler.store.record_rows import PARTICIPANTS
from scheduler.store.rows import Record
from scheduler.store.values import FactId, FactKind, ParticipantId
from scheduler.store.writing import Transaction

V = TypeVar("V")
_BOOKINGS = FACT_TABLES[FactKind.BOOKING]


def record(tx: Transaction, participant: ParticipantId, facts: Iterable[Fact]) -> bool:
    """Add facts of one participant; return whether there were any.

    Raises:
        WithdrawnRecordError: the participant is withdrawn.
        FutureFactError: one has not happened yet.
        DuplicateFactError: one is recorded already.
    """
    added = False
    refuse_withdrawn(tx, participant)
    for fact in facts:
        _refuse_future(tx, fact)
        _refuse_second(tx, participant, fact)
        records.create(tx, FACT_TABLES[kind_of(fact)], fact, participant)
        added = True
    return added


def book(
    tx: Transaction,
    participant: ParticipantId,
    bookings: Iterable[Booking],
    seen: Mapping[str, int],
) -> bool:
    """Book each visit, or move its booking; return whether anything differed.

    Args:
        tx: the write it belongs to.
        participant: whose visits these are.
        bookings: a booking that is moved says why in its own reason.
        seen: the versions of the bookings that the decision was made on, by visit.

    Raises:
        StaleRecordError: one was booked or moved since.
    """
    refuse_withdrawn(tx, participant)
    differs = [_book(tx, participant, one, seen.get(one.visit, 0)) for one in bookings]
    return any(differs)


def _book(
    tx: Transaction, participant: ParticipantId, booking: Booking, ver: int
) -> bool:
    there = records.same(tx, _BOOKINGS, _BOOKINGS.split(booking), participant)
    if there is None:
        if ver:
            raise _gone(tx, participant, booking)
        return record(tx, participant, (booking,))
    reason = booking.reason or ""
    return records.correct(tx, _BOOKINGS, there.number, ver, booking, reason)


def correct(
    tx: Transaction, stored: FactId, ver: int, fact: Fact, reason: str
) -> ParticipantId | None:
    """Put a fact in the place of another; return whose, or None if the same.

    Raises:
        TypeError: a fault of the program; a fact stays of its kind.
    """
    if kind_of(fact) is not stored.kind:
        raise TypeError(fact)
    _refuse_future(tx, fact)
    table = FACT_TABLES[stored.kind]
    before = records.unchanged(tx, table, stored.number, ver, ours=fact)
    refuse_withdrawn(tx, _owner(before))
    _refuse_second(tx, _owner(before), fact, besides=stored.number)
    if records.correct(tx, table, stored.number, ver, fact, reason):
        return before.participant
    return None


def withdraw(
    tx: Transaction, stored: FactId, ver: int, reason: str
) -> ParticipantId | None:
    """Take a fact out of force; return whose, or None if it was so already."""
    table = FACT_TABLES[stored.kind]
    if records.withdraw(tx, table, stored.number, ver, reason):
        return records.find(tx, table, stored.number).participant
    return None


def restore(
    tx: Transaction, stored: FactId, ver: int, reason: str
) -> ParticipantId | None:
    """Put a withdrawn fact back in force; return whose, or None if it was so."""
    table = FACT_TABLES[stored.kind]
    before = records.unchanged(tx, table, stored.number, ver, ours=None)
    refuse_withdrawn(tx, _owner(before))
    _refuse_second(tx, _owner(before), before.value, besides=stored.number)
    if records.restore(tx, table, stored.number, ver, reason):
        return before.participant
    return None


def tidy(booking: Booking) -> Booking:
    """Return a booking to which a blank reason is none."""
    return replace(booking, reason=(booking.reason or "").strip() or None)


def owner(tx: Transaction, stored: FactId) -> ParticipantId:
    """Return whose fact it is, withdrawn or not."""
    return _owner(records.find(tx, FACT_TABLES[stored.kind], stored.number))


def happened_on(fact: Fact) -> date | None:
    """Return the last day that a fact says is over, None for arrangements.

    >>> happened_on(Booking(visit="C3D1", on=date(2099, 1, 5)))
    """
    match fact:
        case Booking() | Hold():
            return None
        case MissedDoses(ends=day):
            return day
        case _:
            return date_of(fact)


def refuse_withdrawn(tx: Transaction, participant: ParticipantId) -> None:
    """Raise if the participant was entered by mistake and taken out again."""
    cells = tx.first(PARTICIPANTS.select("id = ? AND withdrawn = 1"), (participant,))
    if cells:
        found = PARTICIPANTS.record(cells)
        raise WithdrawnRecordError(by=found.by, at=found.at)


def _refuse_future(tx: Transaction, fact: Fact) -> None:
    day = happened_on(fact)
    if day and day > tx.today:
        raise FutureFactError(kind=in_words(kind_of(fact)), on=day, today=tx.today)


def _refuse_second(
    tx: Transaction, participant: ParticipantId, fact: Fact, besides: int = 0
) -> None:
    kind = kind_of(fact)
    table = FACT_TABLES[kind]
    there = records.same(tx, table, table.split(fact), participant)
    if there and there.number != besides:
        raise DuplicateFactError(
            kind=in_words(kind),
            existing=there.value,
            ours=fact,
            by=there.by,
            at=there.at,
        )


def _owner(stored: Record[Fact]) -> ParticipantId:
    if stored.participant is None:
        raise LookupError(stored)
    return stored.participant


def _gone(tx: Transaction, participant: ParticipantId, booking: Booking) -> Exception:
    cells = tx.first(
        _BOOKINGS.select("participant = ? AND visit = ? ORDER BY id DESC"),
        (participant, booking.visit),
    )
    if cells is None:
        return LookupError(booking)
    return records.stale(_BOOKINGS.record(cells), booking)
