"""Each guard by itself: without it nothing is written, and the file is not opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from scheduler.store.connection import open_database, open_memory
from scheduler.store.file_errors import AlteredDatabaseError
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.keys import keys_of
from tests.store.given import AK, BASELINE


def guards() -> dict[str, str]:
    """Return the SQL of every trigger by its name."""
    with closing(open_memory()) as database:
        asked = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        return dict(database.db.execute(asked).fetchall())


GUARDS = guards()
TABLES = sorted({sql.split(" ON ")[1].split()[0] for sql in GUARDS.values()})


def without(path: Path, *statements: str):
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        for statement in statements:
            tool.execute(statement)


def refused(store: Store, ada: ParticipantId, path: Path, name: str):
    before = store.history()
    with pytest.raises(AlteredDatabaseError) as writing:
        store.record_fact(ada, BASELINE, by=AK)
    with pytest.raises(AlteredDatabaseError) as opening:
        open_database(path, keys_of(path))
    assert name in writing.value.names & opening.value.names
    assert store.history() == before


@pytest.mark.parametrize("name", GUARDS)
def test_without_any_one_guard_nothing_is_written(
    store: Store, ada: ParticipantId, path: Path, name: str
):
    """R23: the guard that is missing is named."""
    without(path, f"DROP TRIGGER {name}")
    refused(store, ada, path, name)


def test_a_guard_of_the_same_name_that_guards_nothing_is_noticed(
    store: Store, ada: ParticipantId, path: Path
):
    """R23: the text of a guard counts, not its name."""
    name = "history_refuse_update"
    blunt = GUARDS[name].replace("BEFORE UPDATE", "BEFORE UPDATE OF zone")
    assert blunt != GUARDS[name]
    without(path, f"DROP TRIGGER {name}", blunt)
    refused(store, ada, path, name)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_a_tool_rebuilt_has_lost_its_guards(
    store: Store, ada: ParticipantId, path: Path, table: str
):
    """R23: transform() drops the triggers of a table without a word."""
    with closing(sqlite3.connect(path)) as tool:
        tool.execute("PRAGMA foreign_keys = OFF")
        Database(tool).table(table).transform()  # type: ignore[union-attr]
        tool.commit()
    refused(store, ada, path, f"{table}_refuse_delete")


def test_every_audited_table_has_its_guards():
    """R22, R23: a table that comes later comes with its guards."""
    with closing(open_memory()) as database:
        tables = {name for name in database.db.table_names() if name[0] != "_"}
    assert tables == set(TABLES)
    for table in tables:
        assert {f"{table}_refuse_delete", f"{table}_refuse_replace"} <= GUARDS.keys()
