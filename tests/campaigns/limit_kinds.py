"""The limits that a computer can put to the program, and what it has to say."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from scheduler.core.facts import UnscheduledVisit
from scheduler.errors import CycleDeskError
from scheduler.store.file_errors import (
    DiskFaultError,
    DiskFullError,
    LockedDatabaseError,
    MovedDatabaseError,
    ReadOnlyDatabaseError,
    ReserveFreedError,
)
from scheduler.store.passwords import Passwords
from scheduler.store.people_errors import PasswordsUnavailableError
from scheduler.store.store import Store
from tests.campaigns.limit_lays import (
    Lay,
    become_nobody,
    deleted,
    full_disk,
    full_disk_with_a_reserve,
    half_a_file,
    limited,
    locked_for,
    memory_in_use,
    no_more_names,
    onto_itself,
    onto_memory,
    open_files,
    protected_file,
    protected_folder,
    read_only_around_the_file,
    read_only_mount,
    renamed,
    replaced,
)
from tests.campaigns.site import FIRST, visit
from tests.people import PASSWORD
from tests.store.given import ADA, AK

Told = tuple[type[BaseException], ...]


def _nothing(_: Path) -> None:
    """Leave the folder as it is."""


def _second_visit(store: Store) -> object:
    return visit(1)(store)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit.

    Attributes:
        laid: the limit holds for as long as its block lasts.
        told: what the program raises; nothing if it has to save all the same.
        words: each stands in the message.
        work: what is tried meanwhile.
        prepare: what is done to a new site before it is opened.
    """

    laid: Lay
    told: Told
    words: tuple[str, ...] = ()
    work: Callable[[Store], object] = _second_visit
    prepare: Callable[[Path], None] = _nothing


def _a_long_history(store: Store) -> object:
    facts = [
        UnscheduledVisit(on=ADA.first_day_1, reason=f"{number} " + 900 * "x")
        for number in range(3000)
    ]
    return store.record_visit(FIRST, facts, by=AK)


def _save_from_the_reserve(store: Store) -> object:
    """Save a second time when it is said that there is room for a little again."""
    with pytest.raises(ReserveFreedError, match="save again, then make room"):
        visit(1)(store)
    return visit(1)(store)


@cache
def _kept() -> str:
    """Return a password as it is kept, with the parameters of the program."""
    return Passwords(()).keep(PASSWORD)


def _with_a_password(_: Path) -> None:
    _kept()


def _nobody_with_a_password(folder: Path) -> None:
    _kept()
    become_nobody(folder)


def _check_a_password(_: Store) -> object:
    return Passwords(()).is_right(_kept(), PASSWORD)


_FULL = "The disk is full, so nothing was saved."
_KEPT = "Your entry is still here"
_ONLY_READ = "can only be read, so nothing was saved."
_FAULT = "so nothing was saved. Your entry is still here"
_MOVED = "was moved, deleted or replaced while it was open"

LIMITS: dict[str, Limit] = {
    "full disk": Limit(
        prepare=onto_memory("size=1m"),
        laid=full_disk,
        told=(DiskFullError,),
        words=(_FULL, _KEPT, "make room"),
    ),
    "full disk, and a reserve": Limit(
        prepare=onto_memory("size=12m"),
        laid=full_disk_with_a_reserve,
        told=(),
        work=_save_from_the_reserve,
    ),
    "no more names on the disk": Limit(
        prepare=onto_memory("size=8m,nr_inodes=60"),
        laid=no_more_names,
        told=(DiskFullError,),
        words=(_FULL, _KEPT),
    ),
    "quota of a file": Limit(
        laid=limited("RLIMIT_FSIZE", half_a_file),
        told=(DiskFaultError, DiskFullError),
        words=(_FAULT,),
    ),
    "no more open files": Limit(
        laid=limited("RLIMIT_NOFILE", open_files),
        told=(DiskFaultError,),
        words=(_FAULT,),
    ),
    "no more memory": Limit(
        laid=limited("RLIMIT_AS", memory_in_use),
        told=(MemoryError, CycleDeskError),
        work=_a_long_history,
    ),
    "write-protected folder": Limit(
        prepare=become_nobody,
        laid=protected_folder,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
    "no memory for a password": Limit(
        prepare=_with_a_password,
        laid=limited("RLIMIT_AS", memory_in_use),
        told=(PasswordsUnavailableError,),
        words=("did not count as a wrong one", "try again"),
        work=_check_a_password,
    ),
    "no thread for a password": Limit(
        prepare=_nobody_with_a_password,
        laid=limited("RLIMIT_NPROC", lambda _: 1),
        told=(PasswordsUnavailableError,),
        words=("did not count as a wrong one", "try again"),
        work=_check_a_password,
    ),
    "no more processes": Limit(
        prepare=become_nobody,
        laid=limited("RLIMIT_NPROC", lambda _: 1),
        told=(),
    ),
    "locked for 1 s": Limit(laid=locked_for(1), told=()),
    "locked for 4 s": Limit(laid=locked_for(4), told=()),
    "locked for 30 s": Limit(
        laid=locked_for(30),
        told=(LockedDatabaseError,),
        words=("in use by another desk or program", _KEPT, "try again"),
    ),
    "renamed": Limit(laid=renamed, told=(MovedDatabaseError,), words=(_MOVED,)),
    "replaced": Limit(laid=replaced, told=(MovedDatabaseError,), words=(_MOVED,)),
    "deleted": Limit(laid=deleted, told=(MovedDatabaseError,), words=(_MOVED,)),
}

# These are there when the file is opened.
AT_OPENING: dict[str, Limit] = {
    "read-only mount": Limit(
        prepare=onto_itself,
        laid=read_only_mount,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
    "write-protected folder from the start": Limit(
        prepare=become_nobody,
        laid=protected_folder,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
    "read-only mount around the file": Limit(
        prepare=onto_itself,
        laid=read_only_around_the_file,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
    "write-protected file": Limit(
        prepare=become_nobody,
        laid=protected_file,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
}
