"""Locked, full, moved, ended from outside: nothing is lost, and the store goes on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.core.facts import UnscheduledVisit
from scheduler.errors import CycleDeskError
from scheduler.store import records
from scheduler.store.connection import open_database
from scheduler.store.file_errors import (
    DamagedDatabaseError,
    DiskFaultError,
    DiskFullError,
    LockedDatabaseError,
    MovedDatabaseError,
    ReadOnlyDatabaseError,
)
from scheduler.store.record_rows import SITE as SITE_TABLE
from scheduler.store.sqlite_errors import telling
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from scheduler.store.writing import LostTransactionError, Transaction, writing
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.given import AK, BASELINE, EVERY_FACT, NOW, SITE, clock

Move = Callable[[Path], None]
LONG = tuple(
    UnscheduledVisit(on=date(2024, 5, 1), reason=f"{n} " + 900 * "x") for n in range(99)
)


@contextmanager
def held(path: Path, lock: str) -> Iterator[sqlite3.Connection]:
    """Hold a lock of another program for as long as the block lasts."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        other.execute("SELECT count(*) FROM history").fetchone()
        yield other


@pytest.fixture
def hurried(store: Store, path: Path) -> Iterator[Store]:
    """The same file, waiting for others a twentieth of a second."""
    store.close()
    with closing(open_database(path, keys_of(path), busy_seconds=0.05)) as database:
        yield signed_in(Store(database, clock, FIRST, PASSWORDS), AK)


@contextmanager
def nothing_saved(store: Store, ada: ParticipantId) -> Iterator[None]:
    """Hold that the block changes no byte, and that the store goes on after it."""
    path = store.database.path
    assert path
    before = path.read_bytes(), store.history()
    yield
    assert not store.database.db.conn.in_transaction
    assert (path.read_bytes(), store.history()) == before
    store.record_visit(ada, EVERY_FACT, by=AK)
    assert store.document(ada).facts == EVERY_FACT


def refused(store: Store, ada: ParticipantId, error: type[CycleDeskError]):
    with pytest.raises(error):
        store.record_visit(ada, LONG, by=AK)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_that_somebody_writes_is_waited_for_and_then_refused(
    hurried: Store, ada: ParticipantId, path: Path, lock: str
):
    """F38."""
    with nothing_saved(hurried, ada), held(path, lock):
        refused(hurried, ada, LockedDatabaseError)


def test_a_file_that_somebody_writes_can_be_read(
    hurried: Store, ada: ParticipantId, path: Path
):
    with held(path, "IMMEDIATE"):
        assert [one.id for one in hurried.participants()] == [ada]
    with held(path, "EXCLUSIVE"), pytest.raises(LockedDatabaseError):
        hurried.participants()
    assert [one.id for one in hurried.participants()] == [ada]


def test_a_file_that_somebody_writes_is_not_opened_in_haste(store: Store, path: Path):
    store.close()
    with held(path, "EXCLUSIVE"), pytest.raises(LockedDatabaseError):
        open_database(path, keys_of(path), busy_seconds=0.05)
    open_database(path, keys_of(path)).close()


def test_a_reader_that_does_not_end_keeps_the_commit_back(
    hurried: Store, ada: ParticipantId, path: Path
):
    with nothing_saved(hurried, ada), held(path, "DEFERRED"):
        refused(hurried, ada, LockedDatabaseError)


def test_a_full_disk_saves_nothing_and_room_is_enough_to_go_on(
    store: Store, ada: ParticipantId
):
    """R45, F36."""
    db = store.database.db
    [pages] = db.execute("PRAGMA page_count").fetchone()
    with nothing_saved(store, ada):
        db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        refused(store, ada, DiskFullError)
        db.execute("PRAGMA max_page_count = 1073741823").fetchall()


def rename_away(path: Path):
    path.rename(path.with_name("moved.db"))


def replace_by_another(path: Path):
    rename_away(path)
    path.write_bytes(path.with_name("moved.db").read_bytes())


HALF = replace(SITE, name="Half")


