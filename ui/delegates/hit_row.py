"""Draws a row of the search: what it is, what is said of it, and its key."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.roles import Role
from ui.theme import ROW_HEIGHT, SPACE, sized, tokens_of

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Two lines where there is something to say, else one; nothing is cut off."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw one row."""
        hit = index.data(Role.VALUE)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        inside = option.rect.adjusted(SPACE[2], SPACE[0], -SPACE[2], -SPACE[0])
        _draw_icon(painter, inside, index.data(Qt.ItemDataRole.DecorationRole))
        left = inside.adjusted(_icon_side(option) + SPACE[2], 0, 0, 0)
        self._draw_words(painter, option, left, hit)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words need in the width of the list."""
        hit = index.data(Role.VALUE)
        words = option.widget.width() - _icon_side(option) - 6 * SPACE[2]
        height = option.fontMetrics.height() + 2 * SPACE[1]
        if said := hit.said:
            height += _wrapped(option.fontMetrics, words, said).height()
        return QSize(0, max(height, ROW_HEIGHT))

    def _draw_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inside: QRect,
        hit: Any,
    ) -> None:
        tokens = tokens_of(option.palette)
        group = QPalette.ColorGroup
        shown = group.Disabled if hit.why_not else group.Active
        painter.setPen(option.palette.color(shown, QPalette.ColorRole.Text))
        painter.setFont(sized(option.font, 10, bold=True))
        line = option.fontMetrics.height()
        said = hit.said
        first = QRect(inside)
        if said:
            first.setHeight(line + SPACE[1])
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignLeft, hit.title)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.label))
        painter.drawText(first, middle | Qt.AlignmentFlag.AlignRight, hit.key)
        below = inside.adjusted(0, line + SPACE[0], 0, 0)
        painter.drawText(below, Qt.TextFlag.TextWordWrap, said)


def _wrapped(metrics: QFontMetrics, width: int, text: str) -> QRect:
    return metrics.boundingRect(0, 0, width, 0, Qt.TextFlag.TextWordWrap, text)


def _icon_side(option: QStyleOptionViewItem) -> int:
    return option.fontMetrics.height()


def _draw_icon(painter: QPainter, inside: QRect, drawing: QIcon) -> None:
    side = painter.fontMetrics().height()
    place = QRect(inside.left(), inside.top() + SPACE[0], side, side)
    drawing.paint(painter, place)
