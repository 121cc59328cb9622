"""What can be asked of the records; the answers are frozen values of one moment."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from scheduler.core.facts import Fact, FactsDocument, Participant
from scheduler.store import sheets, site
from scheduler.store.connection import OpenDatabase
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.record_rows import HISTORY, PARTICIPANTS, history_from_row
from scheduler.store.rows import Record
from scheduler.store.values import (
    FactId,
    FactKind,
    HistoryRow,
    ParticipantId,
    Person,
    Sheet,
    StoredFact,
    StoredParticipant,
    StoredSite,
)
from scheduler.store.writing import reading

_NEWEST = f"""
    SELECT {HISTORY} FROM history
    WHERE (:participant IS NULL OR participant = :participant) AND seq < :before
    ORDER BY seq DESC LIMIT :limit
"""  # noqa: S608  our names
_END = 2**62


class Questions:
    """The reading half of the store.

    Attributes:
        database: the open file.
    """

    def __init__(self, database: OpenDatabase) -> None:
        self.database = database

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self.database.close()

    def site(self) -> StoredSite | None:
        """Return the site, or None before it is entered."""
        with reading(self.database) as conn:
            return site.stored_site(conn) if site.is_set(conn) else None

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
            owner = _participants(conn, "id = ?", participant)
            if not owner:
                raise LookupError(participant)
            facts = (one.fact for one in _stored_facts(conn, participant, withdrawn=0))
            return _document(site.stored_site(conn), owner[0].participant, facts)

    def documents(
        self, kinds: Collection[FactKind] = tuple(FactKind)
    ) -> Mapping[ParticipantId, FactsDocument]:
        """Return the documents of all participants in force, by code.

        Args:
            kinds: which facts are wanted; fewer kinds are read faster.
        """
        with reading(self.database) as conn:
            owners = _participants(conn, "withdrawn = 0 ORDER BY code")
            facts = _all_facts(conn, kinds)
            ours = site.stored_site(conn) if owners else None
        if ours is None:
            return MappingProxyType({})
        return MappingProxyType(
            {
                owner.id: _document(ours, owner.participant, facts[owner.id])
                for owner in owners
            }
        )

    def sheets(self, participant: ParticipantId) -> tuple[Sheet, ...]:
        """Return every sheet printed for one participant, oldest first."""
        with reading(self.database) as conn:
            return sheets.sheets(conn, participant)

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
        asked = {"participant": participant, "limit": limit, "before": before}
        with reading(self.database) as conn:
            return tuple(map(history_from_row, conn.execute(_NEWEST, asked)))


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


def _all_facts(
    conn: sqlite3.Connection, kinds: Collection[FactKind]
) -> Mapping[ParticipantId, list[Fact]]:
    found: defaultdict[ParticipantId, list[Fact]] = defaultdict(list)
    for kind in FactKind:
        if kind in kinds:
            table = FACT_TABLES[kind]
            for row in conn.execute(table.select_values()):
                found[row[0]].append(table.make(*row[1:]))
    return found


def _document(
    ours: StoredSite, participant: Participant, facts: Iterable[Fact]
) -> FactsDocument:
    return FactsDocument(
        study=ours.site.study,
        participant=participant,
        facts=tuple(facts),
        site=site.core_site(ours.site),
    )
