"""What can be done with a visit of the calendar: by key, in its menu, and why."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking
from tests.ui.calendar_desk import (
    CODE,
    TUESDAY,
    Announcements,
    booked,
    chip_at,
    drag,
    keys,
    said,
)
from tests.ui.dialog_data import plain, settle
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.session import ParticipantId, Session
from ui.why import WhyPopup

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(december: CalendarPage, qtbot: QtBot) -> CalendarPage:
    """The calendar with the first of two visits on the day chosen."""
    keys(qtbot, K.Key_Tab)
    return december


@pytest.mark.parametrize(
    ("key", "held", "signal"),
    [
        (K.Key_F8, Qt.KeyboardModifier.NoModifier, "record_requested"),
        (K.Key_F9, Qt.KeyboardModifier.NoModifier, "delay_requested"),
        (K.Key_P, CTRL, "print_requested"),
    ],
)
def test_keys_act_on_the_visit_that_has_the_focus(
    qtbot: QtBot,
    page: CalendarPage,
    two: tuple[ParticipantId, ParticipantId],
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    signal: str,
):
    """K-01, K-05."""
    with qtbot.waitSignal(getattr(page.actions_, signal)) as asked:
        qtbot.keyClick(page.board.view, key, held)
    assert asked.args == [two[0], "C2D1"]


def test_a_key_without_a_visit_says_what_is_missing(qtbot: QtBot, page: CalendarPage):
    """K-05."""
    page.go(TUESDAY)
    settle()
    for key in (K.Key_F8, K.Key_F9):
        with qtbot.waitSignal(page.actions_.said) as told:
            qtbot.keyClick(page.board.view, key)
        assert "choose" in told.args[0].lower() or "chosen" in told.args[0]


def test_keys_that_are_barred_say_why(qtbot: QtBot, page: CalendarPage):
    """F-04."""
    page.actions_.bar(facts="You look on.", sheets="No paper.")
    told: list[str] = []
    page.actions_.said.connect(told.append)
    qtbot.keyClick(page.board.view, K.Key_F8)
    qtbot.keyClick(page.board.view, K.Key_P, CTRL)
    assert told == ["You look on.", "No paper."]
    menu = page.actions_.menu()
    assert menu is not None
    off = {one.text().split("\t")[0]: one.toolTip() for one in menu.actions()
           if not one.isEnabled() and not one.isSeparator()}  # fmt: skip
    assert off["&Move by keys"] == "You look on."
    assert off["&Print sheet"] == "No paper."
    menu.deleteLater()


def right_click(page: CalendarPage, at: QPoint) -> QMenu | None:
    """Press the right button as Qt tells it: the press, then the menu event."""
    view = page.board.view
    port = view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, event)
    settle()
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


def test_the_menu_of_a_visit_moves_it_by_keys(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
):
    """K-01: whatever the right button offers, a key does as well."""
    view = page.board.view
    at = chip_at(view, "PL03-0021", "C2D1")
    qtbot.mousePress(view.viewport(), Qt.MouseButton.RightButton, pos=at)
    menu = right_click(page, at)
    assert menu is not None
    assert menu.accessibleName() == "PL03-0021 C2D1"
    move = next(one for one in menu.actions() if "Move" in one.text())
    move.trigger()
    menu.close()
    settle()
    assert page.carrying.by_keyboard
    page.window().activateWindow()
    view.setFocus()
    keys(qtbot, K.Key_Right, K.Key_Return)
    assert booked(session, two[1]) == Booking(visit="C2D1", on=TUESDAY)


def test_the_right_button_that_cancels_a_drag_opens_no_menu(page: CalendarPage):
    """L-10."""
    held = drag(page).over(TUESDAY)
    held.press_right()
    assert right_click(page, QPoint(5, 5)) is None
    assert page.carrying.entry is None


def test_a_menu_where_no_visit_is_stays_away(page: CalendarPage):
    page.go(TUESDAY)
    settle()
    assert page.actions_.menu() is None


def test_f2_says_why_the_visit_is_on_its_day(qtbot: QtBot, page: CalendarPage):
    """E-03."""
    qtbot.keyClick(page.board.view, K.Key_F2)
    settle()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, WhyPopup)
    assert plain(popup.what.text()) == f"{CODE} C2D1, Planned"
    assert "C1D1" in plain(popup.why.text())
    assert "21 days" in plain(popup.why.text())
    popup.close()


def test_f2_on_a_day_says_what_is_on_it(qtbot: QtBot, page: CalendarPage):
    """E-03."""
    page.go(date(2026, 12, 25))
    settle()
    qtbot.keyClick(page.board.view, K.Key_F2)
    settle()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, WhyPopup)
    assert plain(popup.what.text()) == "Fri 25-Dec-2026"
    assert "Christmas Day" in popup.why.text()
    popup.close()


def test_leafing_while_a_visit_is_dragged_waits_for_the_pointer(
    qtbot: QtBot,
    page: CalendarPage,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
):
    """L-10: no verdict is told of a day that has gone from under the pointer."""
    heard = Announcements(monkeypatch).heard
    held = drag(page).over(TUESDAY)
    qtbot.keyClick(page.board.view, K.Key_PageDown)
    settle()
    assert page.head.title.text() == "January 2027"
    assert page.carrying.landing is None
    assert not page.board.verdict.isVisible()
    held.over(date(2027, 1, 5))
    assert page.board.verdict.isVisible()
    held.press_right()
    assert heard == [said(window)]
