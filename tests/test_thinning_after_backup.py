"""What is said when a backup is good, and older ones could not be thinned out."""

import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from scheduler.commands.backing_up import Job, back_up
from scheduler.store.backup_values import Outcome, Place
from scheduler.store.retention import Kind
from tests.keys import keys_of
from tests.store.given import AK, NOW
from tests.store.restores import open_signed_in, site_file

LONG = 60  # seconds; nothing is measured


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return site_file(folder / "PL03.cycledesk")


@pytest.fixture
def places(tmp_path: Path) -> tuple[Place, Place]:
    """Two folders; what goes into the second is worked on for a while."""
    for name in ("own", "stick"):
        (tmp_path / name).mkdir()
    stick = Place(folder=tmp_path / "stick", passphrase="four words for a stick")
    return Place(folder=tmp_path / "own"), stick


def take(site: Path, places: tuple[Place, ...], minutes: int) -> tuple[Outcome, ...]:
    return back_up(
        Job(
            source=site,
            keys=keys_of(site).folder,
            places=places,
            kind=Kind.HOURLY,
            by=AK,
            at=NOW + timedelta(minutes=minutes),
        )
    )


def test_a_good_backup_is_good_though_the_file_has_gone_since(
    site: Path, places: tuple[Place, Place]
):
    """R52, F41: in words, and not with a fault of the program."""
    own = places[0].folder

    def take_away() -> None:
        until = time.monotonic() + LONG
        while not list(own.glob("*.cycledesk-backup")) and time.monotonic() < until:
            time.sleep(0.001)
        site.rename(site.with_name("elsewhere"))

    thread = Thread(target=take_away)
    thread.start()
    made = take(site, places, 0)
    thread.join()
    assert [one.problem for one in made] == ["", ""]
    for one in made:
        assert (one.folder / one.name).is_file()
    # The first place may have been thinned out before the file had gone.
    said = "The backup is good, but older ones were not "
    assert made[0].remark == "" or made[0].remark.startswith(said)
    assert made[1].remark.startswith(said)


def test_what_history_does_not_know_stays_without_a_word(
    site: Path, places: tuple[Place, Place]
):
    """R52: nobody has noted the first two, so they may be of another computer."""
    first = take(site, places, 0)
    second = take(site, places, 1)
    assert [one.remark for one in second] == ["", ""]
    for one in (*first, *second):
        assert (one.folder / one.name).is_file()


def test_the_backup_that_was_made_just_now_stays_though_the_clock_was_set_back(
    site: Path, places: tuple[Place, Place]
):
    """R52: by its name it is older than another of its hour, and it holds more."""
    before = take(site, places, 40)
    with closing(open_signed_in(site)) as store:
        store.note_own_backups(before)
    newest = take(site, places, 10)
    assert [one.remark for one in newest] == ["", ""]
    for one in (*before, *newest):
        assert (one.folder / one.name).is_file()
