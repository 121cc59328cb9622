"""Whether the records are as the program wrote them: chain, anchors and tables."""

import hmac
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.core.dates import clinical_date
from scheduler.store.age import behind_paper, exchanged, older
from scheduler.store.anchors import Anchors, Head
from scheduler.store.chain import BEGINNING, LINE, head, headings
from scheduler.store.connection import OpenDatabase, open_database
from scheduler.store.file_errors import DamagedDatabaseError, DiskFaultError
from scheduler.store.keys import Keyring
from scheduler.store.replay import Sum
from scheduler.store.rows import moment_from
from scheduler.store.verdict import Doubt, Finding, Verdict
from scheduler.store.writing import reading

_ROWS = f"""
    SELECT seq, {LINE}, action <> 'event', record, record_id, field, new, old,
        participant, ver, at_utc, zone, person
    FROM history
"""  # noqa: S608  our names
_AFTER = f"{_ROWS} WHERE seq > ? ORDER BY seq"
# Only a tool that switches CHECKs off can add these.
_BEFORE_ALL = f"{_ROWS} WHERE seq < 1 ORDER BY seq"
_AT_ONCE = 5000  # rows; a save of a whole site is not held in memory


def verify(path: Path, keys: Keyring, *, printed: str | None = None) -> Verdict:
    """Look at a whole file, on a connection of its own; it may be in use.

    Args:
        path: the site file.
        keys: those of this user of the computer.
        printed: what a printed sheet says of History, to be held against the file.

    Raises:
        CycleDeskError: it cannot be opened; the sentence says why.
    """
    try:
        return _verified(path, keys, printed)
    except (DamagedDatabaseError, DiskFaultError):
        # As at opening: a read that came short once looks the same.
        return _verified(path, keys, printed)


def _verified(path: Path, keys: Keyring, printed: str | None) -> Verdict:
    # SQLite looks for damage while History is added up here.
    with ThreadPoolExecutor(1) as other:
        looked = other.submit(_look_for_damage, path, keys)
        opened = open_database(path, keys, read_only=True, look_for_damage=False)
        try:
            with closing(opened) as database:
                found = verdict(database, printed=printed)
        except Exception:
            looked.result()  # says it in words, if the file is damaged
            raise
        looked.result()
    return found


def _look_for_damage(path: Path, keys: Keyring) -> None:
    open_database(path, keys, read_only=True).close()


def verdict(database: OpenDatabase, *, printed: str | None = None) -> Verdict:
    """Look at an open database; pages and references were looked at when it opened."""
    anchors = database.identity.anchors
    # Another desk may save after our reading began: so the anchors come first.
    written = anchors.written() if anchors else ()
    with reading(database) as conn:
        walk = _Walk(conn, database.identity.key.key)
        found = [*walk.findings(), *_aged(conn, written), *_exchanged(anchors)]
        found += walk.sum.differences()
        found += _behind(conn, printed)
        return Verdict(findings=tuple(found), head=head(conn), saves=walk.saves)


_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Save:
    number: int
    first: int
    last: int
    heading: str
    mac: str


class _Walk:
    """One pass over History: its seals are computed anew, and its rows added up."""

    def __init__(self, conn: sqlite3.Connection, key: bytes) -> None:
        self._conn, self._key = conn, key
        self.sum = Sum(conn)  # first: it adds a function, which no cursor may be in
        self._rows = conn.execute(_AFTER, (0,))
        self.saves = 0

    def findings(self) -> Iterator[Finding]:
        before, ended = BEGINNING.mac, 0
        yield from self._left(self._conn.execute(_BEFORE_ALL).fetchall())
        for save in [_Save(*cells) for cells in headings(self._conn)]:
            self.saves += 1
            seal, first = self._seal(save, before)
            follows = save.number == self.saves and save.first == ended + 1
            if not (follows and hmac.compare_digest(seal, save.mac)):
                yield _broken(save, first)
            before, ended = save.mac, save.last
        yield from self._left(self._rows.fetchall())

    def _left(self, rows: list[_Row]) -> Iterator[Finding]:
        """Add up rows that belong to no save, and yield that there are any."""
        self.sum.add(rows)
        if rows:
            yield _unsealed(rows[0])

    def _seal(self, save: _Save, before: str) -> tuple[str, _Row | None]:
        """Return the seal that a save should have, and its first row."""
        seal = hmac.new(self._key, f"{before}\n{save.heading}\n".encode(), "sha256")
        first, missing = None, save.last - save.first + 1
        while missing > 0:
            rows = self._rows.fetchmany(min(missing, _AT_ONCE))
            missing -= _AT_ONCE
            within = [row for row in rows if row[0] <= save.last]
            first = first or (within[0] if within else None)
            seal.update("".join(f"{row[1]}\n" for row in within).encode())
            self.sum.add(within)
            if len(within) < len(rows) or not rows:  # some are gone: find the next
                self._rows = self._conn.execute(_AFTER, (save.last,))
                break
        return seal.hexdigest(), first


def _broken(save: _Save, first: _Row | None) -> Finding:
    which = f"Entries {save.first} to {save.last} of History"
    return Finding(
        doubt=Doubt.HISTORY,
        sentence=f"{which}{_of(first)} are not as they were written.",
        save=save.number,
    )


def _unsealed(row: _Row) -> Finding:
    sentence = f"Entries of History from number {row[0]} on{_of(row)} have no seal."
    return Finding(doubt=Doubt.HISTORY, sentence=sentence)


def _of(row: _Row | None) -> str:
    """Return who saved it and when, as far as that can be read."""
    if row is None:
        return ""
    utc, zone, person = row[-3:]
    try:
        at = moment_from(str(utc), str(zone))
    except ValueError:
        return ""
    return f", saved by {person} at {at:%H:%M} on {clinical_date(at.date())},"


def _aged(
    conn: sqlite3.Connection, written: Sequence[Head | None]
) -> Iterator[Finding]:
    """Yield what says that this is not the newest state of the file."""
    if said := older(conn, written):
        sentence = f"This is an older copy, or its end was cut off: {said}."
        yield Finding(doubt=Doubt.AGE, sentence=sentence)


def _behind(conn: sqlite3.Connection, printed: str | None) -> Iterator[Finding]:
    """Yield what says that a sheet was printed from another state than this."""
    if printed and (said := behind_paper(conn, printed)):
        sentence = f"This is an older copy, or another file: {said}."
        yield Finding(doubt=Doubt.AGE, sentence=sentence)


def _exchanged(anchors: Anchors | None) -> Iterator[Finding]:
    """Yield what says that another file was in its place before."""
    if said := exchanged(anchors):
        sentence = f"Another file was here before: {said}."
        yield Finding(doubt=Doubt.AGE, sentence=sentence)
