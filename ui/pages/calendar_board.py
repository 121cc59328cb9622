"""The grid of the site's days with the lists beside it, beneath the verdict."""

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from scheduler.core.agenda import Entry
from scheduler.core.landing import Landing
from ui.calendar.carrying import Carrying
from ui.calendar.month_cells import MonthCells, MonthSheet
from ui.calendar.month_view import MonthView, only
from ui.calendar.month_words import entry_name, landing_spoken
from ui.forms.result_line import announce
from ui.pages.calendar_side import CalendarSide
from ui.pages.verdict_line import VerdictLine
from ui.theme import SPACE


class CalendarBoard(QWidget):
    """Shows days and visits, and what becomes of a visit that is carried.

    Args:
        carrying: the visit on its way.
    """

    def __init__(self, carrying: Carrying) -> None:
        super().__init__()
        self._carrying = carrying
        self.cells = MonthCells(self)
        self.view = MonthView(self.cells, carrying)
        self.view.setAccessibleName(self.tr("Calendar of the site"))
        self.side = CalendarSide(carrying, self.view.day_at)
        self.verdict = VerdictLine(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE[2])
        self._row.addWidget(self.view, 1)
        self._row.addWidget(self.side)
        self._connect()

    def show_sheet(self, sheet: MonthSheet, day: date) -> None:
        """Show other days or visits, with the focus on a day."""
        chosen = self.view.chosen
        if not self._carrying.by_keyboard:
            self._carrying.over(None)  # until the pointer moves over the new days
        self.cells.show_sheet(sheet)
        self.view.go(day)
        if chosen is not None:
            self._choose_again(chosen)

    def focused_entry(self) -> Entry | None:
        """Return the visit that has the focus, in a list or on the day."""
        for listed in (self.side.day, self.side.open):
            if listed.hasFocus():
                return listed.value()
        day = self.view.day
        return self.view.chosen or (only(day) if day else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists below the days where they do not fit beside them."""
        super().resizeEvent(event)
        self._arrange()
        self._show_verdict()

    def _arrange(self) -> None:
        needed = self.view.least_width() + self.side.wide() + 2 * SPACE[3]
        beside = needed <= self.width()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.side.arrange(beside=beside)

    def _choose_again(self, entry: Entry) -> None:
        wanted = entry_name(entry)
        for other in self.view.stops():
            if other is not None and entry_name(other) == wanted:
                self.view.choose(other)

    def _connect(self) -> None:
        self._carrying.began.connect(self._begin)
        self._carrying.moved.connect(self._follow)
        self._carrying.ended.connect(self._end)
        self.view.day_changed.connect(self.side.show_day)
        self.view.listed.connect(self.side.day.take_focus)

    @Slot(object)
    def _begin(self, entry: Entry) -> None:
        """Bring the focus to the days, where arrows move the visit."""
        day = self.view.day
        if not self._carrying.by_keyboard or day is None:
            return
        start = day.on
        if not self.view.hasFocus():
            self.view.setFocus()
            start = max(entry.visit.expected, day.today)
            self.view.go(start)
        self._carrying.over(start)

    @Slot(object)
    def _follow(self, landing: Landing | None) -> None:
        """Say the verdict beside the day; by keyboard also aloud."""
        entry = self._carrying.entry
        refused = landing is None or landing.is_refused
        shapes = Qt.CursorShape
        self._set_cursor(shapes.ForbiddenCursor if refused else shapes.ClosedHandCursor)
        self._show_verdict()
        if self._carrying.by_keyboard and entry is not None and landing is not None:
            announce(self.view, landing_spoken(entry, landing))

    def _show_verdict(self) -> None:
        """Put the verdict beside the day as it lies now, or away."""
        entry, landing = self._carrying.entry, self._carrying.landing
        if entry is None or landing is None or landing.on not in self.cells:
            self.verdict.hide()
            return
        cell = self.view.visualRect(self.cells.index_of(landing.on))
        cell.moveTopLeft(self.view.viewport().mapTo(self, cell.topLeft()))
        self.verdict.tell(entry, landing, cell)

    @Slot()
    def _end(self) -> None:
        self.verdict.hide()
        while QGuiApplication.overrideCursor() is not None:
            QGuiApplication.restoreOverrideCursor()

    def _set_cursor(self, shape: Qt.CursorShape) -> None:
        if self._carrying.by_keyboard:
            return
        if QGuiApplication.overrideCursor() is None:
            QGuiApplication.setOverrideCursor(shape)
        else:
            QGuiApplication.changeOverrideCursor(shape)
