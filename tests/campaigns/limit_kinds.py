"""The limits that a computer can put to the program, each laid and lifted."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scheduler.core.facts import UnscheduledVisit
from scheduler.errors import CycleDeskError
from scheduler.store.file_errors import (
    DiskFaultError,
    DiskFullError,
    LockedDatabaseError,
    MovedDatabaseError,
    ReadOnlyDatabaseError,
)
from scheduler.store.store import Store
from tests.campaigns.site import FIRST, site_file, visit
from tests.store.given import ADA, AK

NOBODY = 65534
_MEGABYTE = 1 << 20
Lay = Callable[[Path], AbstractContextManager[None]]
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


def _mount(*words: str | Path) -> None:
    subprocess.run(["mount", *words], check=True)  # noqa: S607


def _onto_memory(options: str) -> Callable[[Path], None]:
    """Put the site onto a small disk in memory."""

    def prepare(folder: Path) -> None:
        site = site_file(folder).parent
        aside = site.rename(folder / "aside")
        site.mkdir()
        _mount("-t", "tmpfs", "-o", options, "tmpfs", site)
        subprocess.run(["cp", "-a", f"{aside}/.", site], check=True)  # noqa: S607

    return prepare


@contextmanager
def _full_disk(folder: Path) -> Iterator[None]:
    ballast = site_file(folder).with_name("ballast")
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
    yield
    ballast.unlink()


@contextmanager
def _no_more_names(folder: Path) -> Iterator[None]:
    ballast = site_file(folder).with_name("ballast")
    ballast.mkdir()
    try:
        for number in range(100_000):
            (ballast / str(number)).touch()
    except OSError:
        pass
    yield
    subprocess.run(["rm", "-rf", ballast], check=True)  # noqa: S607


@contextmanager
def _read_only_mount(folder: Path) -> Iterator[None]:
    site = site_file(folder).parent
    _mount("-o", "remount,ro,bind", site)
    yield
    _mount("-o", "remount,rw,bind", site)


def _onto_itself(folder: Path) -> None:
    _mount("--bind", site_file(folder).parent, site_file(folder).parent)


def _limited(name: str, value: Callable[[Path], int]) -> Lay:
    @contextmanager
    def laid(folder: Path) -> Iterator[None]:
        import resource  # noqa: PLC0415  Windows has none

        kind = getattr(resource, name)
        soft, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (value(folder), hard))
        try:
            yield
        finally:
            resource.setrlimit(kind, (soft, hard))

    return laid


def _half_a_file(folder: Path) -> int:
    return site_file(folder).stat().st_size // 2


def _open_files(_: Path) -> int:
    return len([*Path("/proc/self/fd").iterdir()]) - 1


def _memory_in_use(_: Path) -> int:
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[0])
    return pages * os.sysconf("SC_PAGESIZE") + _MEGABYTE


def _a_long_history(store: Store) -> object:
    facts = [
        UnscheduledVisit(on=ADA.first_day_1, reason=f"{number} " + 900 * "x")
        for number in range(3000)
    ]
    return store.record_visit(FIRST, facts, by=AK)


def _become_nobody(folder: Path) -> None:
    """Own the site as somebody for whom permissions count."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


@contextmanager
def _protected_folder(folder: Path) -> Iterator[None]:
    site = site_file(folder).parent
    site.chmod(0o500)
    yield
    site.chmod(0o700)


@contextmanager
def _protected_file(folder: Path) -> Iterator[None]:
    site_file(folder).chmod(0o400)
    yield
    site_file(folder).chmod(0o600)


def _locked_for(seconds: int) -> Lay:
    """Let another program hold the file, and wait until it does."""

    @contextmanager
    def laid(folder: Path) -> Iterator[None]:
        command = [sys.executable, "-c", _HOLDER, site_file(folder), str(seconds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
            assert holder.stdout
            holder.stdout.readline()
            yield
            holder.terminate()

    return laid


_HOLDER = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(int(sys.argv[2]))
"""


@contextmanager
def _renamed(folder: Path) -> Iterator[None]:
    path = site_file(folder)
    path.rename(path.with_name("moved"))
    yield
    path.with_name("moved").rename(path)


@contextmanager
def _replaced(folder: Path) -> Iterator[None]:
    path = site_file(folder)
    with _renamed(folder):
        path.write_bytes(path.with_name("moved").read_bytes())
        yield


@contextmanager
def _deleted(folder: Path) -> Iterator[None]:
    path = site_file(folder)
    kept = path.with_name("kept")
    os.link(path, kept)
    path.unlink()
    yield
    os.link(kept, path)
    kept.unlink()


_FULL = "The disk is full, so nothing was saved."
_KEPT = "Your entry is still here"
_ONLY_READ = "can only be read, so nothing was saved."
_FAULT = "so nothing was saved. Your entry is still here"
_MOVED = "was moved, deleted or replaced while it was open"

LIMITS: dict[str, Limit] = {
    "full disk": Limit(
        prepare=_onto_memory("size=1m"),
        laid=_full_disk,
        told=(DiskFullError,),
        words=(_FULL, _KEPT, "make room"),
    ),
    "no more names on the disk": Limit(
        prepare=_onto_memory("size=8m,nr_inodes=60"),
        laid=_no_more_names,
        told=(DiskFullError,),
        words=(_FULL, _KEPT),
    ),
    "quota of a file": Limit(
        laid=_limited("RLIMIT_FSIZE", _half_a_file),
        told=(DiskFaultError, DiskFullError),
        words=(_FAULT,),
    ),
    "no more open files": Limit(
        laid=_limited("RLIMIT_NOFILE", _open_files),
        told=(DiskFaultError,),
        words=(_FAULT,),
    ),
    "no more memory": Limit(
        laid=_limited("RLIMIT_AS", _memory_in_use),
        told=(MemoryError, CycleDeskError),
        work=_a_long_history,
    ),
    "write-protected folder": Limit(
        prepare=_become_nobody,
        laid=_protected_folder,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
    "no more processes": Limit(
        prepare=_become_nobody,
        laid=_limited("RLIMIT_NPROC", lambda _: 1),
        told=(),
    ),
    "locked for 1 s": Limit(laid=_locked_for(1), told=()),
    "locked for 4 s": Limit(laid=_locked_for(4), told=()),
    "locked for 30 s": Limit(
        laid=_locked_for(30),
        told=(LockedDatabaseError,),
        words=("in use by another desk or program", _KEPT, "try again"),
    ),
    "renamed": Limit(laid=_renamed, told=(MovedDatabaseError,), words=(_MOVED,)),
    "replaced": Limit(laid=_replaced, told=(MovedDatabaseError,), words=(_MOVED,)),
    "deleted": Limit(laid=_deleted, told=(MovedDatabaseError,), words=(_MOVED,)),
}

# These are there when the file is opened.
AT_OPENING: dict[str, Limit] = {
    "read-only mount": Limit(
        prepare=_onto_itself,
        laid=_read_only_mount,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
    "write-protected file": Limit(
        prepare=_become_nobody,
        laid=_protected_file,
        told=(ReadOnlyDatabaseError,),
        words=(_ONLY_READ, "Allow writing to the file and its folder"),
    ),
}
