"""What is ordered of a backup, and what became of it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from scheduler.core.facts import FactsDocument
from scheduler.store.retention import Kind
from scheduler.store.values import Writer

IN_NAME = "%Y%m%dT%H%M%SZ"

Files: TypeAlias = Mapping[str, bytes]
Plans: TypeAlias = Mapping[str, Mapping[str, str]]
# From all documents, the code of the site, a word on how far the records go and the
# digests of the profiles that are confirmed in them, to files by name and the digests
# of every participant's plan.
Contents: TypeAlias = Callable[
    [Iterable[FactsDocument], str, str, Collection[str]], tuple[Files, Plans]
]
# From the number of a file to its key; None if this computer does not have it.
KeyOf: TypeAlias = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a backup goes.

    Attributes:
        folder: it must be there.
        passphrase: protects what is put there; None for none.
    """

    folder: Path
    passphrase: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be backed up, why, and by whom.

    Attributes:
        source: the site file; it may be in use.
        at: aware; now.
        contents: what else goes in.
        key_of: gives the keys of files.
    """

    source: Path
    kind: Kind
    by: Writer
    at: datetime
    contents: Contents
    key_of: KeyOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What History says of the file of a backup.

    Attributes:
        digest: SHA-256 of the whole file, in hexadecimal.
        size: its bytes; 0 if an earlier version of the program did not say.
    """

    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a backup in one place.

    Attributes:
        name: of the file; empty if there is none.
        digest: SHA-256 of the whole file, in hexadecimal.
        size: its bytes.
        head: the number of the last History row in it.
        problem: why it was not made, as a sentence; empty if it was.
        remark: what else went wrong although it was made, as a sentence; else empty.
    """

    folder: Path
    kind: Kind
    at: datetime
    name: str = ""
    digest: str = ""
    size: int = 0
    head: int = 0
    problem: str = ""
    remark: str = ""

    @property
    def made(self) -> bool:
        """True if there is a verified backup."""
        return not self.problem


def backup_name(site: str, at: datetime, kind: Kind) -> str:
    """Return the name of a backup without its ending: no person, no arm.

    >>> backup_name("PL/03", datetime(2026, 11, 22, 14, 5, tzinfo=UTC), Kind.EXIT)
    'PL-03_20261122T140500Z_exit'
    """
    return f"{site_in_name(site)}_{at.astimezone(UTC).strftime(IN_NAME)}_{kind}"


def site_in_name(site: str) -> str:
    """Return the code of a site as it stands in the names of its backups."""
    safe = "".join(one if one.isascii() and one.isalnum() else "-" for one in site)
    return safe or "site"
