"""Room on the disk is asked for in time, and a little of it is kept."""

import shutil
from pathlib import Path

import pytest

from scheduler.store.room import RESERVE, hold_reserve, needed, reserve_of, scarce


def with_free(monkeypatch: pytest.MonkeyPatch, free: int):
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)


def test_a_disk_with_three_times_the_room_of_the_file_is_not_spoken_of(
    filled: Path, monkeypatch: pytest.MonkeyPatch
):
    """F36: told before it is full."""
    with_free(monkeypatch, 3 * filled.stat().st_size)
    assert scarce(filled) == ""
    with_free(monkeypatch, 3 * filled.stat().st_size - 1)
    assert scarce(filled) == (
        "The disk of the records has 0 MB left. "
        "Make room: at least 1 MB should be free."
    )


def test_a_reserve_takes_up_its_room_once(filled: Path):
    """F36"""
    hold_reserve(filled)
    hold_reserve(filled)
    assert reserve_of(filled).stat().st_size == RESERVE


def test_no_reserve_is_taken_where_room_is_short(
    filled: Path, monkeypatch: pytest.MonkeyPatch
):
    with_free(monkeypatch, needed(filled) + RESERVE)
    hold_reserve(filled)
    assert not reserve_of(filled).exists()


def test_a_file_that_is_gone_is_not_spoken_of(tmp_path: Path):
    assert scarce(tmp_path / "gone" / "trial.db") == ""
    hold_reserve(tmp_path / "gone" / "trial.db")
