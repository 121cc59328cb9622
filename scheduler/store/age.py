"""Whether a file is its newest state, by what was written down outside of it."""

import sqlite3

from scheduler.store.anchors import PRINTED_DIGITS, Anchors, Head
from scheduler.store.chain import head
from scheduler.store.file_errors import TamperedRecordsError

# An event of a restore says here which head it took back, so that anchors of the
# file from before agree with the one from after.
RESTORE, REPLACED = "restore", "replaced head"

_SEALED = "SELECT 1 FROM saves WHERE last_seq = ? AND mac = ?"
_ON_PAPER = f"""
    SELECT 1 FROM saves
    WHERE last_seq = ? AND substr(mac, 1, {PRINTED_DIGITS}) = lower(?)
"""  # noqa: S608  our number
_REPLACED = """
    SELECT new FROM history WHERE action = 'event' AND record = ? AND field = ?
"""


def older(conn: sqlite3.Connection, written: Head | None) -> str:
    """Return what says that this is not the newest state; empty if nothing does.

    Args:
        conn: the database, inside of a transaction.
        written: the furthest head that is written down; None if none is.
    """
    there = head(conn)
    if written is None or written == there:
        return ""
    known = conn.execute(_SEALED, (written.seq, written.mac)).fetchone()
    if known or _taken_back(conn, written):
        return ""
    return (
        f"entry {written.seq} of History was written, and this file goes to {there.seq}"
    )


def behind_paper(conn: sqlite3.Connection, printed: str) -> str:
    """Return what says that a sheet was printed from another state; else nothing.

    Args:
        conn: the database, inside of a transaction.
        printed: what the sheet says of History, ``1204 3fa9c02b11aa``.
    """
    seq, _, digits = printed.strip().partition(" ")
    known = conn.execute(_ON_PAPER, (int(seq) if seq.isdecimal() else 0, digits))
    if known.fetchone():
        return ""
    return f"the sheet was printed at {printed!r} of History, which is not in this file"


def exchanged(anchors: Anchors | None) -> str:
    """Return what says that another file was here before; empty if nothing does."""
    stranger = anchors.stranger() if anchors else None
    return f"{stranger.name} beside it was written for another file" if stranger else ""


def refuse_older(conn: sqlite3.Connection, anchors: Anchors | None) -> None:
    """Raise before a save would be written down over what tells of a lost end.

    Raises:
        TamperedRecordsError: the end was cut off, this is an older copy, or it is
            another file.
    """
    if said := exchanged(anchors) or older(conn, anchors.latest() if anchors else None):
        raise TamperedRecordsError(problem=said)


def _taken_back(conn: sqlite3.Connection, written: Head) -> bool:
    rows = conn.execute(_REPLACED, (RESTORE, REPLACED)).fetchall()
    return any(int(said.split()[0]) >= written.seq for (said,) in rows)
