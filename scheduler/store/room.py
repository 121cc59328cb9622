"""Room on the disk: asked for before it is short, and a little kept for when it is."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scheduler.store.file_errors import DiskFullError, ReserveFreedError

RESERVE = 5_000_000  # bytes
TIMES = 3  # as much room as the file takes: its journal, a backup, one more day
_MEGABYTE = 1_000_000


def reserve_of(path: Path) -> Path:
    """Return the file beside the records that only takes up room."""
    return path.with_name(f"{path.name}.reserve")


def hold_reserve(path: Path) -> None:
    """Take up a little room, unless it is taken already or the disk is short of it.

    Source:
        reliability.md F36: the last entry can be saved on a full disk.
    """
    reserve = reserve_of(path)
    with suppress(OSError):
        if shutil.disk_usage(path.parent).free > needed(path) + RESERVE:
            number = os.open(reserve, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            try:
                _take_up(number)
            finally:
                os.close(number)


def needed(path: Path) -> int:
    """Return how many bytes should be free on the disk of the records."""
    return TIMES * path.stat().st_size


def scarce(path: Path) -> str:
    """Return what to say while the disk is short of room; empty if it is not."""
    try:
        free, wanted = shutil.disk_usage(path.parent).free, needed(path)
    except OSError:
        return ""
    if free >= wanted:
        return ""
    return (
        f"The disk of the records has {free // _MEGABYTE} MB left. "
        f"Make room: at least {-(-wanted // _MEGABYTE)} MB should be free."
    )


@contextmanager
def freeing_reserve(path: Path | None) -> Iterator[None]:
    """Give the reserve back when the block finds the disk full.

    Raises:
        ReserveFreedError: there was one; what failed can be tried again at once.
    """
    try:
        yield
    except DiskFullError as error:
        if path is None or not _freed(path):
            raise
        raise ReserveFreedError from error


def _freed(path: Path) -> bool:
    try:
        reserve_of(path).unlink()
    except OSError:
        return False
    return True


def _take_up(number: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(number, 0, RESERVE)
    else:
        os.write(number, bytes(RESERVE))
