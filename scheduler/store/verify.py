"""Whether the records are as the program wrote them: chain, anchors and tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scheduler.store.age import behind_paper, exchanged, older
from scheduler.store.anchors import Anchors, Head
from scheduler.store.chain import head
from scheduler.store.connection import OpenDatabase, open_database
from scheduler.store.file_errors import DamagedDatabaseError, DiskFaultError
from scheduler.store.keys import Keyring
from scheduler.store.replay import differences
from scheduler.store.seals import Chain, walked
from scheduler.store.verdict import Doubt, Finding, Verdict
from scheduler.store.writing import reading


def verify(path: Path, keys: Keyring, *, printed: str | None = None) -> Verdict:
    """Look at a whole file, on connections of its own; it may be in use.

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
    # SQLite looks for damage and joins History's lines while it is added up here.
    with ThreadPoolExecutor(1) as other:
        looked = other.submit(_looked_at, path, keys)
        try:
            opened = open_database(path, keys, read_only=True, look_for_damage=False)
            with closing(opened) as database:
                tables = _looked_over(database, printed)
                chain = looked.result()
                if chain.head == tables.head:
                    return _joined(chain, tables)
                # Another desk saved between the two.
                return verdict(database, printed=printed)
        except Exception:
            looked.result()  # says it in words, if the file is damaged
            raise


def _looked_at(path: Path, keys: Keyring) -> Chain:
    """Return the chain of a file that is not damaged."""
    opened = open_database(path, keys, read_only=True)
    with closing(opened) as database, reading(database) as conn:
        return walked(conn, database.identity.key.key)


def verdict(database: OpenDatabase, *, printed: str | None = None) -> Verdict:
    """Look at an open database; pages and references were looked at when it opened."""
    written = _written(database)
    with reading(database) as conn:
        chain = walked(conn, database.identity.key.key)
        return _joined(chain, _tables(database, written, printed))


@dataclass(frozen=True, slots=True)
class _Tables:
    """What was found beside the chain, and the end of the chain then."""

    findings: tuple[Finding, ...]
    head: Head


def _looked_over(database: OpenDatabase, printed: str | None) -> _Tables:
    written = _written(database)
    with reading(database):
        return _tables(database, written, printed)


def _written(database: OpenDatabase) -> Sequence[Head | None]:
    """Return what the anchors say; another desk may save after a reading began."""
    anchors = database.identity.anchors
    return anchors.written() if anchors else ()


def _tables(
    database: OpenDatabase, written: Sequence[Head | None], printed: str | None
) -> _Tables:
    """Look at age and tables, inside of a reading transaction."""
    conn = database.db.conn
    found = [*_aged(database, written), *_exchanged(database.identity.anchors)]
    found += differences(conn)
    found += _behind(conn, printed)
    return _Tables(tuple(found), head(conn))


def _joined(chain: Chain, tables: _Tables) -> Verdict:
    return Verdict(
        findings=chain.findings + tables.findings, head=chain.head, saves=chain.saves
    )


def _aged(database: OpenDatabase, written: Sequence[Head | None]) -> Iterator[Finding]:
    """Yield what says that this is not the newest state of the file."""
    if said := older(database.db.conn, written):
        known = database.identity.whereabouts
        there = known.original(database.db.conn) if known else None
        sentence = (
            f"This is an older copy, and the records go on in {there}. Open that file."
            if there
            else f"This is an older copy, or its end was cut off: {said}."
        )
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
