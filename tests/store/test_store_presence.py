"""Who else has the file open is known at every desk, and nobody is left behind."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.store.presence import Neighbour, Presence, folder_of

DESK = """
import sys, time
from pathlib import Path
from scheduler.store.presence import Presence
desk = Presence(Path(sys.argv[1]))
desk.announce("B. Nowak", "desk-2")
print("there", flush=True)
time.sleep(600)
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "PL03.cycledesk"


def another_process(path: Path) -> subprocess.Popen[str]:
    found = subprocess.Popen(
        [sys.executable, "-c", DESK, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert found.stdout is not None
    with found.stdout as said:
        assert said.readline() == "there\n"
    return found


def test_two_windows_of_one_process_see_each_other(path: Path):
    """R54: a second start on the same file names the other user on both."""
    one, two = Presence(path), Presence(path)
    one.announce("A. Kowalska", "desk-1")
    assert one.others() == ()
    two.announce("B. Nowak", "desk-1")
    assert one.others() == (Neighbour("B. Nowak", "desk-1"),)
    assert two.others() == (Neighbour("A. Kowalska", "desk-1"),)
    two.leave()
    two.leave()
    assert one.others() == ()
    one.leave()
    assert not folder_of(path).exists()


def test_another_process_is_seen_until_it_is_killed(path: Path):
    """R54: after kill -9 nothing must block, and nobody is named."""
    here = Presence(path)
    here.announce("A. Kowalska", "desk-1")
    other = another_process(path)
    assert here.others() == (Neighbour("B. Nowak", "desk-2"),)
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert here.others() == ()
    assert len(list(folder_of(path).iterdir())) == 2
    here.leave()
    assert not folder_of(path).exists()


def test_somebody_else_at_the_same_desk_is_named_at_once(path: Path):
    one, two = Presence(path), Presence(path)
    one.announce("A. Kowalska", "desk-1")
    one.announce("C. Wójcik", "desk-1")
    assert two.others() == (Neighbour("C. Wójcik", "desk-1"),)
    one.leave()


def test_only_names_and_desks_are_written_for_the_owner_alone(path: Path):
    """R39, F22: name and workstation only."""
    desk = Presence(path)
    desk.announce("A. Kowalska", "desk-1")
    [file] = folder_of(path).glob("*.desk")
    assert file.read_text() == '{"person": "A. Kowalska", "workstation": "desk-1"}'
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700
    desk.leave()


@pytest.mark.parametrize(
    "written", [b"", b"{", b"[]", b'{"person": 1}', b"\xff\xfe", b"null"]
)
def test_what_is_damaged_names_nobody(path: Path, written: bytes):
    one, two = Presence(path), Presence(path)
    one.announce("A. Kowalska", "desk-1")
    [file] = folder_of(path).glob("*.desk")
    file.write_bytes(written)
    assert two.others() == ()
    one.leave()


def test_where_nothing_can_be_written_nobody_is_announced(tmp_path: Path):
    """F37: a folder that cannot be written is no error here."""
    blocked = tmp_path / "a file"
    blocked.write_text("")
    desk = Presence(blocked / "PL03.cycledesk")
    desk.announce("A. Kowalska", "desk-1")
    assert desk.others() == ()
    desk.leave()


def test_locks_of_the_site_file_are_left_alone(path: Path):
    """F35: the site file is never opened."""
    os.mkfifo(path)  # to open it would wait for ever
    desk = Presence(path)
    desk.announce("A. Kowalska", "desk-1")
    assert desk.others() == ()
    desk.leave()
