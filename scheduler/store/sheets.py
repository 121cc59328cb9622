"""The print log: every sheet has a number, and an issue of its visit."""

import sqlite3

from scheduler.errors import SheetNumberTakenError
from scheduler.store.audit import Change
from scheduler.store.record_rows import SHEET, sheet_from_row
from scheduler.store.rows import moment_cells, plain
from scheduler.store.values import Action, NextSheet, ParticipantId, Sheet
from scheduler.store.writing import Transaction

_OF_PARTICIPANT = f"""
    SELECT {SHEET} FROM sheets WHERE participant = ? ORDER BY id
"""  # noqa: S608  our names
_LAST_OF_VISIT = f"""
    SELECT {SHEET} FROM sheets WHERE participant = ? AND visit = ?
    ORDER BY issue DESC LIMIT 1
"""  # noqa: S608  our names
_NUMBERED = "SELECT coalesce(max(id), 0) + 1 FROM sheets"


def sheets(conn: sqlite3.Connection, participant: ParticipantId) -> tuple[Sheet, ...]:
    """Return every sheet printed for one participant, oldest first."""
    rows = conn.execute(_OF_PARTICIPANT, (participant,))
    return tuple(map(sheet_from_row, rows))


def next_sheet(
    conn: sqlite3.Connection, participant: ParticipantId, visit: str
) -> NextSheet:
    """Return the number and issue that a visit's next sheet will have."""
    (number,) = conn.execute(_NUMBERED).fetchone()
    row = conn.execute(_LAST_OF_VISIT, (participant, visit)).fetchone()
    last = sheet_from_row(row) if row else None
    return NextSheet(f"S{number:06d}", last.issue + 1 if last else 1, last)


def log(tx: Transaction, sheet: Sheet) -> None:
    """Add a sheet to the print log under the number that is printed on it.

    Raises:
        SheetNumberTakenError: another sheet was printed in the meantime.
    """
    coming = next_sheet(tx.conn, sheet.participant, sheet.visit)
    replaces = coming.replaces.number if coming.replaces else None
    if (coming.number, coming.issue, replaces) != (
        sheet.number,
        sheet.issue,
        sheet.replaces,
    ):
        raise SheetNumberTakenError(number=sheet.number)
    _insert(tx, int(sheet.number[1:]), sheet)


def _insert(tx: Transaction, number: int, sheet: Sheet) -> None:
    names = ("number", "visit", "issue", "replaces", "digest", "content", "paper")
    row = {name: plain(getattr(sheet, name)) for name in names}
    row["printed_utc"], row["printed_zone"] = moment_cells(sheet.printed_at)
    row["person"] = sheet.person
    cells = (number, sheet.participant, *row.values())
    tx.run(
        f"""
        INSERT INTO sheets (id, participant, {", ".join(row)})
        VALUES ({", ".join("?" * len(cells))})
        """,  # noqa: S608  our names
        cells,
    )
    tx.ledger.note(
        Change(
            action=Action.CREATE,
            record="sheets",
            record_id=number,
            participant=sheet.participant,
            old={},
            new=row,
        )
    )
