"""The facts documents, kept until History says that one has changed.

History has a row for every change of every desk, so its number tells what to read
again. A document that did not change stays the same object, which whoever computes
from it may rely on.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any

from scheduler.core.facts import Fact, FactsDocument, Participant, Site
from scheduler.store.fact_rows import FACT_TABLES, FactTable
from scheduler.store.record_rows import PARTICIPANTS
from scheduler.store.rows import UNREADABLE, damaged_row
from scheduler.store.site import core_site, stored_site
from scheduler.store.values import FactKind, ParticipantId

_FEW = 40
_LAST = "SELECT coalesce(max(seq), 0) FROM history"
# Without "NOT INDEXED" the whole index by participant is read.
_SINCE = "SELECT DISTINCT participant, record FROM history NOT INDEXED WHERE seq > ?"
_OF_ALL = {"site", "site_days", "site_versions"}

Documents = Mapping[ParticipantId, FactsDocument]


@dataclass(frozen=True, slots=True)
class _Kept:
    last: int
    documents: Documents


class Shelf:
    """What was read so far, by the kinds of facts that were asked for."""

    def __init__(self) -> None:
        self._kept: dict[frozenset[FactKind], _Kept] = {}

    def documents(
        self, conn: sqlite3.Connection, kinds: Collection[FactKind]
    ) -> Documents:
        """Return the documents of all participants in force, by code."""
        wanted = frozenset(kinds)
        [last] = conn.execute(_LAST).fetchone()
        kept = self._kept.get(wanted)
        if kept is None or kept.last != last:
            kept = _Kept(last, _refreshed(conn, wanted, kept))
            self._kept[wanted] = kept
        return kept.documents


def document(
    conn: sqlite3.Connection,
    participant: ParticipantId,
    kinds: Collection[FactKind] = tuple(FactKind),
) -> FactsDocument | None:
    """Return everything in force about one participant, None if that one is not."""
    row = conn.execute(
        PARTICIPANTS.select_values("withdrawn = 0 AND id = ?"), (participant,)
    ).fetchone()
    if row is None:
        return None
    where = "withdrawn = 0 AND participant = ? ORDER BY id"
    facts = [fact for _, fact in _owned(conn, kinds, where, participant)]
    return _document(*_study(conn), _participant(row), facts)


def _refreshed(
    conn: sqlite3.Connection, kinds: frozenset[FactKind], kept: _Kept | None
) -> Documents:
    since = conn.execute(_SINCE, (kept.last,)).fetchall() if kept else []
    changed = {participant for participant, _ in since if participant}
    if kept is None or len(changed) > _FEW or _OF_ALL & {name for _, name in since}:
        return _by_code(_all(conn, kinds))
    found = {number: document(conn, number, kinds) for number in changed}
    return _by_code({**kept.documents, **found})


def _by_code(found: Mapping[ParticipantId, FactsDocument | None]) -> Documents:
    there = ((number, one) for number, one in found.items() if one)
    return MappingProxyType(
        dict(sorted(there, key=lambda entry: entry[1].participant.code.casefold()))
    )


def _all(conn: sqlite3.Connection, kinds: frozenset[FactKind]) -> Documents:
    owners = conn.execute(PARTICIPANTS.select_values("withdrawn = 0")).fetchall()
    if not owners:
        return {}
    study, site = _study(conn)
    facts = _all_facts(conn, kinds)
    return {
        row[0]: _document(study, site, _participant(row), facts[row[0]])
        for row in owners
    }


def _all_facts(
    conn: sqlite3.Connection, kinds: frozenset[FactKind]
) -> Mapping[ParticipantId, list[Fact]]:
    found: defaultdict[ParticipantId, list[Fact]] = defaultdict(list)
    for owner, fact in _owned(conn, kinds, "withdrawn = 0 ORDER BY id"):
        found[owner].append(fact)
    return found


def _participant(row: tuple[Any, ...]) -> Participant:
    try:
        return PARTICIPANTS.make(*row[1:])
    except UNREADABLE as error:
        raise damaged_row(PARTICIPANTS.name, row[0]) from error


def _owned(
    conn: sqlite3.Connection, kinds: Collection[FactKind], where: str, *cells: int
) -> Iterable[tuple[ParticipantId, Fact]]:
    return chain.from_iterable(
        _of_table(conn, table, where, cells)
        for kind, table in FACT_TABLES.items()
        if kind in kinds
    )


def _of_table(
    conn: sqlite3.Connection, table: FactTable, where: str, cells: tuple[int, ...]
) -> Iterable[tuple[ParticipantId, Fact]]:
    rows = conn.execute(table.select_values(where), cells).fetchall()
    try:
        return table.owned(rows)
    except UNREADABLE:
        # Whole columns are made at once; one row after the other finds the bad one.
        for row in conn.execute(table.select(where), cells):
            table.record(row)
        raise


def _study(conn: sqlite3.Connection) -> tuple[str, Site]:
    ours = stored_site(conn).site
    return ours.study, core_site(ours)


def _document(
    study: str, site: Site, participant: Participant, facts: Iterable[Fact]
) -> FactsDocument:
    return FactsDocument(
        study=study, participant=participant, facts=tuple(facts), site=site
    )
