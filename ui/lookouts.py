"""Folders that may not answer: whoever asks them waits in a thread of its own.

A share that has died answers nobody, and no call to it can be taken back. Such a
thread is left behind; there is never more than one for a folder.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")
A_MOMENT = 0.3  # seconds that a window may wait
SILENT_AFTER = 10.0  # seconds; a disk that slept has woken up by then


class Lookouts(Generic[T]):
    """Looks at folders, each by a lookout of its own.

    Args:
        look: answers about a folder, whenever that may be.
        not_known: is the answer until there was one.
        silent: is the answer about a folder that gives none.
        silent_after: seconds until it counts as such.
    """

    def __init__(
        self,
        look: Callable[[Path], T],
        not_known: T,
        silent: T,
        silent_after: float = SILENT_AFTER,
    ) -> None:
        self._look, self._not_known, self._silent = look, not_known, silent
        self._silent_after = silent_after
        self._all: dict[Path, _Lookout[T]] = {}

    def seen(self, folder: Path) -> T:
        """Return the answer, or the last one if there is none within a moment."""
        lookout = self._all.get(folder)
        if lookout is None:
            lookout = _Lookout(lambda: self._look(folder), self._not_known)
            self._all[folder] = lookout
        answers = lookout.answers(self._silent_after)
        return lookout.last if answers else self._silent


class _Lookout(Generic[T]):
    def __init__(self, look: Callable[[], T], not_known: T) -> None:
        self._look, self.last = look, not_known
        self._thread: Thread | None = None
        self._asked = 0.0

    def answers(self, silent_after: float) -> bool:
        """Look, and say whether the last answer may be the one of today."""
        if self._thread is None:
            self._asked = monotonic()
            self._thread = Thread(target=self._keep, daemon=True)
            self._thread.start()
            self._thread.join(A_MOMENT)
        if self._thread.is_alive():
            return monotonic() < self._asked + silent_after
        self._thread = None
        return True

    def _keep(self) -> None:
        self.last = self._look()


class Errands:
    """Does what has to be done in folders, one thing at a time in each."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._busy: set[Path] = set()
        self._next: dict[Path, Callable[[], None]] = {}

    def send(self, folder: Path, work: Callable[[], None]) -> None:
        """Do something in a thread; what waits for the folder already is replaced."""
        with self._lock:
            self._next[folder] = work
            if folder in self._busy:
                return
            self._busy.add(folder)
        Thread(target=self._do_all, args=(folder,), daemon=True).start()

    def _do_all(self, folder: Path) -> None:
        while work := self._taken(folder):
            work()

    def _taken(self, folder: Path) -> Callable[[], None] | None:
        with self._lock:
            work = self._next.pop(folder, None)
            if work is None:
                self._busy.discard(folder)
            return work
