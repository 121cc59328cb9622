"""A copy of a site file in a second folder of the computer, and work in either."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scheduler.store.connection import open_database
from scheduler.store.store import Store
from tests.keys import keys_of
from tests.people import PASSWORDS
from tests.store.given import AK, AMENDED, clock
from tests.store.restores import ADA, LATER, open_signed_in


def copied(original: Path) -> Path:
    """Copy a file as a file manager does."""
    other = original.parent / "desktop" / original.name
    other.parent.mkdir()
    shutil.copyfile(original, other)
    return other


@contextmanager
def opened(path: Path, keys: Path) -> Iterator[Store]:
    with closing(open_database(path, keys_of(keys), clock=clock)) as database:
        yield Store(database, clock, AMENDED, PASSWORDS)


def save(path: Path, keys: Path) -> None:
    """Record one more weight, with the keys of a file that may be another."""
    with closing(open_signed_in(path, keys_of(keys))) as store:
        store.record_fact(ADA, LATER, by=AK)


def kept(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}
