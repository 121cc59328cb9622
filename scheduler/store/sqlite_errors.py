"""SQLite's errors in our words; what is not listed here is a fault of the program."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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


def _not_opened(path: str, said: str) -> CycleDeskError:
    """Say why SQLite could not open a file beside the records."""
    folder = Path(path).parent
    if not os.access(folder, os.W_OK):
        return ReadOnlyDatabaseError()
    if _is_full(folder):
        return DiskFullError()
    return DiskFaultError(problem=said)


def _is_full(folder: Path) -> bool:
    """Tell whether there is no room, or no name left, for one more file."""
    with suppress(OSError):
        if not shutil.disk_usage(folder).free:
            return True
        if hasattr(os, "statvfs"):
            found = os.statvfs(folder)
            return found.f_files > 0 and not found.f_favail
    return False


_PRIMARY = 0xFF
# Damage that has no code of its own: to a text in a row, and to the first page.
_DAMAGE = ("Could not decode to UTF-8", "unsupported file format")
_WORDS: dict[int, Callable[[str, str], CycleDeskError]] = {
    sqlite3.SQLITE_BUSY: lambda _path, _said: LockedDatabaseError(),
    sqlite3.SQLITE_LOCKED: lambda _path, _said: LockedDatabaseError(),
    sqlite3.SQLITE_FULL: lambda _path, _said: DiskFullError(),
    sqlite3.SQLITE_READONLY: lambda _path, _said: ReadOnlyDatabaseError(),
    sqlite3.SQLITE_CANTOPEN: _not_opened,
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
