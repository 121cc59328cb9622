"""What must hold after each fault: nothing lost, nothing torn, and work goes on."""

import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import CycleDeskError
from tests.campaigns.processes import Driver
from tests.campaigns.site import go_on, open_site, site_file

# These differ from run to run: they are made of random bytes.
_RANDOM = {"mac", "password", "wrapped", "file_id"}
Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Violation:
    """What did not hold, in a word that is counted, and at which fault."""

    word: str
    said: str


@dataclass(frozen=True, slots=True)
class Oracle:
    """Knows what the file holds after each step of an operation without a fault."""

    after: Sequence[Content]
    schemas: frozenset[object]

    def problem(self, folder: Path, acknowledged: int) -> Violation | None:
        """Open the file as the program does, look at it, and go on with the work."""
        try:
            if len(self.schemas) > 1 and self._between(folder):
                return Violation("torn", "neither the old nor the new schema")
            with closing(open_site(folder)) as store:
                found = content(store.database.db.conn)
                if wrong := self._misplaced(found, acknowledged):
                    return wrong
                go_on(store)
                worked = content(store.database.db.conn)
            with closing(open_site(folder)) as store:
                return _not_kept(found, worked, content(store.database.db.conn))
        except (CycleDeskError, sqlite3.Error) as error:
            return Violation("unusable", f"{type(error).__name__}: {error}")

    def as_told(self, folder: Path, acknowledged: int) -> Violation | None:
        """Look beside the program: what it refused must not have been saved."""
        try:
            found, schema = _seen_in_a_copy(folder)
        except sqlite3.Error as error:
            return Violation("unusable", f"{type(error).__name__}: {error}")
        if found != self.after[acknowledged] and found not in self.after:
            return Violation("torn", f"after {acknowledged} acknowledged steps")
        if found != self.after[acknowledged] or schema not in self.schemas:
            return Violation("not told", f"{acknowledged} acknowledged, one more there")
        return None

    def _between(self, folder: Path) -> bool:
        """Tell whether the schema is neither the old nor the new one."""
        return _seen_in_a_copy(folder)[1] not in self.schemas

    def _misplaced(self, found: Content, acknowledged: int) -> Violation | None:
        if found not in self.after:
            return Violation("torn", f"after {acknowledged} acknowledged steps")
        step = len(self.after) - 1 - list(reversed(self.after)).index(found)
        if step < acknowledged:
            return Violation("lost", f"{acknowledged} acknowledged, {step} there")
        if step > acknowledged + 1:
            return Violation("too many", f"{acknowledged} acknowledged, {step} there")
        return None


def _not_kept(before: Content, worked: Content, again: Content) -> Violation | None:
    if worked == before or again != worked:
        return Violation("unusable", "what was saved after the fault is not there")
    return None


def content(conn: sqlite3.Connection) -> Content:
    """Return every cell of the file that does not differ from run to run."""
    names = conn.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        "AND substr(name, 1, 7) NOT IN ('sqlite_', '_sqlite') ORDER BY name"
    ).fetchall()
    return {name: _rows(conn, name) for (name,) in names}


def _rows(conn: sqlite3.Connection, name: str) -> object:
    columns = [row[1] for row in conn.execute(f"PRAGMA table_info({name})")]
    kept = ", ".join(column for column in columns if column not in _RANDOM)
    # The fingerprint of a new key is as random as the key itself.
    where = "WHERE record <> 'file_keys'" if name == "history" else ""
    rows = conn.execute(f"SELECT {kept} FROM {name} {where} ORDER BY 1")
    return rows.fetchall()


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
    return Oracle(contents, frozenset(schemas))


def _seen(folder: Path) -> tuple[Content, object]:
    """Read the file beside the driver, as a second desk would."""
    with closing(sqlite3.connect(site_file(folder))) as conn:
        return content(conn), _schema(conn)


def _schema(conn: sqlite3.Connection) -> object:
    rows = conn.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2")
    return tuple(rows.fetchall())


def _seen_in_a_copy(folder: Path) -> tuple[Content, object]:
    """Look without waiting for the program, and before it recovers anything."""
    with TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        return _seen(Path(copy))
