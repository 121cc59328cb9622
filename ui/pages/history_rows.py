"""The table of History: long values wrap, and one save stands together."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.models.columns import Index
from ui.models.history_table import (
    NEW,
    OBJECT,
    OLD,
    PERSON,
    REASON,
    SORTINGS,
    TIME,
    HistoryTable,
)
from ui.pages.row_painter import RowPainter
from ui.pages.wrapping_rows import WrappingRows
from ui.theme import tokens_of

# Letters that a column is wide at most; what is longer wraps.
WIDEST = {PERSON: 22, OBJECT: 32, OLD: 24, NEW: 28, REASON: 32}
SHARED = {TIME, PERSON}  # by every line of a save


class HistoryPainter(RowPainter):
    """Draws no divider inside a save below what its lines share."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw the cell, and cover the divider where the save goes on."""
        super().paint(painter, option, index)
        model = index.model()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if index.column() not in SHARED or not isinstance(model, HistoryTable):
            return
        if not model.ends_save(index.row()):
            tokens = tokens_of(option.palette)
            painter.save()
            colour = tokens.selection if selected else tokens.surface
            painter.setPen(QPen(QColor(colour), 1))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
            painter.restore()


class HistoryRows(WrappingRows):
    """A table of changes, sorted by asking anew.

    Signals:
        sorting_asked: what it is to be sorted by, and True for descending.
    """

    sorting_asked = Signal(object, bool)

    def __init__(self, name: str) -> None:
        super().__init__(name, WIDEST)
        self._painter = HistoryPainter(self)
        self.setItemDelegate(self._painter)
        across = self.horizontalHeader()
        across.setSortIndicatorShown(True)
        across.setSectionsClickable(True)
        across.setSortIndicator(TIME, Qt.SortOrder.DescendingOrder)
        across.sortIndicatorChanged.connect(self._ask_sorting)
        self._sorted_by = TIME, Qt.SortOrder.DescendingOrder

    def show_lines(self, model: HistoryTable) -> None:
        """Show a model, and make room for what it reads later."""
        self.setModel(model)
        model.rowsInserted.connect(self._make_room)

    @Slot(int, Qt.SortOrder)
    def _ask_sorting(self, column: int, order: Qt.SortOrder) -> None:
        """Pass on what to sort by, unless nothing sorts by that column."""
        if column not in SORTINGS:
            self.horizontalHeader().setSortIndicator(*self._sorted_by)
        elif (column, order) != self._sorted_by:
            self._sorted_by = column, order
            descending = order == Qt.SortOrder.DescendingOrder
            self.sorting_asked.emit(SORTINGS[column], descending)

    @Slot(QModelIndex, int, int)
    def _make_room(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Give new rows their columns and their heights."""
        before = [self.columnWidth(at) for at in range(self.model().columnCount())]
        self._widths = None
        widths = self.widths()
        if any(wide > there for wide, there in zip(widths, before, strict=True)):
            self.set_widths(widths)
        else:
            self.set_heights_of(range(first, last + 1))
