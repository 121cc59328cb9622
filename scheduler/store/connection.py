"""Opening a database is a procedure with an order; this is the only door.

Refuse a bad place and a foreign file, refuse the future, migrate in one
transaction, look for damage, enforce keys. The file is never touched but through
SQLite: an ordinary open and close would cancel the locks of this process.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from stat import S_ISREG

from sqlite_utils import Database

from scheduler.store.file_errors import (
    AlteredDatabaseError,
    DamagedDatabaseError,
    ExistingFileError,
    ForeignDatabaseError,
    MissingDatabaseError,
    MovedDatabaseError,
    NewerDatabaseError,
    ReadOnlyDatabaseError,
    UnsupportedConnectionError,
)
from scheduler.store.migrations import migrations
from scheduler.store.places import refuse_shared_place
from scheduler.store.sqlite_errors import telling

APPLICATION_ID = 0x43444B31  # "CDK1"
BUSY_SECONDS = 5.0
_ONCE_OPEN = {
    "synchronous": ("EXTRA", 3),
    "secure_delete": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "cell_size_check": ("ON", 1),
}


class OpenDatabase:
    """An open file at today's schema, or a database in memory.

    Attributes:
        path: None in memory.
        read_only: True if nothing can be saved.
    """

    def __init__(self, db: Database, path: Path | None, *, read_only: bool) -> None:
        self.db, self.path, self.read_only = db, path, read_only
        self._identity = _identity(path) if path else None
        self._schema_version = _pragma(db, "schema_version")

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
        found = _pragma(self.db, "schema_version")
        if found != self._schema_version:
            _refuse_newer(self.db)
            _refuse_altered(self.db)
            self._schema_version = found


def create_database(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> OpenDatabase:
    """Make a new file at today's schema; an empty file in its place is taken.

    Raises:
        ExistingFileError: there is a file of that name already.
        NetworkFolderError: the folder is a share, or something syncs it.
    """
    refuse_shared_place(path)
    made = _make_empty(path)
    try:
        return _opened(path, _refuse_used, busy_seconds=busy_seconds, read_only=False)
    except BaseException:
        if made:
            path.unlink(missing_ok=True)
        raise


def open_database(
    path: Path | None, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
) -> OpenDatabase:
    """Open the file, or a database in memory for None, at today's schema.

    Args:
        path: the file, or None for a database in memory.
        read_only: True to refuse every write; so is a file that is write protected.
        busy_seconds: how long to wait for another writer.

    Raises:
        ForeignDatabaseError: the file is not one of ours.
        NewerDatabaseError: the file has migrations this version does not know.
        DamagedDatabaseError: the file cannot be read as it was written.
    """
    if path is None:
        return _at_todays_schema(_database(":memory:", busy_seconds), None)
    _refuse_no_file(path)
    refuse_shared_place(path)
    read_only = read_only or not os.access(path, os.W_OK)
    return _opened(
        path, _refuse_foreign, busy_seconds=busy_seconds, read_only=read_only
    )


def refuse_deviations(db: Database, *, in_memory: bool = False) -> None:
    """Read every protection back and raise for the first that is not as it must be.

    Raises:
        UnsupportedConnectionError: a pragma did not take.
    """
    expected: dict[str, object] = {name: read for name, (_, read) in _ONCE_OPEN.items()}
    expected["journal_mode"] = "memory" if in_memory else "delete"
    expected |= {"foreign_keys": 1, "application_id": APPLICATION_ID}
    if not in_memory:
        expected["mmap_size"] = 0
    for name, value in expected.items():
        found = _pragma(db, name)
        if found != value:
            raise UnsupportedConnectionError(pragma=name, expected=value, found=found)


def _opened(
    path: Path,
    refuse: Callable[[Path, Database], None],
    *,
    busy_seconds: float,
    read_only: bool,
) -> OpenDatabase:
    mode = "ro" if read_only else "rw"
    name = f"{path.absolute().as_uri()}?mode={mode}"
    with telling(path), _closed_on_error(_database(name, busy_seconds)) as db:
        refuse(path, db)
        return _at_todays_schema(db, path, read_only=read_only)


@contextmanager
def _closed_on_error(db: Database) -> Iterator[Database]:
    try:
        yield db
    except BaseException:
        db.close()
        raise


def _database(name: str, busy_seconds: float) -> Database:
    conn = sqlite3.connect(
        name, timeout=busy_seconds, isolation_level=None, uri=name != ":memory:"
    )
    return Database(conn, execute_plugins=False, strict=True)


def _at_todays_schema(
    db: Database, path: Path | None, *, read_only: bool = False
) -> OpenDatabase:
    _refuse_newer(db)
    _protect(db)
    if migrations.pending(db):
        _migrate(db, read_only=read_only)
    _refuse_altered(db)
    _refuse_damaged(db)
    db.execute("PRAGMA foreign_keys = ON")
    refuse_deviations(db, in_memory=path is None)
    return OpenDatabase(db, path, read_only=read_only)


def _protect(db: Database) -> None:
    for name, (value, _) in _ONCE_OPEN.items():
        db.execute(f"PRAGMA {name} = {value}").fetchall()
    db.execute("PRAGMA mmap_size = 0").fetchall()
    db.execute("PRAGMA journal_mode = DELETE").fetchall()


def _migrate(db: Database, *, read_only: bool) -> None:
    if read_only:
        raise ReadOnlyDatabaseError
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _refuse_no_file(path: Path) -> None:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise MissingDatabaseError(path=str(path)) from None
    if not S_ISREG(found.st_mode):
        raise ForeignDatabaseError(path=str(path), problem="it is not a file")
    if found.st_size == 0:
        raise ForeignDatabaseError(path=str(path), problem="it is empty")


def _refuse_foreign(path: Path, db: Database) -> None:
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise ForeignDatabaseError(path=str(path), problem="another program made it")


def _refuse_used(path: Path, db: Database) -> None:
    if _pragma(db, "page_count") != 0:
        raise ExistingFileError(path=str(path))


def _make_empty(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not path.is_file() or path.stat().st_size:
            raise ExistingFileError(path=str(path)) from None
        return False
    return True


def _refuse_newer(db: Database) -> None:
    theirs = {migration.name for migration in migrations.applied(db)}
    if unknown := theirs - _todays()[0]:
        raise NewerDatabaseError(unknown=frozenset(unknown))


def _refuse_altered(db: Database) -> None:
    if names := {name for name, _ in _inventory(db) ^ _todays()[1]}:
        raise AlteredDatabaseError(names=frozenset(names))


def _refuse_damaged(db: Database) -> None:
    [(answer,)] = db.execute("PRAGMA quick_check(1)").fetchall()
    if answer != "ok":
        raise DamagedDatabaseError(problem=str(answer))
    if orphans := db.execute("PRAGMA foreign_key_check").fetchall():
        tables = ", ".join(sorted({table for table, *_ in orphans}))
        raise DamagedDatabaseError(problem=f"rows refer to missing rows: {tables}")


@cache
def _todays() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the migrations of this version and the schema that they make."""
    with closing(Database(memory=True, strict=True, execute_plugins=False)) as db:
        migrations.apply(db)
        names = frozenset(migration.name for migration in migrations.applied(db))
        return names, _inventory(db)


def _inventory(db: Database) -> frozenset[tuple[str, str]]:
    found = db.execute(
        """
        SELECT name, sql FROM sqlite_schema
        WHERE sql IS NOT NULL AND tbl_name <> '_sqlite_migrations'
            AND substr(tbl_name, 1, 7) <> 'sqlite_'
        """
    )
    return frozenset(found.fetchall())


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _pragma(db: Database, name: str) -> object:
    row = db.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None
