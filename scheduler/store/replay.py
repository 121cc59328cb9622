"""History added up, and compared with the tables cell by cell."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.store.shadow import SECRETS, audited_tables, fingerprint
from scheduler.store.values import ParticipantId
from scheduler.store.verdict import Doubt, Finding

_HEAD = ("participant", "ver", "saved_utc", "saved_zone", "saved_by")
_HEADS = len(_HEAD)
_PARTICIPANT, _VER = 0, 1
_CHANGES = """
    SELECT record, record_id, field, new, old, participant, ver, at_utc, zone, person
    FROM history WHERE action <> 'event' ORDER BY seq
"""
# These came into History with its column for the version.
_LATER = frozenset({"printed_utc", "printed_zone", "person"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a record of one table lies in a list: its head, then its cells.

    Attributes:
        there: the columns that the table has; the heads of some are shorter.
        places: where the cell of each column is.
        blank: a record of which nothing is known yet.
        asked: the SQL for the same list, as the table has it.
    """

    columns: tuple[str, ...]
    there: frozenset[str]
    places: dict[str, int]
    blank: list[Any]
    asked: str


def differences(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what of the records is not what History adds up to.

    Args:
        conn: the database, inside of a reading transaction.
    """
    said = _Sum(conn)
    said.add(conn.execute(_CHANGES))
    yield from said.differences()


class _Sum:
    """What History says of every record by now."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        conn.create_function("print_of", 1, fingerprint, deterministic=True)
        self._layouts = {
            name: _layout(conn, name, columns)
            for name, columns in audited_tables(conn).items()
        }
        self._records: dict[tuple[str, int], list[Any]] = {}
        self._strange: list[Finding] = []
        self._covered: set[tuple[str, int]] = set()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add changes in their order: each has the columns of ``_CHANGES``."""
        last, found = None, None
        places: dict[str, int] = {}
        for row in rows:
            if row[:2] != last:
                last = row[:2]
                found = self._record(row)
                places = self._layouts[row[0]].places if found else {}
            if found:
                found[:_HEADS] = row[5:]
                self._put(row, found, places.get(row[2]))

    def _record(self, row: Sequence[Any]) -> list[Any] | None:
        """Return the record that a change is of; None if it is of no table."""
        key = row[0], row[1]
        if key not in self._records:
            if key[0] not in self._layouts:
                self._strange.append(_finding(*key, row[5], "it has no table"))
                return None
            self._records[key] = self._layouts[key[0]].blank.copy()
        return self._records[key]

    def _put(self, row: Sequence[Any], found: list[Any], place: int | None) -> None:
        if place is not None:
            if found[place] != row[4]:
                self._cover(row, found[place])
            found[place] = row[3]
        elif row[2] != "ver":
            problem = f"it has no field {row[2]!r}"
            self._strange.append(_finding(row[0], row[1], row[5], problem))

    def _cover(self, row: Sequence[Any], said: str | None) -> None:
        """Keep that a save found another cell than the one before it had left.

        Of each record only the first is told.
        """
        if row[:2] in self._covered:
            return
        self._covered.add((row[0], row[1]))
        before = f"{row[2]} was {_shown(row[4])} before a save"
        problem = f"{before}, and History says {_shown(said)}"
        self._strange.append(_finding(row[0], row[1], row[5], problem))

    def differences(self) -> Iterator[Finding]:
        """Yield every record that is not what History adds up to; only once."""
        yield from self._strange
        for name, layout in self._layouts.items():
            for number, *stands in self._conn.execute(layout.asked):
                said = self._records.pop((name, number), None)
                if said != stands:
                    problem = _problem(layout, said, stands)
                    if problem:
                        yield _finding(name, number, stands[_PARTICIPANT], problem)
        for (name, number), said in self._records.items():
            yield _finding(name, number, said[_PARTICIPANT], "it is missing")


def _layout(conn: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> _Layout:
    rows = conn.execute("SELECT name FROM pragma_table_info(?)", (name,))
    there = frozenset(column for (column,) in rows)
    head = [column if column in there else "NULL" for column in _HEAD]
    if name == "participants":
        head[_PARTICIPANT] = "id"
    cells = [_text(name, column) for column in columns]
    return _Layout(
        columns=(*_HEAD, *columns),
        there=there,
        places={column: _HEADS + n for n, column in enumerate(columns)},
        blank=[None] * _HEADS + ["0" if c == "withdrawn" else None for c in columns],
        asked=f"SELECT id, {', '.join([*head, *cells])} FROM {name}",  # noqa: S608
    )


def _text(table: str, column: str) -> str:
    cell = f"CAST({column} AS TEXT)"
    return f"print_of({cell})" if (table, column) in SECRETS else cell


def _problem(layout: _Layout, said: Sequence[Any] | None, stands: Sequence[Any]) -> str:
    """Return the first difference between what is said and what stands there."""
    if said is None:
        return "History does not know it"
    legacy = said[_VER] is None
    compared = [*zip(layout.columns, stands, said, strict=True)]
    # What is said of its value comes before how often and by whom it was saved.
    for column, here, before in compared[_HEADS:] + compared[:_HEADS]:
        unknown = (column in _LATER or column == "ver") and legacy
        if here != before and column in layout.there and not unknown:
            return f"{column} is {here!r}, and History says {before!r}"
    return ""


def _shown(text: str | None) -> str:
    return "empty" if text is None else repr(text)


def _finding(name: str, number: int, participant: object, problem: str) -> Finding:
    whose = ParticipantId(participant) if isinstance(participant, int) else None
    return Finding(
        doubt=Doubt.RECORD,
        sentence=f"Row {number} of {name}: {problem}.",
        record=name,
        record_id=number,
        participant=whose,
    )
