"""The records: questions answered in values, writes that say what they changed."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from scheduler.core.facts import (
    Booking,
    Fact,
    FactsDocument,
    Participant,
    Weight,
)
from scheduler.core.facts_text import refuse_unreadable
from scheduler.store import facts, participants, sheets, site
from scheduler.store.account_values import Event
from scheduler.store.arranging import Arranging
from scheduler.store.backup_log import BACKUP, RESTORE
from scheduler.store.keeping import Keeping
from scheduler.store.possible import possible, readable, refuse_impossible, refuse_unfit
from scheduler.store.reversing import Reversing
from scheduler.store.rights import Right
from scheduler.store.signing import PROFILE_CONFIRMED, Signing
from scheduler.store.values import (
    Changes,
    FactId,
    ParticipantId,
    Sheet,
    StudySite,
    Topic,
    Writer,
)
from scheduler.store.writing import Transaction

F = TypeVar("F", bound=Fact)

_NOBODY: Mapping[ParticipantId, Mapping[str, int]] = {}
# By these is decided who is let in, what is confirmed, and what is no tampering.
_HAVE_THEIR_OWN = frozenset({*Event, BACKUP, RESTORE, PROFILE_CONFIRMED})


class Store(Keeping, Signing, Arranging, Reversing):
    """Reads return values of the core; writes say what they changed.

    Every write is one transaction with its History: all of it is saved when the
    method returns, and nothing of it when it raises. What the rules of the study
    rule out, alone or beside what is recorded, is never saved.
    """

    def set_site(
        self, ours: StudySite, *, by: Writer, ver: int = 0, reason: str | None = None
    ) -> Changes:
        """Enter the site, or correct the version that was read, with a reason."""
        site.refuse_unfit(ours, self._study)
        with self._writing(by, Right.SITE) as tx:
            differs = site.set_site(tx, ours, ver, reason)
        return Changes.to(Topic.SITE) if differs else Changes()

    def close_days(
        self,
        ours: StudySite,
        moved: Mapping[ParticipantId, Sequence[Booking]],
        *,
        by: Writer,
        ver: int,
        reason: str,
        seen: Mapping[ParticipantId, Mapping[str, int]] = _NOBODY,
    ) -> Changes:
        """Correct the days of the site, and book what falls on them anew, in one save.

        Args:
            ours: the site with its days.
            moved: the new bookings of each participant.
            by: who may do both, where anything is moved.
            ver: the version of the site that was read.
            reason: why the site does or does not work on the days.
            seen: the version read of each booking that is moved.
        """
        site.refuse_unfit(ours, self._study)
        with self._writing(by, Right.SITE) as tx, ExitStack() as still_possible:
            if moved:
                self._refuse(tx, by, Right.FACTS)
            for number, bookings in moved.items():
                still_possible.enter_context(possible(tx, self._study, number))
                tidy = self._readable(map(facts.tidy, bookings))
                facts.book(tx, number, tidy, seen.get(number, {}))
            site.set_site(tx, ours, ver, reason)
        topics = (Topic.SITE, Topic.FACTS) if moved else (Topic.SITE,)
        return Changes.to(*topics, participants=moved)

    def add_participant(
        self,
        participant: Participant,
        baseline: Weight | None = None,
        *,
        facts: Sequence[Fact] = (),
        by: Writer,
    ) -> Changes:
        """Enter a participant with what is known; ``Changes`` names the number."""
        known = (*((baseline,) if baseline else ()), *facts)
        found = FactsDocument(
            study=self._study.key, participant=participant, facts=known
        )
        refuse_unreadable(participant, self._study)
        with self._writing(by, Right.PARTICIPANTS) as tx:
            number = participants.add(tx, participant, self._readable(known))
            refuse_impossible(found, self._study)
        topics = (Topic.PARTICIPANTS, Topic.FACTS) if known else (Topic.PARTICIPANTS,)
        return Changes.to(*topics, participants=(number,))

    def correct_participant(
        self,
        number: ParticipantId,
        ver: int,
        participant: Participant,
        *,
        reason: str,
        by: Writer,
    ) -> Changes:
        """Put another description in the place of the version that was read."""
        refuse_unreadable(participant, self._study)
        with self._about(number, by, Right.PARTICIPANTS) as tx:
            differs = participants.correct(tx, number, ver, participant, reason)
        return _participant(number if differs else None)

    def withdraw_participant(
        self, number: ParticipantId, ver: int, *, reason: str, by: Writer
    ) -> Changes:
        """Take out a participant entered by mistake; nothing is removed."""
        with self._writing(by, Right.PARTICIPANTS) as tx:
            differs = participants.withdraw(tx, number, ver, reason)
        return _participant(number if differs else None)

    def restore_participant(
        self, number: ParticipantId, ver: int, *, reason: str, by: Writer
    ) -> Changes:
        """Put a withdrawn participant back, with all facts."""
        with self._about(number, by, Right.PARTICIPANTS) as tx:
            differs = participants.restore(tx, number, ver, reason)
        return _participant(number if differs else None)

    def record_visit(
        self, participant: ParticipantId, done: Iterable[Fact], *, by: Writer
    ) -> Changes:
        """Record everything that happened at one visit, all of it or nothing."""
        with self._about(participant, by) as tx:
            differs = facts.record(tx, participant, self._readable(done))
        return _facts(participant if differs else None)

    def record_fact(
        self, participant: ParticipantId, fact: Fact, *, by: Writer
    ) -> Changes:
        """Record one fact of any kind."""
        return self.record_visit(participant, (fact,), by=by)

    def correct_fact(
        self, stored: FactId, ver: int, fact: Fact, *, reason: str, by: Writer
    ) -> Changes:
        """Put a fact in the place of the version that was read."""
        refuse_unfit(fact, self._study)
        with self._beside(stored, by) as tx:
            owner = facts.correct(tx, stored, ver, fact, reason)
        return _facts(owner)

    def withdraw_fact(
        self, stored: FactId, ver: int, *, reason: str, by: Writer
    ) -> Changes:
        """Take a fact out of force; it stays in the records."""
        with self._beside(stored, by) as tx:
            owner = facts.withdraw(tx, stored, ver, reason)
        return _facts(owner)

    def restore_fact(
        self, stored: FactId, ver: int, *, reason: str, by: Writer
    ) -> Changes:
        """Put a withdrawn fact back in force."""
        with self._beside(stored, by) as tx:
            owner = facts.restore(tx, stored, ver, reason)
        return _facts(owner)

    def print_sheet(self, sheet: Sheet, *, by: Writer) -> Changes:
        """Keep a sheet in the print log, before anything is printed.

        Raises:
            SheetNumberTakenError: its number went to another sheet; make it anew.
        """
        with self._writing(by, Right.PRINT) as tx:
            facts.refuse_withdrawn(tx, sheet.participant)
            sheets.log(tx, sheet)
        return Changes.to(Topic.SHEETS, participants=(sheet.participant,))

    def record_event(
        self,
        kind: str,
        fields: Iterable[tuple[str, str | None]],
        *,
        by: Writer,
        participant: ParticipantId | None = None,
    ) -> Changes:
        """Keep what happened besides the records, such as an export.

        Args:
            kind: what it was.
            fields: what is known of it, each with its name.
            by: who did it.
            participant: whom it is about.

        Raises:
            ValueError: a fault of the program; such an event has its own write, which
                asks for its own right.
        """
        if kind in _HAVE_THEIR_OWN:
            raise ValueError(kind)
        with self._writing(by, Right.EXPORT) as tx:
            tx.ledger.event(kind, fields, participant)
        return Changes.to(Topic.HISTORY)

    def load_documents(
        self, documents: Iterable[FactsDocument], *, by: Writer
    ) -> Changes:
        """Enter whole documents at once, with their History."""
        with self._writing(by, Right.IMPORT) as tx:
            numbers = participants.load(tx, self._possible(documents))
        return Changes.to(Topic.PARTICIPANTS, Topic.FACTS, participants=numbers)

    def _possible(self, documents: Iterable[FactsDocument]) -> Iterator[FactsDocument]:
        for found in documents:
            refuse_unreadable(found.participant, self._study)
            deque(self._readable(found.facts), maxlen=0)
            refuse_impossible(found, self._study)
            yield found

    def _readable(self, done: Iterable[F]) -> Iterator[F]:
        return readable(done, self._study)

    @contextmanager
    def _about(
        self, participant: ParticipantId, by: Writer, right: Right = Right.FACTS
    ) -> Iterator[Transaction]:
        with self._writing(by, right) as tx, possible(tx, self._study, participant):
            yield tx

    @contextmanager
    def _beside(self, stored: FactId, by: Writer) -> Iterator[Transaction]:
        with (
            self._writing(by, Right.FACTS) as tx,
            possible(tx, self._study, facts.owner(tx, stored)),
        ):
            yield tx


def _participant(number: ParticipantId | None) -> Changes:
    if number is None:
        return Changes()
    return Changes.to(Topic.PARTICIPANTS, participants=(number,))


def _facts(owner: ParticipantId | None) -> Changes:
    return Changes.to(Topic.FACTS, participants=(owner,)) if owner else Changes()
