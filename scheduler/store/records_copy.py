"""A copy of the records at one moment, and what can be counted in any copy.

The file is only touched through SQLite: an ordinary open and close of it would
cancel the locks of this process.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from scheduler.core.facts import FactsDocument
from scheduler.errors import CycleDeskError
from scheduler.store.any_file import connection
from scheduler.store.checks import APPLICATION_ID, pragma, refuse_damaged
from scheduler.store.file_errors import ForeignDatabaseError
from scheduler.store.migrations import migrations
from scheduler.store.shelf import Shelf
from scheduler.store.sqlite_errors import telling
from scheduler.store.values import FactKind

_CHUNK = 1 << 20
_TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 1) <> '_'
        AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a copy of the records holds, in any version of the schema.

    Attributes:
        schema: the names of its migrations.
        site: the code of the site; empty before it is entered.
        study: the key of the study; empty before the site is entered.
        head: the number of the last History row; 0 if there is none.
        mac: the code of the last save; empty in files from before there were any.
        last_entry: when the last History row was written, in UTC; empty if none was.
        file_id: of the site file; empty in files from before it had one.
        key: its key, wrapped to the recovery code; empty likewise.
        counts: rows of each table.
    """

    schema: tuple[str, ...]
    site: str
    study: str
    head: int
    mac: str
    last_entry: str
    file_id: str
    key: str
    counts: dict[str, int]


def copy_records(source: Path, target: Path) -> None:
    """Copy the records of a file, as they are at one moment, into a new file.

    What another program may have left of deleted rows is not copied.

    Raises:
        CycleDeskError: the file cannot be read, or there is no room for the copy.
    """
    mode = "rw" if os.access(source, os.W_OK) else "ro"
    # Writers wait for the first copy only, which takes a tenth of the time.
    pages = target.with_name(f"{target.name}.pages")
    try:
        with telling(source), connection(source, mode) as ours:
            if pragma(Database(ours), "application_id") != APPLICATION_ID:
                raise ForeignDatabaseError(path=str(source), problem="it is of no kind")
            with _new(pages) as copy:
                ours.backup(copy)
                _make_empty(target)
                copy.execute("VACUUM INTO ?", (str(target),))
    finally:
        pages.unlink(missing_ok=True)


@contextmanager
def _new(path: Path) -> Iterator[sqlite3.Connection]:
    _make_empty(path)
    with connection(path, "rw") as conn:
        # Nobody waits for a copy that is looked at again before it counts.
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("PRAGMA journal_mode = OFF").fetchall()
        yield conn


def _make_empty(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def is_older(path: Path) -> bool:
    """Say whether a file of ours has to be brought up to date before it is used."""
    try:
        with telling(path), connection(path, "ro") as conn:
            db = Database(conn)
            ours = pragma(db, "application_id") == APPLICATION_ID
            return ours and bool(migrations.pending(db))
    except (CycleDeskError, OSError):  # whoever opens it says what is wrong
        return False


def counted(records: Path) -> Counted:
    """Read what a copy holds, after looking for damage.

    Raises:
        CycleDeskError: it is none of ours, or damaged.
    """
    with telling(records), connection(records, "ro") as conn:
        db = Database(conn)
        if pragma(db, "application_id") != APPLICATION_ID:
            raise ForeignDatabaseError(path=str(records), problem="it is of no kind")
        refuse_damaged(db)
        return _counted(conn, db)


def documents_of(records: Path) -> tuple[FactsDocument, ...]:
    """Return everybody's document from a copy of the records, of any schema.

    A second copy is brought to today's schema for it; no key is needed.
    """
    readable = records.with_name(f"{records.name}.readable")
    shutil.copyfile(records, readable)
    with telling(readable), connection(readable, "rw") as conn:
        if migrations.pending(Database(conn)):
            migrations.apply(Database(conn))
        return tuple(Shelf().documents(conn, tuple(FactKind)).values())


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file that is no open database."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _counted(conn: sqlite3.Connection, db: Database) -> Counted:
    tables = [name for (name,) in conn.execute(_TABLES)]
    site, study = _first(conn, "SELECT code, study FROM site") or ("", "")
    head, last = _first(
        conn, "SELECT seq, at_utc FROM history ORDER BY seq DESC LIMIT 1"
    ) or (0, "")
    mac, file_id, key = "", "", ""
    if "saves" in tables:
        [mac] = _first(conn, "SELECT mac FROM saves ORDER BY id DESC LIMIT 1") or ("",)
        file_id, key = _first(
            conn, "SELECT file_id, wrapped FROM file_keys ORDER BY id DESC LIMIT 1"
        ) or ("", "")
    return Counted(
        schema=tuple(sorted(one.name for one in migrations.applied(db))),
        site=site,
        study=study,
        head=head,
        mac=mac,
        last_entry=last,
        file_id=file_id,
        key=key,
        counts={name: _rows(conn, name) for name in tables},
    )


def _rows(conn: sqlite3.Connection, name: str) -> int:
    quoted = name.replace('"', '""')
    (found,) = conn.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608
    return int(found)


def _first(conn: sqlite3.Connection, asked: str) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = conn.execute(asked).fetchone()
    return found
