"""Beside the site's calendar: the visits of the day, and those not booked yet."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.agenda import Entry
from scheduler.core.dates import weekday_date
from ui.calendar.carrying import Carrying, DayAt
from ui.calendar.month_cells import MonthDay
from ui.calendar.visit_list import VisitList
from ui.pages.labels import STRONG, wrapped
from ui.theme import SPACE

WIDTH, HIGH = 37, 6  # characters beside the days, lines below them
UNBOUNDED = (1 << 24) - 1  # Qt's word for no limit


class CalendarSide(QWidget):
    """Two lists whose visits can be opened, dragged and picked up.

    Args:
        carrying: what takes a visit that is picked up.
        day_at: which day is at a point of the screen.
    """

    def __init__(self, carrying: Carrying, day_at: DayAt) -> None:
        super().__init__()
        self.day = VisitList(self.tr("No visits on this day."), carrying, day_at)
        booked = self.tr("Every visit whose window is open is booked.")
        self.open = VisitList(booked, carrying, day_at)
        self.day_title, self.open_title = (
            wrapped(points=STRONG, bold=True),
            wrapped(points=STRONG, bold=True),
        )
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE[2])
        self._row.addLayout(_column(self.day_title, self.day), 1)
        self._row.addLayout(_column(self.open_title, self.open), 1)

    def wide(self) -> int:
        """Return the width that the lists have beside the days."""
        return WIDTH * self.fontMetrics().averageCharWidth()

    def arrange(self, *, beside: bool) -> None:
        """Stand in a column beside the days, or in a row below them."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if beside else ways.LeftToRight)
        self.setMinimumWidth(self.wide() if beside else 0)
        self.setMaximumWidth(self.wide() if beside else UNBOUNDED)
        high = HIGH * self.fontMetrics().height()
        self.setMaximumHeight(UNBOUNDED if beside else high)

    def show_day(self, day: MonthDay) -> None:
        """List the visits of a day."""
        words = self.tr("{day} ({count})")
        self._rename(
            self.day,
            self.day_title,
            words.format(day=weekday_date(day.on), count=len(day.entries)),
        )
        self.day.show_entries(day.entries)

    def show_open(self, entries: Sequence[Entry]) -> None:
        """List the visits whose window is open and that have no booking."""
        words = self.tr("Not booked ({count})")
        self._rename(self.open, self.open_title, words.format(count=len(entries)))
        self.open.show_entries(entries)

    def _rename(self, view: VisitList, title: QLabel, words: str) -> None:
        title.setText(words)
        view.setAccessibleName(words)


def _column(*widgets: QWidget) -> QVBoxLayout:
    found = QVBoxLayout()
    found.setSpacing(SPACE[0])
    for widget in widgets:
        found.addWidget(widget)
    return found
