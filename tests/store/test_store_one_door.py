"""The records have one door, and nothing at it switches the keeping of History off."""

import ast
import multiprocessing
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.backup import take_backup
from scheduler.store.backup_values import Place
from scheduler.store.connection import open_database
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from scheduler.store.verify import verify
from tests.commands import ROOT
from tests.keys import keys_of
from tests.store.backups import order, quick
from tests.store.given import AK, BASELINE

SHIPPED = [*(ROOT / "scheduler").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
STORE = ROOT / "scheduler" / "store"
# Each opens SQLite on its own terms, and says why in its first lines.
DOORS = {"connection.py", "any_file.py"}
OTHER_LIBRARIES = {"QtSql", "apsw", "sqlcipher3", "pysqlite3", "sqlcipher"}
SPAWN = multiprocessing.get_context("spawn")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in SHIPPED:
        yield path, ast.parse(path.read_text("utf-8"))


def names_in(tree: ast.Module) -> set[str]:
    """Return every word of the names that a module uses or imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {one.name for one in node.names} | {getattr(node, "module", "")}
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
    return {part for name in found if name for part in name.split(".")}


def test_one_library_opens_the_records_in_one_place():
    """F35: a second library, or a second way in, would cancel the locks."""
    assert not {str(p) for p, tree in trees() if names_in(tree) & OTHER_LIBRARIES}
    connecting = {
        path.name
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "connect"
        and isinstance(node.value, ast.Name)
        and node.value.id == "sqlite3"
    }
    assert connecting == DOORS


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists what is loaded")
def test_one_library_of_sqlite_is_loaded_with_the_window():
    """F35: Qt brings a library of its own, which must stay out."""
    import ui.desk  # noqa: F401, PLC0415  everything that the window loads

    maps = Path("/proc/self/maps").read_text()
    loaded = set(re.findall(r"/\S*sqlite\S*\.so\S*", maps))
    assert len({name for name in loaded if "libsqlite3" in name}) <= 1
    assert not {name for name in loaded if "qsqlite" in name}


def lock(path: str) -> str:
    """Try to write to a file from another process; say what came of it."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            return str(error)
        return "got the lock"


def test_nothing_that_the_program_does_cancels_its_locks(
    store: Store, ada: ParticipantId, path: Path, tmp_path: Path
):
    """F35: reading, verifying and backing up leave a write of this process locked."""
    store.record_fact(ada, BASELINE, by=AK)
    place = tmp_path / "backups"
    place.mkdir()
    conn = store.database.db.conn
    conn.execute("BEGIN IMMEDIATE")
    verify(path, keys_of(path))
    take_backup(quick(order(path)), [Place(folder=place)])
    open_database(path, keys_of(path), read_only=True).close()
    with SPAWN.Pool(1) as pool:
        assert pool.apply(lock, (str(path),)) == "database is locked"
    conn.execute("ROLLBACK")


def test_no_setting_and_no_environment_reaches_the_records():
    """R29: what is kept in History depends on nothing that can be switched."""
    switched = {"environ", "getenv", "QSettings", "argv", "Preferences"}
    found = {
        path.name: names_in(tree) & switched
        for path, tree in trees()
        if STORE in path.parents
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_no_write_can_be_asked_to_go_without_history():
    """R29: every transaction has its Ledger, and no parameter takes it away."""
    tree = ast.parse((STORE / "writing.py").read_text("utf-8"))
    [writing] = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "writing"
    ]
    asked = {one.arg for one in (*writing.args.args, *writing.args.kwonlyargs)}
    assert asked == {"database", "at", "by", "source", "undoes"}
