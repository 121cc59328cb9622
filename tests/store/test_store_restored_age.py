"""After a restore, what it took back is no alarm, and what is taken back later is."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.anchors import Anchors, beside
from scheduler.store.connection import open_database
from scheduler.store.keys import Keyring
from scheduler.store.verdict import Doubt
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.store.restores import (
    open_signed_in,
    restore,
    save_later,
    site_file,
    weights,
)
from tests.store.test_store_restore import back_up, save_later_again


@pytest.fixture
def restored(path: Path, tmp_path: Path) -> Path:
    """A file from which a restore took many saves back."""
    site_file(path)
    folder = tmp_path / "backups"
    folder.mkdir()
    made = back_up(path, folder)
    shutil.copytree(keys_of(path).folder, tmp_path / "other desk")
    for _ in range(9):
        save_later_again(path)
    shutil.copy(anchor(path, keys_of(path)), tmp_path / "last")
    save_later_again(path)
    restore(made, path)
    return path


def anchor(path: Path, keys: Keyring) -> Path:
    with closing(open_database(path, keys, read_only=True)) as database:
        return keys.anchor(database.identity.key.file_id)


def test_a_copy_from_after_a_restore_is_told_from_the_newest_state(restored: Path):
    """R25, F46: a restore of the day before excuses no older copy."""
    copy = restored.with_name("copy.db")
    shutil.copyfile(restored, copy)
    save_later(restored)
    shutil.copyfile(copy, restored)
    [finding] = verify(restored, keys_of(restored)).findings
    assert finding.doubt is Doubt.AGE


def test_a_desk_that_knows_of_what_was_taken_back_goes_on(
    restored: Path, tmp_path: Path
):
    """R25, R53: every user of the computer has keys, and not all were there."""
    other = Keyring(tmp_path / "other desk")
    shutil.copy(tmp_path / "last", anchor(restored, other))
    assert verify(restored, other).good
    open_signed_in(restored, other).close()
    copy = restored.with_name("copy.db")
    shutil.copyfile(restored, copy)
    save_later(restored)
    shutil.copyfile(copy, restored)
    assert not verify(restored, other).good


def test_a_restore_that_was_cut_off_before_it_was_written_down_is_no_alarm(
    path: Path, tmp_path: Path
):
    """R25, R43, R53: the file is in its place, and the anchors are those of before."""
    site_file(path)
    made = back_up(path, tmp_path)
    save_later(path)
    own = anchor(path, keys_of(path))
    before = own.read_bytes()
    save_later_again(path)
    later = beside(path).read_bytes()
    own.write_bytes(before)  # one of the two could not be written at the last save
    restore(made, path)
    own.write_bytes(before)
    beside(path).write_bytes(later)
    assert verify(path, keys_of(path)).good
    save_later(path)
    assert weights(path)
    assert Anchors(own.stem, [own]).latest()
