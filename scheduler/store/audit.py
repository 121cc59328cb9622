"""History: one row a field, written in the transaction of the change itself."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from scheduler.errors import ReasonRequiredError
from scheduler.store.file_errors import TamperedRecordsError
from scheduler.store.rows import Cell, Row, moment_cells
from scheduler.store.values import Action, Writer

REASON_AT_LEAST = 5
_KEPT_BACK = 5000

_ADD = """
    INSERT INTO history (
        at_utc, zone, person, role, workstation, program, site, participant,
        record, record_id, action, ver, field, old, new, reason
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_KNOWN = "SELECT 1 FROM history WHERE record = ? AND record_id = ? LIMIT 1"
_Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to one record: the row before and the row after.

    Attributes:
        ver: the version that the record has since.
    """

    action: Action
    record: str
    record_id: int
    participant: int | None
    old: Row
    new: Row
    reason: str | None = None
    ver: int = 1


class Ledger:
    """The History rows of one transaction, added in the order of the changes."""

    def __init__(
        self, conn: sqlite3.Connection, at: datetime, by: Writer, site: str | None
    ) -> None:
        self._conn = conn
        where = by.workstation, by.program, site
        self._by_whom: _Line = (*moment_cells(at), by.person, by.role.value, *where)
        self._lines: list[_Line] = []

    def note(self, change: Change) -> None:
        """Keep one row for every field in which the two rows differ.

        Raises:
            TamperedRecordsError: a record of that number was there before, and
                somebody has taken it out.
        """
        if change.action is Action.CREATE:
            self.refuse_removed(change.record, change.record_id)
        who = change.participant, change.record, change.record_id
        what = *who, change.action.value, change.ver
        self._lines += [
            (*self._by_whom, *what, *cells, change.reason)
            for cells in differences(change)
        ]
        if len(self._lines) >= _KEPT_BACK:
            self.write()

    def refuse_removed(self, record: str, record_id: int) -> None:
        """Raise for a record that is not there, if History knows it.

        Raises:
            TamperedRecordsError: it was there, and somebody has removed it.
        """
        if self._conn.execute(_KNOWN, (record, record_id)).fetchone():
            gone = f"row {record_id} of {record} is missing"
            raise TamperedRecordsError(problem=gone)

    def event(
        self,
        kind: str,
        fields: Iterable[tuple[str, str | None]],
        participant: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Keep what happened besides the records: a row for each field.

        Args:
            kind: what it was, ``sign-in`` for example.
            fields: what is known of it.
            participant: whom it is about.
            reason: why it was done.
        """
        what = participant, kind, None, Action.EVENT.value, None
        self._lines += [
            (*self._by_whom, *what, name, None, said, reason) for name, said in fields
        ]

    def write(self) -> None:
        """Add what was kept to History."""
        self._conn.executemany(_ADD, self._lines)
        self._lines.clear()


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
