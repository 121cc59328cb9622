"""Files: new ones, where they may lie, what their names may be."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.connection import create_database, open_database
from scheduler.store.file_errors import (
    DiskFaultError,
    ExistingFileError,
    MissingDatabaseError,
    NetworkFolderError,
    ReadOnlyDatabaseError,
)
from scheduler.store.store import Store
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.given import AK, EVERY_FACT, clock


def test_a_new_file_is_not_made_over_another(filled: Path):
    before = filled.read_bytes()
    with pytest.raises(ExistingFileError):
        create_database(filled, keys_of(filled))
    assert filled.read_bytes() == before


def test_a_new_file_takes_the_place_of_an_empty_one(path: Path):
    path.touch()
    create_database(path, keys_of(path)).close()
    open_database(path, keys_of(path)).close()


def test_a_new_file_is_readable_by_its_owner_only(path: Path):
    create_database(path, keys_of(path)).close()
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0


def test_a_new_file_needs_its_folder(tmp_path: Path):
    with pytest.raises(DiskFaultError):
        create_database(
            tmp_path / "absent" / "trial.db", keys_of(tmp_path / "absent" / "trial.db")
        )
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_that_cannot_be_filled_is_not_left_behind(path: Path):
    path.with_name("trial.db-journal").mkdir()
    with pytest.raises((ReadOnlyDatabaseError, DiskFaultError)):
        create_database(path, keys_of(path))
    assert not path.exists()


@pytest.mark.parametrize("folder", ["Dropbox", "OneDrive - Hospital", "Nextcloud"])
def test_a_folder_that_syncs_is_refused(tmp_path: Path, folder: str, filled: Path):
    """R49."""
    synced = tmp_path / folder
    synced.mkdir()
    with pytest.raises(NetworkFolderError) as refused:
        create_database(synced / "trial.db", keys_of(synced / "trial.db"))
    assert refused.value.folder == str(synced)
    filled.rename(synced / "trial.db")
    with pytest.raises(NetworkFolderError):
        open_database(synced / "trial.db", keys_of(synced / "trial.db"))
    assert [one.name for one in synced.iterdir()] == ["trial.db"]


def test_reading_only_reads_everything_and_writes_nothing(filled: Path):
    before = filled.read_bytes()
    with closing(open_database(filled, keys_of(filled), read_only=True)) as database:
        store = signed_in(Store(database, clock, FIRST, PASSWORDS), AK)
        [ada] = store.participants()
        assert len(store.facts(ada.id)) == len(EVERY_FACT)
        with pytest.raises(ReadOnlyDatabaseError):
            store.withdraw_participant(ada.id, ada.ver, reason="twice", by=AK)
    assert filled.read_bytes() == before


def test_a_name_with_signs_of_its_own_is_taken_as_it_is(tmp_path: Path):
    path = tmp_path / "PL03 50% #1?mode=memory.db"
    create_database(path, keys_of(path)).close()
    open_database(path, keys_of(path)).close()
    found = sorted(one.name for one in tmp_path.iterdir())
    assert found == [path.name, f"{path.name}.anchor", "keys"]


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path):
    circle = tmp_path / "circle.db"
    circle.symlink_to(circle)
    for path in (circle, tmp_path / "a\0b.db"):
        for touch in (open_database, create_database):
            with pytest.raises((MissingDatabaseError, ExistingFileError)):
                touch(path, keys_of(tmp_path / "trial.db"))
    assert list(tmp_path.iterdir()) == [circle]


def test_closing_twice_does_no_harm(filled: Path):
    database = open_database(filled, keys_of(filled))
    database.close()
    database.close()
