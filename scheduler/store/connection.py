"""Opening a database is a procedure with an order; this is the only door.

Refuse a bad place and a foreign file, refuse the future, migrate in one
transaction, enforce keys, look for damage. The file is never touched but through
SQLite: an ordinary open and close would cancel the locks of this process.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from sqlite_utils import Database

from scheduler.store.checks import (
    APPLICATION_ID,
    pragma,
    protect,
    refuse_altered,
    refuse_damaged,
    refuse_deviations,
    refuse_newer,
    refuse_old_sqlite,
)
from scheduler.store.file_errors import (
    DamagedDatabaseError,
    DiskFaultError,
    ExistingFileError,
    ForeignDatabaseError,
    MissingDatabaseError,
    MovedDatabaseError,
    OlderDatabaseError,
    ReadOnlyDatabaseError,
)
from scheduler.store.migrations import migrations
from scheduler.store.places import refuse_shared_place
from scheduler.store.sqlite_errors import telling

BUSY_SECONDS = 5.0


class OpenDatabase:
    """An open file at today's schema, or a database in memory.

    Attributes:
        path: None in memory.
        read_only: True if nothing can be saved.
    """

    def __init__(self, db: Database, path: Path | None, *, read_only: bool) -> None:
        self.db, self.path, self.read_only = db, path, read_only
        self._identity = _identity(path) if path else None
        self._schema_version = pragma(db, "schema_version")

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self.db.close()

    def refuse_unwritable(self) -> None:
        """Raise if the file may only be read, or is no longer where it was."""
        if self.read_only:
            raise ReadOnlyDatabaseError
        self.refuse_moved()

    def refuse_moved(self) -> None:
        """Raise if another file, or none, is now where this one was opened."""
        if self.path and _identity(self.path) != self._identity:
            raise MovedDatabaseError(path=str(self.path))

    def refuse_altered(self) -> None:
        """Raise if the schema was changed by another program since it was read."""
        found = pragma(self.db, "schema_version")
        if found != self._schema_version:
            refuse_newer(self.db)
            refuse_altered(self.db)
            self._schema_version = found


def create_database(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> OpenDatabase:
    """Make a new file at today's schema; an empty file in its place is taken.

    Raises:
        ExistingFileError: there is a file of that name already.
        NetworkFolderError: the folder is a share, or something syncs it.
    """
    path = path.absolute()
    refuse_shared_place(path)
    made = _make_empty(path)
    try:
        with _connected(path, "rw", busy_seconds) as db:
            _refuse_used(path, db)
            return _at_todays_schema(db, path)
    except BaseException:
        if made:
            path.unlink(missing_ok=True)
        raise


def open_database(
    path: Path | None,
    *,
    read_only: bool = False,
    look_for_damage: bool = True,
    busy_seconds: float = BUSY_SECONDS,
) -> OpenDatabase:
    """Open the file, or a database in memory for None, at today's schema.

    Args:
        path: the file, or None for a database in memory.
        read_only: True to refuse every write; so is a file that is write protected.
        look_for_damage: False to open at once; then open it a second time, reading
            only and in another thread, before a dose is shown.
        busy_seconds: how long to wait for another writer.

    Raises:
        ForeignDatabaseError: the file is not one of ours.
        NewerDatabaseError: the file has migrations this version does not know.
        OlderDatabaseError: it has to be brought up to date, and may only be read.
        DamagedDatabaseError: the file cannot be read as it was written.
    """
    if path is None:
        return _at_todays_schema(_database(":memory:", busy_seconds), None)
    path = path.absolute()
    _refuse_no_file(path)
    refuse_shared_place(path)
    read_only = read_only or not os.access(path, os.W_OK)
    with _connected(path, "ro" if read_only else "rw", busy_seconds) as db:
        _refuse_foreign(path, db)
        opened = _at_todays_schema(db, path, read_only=read_only)
        if look_for_damage:
            refuse_damaged(db)
        return opened


@contextmanager
def _connected(path: Path, mode: str, busy_seconds: float) -> Iterator[Database]:
    with telling(path):
        db = _database(f"{path.as_uri()}?mode={mode}", busy_seconds)
        try:
            yield db
        except BaseException:
            db.close()
            raise


def _database(name: str, busy_seconds: float) -> Database:
    refuse_old_sqlite()
    conn = sqlite3.connect(
        name, timeout=busy_seconds, isolation_level=None, uri=name != ":memory:"
    )
    return Database(conn, execute_plugins=False, strict=True)


def _at_todays_schema(
    db: Database, path: Path | None, *, read_only: bool = False
) -> OpenDatabase:
    refuse_newer(db)
    protect(db)
    if migrations.pending(db):
        _migrate(db, read_only=read_only)
    refuse_altered(db)
    db.execute("PRAGMA foreign_keys = ON")
    refuse_deviations(db, in_memory=path is None)
    return OpenDatabase(db, path, read_only=read_only)


def _migrate(db: Database, *, read_only: bool) -> None:
    if read_only:
        raise OlderDatabaseError
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException as error:
        db.rollback()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            problem = f"its tables are of no version: {error}"
            raise DamagedDatabaseError(problem=problem) from error
        raise


def _refuse_no_file(path: Path) -> None:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise MissingDatabaseError(path=str(path)) from error
    if not S_ISREG(found.st_mode):
        raise ForeignDatabaseError(path=str(path), problem="it is not a file")
    if found.st_size == 0:
        raise ForeignDatabaseError(path=str(path), problem="it is empty")


def _refuse_foreign(path: Path, db: Database) -> None:
    if pragma(db, "application_id") != APPLICATION_ID:
        raise ForeignDatabaseError(path=str(path), problem="another program made it")


def _refuse_used(path: Path, db: Database) -> None:
    if pragma(db, "page_count") != 0:
        raise ExistingFileError(path=str(path))


def _make_empty(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not path.is_file() or path.stat().st_size:
            raise ExistingFileError(path=str(path)) from None
        return False
    except PermissionError as error:
        raise ReadOnlyDatabaseError from error
    except OSError as error:
        raise DiskFaultError(problem=error.strerror or str(error)) from error
    return True


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
