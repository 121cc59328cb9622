"""History added up, and compared with the tables cell by cell."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from scheduler.store.shadow import SECRETS, audited_tables, fingerprint
from scheduler.store.values import ParticipantId
from scheduler.store.verdict import Doubt, Finding

_HEAD = ("participant", "ver", "saved_utc", "saved_zone", "saved_by")
_PARTICIPANT, _VER = 0, 1
_CHANGES = itemgetter(2)  # whether a row changes a record
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


class Sum:
    """What History says of every record by now.

    Args:
        conn: the database, inside of a reading transaction.
    """

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
        """Add rows of History in their order.

        Args:
            rows: number, line, whether it changes a record, record and its number,
                field, new and old text, participant, version, time, zone and
                person.
        """
        records, layouts, last = self._records, self._layouts, None
        for row in filter(_CHANGES, rows):
            key = row[3], row[4]
            found = records.get(key)
            if found is None or key != last:
                if key[0] not in layouts:
                    self._strange.append(_finding(*key, row[8], "it has no table"))
                    continue
                if found is None:
                    found = records[key] = layouts[key[0]].blank.copy()
            last = key
            found[: len(_HEAD)] = row[8:]
            place = layouts[key[0]].places.get(row[5])
            if place is not None:
                if found[place] != row[7]:
                    self._cover(row, found[place])
                found[place] = row[6]
            elif row[5] != "ver":
                self._strange.append(
                    _finding(*key, row[8], f"it has no field {row[5]!r}")
                )

    def _cover(self, row: Sequence[Any], said: str | None) -> None:
        """Keep that a save found another cell than the one before it had left.

        Of each record only the first is told.
        """
        if (row[3], row[4]) in self._covered:
            return
        self._covered.add((row[3], row[4]))
        before = f"{row[5]} was {_shown(row[7])} before a save"
        problem = f"{before}, and History says {_shown(said)}"
        self._strange.append(_finding(row[3], row[4], row[8], problem))

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
    first = len(_HEAD)
    return _Layout(
        columns=(*_HEAD, *columns),
        there=there,
        places={column: first + n for n, column in enumerate(columns)},
        blank=[None] * first + ["0" if c == "withdrawn" else None for c in columns],
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
    for column, here, before in compared[len(_HEAD) :] + compared[: len(_HEAD)]:
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
