"""How a limit is laid on the program, and lifted again."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path

from scheduler.store.room import RESERVE, hold_reserve, reserve_of
from tests.campaigns.site import site_file

# Windows has none; and somebody else may not read it, so it is loaded now.
resource = import_module("resource") if sys.platform != "win32" else None
NOBODY = 65534
_MEGABYTE = 1 << 20
Lay = Callable[[Path], AbstractContextManager[None]]


def mount(*words: str | Path) -> None:
    subprocess.run(["mount", *words], check=True)  # noqa: S607


def onto_memory(options: str) -> Callable[[Path], None]:
    """Put the site onto a small disk in memory."""

    def prepare(folder: Path) -> None:
        site = site_file(folder).parent
        aside = site.rename(folder / "aside")
        site.mkdir()
        mount("-t", "tmpfs", "-o", options, "tmpfs", site)
        subprocess.run(["cp", "-a", f"{aside}/.", site], check=True)  # noqa: S607

    return prepare


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
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
def full_disk_with_a_reserve(folder: Path) -> Iterator[None]:
    hold_reserve(site_file(folder))
    assert reserve_of(site_file(folder)).stat().st_size == RESERVE
    with full_disk(folder):
        yield


@contextmanager
def no_more_names(folder: Path) -> Iterator[None]:
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
def read_only_mount(folder: Path) -> Iterator[None]:
    site = site_file(folder).parent
    mount("-o", "remount,ro,bind", site)
    yield
    mount("-o", "remount,rw,bind", site)


@contextmanager
def read_only_around_the_file(folder: Path) -> Iterator[None]:
    """Let the file be written, and nothing beside it, as its journal would be."""
    path = site_file(folder)
    mount("--bind", path, path)
    with read_only_mount(folder):
        yield
    subprocess.run(["umount", "--lazy", path], check=True)  # noqa: S607


def onto_itself(folder: Path) -> None:
    mount("--bind", site_file(folder).parent, site_file(folder).parent)


def limited(name: str, value: Callable[[Path], int]) -> Lay:
    @contextmanager
    def laid(folder: Path) -> Iterator[None]:
        kind = getattr(resource, name)
        soft, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (value(folder), hard))
        try:
            yield
        finally:
            resource.setrlimit(kind, (soft, hard))

    return laid


def half_a_file(folder: Path) -> int:
    return site_file(folder).stat().st_size // 2


def open_files(_: Path) -> int:
    return len([*Path("/proc/self/fd").iterdir()]) - 1


def memory_in_use(_: Path) -> int:
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[0])
    return pages * os.sysconf("SC_PAGESIZE") + _MEGABYTE


def become_nobody(folder: Path) -> None:
    """Own the site as somebody for whom permissions count."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


@contextmanager
def protected_folder(folder: Path) -> Iterator[None]:
    site = site_file(folder).parent
    site.chmod(0o500)
    yield
    site.chmod(0o700)


@contextmanager
def protected_file(folder: Path) -> Iterator[None]:
    site_file(folder).chmod(0o400)
    yield
    site_file(folder).chmod(0o600)


def locked_for(seconds: int) -> Lay:
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
def renamed(folder: Path) -> Iterator[None]:
    path = site_file(folder)
    path.rename(path.with_name("moved"))
    yield
    path.with_name("moved").rename(path)


@contextmanager
def replaced(folder: Path) -> Iterator[None]:
    path = site_file(folder)
    with renamed(folder):
        path.write_bytes(path.with_name("moved").read_bytes())
        yield


@contextmanager
def deleted(folder: Path) -> Iterator[None]:
    path = site_file(folder)
    kept = path.with_name("kept")
    os.link(path, kept)
    path.unlink()
    yield
    os.link(kept, path)
    kept.unlink()