def write_half(store: Store, interrupt: Callable[[Transaction], None]):
    with writing(store.database, at=NOW, by=AK) as tx:
        records.correct(tx, SITE_TABLE, 1, 1, HALF, "half done")
        interrupt(tx)


def put_back(path: Path):
    path.with_name("moved.db").rename(path)


@pytest.mark.parametrize("move", [rename_away, replace_by_another])
def test_a_moved_file_is_noticed_and_goes_on_when_it_is_back(
    store: Store, ada: ParticipantId, path: Path, move: Move
):
    """R49, F41."""
    with nothing_saved(store, ada):
        move(path)
        refused(store, ada, MovedDatabaseError)
        put_back(path)


def test_a_moved_folder_is_noticed(store: Store, ada: ParticipantId, path: Path):
    folder = path.parent
    with nothing_saved(store, ada):
        folder.rename(folder.with_name("moved"))
        refused(store, ada, MovedDatabaseError)
        folder.with_name("moved").rename(folder)


def test_a_deleted_file_is_noticed(store: Store, ada: ParticipantId, path: Path):
    """R49, F41."""
    path.unlink()
    refused(store, ada, MovedDatabaseError)
    assert not path.exists()


@pytest.mark.parametrize("move", [rename_away, replace_by_another])
def test_a_file_moved_in_the_middle_of_a_write_is_noticed_before_it_is_saved(
    store: Store, ada: ParticipantId, path: Path, move: Move
):
    with nothing_saved(store, ada):
        with pytest.raises(MovedDatabaseError):
            write_half(store, lambda _: move(path))
        put_back(path)


def end_it(tx: Transaction):
    tx.conn.execute("ROLLBACK")


def end_it_and_go_on(tx: Transaction):
    tx.conn.execute("ROLLBACK")
    tx.run("UPDATE site SET name = 'Other half', ver = 2")


@pytest.mark.parametrize("interrupt", [end_it, end_it_and_go_on])
def test_after_a_transaction_was_ended_from_outside_nothing_is_saved_alone(
    store: Store, ada: ParticipantId, interrupt: Callable[[Transaction], None]
):
    with nothing_saved(store, ada), pytest.raises(LostTransactionError):
        write_half(store, interrupt)


def test_a_fault_of_the_program_saves_nothing(store: Store, ada: ParticipantId):
    with nothing_saved(store, ada), pytest.raises(KeyError):
        store.record_visit(ada, (*EVERY_FACT, None), by=AK)


def test_a_writer_without_a_name_saves_nothing(store: Store, ada: ParticipantId):
    nobody = replace(AK, person="")
    with nothing_saved(store, ada), pytest.raises(CycleDeskError):
        store.record_fact(ada, BASELINE, by=nobody)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (sqlite3.SQLITE_FULL, DiskFullError),
        (sqlite3.SQLITE_IOERR_WRITE, DiskFaultError),
        (sqlite3.SQLITE_IOERR_FSYNC, DiskFaultError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LockedDatabaseError),
        (sqlite3.SQLITE_READONLY_DBMOVED, MovedDatabaseError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnlyDatabaseError),
        (sqlite3.SQLITE_CANTOPEN, DiskFaultError),
    ],
)
def test_each_error_of_sqlite_has_our_words(code: int, error: type[CycleDeskError]):
    theirs = sqlite3.OperationalError("said by SQLite")
    theirs.sqlite_errorcode = code
    with pytest.raises(error), telling(Path("trial.db")):
        raise theirs


def test_an_error_that_nobody_can_act_on_stays_what_it_is(store: Store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), telling(None):
        store.database.db.execute("SELECT * FROM absent")
    store.close()
    with pytest.raises(sqlite3.ProgrammingError), telling(None):
        store.database.db.execute("SELECT * FROM people")


@pytest.mark.parametrize(
    "said",
    [
        "Could not decode to UTF-8 column 'code' with text 'x'",
        "unsupported file format",
    ],
)
def test_damage_without_a_code_of_its_own_is_damage(said: str):
    with pytest.raises(DamagedDatabaseError), telling(Path("trial.db")):
        raise sqlite3.OperationalError(said)
