"""What can be asked of History."""

from datetime import datetime

from scheduler.core.history import (
    HistoryEntry,
    HistoryFilter,
    HistoryPage,
    RecordStates,
    Sorting,
)
from scheduler.store import history, history_index
from scheduler.store.connection import OpenDatabase
from scheduler.store.values import FactId, ParticipantId
from scheduler.store.writing import reading


class HistoryQuestions:
    """The part of the store that reads History.

    Attributes:
        database: the open file.
    """

    def __init__(self, database: OpenDatabase) -> None:
        self.database = database

    def changes(
        self,
        asked: HistoryFilter,
        *,
        through: int,
        sorting: Sorting = Sorting.TIME,
        descending: bool = True,
        limit: int = 200,
        offset: int = 0,
    ) -> HistoryPage:
        """Return the entries of History that are asked for, from a place on.

        Args:
            asked: which entries.
            through: the number of the last row to look at, so that pages do not
                move while others save; ``last_change`` tells it.
            sorting: what they are sorted by.
            descending: True for the newest first.
            limit: about how many rows to read.
            offset: how many rows were read before.
        """
        with reading(self.database) as conn:
            return history.page(
                conn,
                asked,
                through=through,
                order=(sorting, descending),
                limit=limit,
                offset=offset,
            )

    def count_changes(self, asked: HistoryFilter, *, through: int) -> int:
        """Return how many rows of History are asked for."""
        with reading(self.database) as conn:
            return history.count(conn, asked, through)

    def last_change(self) -> int:
        """Return the number of the last row of History."""
        with reading(self.database) as conn:
            return history_index.last(conn)

    def latest_time(self) -> datetime | None:
        """Return the latest time that History lately knows; None before the first.

        Its order is that of its numbers: after a clock was set back, the last row is
        not the latest one.
        """
        with reading(self.database) as conn:
            return history_index.latest_time(conn)

    def kinds_of_change(self) -> tuple[str, ...]:
        """Return the kinds of records and events that History tells of."""
        with reading(self.database) as conn:
            return history_index.kinds(conn)

    def writers(self) -> tuple[str, ...]:
        """Return everybody who ever saved anything here, by name."""
        with reading(self.database) as conn:
            return history_index.writers(conn)

    def save_of(
        self, seq: int, *, limit: int = 500
    ) -> tuple[tuple[RecordStates, ...], bool]:
        """Return the records of one save before and after it; False if there are more.

        Args:
            seq: the number of any of its rows.
            limit: about how many rows at most.
        """
        with reading(self.database) as conn:
            return history.states(conn, seq, limit)

    def entries_of_save(self, number: int) -> tuple[HistoryEntry, ...]:
        """Return what one save did, by its number; the first records of a large one."""
        with reading(self.database) as conn:
            return history.entries_of_save(conn, number)

    def records_of_fact(self, fact: FactId) -> tuple[tuple[str, int], ...]:
        """Return what History calls a fact: its kind and number."""
        return history_index.of_fact(fact)

    def records_of_visit(
        self, participant: ParticipantId, visit: str, place: tuple[int, int] | None
    ) -> tuple[tuple[str, int], ...]:
        """Return every record ever made of one visit: kinds and numbers.

        Args:
            participant: whose visit.
            visit: its name.
            place: cycle and day of its infusion, None if it has none.
        """
        with reading(self.database) as conn:
            return history_index.of_visit(conn, participant, visit, place)
