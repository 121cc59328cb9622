"""Every save is sealed with the one before it, so that none can be changed unseen."""

import hmac
import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum

from scheduler.store.anchors import Head
from scheduler.store.file_errors import TamperedRecordsError

BEGINNING = Head(0, "0" * 64)

# The text that is sealed is made by SQLite alone, when writing and when reading.
LINE = """json_array(
    seq, at_utc, zone, person, role, workstation, program, site, participant,
    record, record_id, action, field, old, new, reason, ver
)"""
_LINES = f"SELECT {LINE} FROM history WHERE seq > ? ORDER BY seq"  # noqa: S608
_LAST = "SELECT last_seq, mac FROM saves ORDER BY id DESC LIMIT 1"
_END = "SELECT coalesce(max(seq), 0) FROM history"
_ADD = """
    INSERT INTO saves (first_seq, last_seq, source, undoes, mac)
    VALUES (?, ?, ?, ?, ?)
"""
_NUMBER = "SELECT coalesce(max(id), 0) + 1 FROM saves"
_HEADING = "SELECT json_array(?, ?, ?, ?, ?)"


class Source(StrEnum):
    """Where a save came from."""

    ENTRY = "entry"
    UNDO = "undo"
    IMPORT = "import"
    RESTORE = "restore"
    PROGRAM = "program"


def head(conn: sqlite3.Connection) -> Head:
    """Return the end of the chain."""
    row = conn.execute(_LAST).fetchone()
    return Head(*row) if row else BEGINNING


def refuse_unsealed(conn: sqlite3.Connection, before: Head) -> None:
    """Raise before a save would seal entries that it has not written.

    Args:
        conn: the database, at the beginning of a save.
        before: the end of the chain.

    Raises:
        TamperedRecordsError: there are entries behind it.
    """
    (last,) = conn.execute(_END).fetchone()
    if last != before.seq:
        problem = f"entries of History from number {before.seq + 1} on have no seal"
        raise TamperedRecordsError(problem=problem)


def seal(
    conn: sqlite3.Connection, key: bytes, source: Source, undoes: int | None = None
) -> Head:
    """Seal the History rows since the last save as one; return the new end.

    Nothing is sealed where there are none.
    """
    before = head(conn)
    (last,) = conn.execute(_END).fetchone()
    if last == before.seq:
        return before
    (number,) = conn.execute(_NUMBER).fetchone()
    cells = before.seq + 1, last, source.value, undoes
    (heading,) = conn.execute(_HEADING, (number, *cells)).fetchone()
    lines = (line for (line,) in conn.execute(_LINES, (before.seq,)))
    mac = seal_of(key, before.mac, heading, lines)
    conn.execute(_ADD, (*cells, mac))
    return Head(last, mac)


def seal_of(key: bytes, before: str, heading: str, lines: Iterable[str]) -> str:
    """Return the seal of a save: HMAC-SHA256 over the last one, and what it says."""
    sealed = hmac.new(key, f"{before}\n{heading}\n".encode(), "sha256")
    for line in lines:
        sealed.update(f"{line}\n".encode())
    return sealed.hexdigest()


def headings(conn: sqlite3.Connection) -> Iterator[tuple[int, int, int, str, str]]:
    """Yield number, first and last row, text and seal of each save, in order."""
    return conn.execute(
        """
        SELECT id, first_seq, last_seq,
            json_array(id, first_seq, last_seq, source, undoes), mac
        FROM saves ORDER BY id
        """
    )
