"""A new recovery code at the window: asked for, shown once, saved and printed."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from scheduler.store.carried_key import bring_key
from scheduler.store.file_errors import RecoveryCodeError
from scheduler.store.keys import Keyring
from tests.people import OTHER_PASSWORD, PASSWORD, TEMPORARY
from tests.ui.conftest import ANNA, NOW
from tests.ui.dialog_data import settle, show
from tests.ui.site import add_colleague
from ui.account_menu import AccountMenu
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.renew_code import RenewCodeDialog
from ui.main_window import MainWindow
from ui.session import Person, Role, Session

ADMIN = Person(name="Dmytro", initials="D", role=Role.ADMINISTRATOR)


@pytest.fixture
def menu(window: MainWindow, session: Session) -> AccountMenu:
    found = AccountMenu(window, lambda: NOW)
    found.begin(session)
    return found


def type_in(dialog: RenewCodeDialog, password: str) -> None:
    """Type a password and press Enter, as somebody without a mouse does."""
    QTest.keyClicks(dialog.password.entry.edit, password)
    QTest.keyClick(dialog.password.entry.edit, Qt.Key.Key_Return)


def answered(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Answer each dialog with the keyboard; return what the papers say."""
    papers: list[str] = []

    def answer(dialog: QDialog) -> int:
        dialog.show()
        settle()
        if isinstance(dialog, RenewCodeDialog):
            type_in(dialog, PASSWORD)
        else:
            assert isinstance(dialog, RecoveryCodeDialog)
            papers.append(" ".join(one.text() for one in dialog.findChildren(QLabel)))
            dialog.save_to(folder / "code.txt")
            QTest.keyClick(dialog.kept, Qt.Key.Key_Space)
            QTest.keyClick(dialog.done_button, Qt.Key.Key_Return)
        settle()
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", answer)
    return papers


def test_a_new_code_is_shown_and_saved_as_the_first_was(
    menu: AccountMenu,
    session: Session,
    site_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """R37, F47: from the menu to the envelope, and the code of before ends."""
    first = session.attendance.recovery_code
    papers = answered(monkeypatch, tmp_path)
    assert menu.code.isEnabled()
    menu.code.trigger()
    [shown] = papers
    saved = (tmp_path / "code.txt").read_text(encoding="utf-8")
    code = saved.splitlines()[2]
    assert code in shown
    since = "Backups that were made before it open with the code that counted then."
    assert since in shown
    assert since in saved
    keys = Keyring(tmp_path / "another computer")
    with pytest.raises(RecoveryCodeError):
        bring_key(site_file, keys, first)
    bring_key(site_file, keys, code)


def test_what_a_new_code_does_not_end_is_said_before_it_is_made(
    qtbot: QtBot, session: Session
):
    """R37: no false hope about backups that somebody has."""
    dialog = RenewCodeDialog(session.attendance, None)
    show(qtbot, dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "backups of before still open with it" in said
    assert dialog.code == ""


def test_a_wrong_password_makes_none_and_the_dialog_stays(
    qtbot: QtBot, session: Session
):
    """R32, R37"""
    dialog = RenewCodeDialog(session.attendance, None)
    show(qtbot, dialog)
    type_in(dialog, "something else")
    assert dialog.isVisible()
    assert dialog.code == ""
    assert not dialog.act.isEnabled()  # while the wait lasts
    assert "password" in dialog.summary.text()


def test_who_may_not_is_told_who_may(menu: AccountMenu, session: Session):
    """R34: and is told anew whenever the menu opens."""
    add_colleague(session, ADMIN)
    session.attendance.sign_out()
    session.attendance.sign_in(ADMIN.name, TEMPORARY, OTHER_PASSWORD)
    session.attendance.sign_out()
    session.clock = lambda: NOW + timedelta(minutes=1)
    session.attendance.sign_in(ANNA.name, PASSWORD)
    menus = [action.menu() for action in menu._window.menuBar().actions()]  # noqa: SLF001
    [account] = [one for one in menus if one and menu.code in one.actions()]
    account.aboutToShow.emit()
    assert not menu.code.isEnabled()
    assert ADMIN.name in menu.code.toolTip()
