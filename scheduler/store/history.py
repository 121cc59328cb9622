"""Reading History: filtered, sorted and a page at a time, by parameters alone.

The rows of one record in one save lie together, so they are joined while reading.
Rows are only ever added, so pages that end at a fixed row do not move.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from scheduler.core.history import (
    CREATE,
    FieldChange,
    HistoryEntry,
    HistoryFilter,
    HistoryPage,
    RecordStates,
    Sorting,
)
from scheduler.core.history_names import NAMING
from scheduler.store.history_filter import where_of
from scheduler.store.rows import moment_from

_SHOWN = 200  # rows of one save
MOST_FIELDS = 60  # more than any record has
_COLUMNS = """
    h.seq, h.at_utc, h.zone, h.person, h.role, h.workstation, h.program, h.site,
    p.code, h.record, h.record_id, h.action, h.reason, h.field, h.old, h.new
"""
_SORTED = "FROM history h LEFT JOIN participants p ON p.id = h.participant"
_ROWS = f"SELECT {_COLUMNS} {_SORTED}"
_FIELD = 13  # the place of the first column that differs within an entry
_ORDER = {
    Sorting.TIME: "",
    Sorting.PERSON: "h.person COLLATE NOCASE {0}, ",
    Sorting.PARTICIPANT: "p.code {0} NULLS LAST, ",
    Sorting.RECORD: "h.record {0}, ",
}
_SAVES = """
    SELECT id, first_seq, last_seq, source, undoes FROM saves
    WHERE last_seq >= ? AND first_seq <= ? ORDER BY id
"""
_NAMES = f"""
    SELECT field, new FROM history
    WHERE record = ? AND record_id = ? AND seq < ?
        AND field IN ({", ".join("?" * len(NAMING))})
    ORDER BY seq
"""  # noqa: S608  our names
# A password is kept by the number of its person, which nobody knows people by.
_WHOSE = """
    SELECT 'name', p.name FROM credentials c JOIN people p ON p.id = c.person
    WHERE c.id = ?
"""
_STATE = """
    SELECT field, new FROM history
    WHERE record = ? AND record_id = ? AND seq < ? AND field <> 'withdrawn'
    ORDER BY seq
