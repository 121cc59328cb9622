"""Paints the rows of tables, and measures how wide their columns have to be."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QRect, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from scheduler.core.dates import days_text
from scheduler.core.visits import Status
from ui.delegates.badge import EDGE, GAP, BadgeDelegate, Mark, badge_size, marks_of
from ui.models.columns import ColumnsTable, Index
from ui.pages.labels import breakable, whole_dates
from ui.roles import Role
from ui.theme import SPACE, Tokens, tokens_of

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
        text = fit_for_wrapping(str(index.data()))
        found = QFontMetrics(option.font).boundingRect(room, flags, text)
        return found.height() + 2 * PAD

    def _marks(self, option: QStyleOptionViewItem, index: Index) -> list[Mark]:
        status = index.data(Role.STATUS)
        if status is None:
            return []
        outside = index.data(Role.OUTSIDE) or 0
        return short_marks(Status(status), outside, tokens_of(option.palette))

    def _paint_text(
        self, painter: QPainter, cell: QStyleOptionViewItem, index: Index
    ) -> None:
        self.initStyleOption(cell, index)
        text, cell.text = fit_for_wrapping(cell.text), ""
        cell.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget
        )
        painter.save()
        painter.setFont(cell.font)
        painter.setPen(QColor(tokens_of(cell.palette).text))
        flags = cell.displayAlignment | Qt.TextFlag.TextWordWrap
        painter.drawText(cell.rect.adjusted(PAD, 0, -PAD, 0), flags, text)
        painter.restore()


def fit_for_wrapping(text: str) -> str:
    """Return a text that breaks in words that are too long, and never in a date."""
    return whole_dates(breakable(text))


class Ruler:
    """Measures text by its characters, each of which is measured once.

    Pairs of characters may come closer together than that, never further apart.
    """

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetrics(font)
        self._known: dict[str, int] = {}

    def width(self, text: str) -> int:
        """Return the width of a text, a little generously."""
        known = self._known
        for character in set(text) - known.keys():
            known[character] = self._metrics.horizontalAdvance(character)
        return sum(known[character] for character in text)


def short_marks(status: Status, outside: int, tokens: Tokens) -> list[Mark]:
    """Return the badges of a cell: how late; tooltip and spoken text say of what."""
    marks = marks_of(status, outside, tokens)
    late = QCoreApplication.translate("RowPainter", "late")
    early = QCoreApplication.translate("RowPainter", "early")
    words = f"{days_text(abs(outside))} {late if outside > 0 else early}"
    return [*marks[:1], *(replace(mark, word=words) for mark in marks[1:])]


def column_widths(view: QTableView) -> Iterator[int]:
    """Yield how wide each column of a view has to be for its content."""
    model = view.model()
    if isinstance(model, QSortFilterProxyModel):
        model = model.sourceModel()
    if not isinstance(model, ColumnsTable):
        yield from (view.sizeHintForColumn(at) for at in range(model.columnCount()))
        return
    bold = QFont(view.font())
    bold.setBold(True)
    plain, strong = Ruler(view.font()), Ruler(bold)
    tokens, metrics = tokens_of(view.palette()), view.fontMetrics()
    for column in range(model.columnCount()):
        ruler = strong if model.is_strong(column) else plain
        yield max(
            (
                ruler.width(text) + SLACK + 2 * PAD
                if status is None
                else badges_width(short_marks(status, outside, tokens), metrics)
                for text, status, outside in model.distinct(column)
            ),
            default=0,
        )


def badges_width(marks: list[Mark], metrics: QFontMetrics) -> int:
    """Return the width of badges side by side, with the margins of a cell."""
    widths = [badge_size(mark, metrics).width() for mark in marks]
    return sum(widths) + GAP * (len(marks) - 1) + 2 * EDGE
