"""The backups that lie in a place."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from scheduler.store.backup_file import SUFFIX
from scheduler.store.backup_values import IN_NAME
from scheduler.store.records_copy import file_digest
from scheduler.store.retention import Kind
from scheduler.store.whole_file import PART

_KINDS = "|".join(re.escape(kind) for kind in Kind)
_NAME = re.compile(
    rf"(?P<site>[A-Za-z0-9-]+)_(?P<made>\d{{8}}T\d{{6}}Z)_(?P<kind>{_KINDS})(-\d+)?"
    rf"{re.escape(SUFFIX)}(?P<age>\.age)?",
    re.ASCII,
)


class Soundness(StrEnum):
    """What is known of a backup without opening it."""

    VERIFIED = "verified"
    CHANGED = "changed"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One backup in a place.

    Attributes:
        made: aware; from its name.
        site: as its name has it; nothing but a hint.
        size: in bytes.
        protected: True if it needs a passphrase.
        soundness: verified if it is byte for byte what was read back when it was
            made; not known if History has no word of it.
    """

    path: Path
    made: datetime
    kind: Kind
    site: str
    size: int
    protected: bool
    soundness: Soundness


class Answer(StrEnum):
    """Whether a folder has answered."""

    THERE = "there"
    GONE = "gone"
    SILENT = "silent"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What lies in a folder.

    Attributes:
        answer: whether anybody can know.
        sizes: the bytes of each backup, by name.
    """

    answer: Answer
    sizes: Mapping[str, int] = field(default_factory=dict)

    def holds(self, name: str, size: int) -> bool:
        """Say whether a file is there in its size; 0 is any. Not known is yes."""
        if self.answer is Answer.NOT_KNOWN:
            return True
        found = self.sizes.get(name)
        return found is not None and size in {0, found}


def seen_in(folder: Path) -> Seen:
    """Look at a folder; it takes as long as the folder takes to answer."""
    sizes = {}
    try:
        with os.scandir(folder) as found:
            for one in filter(_has_a_name, found):
                with suppress(OSError):
                    sizes[one.name] = one.stat().st_size
    except OSError:
        return Seen(answer=Answer.GONE)
    return Seen(answer=Answer.THERE, sizes=sizes)


def listed(folder: Path, digests: Mapping[str, str]) -> tuple[Listed, ...]:
    """Return the backups in a folder, newest first, each read whole.

    Args:
        folder: a place; nothing is found if it is not there.
        digests: what History says of backups, by name: SHA-256 in hexadecimal.
    """
    found = []
    for one in named(folder):
        with suppress(OSError):
            known = _soundness(one.path, digests.get(one.path.name))
            found.append(replace(one, soundness=known))
    return tuple(found)


def named(folder: Path) -> tuple[Listed, ...]:
    """Return what has the name of a backup, newest first; none of it is read.

    Args:
        folder: a place; nothing is found if it is not there.
    """
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                found += _named(path)
    return tuple(sorted(found, key=lambda one: (one.made, one.path), reverse=True))


def remove_leftovers(folder: Path, before: datetime) -> None:
    """Remove what a killed program left half written before a moment."""
    with suppress(OSError):
        for part in folder.glob(f"*{SUFFIX}*{PART}"):
            found = _NAME.fullmatch(part.name.removesuffix(PART))
            if found and _moment(found["made"]) < before:
                part.unlink(missing_ok=True)


def _has_a_name(one: os.DirEntry[str]) -> bool:
    return _NAME.fullmatch(one.name) is not None


def _named(path: Path) -> list[Listed]:
    found = _NAME.fullmatch(path.name)
    if not found or not path.is_file():
        return []
    return [
        Listed(
            path=path,
            made=_moment(found["made"]),
            kind=Kind(found["kind"]),
            site=found["site"],
            size=path.stat().st_size,
            protected=found["age"] is not None,
            soundness=Soundness.NOT_KNOWN,
        )
    ]


def _soundness(path: Path, digest: str | None) -> Soundness:
    if digest is None:
        return Soundness.NOT_KNOWN
    same = file_digest(path) == digest
    return Soundness.VERIFIED if same else Soundness.CHANGED


def _moment(text: str) -> datetime:
    return datetime.strptime(text, IN_NAME).replace(tzinfo=UTC)
