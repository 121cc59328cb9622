"""Draws one visit beside the calendar: whose it is, how it stands, a grip."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scheduler.core.agenda import Entry
from ui.calendar.month_words import entry_name
from ui.icons import STATUS_ICONS, VERDICT_ICON, icon
from ui.models.columns import Index
from ui.models.spoken import grid_window
from ui.roles import Role
from ui.theme import ROW_HEIGHT, SPACE, sized, tokens_of
from ui.wording import status_word, verdict_words

GAP, PAD = SPACE[0], SPACE[1]
DOT, DOTS = 3, 3
RING = 2


class VisitRow(QStyledItemDelegate):
    """Draws whose visit it is, how it stands, and a grip to drag it by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._measured = QFont(parent.font())
        self._bold = sized(self._measured, 10, bold=True)
        self._small = sized(self._measured, 9)
        self._metrics = QFontMetrics(self._bold), QFontMetrics(self._small)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw two lines: the visit, and its status in words with its window."""
        tokens, rect = tokens_of(option.palette), option.rect
        entry: Entry = index.data(Role.VALUE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = tokens.selection if chosen else tokens.surface
        painter.fillRect(rect, QColor(ground))
        visit = entry.visit
        badge = tokens.verdict if visit.verdict else tokens.badges[visit.status]
        side = option.fontMetrics.height()
        mark = QRect(rect.left() + PAD, rect.top() + PAD - 2, side + 4, side + 4)
        painter.fillRect(mark, QColor(badge.fill))
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawRect(mark.adjusted(0, 0, -1, -1))
        name = VERDICT_ICON if visit.verdict else STATUS_ICONS[visit.status]
        icon(name, badge.text).paint(painter, mark.adjusted(2, 2, -2, -2))
        self._words(painter, option, entry, mark.right() + PAD)
        _grip(painter, rect, QColor(tokens.border))
        painter.setPen(QPen(QColor(tokens.hairline), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), RING))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for every line, and no less than a finger needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 0
        entry: Entry = index.data(Role.VALUE)
        bold, small = self._fonts(option.font)
        named, standing = self._lines(option, entry, width)
        high = len(named) * bold.height() + len(standing) * small.height()
        return QSize(width, max(high + 2 * PAD, ROW_HEIGHT))

    def _fonts(self, font: QFont) -> tuple[QFontMetrics, QFontMetrics]:
        """Measure in the two fonts of a row; what was measured once is known."""
        if self._measured != font:
            self._measured = QFont(font)
            self._bold, self._small = sized(font, 10, bold=True), sized(font, 9)
            self._metrics = QFontMetrics(self._bold), QFontMetrics(self._small)
        return self._metrics

    def _lines(
        self, option: QStyleOptionViewItem, entry: Entry, width: int
    ) -> tuple[list[str], list[str]]:
        """Return the lines of a row: the visit, then its standing and its window.

        The visit has a line of its own where it does not fit behind the participant.
        """
        bold, small = self._fonts(option.font)
        name, inner = entry_name(entry), _inner(option, width)
        fits = bold.horizontalAdvance(name) <= inner
        named = [name] if fits else [entry.plan.participant.code, entry.visit.visit]
        *standing, word, days = _standing(entry)
        window = f"{word} {days}"
        fits = small.horizontalAdvance(window) <= inner
        return named, [*standing, *([window] if fits else [word, days])]

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, left: int
    ) -> None:
        tokens, top = tokens_of(option.palette), option.rect.top() + PAD
        metrics = self._fonts(option.font)
        lines = self._lines(option, entry, option.rect.width())
        looks = ((self._bold, tokens.text), (self._small, tokens.label))
        for words, (font, colour), measured in zip(lines, looks, metrics, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            for line in words:
                painter.drawText(left, top + measured.ascent(), line)
                top += measured.height()


def _standing(entry: Entry) -> list[str]:
    """Return its status, its verdict, the word for a window, and its days."""
    visit = entry.visit
    at = f"{visit.booked_at:%H:%M}, " if visit.booked_at else ""
    window = QCoreApplication.translate("VisitList", "window")
    return [
        f"{at}{status_word(visit.status)}",
        *([verdict_words(visit.verdict)] if visit.verdict else []),
        window,
        grid_window(visit.window),
    ]


def _inner(option: QStyleOptionViewItem, width: int) -> int:
    """Return the width that the words of a row have between its mark and its grip."""
    return width - option.fontMetrics.height() - 4 - 3 * PAD - 2 * DOT - 2 * GAP


def _grip(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Draw two columns of dots, which say that a row can be dragged."""
    left = rect.right() - PAD - 2 * DOT - GAP
    top = rect.center().y() - (DOTS * (DOT + GAP)) // 2
    for column in range(2):
        for row in range(DOTS):
            at = QPoint(left + column * (DOT + GAP), top + row * (DOT + GAP))
            painter.fillRect(QRect(at, QSize(DOT, DOT)), colour)
