"""What is looked at before a file is used: protections, migrations, guards, damage."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from scheduler.store.file_errors import (
    AlteredDatabaseError,
    DamagedDatabaseError,
    ExistingFileError,
    ForeignDatabaseError,
    NewerDatabaseError,
    UnsupportedConnectionError,
)
from scheduler.store.migrations import migrations

APPLICATION_ID = 0x43444B31  # "CDK1"
_ONCE_OPEN = {
    "synchronous": ("EXTRA", 3),
    "secure_delete": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "cell_size_check": ("ON", 1),
}
_LOWEST_SQLITE = (3, 37, 0)  # the first with STRICT tables


def protect(db: Database) -> None:
    """Switch every protection on but foreign keys, which migrations do without."""
    for name, (value, _) in _ONCE_OPEN.items():
        db.execute(f"PRAGMA {name} = {value}").fetchall()
    db.execute("PRAGMA mmap_size = 0").fetchall()
    db.execute("PRAGMA journal_mode = DELETE").fetchall()


def refuse_deviations(db: Database, *, in_memory: bool = False) -> None:
    """Read every protection back and raise for the first that is not as it must be.

    Raises:
        UnsupportedConnectionError: a pragma did not take.
    """
    expected: dict[str, object] = {name: read for name, (_, read) in _ONCE_OPEN.items()}
    expected["journal_mode"] = "memory" if in_memory else "delete"
    expected |= {"foreign_keys": 1, "application_id": APPLICATION_ID}
    expected["ignore_check_constraints"] = 0
    if not in_memory:
        expected["mmap_size"] = 0
    for name, value in expected.items():
        found = pragma(db, name)
        if found != value:
            raise UnsupportedConnectionError(pragma=name, expected=value, found=found)


def refuse_old_sqlite(
    version: tuple[int, int, int] = sqlite3.sqlite_version_info,
) -> None:
    """Raise unless this computer's SQLite knows what the schema is made of."""
    if version < _LOWEST_SQLITE:
        raise UnsupportedConnectionError(
            pragma="SQLite", expected="3.37 or later", found=".".join(map(str, version))
        )


def refuse_newer(db: Database) -> None:
    """Raise if the file has migrations that this version does not know."""
    theirs = {migration.name for migration in migrations.applied(db)}
    if unknown := theirs - _todays()[0]:
        raise NewerDatabaseError(unknown=frozenset(unknown))


def refuse_altered(db: Database) -> None:
    """Raise unless tables, indexes and triggers are those the migrations made."""
    if names := {name for name, _ in _inventory(db) ^ _todays()[1]}:
        raise AlteredDatabaseError(names=frozenset(names))


def refuse_damaged(db: Database) -> None:
    """Raise if a page cannot be read, or a row refers to one that is not there.

    Indexes are compared with their tables, as a row that is missing from one is
    missing from answers too. The CHECKs of single values are left out: they take
    ten times as long.
    """
    db.execute("PRAGMA ignore_check_constraints = ON")
    [(answer,)] = db.execute("PRAGMA integrity_check(1)").fetchall()
    db.execute("PRAGMA ignore_check_constraints = OFF")
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


def pragma(db: Database, name: str) -> object:
    """Return what a pragma reads back, None if it has nothing to say."""
    row = db.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def refuse_foreign(path: Path, db: Database) -> None:
    """Raise for a file that another program has made.

    Raises:
        ForeignDatabaseError: it is one.
    """
    if pragma(db, "application_id") != APPLICATION_ID:
        raise ForeignDatabaseError(path=str(path), problem="another program made it")


def refuse_used(path: Path, db: Database) -> None:
    """Raise for a file in which there is something already.

    Raises:
        ExistingFileError: there is.
    """
    if pragma(db, "page_count") != 0:
        raise ExistingFileError(path=str(path))
