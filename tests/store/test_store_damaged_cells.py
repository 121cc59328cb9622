"""A cell that no rule of the database would let in is told, and named, when read."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.errors import CycleDeskError
from scheduler.store.connection import OpenDatabase, open_database, open_memory
from scheduler.store.file_errors import DamagedDatabaseError
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId, Person, Role
from tests.keys import keys_of
from tests.people import PASSWORDS, TEMPORARY, entered_before
from tests.store.given import AK, AMENDED, EVERY_FACT, clock, store_with_ada
from tests.store.raw_rows import BAD, VALID

ADA = ParticipantId(1)
# Whoever reads a row makes these into dates, times and words of a fixed list.
READ_INTO_VALUES = [
    "on_date",
    "first_day_1",
    "consented",
    "randomized",
    "entry_day_1",
    "starts",
    "ends",
    "last_dose",
    "start_time",
    "stop_time",
    "at_time",
    "outcome",
    "action",
    "event",
    "sex",
    "role",
    "in_force_from",
    "paper",
    "saved_utc",
    "saved_zone",
    "printed_utc",
    "printed_zone",
    "at_utc",
    "zone",
]
NOWAK = Person(name="C. Nowak", initials="CN", role=Role.PHARMACIST)
NONSENSE = "x\x00\U0001f9ea"
TEXTS = [
    pytest.param(table, column, id=f"{table}.{column}")
    for table, row in VALID.items()
    for column, cell in row.items()
    if isinstance(cell, str) and column in BAD
]


@pytest.fixture(scope="module")
def spoilt() -> Iterator[OpenDatabase]:
    """A database that takes any row, as a damaged file does."""
    with closing(open_memory()) as database:
        store, _ = store_with_ada(database)
        store.add_person(NOWAK, TEMPORARY, by=AK)
        entered_before(store, replace(AK, person="Without a password"))
        database.db.execute("PRAGMA ignore_check_constraints = ON")
        yield database


def readings(store: Store) -> Iterator[CycleDeskError]:
    """Ask for everything that can be asked; yield what was refused."""
    for ask in (
        store.site,
        store.people,
        store.accounts,
        store.participants,
        store.withdrawn_participants,
        store.documents,
        store.history,
        lambda: store.document(ADA),
        lambda: store.facts(ADA),
        lambda: store.withdrawn_facts(ADA),
        lambda: store.sheets(ADA),
        lambda: store.next_sheet(ADA, "C1D1"),
    ):
        try:
            ask()
        except CycleDeskError as error:
            yield error


@pytest.mark.parametrize(("table", "column"), TEXTS)
def test_a_damaged_cell_is_told_with_its_row_by_whoever_reads_it(
    spoilt: OpenDatabase, table: str, column: str
):
    """R46, F39: no error but one that a user can act on."""
    for bad in (BAD[column][0], NONSENSE):
        if isinstance(bad, str):
            name, refused = said_of(spoilt, table, {**VALID[table], column: bad})
            assert named(refused) <= {name}, bad
    read = column in READ_INTO_VALUES and table != "signatures"
    assert read == (named(refused) == {name})


def said_of(
    database: OpenDatabase, table: str, row: dict
) -> tuple[str, list[CycleDeskError]]:
    """Put a row in, read everything, and take the row out again.

    Returns what an error calls the row, and the errors.
    """
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    conn = database.db.conn
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    number = conn.execute(statement, tuple(row.values())).lastrowid
    name = f"row {row.get('number', number)} of {table}"
    try:
        return name, list(readings(Store(database, clock, AMENDED, PASSWORDS)))
    finally:
        take_out(database, table, number)


def take_out(database: OpenDatabase, table: str, number: int) -> None:
    guard = f"{table}_refuse_delete"
    key = "seq" if table == "history" else "id"
    conn = database.db.conn
    [sql] = conn.execute(
        "SELECT sql FROM sqlite_schema WHERE name = ?", (guard,)
    ).fetchone()
    conn.execute(f"DROP TRIGGER {guard}")
    conn.execute(f"DELETE FROM {table} WHERE {key} = ?", (number,))  # noqa: S608
    conn.execute(sql)


def named(refused: list[CycleDeskError]) -> set[str]:
    assert all(isinstance(error, DamagedDatabaseError) for error in refused)
    return {
        found[0]
        for error in refused
        if (found := re.search(r"row [^ ]+ of \w+", str(error)))
    }


def test_an_index_that_leaves_out_rows_of_its_table_is_damage(
    store: Store, ada: ParticipantId, path: Path
):
    """R46, F39: what an index leaves out, no answer would hold."""
    store.record_visit(ada, EVERY_FACT[:4], by=AK)
    store.close()
    whole = path.read_bytes()
    one, other = (root_of(path, f"{name}_participant") for name in ("holds", "returns"))
    path.write_bytes(exchanged(whole, one, other))
    with pytest.raises(DamagedDatabaseError, match="index"):
        open_database(path, keys_of(path))


def root_of(path: Path, index: str) -> int:
    with closing(sqlite3.connect(path)) as tool:
        asked = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        [number] = tool.execute(asked, (index,)).fetchone()
    return number


def exchanged(whole: bytes, one: int, other: int) -> bytes:
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    pages[one - 1], pages[other - 1] = pages[other - 1], pages[one - 1]
    return b"".join(pages)
