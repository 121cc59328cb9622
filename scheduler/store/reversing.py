"""Undo as a question and as a write."""

from contextlib import ExitStack

from scheduler.store.chain import Source
from scheduler.store.gate import Gate
from scheduler.store.possible import possible
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
            GoneOnError: somebody has changed one of its records since, or recorded
                more of a participant who would be taken out.
            ImpossibleFactError: what is left would contradict itself.
        """
        first, *others = wanted.rights
        with (
            self._writing(by, first, Source.UNDO, wanted.save) as tx,
            ExitStack() as still_possible,
        ):
            for right in others:
                self._refuse(tx, by, right)
            for number in wanted.participants:
                still_possible.enter_context(possible(tx, self._study, number))
            take_back(tx, wanted, by.person)
        topics = Topic.PARTICIPANTS, Topic.FACTS, Topic.SITE
        told = topics if Right.SITE in {first, *others} else topics[:2]
        return Changes.to(*told, participants=wanted.participants)
