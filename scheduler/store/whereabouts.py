"""Where on this computer a site file is, so that a copy is told from the original.

Two files with one key would write down their heads over each other's, and then each
would look like an older copy of the other.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from scheduler.durable import write_durably
from scheduler.errors import CycleDeskError
from scheduler.store.age import is_sealed
from scheduler.store.anchors import Anchors, Head, written_for
from scheduler.store.any_file import connection
from scheduler.store.chain import Source, head
from scheduler.store.file_errors import LockedDatabaseError
from scheduler.store.keys import Keyring
from scheduler.store.places import is_frozen
from scheduler.store.sqlite_errors import telling

WAIT_SECONDS = 5.0
_WORKED_IN = "SELECT 1 FROM saves WHERE last_seq > ? AND source <> ?"
_IS_OURS = "SELECT 1 FROM file_keys WHERE file_id = ?"


class Whereabouts:
    """Knows where the records of one file are kept on this computer.

    The place is noted beside the key, and not in an anchor: it is seldom written, and
    earlier versions read anchors.

    Args:
        file_id: of the file.
        path: where it is open, or is to be.
        keys: those of this user.
    """

    def __init__(self, file_id: str, path: Path, keys: Keyring) -> None:
        self._file_id, self._path = file_id, path.resolve()
        self._note = keys.place(file_id)
        self._anchors = Anchors(file_id, [keys.anchor(file_id)])

    def keep(self) -> None:
        """Note that the records are kept here, after something was saved here.

        A fault is passed over: the save that it belongs to is on the disk.
        """
        with suppress(OSError):
            if self._noted() != self._path:
                write_durably(self._note, os.fsencode(self._path))

    def original(self, conn: sqlite3.Connection) -> Path | None:
        """Return the file that this one is a copy of, None if it is none.

        A file that has all of the other's saves and more was worked in since. One that
        was copied over another file is more than a copy, which others tell.

        Args:
            conn: the file that is open here.
        """
        if written_for(self._path) not in {"", self._file_id}:
            return None
        there, end = self._found()
        return None if end and _goes_on(conn, end) else there

    def elsewhere(self) -> Path | None:
        """Return the other file in which the records are kept, None if here."""
        there, _ = self._found()
        return there

    def _found(self) -> tuple[Path | None, Head | None]:
        """Return the other file, and how far it goes if it can be asked now."""
        there = self._noted()
        if there is None or not _is_another(there, self._path):
            return None, None
        if is_frozen(there):  # a disk that failed: the records go on in the copy
            return None, None
        try:
            end = self._end(there)
        except LockedDatabaseError:  # somebody writes in it
            is_ours = written_for(there) == self._file_id
            return (there if is_ours else None), None
        except (CycleDeskError, sqlite3.Error):
            return None, None
        return (there if end else None), end

    def _end(self, there: Path) -> Head | None:
        """Return how far a file goes, None if it is not the newest state of ours."""
        written = self._anchors.latest()
        # SQLite may have to take back a save that was cut off, to read it.
        mode = "rw" if os.access(there, os.W_OK) else "ro"
        with telling(there), connection(there, mode, WAIT_SECONDS) as conn:
            if not conn.execute(_IS_OURS, (self._file_id,)).fetchone():
                return None
            is_newest = written is None or is_sealed(conn, written)
            return head(conn) if is_newest else None

    def _noted(self) -> Path | None:
        with suppress(OSError):
            return Path(os.fsdecode(self._note.read_bytes()))
        return None


def _is_another(there: Path, path: Path) -> bool:
    """Say whether there is a file that is not the same under another name."""
    try:
        return there.is_file() and not there.samefile(path)
    except (OSError, ValueError):  # it is away, or no name of a file
        return False


def _goes_on(conn: sqlite3.Connection, end: Head) -> bool:
    """Say whether somebody worked in a file after it went as far as the other."""
    if not is_sealed(conn, end):
        return False
    return conn.execute(_WORKED_IN, (end.seq, Source.RESTORE)).fetchone() is not None
