"""Thinning a place out: an old backup goes when a newer one is there and whole.

Hundreds of files may lie there. All are looked at by name and size; only what is to
go and what replaces it is read, and looked at once more before anything is removed.
"""

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.durable import sync_folder
from scheduler.store.backup_errors import NotThinnedError
from scheduler.store.backup_folder import named
from scheduler.store.backup_values import Written
from scheduler.store.records_copy import file_digest
from scheduler.store.retention import Kept, expendable

# Which file it is, how long, and when it was changed last.
_Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thinned:
    """What came of thinning a place out.

    Attributes:
        removed: the backups that are gone, in the order in which they went.
        problem: why others are still there, as a sentence; empty if none is.
    """

    removed: tuple[Path, ...]
    problem: str


def thin(
    folder: Path,
    known: Mapping[str, Written],
    *,
    restored: datetime | None = None,
    made: str = "",
) -> Thinned:
    """Remove the backups that the rule gives up, as far as the folder lets them go.

    Args:
        folder: a place.
        known: what History of this file says of its backups, by name. No other
            file is removed, and none goes for another.
        restored: when these records were last restored.
        made: the backup that was made just now. It stays: where the clock was set
            back, others have later names and hold less.

    Source:
        reliability.md R52: only after a newer verified one exists.
    """
    place, removed, left = _Place(folder, known), [], dict[str, OSError]()
    while pair := place.next_pair({*left, made}, restored):
        old, newer = pair
        if not place.are_whole(old, newer):
            continue  # what is not whole was put aside, so it is another pair
        try:
            (folder / old.name).unlink()
        except OSError as error:
            left[old.name] = error
        else:
            removed.append(folder / old.name)
            place.drop(old)
    if removed:
        sync_folder(folder)
    return Thinned(removed=tuple(removed), problem=_problem(folder, left))


class _Place:
    """The backups of one file in one folder, less those found not to be whole."""

    def __init__(self, folder: Path, known: Mapping[str, Written]) -> None:
        self._folder, self._known = folder, known
        self._read: dict[str, _Stamp] = {}
        self._there = {one.name: one for one in self._by_name()}

    def next_pair(
        self, left: Collection[str], restored: datetime | None
    ) -> tuple[Kept, Kept] | None:
        """Return the oldest backup that may go, and the next newer one that stays."""
        gone = expendable(self._there.values(), restored=restored)
        stays = self._there.keys() - {one.name for one in gone}
        newest_last = sorted(self._there.values(), key=_age)
        for old in gone:
            if old.name not in left:
                newer = (one for one in newest_last if _age(one) > _age(old))
                return old, next(one for one in newer if one.name in stays)
        return None

    def are_whole(self, *pair: Kept) -> bool:
        """Say whether both are what was written, and put aside which are not."""
        for one in pair:
            if one.name not in self._read and not self._is_as_written(one.name):
                self.drop(one)
        # Reading takes its time; this is what they are at the last moment.
        for one in pair:
            if self._read.get(one.name) != _stamp(self._folder / one.name):
                self.drop(one)
        return all(one.name in self._there for one in pair)

    def drop(self, one: Kept) -> None:
        """Leave a file out of account."""
        self._there.pop(one.name, None)
        self._read.pop(one.name, None)

    def _by_name(self) -> Iterator[Kept]:
        for one in named(self._folder):
            written = self._known.get(one.path.name)
            stamp = _stamp(one.path)
            if written is None or stamp is None:
                continue
            if written.size in {0, one.size}:
                yield Kept(
                    name=one.path.name,
                    made=one.made,
                    kind=one.kind,
                    verified=bool(written.size) or self._is_as_written(one.path.name),
                )

    def _is_as_written(self, name: str) -> bool:
        """Read a file, and keep which one it was if it is byte for byte ours."""
        path = self._folder / name
        stamp = _stamp(path)
        try:
            same = file_digest(path) == self._known[name].digest
        except OSError:
            return False
        if stamp is not None and same:
            self._read[name] = stamp
        return same


def _stamp(path: Path) -> _Stamp | None:
    """Return what tells a file from another at its name; None for what is no file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _age(one: Kept) -> tuple[datetime, str]:
    return one.made, one.name


def _problem(folder: Path, left: Mapping[str, OSError]) -> str:
    if not left:
        return ""
    error = next(iter(left.values()))
    said = (error.strerror or str(error)).lower()
    return str(NotThinnedError(folder=str(folder), names=tuple(left), problem=said))
