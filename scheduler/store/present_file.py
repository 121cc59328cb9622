"""The file that a restore would replace: what is in it, and nobody writes in it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scheduler.errors import CycleDeskError
from scheduler.store.anchors import Head, written_for
from scheduler.store.any_file import connection
from scheduler.store.backup_errors import (
    ChangedMeanwhileError,
    OtherFileBackupError,
    WrongSiteBackupError,
)
from scheduler.store.chain import head
from scheduler.store.difference import Difference, difference
from scheduler.store.file_errors import LockedDatabaseError, ReadOnlyDatabaseError
from scheduler.store.manifest import Manifest
from scheduler.store.records_copy import Counted, counted
from scheduler.store.set_aside import family
from scheduler.store.sqlite_errors import telling

_SAVED_SINCE = "SELECT 1 FROM history WHERE seq > ? AND action <> 'event' LIMIT 1"
_EARLIER = "It was made by an earlier version of CycleDesk."


def compared(
    target: Path,
    backup: sqlite3.Connection,
    manifest: Manifest,
    known: Head | None,
    name: str,
    room: Path,
) -> Difference:
    """Compare the present file with a backup.

    Args:
        target: the file; there may be none.
        backup: a connection to the records of the backup.
        manifest: of the backup.
        known: how far the file had got by what is written down outside of it.
        name: of the backup.
        room: a private folder for copies.

    Raises:
        WrongSiteBackupError: the present file is of another site.
        OtherFileBackupError: it is another file of the same site.
        LockedDatabaseError: somebody is writing in it and did not finish in time.
    """
    end = head(backup)
    if not target.exists():
        return Difference(present=None, backup=end, common=0, known=known)
    try:
        there = _settled(target, room)
    except LockedDatabaseError:  # somebody writes, so it is not beyond reading
        raise
    except CycleDeskError as error:
        _refuse_stranger(target, manifest, name)
        return Difference(
            present=None, backup=end, common=0, problem=str(error), known=known
        )
    _refuse_other(there, manifest, name)
    if not there.mac:
        return Difference(
            present=None, backup=end, common=0, problem=_EARLIER, known=known
        )
    with telling(target), connection(target, "ro") as present:
        return difference(present, backup, known)


@contextmanager
def held(target: Path, found: Difference) -> Iterator[None]:
    """Keep everybody from writing in the present file for the length of the block.

    Raises:
        ChangedMeanwhileError: somebody has written in it since it was compared.
        LockedDatabaseError: somebody is writing and did not finish in time.
    """
    if found.present is None:  # there is none, or it cannot be read
        yield
        return
    with telling(target), connection(target, "rw") as present:
        present.execute("BEGIN EXCLUSIVE")
        if _has_changed(present, found.present):
            raise ChangedMeanwhileError
        yield


def _has_changed(present: sqlite3.Connection, seen: Head) -> bool:
    """Say whether a record was saved since; who came and went is no loss."""
    if head(present).seq < seen.seq:
        return True
    return present.execute(_SAVED_SINCE, (seen.seq,)).fetchone() is not None


def _settled(target: Path, room: Path) -> Counted:
    """Count what is in the file, after SQLite took back a save that was cut off.

    It is tried on a copy first: a file that stays damaged is left as it is.
    """
    try:
        return counted(target)
    except ReadOnlyDatabaseError:  # reading alone takes nothing back
        copy = room / "present"
        # Nobody is in the middle of a save, so a plain read cancels no locks.
        for old, new in family(target, copy):
            shutil.copyfile(old, new)
        _settle(copy)
        counted(copy)
        _settle(target)
    return counted(target)


def _settle(path: Path) -> None:
    with telling(path), connection(path, "rw") as found:
        found.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _refuse_stranger(target: Path, manifest: Manifest, name: str) -> None:
    """Tell by the anchor which file it was, where the file itself cannot be read."""
    theirs = manifest.file_id
    if theirs and written_for(target) not in {"", theirs}:
        raise OtherFileBackupError(name=name)


def _refuse_other(there: Counted, manifest: Manifest, name: str) -> None:
    if there.site and there.site != manifest.site:
        raise WrongSiteBackupError(name=name, theirs=manifest.site, ours=there.site)
    if there.file_id and manifest.file_id and there.file_id != manifest.file_id:
        raise OtherFileBackupError(name=name)
