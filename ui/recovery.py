"""Looks at a damaged file and its backups in a thread of its own."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from scheduler.commands.backing_up import own_place
from scheduler.errors import CycleDeskError
from scheduler.store.file_errors import (
    ForeignDatabaseError,
    MissingDatabaseError,
)
from scheduler.store.keys import Keyring
from scheduler.store.recovery import Good, Left, newest_good, what_is_left
from ui.lookouts import Errands
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
        problem: why none could be unpacked to be looked at; empty if it could.
    """

    left: Left
    good: Good | None
    problem: str = ""


class Recovery(QObject):
    """Looks for a way back; nothing is changed.

    Args:
        path: the damaged file.
        second: the second place for backups, None if none was chosen.
        keys: those of this user.
        parent: who owns it.

    Signals:
        found: ``Findings``; once more when a second place knows a newer backup.
    """

    found = Signal(object)
    _looked = Signal(object, object)

    def __init__(
        self, path: Path, second: Path | None, keys: Keyring, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._path, self._keys = path, keys
        self._places = [own_place(path), *([second] if second else [])]
        self._left: Left | None = None
        self._good: dict[Path, Good | None] = {}
        self._problem = ""
        self._errands = Errands()
        self._looked.connect(self._take)

    def begin(self) -> None:
        """Look; ``found`` tells. A place that never answers keeps no other back."""
        for place in self._places:
            self._errands.send(place, partial(self._look, place))

    def _look(self, place: Path) -> None:
        """Look at one place, in a thread; with the first one at the file as well."""
        left = what_is_left(self._path) if place == self._places[0] else None
        good, problem = None, ""
        try:
            good = newest_good(self._path, [place], self._key_of)
        except OSError as error:
            problem = (error.strerror or str(error)).lower()
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._looked.emit(left, (place, good, problem))

    @Slot(object, object)
    def _take(self, left: Left | None, answer: tuple[Path, Good | None, str]) -> None:
        place, good, problem = answer
        self._left, self._good[place] = left or self._left, good
        self._problem = problem or self._problem
        known = [one for one in self._good.values() if one is not None]
        # That there is none is only known when every place has answered.
        if self._left is None or not (known or len(self._good) == len(self._places)):
            return
        newest = max(known, key=lambda one: one.listed.made, default=None)
        self.found.emit(Findings(left=self._left, good=newest, problem=self._problem))

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
