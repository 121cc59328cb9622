"""A file that is complete under its name, or not there at all.

It is written under another name, brought to the disk, looked at, renamed, and the
folder is brought to the disk too: without the last step a power cut could take the
name away again.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from scheduler.durable import sync_folder

PART = ".part"


def write_whole(
    target: Path,
    write: Callable[[BinaryIO], None],
    look_at: Callable[[Path], None],
) -> None:
    """Write a file under a name that is free.

    Args:
        target: where it is to be.
        write: puts its bytes into an open file.
        look_at: raises unless the finished file, which has another name yet, is
            what it should be; then the target is not made.

    Raises:
        FileExistsError: there is such a file, or somebody is writing it.
        OSError: it could not be written; nothing is left of it.
    """
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    part = target.with_name(target.name + PART)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with _removed_on_failure(part):
        with os.fdopen(handle, "wb") as file:
            write(file)
            to_disk(file)
        look_at(part)
        part.rename(target)
    sync_folder(target.parent)


def to_disk(file: BinaryIO) -> None:
    """Bring what was written to the disk; the next reader gets it from there."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _removed_on_failure(part: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
