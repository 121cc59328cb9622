"""What is overwritten in the records does not stay in the file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.core.facts import UnscheduledVisit
from scheduler.store.connection import open_database
from scheduler.store.records_copy import copy_records
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.keys import keys_of
from tests.store.given import AK, EVERY_FACT

CANARY = "CANARY-" + "of a deleted note"


def delete_note(conn: sqlite3.Connection):
    """Delete as no tool may, by taking the guards out and putting them back."""
    guard = "SELECT sql FROM sqlite_schema WHERE name = ?"
    for table in ("unscheduled_visits", "history"):
        name = f"{table}_refuse_delete"
        [sql] = conn.execute(guard, (name,)).fetchone()
        conn.execute(f"DROP TRIGGER {name}")
        conn.execute(f"DELETE FROM {table} ")  # noqa: S608
        conn.execute(sql)


@pytest.fixture
def noted(store: Store, ada: ParticipantId, path: Path) -> Path:
    """A closed file with a note in a record and in History."""
    note = UnscheduledVisit(on=EVERY_FACT[0].on, reason=CANARY)  # type: ignore[union-attr]
    store.record_fact(ada, note, by=AK)
    store.close()
    assert path.read_bytes().count(CANARY.encode()) == 2
    return path


def test_what_the_program_deletes_is_gone_from_the_bytes(noted: Path):
    """F24: secure_delete is on, whatever the SQLite of this computer does."""
    with closing(open_database(noted, keys_of(noted))) as database:
        database.db.execute("PRAGMA foreign_keys = OFF")
        delete_note(database.db.conn)
    assert CANARY.encode() not in noted.read_bytes()


def test_without_secure_delete_it_would_still_be_there(noted: Path):
    """The test above can fail: another program leaves the text where it was."""
    with closing(sqlite3.connect(noted, isolation_level=None)) as tool:
        tool.execute("PRAGMA secure_delete = OFF").fetchall()
        delete_note(tool)
    assert CANARY.encode() in noted.read_bytes()


def test_a_copy_that_is_handed_over_holds_nothing_of_it(noted: Path, tmp_path: Path):
    """F24: whatever another program has left in the file stays behind."""
    with closing(sqlite3.connect(noted, isolation_level=None)) as tool:
        tool.execute("PRAGMA secure_delete = OFF").fetchall()
        delete_note(tool)
    copy = tmp_path / "copy.cycledesk"
    copy_records(noted, copy)
    assert CANARY.encode() in noted.read_bytes()
    assert CANARY.encode() not in copy.read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir() if "copy" in one.name) == [
        copy.name
    ]
