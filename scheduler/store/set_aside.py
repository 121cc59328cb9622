"""One file in the place of another, which is kept under another name.

At every moment the old file or the new one is under the name. What SQLite left
beside the old one goes with it: it must never be taken for the new one's.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from scheduler.durable import sync_folder
from scheduler.store.whole_file import to_disk

BESIDE = ("-journal", "-wal", "-shm")
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_MOST = 100


def aside_name(path: Path, at: datetime) -> Path:
    """Return a free name for a file that is set aside.

    Args:
        path: the file.
        at: aware; now.

    Raises:
        FileExistsError: too many were set aside in this second.
    """
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in range(1, _MOST):
        again = f"-{number}" if number > 1 else ""
        found = path.with_name(f"{path.stem}_set-aside_{moment}{again}{path.suffix}")
        if not found.exists():
            return found
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def keep_aside(path: Path, aside: Path) -> None:
    """Give a file a second name, with what SQLite left beside it; it stays in place.

    Where the file system knows no second names it is copied. So the file must not
    be open in this process: closing it would cancel the locks of SQLite.

    Raises:
        OSError: it could not be kept; nothing was changed.
    """
    for old, new in family(path, aside):
        _linked(old, new)
    sync_folder(path.parent)


def put_in_place(new: Path, path: Path) -> None:
    """Put a finished file under a name, in place of what is there.

    Args:
        new: in the same folder, closed.
        path: the name; a file there has a second name already.

    Raises:
        OSError: it could not be put there; the old file is still in place.
    """
    with new.open("rb+") as file:
        to_disk(file)
    if left := left_beside(path):
        for one in left:
            one.unlink()
        sync_folder(path.parent)
    new.replace(path)
    sync_folder(path.parent)


def left_beside(path: Path) -> tuple[Path, ...]:
    """Return what SQLite left beside a file that nobody has open."""
    return tuple(one for one in _beside(path) if one.exists())


def forget(aside: Path) -> None:
    """Remove the second names of a file that stays in place after all."""
    for one in (aside, *_beside(aside)):
        with suppress(OSError):
            one.unlink()


def family(path: Path, aside: Path) -> Iterator[tuple[Path, Path]]:
    """Yield a file and what SQLite left beside it, each with its name aside."""
    pairs = zip((path, *_beside(path)), (aside, *_beside(aside)), strict=True)
    return ((old, new) for old, new in pairs if old.exists())


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in BESIDE)


def _linked(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        with old.open("rb") as source, new.open("xb") as copy:
            shutil.copyfileobj(source, copy)
            to_disk(copy)
