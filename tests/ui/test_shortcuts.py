"""The list of keys is made from the actions, and the actions keep to the register."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.elsewhere import Answer
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.models.shortcuts import NATIVE
from ui.pages.shortcuts import ShortcutsList

KEPT_FREE = ("Ctrl+R", "Ctrl+D", "Ctrl+L", "Ctrl+H", "Ctrl+W", "F10", "Del")


@pytest.fixture
def desk(tmp_path: Path, window: MainWindow) -> Desk:
    """The demo, with a participant's page opened once."""
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    found.open_demo()
    found.show_participant(found.session.participants()[0].id)
    return found


def listed(window: MainWindow) -> ShortcutsList:
    found = ShortcutsList(window)
    found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return found


@pytest.mark.usefixtures("desk")
def test_every_key_of_an_action_is_listed(window: MainWindow):
    """K-01, K-03: ux.md 3.2, no unlisted shortcut."""
    known = {row.keys for row in listed(window).table.rows}
    actions = window.findChildren(QAction)
    keys = {action.shortcut().toString(NATIVE) for action in actions}
    assert {"Ctrl+N", "F8", "Ctrl+1", "Ctrl+5"} <= known
    assert keys - {""} <= known


@pytest.mark.usefixtures("desk")
def test_a_key_means_one_thing_in_one_place(window: MainWindow):
    """K-03"""
    rows = listed(window).table.rows
    twice = Counter((row.where, row.keys) for row in rows)
    assert [one for one, count in twice.items() if count > 1] == []
    nameless = [row for row in rows if not (row.where and row.words and row.keys)]
    assert nameless == []


@pytest.mark.usefixtures("desk")
def test_keys_that_mean_something_else_elsewhere_are_left_free(window: MainWindow):
    """K-03"""
    found = [action.shortcut() for action in window.findChildren(QAction)]
    found += [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    assert [key for key in KEPT_FREE if QKeySequence(key) in found] == []


@pytest.mark.usefixtures("desk")
def test_the_list_opens_by_its_key_and_closes_by_escape(
    window: MainWindow, answers: list[Answer]
):
    """K-01"""
    seen: list[int] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ShortcutsList)
        seen.append(dialog.rows.model().rowCount())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    answers.append(answer)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert seen[0] > 20
