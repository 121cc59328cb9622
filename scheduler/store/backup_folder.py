"""The backups that lie in a place: listing them, and thinning them by rule."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from scheduler.durable import sync_folder
from scheduler.store.backup_file import SUFFIX
from scheduler.store.backup_values import IN_NAME
from scheduler.store.records_copy import file_digest
from scheduler.store.retention import Kept, Kind, expendable
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


def listed(folder: Path, digests: Mapping[str, str]) -> tuple[Listed, ...]:
    """Return the backups in a folder, newest first; nothing if it is not there.

    Args:
        folder: a place.
        digests: what History says of backups, by name: SHA-256 in hexadecimal.
    """
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                found += _listed(path, digests)
    return tuple(sorted(found, key=lambda one: (one.made, one.path), reverse=True))


def thin(
    found: Sequence[Listed], *, restored: datetime | None = None
) -> tuple[Path, ...]:
    """Delete the backups that the rule gives up; return what was deleted.

    Raises:
        OSError: one could not be deleted; those before it are.
    """
    known = {
        one.path.name: Kept(
            name=one.path.name,
            made=one.made,
            kind=one.kind,
            verified=one.soundness is Soundness.VERIFIED,
        )
        for one in found
    }
    paths = {one.path.name: one.path for one in found}
    gone = [paths[one.name] for one in expendable(known.values(), restored=restored)]
    for path in gone:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in gone}:
        sync_folder(folder)
    return tuple(gone)


def remove_leftovers(folder: Path, before: datetime) -> None:
    """Remove what a killed program left half written before a moment."""
    with suppress(OSError):
        for part in folder.glob(f"*{SUFFIX}*{PART}"):
            found = _NAME.fullmatch(part.name.removesuffix(PART))
            if found and _moment(found["made"]) < before:
                part.unlink(missing_ok=True)


def _listed(path: Path, digests: Mapping[str, str]) -> list[Listed]:
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
            soundness=_soundness(path, digests.get(path.name)),
        )
    ]


def _soundness(path: Path, digest: str | None) -> Soundness:
    if digest is None:
        return Soundness.NOT_KNOWN
    same = file_digest(path) == digest
    return Soundness.VERIFIED if same else Soundness.CHANGED


def _moment(text: str) -> datetime:
    return datetime.strptime(text, IN_NAME).replace(tzinfo=UTC)
