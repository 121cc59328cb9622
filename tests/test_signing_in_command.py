"""Signing in from the command line, on real site files."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.people import PASSWORD
from tests.test_agenda_command import MARCH, asked, made


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys, PASSWORD)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return made(tmp_path / "PL03.cycledesk")


def test_who_asks_signs_in_with_a_password(commands: Commands, file: Path):
    """R26, R30, R32: a wrong one is noted in the file, and makes the next one wait."""
    commands.password = "not this one"
    answer = asked(commands, file, *MARCH)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("That is not the password of this account.")
    commands.password = PASSWORD
    assert "looked at in" in asked(commands, file, *MARCH).err
    with closing(sqlite3.connect(file)) as tool:
        rows = tool.execute(
            "SELECT new FROM history WHERE record = 'sign-in refused' ORDER BY seq"
        ).fetchall()
    assert rows == [("wrong password",), ("too soon",)]


def test_a_sign_in_from_the_command_line_stands_in_history(
    commands: Commands, file: Path
):
    """R26"""
    assert asked(commands, file, *MARCH).status == 0
    with closing(sqlite3.connect(file)) as tool:
        rows = tool.execute(
            "SELECT record FROM history WHERE action = 'event' ORDER BY seq DESC"
        ).fetchmany(2)
    assert rows == [("sign-out",), ("sign-in",)]
