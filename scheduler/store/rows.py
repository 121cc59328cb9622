"""Rows to values and back: every conversion between SQLite and the core is here.

SQLite has no dates, times or enumerations, so these become text, and flags become
0 and 1. What the text cannot hold is an error, never a rounding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum
from functools import cache
from typing import Any, Generic, NewType, TypeVar

from scheduler.store.file_errors import DamagedDatabaseError
from scheduler.store.shadow import SECRETS, fingerprint
from scheduler.store.values import ParticipantId

Cell = str | int | None
Row = Mapping[str, Cell]
RecordId = NewType("RecordId", int)
V = TypeVar("V")

_HEAD = "ver, withdrawn, saved_utc, saved_zone, saved_by"
_HEAD_LENGTH = 7
# What a cell raises that is not what its column should hold.
UNREADABLE = (ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Table(Generic[V]):
    """How one kind of value lies in its table.

    Attributes:
        name: the table.
        columns: those that hold the value, in the order that ``make`` takes them.
        make: cells to a value.
        split: a value to its row.
        owner: the SQL for the participant that a row is about.
        once: no two rows in force agree in all of these columns.
        once_if: the flag without which ``once`` does not count.
    """

    name: str
    columns: tuple[str, ...]
    make: Callable[..., V]
    split: Callable[[V], Row]
    owner: str = "NULL"
    once: tuple[str, ...] = ()
    once_if: str | None = None

    def select(self, where: str) -> str:
        """Return the query for whole records."""
        columns = ", ".join(self.columns)
        return (
            f"SELECT id, {self.owner}, {_HEAD}, {columns} "  # noqa: S608  our names
            f"FROM {self.name} WHERE {where}"
        )

    def select_values(self, where: str) -> str:
        """Return the query for the values alone, each after its participant."""
        columns = ", ".join(self.columns)
        return (
            f"SELECT {self.owner}, {columns} "  # noqa: S608  our names
            f"FROM {self.name} WHERE {where}"
        )

    def noted(self, row: Row) -> Row:
        """Return a row as History keeps it: of a secret only its fingerprint."""
        return {
            name: fingerprint(str(cell))
            if cell is not None and (self.name, name) in SECRETS
            else cell
            for name, cell in row.items()
        }

    def record(self, cells: tuple[Any, ...]) -> "Record[V]":
        """Return one record that ``select`` found.

        Raises:
            DamagedDatabaseError: a cell holds what its column cannot.
        """
        number, participant, ver, withdrawn, utc, zone, by = cells[:_HEAD_LENGTH]
        try:
            return Record(
                number=number,
                participant=participant,
                ver=ver,
                withdrawn=withdrawn == 1,
                at=moment_from(utc, zone),
                by=by,
                value=self.make(*cells[_HEAD_LENGTH:]),
            )
        except UNREADABLE as error:
            raise damaged_row(self.name, number) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Generic[V]):
    """A value with its place in the records, whatever it is."""

    number: RecordId
    participant: ParticipantId | None
    ver: int
    withdrawn: bool
    at: datetime
    by: str
    value: V


def damaged_row(table: str, number: int | str) -> DamagedDatabaseError:
    """Return the error that names a row which cannot be read.

    >>> damaged_row("weights", 7).problem
    'row 7 of weights cannot be read'
    """
    return DamagedDatabaseError(problem=f"row {number} of {table} cannot be read")


def plain(value: object) -> Cell:
    """Return what SQLite keeps of one field.

    >>> plain(date(2026, 11, 22)), plain(time(9, 5)), plain(True)
    ('2026-11-22', '09:05', 1)
    """
    match value:
        case bool():
            return int(value)
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case time():
            return _minutes(value)
        case None | str() | int():
            return value
        case _:
            raise TypeError(value)


def _minutes(at: time) -> str:
    if at != time(at.hour, at.minute):
        msg = f"{at} is finer than the records keep"
        raise ValueError(msg)
    return at.isoformat("minutes")


def optional_day(cell: str | None) -> date | None:
    """Undo ``plain`` for a date that may be missing."""
    return date.fromisoformat(cell) if cell else None


def moment_cells(at: datetime) -> tuple[str, str]:
    """Return an instant as UTC and as the zone in which it was seen.

    >>> moment_cells(datetime.fromisoformat("2026-11-23T08:12:05.9+01:00"))
    ('2026-11-23T07:12:05Z', '+01:00')
    """
    utc = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return utc, at.isoformat(timespec="seconds")[19:25]


def moment_from(utc: str, zone: str) -> datetime:
    """Undo ``moment_cells``, to the second."""
    return datetime.fromisoformat(utc).astimezone(_zone(zone))


@cache
def _zone(text: str) -> tzinfo | None:
    return datetime.fromisoformat(f"2000-01-01T00:00:00{text}").tzinfo
