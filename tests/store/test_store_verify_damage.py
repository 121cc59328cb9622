"""Damage that is met while History is added up is told as damage."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.file_errors import DamagedDatabaseError
from scheduler.store.verify import verify
from tests.keys import keys_of

SPOILT = {
    "bytes for a text": ("history", "UPDATE history SET new = x'00ff' WHERE seq = 3"),
    "a text for a number": ("saves", "UPDATE saves SET last_seq = 'ten' WHERE id = 2"),
    "nothing for a number": ("saves", "UPDATE saves SET first_seq = NULL WHERE id = 2"),
    "a text for a version": ("weights", "UPDATE weights SET ver = 'two'"),
}
LOOSE = "replace(replace(sql, ') STRICT', ')'), ' INTEGER NOT NULL', ' INTEGER')"


def spoil(path: Path, table: str, statement: str):
    """Put into a cell what its column cannot hold, as damage does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        asked = "SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? AND type = ?"
        guards = tool.execute(asked, (table, "trigger")).fetchall()
        [(_, strict)] = tool.execute(asked, (table, "table")).fetchall()
        for name, _ in guards:
            tool.execute(f"DROP TRIGGER {name}")
        tool.execute("PRAGMA writable_schema = ON")
        change = f"UPDATE sqlite_schema SET sql = {LOOSE} WHERE name = ?"  # noqa: S608
        tool.execute(change, (table,))
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        tool.execute("PRAGMA ignore_check_constraints = ON")
        tool.execute(statement)
        tool.execute("PRAGMA writable_schema = ON")
        put_back = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
        tool.execute(put_back, (strict, table))
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        for _, sql in guards:
            tool.execute(sql)


@pytest.mark.parametrize("what", SPOILT)
def test_a_cell_of_the_wrong_kind_is_damage_and_no_fault(filled: Path, what: str):
    """R24, R46, F39."""
    spoil(filled, *SPOILT[what])
    with pytest.raises(DamagedDatabaseError):
        verify(filled, keys_of(filled))
