"""A copy of the site file on the same computer, beside the file it was made of."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.anchors import beside
from scheduler.store.connection import create_database
from scheduler.store.file_errors import (
    CopiedDatabaseError,
    MissingDatabaseError,
    TamperedRecordsError,
)
from scheduler.store.verify import verify
from tests.campaigns import limits
from tests.keys import keys_of
from tests.store.copied import copied, kept, opened, save
from tests.store.given import ADA, AK, clock, found, store_with_ada
from tests.store.restores import ADA as NUMBER
from tests.store.restores import LATER, open_signed_in, site_file, weights

ROOT = Path(__file__).parents[2]


@pytest.fixture
def original(path: Path) -> Path:
    return site_file(path)


@pytest.fixture
def copy(original: Path) -> Path:
    return copied(original)


def test_the_original_goes_on_after_somebody_tried_to_save_in_a_copy(
    original: Path, copy: Path
):
    """R25, F46: a copy takes nothing, so nothing is written down for it."""
    before = kept(keys_of(original).folder)
    with pytest.raises(CopiedDatabaseError):
        save(copy, original)
    assert kept(keys_of(original).folder) == before
    save(original, original)
    assert LATER in weights(original)
    assert verify(original, keys_of(original)).good


def test_a_copy_says_where_the_original_is_and_what_to_do(original: Path, copy: Path):
    """R25, F46"""
    whole = copy.read_bytes()
    with opened(copy, original) as store:
        assert store.database.read_only
        assert store.database.copy_of == original
        assert [one.participant.code for one in store.participants()] == [ADA.code]
        with pytest.raises(CopiedDatabaseError) as caught:
            store.record_fact(NUMBER, LATER, by=AK)
    said = str(caught.value)
    assert said == (
        f"{copy} is a copy, so nothing was saved in it: its records are kept in "
        f"{original}. Work there. If that file is to be given up, move it away from "
        "its folder, then open this one again."
    )
    assert copy.read_bytes() == whole
    assert not beside(copy).exists()


def test_a_copy_goes_on_where_the_original_was_given_up(original: Path, copy: Path):
    """R25, F46: the way out that the sentence names."""
    original.rename(original.with_name("given up.db"))
    save(copy, original)
    assert LATER in weights(copy, keys_of(original))
    with pytest.raises(MissingDatabaseError), opened(original, original):
        pass
    original.with_name("given up.db").rename(original)
    with pytest.raises(CopiedDatabaseError) as caught:
        save(original, original)
    assert f"kept in {copy}" in str(caught.value)


def test_a_file_that_was_renamed_or_moved_goes_on(original: Path, tmp_path: Path):
    """F41: in its own name and folder, again and again."""
    other = tmp_path / "another folder"
    other.mkdir()
    for place in (original.with_name("PL03.db"), other / "PL03.db"):
        there = original.rename(place)
        with closing(open_signed_in(there, keys_of(tmp_path / "trial.db"))) as store:
            assert store.database.copy_of is None
        original = there
    shutil.copyfile(original, tmp_path / "trial.db")
    with pytest.raises(CopiedDatabaseError) as caught:
        save(tmp_path / "trial.db", tmp_path / "trial.db")
    assert str(original) in str(caught.value)


def test_a_link_and_another_spelling_are_no_copies(original: Path, tmp_path: Path):
    """F41, F46"""
    link, hard = tmp_path / "link.db", tmp_path / "hard.db"
    link.symlink_to(original)
    hard.hardlink_to(original)
    spelled = tmp_path / "keys" / ".." / original.name
    for path in (link, hard, spelled, original):
        open_signed_in(path, keys_of(original)).close()


def test_a_file_whose_disk_is_away_is_not_in_the_way_of_its_copy(
    original: Path, copy: Path, tmp_path: Path
):
    """R25, F46: and when the disk is back, the one that went on is named."""
    stick = tmp_path / "stick"
    stick.mkdir()
    original = original.rename(stick / "trial.db")
    keys = tmp_path / "trial.db"
    open_signed_in(original, keys_of(keys)).close()
    shutil.copyfile(original, copy)
    away = stick.rename(tmp_path / "away")
    save(copy, keys)
    away.rename(stick)
    with pytest.raises(CopiedDatabaseError) as caught:
        save(original, keys)
    assert str(copy) in str(caught.value)


def test_a_desk_that_was_open_all_the_while_says_that_the_records_go_on_elsewhere(
    original: Path, copy: Path, tmp_path: Path
):
    """R25, F46: a true sentence also where the copy went on beneath it."""
    with closing(open_signed_in(original)) as store:
        shutil.copyfile(original, copy)
        away = original.rename(tmp_path / "away")
        save(copy, original)
        away.rename(original)
        with pytest.raises(CopiedDatabaseError) as caught:
            store.record_fact(NUMBER, LATER, by=AK)
        assert str(copy) in str(caught.value)


def test_an_older_copy_in_the_place_of_the_file_is_tampering_still(
    original: Path, copy: Path, tmp_path: Path
):
    """R25, F46: the newest state is not taken for a copy of what replaced it."""
    save(original, original)
    newest = original.rename(tmp_path / "set apart.db")
    shutil.copyfile(copy, original)
    with pytest.raises(TamperedRecordsError):
        save(original, original)
    open_signed_in(newest, keys_of(original)).close()
    with pytest.raises(CopiedDatabaseError):
        save(original, original)


def test_a_file_that_was_worked_in_on_another_computer_goes_on(
    original: Path, copy: Path, tmp_path: Path
):
    """R25, F46: it has everything that the one here has, and more."""
    elsewhere = tmp_path / "laptop" / "keys"
    shutil.copytree(keys_of(original).folder, elsewhere)
    for place in elsewhere.glob("*.place"):
        place.unlink()
    save(copy, elsewhere)
    open_signed_in(copy, keys_of(original)).close()
    with pytest.raises(CopiedDatabaseError) as caught:
        save(original, original)
    assert str(copy) in str(caught.value)


def test_another_file_where_this_one_was_is_no_original(original: Path, tmp_path: Path):
    """R25, F46: by the number of the file, not by its name."""
    moved = original.rename(tmp_path / "moved.db")
    beside(original).unlink()
    with closing(create_database(original, keys_of(original), clock=clock)) as database:
        store_with_ada(database)
    save(moved, original)
    assert LATER in weights(moved, keys_of(original))
    with opened(original, original) as store:
        assert store.database.copy_of is None


@pytest.mark.parametrize("left", [b"", b"a text", bytes(8192)])
def test_what_cannot_be_read_is_no_original(original: Path, copy: Path, left: bytes):
    """R25, F39: care goes on in the copy of a file that is beyond reading."""
    original.write_bytes(left)
    save(copy, original)
    assert LATER in weights(copy, keys_of(original))


def test_a_place_that_cannot_be_read_is_as_good_as_none(original: Path, copy: Path):
    """R25, F36: as with an anchor."""
    [place] = keys_of(original).folder.glob("*.place")
    place.write_bytes(b"\xff\x00\n/")
    save(copy, original)


def test_an_original_that_somebody_is_writing_in_is_one_all_the_same(
    original: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
):
    """R25, F38, F46: it cannot be asked, and what lies beside it answers."""
    monkeypatch.setattr("scheduler.store.whereabouts.WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(original, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with opened(copy, original) as store:
            assert store.database.copy_of == original


def test_a_save_of_the_original_that_was_cut_off_makes_no_original_of_a_copy(
    original: Path, copy: Path
):
    """R25, F34, F46"""
    number = os.fork()
    if not number:  # pragma: no cover  killed, as a power cut would
        conn = sqlite3.connect(original, isolation_level=None)
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN IMMEDIATE")
        conn.execute(
            "CREATE TABLE big AS SELECT * FROM history, (SELECT 1 UNION ALL "
            "SELECT 2 UNION ALL SELECT 3)"
        )
        os._exit(1)
    os.waitpid(number, 0)
    assert original.with_name(f"{original.name}-journal").exists()
    with pytest.raises(CopiedDatabaseError):
        save(copy, original)


def test_a_new_file_is_known_by_its_place_at_once(path: Path, tmp_path: Path):
    """R25, F46: before anybody has signed in."""
    create_database(path, keys_of(path), clock=clock).close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(path, copy)
    with opened(copy, path) as store, pytest.raises(CopiedDatabaseError):
        found(store)


def test_an_original_on_a_disk_that_takes_nothing_is_not_in_the_way_of_its_copy(
    tmp_path: Path,
):
    """R25, F37: it could neither be worked in nor be moved away."""
    if problem := limits.missing():
        pytest.skip(problem)
    command = [*limits.namespace(), sys.executable, "-m", "tests.store.frozen_original"]
    done = subprocess.run(
        [*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    in_the_copy, in_the_original = json.loads(done.stdout)
    assert in_the_copy == ""
    assert f"kept in {tmp_path / 'copy.db'}" in in_the_original
