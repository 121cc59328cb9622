"""What is left of a damaged file, and the newest backup that is good."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.errors import CycleDeskError
from scheduler.store.anchors import written_for
from scheduler.store.any_file import connection
from scheduler.store.backup_check import unpack
from scheduler.store.backup_file import RECORDS
from scheduler.store.backup_folder import Listed, listed
from scheduler.store.backup_values import KeyOf
from scheduler.store.manifest import Manifest
from scheduler.store.shelf import document
from scheduler.store.sqlite_errors import telling
from scheduler.store.values import ParticipantId
from scheduler.store.workroom import workroom

_PARTICIPANTS = "SELECT id, code FROM participants WHERE withdrawn = 0 ORDER BY code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Which participants of a damaged file can still be read.

    Attributes:
        readable: the codes of those whose facts can all be read. Whether they are
            what was written is another matter: no dose is taken from them.
        lost: the codes of the others.
        facts: how many facts were read of each of the readable ones.
        listed: False if not even the list of participants can be read.
    """

    readable: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    listed: bool = True
    facts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A backup that was verified just now."""

    listed: Listed
    manifest: Manifest


def what_is_left(path: Path) -> Left:
    """Try to read every participant of a damaged file; nothing is changed."""
    readable: dict[str, int] = {}
    lost: list[str] = []
    try:
        with telling(path), connection(path, "ro") as conn:
            for number, code in conn.execute(_PARTICIPANTS).fetchall():
                facts = _facts_of(conn, number)
                if facts is None:
                    lost.append(str(code))
                else:
                    readable[str(code)] = facts
    except (CycleDeskError, OSError):
        return Left(listed=False)
    return Left(readable=tuple(readable), lost=tuple(lost), facts=readable)


def newest_good(path: Path, places: Iterable[Path], key_of: KeyOf) -> Good | None:
    """Return the newest backup of a file that can be verified, None if there is none.

    Args:
        path: the file; copies are made beside it for a moment.
        places: where backups lie.
        key_of: gives the keys of files.

    Raises:
        OSError: there is no room to look at a backup.
    """
    ours = written_for(path)  # a stick may hold those of other sites, too
    with workroom(path.parent) as room:
        for number, one in enumerate(_newest_first(places)):
            with suppress(CycleDeskError):
                records = room / f"{number}-{RECORDS}"
                manifest = unpack(one.path, records, key_of)
                if ours in {"", manifest.file_id}:
                    return Good(listed=one, manifest=manifest)
    return None


def _newest_first(places: Iterable[Path]) -> list[Listed]:
    found = [one for place in places for one in listed(place, {})]
    return sorted(found, key=lambda one: (one.made, one.path), reverse=True)


def _facts_of(conn: sqlite3.Connection, number: int) -> int | None:
    """Return how many facts of a participant are read; None if not all can be."""
    try:
        found = document(conn, ParticipantId(number))
        return len(found.facts) if found else None
    except (sqlite3.Error, CycleDeskError, LookupError, ValueError, TypeError):
        return None
