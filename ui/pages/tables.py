"""Tables of rows whose columns cut nothing."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
)

from ui.models.shortcuts import NATIVE
from ui.pages.row_painter import PAD, RowPainter, column_widths
from ui.roles import Role
from ui.theme import ROW_HEIGHT

FEW = 4  # rows that a table shows even where room is short


class RowsView(QTableView):
    """A table whose rows are values; Enter or a double click opens one.

    Args:
        name: what the table lists, for those who listen.
        whole: True to show every row, for a page that scrolls as a whole.
        wraps: True to wrap the last column instead of scrolling to its end.

    Signals:
        opened: the value of the row.
        chosen: the value of the row that was selected, None for none.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, name: str, *, whole: bool = False, wraps: bool = False) -> None:
        super().__init__()
        self._whole, self._wraps = whole, wraps
        self._widths: list[int] | None = None
        self._painter = RowPainter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self._set_up()
        self._set_up_headers()
        self.activated.connect(self._open)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, and follow it when its rows are replaced."""
        super().setModel(model)
        self._widths = None
        if model is not None:
            model.modelReset.connect(self._measure_anew)
            self._measure_anew()

    def selectionChanged(
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Say which row is chosen now."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.value())

    def value(self) -> object:
        """Return the value of the selected row, or None."""
        if self.model() is None:
            return None
        rows = self.selectionModel().selectedRows()
        return rows[0].data(Role.VALUE) if rows else None

    def own_keys(self) -> Iterable[tuple[str, str]]:
        """Return what is done, and by which keys."""
        keys = QKeySequence(QKeySequence.StandardKey.Copy)
        yield self.tr("Copy the row"), keys.toString(NATIVE)
        yield self.tr("Another row"), self.tr("Up, Down")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the row as text; everything else stays Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._copied())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a row at once, so that keys act on what has the ring."""
        super().focusInEvent(event)
        whole = self.selectionBehavior() == self.SelectionBehavior.SelectRows
        if whole and self.model().rowCount() and self.value() is None:
            self.selectRow(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew where the last column wraps."""
        super().resizeEvent(event)
        if self._wraps:
            self._set_heights()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: the font may have come with the window."""
        super().showEvent(event)
        self.lay_out()

    @Slot()
    def lay_out(self) -> None:
        """Make every column as wide as its longest text."""
        self.set_widths(self.widths())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widths = None

    def widths(self) -> list[int]:
        """Return how wide each column has to be; measured once for all its rows."""
        if self._widths is None:
            header = self.horizontalHeader()
            self._widths = [
                max(header.sectionSizeHint(column), width)
                for column, width in enumerate(column_widths(self))
            ]
        return self._widths

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns these widths; the last takes what is left.

        One that wraps is never asked to be wider than that.
        """
        shown = widths[:-1] if self._wraps else widths
        for column, width in enumerate(shown):
            self.setColumnWidth(column, width)
        if self._whole:
            self.setMinimumWidth(sum(shown) + 2 * self.frameWidth())
        self._set_heights()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of every row, where the page scrolls as a whole."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._height()) if self._whole else hint

    def minimumSizeHint(self) -> QSize:
        """Cut no row where the page scrolls as a whole, else show a few rows."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self._height() if self._whole else self._least())

    @Slot()
    def _measure_anew(self) -> None:
        self._widths = None
        if self.isVisible():
            self.lay_out()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.VALUE))

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        if self._whole:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _set_up_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setStretchLastSection(True)
        across.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        across.setHighlightSections(False)
        across.setMinimumSectionSize(1)
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_heights(self) -> None:
        plain = max(ROW_HEIGHT, self.fontMetrics().height() + 2 * PAD)
        self.verticalHeader().setDefaultSectionSize(plain)
        if self._wraps and self.model() is not None:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            last = self.model().columnCount() - 1
            for row in range(self.model().rowCount()):
                index = self.model().index(row, last)
                width = self.columnWidth(last)
                height = self._painter.wrapped_height(option, index, width)
                self.setRowHeight(row, max(plain, height))
            self.updateGeometry()

    def _height(self) -> int:
        header = self.horizontalHeader()
        top = header.sizeHint().height() if not header.isHidden() else 0
        return top + self.verticalHeader().length() + 2 * self.frameWidth()

    def _least(self) -> int:
        header = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        rows = FEW * self.verticalHeader().defaultSectionSize()
        return header + rows + bar + 2 * self.frameWidth()

    def _copied(self) -> str:
        row = self.currentIndex().row()
        cells = (
            self.model().index(row, column)
            for column in range(self.model().columnCount())
        )
        return (
            "\t".join(str(cell.data(Role.COPY)) for cell in cells) if row >= 0 else ""
        )


def same_columns(views: Sequence[RowsView]) -> None:
    """Make tables of the same columns line up with each other."""
    widths = [view.widths() for view in views]
    widest = [max(column) for column in zip(*widths, strict=True)]
    for view in views:
        view.set_widths(widest)