"""

_Row = tuple[Any, ...]
_Save = tuple[int, str, int | None]


def page(
    conn: sqlite3.Connection,
    asked: HistoryFilter,
    *,
    through: int,
    order: tuple[Sorting, bool],
    limit: int,
    offset: int,
) -> HistoryPage:
    """Return the entries from a place on, whole ones only.

    Args:
        conn: the file.
        asked: which entries.
        through: the number of the last row to look at.
        order: what they are sorted by, and True for the newest, or the last in the
            alphabet, first.
        limit: about how many rows of History to read; at least one entry comes.
        offset: how many rows were read before.
    """
    where, cells = where_of(asked, through)
    sorting, descending = order
    down = "DESC" if descending else "ASC"
    newest = down if sorting is Sorting.TIME else "DESC"
    wanted = limit + MOST_FIELDS
    numbers = conn.execute(
        f"SELECT h.seq {_SORTED} WHERE {where} "
        f"ORDER BY {_ORDER[sorting].format(down)}h.seq {newest} "
        "LIMIT :wanted OFFSET :offset",
        {**cells, "wanted": wanted, "offset": offset},
    ).fetchall()
    rows = _rows(conn, [number for (number,) in numbers])
    entries = _entries(conn, rows)
    ended = len(numbers) < wanted
    if not ended:
        entries = _whole(entries, limit)
    read = sum(len(entry.fields) for entry in entries)
    return HistoryPage(tuple(_named(conn, entries)), offset + read, ended)


def count(conn: sqlite3.Connection, asked: HistoryFilter, through: int) -> int:
    """Return how many rows of History are asked for."""
    where, cells = where_of(asked, through)
    [found] = conn.execute(
        f"SELECT count(*) FROM history h WHERE {where}",  # noqa: S608  our text
        cells,
    ).fetchone()
    return int(found)


def states(
    conn: sqlite3.Connection, seq: int, limit: int
) -> tuple[tuple[RecordStates, ...], bool]:
    """Return the records of a save before and after it, and whether that is all.

    Args:
        conn: the file.
        seq: the number of any row of the save.
        limit: how many rows of History at most.
    """
    found = conn.execute(_SAVES, (seq, seq)).fetchone()
    first, end = found[1:3] if found else (seq, seq)
    last_read = min(end, first + limit + MOST_FIELDS - 1)
    rows = _rows(conn, range(first, last_read + 1))
    entries = _entries(conn, rows)
    whole = last_read == end
    shown = entries if whole else _whole(entries, limit)
    return tuple(_states(conn, entry) for entry in _named(conn, shown)), whole


def entries_of_save(conn: sqlite3.Connection, number: int) -> tuple[HistoryEntry, ...]:
    """Return what one save did, by its number; none if there is no such save."""
    found = conn.execute(
        "SELECT first_seq FROM saves WHERE id = ?", (number,)
    ).fetchone()
    if found is None:
        return ()
    return tuple(one.entry for one in states(conn, found[0], _SHOWN)[0])


def _rows(conn: sqlite3.Connection, numbers: Sequence[int]) -> list[_Row]:
    """Return rows of History in the order of their numbers as given."""
    marks = ", ".join("?" * len(numbers))
    found = conn.execute(f"{_ROWS} WHERE h.seq IN ({marks})", tuple(numbers))
    rows = {row[0]: row for row in found}
    return [rows[number] for number in numbers]


def _entries(conn: sqlite3.Connection, rows: Sequence[_Row]) -> list[HistoryEntry]:
    if not rows:
        return []
    numbers = [row[0] for row in rows]
    saves = conn.execute(_SAVES, (min(numbers), max(numbers))).fetchall()
    found = groupby(_with_saves(rows, saves), key=_in_one)
    return [_entry(save, [row for _, row in group]) for (save, _), group in found]


def _in_one(found: tuple[_Save, _Row]) -> tuple[_Save, _Row]:
    """Return what the rows of one entry share."""
    save, row = found
    return save, row[1:_FIELD]


def _with_saves(
    rows: Iterable[_Row], saves: Sequence[tuple[int, int, int, str, int | None]]
) -> Iterator[tuple[_Save, _Row]]:
    firsts = [first for _, first, *_ in saves]
    for row in rows:
        at = bisect_right(firsts, row[0]) - 1
        if at >= 0 and row[0] <= saves[at][2]:
            number, _, _, source, undoes = saves[at]
            yield (number, source, undoes), row
        else:
            yield (0, "", None), row


def _entry(save: _Save, rows: Sequence[_Row]) -> HistoryEntry:
    _, utc, zone, person, role, workstation, program, site, *rest = rows[0]
    code, record, record_id, action, reason, *_ = rest
    changes = [FieldChange(row[0], *row[_FIELD:]) for row in rows]
    return HistoryEntry(
        save=save[0],
        source=save[1],
        undoes=save[2],
        at=moment_from(utc, zone),
        person=person,
        role=role,
        workstation=workstation,
        program=program,
        site=site,
        participant=code,
        record=record,
        record_id=record_id,
        action=action,
        reason=reason,
        fields=tuple(sorted(changes, key=lambda change: change.seq)),
    )


def _whole(entries: Sequence[HistoryEntry], limit: int) -> list[HistoryEntry]:
    """Return the entries that fit, without the last, which may go on."""
    found: list[HistoryEntry] = []
    rows = 0
    for entry in entries[:-1]:
        if found and rows >= limit:
            break
        found.append(entry)
        rows += len(entry.fields)
    return found


def _named(
    conn: sqlite3.Connection, entries: Iterable[HistoryEntry]
) -> Iterator[HistoryEntry]:
    """Yield entries with what their records were known by until then."""
    for entry in entries:
        if entry.record == "credentials" and entry.record_id is not None:
            yield replace(entry, names=_present(_whose(conn, entry.record_id)))
        elif entry.record_id is None or entry.action == CREATE:
            yield entry
        else:
            cells = entry.record, entry.record_id, entry.fields[0].seq, *NAMING
            yield replace(entry, names=_present(conn.execute(_NAMES, cells)))


def _whose(conn: sqlite3.Connection, number: int) -> Iterator[tuple[str, str | None]]:
    """Yield the name of the person whose password it is, if that is known."""
    yield from conn.execute(_WHOSE, (number,))


def _states(conn: sqlite3.Connection, entry: HistoryEntry) -> RecordStates:
    cells = entry.record, entry.record_id, entry.fields[0].seq
    before = _present(conn.execute(_STATE, cells))
    changes = [(one.field, one.new) for one in entry.fields]
    after = _present([*before.items(), *changes])
    return RecordStates(entry, before, after)


def _present(changes: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the last text of each field that is not empty."""
    last_of = dict(changes)
    return {name: text for name, text in last_of.items() if text is not None}
