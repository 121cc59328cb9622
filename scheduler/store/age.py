"""Whether a file is its newest state, by what was written down outside of it."""

import sqlite3
from collections.abc import Sequence

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


def older(conn: sqlite3.Connection, written: Sequence[Head | None]) -> str:
    """Return what says that this is not the newest state; empty if nothing does.

    Args:
        conn: the database, inside of a transaction.
        written: how far the file had got by each place outside of it, the one beside
            the file last.
    """
    strange = [one for one in written if one and not is_sealed(conn, one)]
    if not strange:
        return ""
    replaced = _replaced(conn)
    left = [one for one in strange if one not in replaced]
    if not left or _is_of_another_desk(left, written, replaced):
        return ""
    seq, there = max(left).seq, head(conn).seq
    return f"entry {seq} of History was written, and this file goes to {there}"


def _is_of_another_desk(
    left: Sequence[Head], written: Sequence[Head | None], replaced: Sequence[Head]
) -> bool:
    """Tell whether only a desk that did not restore still knows what was replaced.

    All desks write down beside the file; so what is there vouches for it.
    """
    if not written[-1] or written[-1] in left:
        return False
    return max(left).seq <= max((one.seq for one in replaced), default=0)


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
    if said := exchanged(anchors) or older(conn, anchors.written() if anchors else ()):
        raise TamperedRecordsError(problem=said)


def is_sealed(conn: sqlite3.Connection, written: Head) -> bool:
    """Return whether a save of a file ended in what was written down."""
    if written == head(conn):
        return True  # as nearly always; the others are looked for
    return conn.execute(_SEALED, (written.seq, written.mac)).fetchone() is not None


def _replaced(conn: sqlite3.Connection) -> list[Head]:
    rows = conn.execute(_REPLACED, (RESTORE, REPLACED))
    ends = (said.split() for (said,) in rows)
    return [Head(int(seq), mac) for seq, mac in ends]
