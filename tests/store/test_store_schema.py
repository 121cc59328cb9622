"""Today's schema as a page to read, and every rule in it attacked by plain SQL."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from sqlite_utils.db import Table

from scheduler.store.connection import OpenDatabase, open_memory
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.values import Person, Role
from tests.people import TEMPORARY, entered_before
from tests.store.given import AK, store_with_ada
from tests.store.raw_rows import BAD, SITE_ROW, VALID, Cell
from tests.store.raw_rules import ROW_RULES


@pytest.fixture(scope="module")
def database() -> Iterator[OpenDatabase]:
    with closing(open_memory()) as opened:
        store, _ = store_with_ada(opened)
        store.add_person(NOWAK, TEMPORARY, by=AK)
        entered_before(store, replace(AK, person="Without a password"))
        yield opened


def insert(database: OpenDatabase, table: str, row: Mapping[str, Cell]):
    """Try a row and take it back."""
    conn = database.db.conn
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    conn.execute("BEGIN")
    try:
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
        conn.execute(statement, tuple(row.values()))
    finally:
        conn.execute("ROLLBACK")


NOWAK = Person(name="C. Nowak", initials="CN", role=Role.PHARMACIST)
RULED = [
    pytest.param(table, column, id=f"{table}.{column}")
    for table, row in VALID.items()
    for column in row
    if column in BAD
]


def test_the_schema_is_the_one_under_review(database: OpenDatabase):
    """``schema.sql`` is today's schema, for reading; the migrations make it."""
    expected = Path(__file__).with_name("schema.sql").read_text()
    assert database.db.schema + "\n" == expected


def test_every_table_keeps_its_types(database: OpenDatabase):
    names = [name for name in database.db.table_names() if name[0] != "_"]
    assert len(names) == 11 + len(FACT_TABLES)
    assert all(database.db.table(name).strict for name in names)


@pytest.mark.parametrize("table", VALID)
def test_a_row_as_it_should_be_is_taken(database: OpenDatabase, table: str):
    insert(database, table, VALID[table])


@pytest.mark.parametrize(("table", "column"), RULED)
def test_a_bad_value_is_refused_whoever_writes_it(
    database: OpenDatabase, table: str, column: str
):
    """R03."""
    for value in BAD[column]:
        with pytest.raises(sqlite3.IntegrityError):
            insert(database, table, {**VALID[table], column: value})


@pytest.mark.parametrize("column", ["on_date", "start_time", "saved_utc"])
def test_sqlites_own_word_for_this_instant_is_refused(
    database: OpenDatabase, column: str
):
    with pytest.raises(sqlite3.OperationalError, match="non-deterministic"):
        insert(database, "infusions", {**VALID["infusions"], column: "now"})


@pytest.mark.parametrize(("table", "changed"), ROW_RULES)
def test_values_that_contradict_each_other_are_refused(
    database: OpenDatabase, table: str, changed: dict[str, Cell]
):
    with pytest.raises(sqlite3.IntegrityError):
        insert(database, table, {**VALID[table], **changed})


def test_there_is_one_site(database: OpenDatabase):
    with pytest.raises(sqlite3.IntegrityError, match="id = 1"):
        insert(database, "site", SITE_ROW)


def test_every_rule_of_a_column_is_attacked(database: OpenDatabase):
    for name, row in VALID.items():
        ruled = set(cast("Table", database.db.table(name)).column_checks)
        assert ruled <= {*row, "seq", "id"}, name
        assert ruled <= set(BAD), name


def test_no_column_could_tell_what_was_allocated(database: OpenDatabase):
    """F17."""
    schema = database.db.schema.lower()
    words = set(re.findall(r"[a-z]+", schema))
    forbidden = {"arm", "arms", "allocation", "placebo", "toripalimab", "height", "bmi"}
    assert words & (forbidden | {"surname", "birthday", "blinded"}) == set()


@pytest.mark.parametrize("seq", BAD["seq"])
def test_history_is_numbered_from_one(database: OpenDatabase, seq: int):
    with pytest.raises(sqlite3.IntegrityError):
        insert(database, "history", {**VALID["history"], "seq": seq})
