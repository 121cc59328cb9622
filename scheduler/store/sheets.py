"""The print log: every sheet has a number, and an issue of its visit."""

import sqlite3
from dataclasses import replace

from scheduler.store.audit import Change
from scheduler.store.record_rows import SHEET, sheet_from_row
from scheduler.store.rows import moment_cells, plain
from scheduler.store.values import Action, ParticipantId, Sheet
from scheduler.store.writing import Transaction

_OF_PARTICIPANT = f"""
    SELECT {SHEET} FROM sheets WHERE participant = ? ORDER BY id
"""  # noqa: S608  our names
_OF_VISIT = """
    SELECT number, issue FROM sheets WHERE participant = ? AND visit = ?
    ORDER BY issue DESC
"""
_NUMBERED = "SELECT coalesce(max(id), 0) + 1 FROM sheets"


def sheets(conn: sqlite3.Connection, participant: ParticipantId) -> tuple[Sheet, ...]:
    """Return every sheet printed for one participant, oldest first."""
    rows = conn.execute(_OF_PARTICIPANT, (participant,))
    return tuple(map(sheet_from_row, rows))


def log(tx: Transaction, sheet: Sheet) -> Sheet:
    """Add a sheet to the print log; return it with its number and issue."""
    found = tx.first(_NUMBERED)
    number = found[0] if found else 1
    replaces, issue = tx.first(_OF_VISIT, (sheet.participant, sheet.visit)) or (None, 0)
    done = replace(sheet, number=f"S{number:06d}", issue=issue + 1, replaces=replaces)
    _insert(tx, number, done)
    return done


def _insert(tx: Transaction, number: int, sheet: Sheet) -> None:
    names = ("number", "visit", "issue", "replaces", "digest", "paper")
    row = {name: plain(getattr(sheet, name)) for name in names}
    utc, zone = moment_cells(sheet.printed_at)
    cells = (number, *row.values(), sheet.participant, utc, zone, sheet.person)
    tx.run(
        f"""
        INSERT INTO sheets (
            id, {", ".join(names)}, participant, printed_utc, printed_zone, person
        ) VALUES ({", ".join("?" * len(cells))})
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
