"""The window around the pages: its sidebar, its keys and the way between pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.site import open_at, sign_in_at_dialogs
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.places import documents
from ui.preferences import Preferences
from ui.session import Session


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    return found


@pytest.fixture
def desk(tmp_path: Path, window: MainWindow) -> Desk:
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    found.open_demo()
    QApplication.processEvents()
    return found


def participant(desk: Desk) -> int:
    assert desk.session is not None
    return desk.session.participants()[0].id


def test_the_marked_entry_leads_back_from_the_page_of_a_participant(
    qtbot: QtBot, desk: Desk, window: MainWindow
):
    desk.show_participant(participant(desk))
    place = window.sidebar.visualItemRect(window.sidebar.item(0)).center()
    qtbot.mouseClick(window.sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.pages.currentWidget() is desk.today
    desk.show_participant(participant(desk))
    window.sidebar.setFocus()
    qtbot.keyClick(window.sidebar, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is desk.today


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_5])
def test_number_keys_lead_to_the_pages_of_the_sidebar(
    qtbot: QtBot, desk: Desk, window: MainWindow, key: Qt.Key
):
    desk.show_participant(participant(desk))
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    pages = {
        Qt.Key.Key_1: desk.today,
        Qt.Key.Key_2: desk.participants,
        Qt.Key.Key_5: desk.history,
    }
    assert window.pages.currentWidget() is pages[key]
    assert pages[key].isAncestorOf(window.focusWidget())


def test_enter_presses_the_button_that_has_the_focus(
    qtbot: QtBot, desk: Desk, window: MainWindow
):
    desk.today.actions_.open.setFocus()
    qtbot.keyClick(desk.today.actions_.open, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is desk.participant


def test_the_sidebar_is_as_wide_as_its_longest_word(desk: Desk, window: MainWindow):
    font = window.sidebar.font()
    font.setPointSizeF(font.pointSizeF() * 3)
    window.sidebar.setFont(font)
    desk.welcome()
    desk.open_demo()
    words = window.sidebar.fontMetrics().horizontalAdvance("Participants")
    assert window.sidebar.width() > words + window.sidebar.iconSize().width()


def test_every_tab_of_a_participant_gives_the_focus_to_what_it_shows(
    qtbot: QtBot, desk: Desk, window: MainWindow
):
    desk.show_participant(participant(desk))
    page = desk.participant
    assert window.focusWidget() is page.overview.timeline
    for first in (page.grid.days, page.records.visits, page.history.rows):
        here = window.focusWidget()
        assert here is not None
        qtbot.keyClick(here, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget() is first


def test_an_empty_file_asks_at_once_for_its_first_participant(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, window: MainWindow, session: Session
):
    desk.leave()
    assert session.path is not None
    sign_in_at_dialogs(monkeypatch, "Anna Kowalska")
    open_at(desk, session.path)
    assert window.focusWidget() is desk.today.nobody.button


def test_escape_leads_back_to_the_list_that_one_came_from(
    qtbot: QtBot, desk: Desk, window: MainWindow
):
    for page in (desk.participants, desk.today):
        window.show_page(page)
        desk.show_participant(participant(desk))
        qtbot.keyClick(desk.participant.overview.timeline, Qt.Key.Key_Escape)
        assert window.pages.currentWidget() is page
        here = window.focusWidget()
        assert here is not None
        assert page.isAncestorOf(here)


def test_facts_are_proposed_for_a_folder_of_the_person(
    monkeypatch: pytest.MonkeyPatch, desk: Desk
):
    proposed: list[str] = []

    def refuse(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", refuse)
    assert desk.workflows is not None
    desk.workflows.export(participant(desk))
    assert proposed == [str(documents() / "DEMO_PL03-0004_facts.json")]
