"""Looks at a damaged file and its backups in a thread of its own."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from scheduler.commands.backing_up import own_place
from scheduler.errors import CycleDeskError
from scheduler.store.file_errors import (
    ForeignDatabaseError,
    MissingDatabaseError,
)
from scheduler.store.keys import Keyring
from scheduler.store.recovery import Good, Left, newest_good, what_is_left
from ui.site_files import DAMAGE

__all__ = ["Findings", "Good", "Left", "Leftovers", "Recovery", "helps"]


_GONE = (ForeignDatabaseError, MissingDatabaseError)


def helps(path: Path, error: CycleDeskError) -> bool:
    """Say whether a backup is the way out of what keeps a file from being opened.

    A file of another kind is only taken for a damaged one where it has backups.
    """
    if isinstance(error, DAMAGE):
        return True
    return isinstance(error, _GONE) and own_place(path).is_dir()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is known of a damaged file.

    Attributes:
        left: which participants can be read.
        good: the newest backup that was verified just now, None if there is none.
    """

    left: Left
    good: Good | None


class Recovery(QObject):
    """Looks for a way back; nothing is changed.

    Args:
        path: the damaged file.
        second: the second place for backups, None if none was chosen.
        keys: those of this user.
        parent: who owns it.

    Signals:
        found: ``Findings``.
    """

    found = Signal(object)

    def __init__(
        self, path: Path, second: Path | None, keys: Keyring, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._path, self._keys = path, keys
        self._places = [own_place(path), *([second] if second else [])]
        self._thread = ThreadPoolExecutor(max_workers=1)

    def begin(self) -> None:
        """Look; ``found`` tells."""
        future = self._thread.submit(self._look)
        future.add_done_callback(partial(_tell, self))
        self._thread.shutdown(wait=False)

    def _look(self) -> Findings:
        return Findings(
            left=what_is_left(self._path),
            good=newest_good(self._path, self._places, self._key_of),
        )

    def _key_of(self, file_id: str) -> bytes | None:
        found = self._keys.find(file_id)
        return found.key if found else None


class Leftovers(QObject):
    """Looks at what can be read of a file that is not trusted; nothing is changed.

    Args:
        path: the file.
        parent: who owns it.

    Signals:
        found: ``Left``.
    """

    found = Signal(object)

    def __init__(self, path: Path, parent: QObject | None) -> None:
        super().__init__(parent)
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1)

    def begin(self) -> None:
        """Look; ``found`` tells."""
        future = self._thread.submit(what_is_left, self._path)
        future.add_done_callback(partial(_tell_left, self))
        self._thread.shutdown(wait=False)


def _tell_left(leftovers: Leftovers, future: "Future[Left]") -> None:
    leftovers.found.emit(future.result())


def _tell(recovery: Recovery, future: "Future[Findings]") -> None:
    recovery.found.emit(future.result())
