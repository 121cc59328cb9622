"""What somebody with a tool can do to a site file, who has no key and no anchors."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.store.test_store_guards import ALTERED

Cell = str | int | None
Record = tuple[str, int]
NOTHING: frozenset[Record] = frozenset()
# A note of the library about its own work; History has it too.
NOT_RECORDS = {"_sqlite_migrations"}


@dataclass(frozen=True, slots=True)
class Attack:
    """One deed.

    Attributes:
        kind: what is done, for the table of figures.
        what: to which record or table.
        run: does it.
        about: the records of which one has to be named when it is found.
        guarded: True if the guards are not taken away first.
        content: what the file is exchanged for, in place of doing anything in it.
    """

    kind: str
    what: str
    run: Callable[[sqlite3.Connection], object]
    about: frozenset[Record] = NOTHING
    guarded: bool = False
    content: bytes = b""


def key_of(table: str) -> str:
    """Return the column by which a row of a table is known."""
    return "seq" if table == "history" else "id"


def tables(conn: sqlite3.Connection) -> list[str]:
    """Return every table with records in it."""
    asked = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    return [name for (name,) in conn.execute(asked) if name not in NOT_RECORDS]


def columns(conn: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table."""
    return [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]


def numbers(conn: sqlite3.Connection, table: str) -> list[int]:
    """Return the numbers of all rows of a table."""
    asked = f"SELECT {key_of(table)} FROM {table} ORDER BY 1"
    return [number for (number,) in conn.execute(asked)]


def edits(conn: sqlite3.Connection, chance: Random) -> Iterator[Attack]:
    """Change each column of each table, with the guards and without them."""
    for table in tables(conn):
        there = numbers(conn, table)
        for column in columns(conn, table):
            for guarded in (True, False):
                for new in ("another", "nothing"):
                    if not there:
                        continue
                    number = chance.choice(there)
                    yield edit(table, column, number, new, guarded=guarded)


def edit(table: str, column: str, number: int, new: str, *, guarded: bool) -> Attack:
    """Change one cell to what stands in another row, or to nothing."""

    def run(conn: sqlite3.Connection) -> None:
        key = key_of(table)
        where = f"WHERE {key} = {number}"
        asked = f"SELECT {column} FROM {table} {where}"
        [old] = conn.execute(asked).fetchone()
        cell = None if new == "nothing" else other(conn, table, column, old)
        if cell == old:
            cell = "0" if isinstance(old, str) or old is None else old + 1
        also = ", ver = ver + 1" if guarded and "ver" in columns(conn, table) else ""
        also = "" if column == "ver" else also
        change = f"UPDATE {table} SET {column} = ?{also} {where}"
        conn.execute(change, (cell,))

    how = "with the guards" if guarded else "without the guards"
    return Attack(
        f"cell edited, {how}",
        f"{table}.{column} of {number}, {new}",
        run,
        frozenset({(table, number)}),
        guarded=guarded,
    )


def other(conn: sqlite3.Connection, table: str, column: str, old: Cell) -> Cell:
    """Return what stands in this column elsewhere, or something like it."""
    asked = f"SELECT {column} FROM {table} WHERE {column} IS NOT ? LIMIT 1"
    if found := conn.execute(asked, (old,)).fetchone():
        return found[0]
    if isinstance(old, int):
        return old + 1
    return f"{old[:-1]}{'1' if old[-1:] != '1' else '2'}" if old else "1"


def rows(conn: sqlite3.Connection, chance: Random) -> Iterator[Attack]:
    """Delete, replace, copy and exchange rows of each table."""
    for table in tables(conn):
        there = numbers(conn, table)
        if not there:
            continue
        one, two = chance.choice(there), chance.choice(there)
        key, rest = key_of(table), columns(conn, table)
        rest.remove(key)
        for which in {one, there[0], there[-1]}:
            gone = f"DELETE FROM {table} WHERE {key} = {which}"
            yield sql("row deleted", f"{table} {which}", gone, (table, which))
        others = ", ".join(rest)
        again = f"INSERT INTO {table} ({others}) SELECT {others} FROM {table}"
        new = there[-1] + 1
        yield sql("row copied", table, f"{again} WHERE {key} = {one}", (table, new))
        if len(there) > 1 and one == two:
            two = there[0] if one != there[0] else there[-1]
        if one != two:
            yield exchange(table, one, two)
            put = f"REPLACE INTO {table} ({key}, {others}) SELECT {one}, {others} "
            put += f"FROM {table} WHERE {key} = {two}"
            yield sql("row replaced", f"{table} {one}", put, (table, one))


def exchange(table: str, one: int, two: int) -> Attack:
    """Exchange the numbers of two rows."""
    key = key_of(table)

    def run(conn: sqlite3.Connection) -> None:
        move = f"UPDATE {table} SET {key} = ? WHERE {key} = ?"
        for new, old in ((-9, one), (one, two), (two, -9)):
            conn.execute(move, (new, old))

    about = frozenset({(table, one), (table, two)})
    return Attack("rows exchanged", f"{table} {one} and {two}", run, about)


def sql(kind: str, what: str, statement: str, *about: Record) -> Attack:
    """Return an attack that is SQL alone."""
    return Attack(
        kind, what, lambda conn: conn.executescript(statement), frozenset(about)
    )


def schemas(conn: sqlite3.Connection) -> Iterator[Attack]:
    """Take a guard away, and change what the tables are."""
    triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    for (name,) in conn.execute(triggers):
        yield altered("guard dropped", name, f"DROP TRIGGER {name}")
    for what, statement in ALTERED.items():
        yield altered("schema edited", what, statement)


def altered(kind: str, what: str, statement: str) -> Attack:
    """Return an attack after which the guards are left as they are then."""
    return Attack(kind, what, lambda c: c.executescript(statement), guarded=True)
