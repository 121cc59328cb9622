"""What lies in a place, and what is deleted there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.store.backup_folder import (
    Soundness,
    listed,
    remove_leftovers,
)
from scheduler.store.records_copy import file_digest
from scheduler.store.retention import Kind
from tests.store.backup_load import (
    backups_under_load,
    history_in,
    not_a_beginning,
)
from tests.store.backups import back_up, unpacked
from tests.store.given import NOW


def digests(folder: Path):
    return {one.name: file_digest(one) for one in folder.iterdir()}


def test_backups_are_listed_newest_first_and_nothing_else(filled: Path, tmp_path: Path):
    """R53: date, kind, size and soundness of each."""
    folder = tmp_path / "backups"
    first = back_up(filled, folder, kind=Kind.HOURLY)
    second = back_up(filled, folder, minutes=60, kind=Kind.EXIT)
    known = digests(folder)
    (folder / "holiday.jpg").write_bytes(b"not ours")
    (folder / f"{first.name}.part").write_bytes(b"half")
    found = listed(folder, known)
    assert [(one.path, one.kind, one.site) for one in found] == [
        (second, Kind.EXIT, "PL03"),
        (first, Kind.HOURLY, "PL03"),
    ]
    assert found[1].made == NOW.astimezone(UTC)
    assert {one.soundness for one in found} == {Soundness.VERIFIED}


def test_a_changed_file_and_an_unknown_one_are_told_apart(filled: Path, tmp_path: Path):
    """F42: bit rot shows in the list, before somebody needs that backup."""
    folder = tmp_path / "backups"
    made = back_up(filled, folder)
    known = digests(folder)
    with made.open("r+b") as file:
        file.seek(100)
        file.write(b"!")
    assert listed(folder, known)[0].soundness is Soundness.CHANGED
    assert listed(folder, {})[0].soundness is Soundness.NOT_KNOWN


def test_a_folder_that_is_gone_lists_nothing(tmp_path: Path):
    """F43: a stick that was pulled out is no fault of the program."""
    assert listed(tmp_path / "gone", {}) == ()


def test_what_a_killed_program_left_is_removed_a_day_later(tmp_path: Path):
    """F22, F44: half a backup holds records, and is of no use."""
    name = "PL03_20261122T120000Z_exit.cycledesk-backup"
    half, whole, other = (
        tmp_path / f"{name}.part",
        tmp_path / name,
        tmp_path / "a.part",
    )
    for one in (half, whole, other):
        one.write_bytes(b"x")
    made = datetime(2026, 11, 22, 12, tzinfo=UTC)
    remove_leftovers(tmp_path, made)
    assert half.exists()
    remove_leftovers(tmp_path, made + timedelta(seconds=1))
    assert sorted(tmp_path.iterdir()) == sorted([whole, other])


def test_backups_under_a_continuous_writer_are_each_a_state_there_was(
    filled: Path, tmp_path: Path
):
    """R50, T7 in short: nothing half, nothing that was not."""
    made = backups_under_load(filled, tmp_path / "backups", 5)
    assert len(made) == 5
    assert not_a_beginning(filled, made) == []
    sizes = {len(history_in(filled)), *(listed_head(one, tmp_path) for one in made)}
    assert len(sizes) > 1  # the writer did write meanwhile


def listed_head(made: Path, folder: Path) -> int:
    return unpacked(made, folder / f"{made.name}.out").head
