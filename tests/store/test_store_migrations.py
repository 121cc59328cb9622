"""A file of an earlier version is brought up to date, and nothing in it changes."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scheduler.store.connection import open_database
from scheduler.store.file_errors import OlderDatabaseError
from scheduler.store.store import Store
from tests.keys import keys_of
from tests.people import PASSWORDS, first_password
from tests.store.earlier import made_before
from tests.store.given import ADA, AK, AMENDED, EVERY_FACT, SITE, clock

LATER = {
    "0002_extra_doses": {"extra_doses", "site_versions"},
    "0003_site_versions": {"site_versions"},
}
MOVED = replace(SITE, versions=(("2.0", date(2026, 5, 2)),))


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as tool:
        found = tool.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {name for (name,) in found}


@pytest.mark.parametrize("migration", LATER)
def test_an_earlier_file_gets_the_new_tables_and_keeps_its_rows(
    path: Path, migration: str
):
    """R47."""
    made_before(path, migration)
    assert not tables(path) & LATER[migration]
    with closing(open_database(path, keys_of(path))) as database:
        store = Store(database, clock, AMENDED, PASSWORDS)
        assert [one.participant.code for one in store.participants()] == ["PL03-0001"]
        first_password(store, AK)
        store.set_site(MOVED, by=AK)
        [ada] = store.add_participant(ADA, facts=EVERY_FACT, by=AK).participants
        assert len(store.facts(ada)) == len(EVERY_FACT)
        assert store.document(ada).site.versions == MOVED.versions
    assert tables(path) >= LATER[migration]


@pytest.mark.parametrize("migration", LATER)
def test_an_earlier_file_that_may_only_be_read_is_not_touched(
    path: Path, migration: str
):
    made_before(path, migration)
    before = path.read_bytes()
    with pytest.raises(OlderDatabaseError):
        open_database(path, keys_of(path), read_only=True)
    assert path.read_bytes() == before
