"""Bookings and holds: what is arranged for days to come."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from scheduler.core.facts import Booking, Hold
from scheduler.store import facts
from scheduler.store.gate import Gate
from scheduler.store.possible import possible, readable
from scheduler.store.rights import Right
from scheduler.store.values import Changes, ParticipantId, Topic, Writer
from scheduler.store.writing import Transaction

_NOTHING: Mapping[str, int] = {}


class Arranging(Gate):
    """Arranges visits of one participant, each arrangement in one transaction."""

    def book_visit(
        self, participant: ParticipantId, booking: Booking, *, by: Writer, ver: int = 0
    ) -> Changes:
        """Book a visit, or move the booking whose version was read.

        A booking that is moved carries the reason of the move.
        """
        return self.book_visits(
            participant, (booking,), seen={booking.visit: ver}, by=by
        )

    def book_visits(
        self,
        participant: ParticipantId,
        bookings: Iterable[Booking],
        *,
        by: Writer,
        seen: Mapping[str, int] = _NOTHING,
    ) -> Changes:
        """Book several visits at once; ``seen`` has the version read of each."""
        tidy = readable(map(facts.tidy, bookings), self._study)
        with self._arranged_for(participant, by) as tx:
            differs = facts.book(tx, participant, tidy, seen)
        return _changed(participant, differs=differs)

    def delay_visit(
        self,
        participant: ParticipantId,
        bookings: Iterable[Booking],
        holds: Iterable[Hold],
        *,
        by: Writer,
        seen: Mapping[str, int] = _NOTHING,
    ) -> Changes:
        """Move visits and hold drugs, all of it or nothing."""
        tidy = readable(map(facts.tidy, bookings), self._study)
        with self._arranged_for(participant, by) as tx:
            moved = facts.book(tx, participant, tidy, seen)
            held = facts.record(tx, participant, readable(holds, self._study))
        return _changed(participant, differs=moved or held)

    @contextmanager
    def _arranged_for(
        self, participant: ParticipantId, by: Writer
    ) -> Iterator[Transaction]:
        with (
            self._writing(by, Right.FACTS) as tx,
            possible(tx, self._study, participant),
        ):
            yield tx


def _changed(participant: ParticipantId, *, differs: bool) -> Changes:
    if not differs:
        return Changes()
    return Changes.to(Topic.FACTS, participants=(participant,))
