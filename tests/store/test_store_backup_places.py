"""A place that is full, write protected, gone or on a strange file system."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.store.whole_file import write_whole

UNSHARE = shutil.which("unshare") or ""
SPACES = bool(UNSHARE) and not (
    subprocess.run([UNSHARE, "-rm", "true"], check=False).returncode
)
in_a_namespace = pytest.mark.skipif(not SPACES, reason="no namespaces of its own here")


def backed_up_on(mount: str, path: Path, folder: Path) -> list[str]:
    """Mount something over the folder, take a backup there, return what was said."""
    program = f"{sys.executable} -m tests.store.backup_places {path} {folder}"
    script = f"{mount.format(folder=folder)} && exec {program}"
    done = subprocess.run(
        [UNSHARE, "-rm", "sh", "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return done.stdout.splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "stick"
    found.mkdir()
    return found


@in_a_namespace
def test_a_full_stick_is_told_with_the_megabytes_it_needs(filled: Path, folder: Path):
    """F43, R51: earlier backups are untouched, and nothing half is left."""
    mount = (
        "mount -t tmpfs -o size=16k tmpfs {folder} && echo kept > {folder}/earlier "
        "&& head -c 8000 /dev/zero > {folder}/other"
    )
    said, *there = backed_up_on(mount, filled, folder)
    assert re.search(r"is full: a backup needs \d+ MB\. None was made", said)
    assert there == ["there: earlier", "there: other"]


@in_a_namespace
def test_a_stick_that_fills_up_while_it_is_written_is_told(filled: Path, folder: Path):
    """F43: the system promised more room than there is."""
    mount = "mount -t tmpfs -o nr_inodes=1 tmpfs {folder}"
    said, *there = backed_up_on(mount, filled, folder)
    assert "is full" in said
    assert there == []


@in_a_namespace
def test_a_write_protected_stick_is_told(filled: Path, folder: Path):
    """F37, F43."""
    (folder / "earlier").write_text("kept")
    mount = "mount --bind -r {folder} {folder}"
    said, *there = backed_up_on(mount, filled, folder)
    assert "read-only file system" in said
    assert there == ["there: earlier"]


@in_a_namespace
def test_a_stick_with_room_takes_it(filled: Path, folder: Path):
    """R50: the harness of these tests finds a good place good."""
    mount = "mount -t tmpfs -o size=8m tmpfs {folder}"
    said, there = backed_up_on(mount, filled, folder)
    assert there == f"there: {said}"


def test_a_file_is_whole_or_not_there(tmp_path: Path):
    """R50, R56: whatever goes wrong, no half file is left, and no other is touched."""
    earlier = tmp_path / "earlier"
    earlier.write_bytes(b"kept")

    def fail(_: object) -> None:
        raise KeyboardInterrupt

    for write, look_at in ((fail, fail), (lambda file: file.write(b"x"), fail)):
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "new", write, look_at)
    with pytest.raises(FileExistsError):
        write_whole(earlier, lambda file: file.write(b"other"), lambda _: None)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
        ("earlier", b"kept")
    ]


def test_a_file_that_somebody_else_is_writing_is_left_to_them(tmp_path: Path):
    """R50: two desks, one place, one second."""
    seen = []

    def look_at(part: Path) -> None:
        with pytest.raises(FileExistsError):
            write_whole(tmp_path / "new", lambda file: file.write(b"2"), seen.append)
        seen.append(part.read_bytes())

    write_whole(tmp_path / "new", lambda file: file.write(b"1"), look_at)
    assert seen == [b"1"]
    assert (tmp_path / "new").read_bytes() == b"1"
