"""Walk-through 4 of ux.md 7.1, and job 8: a visit moved off a holiday."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.calendar_desk import (
    Announcements,
    Drag,
    chip_at,
    codes_on,
    day_of,
    keys,
    spoken,
    wait_until_ready,
)
from tests.ui.dialog_data import plain, settle
from ui.desk import Desk
from ui.dialogs.go_to_date import GoToDateDialog
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage

K = Qt.Key
EVE, BEFORE = date(2026, 12, 24), date(2026, 12, 23)
WHOSE = "PL03-0033 C42D1"


@pytest.fixture
def page(desk: Desk, window: MainWindow, qtbot: QtBot) -> CalendarPage:
    """The calendar of the demo, opened by its key and leafed to December."""
    desk.open_demo()
    settle()
    window.activateWindow()
    qtbot.keyClick(window, K.Key_3, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(CalendarPage)
    assert found is not None
    assert window.pages.currentWidget() is found
    keys(qtbot, K.Key_PageDown)
    wait_until_ready(found)
    return found


class Clicks(QObject):
    """Counts presses of the pointer and of keys, as ux.md 1.3 counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        found = QApplication.instance()
        assert found is not None
        found.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        pressed = {QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}
        self.count += watched.isWidgetType() and event.type() in pressed
        return False


def test_the_holiday_is_seen_before_anybody_counts(page: CalendarPage):
    """K-07, L-06."""
    assert WHOSE in codes_on(page, EVE)
    assert spoken(page, EVE) == (
        "Thursday 24 December 2026, closed: Christmas Eve, 1 visit"
    )


def test_one_drag_moves_the_visit_off_the_holiday(
    page: CalendarPage, window: MainWindow
):
    """F-05, L-10: one press of the pointer, no dialog, Undo offered."""
    clicks = Clicks()
    Drag(page, chip_at(page.board.view, *WHOSE.split(" "))).over(BEFORE).drop()
    assert WHOSE in codes_on(page, BEFORE)
    assert WHOSE not in codes_on(page, EVE)
    assert window.toast.isVisible()
    assert plain(window.toast.words.text()) == (
        "Booked PL03-0033 C42D1 for Wed 23-Dec-2026, in window."
    )
    assert clicks.count == 1


def test_the_keyboard_alone_moves_it_and_every_verdict_is_heard(
    qtbot: QtBot, page: CalendarPage, monkeypatch: pytest.MonkeyPatch
):
    """K-01, K-08, L-10: the event log of the screen reader has each verdict."""
    keys(qtbot, K.Key_Right)
    assert day_of(page) == EVE
    heard = Announcements(monkeypatch).heard
    keys(qtbot, K.Key_M, K.Key_Right, K.Key_Left, K.Key_Left, K.Key_Return)
    window_heard = "window Monday 21 December 2026 to Sunday 27 December 2026"
    assert heard == [
        f"Thursday 24 December 2026, closed: Christmas Eve, in window, {window_heard}",
        f"Friday 25 December 2026, closed: Christmas Day, in window, {window_heard}",
        f"Thursday 24 December 2026, closed: Christmas Eve, in window, {window_heard}",
        f"Wednesday 23 December 2026, in window, {window_heard}",
        "Booked PL03-0033 C42D1 for Wed 23-Dec-2026, in window. Undo: Ctrl+Z",
    ]
    assert WHOSE in codes_on(page, BEFORE)


def test_undo_by_its_key_puts_it_back_on_the_holiday(qtbot: QtBot, page: CalendarPage):
    """F-05."""
    keys(qtbot, K.Key_Right, K.Key_M, K.Key_Left, K.Key_Return)
    assert WHOSE in codes_on(page, BEFORE)
    qtbot.keyClick(page.board.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert WHOSE in codes_on(page, EVE)


def test_a_date_is_gone_to_from_any_page(
    qtbot: QtBot, page: CalendarPage, desk: Desk, window: MainWindow
):
    """K-05, D-07: Ctrl+G opens the calendar wherever it is pressed."""
    window.show_page(desk.today)
    seen: list[str] = []

    def answer(dialog: QDialog) -> int:
        seen.append(dialog.windowTitle())
        assert isinstance(dialog, GoToDateDialog)
        dialog.show()
        dialog.day.entry.edit.setText("+3w")
        dialog.submit()
        return dialog.result()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDialog, "exec", answer)
        qtbot.keyClick(window, K.Key_G, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert seen == ["Go to date"]
    assert window.pages.currentWidget() is page
    assert day_of(page) == date(2026, 12, 14)
