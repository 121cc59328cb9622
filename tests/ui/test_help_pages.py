"""Help is in the program, without a network, and reached by the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.dialog_data import press, settle
from ui.desk import Desk
from ui.help_pages import HelpWindow, help_pages
from ui.main_window import MainWindow


@pytest.fixture
def desk(tmp_path: Path, window: MainWindow) -> Desk:
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    found.welcome()
    window.activateWindow()
    settle()
    return found


def help_of(window: MainWindow) -> HelpWindow:
    [found] = window.findChildren(HelpWindow)
    return found


def in_menu(window: MainWindow) -> list[str]:
    [menu] = [one for one in window.menuBar().actions() if one.text() == "&Help"]
    return [one.text() for one in menu.menu().actions()]


def test_every_shipped_page_is_in_the_menu_by_its_title(desk: Desk, window: MainWindow):
    shipped = {one.name for one in resources.folder("help").glob("*.md")}
    assert {one.path.name for one in help_pages()} == shipped
    assert {"Backup and restore", "Moving to a new computer"} <= set(in_menu(window))
    assert {one.title for one in help_pages()} <= set(in_menu(window))
    assert desk.menus.help.actions[0].isEnabled()


def test_a_page_is_read_and_left_by_the_keyboard(
    qtbot: QtBot, desk: Desk, window: MainWindow
):
    """K-01: F1, arrows, Esc; nothing behind it is held up."""
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = help_of(window)
    settle()
    assert shown.isVisible()
    assert not shown.isModal()
    assert shown.text.toPlainText().startswith(help_pages()[0].title)
    shown.list.setFocus()
    row = shown.list.currentRow()
    press(qtbot, Qt.Key.Key_Down)
    assert shown.list.currentRow() == row + 1
    assert shown.text.toPlainText().startswith(help_pages()[row + 1].title)
    press(qtbot, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert desk.menus.help.actions[0].isEnabled()


@pytest.mark.usefixtures("desk")
def test_a_page_of_the_menu_opens_in_the_one_window(window: MainWindow):
    for page in help_pages():
        [action] = [
            one
            for menu in window.menuBar().actions()
            for one in menu.menu().actions()
            if one.text() == page.title
        ]
        action.trigger()
        settle()
        assert help_of(window).text.toPlainText().startswith(page.title)
        assert QApplication.activeWindow() is help_of(window)


def test_no_page_asks_for_anything_from_elsewhere():
    """product.md, decision 10: no network, not even for a picture."""
    for page in help_pages():
        text = page.path.read_text(encoding="utf-8")
        assert "http" not in text
        assert "![" not in text
