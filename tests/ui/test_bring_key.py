"""A site file on another computer asks for its recovery code, once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from scheduler.store.connection import create_database
from scheduler.store.store import Store
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS
from tests.ui.conftest import clock
from tests.ui.dialog_data import save_by_keys
from tests.ui.elsewhere import Answer
from ui.desk import Desk
from ui.dialogs.bring_key import BringKeyDialog
from ui.main_window import MainWindow
from ui.session import Person, Role, StudySite
from ui.site_files import Keyring


@pytest.fixture
def carried(tmp_path: Path, shipped_study: Study) -> tuple[Path, str]:
    """A file with an account, without its key, and the code that was printed."""
    path = tmp_path / "home" / "PL03.cycledesk"
    path.parent.mkdir()
    database = create_database(path, keys_of(path))
    code = database.identity.recovery_code
    store = Store(database, clock, shipped_study, PASSWORDS)
    store.found(
        StudySite(study=shipped_study.key, code="PL03", name="Clinic", country="PL"),
        Person(name="A. Kowalska", initials="AK", role=Role.COORDINATOR),
        PASSWORD,
        workstation="desk-1",
        program="0.1.0",
    )
    store.close()
    return path, code


def typed(dialog: QDialog, qtbot: QtBot, text: str) -> None:
    assert isinstance(dialog, BringKeyDialog)
    line = dialog.code.entry.control()
    assert isinstance(line, QLineEdit)
    line.setText(text)
    save_by_keys(qtbot)


def test_the_code_opens_the_file_and_a_wrong_one_says_so(
    qtbot: QtBot, desk: Desk, carried: tuple[Path, str], answers: list[Answer]
):
    """R37, F47: by following the screen alone."""
    path, code = carried

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BringKeyDialog)
        typed(dialog, qtbot, "ABCDE-ABCDE-ABCDE-ABCDE-ABCDE")
        assert dialog.isVisible()
        assert "not the recovery code" in dialog.summary.text()
        typed(dialog, qtbot, code.lower())

    answers.append(answer)
    answers.append(lambda dialog: dialog.reject())  # who is there is asked next
    desk.open_file(path)
    qtbot.waitUntil(lambda: not answers)
    [kept] = desk.files.keys.folder.glob("*.key")
    assert Keyring(kept.parent).find(kept.stem)


def test_without_the_code_nothing_is_opened(
    desk: Desk, window: MainWindow, carried: tuple[Path, str], answers: list[Answer]
):
    """R37"""
    answers.append(lambda dialog: dialog.reject())
    desk.open_file(carried[0])
    assert desk.session is None
    assert "Enter the recovery code" in window.message.text()
    assert not list(desk.files.keys.folder.glob("*.key"))
