"""Draws a status as a badge, and the verdict on its window beside it."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from scheduler.core.visits import Status
from ui.icons import STATUS_ICONS, VERDICT_ICON, icon
from ui.roles import Role
from ui.theme import SPACE, Badge, Tokens, tokens_of
from ui.wording import status_word, verdict_words

Index = QModelIndex | QPersistentModelIndex

GAP, _PAD, EDGE = SPACE[0], SPACE[1] - 2, SPACE[1]
RADIUS = 4
HATCH_OPACITY = 0.22


@dataclass(frozen=True, slots=True)
class Mark:
    """One badge to draw: its icon, its word, its colours, and its hatch."""

    icon: str
    word: str
    colours: Badge
    hatched: bool = False


def marks_of(status: Status, days_outside: int, tokens: Tokens) -> list[Mark]:
    """Return the badge of a status, and the verdict where there is one.

    Source:
        product.md, decision 18: the strongest colour belongs to the verdict.
    """
    hatched = status is Status.ON_HOLD
    found = [
        Mark(STATUS_ICONS[status], status_word(status), tokens.badges[status], hatched)
    ]
    if days_outside:
        words = verdict_words(days_outside)
        found.append(Mark(VERDICT_ICON, words, tokens.verdict))
    return found


class BadgeDelegate(QStyledItemDelegate):
    """Paints cells that hand over ``Role.STATUS`` and ``Role.OUTSIDE``.

    A cell without a status is painted as usual.
    """

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw the cell's ground as the style does, then the badges on it."""
        marks = self._marks(option, index)
        if not marks:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget
        )
        border = QColor(tokens_of(option.palette).border)
        _paint_marks(painter, option.rect, marks, option.fontMetrics, border)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a size that clips no word, at any size of text."""
        marks = self._marks(option, index)
        if not marks:
            return super().sizeHint(option, index)
        widths = [badge_size(mark, option.fontMetrics).width() for mark in marks]
        height = badge_size(marks[0], option.fontMetrics).height()
        return QSize(sum(widths) + GAP * (len(marks) - 1) + 2 * EDGE, height + 2 * GAP)

    def _marks(self, option: QStyleOptionViewItem, index: Index) -> list[Mark]:
        status = index.data(Role.STATUS)
        if status is None:
            return []
        outside = index.data(Role.OUTSIDE) or 0
        return marks_of(Status(status), outside, tokens_of(option.palette))


def badge_size(mark: Mark, metrics: QFontMetrics) -> QSize:
    """Return the size of one badge in a font."""
    side = metrics.height()
    width = side + GAP + metrics.horizontalAdvance(mark.word) + 2 * _PAD
    return QSize(width, side + 2 * GAP)


def paint_badge(
    painter: QPainter, rect: QRect, mark: Mark, metrics: QFontMetrics, border: QColor
) -> None:
    """Draw one badge: fill, hatch, a border of 1 px, icon and word."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    text = QColor(mark.colours.text)
    outline = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(border, 1))
    painter.setBrush(QColor(mark.colours.fill))
    painter.drawRoundedRect(outline, RADIUS, RADIUS)
    if mark.hatched:
        _hatch(painter, outline, border)
    side = metrics.height()
    top = rect.top() + (rect.height() - side) // 2
    square = QRect(rect.left() + _PAD, top, side, side)
    icon(mark.icon, mark.colours.text).paint(painter, square)
    painter.setPen(text)
    words = rect.adjusted(_PAD + side + GAP, 0, 0, 0)
    painter.drawText(
        words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, mark.word
    )
    painter.restore()


def _hatch(painter: QPainter, outline: QRectF, colour: QColor) -> None:
    """Draw the stripes of a hold over the fill, so that grey paper shows them."""
    painter.save()
    painter.setOpacity(HATCH_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(outline, RADIUS, RADIUS)
    painter.restore()


def _paint_marks(
    painter: QPainter,
    rect: QRect,
    marks: list[Mark],
    metrics: QFontMetrics,
    border: QColor,
) -> None:
    at = QPoint(rect.left() + EDGE, rect.top())
    for mark in marks:
        size = badge_size(mark, metrics)
        place = QRect(at, size)
        place.moveTop(rect.top() + (rect.height() - size.height()) // 2)
        paint_badge(painter, place, mark, metrics, border)
        at.setX(place.right() + 1 + GAP)
