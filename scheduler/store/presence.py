"""Who else has a site file open: one small file a desk, held by a lock.

A lock goes with its process, however that ends, so nothing is left to block anybody.
The site file itself is never touched: opening it beside SQLite would cancel its locks.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from scheduler.durable import write_durably

_DESK, _LOCK = ".desk", ".lock"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody at another desk, or in another window."""

    person: str
    workstation: str


class Presence:
    """Says at one desk who is there, and reads who is at the others.

    Args:
        path: the site file.
    """

    def __init__(self, path: Path) -> None:
        self._folder = folder_of(path)
        self._name = secrets.token_hex(8)
        self._lock: FileLock | None = None

    def announce(self, person: str, workstation: str) -> None:
        """Say who is at this desk, until ``leave`` or the end of the process.

        Where nothing may be written nobody is announced, and that is no error.
        """
        with suppress(OSError, Timeout):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if self._lock is None:
                lock = FileLock(self._file(_LOCK), timeout=0, mode=0o600)
                lock.acquire()
                self._lock = lock
            said = {"person": person, "workstation": workstation}
            write_durably(self._file(_DESK), json.dumps(said).encode())

    def leave(self) -> None:
        """Take back what was said; doing it twice does no harm."""
        if self._lock is None:
            return
        _remove(self._file(_DESK))
        self._lock.release()
        self._lock = None
        _remove(self._file(_LOCK))
        with suppress(OSError):  # others are still there
            self._folder.rmdir()

    def others(self) -> tuple[Neighbour, ...]:
        """Return who is at other desks; what a desk left behind is removed."""
        return tuple(
            sorted(self._others(), key=lambda one: (one.person, one.workstation))
        )

    def _others(self) -> Iterator[Neighbour]:
        for desk in sorted(self._folder.glob(f"*{_DESK}")):
            if desk.stem != self._name and _is_held(desk.with_suffix(_LOCK)):
                found = _read(desk)
                if found is not None:
                    yield found
            elif desk.stem != self._name:
                _remove(desk)
                _remove(desk.with_suffix(_LOCK))

    def _file(self, ending: str) -> Path:
        return self._folder / f"{self._name}{ending}"


def folder_of(path: Path) -> Path:
    """Return where the desks of a site file are written down: beside it.

    Whoever has opened it by a link is at the same file.
    """
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.name}.desks")


def _is_held(lock: Path) -> bool:
    """Say whether a living process holds a lock; what cannot be told counts as held."""
    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except (OSError, Timeout):
        return True


def _read(desk: Path) -> Neighbour | None:
    try:
        said = json.loads(desk.read_bytes())
        person, workstation = str(said["person"]), str(said["workstation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Neighbour(person[:_LONGEST], workstation[:_LONGEST])


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
