"""What must hold after each fault: nothing lost, nothing torn, and work goes on."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import CycleDeskError
from scheduler.store.store import Store
from scheduler.store.verify import verdict
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.processes import Driver
from tests.campaigns.site import go_on, open_site, site_file
from tests.campaigns.violations import Also, Violation

# These differ from run to run: they are made of random bytes.
_RANDOM = {"mac", "password", "wrapped", "file_id"}
# The fingerprint of a new key is as random as the key itself.
_WORK = """record NOT IN ('file_keys', 'credentials', 'sign-in', 'sign-in refused',
    'sign-out')"""
_SAVES = f"""
    SELECT source, undoes, (
        SELECT count(*) FROM history WHERE seq BETWEEN first_seq AND last_seq
            AND {_WORK}
    ) AS rows FROM saves WHERE rows > 0 ORDER BY id
"""
Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Oracle:
    """Knows what the file holds after each step of an operation without a fault."""

    after: Sequence[Content]
    schemas: frozenset[object]
    also: Also

    def problem(self, folder: Path, acknowledged: int) -> Violation | None:
        """Open the file as the program does, look at it, and go on with the work."""
        try:
            if len(self.schemas) > 1 and self._between(folder):
                return Violation("torn", "neither the old nor the new schema")
            with closing(open_site(folder)) as store:
                found = content(store.database.db.conn)
                wrong = (
                    self._misplaced(found, acknowledged)
                    or _untrusted(store)
                    or self.also(folder, acknowledged)
                )
                if wrong:
                    return wrong
                go_on(store)
                worked = content(store.database.db.conn)
            with closing(open_site(folder)) as store:
                again = content(store.database.db.conn)
                return _not_kept(found, worked, again) or _untrusted(store)
        except (CycleDeskError, sqlite3.Error) as error:
            return Violation("unusable", f"{type(error).__name__}: {error}")

    def as_told(self, folder: Path, acknowledged: int) -> Violation | None:
        """Look beside the program: what it refused must not have been saved."""
        try:
            found, tables = _seen_in_a_copy(folder)
        except sqlite3.Error as error:
            return Violation("unusable", f"{type(error).__name__}: {error}")
        if found != self.after[acknowledged] and found not in self.after:
            return Violation("torn", f"after {acknowledged} acknowledged steps")
        if found != self.after[acknowledged] or tables not in self.schemas:
            return Violation("not told", f"{acknowledged} acknowledged, one more there")
        return None

    def _between(self, folder: Path) -> bool:
        """Tell whether the schema is neither the old nor the new one."""
        return _seen_in_a_copy(folder)[1] not in self.schemas

    def _misplaced(self, found: Content, acknowledged: int) -> Violation | None:
        if found in self.after[acknowledged : acknowledged + 2]:
            return None
        if found not in self.after:
            return Violation("torn", f"after {acknowledged} acknowledged steps")
        step = self.after.index(found)
        word = "lost" if step < acknowledged else "too many"
        return Violation(word, f"{acknowledged} acknowledged, {step} there")


def _untrusted(store: Store) -> Violation | None:
    """Verify as at a start: a fault of the machine is no tampering."""
    found = verdict(store.database)
    if found.good:
        return None
    return Violation("false alarm", found.findings[0].sentence)


def _not_kept(before: Content, worked: Content, again: Content) -> Violation | None:
    if worked == before or again != worked:
        return Violation("unusable", "what was saved after the fault is not there")
    return None


def content(conn: sqlite3.Connection) -> Content:
    """Return every cell of the file that does not differ from run to run.

    Who comes and goes is left out, with its numbers: whoever looks has signed in.
    """
    names = conn.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'credentials'"
        "AND substr(name, 1, 7) NOT IN ('sqlite_', '_sqlite') ORDER BY name"
    ).fetchall()
    return {name: _rows(conn, name) for (name,) in names}


def _rows(conn: sqlite3.Connection, name: str) -> object:
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({name})")]
    if name == "saves":
        return conn.execute(_SAVES).fetchall()
    if name == "history":
        columns.remove("seq")
    kept = ", ".join(column for column in columns if column not in _RANDOM)
    where, order = (_WORK, "seq") if name == "history" else ("TRUE", "1")
    return conn.execute(
        f"SELECT {kept} FROM {name} WHERE {where} ORDER BY {order}"
    ).fetchall()


def taught(driver: Driver, folder: Path, operation: str, times: int) -> Oracle:
    """Do an operation without a fault and keep what the file holds after each step."""
    seen = []
    with driver.session(folder, operation) as session:
        for step in range(times):
            seen.append(_seen(folder))
            if session.step() != f"ack {step}":
                raise ChildProcessError(session.errors)
        session.finish()
    seen.append(_seen(folder))
    contents, schemas = zip(*seen, strict=True)
    return Oracle(contents, frozenset(schemas), OPERATIONS[operation].also)


def _seen(folder: Path) -> tuple[Content, object]:
    """Read the file beside the driver, as a second desk would."""
    with closing(sqlite3.connect(site_file(folder))) as conn:
        return content(conn), schema(conn)


def schema(conn: sqlite3.Connection) -> object:
    rows = conn.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2")
    return tuple(rows.fetchall())


def _seen_in_a_copy(folder: Path) -> tuple[Content, object]:
    """Look without waiting for the program, and before it recovers anything."""
    with TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        return _seen(Path(copy))
