"""Old backups go only for newer ones that are there, whole, and of this file."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.store.backup_values import Written
from scheduler.store.records_copy import file_digest
from scheduler.store.retention import Kind
from scheduler.store.thinning import thin
from tests.store.backups import back_up
from tests.store.test_store_backup_places import UNSHARE, in_a_namespace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def made(filled: Path, folder: Path) -> list[Path]:
    """Four backups of one hour, oldest first."""
    return [back_up(filled, folder, minutes=n, kind=Kind.HOURLY) for n in range(4)]


def written(folder: Path) -> dict[str, Written]:
    """What History would say of everything in a folder."""
    return {
        one.name: Written(digest=file_digest(one), size=one.stat().st_size)
        for one in folder.iterdir()
    }


def left(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def rot(path: Path) -> None:
    """Change one byte far from the manifest, and neither size nor time."""
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(before.st_size * 2 // 3)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_hour_keeps_its_newest(made: list[Path], folder: Path):
    """R52: nothing stands against it, so the rule is carried out."""
    done = thin(folder, written(folder))
    assert (done.removed, done.problem) == (tuple(made[:3]), "")
    assert left(folder) == [made[3]]


def test_only_verified_backups_are_thinned_out(made: list[Path], folder: Path):
    """R52: a changed file and one of another computer stay for somebody to look at."""
    known = written(folder)
    made[0].write_bytes(b"changed")
    del known[made[1].name]
    assert thin(folder, known).removed == (made[2],)
    assert left(folder) == [made[0], made[1], made[3]]


def test_nothing_goes_for_a_newer_one_that_has_rotted(made: list[Path], folder: Path):
    """R52, F42: same name, same size, same time, and another byte in the records."""
    known = written(folder)
    rot(made[3])
    assert thin(folder, known).removed == (made[0], made[1])
    assert left(folder) == [made[2], made[3]]


def test_nothing_goes_for_a_newer_one_that_is_gone(made: list[Path], folder: Path):
    """R52, F43: History knows it, and the folder does not."""
    known = written(folder)
    made[3].unlink()
    assert thin(folder, known).removed == (made[0], made[1])


def test_nothing_goes_for_a_name_that_only_points_elsewhere(
    made: list[Path], folder: Path, tmp_path: Path
):
    """R52: what it points to may go with its drive."""
    known = written(folder)
    elsewhere = tmp_path / "elsewhere"
    made[3].rename(elsewhere)
    made[3].symlink_to(elsewhere)
    assert thin(folder, known).removed == (made[0], made[1])


def test_what_somebody_put_at_the_name_of_a_backup_is_not_removed(
    made: list[Path], folder: Path
):
    """R52: another file of the same size is not ours to delete."""
    known = written(folder)
    rot(made[0])
    assert thin(folder, known).removed == (made[1], made[2])
    assert left(folder) == [made[0], made[3]]


def test_a_backup_of_which_no_size_was_kept_is_known_by_its_bytes(
    made: list[Path], folder: Path
):
    """R52: earlier versions of CycleDesk kept the digest only."""
    known = {name: replace(one, size=0) for name, one in written(folder).items()}
    rot(made[3])
    assert thin(folder, known).removed == (made[0], made[1])


def thinned_apart(folder: Path, known: dict[str, Written], *before: str) -> list[str]:
    """Thin a folder out in a process of its own; return what it did and said."""
    words = [f"{name}={one.digest}={one.size}" for name, one in known.items()]
    command = [*before, sys.executable, "-m", "tests.store.thin_place", str(folder)]
    done = subprocess.run(
        [*command, *words], check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()


def test_only_what_goes_and_what_replaces_it_is_read(
    filled: Path, folder: Path, made: list[Path]
):
    """R52: with hundreds of large files, the others are looked at and not read."""
    hours = [
        back_up(filled, folder, minutes=60 * n, kind=Kind.HOURLY) for n in range(1, 5)
    ]
    said = thinned_apart(folder, written(folder))
    assert sorted(said) == sorted(
        [*(f"read: {one.name}" for one in made), "removed: 3", "problem: "]
    )
    assert left(folder) == [made[3], *hours]


@in_a_namespace
def test_a_place_that_gives_nothing_up_says_what_it_keeps(
    made: list[Path], folder: Path
):
    """F37, F43: the backup is good, and the sentence says what to do."""
    script = f'mount --bind -r {folder} {folder} && exec "$@"'
    said = thinned_apart(
        folder, written(folder), UNSHARE, "-rm", "sh", "-c", script, "sh"
    )
    assert said[-2] == "removed: 0"
    assert said[-1].startswith(
        f"problem: The backup is good, but {folder} keeps 3 older ones that are no "
        "longer needed (read-only file system): "
    )
    assert made[0].name in said[-1]
    assert left(folder) == made
