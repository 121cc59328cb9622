"""What asks for the recovery code is whole at twice the size of text."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.dialog_data import show
from ui.dialogs.bring_key import BringKeyDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.recover import RecoverDialog
from ui.dialogs.unlock import UnlockDialog
from ui.session import Session


@pytest.fixture
def _large_text(qapp: QApplication) -> Iterator[None]:
    """Text of 200 % while a test runs."""
    before = qapp.font()
    large = qapp.font()
    large.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(large)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("_large_text")
@pytest.mark.parametrize("which", ["bring the key", "recover"])
def test_nothing_of_the_recovery_code_lies_beside_the_dialog(
    qtbot: QtBot, session: Session, which: str
):
    dialog: FormDialog = RecoverDialog(session.attendance, "", None)
    if which == "bring the key":
        dialog = BringKeyDialog("PL03.cycledesk", lambda _code: None, None)
    show(qtbot, dialog)
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.usefixtures("_large_text")
def test_a_dialog_opens_as_high_as_its_form_and_no_higher(
    qtbot: QtBot, session: Session
):
    """Qt gives a window that was never shown 640 by 480; that is no floor."""
    dialog = UnlockDialog(session.attendance, None)
    show(qtbot, dialog)
    assert dialog.height() <= dialog.sizeHint().height()
