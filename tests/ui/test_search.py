"""One line goes anywhere: to a participant, to a verdict, to a command."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.people import PASSWORDS
from tests.ui.conftest import clock
from tests.ui.elsewhere import Answer
from ui.desk import Desk
from ui.dialogs.search_box import SearchBox
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.roles import Role


@pytest.fixture
def desk(tmp_path: Path, window: MainWindow) -> Desk:
    """The demo, at its first page."""
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    found.open_demo()
    return found


def shown(box: SearchBox) -> list[tuple[str, str]]:
    rows = range(box.list.count())
    hits = [box.list.item(row).data(Role.VALUE) for row in rows]
    return [(hit.title, hit.said) for hit in hits]


def typed(text: str, seen: list[list[tuple[str, str]]], *keys: Qt.Key) -> Answer:
    """Type into the search, keep what it shows, and press keys."""

    def answer(box: SearchBox) -> None:
        QTest.keyClicks(box.line, text)
        seen.append(shown(box))
        for key in keys or (Qt.Key.Key_Escape,):
            QTest.keyClick(box.line, key)

    return answer


def search(desk: Desk, answers: list[Answer], answer: Callable[[SearchBox], None]):
    answers.append(answer)
    desk.menus.search.trigger()


def test_four_digits_and_enter_open_a_participant(
    desk: Desk, window: MainWindow, answers: list[Answer]
):
    """K-01: job 13 of ux.md."""
    seen: list[list[tuple[str, str]]] = []
    search(desk, answers, typed("0012", seen, Qt.Key.Key_Return))
    assert seen[0][0][0] == "PL03-0012"
    assert "On treatment" in seen[0][0][1]
    assert window.pages.currentWidget() is desk.participant
    shown_one = desk.session.participant(desk.participant.participant_id)
    assert shown_one.participant.code == "PL03-0012"


def test_a_code_and_a_date_give_the_verdict(desk: Desk, answers: list[Answer]):
    """D-01, D-09: is this date in the window, job 3 of ux.md."""
    seen: list[list[tuple[str, str]]] = []
    search(desk, answers, typed("0012 27-Nov", seen))
    [(code, said)] = seen[0]
    assert code == "PL03-0012"
    assert "on Fri 27-Nov-2026 is" in said
    assert "out of window (20-Nov-2026 to 26-Nov-2026)" in said


def test_a_date_alone_opens_the_calendar_there(
    desk: Desk, window: MainWindow, answers: list[Answer]
):
    """D-07, K-01"""
    seen: list[list[tuple[str, str]]] = []
    search(desk, answers, typed("+3w", seen, Qt.Key.Key_Return))
    assert seen == [[("Mon 14-Dec-2026", "Show this day in the calendar")]]
    page = window.pages.currentWidget()
    assert isinstance(page, CalendarPage)
    assert page.span.begins <= date(2026, 12, 14) <= page.span.ends


def test_both_readings_of_a_date_are_shown(desk: Desk, answers: list[Answer]):
    """D-08"""
    seen: list[list[tuple[str, str]]] = []
    search(desk, answers, typed("0012 05/12/2026", seen))
    said = [words for _, words in seen[0]]
    assert ["12-May-2026" in words or "05-Dec-2026" in words for words in said] == [
        True,
        True,
    ]


def test_a_command_is_run_with_its_key_beside_it(
    desk: Desk, answers: list[Answer], qtbot: QtBot
):
    """K-01, K-03"""
    opened: list[str] = []
    seen: list[list[tuple[str, str]]] = []

    def add(dialog: QDialog) -> None:
        opened.append(dialog.windowTitle())
        dialog.reject()

    answers.extend([typed("add part", seen, Qt.Key.Key_Return), add])
    desk.menus.search.trigger()
    qtbot.waitUntil(lambda: bool(opened))
    assert seen[0] == [("Add participant", "")]


def test_a_command_that_cannot_be_run_says_why(desk: Desk, answers: list[Answer]):
    """F-04, K-05: it stays, and says so."""
    boxes: list[SearchBox] = []

    def answer(box: SearchBox) -> None:
        QTest.keyClicks(box.line, "open site")
        QTest.keyClick(box.line, Qt.Key.Key_Return)
        boxes.append(box)
        assert box.isVisible()
        assert shown(box) == [
            ("Open a site file", "Leave the demo first: File, Leave the demo")
        ]
        box.reject()

    search(desk, answers, answer)
    assert boxes[0].chosen is None


def test_nothing_found_says_where_it_looked(desk: Desk, answers: list[Answer]):
    """E-01"""

    def answer(box: SearchBox) -> None:
        QTest.keyClicks(box.line, "xyz")
        assert box.nothing.isVisible()
        assert "Nothing found for \u2018xyz\u2019" in box.nothing.text()
        box.reject()

    search(desk, answers, answer)


def test_an_empty_line_shows_whom_one_looked_at_last(desk: Desk, answers: list[Answer]):
    """E-01: the last five, the newest first, then common commands."""
    people = desk.session.participants()
    for one in people[:7]:
        desk.show_participant(one.id)
    desk.show_participant(people[3].id)
    seen: list[list[tuple[str, str]]] = []
    search(desk, answers, typed("", seen))
    codes = [title for title, _ in seen[0]]
    expected = [people[n].participant.code for n in (3, 6, 5, 4, 2)]
    assert codes[:5] == expected
    assert "Add participant" in codes


def test_arrows_move_the_mark_and_it_is_read_out(
    desk: Desk, answers: list[Answer], monkeypatch: pytest.MonkeyPatch
):
    """K-01, K-08"""
    said: list[str] = []
    monkeypatch.setattr(
        "ui.dialogs.search_box.QAccessible.updateAccessibility",
        lambda event: said.append(event.message()),
    )
    assert hasattr(QAccessibleAnnouncementEvent, "message")

    def answer(box: SearchBox) -> None:
        QTest.keyClicks(box.line, "pl03")
        QTest.keyClick(box.line, Qt.Key.Key_Down)
        assert box.list.currentRow() == 1
        assert box.line.hasFocus()
        assert said[-1].startswith(box.list.item(1).text())
        QTest.keyClick(box.line, Qt.Key.Key_Up)
        assert said[-1].startswith(box.list.item(0).text())
        box.reject()

    search(desk, answers, answer)
