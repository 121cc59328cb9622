"""Tables of rows: dividers, a focus ring, columns that cut nothing."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QItemSelection,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
)

from scheduler.core.dates import days_text
from ui.delegates.badge import BadgeDelegate, Mark
from ui.models.columns import Index
from ui.roles import Role
from ui.theme import ROW_HEIGHT, SPACE, tokens_of

PAD, RING = SPACE[1], 2
SLACK = 4  # wrapping rounds widths up by some pixels
MANY = 10_000


class RowPainter(BadgeDelegate):
    """Paints a cell with a divider below it, and a ring where the focus is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw the cell, its text wrapped and as far in as its heading."""
        tokens, cell = tokens_of(option.palette), QStyleOptionViewItem(option)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        cell.state &= ~QStyle.StateFlag.State_HasFocus
        if index.data(Role.STATUS) is None:
            self._paint_text(painter, cell, index)
        else:
            super().paint(painter, cell, index)
        painter.save()
        painter.setPen(QPen(QColor(tokens.hairline), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if focused:
            painter.setPen(QPen(QColor(tokens.accent), RING))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the text on one line, or of its badges."""
        if index.data(Role.STATUS) is not None:
            return super().sizeHint(option, index)
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        metrics = QFontMetrics(cell.font)
        width = metrics.horizontalAdvance(cell.text) + SLACK + 2 * PAD
        return QSize(width, metrics.height() + 2 * PAD)

    def wrapped_height(
        self, option: QStyleOptionViewItem, index: Index, width: int
    ) -> int:
        """Return the height of the text when it is wrapped at a width."""
        room = QRect(0, 0, width - 2 * PAD, MANY)
        flags = Qt.TextFlag.TextWordWrap
        found = QFontMetrics(option.font).boundingRect(room, flags, str(index.data()))
        return found.height() + 2 * PAD

    def _marks(self, option: QStyleOptionViewItem, index: Index) -> list[Mark]:
        """Say in the badge how late; tooltip and spoken text say of what."""
        marks = super()._marks(option, index)
        days = index.data(Role.OUTSIDE)
        return [*marks[:1], *(replace(mark, word=_short(days)) for mark in marks[1:])]

    def _paint_text(
        self, painter: QPainter, cell: QStyleOptionViewItem, index: Index
    ) -> None:
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        cell.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget
        )
        painter.save()
        painter.setFont(cell.font)
        painter.setPen(QColor(tokens_of(cell.palette).text))
        flags = cell.displayAlignment | Qt.TextFlag.TextWordWrap
        painter.drawText(cell.rect.adjusted(PAD, 0, -PAD, 0), flags, text)
        painter.restore()


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
        self._painter = RowPainter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self._set_up()
        self._set_up_headers()
        self.activated.connect(self._open)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, and follow it when its rows are replaced."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.lay_out)
            self.lay_out()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the row as text; everything else stays Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._copied())
        else:
            super().keyPressEvent(event)

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

    def widths(self) -> list[int]:
        """Return how wide each column has to be."""
        header, model = self.horizontalHeader(), self.model()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        found = []
        for column in range(model.columnCount()):
            seen: dict[str, int] = {}
            for row in range(model.rowCount()):
                index = model.index(row, column)
                text = str(index.data())
                if text not in seen:
                    seen[text] = self._painter.sizeHint(option, index).width()
            found.append(max([header.sectionSizeHint(column), *seen.values()]))
        return found

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns these widths; the last takes what is left."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        if self._whole:
            shown = widths[:-1] if self._wraps else widths
            self.setMinimumWidth(sum(shown) + 2 * self.frameWidth())
        self._set_heights()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of every row, where the page scrolls as a whole."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._height()) if self._whole else hint

    def minimumSizeHint(self) -> QSize:
        """Cut no row, where the page scrolls as a whole."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self._height()) if self._whole else hint

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

    def _copied(self) -> str:
        row = self.currentIndex().row()
        cells = (
            self.model().index(row, column)
            for column in range(self.model().columnCount())
        )
        return (
            "\t".join(str(cell.data(Role.COPY)) for cell in cells) if row >= 0 else ""
        )


def _short(days: int) -> str:
    side = "late" if days > 0 else "early"
    side = QCoreApplication.translate("RowPainter", side)
    return f"{days_text(abs(days))} {side}"


def same_columns(views: Sequence[RowsView]) -> None:
    """Make tables of the same columns line up with each other."""
    widths = [view.widths() for view in views]
    widest = [max(column) for column in zip(*widths, strict=True)]
    for view in views:
        view.set_widths(widest)
