"""The site's days as a grid that fills its room, and a visit dragged over it."""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from scheduler.core.agenda import Entry
from scheduler.core.weeks import DAYS
from ui.calendar.carrying import Carrying, Dragging
from ui.calendar.month_cells import MonthCells, MonthDay
from ui.calendar.month_layout import DayPlaces, MonthLayout
from ui.calendar.month_painter import MonthPainter
from ui.calendar.month_words import entry_why
from ui.models.columns import Index
from ui.roles import Role

LEAST_ROWS = 2


class MonthTable(QTableView):
    """A week a row; a day has the focus, or one of the visits on it.

    Args:
        cells: the days.
        carrying: the visit on its way, if one is.
        parent: the widget that it lies in.

    Signals:
        opened: a visit, whose participant is wanted.
        listed: the day whose visits are wanted as a list.
        day_changed: the day that has the focus now.
        menu_wanted: a menu of the visit that has the focus, at a point of the screen.
    """

    opened = Signal(object)
    listed = Signal(object)
    day_changed = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, cells: MonthCells, carrying: Carrying, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.cells, self.carrying = cells, carrying
        self._longest = ""
        self._painter = MonthPainter(MonthLayout(self.font()))
        self._dragging = Dragging(carrying, self.entry_at, self.day_at)
        self.setModel(cells)
        self.setItemDelegate(self._painter)
        self._set_up()
        carrying.began.connect(self._mark)
        carrying.ended.connect(self._unmark)
        cells.modelReset.connect(self.lay_out)

    @property
    def day(self) -> MonthDay | None:
        """The day that has the focus."""
        found = self.currentIndex().data(Role.VALUE)
        return found if isinstance(found, MonthDay) else None

    @property
    def chosen(self) -> Entry | None:
        """The visit that has the focus within the day, or None."""
        return self._painter.chosen

    def set_longest(self, code: str) -> None:
        """Make every column wide enough for a participant's code."""
        self._longest = code
        self.lay_out()

    def choose(self, entry: Entry | None) -> None:
        """Give one visit of the day the focus, or the day itself."""
        if entry is not self._painter.chosen:
            self._painter.chosen = entry
            self.update(self.currentIndex())

    def stops(self) -> list[Entry | None]:
        """Return what Tab goes through: the day, and its visits that are shown."""
        return [None, *(c.entry for c in self.places(self.currentIndex()).chips)]

    def places(self, index: QModelIndex) -> DayPlaces:
        """Return where everything of a cell lies on the viewport."""
        return self._painter.layout.place(
            index.data(Role.VALUE), self.visualRect(index)
        )

    def entry_at(self, point: QPoint) -> Entry | None:
        """Return the visit at a point of the viewport."""
        index = self.indexAt(point)
        chip = self.places(index).at(point) if index.isValid() else None
        return chip.entry if chip else None

    def day_at(self, point: QPoint) -> date | None:
        """Return the day at a point of the screen."""
        here = self.viewport().mapFromGlobal(point)
        index = self.indexAt(here) if self.viewport().rect().contains(here) else None
        return index.data(Role.VALUE).on if index and index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Carry what is carried to the day, and tell which day it is."""
        super().currentChanged(current, previous)
        if (day := self.day) is not None:
            if self.carrying.by_keyboard:
                self.carrying.over(day.on)
            self.day_changed.emit(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day and the visit under the pointer; the right button cancels."""
        if self._dragging.press(event):
            return
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.choose(self.entry_at(at))
        places = self.places(index)
        if places.hidden and places.more.contains(at):
            self.listed.emit(index.data(Role.VALUE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a visit; nothing else follows the pointer."""
        self._dragging.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the visit that is dragged."""
        self._dragging.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the participant of a visit."""
        if (entry := self.entry_at(event.position().toPoint())) is not None:
            self.opened.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a visit, by the right button or by the menu key."""
        if self._dragging.asks_menu():
            place = self.visualRect(self.currentIndex()).center()
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            here = self.viewport().mapToGlobal(place)
            self.menu_wanted.emit(here if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the visit under the pointer, else the day."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self.entry_at(event.pos())
            if entry is not None:
                QToolTip.showText(event.globalPos(), entry_why(entry), self)
                return True
        return bool(super().viewportEvent(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the days over the room, and keep the day in sight."""
        super().resizeEvent(event)
        self.lay_out()
        self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: the font may have come with the window."""
        super().showEvent(event)
        self._take_font()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_font()

    def lay_out(self) -> None:
        """Share the room among the days; none is too small for a visit."""
        layout, rows = self._painter.layout, self.cells.rowCount()
        wide = max(self.viewport().width() // DAYS, self.least_width() // DAYS)
        for column in range(DAYS):
            self.setColumnWidth(column, wide)
        if rows:
            high = max(self.viewport().height() // rows, layout.least_height())
            self.verticalHeader().setDefaultSectionSize(high)

    def least_width(self) -> int:
        """Return the width at which no participant's code is cut."""
        layout = self._painter.layout
        return DAYS * (layout.least_width(self._longest) if self._longest else 1)

    def minimumSizeHint(self) -> QSize:
        """Leave room for a few weeks; the others are scrolled to."""
        rows = LEAST_ROWS * self._painter.layout.least_height()
        return QSize(0, rows + self.horizontalHeader().sizeHint().height())

    def _mark(self) -> None:
        self._painter.carried = self.carrying.entry
        self.cells.judge(self.carrying.judged)

    def _unmark(self) -> None:
        self._painter.carried = None
        self.cells.judge(None)

    def _take_font(self) -> None:
        if self._painter.layout.font != self.font():
            self._painter.layout = MonthLayout(self.font())
        self.lay_out()
        self.scrollTo(self.currentIndex())

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for header in (across, self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
