"""Verified backups: a copy is made aside, put in its places, and read back there."""

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from scheduler.errors import CycleDeskError
from scheduler.store.backup_check import unpack
from scheduler.store.backup_errors import (
    BackupPlaceError,
    BackupPlaceFullError,
    BadBackupError,
)
from scheduler.store.backup_file import (
    PROTECTED,
    SUFFIX,
    container_digest,
    protected,
)
from scheduler.store.backup_folder import remove_leftovers
from scheduler.store.backup_parts import make_container
from scheduler.store.backup_values import Order, Outcome, Place, backup_name
from scheduler.store.file_errors import DiskFullError
from scheduler.store.manifest import Manifest
from scheduler.store.records_copy import file_digest
from scheduler.store.whole_file import PART, write_whole
from scheduler.store.workroom import workroom

MEGABYTE = 1_000_000
COPIES = 5  # of the records, that are made in the private folder at most
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MOST_OF_ONE_SECOND = 100
LEFT_FOR = timedelta(days=1)


def take_backup(order: Order, places: Sequence[Place]) -> tuple[Outcome, ...]:
    """Take one backup and put it in every place, each read back there.

    A place that does not take it is told in its outcome; the others have theirs.

    Raises:
        CycleDeskError: no copy could be made at all.
    """
    return tuple(each_taken(order, places))


def each_taken(order: Order, places: Sequence[Place]) -> Iterator[Outcome]:
    """Take one backup, and yield what became of it in each place as it is known.

    No place is touched before it is its turn: one that never answers must not take
    the others their backup.

    Raises:
        CycleDeskError: no copy could be made at all.
    """
    folder = order.source.parent
    with _room_for(order.source), workroom(folder) as room:
        container = _Container(order, *make_container(order, room))
        for place in places:
            remove_leftovers(place.folder, order.at - LEFT_FOR)
            yield _put(order, container, place)


class _Container:
    """A finished backup, unpacked and followed where it is read back first.

    Every other place is compared with it, byte for byte: that is the same backup.
    """

    def __init__(self, order: Order, path: Path, manifest: Manifest) -> None:
        self._order, self.path, self.manifest = order, path, manifest
        self._digest = file_digest(path)
        self._followed = False

    def look_at(self, part: Path, passphrase: str | None) -> None:
        """Raise unless a file is this backup, and a good one.

        Raises:
            BadBackupError: it is not.
        """
        if container_digest(part, passphrase) != self._digest:
            raise BadBackupError(
                name=part.name.removesuffix(PART), problem="it was not copied whole"
            )
        if not self._followed:
            records = self.path.with_name("read-back.cycledesk")
            records.unlink(missing_ok=True)
            unpack(part, records, self._order.key_of, passphrase)
            self._followed = True


def _put(order: Order, container: _Container, place: Place) -> Outcome:
    outcome = Outcome(folder=place.folder, kind=order.kind, at=order.at)
    size = container.path.stat().st_size
    try:
        _refuse_unfit(place.folder, size)
        made, digest = _placed(order, container, place)
        size = made.stat().st_size
    except (CycleDeskError, OSError) as error:
        return replace(outcome, problem=str(_refusal(place.folder, error, size)))
    return replace(
        outcome,
        name=made.name,
        digest=digest,
        size=size,
        head=container.manifest.head,
    )


def _placed(order: Order, container: _Container, place: Place) -> tuple[Path, str]:
    """Write the file under a free name; return where it is, and its digest."""
    ending = PROTECTED if place.passphrase else SUFFIX
    name = backup_name(container.manifest.site, order.at, order.kind)
    digest = ""

    def write(file: BinaryIO) -> None:
        _write(container.path, place.passphrase, file)

    def look_at(part: Path) -> None:
        nonlocal digest
        container.look_at(part, place.passphrase)
        digest = file_digest(part)

    for number in range(1, _MOST_OF_ONE_SECOND):
        again = f"-{number}" if number > 1 else ""
        made = place.folder / f"{name}{again}{ending}"
        try:
            write_whole(made, write, look_at)
        except FileExistsError:
            continue
        return made, digest
    raise BackupPlaceError(folder=str(place.folder), problem="no name is free")


def _write(container: Path, passphrase: str | None, file: BinaryIO) -> None:
    if passphrase:
        file.write(protected(container.read_bytes(), passphrase))
        return
    with container.open("rb") as source:
        shutil.copyfileobj(source, file)


def _refuse_unfit(folder: Path, size: int) -> None:
    if not folder.is_dir():
        raise BackupPlaceError(folder=str(folder), problem="the folder is not there")
    if shutil.disk_usage(folder).free < size:
        raise BackupPlaceFullError(folder=str(folder), megabytes=_megabytes(size))


@contextmanager
def _room_for(source: Path) -> Iterator[None]:
    """Turn a full disk into how much room the copies need."""
    try:
        yield
    except (DiskFullError, OSError) as error:
        size = COPIES * source.stat().st_size
        raise _refusal(source.parent, error, size) from error


def _refusal(folder: Path, error: Exception, size: int) -> CycleDeskError:
    if isinstance(error, DiskFullError) or getattr(error, "errno", 0) in _FULL:
        return BackupPlaceFullError(folder=str(folder), megabytes=_megabytes(size))
    if isinstance(error, CycleDeskError):
        return error
    problem = getattr(error, "strerror", None) or str(error)
    return BackupPlaceError(folder=str(folder), problem=problem.lower())


def _megabytes(size: int) -> int:
    return -(-size // MEGABYTE)
