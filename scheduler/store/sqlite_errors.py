"""SQLite's errors in our words; what is not listed here is a fault of the program."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.errors import CycleDeskError, RefusedRecordError
from scheduler.store.file_errors import (
    DamagedDatabaseError,
    DiskFaultError,
    DiskFullError,
    ForeignDatabaseError,
    LockedDatabaseError,
    MovedDatabaseError,
    ReadOnlyDatabaseError,
)

_PRIMARY = 0xFF
# Damage that has no code of its own: to a text in a row, and to the first page.
_DAMAGE = ("Could not decode to UTF-8", "unsupported file format")
_WORDS: dict[int, Callable[[str, str], CycleDeskError]] = {
    sqlite3.SQLITE_BUSY: lambda _path, _said: LockedDatabaseError(),
    sqlite3.SQLITE_LOCKED: lambda _path, _said: LockedDatabaseError(),
    sqlite3.SQLITE_FULL: lambda _path, _said: DiskFullError(),
    sqlite3.SQLITE_READONLY: lambda _path, _said: ReadOnlyDatabaseError(),
    sqlite3.SQLITE_CANTOPEN: lambda _path, _said: ReadOnlyDatabaseError(),
    sqlite3.SQLITE_READONLY_DBMOVED: lambda path, _said: MovedDatabaseError(path=path),
    sqlite3.SQLITE_NOTADB: lambda path, _said: ForeignDatabaseError(
        path=path, problem="it is of another kind"
    ),
    sqlite3.SQLITE_CORRUPT: lambda _path, said: DamagedDatabaseError(problem=said),
    sqlite3.SQLITE_IOERR: lambda _path, said: DiskFaultError(problem=said),
    sqlite3.SQLITE_CONSTRAINT: lambda _path, said: RefusedRecordError(rule=said),
}


@contextmanager
def telling(path: Path | None) -> Iterator[None]:
    """Turn an error of SQLite inside the block into one that a user can act on."""
    try:
        yield
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged schema quotes the damage as it stands.
        raise DamagedDatabaseError(problem="a text in it cannot be read") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        words = _WORDS.get(code) or _WORDS.get(code & _PRIMARY)
        if str(error).startswith(_DAMAGE):
            words = _WORDS[sqlite3.SQLITE_CORRUPT]
        if words is None:
            raise
        raise words(str(path), str(error)) from error
