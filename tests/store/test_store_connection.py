"""Opening: what is refused, what is switched on, and that a refusal changes nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.checks import APPLICATION_ID, refuse_deviations, refuse_old_sqlite
from scheduler.store.connection import open_database
from scheduler.store.file_errors import (
    DamagedDatabaseError,
    ForeignDatabaseError,
    LockedDatabaseError,
    MissingDatabaseError,
    NewerDatabaseError,
    OlderDatabaseError,
    UnsupportedConnectionError,
)
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.keys import keys_of
from tests.store.given import AK, BASELINE, store_with_ada

PROTECTED = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "mmap_size": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
    "application_id": APPLICATION_ID,
}
DEVIATIONS = [
    "journal_mode = TRUNCATE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = OFF",
    "secure_delete = OFF",
    "recursive_triggers = OFF",
    "mmap_size = 1048576",
    "cell_size_check = OFF",
    "temp_store = FILE",
    "application_id = 0",
    "ignore_check_constraints = ON",
]


def run(path: Path, *statements: str):
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        for statement in statements:
            tool.execute(statement).fetchall()


def test_every_protection_reads_back_as_it_was_set(filled: Path):
    """R44."""
    with closing(open_database(filled, keys_of(filled))) as database:
        found = {
            name: database.db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in PROTECTED
        }
    assert found == PROTECTED


@pytest.mark.parametrize("deviation", DEVIATIONS)
def test_a_protection_that_is_off_is_named(filled: Path, deviation: str):
    """R44."""
    with closing(open_database(filled, keys_of(filled))) as database:
        database.db.execute(f"PRAGMA {deviation}").fetchall()
        with pytest.raises(UnsupportedConnectionError) as refused:
            refuse_deviations(database.db)
    assert refused.value.pragma == deviation.split(maxsplit=1)[0]


def test_another_journal_left_in_the_file_is_changed_back(filled: Path):
    run(filled, "PRAGMA journal_mode = WAL")
    with closing(open_database(filled, keys_of(filled))) as database:
        assert database.db.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_another_journal_that_somebody_uses_is_refused(filled: Path):
    with closing(sqlite3.connect(filled)) as tool:
        tool.execute("PRAGMA journal_mode = WAL").fetchall()
        tool.execute("SELECT * FROM people").fetchall()
        with pytest.raises((UnsupportedConnectionError, LockedDatabaseError)):
            open_database(filled, keys_of(filled), busy_seconds=0.05)


def test_an_old_sqlite_is_refused():
    with pytest.raises(UnsupportedConnectionError, match=r"SQLite is 3\.36\.0"):
        refuse_old_sqlite((3, 36, 0))


def text_file(path: Path):
    path.write_text("date;weight\n2024-03-01;62.0\n" * 400)


def empty_file(path: Path):
    path.touch()


def another_database(path: Path):
    run(path, "CREATE TABLE visits (a)", "INSERT INTO visits VALUES (1)")


def old_pretender(path: Path):
    run(path, f"PRAGMA application_id = {APPLICATION_ID + 1}", "CREATE TABLE a (b)")


@pytest.mark.parametrize(
    "make", [text_file, empty_file, another_database, old_pretender]
)
def test_a_foreign_file_is_refused_and_not_touched(
    path: Path, make: Callable[[Path], None]
):
    """F40, F39."""
    make(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(ForeignDatabaseError):
        open_database(path, keys_of(path))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(ForeignDatabaseError, match="not a file"):
        open_database(tmp_path, keys_of(tmp_path))


@pytest.mark.parametrize("name", ["absent.db", "absent/trial.db"])
def test_a_missing_file_is_not_made(tmp_path: Path, name: str):
    with pytest.raises(MissingDatabaseError):
        open_database(tmp_path / name, keys_of(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_a_newer_program_is_refused_and_not_touched(filled: Path):
    """R47, F40."""
    run(
        filled,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('cycledesk', '9999_of_the_future', '2030-01-01')",
    )
    before = filled.read_bytes()
    with pytest.raises(NewerDatabaseError) as refused:
        open_database(filled, keys_of(filled))
    assert refused.value.unknown == {"9999_of_the_future"}
    assert filled.read_bytes() == before


def test_a_file_migrated_by_another_desk_meanwhile_is_not_written(
    store: Store, ada: ParticipantId, path: Path
):
    run(
        path,
        "CREATE TABLE accounts (a)",
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('cycledesk', '0002_accounts', '2027-01-01')",
    )
    with pytest.raises(NewerDatabaseError):
        store.record_fact(ada, BASELINE, by=AK)


def test_a_file_without_migrations_is_brought_up_to_date(path: Path):
    run(path, f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1")
    with closing(open_database(path, keys_of(path))) as database:
        store, ada = store_with_ada(database)
        assert [one.id for one in store.participants()] == [ada]


def test_an_old_file_that_may_only_be_read_is_left_old(path: Path):
    run(path, f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1")
    before = path.read_bytes()
    with pytest.raises(OlderDatabaseError):
        open_database(path, keys_of(path), read_only=True)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path):
    """R48."""
    run(
        path,
        f"PRAGMA application_id = {APPLICATION_ID}",
        "CREATE TABLE observations (a)",
    )
    before = path.read_bytes()
    with pytest.raises(DamagedDatabaseError, match="observations already exists"):
        open_database(path, keys_of(path))
    assert path.read_bytes() == before


def test_rows_that_refer_to_nothing_are_damage(filled: Path):
    run(
        filled,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO dispensings (participant, saved_utc, saved_zone, saved_by, "
        "on_date, capsules) VALUES (99, '2026-11-23T07:12:05Z', '+01:00', 'X', "
        "'2024-03-04', 63)",
    )
    with pytest.raises(DamagedDatabaseError, match="dispensings"):
        open_database(filled, keys_of(filled))


def test_a_page_that_cannot_be_read_is_damage_and_stays_as_it_is(filled: Path):
    """R46, F39."""
    whole = filled.read_bytes()
    spoiled = whole[:-4096] + b"\xff" * 4096
    filled.write_bytes(spoiled)
    with pytest.raises(DamagedDatabaseError):
        open_database(filled, keys_of(filled))
    assert filled.read_bytes() == spoiled


def test_the_search_for_damage_can_be_put_off(filled: Path):
    filled.write_bytes(filled.read_bytes()[:-4096] + b"\xff" * 4096)
    open_database(filled, keys_of(filled), look_for_damage=False).close()
    with pytest.raises(DamagedDatabaseError):
        open_database(filled, keys_of(filled), read_only=True)


@pytest.mark.parametrize(
    ("found", "spoiled"),
    [(b"grams INTEGER", b"grams INT\x8aGER"), (b"SQLite format 3", None)],
)
def test_a_damaged_schema_or_first_page_is_told_as_damage(
    filled: Path, found: bytes, spoiled: bytes | None
):
    whole = bytearray(filled.read_bytes())
    at = whole.index(found)
    new = spoiled or whole[at : at + 44] + b"\xff\xff\xff\xff"  # the schema's format
    whole[at : at + len(new)] = new
    filled.write_bytes(whole)
    with pytest.raises(DamagedDatabaseError):
        open_database(filled, keys_of(filled))
    assert filled.read_bytes() == whole
