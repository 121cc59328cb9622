"""Opening a database is a procedure with an order; this is the only door.

Refuse a bad place and a foreign file, refuse the future, migrate in one
transaction, enforce keys, look for damage. The file is never touched but through
SQLite: an ordinary open and close would cancel the locks of this process.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from scheduler.clock import Clock, local_now
from scheduler.store.anchors import Head, beside
from scheduler.store.chain import head
from scheduler.store.checks import (
    APPLICATION_ID,
    pragma,
    protect,
    refuse_altered,
    refuse_damaged,
    refuse_deviations,
    refuse_foreign,
    refuse_newer,
    refuse_old_sqlite,
    refuse_used,
)
from scheduler.store.empty_file import make_empty
from scheduler.store.file_errors import (
    AlteredDatabaseError,
    CopiedDatabaseError,
    DamagedDatabaseError,
    ForeignDatabaseError,
    MovedDatabaseError,
    OlderDatabaseError,
    ReadOnlyDatabaseError,
)
from scheduler.store.file_identity import Identity, adopt, identify, wrapped_key
from scheduler.store.keys import Keyring
from scheduler.store.migrations import migrations
from scheduler.store.places import (
    is_writable,
    place_of,
    refuse_no_file,
    refuse_shared_place,
)
from scheduler.store.shadow import watch
from scheduler.store.sqlite_errors import telling

BUSY_SECONDS = 5.0
_LIKE_DAMAGE = (DamagedDatabaseError, ForeignDatabaseError, AlteredDatabaseError)


class OpenDatabase:
    """An open file at today's schema, or a database in memory.

    Attributes:
        path: None in memory.
        read_only: True if nothing can be saved.
        identity: the key of the file, and where its head is written down.
        copy_of: the original, if this is a copy that takes nothing; else None.
    """

    def __init__(
        self, db: Database, path: Path | None, identity: Identity, *, read_only: bool
    ) -> None:
        self.db, self.path, self.read_only = db, path, read_only
        self.identity = identity
        self.copy_of = None if read_only else self._original()
        if self.copy_of:
            self.read_only = True
        self._place = place_of(path) if path else None
        self._schema_version = pragma(db, "schema_version")

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self.db.close()

    def refuse_unwritable(self) -> None:
        """Raise if the file may only be read, or is no longer where it was."""
        if self.copy_of:
            raise self._is_copy(self.copy_of)
        if self.read_only:
            raise ReadOnlyDatabaseError
        self.refuse_moved()

    def refuse_moved(self) -> None:
        """Raise if another file, or none, is now where this one was opened."""
        if self.path and place_of(self.path) != self._place:
            raise MovedDatabaseError(path=str(self.path))

    def write_down(self, sealed: Head) -> None:
        """Write down outside of the file how far it has got."""
        if self.identity.anchors:
            self.identity.anchors.advance(sealed)
        if self.identity.whereabouts:
            self.identity.whereabouts.keep()

    def refuse_copy(self) -> None:
        """Raise if the records go on in another file on this computer."""
        if original := self._original():
            raise self._is_copy(original)

    def _original(self) -> Path | None:
        known = self.identity.whereabouts
        return known.original(self.db.conn) if known else None

    def _is_copy(self, original: Path) -> CopiedDatabaseError:
        return CopiedDatabaseError(path=str(self.path), original=str(original))

    def refuse_altered(self) -> None:
        """Raise if the schema was changed by another program since it was read."""
        found = pragma(self.db, "schema_version")
        if found != self._schema_version:
            refuse_newer(self.db)
            refuse_altered(self.db)
            self._schema_version = found


def create_database(
    path: Path,
    keys: Keyring,
    *,
    clock: Clock = local_now,
    busy_seconds: float = BUSY_SECONDS,
) -> OpenDatabase:
    """Make a new file at today's schema; an empty file in its place is taken.

    Its key is kept among the keys, and its recovery code is in the identity.

    Raises:
        ExistingFileError: there is a file of that name already.
        NetworkFolderError: the folder is a share, or something syncs it.
    """
    path = path.absolute()
    refuse_shared_place(path)
    made = make_empty(path)
    try:
        with connected(path, "rw", busy_seconds) as db:
            refuse_used(path, db)
            return _at_todays_schema(db, path, keys, clock)
    except BaseException:
        if made:
            discard(path)
        raise


def discard(path: Path) -> None:
    """Remove a file that was just made, and in which nothing is."""
    path.unlink(missing_ok=True)
    beside(path).unlink(missing_ok=True)


def open_memory(*, clock: Clock = local_now) -> OpenDatabase:
    """Open an empty database in memory, with a key that goes with it."""
    return _at_todays_schema(_database(":memory:", BUSY_SECONDS), None, None, clock)


def open_database(
    path: Path,
    keys: Keyring,
    *,
    read_only: bool = False,
    look_for_damage: bool = True,
    clock: Clock = local_now,
    busy_seconds: float = BUSY_SECONDS,
) -> OpenDatabase:
    """Open the file at today's schema.

    Args:
        path: the file.
        keys: those of this user of the computer.
        read_only: True to refuse every write; so is a file that is write protected,
            or in a folder that is.
        look_for_damage: False to open at once; then open it a second time, reading
            only and in another thread, before a dose is shown.
        clock: where the time comes from that History gives to a migration.
        busy_seconds: how long to wait for another writer.

    Raises:
        ForeignDatabaseError: the file is not one of ours.
        NewerDatabaseError: the file has migrations this version does not know.
        OlderDatabaseError: it has to be brought up to date, and may only be read.
        DamagedDatabaseError: the file cannot be read as it was written.
        KeyMissingError: its key is not among them.
    """
    path = path.absolute()
    refuse_no_file(path)
    refuse_shared_place(path)
    read_only = read_only or not is_writable(path)

    def opened() -> OpenDatabase:
        mode = "ro" if read_only else "rw"
        with connected(path, mode, busy_seconds) as db:
            refuse_foreign(path, db)
            found = _at_todays_schema(db, path, keys, clock, read_only=read_only)
            if look_for_damage:
                refuse_damaged(db)
            return found

    try:
        return opened()
    except _LIKE_DAMAGE:
        # A read that came short once looks the same; this reads every page anew.
        return opened()
    except ReadOnlyDatabaseError:
        _take_back(path, busy_seconds)
        return opened()


def _take_back(path: Path, busy_seconds: float) -> None:
    """Let SQLite take back a write that was cut off, as reading alone may not.

    Raises:
        ReadOnlyDatabaseError: nothing may be written there.
    """
    if not is_writable(path):
        raise ReadOnlyDatabaseError
    with connected(path, "rw", busy_seconds) as db:
        pragma(db, "schema_version")
        db.close()


@contextmanager
def connected(path: Path, mode: str, busy_seconds: float) -> Iterator[Database]:
    """Open a file; it stays open after the block, unless that raised."""
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
    db: Database,
    path: Path | None,
    keys: Keyring | None,
    clock: Clock,
    *,
    read_only: bool = False,
) -> OpenDatabase:
    refuse_newer(db)
    protect(db)
    adopted = None
    if migrations.pending(db):
        if read_only:
            raise OlderDatabaseError
        adopted = _migrate(db, path, keys, clock)
    refuse_altered(db)
    db.execute("PRAGMA foreign_keys = ON")
    refuse_deviations(db, in_memory=path is None)
    identity = adopted or identify(db.conn, path, keys)
    opened = OpenDatabase(db, path, identity, read_only=read_only)
    if not opened.read_only:
        watch(db.conn)
    if adopted:
        opened.write_down(head(db.conn))
    return opened


def _migrate(
    db: Database, path: Path | None, keys: Keyring | None, clock: Clock
) -> Identity | None:
    """Bring the file up to date; return its new identity if it had none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        missing = tuple(migration.name for migration in migrations.pending(db))
        migrations.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        adopted = None
        if wrapped_key(db.conn) is None:
            adopted = adopt(db.conn, path, keys, at=clock(), migrated=missing)
        db.execute("COMMIT")
    except BaseException as error:
        db.rollback()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            problem = f"its tables are of no version: {error}"
            raise DamagedDatabaseError(problem=problem) from error
        raise
    return adopted
