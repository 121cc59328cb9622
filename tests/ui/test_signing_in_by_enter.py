"""Enter in the line of a password does what the main button does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from tests.people import OTHER_PASSWORD, PASSWORD, TEMPORARY
from tests.ui.conftest import ANNA, BEA, clock
from tests.ui.dialog_data import press, show, type_text
from tests.ui.site import add_colleague, files
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.sign_in import SignInDialog
from ui.dialogs.unlock import UnlockDialog
from ui.session import Session


@pytest.fixture
def opened(shipped_study: Study, filed: Path) -> Iterator[Session]:
    """A file in which nobody has signed in yet."""
    found = files(shipped_study, filed, clock).open(filed)
    yield found
    found.close()


def typed(qtbot: QtBot, dialog: FormDialog, password: str) -> int:
    """Type a password and press Enter; return what came of it."""
    show(qtbot, dialog)
    type_text(qtbot, password)
    press(qtbot, Qt.Key.Key_Return)
    return dialog.result()


def test_enter_signs_in(qtbot: QtBot, opened: Session):
    dialog = SignInDialog(opened.attendance, "PL03", ANNA.name, None)
    assert typed(qtbot, dialog, PASSWORD)


def test_enter_with_a_wrong_password_says_so_and_signs_nobody_in(
    qtbot: QtBot, opened: Session
):
    dialog = SignInDialog(opened.attendance, "PL03", ANNA.name, None)
    assert not typed(qtbot, dialog, "another password")
    assert dialog.summary.isVisible()


def test_enter_in_the_second_line_keeps_the_new_password(qtbot: QtBot, opened: Session):
    opened.attendance.sign_in(ANNA.name, PASSWORD)
    add_colleague(opened, BEA)
    opened.attendance.sign_out()
    dialog = SignInDialog(opened.attendance, "PL03", BEA.name, None)
    assert not typed(qtbot, dialog, TEMPORARY)
    type_text(qtbot, OTHER_PASSWORD)
    press(qtbot, Qt.Key.Key_Tab, 2)
    type_text(qtbot, OTHER_PASSWORD)
    press(qtbot, Qt.Key.Key_Return)
    assert dialog.result()
    assert opened.attendance.person == BEA


def test_enter_unlocks(qtbot: QtBot, opened: Session):
    opened.attendance.sign_in(ANNA.name, PASSWORD)
    opened.attendance.lock()
    assert typed(qtbot, UnlockDialog(opened.attendance, None), PASSWORD)
