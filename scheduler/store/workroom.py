"""A folder for work on copies of the records, which nobody else may look into."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

PREFIX = ".cycledesk-"


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """Give a private folder inside another, and remove it afterwards.

    Raises:
        OSError: it could not be made.
    """
    with TemporaryDirectory(prefix=PREFIX, dir=folder) as room:
        yield Path(room)


def remove_workrooms(folder: Path, before: datetime) -> None:
    """Remove what a killed program left of its work before a moment."""
    for room in folder.glob(f"{PREFIX}*"):
        if room.is_dir() and room.stat().st_mtime < before.timestamp():
            rmtree(room, ignore_errors=True)
