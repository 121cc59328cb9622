"""Reading History: filtered, sorted and a page at a time, by parameters alone.

The rows of one record in one save lie together, so they are joined while reading.
Rows are only ever added, so pages that end at a fixed row do not move.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
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
from scheduler.core.history_text import NAMING
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.history_filter import where_of
from scheduler.store.rows import moment_from
from scheduler.store.values import FactId

LATELY = 200  # rows, about a day of work
MOST_FIELDS = 60  # more than any record has
_COLUMNS = """
    h.seq, h.at_utc, h.zone, h.person, h.role, h.workstation, h.program, h.site,
    p.code, h.record, h.record_id, h.action, h.reason, h.field, h.old, h.new
"""
_SORTED = "FROM history h LEFT JOIN participants p ON p.id = h.participant"
_ROWS = f"SELECT {_COLUMNS} {_SORTED}"
_LATEST = """
    SELECT max(at_utc) FROM (SELECT at_utc FROM history ORDER BY seq DESC LIMIT ?)
"""
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


def last(conn: sqlite3.Connection) -> int:
    """Return the number of the last row, 0 before the first."""
    [found] = conn.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()
    return int(found)


def latest_time(conn: sqlite3.Connection) -> datetime | None:
    """Return the latest time among the last rows, None if there are none."""
    [found] = conn.execute(_LATEST, (LATELY,)).fetchone()
    return moment_from(found, "+00:00") if found else None


def kinds(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return the kinds of records and events that History tells of."""
    rows = conn.execute("SELECT DISTINCT record FROM history ORDER BY record")
    return tuple(record for (record,) in rows)


def writers(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return everybody who ever saved anything, by name."""
    rows = conn.execute("SELECT DISTINCT person FROM history ORDER BY person")
    return tuple(person for (person,) in rows)


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


def of_fact(fact: FactId) -> tuple[tuple[str, int], ...]:
    """Return a fact by the name of its table and its number."""
    return ((FACT_TABLES[fact.kind].name, fact.number),)


def of_visit(
    conn: sqlite3.Connection,
    participant: int,
    visit: str,
    place: tuple[int, int] | None,
) -> tuple[tuple[str, int], ...]:
    """Return every record that was ever made of one visit, withdrawn or not.

    Args:
        conn: the file.
        participant: whose.
        visit: its name.
        place: cycle and day of its infusion, None if it has none.
    """
    found: list[tuple[str, int]] = []
    for table in ("bookings", "visit_records", "sheets"):
        rows = conn.execute(
            f"SELECT id FROM {table} WHERE participant = ? AND visit = ?",  # noqa: S608
            (participant, visit),
        )
        found += ((table, number) for (number,) in rows)
    if place:
        rows = conn.execute(
            "SELECT id FROM infusions WHERE participant = ? AND cycle = ? AND day = ?",
            (participant, *place),
        )
        found += (("infusions", number) for (number,) in rows)
    return tuple(found)


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
        if entry.record_id is None or entry.action == CREATE:
            yield entry
        else:
            cells = entry.record, entry.record_id, entry.fields[0].seq, *NAMING
            yield replace(entry, names=_present(conn.execute(_NAMES, cells)))


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
