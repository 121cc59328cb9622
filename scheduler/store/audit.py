"""History: one row a field, written in the transaction of the change itself."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.errors import ReasonRequiredError
from scheduler.store.rows import Cell, Row, moment_cells
from scheduler.store.values import Action, Writer

REASON_AT_LEAST = 5
_KEPT_BACK = 5000

_ADD = """
    INSERT INTO history (
        at_utc, zone, person, role, workstation, program, site,
        participant, record, record_id, action, field, old, new, reason
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to one record: the row before and the row after."""

    action: Action
    record: str
    record_id: int
    participant: int | None
    old: Row
    new: Row
    reason: str | None = None


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The History rows of one transaction, added in the order of the changes."""

    conn: sqlite3.Connection
    at: datetime
    writer: Writer
    site: str | None
    _lines: list[_Line] = field(default_factory=list)

    def note(self, change: Change) -> None:
        """Keep one row for every field in which the two rows differ."""
        self._lines += [self._line(change, *cells) for cells in differences(change)]
        if len(self._lines) >= _KEPT_BACK:
            self.write()

    def write(self) -> None:
        """Add what was kept to History."""
        self.conn.executemany(_ADD, self._lines)
        self._lines.clear()

    def _line(
        self, change: Change, name: str, old: str | None, new: str | None
    ) -> _Line:
        who = self.writer
        return (
            *moment_cells(self.at),
            who.person,
            who.role.value,
            who.workstation,
            who.program,
            self.site,
            change.participant,
            change.record,
            change.record_id,
            change.action.value,
            name,
            old,
            new,
            change.reason,
        )


def differences(change: Change) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each field that differs, with its texts before and after."""
    for name, cell in change.new.items():
        before = change.old.get(name)
        if before != cell:
            yield name, _text(before), _text(cell)


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def required(reason: str | None) -> str:
    """Return the reason without outer blanks.

    Raises:
        ReasonRequiredError: there is none, or it is too short to say anything.
    """
    said = (reason or "").strip()
    if len(said) < REASON_AT_LEAST:
        raise ReasonRequiredError(at_least=REASON_AT_LEAST)
    return said
