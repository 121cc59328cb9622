"""Nobody there: all is hidden, what was typed is kept, the same person goes on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from tests.people import PASSWORD
from tests.ui.conftest import ANNA, BEA, NOW
from tests.ui.dialog_data import settle
from tests.ui.site import add_colleague, files
from ui.dialogs.accounts import AddPersonDialog
from ui.dialogs.unlock import UnlockDialog
from ui.idle_lock import IdleLock
from ui.main_window import MainWindow
from ui.preferences import LOCK_MINUTES, Preferences
from ui.session import Session

SECRET = "PL03-0012"


class Desk:
    """A window with a page and a form, an account, and a clock that moves."""

    def __init__(
        self, window: MainWindow, session: Session, now: list[datetime]
    ) -> None:
        self.window, self.session, self.now = window, session, now
        self.page = QLabel(SECRET)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.add_page(self.page)
        window.show_page(self.page)
        window.setWindowTitle(SECRET)
        minutes = lambda: window.preferences.lock_minutes  # noqa: E731
        self.idle = IdleLock(minutes, lambda: now[0], window)
        self.idle.begin(session)
        settle()

    @property
    def dialog(self) -> UnlockDialog:
        assert self.idle.dialog is not None
        return self.idle.dialog

    def wait(self, minutes: float) -> None:
        self.now[0] += timedelta(minutes=minutes)
        self.idle.look()
        settle()

    def touch(self) -> None:
        """Press a key as a hand does."""
        QTest.keyClick(self.page, Qt.Key.Key_Shift)

    def unlock(self, password: str = PASSWORD) -> None:
        self.dialog.password.entry.set_value(password)
        self.dialog.submit()
        settle()


@pytest.fixture
def now() -> list[datetime]:
    return [NOW]


@pytest.fixture
def desk(
    window: MainWindow,
    site_file: Path,
    session: Session,
    shipped_study: Study,
    now: list[datetime],
) -> Iterator[Desk]:
    session.close()
    opened = files(shipped_study, site_file, lambda: now[0]).open(site_file)
    opened.attendance.sign_in(ANNA.name, PASSWORD)
    found = Desk(window, opened, now)
    yield found
    found.idle.end()
    opened.close()


def visible_texts() -> str:
    labels = [
        one.text()
        for top in QApplication.topLevelWidgets()
        for one in top.findChildren(QLabel)
        if one.isVisible()
    ]
    titles = [
        top.windowTitle() for top in QApplication.topLevelWidgets() if top.isVisible()
    ]
    return " ".join([*labels, *titles])


def kinds(session: Session) -> list[str]:
    rows = session.read(lambda store: store.history(limit=4))
    return [row.record for row in rows]


def test_ten_minutes_without_a_touch_lock_the_screen(desk: Desk):
    """R33, F48"""
    desk.wait(9.9)
    assert not desk.idle.is_locked
    desk.touch()
    desk.wait(9.9)
    assert not desk.idle.is_locked
    desk.wait(0.1)
    assert desk.idle.is_locked
    assert kinds(desk.session)[0] == "idle lock"


def test_a_touch_after_a_sleep_of_the_computer_finds_it_locked(desk: Desk):
    """R33: timers stand still while a computer sleeps, so the clock is asked."""
    desk.now[0] += timedelta(hours=2)
    desk.touch()
    assert desk.idle.is_locked


def test_nothing_is_to_be_seen_while_locked(desk: Desk):
    """E-04, R33, R39: no page, no title, no clipboard."""
    QGuiApplication.clipboard().setText(SECRET)
    assert SECRET in visible_texts()
    desk.idle.lock()
    settle()
    assert SECRET not in visible_texts()
    assert QGuiApplication.clipboard().text() == ""
    assert desk.dialog.isVisible()
    assert desk.dialog.windowModality() is Qt.WindowModality.ApplicationModal


def test_a_dialog_is_hidden_and_has_what_was_typed_afterwards(qtbot: QtBot, desk: Desk):
    """R33, F-09"""
    form = AddPersonDialog(lambda _person, _password: None, desk.window)
    qtbot.addWidget(form)
    form.setModal(True)
    form.show()
    form.person.name.entry.set_value("Chiara Rossi")
    settle()
    desk.idle.lock()
    settle()
    inside = form.findChildren(
        QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    assert form.isVisible()
    assert not any(one.isVisible() for one in inside if not one.isWindow())
    assert form.windowTitle() == "CycleDesk"
    desk.unlock()
    assert form.windowTitle() == "Add a person"
    assert form.person.name.entry.control().isVisible()
    assert form.person.name.value() == "Chiara Rossi"


def test_the_same_person_goes_on_after_the_password(desk: Desk):
    """R33, R26"""
    desk.idle.lock()
    desk.unlock("not this one")
    assert desk.idle.is_locked
    assert "not the password" in desk.dialog.summary.text()
    desk.now[0] += timedelta(minutes=1)
    desk.dialog.act.setEnabled(True)
    desk.unlock()
    assert not desk.idle.is_locked
    assert SECRET in visible_texts()
    assert desk.window.windowTitle() == SECRET
    assert kinds(desk.session)[:3] == ["unlock", "sign-in refused", "idle lock"]
    add_colleague(desk.session, BEA)


def test_escape_leads_to_no_page(desk: Desk):
    """R33"""
    desk.idle.lock()
    desk.dialog.reject()
    settle()
    assert desk.dialog.isVisible()
    assert "will be given up" in visible_texts()
    desk.dialog.reject()
    assert desk.idle.is_locked


def test_somebody_else_is_told_what_is_given_up_and_then_signs_in(
    qtbot: QtBot, desk: Desk
):
    """R33"""
    form = AddPersonDialog(lambda _person, _password: None, desk.window)
    qtbot.addWidget(form)
    form.setModal(True)
    form.show()
    form.person.name.entry.set_value("Chiara Rossi")
    desk.idle.lock()
    desk.dialog.reject()
    with qtbot.waitSignal(desk.idle.given_up):
        desk.dialog.agree()
    assert not form.isVisible()
    assert form.result() == QDialog.DialogCode.Rejected


def test_the_demo_has_nothing_to_hide(window: MainWindow, demo: Session):
    now = [NOW]
    idle = IdleLock(lambda: 1, lambda: now[0], window)
    idle.begin(demo)
    now[0] += timedelta(hours=1)
    idle.look()
    assert not idle.is_locked
    idle.end()


@pytest.mark.parametrize(
    ("asked", "kept"), [(1, 1), (15, 15), (0, 1), (16, 15), (-4, 10), (999, 15)]
)
def test_never_is_no_answer(preferences: Preferences, asked: int, kept: int):
    """R33: 1 to 15 minutes, not off."""
    assert preferences.lock_minutes == 10
    preferences.lock_minutes = asked
    assert preferences.lock_minutes == kept
    assert preferences.lock_minutes in LOCK_MINUTES
