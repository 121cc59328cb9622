"""The window as it was left: its colours, its size, its sidebar."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.dialog_data import settle
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.sidebar import SIDEBAR_ICONS
from ui.theme import DARK, LIGHT, Theme


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    return found


def choices(window: MainWindow) -> dict[str, QAction]:
    menu = QMenu(window)
    window.add_theme_menu(menu)
    return {action.data(): action for action in menu.actions()}


def ground(qapp: QApplication) -> QColor:
    return qapp.palette().color(QPalette.ColorRole.Window)


def test_the_colours_change_at_once_and_are_kept(
    qapp: QApplication, window: MainWindow, preferences: Preferences
):
    found = choices(window)
    before = window.grab().toImage()
    found[Theme.DARK].trigger()
    settle()
    assert ground(qapp) == QColor(DARK.window)
    assert window.grab().toImage() != before
    assert preferences.theme is Theme.DARK
    found[Theme.LIGHT].trigger()
    assert ground(qapp) == QColor(LIGHT.window)
    assert choices(window)[Theme.LIGHT].isChecked()


def test_the_system_is_followed_only_where_that_was_chosen(
    qapp: QApplication,
    window: MainWindow,
    preferences: Preferences,
    monkeypatch: pytest.MonkeyPatch,
):
    applied: list[Theme] = []
    monkeypatch.setattr(
        "ui.main_window.apply_theme", lambda _app, chosen: applied.append(chosen)
    )
    assert window.isVisible()
    preferences.theme = Theme.DARK
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert applied == []
    preferences.theme = Theme.SYSTEM
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert applied == [Theme.SYSTEM]


def test_the_size_is_kept(qtbot: QtBot, window: MainWindow, preferences: Preferences):
    window.resize(740, 560)
    settle()
    window.close()
    again = MainWindow(preferences)
    qtbot.addWidget(again)
    assert again.size() == QSize(740, 560)


@pytest.mark.parametrize("first", ["narrow", "wide"])
def test_the_sidebar_shows_icons_alone_where_room_is_short(
    tmp_path: Path, window: MainWindow, first: str
):
    if first == "narrow":
        window.resize(1000, 700)
    desk = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    desk.open_demo()
    window.resize(1000, 700)
    settle()
    rows = [window.sidebar.item(row) for row in range(window.sidebar.count())]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    names = ["Today", "Participants", "Calendar", "History", "Settings"]
    assert [row.text() for row in rows] == [""] * len(names)
    assert [row.data(spoken) for row in rows] == names
    assert all(row.toolTip() for row in rows)
    assert window.sidebar.width() == SIDEBAR_ICONS
    window.resize(1366, 768)
    settle()
    assert [row.text() for row in rows] == names
    desk.leave()


def test_a_message_stays_until_the_next_page(tmp_path: Path, window: MainWindow):
    desk = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    desk.open_demo()
    window.show_message("The disk is full.")
    assert window.message.isVisible()
    assert window.message.property("message") == "error"
    window.show_page(desk.participants)
    assert not window.message.isVisible()
    window.show_message("<b>PL03</b>", "info")
    assert window.message.textFormat() is Qt.TextFormat.PlainText
    window.say_saved("Recorded PL03-0012 C14D1")
    assert window.statusBar().currentMessage() == "Recorded PL03-0012 C14D1"
    desk.leave()
