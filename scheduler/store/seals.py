"""The seals of all saves, computed anew from what is in History."""

import hmac
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scheduler.core.dates import clinical_date
from scheduler.store.anchors import Head
from scheduler.store.chain import BEGINNING, LINE, head, headings
from scheduler.store.rows import moment_from
from scheduler.store.verdict import Doubt, Finding

# SQLite joins the lines: a row of Python for each takes twice as long.
_LINES = f"""
    SELECT count(*), max(seq), group_concat(line, char(10)) FROM (
        SELECT seq, {LINE} AS line FROM history
        WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
    )
"""  # noqa: S608  our names
_AT_ONCE = 5000  # rows; a save of a whole site is not held in memory
_WHO = "SELECT seq, at_utc, zone, person FROM history"
_FIRST = f"{_WHO} WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT 1"
# Only a tool that switches CHECKs off can add entries before the first.
_UNSEALED = (
    f"{_WHO} WHERE seq < 1 ORDER BY seq LIMIT 1",
    f"{_WHO} WHERE seq > ? ORDER BY seq LIMIT 1",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found along the chain.

    Attributes:
        findings: saves that are not as they were written, and entries of none.
        head: its end, as the file has it.
        saves: how many there are.
    """

    findings: tuple[Finding, ...]
    head: Head
    saves: int


@dataclass(frozen=True, slots=True)
class _Save:
    number: int
    first: int
    last: int
    heading: str
    mac: str


def walked(conn: sqlite3.Connection, key: bytes) -> Chain:
    """Follow the chain from its beginning.

    Args:
        conn: the database, inside of a reading transaction.
        key: that of the file.
    """
    saves = [_Save(*cells) for cells in headings(conn)]
    found = [*_findings(conn, key, saves)]
    return Chain(findings=tuple(found), head=head(conn), saves=len(saves))


def _findings(
    conn: sqlite3.Connection, key: bytes, saves: list[_Save]
) -> Iterator[Finding]:
    before, ended = BEGINNING.mac, 0
    yield from _unsealed(conn.execute(_UNSEALED[0]).fetchone())
    for count, save in enumerate(saves, 1):
        follows = save.number == count and save.first == ended + 1
        seal = _seal(conn, key, save, before)
        if not (follows and hmac.compare_digest(seal, save.mac)):
            yield _broken(conn, save)
        before, ended = save.mac, save.last
    yield from _unsealed(conn.execute(_UNSEALED[1], (ended,)).fetchone())


def _seal(conn: sqlite3.Connection, key: bytes, save: _Save, before: str) -> str:
    """Return the seal that a save should have."""
    seal = hmac.new(key, f"{before}\n{save.heading}\n".encode(), "sha256")
    read, end = _AT_ONCE, save.first - 1
    while read == _AT_ONCE:
        asked = end, save.last, _AT_ONCE
        read, end, lines = conn.execute(_LINES, asked).fetchone()
        if read:
            seal.update(f"{lines}\n".encode())
    return seal.hexdigest()


def _broken(conn: sqlite3.Connection, save: _Save) -> Finding:
    which = f"Entries {save.first} to {save.last} of History"
    first = conn.execute(_FIRST, (save.first, save.last)).fetchone()
    return Finding(
        doubt=Doubt.HISTORY,
        sentence=f"{which}{_of(first)} are not as they were written.",
        save=save.number,
    )


def _unsealed(row: tuple[Any, ...] | None) -> Iterator[Finding]:
    if row:
        sentence = f"Entries of History from number {row[0]} on{_of(row)} have no seal."
        yield Finding(doubt=Doubt.HISTORY, sentence=sentence)


def _of(row: tuple[Any, ...] | None) -> str:
    """Return who saved it and when, as far as that can be read."""
    if row is None:
        return ""
    _, utc, zone, person = row
    try:
        at = moment_from(str(utc), str(zone))
    except ValueError:
        return ""
    return f", saved by {person} at {at:%H:%M} on {clinical_date(at.date())},"
