"""One transaction: everything in it is saved, with its History, or nothing is."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scheduler.store.age import refuse_older
from scheduler.store.anchors import Head
from scheduler.store.audit import Ledger
from scheduler.store.chain import Source, head, refuse_unsealed, seal
from scheduler.store.connection import OpenDatabase
from scheduler.store.file_errors import (
    DamagedDatabaseError,
    DiskFaultError,
    TamperedRecordsError,
    UnconfirmedSaveError,
)
from scheduler.store.room import freeing_reserve
from scheduler.store.rows import Cell, moment_cells
from scheduler.store.second_look import looks_whole
from scheduler.store.shadow import refuse_unlogged
from scheduler.store.sqlite_errors import telling
from scheduler.store.values import Writer


class LostTransactionError(RuntimeError):
    """A fault of the program: what was to be saved together no longer is.

    SQLite ends a transaction by itself when the disk is full; the next statement
    would then be saved alone.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """What a write may do; made by ``writing`` only.

    Attributes:
        stamp: when, in which zone and by whom: the last cells of every record.
    """

    conn: sqlite3.Connection
    at: datetime
    stamp: tuple[str, str, str]
    ledger: Ledger

    @property
    def today(self) -> date:
        """The date that the clock showed when the write began."""
        return self.at.date()

    def run(self, sql: str, cells: Sequence[Cell] = ()) -> sqlite3.Cursor:
        """Run one statement, but never outside the transaction."""
        refuse_lost(self.conn)
        return self.conn.execute(sql, cells)

    def first(self, sql: str, cells: Sequence[Cell] = ()) -> tuple[Any, ...] | None:
        """Return the first row found, or None."""
        found: tuple[Any, ...] | None = self.run(sql, cells).fetchone()
        return found


@contextmanager
def writing(
    database: OpenDatabase,
    *,
    at: datetime,
    by: Writer,
    source: Source = Source.ENTRY,
    undoes: int | None = None,
) -> Iterator[Transaction]:
    """Save everything done inside the block at its end, or nothing of it.

    Args:
        database: the open file.
        at: the time that History gives it.
        by: who writes.
        source: where it comes from.
        undoes: the number of the save that it takes back.

    Raises:
        UnconfirmedSaveError: nobody can say whether it was saved.
        CycleDeskError: nothing was saved; the file is as it was.
    """
    conn = database.db.conn
    with freeing_reserve(database.path), _telling(database):
        database.refuse_unwritable()
        conn.execute("BEGIN IMMEDIATE")
        try:
            database.refuse_altered()
            before = _untouched(database)
            with _transaction(database, at, by) as transaction:
                yield transaction
            refuse_lost(conn)
            refuse_unlogged(conn, before)
            sealed = seal(conn, database.identity.key.key, source, undoes)
            database.refuse_moved()
            refuse_lost(conn)
            _commit(database, sealed)
        except BaseException:
            database.db.rollback()
            raise
        database.write_down(sealed)


def _untouched(database: OpenDatabase) -> Head:
    """Return the end of the chain, if nobody has cut it or written behind it.

    Raises:
        TamperedRecordsError: somebody has; sealing a save on that would hide it.
        CopiedDatabaseError: nobody has, but the records went on in another file.
    """
    conn = database.db.conn
    try:
        refuse_older(conn, database.identity.anchors)
    except TamperedRecordsError:
        database.refuse_copy()
        raise
    before = head(conn)
    refuse_unsealed(conn, before)
    return before


def _commit(database: OpenDatabase, sealed: Head) -> None:
    """Commit, and never say that nothing was saved when it was.

    SQLite reports faults that come after the commit as well: the folder that cannot
    be synced, the lock that cannot be given back.

    Raises:
        UnconfirmedSaveError: such a fault; or nobody can tell what kind it was.
    """
    conn = database.db.conn
    try:
        conn.execute("COMMIT")
    except sqlite3.Error as error:
        database.db.rollback()
        if _may_be_there(database, sealed):
            raise UnconfirmedSaveError(problem=str(error)) from error
        raise


def _may_be_there(database: OpenDatabase, sealed: Head) -> bool:
    """Tell whether a save that was not confirmed can be in the records."""
    # While there is a journal, the next reader takes back what it belongs to.
    if database.path and Path(f"{database.path}-journal").exists():
        return False
    sql = "SELECT 1 FROM saves WHERE mac = ?"
    try:
        found = database.db.conn.execute(sql, (sealed.mac,)).fetchone()
    except sqlite3.Error:
        return True
    return found is not None


@contextmanager
def reading(database: OpenDatabase) -> Iterator[sqlite3.Connection]:
    """Read everything inside the block as it was at one moment."""
    conn = database.db.conn
    with _telling(database):
        conn.execute("BEGIN")
        try:
            yield conn
        finally:
            database.db.rollback()


@contextmanager
def _telling(database: OpenDatabase) -> Iterator[None]:
    """Turn errors of SQLite into ours; what looks like damage is looked at twice."""
    try:
        with telling(database.path):
            yield
    except DamagedDatabaseError as error:
        if database.path and _of_a_page(error) and looks_whole(database.path):
            raise DiskFaultError(problem="a page could not be read") from error
        raise


def _of_a_page(error: DamagedDatabaseError) -> bool:
    code = getattr(error.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_CORRUPT


def refuse_lost(conn: sqlite3.Connection) -> None:
    """Raise if SQLite has ended the transaction behind our back."""
    if not conn.in_transaction:
        raise LostTransactionError


@contextmanager
def _transaction(
    database: OpenDatabase, at: datetime, by: Writer
) -> Iterator[Transaction]:
    conn = database.db.conn
    row = conn.execute("SELECT code FROM site").fetchone()
    ledger = Ledger(conn, at, by, site=row[0] if row else None)
    stamp = (*moment_cells(at), by.person)
    with database.db.atomic():
        yield Transaction(conn=conn, at=at, stamp=stamp, ledger=ledger)
        refuse_lost(conn)
        ledger.write()
