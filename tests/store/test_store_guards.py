"""What no tool can do to the records, and what is noticed if one could."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.core.facts import Weight
from scheduler.store.connection import open_database
from scheduler.store.file_errors import AlteredDatabaseError
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId, Role
from tests.keys import keys_of
from tests.people import TEMPORARY, colleague
from tests.store.given import AK, BASELINE, SITE, sheet

ROW = """(at_utc, zone, person, role, workstation, program, record, record_id, action,
    field, new, seq) VALUES ('2026-11-23T07:12:05Z', '+01:00', 'X', 'coordinator',
    'd', '1', 'weights', 1, 'create', 'grams', '1', {seq})"""
GUARDED = {
    "update": "UPDATE history SET new = '61000'",
    "update or replace": "UPDATE OR REPLACE history SET seq = 1 WHERE seq = 2",
    "delete": "DELETE FROM history WHERE seq = 3",
    "delete the end": "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)",
    "insert or replace": f"INSERT OR REPLACE INTO history {ROW.format(seq=2)}",
    "replace": f"REPLACE INTO history {ROW.format(seq=1)}",
    "upsert": f"INSERT INTO history {ROW.format(seq=1)}"
    " ON CONFLICT (seq) DO UPDATE SET new = 'x'",
    "leave a gap": f"INSERT INTO history {ROW.format(seq=5000)}",
    "from a trigger of one's own": """
        CREATE TEMP TRIGGER mine AFTER INSERT ON main.people
        BEGIN DELETE FROM history; END;
        INSERT INTO people (saved_utc, saved_zone, saved_by, name, initials, role)
        VALUES ('2026-11-23T07:12:05Z', '+01:00', 'X', 'X', 'X', 'monitor')""",
}


@pytest.mark.parametrize("attack", GUARDED)
def test_no_tool_changes_a_row_of_history(
    store: Store, ada: ParticipantId, path: Path, attack: str
):
    """R22."""
    store.record_fact(ada, BASELINE, by=AK)
    before = store.history()
    with closing(sqlite3.connect(path)) as tool, pytest.raises(sqlite3.IntegrityError):
        tool.executescript(GUARDED[attack])
    assert store.history() == before


ALTERED = {
    "a guard dropped": "DROP TRIGGER history_refuse_update",
    "every guard dropped by the file's own table": """
        PRAGMA writable_schema = ON;
        DELETE FROM sqlite_schema WHERE type = 'trigger';
        PRAGMA schema_version = 999""",
    "a column added": "ALTER TABLE history ADD COLUMN more TEXT",
    "a table renamed": "ALTER TABLE history RENAME TO past",
    "a table of one's own": "CREATE TABLE extra (a)",
    "a trigger of one's own": "CREATE TRIGGER mine AFTER INSERT ON people "
    "BEGIN SELECT 1; END",
    "an index dropped": "DROP INDEX infusions_one_a_day",
}


@pytest.mark.parametrize("attack", ALTERED)
def test_a_file_without_its_guards_is_not_written_and_not_opened(
    store: Store, ada: ParticipantId, path: Path, attack: str
):
    """R23."""
    with closing(sqlite3.connect(path)) as tool:
        tool.executescript(ALTERED[attack])
    with pytest.raises(AlteredDatabaseError):
        store.record_fact(ada, BASELINE, by=AK)
    with pytest.raises(AlteredDatabaseError):
        open_database(path, keys_of(path))


def test_a_file_that_was_only_tidied_is_written(
    store: Store, ada: ParticipantId, path: Path
):
    with closing(sqlite3.connect(path)) as tool:
        tool.executescript("VACUUM; ANALYZE")
    store.record_fact(ada, BASELINE, by=AK)
    store.record_fact(ada, Weight(on=date(2024, 3, 25), grams=61000), by=AK)
    assert len(store.facts(ada)) == 2


@pytest.mark.parametrize(
    "table", ["weights", "participants", "people", "sheets", "site_versions"]
)
@pytest.mark.parametrize(
    "attack",
    ["DELETE FROM {}", "REPLACE INTO {0} SELECT * FROM {0}", "UPDATE {} SET id = 9"],
)
def test_no_tool_removes_a_record(
    store: Store, ada: ParticipantId, path: Path, table: str, attack: str
):
    store.record_fact(ada, BASELINE, by=AK)
    store.add_person(colleague("A", Role.MONITOR), TEMPORARY, by=AK)
    store.print_sheet(sheet(store, ada), by=AK)
    moved = replace(SITE, versions=(("2.0", date(2026, 5, 2)),))
    store.set_site(moved, ver=1, reason="new version", by=AK)
    with closing(sqlite3.connect(path)) as tool, pytest.raises(sqlite3.IntegrityError):
        tool.execute(attack.format(table))


def test_no_tool_changes_a_record_without_counting_its_version(
    store: Store, ada: ParticipantId, path: Path
):
    store.record_fact(ada, BASELINE, by=AK)
    with closing(sqlite3.connect(path)) as tool, pytest.raises(sqlite3.IntegrityError):
        tool.execute("UPDATE weights SET grams = 59000")
