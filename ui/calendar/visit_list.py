"""Visits beside the calendar, one a row: to open, to drag, to pick up."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QWidget,
)

from scheduler.core.agenda import Entry
from ui.calendar.carrying import Carrying, DayAt, Dragging
from ui.calendar.month_words import entry_name, entry_spoken, entry_why
from ui.calendar.visit_row import PAD, VisitRow
from ui.models.columns import NOWHERE, Index
from ui.roles import Role
from ui.theme import tokens_of


class VisitItems(QAbstractListModel):
    """Visits in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace every visit."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the visits."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say what a row shows, speaks and holds."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry_name(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry_spoken(entry)
            case (
                Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole
            ):
                return entry_why(entry)
            case Role.VALUE:
                return entry
            case _:
                return None


class VisitList(QListView):
    """A list of visits; Enter opens, ``M`` or the mouse picks up.

    Args:
        none: what is said where there is no visit to list.
        carrying: what takes a visit that is picked up.
        day_at: which day is at a point of the screen.
        parent: the widget it lies in.

    Signals:
        opened: the visit whose participant is wanted.
        menu_wanted: a menu of the visit that is chosen, at a point of the screen.
    """

    opened = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        none: str,
        carrying: Carrying,
        day_at: DayAt,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.items = VisitItems(self)
        self._carrying = carrying
        self._row = VisitRow(self)
        self._dragging = Dragging(carrying, self._entry_at, day_at)
        self.setModel(self.items)
        self.setItemDelegate(self._row)
        self._none = none
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace every visit; that there is none is said in words."""
        self.items.show_entries(entries)
        self.setAccessibleDescription("" if entries else self._none)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or say that there are none."""
        super().paintEvent(event)
        if not self.items.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens_of(self.palette()).label))
            room = self.viewport().rect().adjusted(PAD, PAD, -PAD, -PAD)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self._none)
            painter.end()

    def value(self) -> Entry | None:
        """Return the visit that is chosen, or None."""
        found = self.currentIndex().data(Role.VALUE)
        return found if isinstance(found, Entry) else None

    def take_focus(self) -> None:
        """Take the focus, with the first visit chosen if none is."""
        if self.value() is None and self.items.rowCount():
            self.setCurrentIndex(self.items.index(0))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick up by M, cancel by Esc; everything else stays Qt's."""
        if event.key() == Qt.Key.Key_M and not event.modifiers():
            self._carrying.pick_up_by_key(self.value())
        elif event.key() == Qt.Key.Key_Escape and self._carrying.entry is not None:
            self._carrying.cancel()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are keys of their own here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the visit under the pointer; the right button cancels."""
        if not self._dragging.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the visit that was pressed."""
        self._dragging.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is dragged, else let Qt end the click."""
        if not self._dragging.release(event):
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a visit, by the right button or by the menu key."""
        if self._dragging.asks_menu():
            self.menu_wanted.emit(event.globalPos())

    def _entry_at(self, point: QPoint) -> Entry | None:
        found = self.indexAt(point).data(Role.VALUE)
        return found if isinstance(found, Entry) else None

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.VALUE))
