"""What can be asked of the records; the answers are frozen values of one moment."""

import sqlite3
from collections.abc import Collection, Mapping

from scheduler.core.facts import Fact, FactsDocument, Participant, Site
from scheduler.store import chain, sheets, shelf, site
from scheduler.store.anchors import Head
from scheduler.store.connection import OpenDatabase
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.file_errors import LockedDatabaseError
from scheduler.store.history_questions import HistoryQuestions
from scheduler.store.record_rows import HISTORY, PARTICIPANTS, history_from_row
from scheduler.store.rows import Record
from scheduler.store.shelf import Shelf
from scheduler.store.values import (
    FactId,
    FactKind,
    HistoryRow,
    NextSheet,
    ParticipantId,
    Person,
    Sheet,
    StoredFact,
    StoredParticipant,
    StoredSite,
)
from scheduler.store.writing import reading

_NEWEST = f"SELECT {HISTORY} FROM history WHERE seq < ?"  # noqa: S608  our names
_END = 2**62


class Questions(HistoryQuestions):
    """The reading half of the store.

    Attributes:
        database: the open file.
    """

    def __init__(self, database: OpenDatabase) -> None:
        super().__init__(database)
        self._shelf = Shelf()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self.database.close()

    def version(self) -> int:
        """Return a number that is another one once another desk has saved."""
        with reading(self.database) as conn:
            (found,) = conn.execute("PRAGMA data_version").fetchone()
        return int(found)

    def head(self) -> Head:
        """Return how far the chain of saves goes."""
        with reading(self.database) as conn:
            return chain.head(conn)

    def glance(self) -> int | None:
        """Return the same number without waiting, None while somebody is writing."""
        conn = self.database.db.conn
        (waits,) = conn.execute("PRAGMA busy_timeout").fetchone()
        conn.execute("PRAGMA busy_timeout = 0")
        try:
            return self.version()
        except LockedDatabaseError:
            return None
        finally:
            conn.execute(f"PRAGMA busy_timeout = {int(waits)}")

    def site(self) -> StoredSite | None:
        """Return the site, or None before it is entered."""
        with reading(self.database) as conn:
            return site.stored_site(conn) if site.is_set(conn) else None

    def core_site(self) -> Site:
        """Return what the rules need of the site; nothing before it is entered."""
        stored = self.site()
        return site.core_site(stored.site) if stored else Site()

    def people(self) -> tuple[Person, ...]:
        """Return everybody who writes in these records, by name."""
        with reading(self.database) as conn:
            return site.people(conn)

    def participants(self) -> tuple[StoredParticipant, ...]:
        """Return every participant in force, by code."""
        with reading(self.database) as conn:
            return _participants(conn, "withdrawn = 0 ORDER BY code")

    def withdrawn_participants(self) -> tuple[StoredParticipant, ...]:
        """Return the participants that were entered by mistake, by code."""
        with reading(self.database) as conn:
            return _participants(conn, "withdrawn = 1 ORDER BY code")

    def facts(self, participant: ParticipantId) -> tuple[StoredFact, ...]:
        """Return the facts in force of one participant, by kind, oldest entry first."""
        with reading(self.database) as conn:
            return _stored_facts(conn, participant, withdrawn=0)

    def withdrawn_facts(self, participant: ParticipantId) -> tuple[StoredFact, ...]:
        """Return the facts of one participant that were withdrawn."""
        with reading(self.database) as conn:
            return _stored_facts(conn, participant, withdrawn=1)

    def document(self, participant: ParticipantId) -> FactsDocument:
        """Return everything in force about one participant as one value.

        Raises:
            LookupError: a fault of the program; there is no such participant.
        """
        with reading(self.database) as conn:
            found = shelf.document(conn, participant)
        if found is None:
            raise LookupError(participant)
        return found

    def documents(
        self, kinds: Collection[FactKind] = tuple(FactKind)
    ) -> Mapping[ParticipantId, FactsDocument]:
        """Return the documents of all participants in force, by code.

        What has not changed since the last call is the same object as then.

        Args:
            kinds: which facts are wanted; fewer kinds are read faster.
        """
        with reading(self.database) as conn:
            return self._shelf.documents(conn, kinds)

    def sheets(self, participant: ParticipantId) -> tuple[Sheet, ...]:
        """Return every sheet printed for one participant, oldest first."""
        with reading(self.database) as conn:
            return sheets.sheets(conn, participant)

    def next_sheet(self, participant: ParticipantId, visit: str) -> NextSheet:
        """Return the number and issue that a visit's next sheet will have."""
        with reading(self.database) as conn:
            return sheets.next_sheet(conn, participant, visit)

    def history(
        self,
        participant: ParticipantId | None = None,
        *,
        limit: int = 500,
        before: int = _END,
    ) -> tuple[HistoryRow, ...]:
        """Return the newest rows of History, newest first.

        Args:
            participant: whose rows; None for all.
            limit: how many rows at most.
            before: only rows with a lower number, to read on.
        """
        where, cells = ("", [before])
        if participant is not None:
            where, cells = (" AND participant = ?", [before, participant])
        asked = f"{_NEWEST}{where} ORDER BY seq DESC LIMIT ?"
        with reading(self.database) as conn:
            found = conn.execute(asked, (*cells, limit))
            return tuple(map(history_from_row, found))


def _participants(
    conn: sqlite3.Connection, where: str, *cells: int
) -> tuple[StoredParticipant, ...]:
    rows = conn.execute(PARTICIPANTS.select(where), cells)
    return tuple(_stored_participant(PARTICIPANTS.record(row)) for row in rows)


def _stored_participant(record: Record[Participant]) -> StoredParticipant:
    return StoredParticipant(
        id=ParticipantId(record.number),
        ver=record.ver,
        participant=record.value,
        recorded_at=record.at,
        recorded_by=record.by,
    )


def _stored_facts(
    conn: sqlite3.Connection, participant: ParticipantId, *, withdrawn: int
) -> tuple[StoredFact, ...]:
    found: list[StoredFact] = []
    for kind, table in FACT_TABLES.items():
        where = f"participant = ? AND withdrawn = {withdrawn} ORDER BY id"
        rows = conn.execute(table.select(where), (participant,))
        found += (_stored_fact(kind, participant, table.record(row)) for row in rows)
    return tuple(found)


def _stored_fact(
    kind: FactKind, participant: ParticipantId, record: Record[Fact]
) -> StoredFact:
    return StoredFact(
        id=FactId(kind, record.number),
        participant=participant,
        ver=record.ver,
        fact=record.value,
        recorded_at=record.at,
        recorded_by=record.by,
    )
