"""Undo as a question and as a write."""

from scheduler.store.chain import Source
from scheduler.store.gate import Gate
from scheduler.store.possible import possible
from scheduler.store.record_rows import PARTICIPANTS
from scheduler.store.rights import Right
from scheduler.store.undo import Undoable, take_back, undoable
from scheduler.store.values import Changes, Topic, Writer
from scheduler.store.writing import reading


class Reversing(Gate):
    """Takes back what a person saved last."""

    def undoable(self, *, by: Writer) -> Undoable | None:
        """Return the newest save of the person today that can be taken back."""
        with reading(self.database) as conn:
            return undoable(conn, by.person, self._now())

    def undo(self, wanted: Undoable, *, by: Writer) -> Changes:
        """Take a save back by a new one; it may be an older one after that.

        Raises:
            NothingToUndoError: it is no longer the newest that can be taken back.
            StaleRecordError: somebody has changed one of its records since.
            ImpossibleFactError: what is left would contradict itself.
        """
        named = {step.record for step in wanted.steps}
        right = Right.PARTICIPANTS if PARTICIPANTS.name in named else Right.FACTS
        with (
            self._writing(by, right, Source.UNDO, wanted.save) as tx,
            possible(tx, self._study, wanted.participant),
        ):
            take_back(tx, wanted, by.person)
        topics = Topic.PARTICIPANTS, Topic.FACTS
        return Changes.to(*topics, participants=(wanted.participant,))
