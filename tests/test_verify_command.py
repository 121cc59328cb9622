"""``verify`` tells whether a site file is as it was written, and what to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.account_values import Event
from scheduler.store.attempts import WRONG
from scheduler.store.connection import create_database
from tests.commands import Commands
from tests.keys import keys_of
from tests.people import PASSWORD
from tests.store.cut_off import hot_journal
from tests.store.given import AK, store_with_ada
from tests.test_agenda_command import known


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys, PASSWORD)


@pytest.fixture
def printed() -> list[str]:
    return []


@pytest.fixture
def file(tmp_path: Path, printed: list[str]) -> Path:
    path = tmp_path / "PL03.cycledesk"
    with closing(create_database(path, keys_of(path))) as database:
        store, _ = store_with_ada(database)
        printed.append(store.head().printed)
    return path


def test_a_sound_file_is_said_to_be_so(commands: Commands, file: Path):
    """R24"""
    before = file.read_bytes()
    answer = commands.run("verify", *known(file, AK.person))
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith("All 3 saves are as they were written.")
    assert file.read_bytes() == before


def test_what_is_wrong_is_named_with_what_to_do(commands: Commands, file: Path):
    """R24, F46"""
    with closing(sqlite3.connect(file)) as tool:
        tool.execute("UPDATE participants SET birth_year = 1960, ver = ver + 1")
        tool.commit()
    answer = commands.run("verify", *known(file, AK.person), "--json")
    assert answer.status == 1
    assert answer.data["good"] is False
    [finding] = answer.data["findings"]
    assert (finding["about"], finding["record"]) == ("record", "participants")
    text = commands.run("verify", *known(file, AK.person)).out
    assert "birth_year is '1960', and History says '1961'." in text
    assert "Restore the newest good backup" in text


def test_a_sheet_is_held_against_the_file(
    commands: Commands, file: Path, printed: list[str]
):
    """R25, R58"""
    asked = "verify", *known(file, AK.person), "--anchor"
    assert commands.run(*asked, printed[0]).status == 0
    answer = commands.run(*asked, "999 0123456789ab")
    assert answer.status == 1
    assert "is an older copy" in answer.out


def test_nobody_is_told_without_a_password(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
):
    """R30"""
    answer = Commands(tmp_path, capsys, "wrong password").run(
        "verify", *known(file, AK.person)
    )
    assert (answer.status, answer.out) == (1, "")


def test_a_save_that_was_cut_off_is_taken_back_before_the_file_is_read(
    commands: Commands, file: Path
):
    """F34, R43: after a kill the commands go on as the window does."""
    assert hot_journal(file)
    answer = commands.run("verify", *known(file, AK.person))
    assert (answer.status, answer.err) == (0, "")
    assert not file.with_name(f"{file.name}-journal").exists()


def test_a_wrong_password_is_counted_as_at_the_window(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
):
    """R32: so that nobody guesses by asking often."""
    guess = Commands(tmp_path, capsys, "wrong password")
    assert guess.run("verify", *known(file, AK.person)).status == 1
    with closing(sqlite3.connect(file)) as tool:
        [(counted,)] = tool.execute(
            "SELECT count(*) FROM history WHERE record = ? AND new = ?",
            (Event.REFUSED, WRONG),
        )
    assert counted == 1
