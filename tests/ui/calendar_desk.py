"""A calendar page joined to what books a visit, and hands that use it."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scheduler.core.agenda import Entry
from scheduler.core.facts import Booking
from tests.ui.dialog_data import settle
from tests.ui.elsewhere import facts_of
from ui.calendar.month_view import MonthView
from ui.main_window import MainWindow
from ui.moving import Moving
from ui.pages.calendar_page import CalendarPage
from ui.session import ParticipantId, Right, Session


def joined_page(session: Session, window: MainWindow) -> CalendarPage:
    """Put a calendar page into the window, as the pages of a file are put there."""
    page, moving = CalendarPage(session), Moving(session, window)
    page.moved.connect(moving.drop)
    page.said.connect(window.say_saved)
    why_not = session.attendance.why_not
    page.actions_.bar(facts=why_not(Right.FACTS), sheets=why_not(Right.PRINT))
    window.add_page(page)
    window.show_page(page)
    window.activateWindow()
    settle()
    wait_until_ready(page)
    return page


def wait_until_ready(page: CalendarPage) -> None:
    """Let the window go on until every plan reaches the days shown."""
    for _ in range(2_000):
        settle()
        if page.plans.is_ready:
            return
    raise AssertionError("the plans never came")


def said(window: MainWindow) -> str:
    return window.statusBar().currentMessage()


def day_of(page: CalendarPage) -> date:
    """Return the day that has the focus."""
    found = page.board.view.day
    assert found is not None
    return found.on


def codes_on(page: CalendarPage, on: date) -> list[str]:
    """Return whose visits a day shows, and which."""
    found = page.board.cells.days[index_number(page, on)]
    return [f"{e.plan.participant.code} {e.visit.visit}" for e in found.entries]


def index_number(page: CalendarPage, on: date) -> int:
    return (on - page.board.cells.days[0].on).days


def spoken(page: CalendarPage, on: date) -> str:
    """Return what a screen reader says of a day."""
    cells = page.board.cells
    return str(cells.index_of(on).data(Qt.ItemDataRole.AccessibleTextRole))


def keys(qtbot: QtBot, *pressed: Qt.Key) -> None:
    """Press keys on whatever has the focus in the page."""
    for key in pressed:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)
        settle()


def chip_at(view: MonthView, code: str, visit: str) -> QPoint:
    """Return the middle of a visit that is shown in a cell."""
    for row in range(view.cells.rowCount()):
        for column in range(view.cells.columnCount()):
            for chip in view.places(view.cells.index(row, column)).chips:
                if is_of(chip.entry, code, visit):
                    return chip.rect.center()
    raise AssertionError(f"{code} {visit} is not shown")


def is_of(entry: Entry, code: str, visit: str) -> bool:
    return (entry.plan.participant.code, entry.visit.visit) == (code, visit)


def cell_at(view: MonthView, on: date) -> QPoint:
    return view.visualRect(view.cells.index_of(on)).center()


class Drag:
    """The left button held down on a visit; released where it is told to.

    Args:
        page: over whose days it is dragged.
        start: a point of its viewport.
        view: the list that the visit is in, the grid if none is named.
    """

    def __init__(self, page: CalendarPage, start: QPoint, view: object = None) -> None:
        self._page = page
        self._from = view or page.board.view
        self._port = self._from.viewport()  # type: ignore[attr-defined]
        self._at = start
        QTest.mousePress(self._port, Qt.MouseButton.LeftButton, pos=start)
        settle()

    def over(self, on: date) -> "Drag":
        """Bring the pointer over a day, by way of a point between."""
        view = self._page.board.view
        there = view.viewport().mapToGlobal(cell_at(view, on))
        goal = self._port.mapFromGlobal(there)
        for at in ((self._at + goal) / 2, goal):
            _move(self._port, at)
            settle()
        self._at = goal
        return self

    def beside(self) -> "Drag":
        """Bring the pointer to where no day is."""
        self._at = QPoint(-50, -50)
        return self

    def drop(self) -> None:
        QTest.mouseRelease(self._port, Qt.MouseButton.LeftButton, pos=self._at)
        settle()

    def press_right(self) -> None:
        QTest.mousePress(self._port, Qt.MouseButton.RightButton, pos=self._at)
        settle()


def _move(port: object, at: QPoint) -> None:
    """Send a move with the button held: QTest.mouseMove holds none."""
    assert isinstance(port, QWidget)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(port.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


CODE = "PL03-0012"
MONDAY = date(2026, 12, 14)  # the target of C2D1; its window is 11-Dec to 17-Dec
TUESDAY = date(2026, 12, 15)
LATE = date(2026, 12, 18)
SATURDAY = date(2026, 12, 12)


def booked(session: Session, number: ParticipantId) -> Booking | None:
    found = facts_of(session, number, Booking)
    return found[0] if found else None  # type: ignore[return-value]


def drag(page: CalendarPage, code: str = CODE, visit: str = "C2D1") -> Drag:
    return Drag(page, chip_at(page.board.view, code, visit))


class Announcements:
    """What screen readers were told, while it listens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[str] = []
        ordinary = QAccessible.updateAccessibility

        def hear(event: object) -> None:
            if isinstance(event, QAccessibleAnnouncementEvent):
                self.heard.append(event.message())
            ordinary(event)  # type: ignore[arg-type]

        monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
