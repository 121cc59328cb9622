"""Paints the cells of the timeline: marks, bars, the past and today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scheduler.core.dates import clinical_date
from ui.calendar.cycle_columns import Bar, CycleColumn, Line
from ui.icons import STATUS_ICONS, icon
from ui.models.columns import Index
from ui.roles import Role
from ui.theme import SPACE, Tokens, tokens_of

GAP, PAD = SPACE[0], SPACE[1]
RING = 2
THINNEST, THICKEST = 4, 12
ONE_DAY = timedelta(days=1)
WRAPPED = (
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What the parts of one cell share while it is painted.

    Attributes:
        written: where text stands, which no line may cross.
    """

    painter: QPainter
    rect: QRect
    column: CycleColumn
    font: QFont
    tokens: Tokens
    written: list[QRect] = field(default_factory=list)

    @property
    def inner(self) -> QRect:
        """The cell without its margins."""
        return self.rect.adjusted(PAD, PAD, -PAD, -PAD)

    def left_of(self, day: date) -> float:
        """Return where a day begins on the axis of the cell."""
        return _left_of(self.rect, self.column, day)

    def write(self, rect: QRect, text: str, colour: str) -> None:
        """Write text from the top left, wrapped."""
        self.painter.setPen(QColor(colour))
        found = self.painter.drawText(rect, WRAPPED, text)
        self.written.append(found.adjusted(-GAP, 0, GAP, 0))


class TimelinePainter(QStyledItemDelegate):
    """Puts the days of a cycle on the width of its cell."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw the ground, the content of the line, today, and the focus."""
        tokens = tokens_of(option.palette)
        cell = _Cell(painter, option.rect, index.data(Role.VALUE), option.font, tokens)
        painter.save()
        painter.setFont(option.font)
        painter.setClipRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        _ground(cell, chosen=chosen and index.row() == Line.CYCLE)
        self._line(cell, index)
        _today(cell)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), RING))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that holds the wrapped text, at the width given."""
        metrics = QFontMetrics(option.font)
        width = option.rect.width() or least_width(metrics)
        if index.row() == Line.CYCLE:
            return QSize(width, 2 * metrics.height() + 2 * PAD)
        rooms = _rooms(metrics, index, QRect(0, 0, width, 1))
        height = max((_height(metrics, *room) for room in rooms), default=0)
        return QSize(width, height + 2 * PAD + _room_for_bars(index))

    def _line(self, cell: _Cell, index: Index) -> None:
        match index.row():
            case Line.CYCLE:
                self._head(cell)
            case Line.DAY_1:
                _mark(cell, index)
            case Line.INFUSION:
                _infusion(cell, index)
            case _:
                _capsules(cell, index)

    def _head(self, cell: _Cell) -> None:
        bold, metrics = QFont(cell.font), QFontMetrics(cell.font)
        bold.setBold(True)
        name = f"C{cell.column.cycle.number}"
        cell.painter.setFont(bold)
        cell.write(cell.inner, name, cell.tokens.text)
        cell.painter.setFont(cell.font)
        if cell.column.has_today:
            room = QFontMetrics(bold).horizontalAdvance(name) + PAD
            beside = cell.inner.adjusted(room, 0, 0, 0)
            cell.write(beside, self.tr("today"), cell.tokens.accent)
        below = cell.inner.adjusted(0, metrics.height(), 0, 0)
        cell.write(below, clinical_date(cell.column.cycle.starts), cell.tokens.label)


def least_width(metrics: QFontMetrics) -> int:
    """Return the narrowest column in which no word has to break."""
    longest = ("23-Nov-2026", "confirmation", "once daily", "240 mg, given")
    return max(map(metrics.horizontalAdvance, longest)) + metrics.height() + 2 * PAD


def _rooms(
    metrics: QFontMetrics, index: Index, rect: QRect
) -> Iterator[tuple[str, int]]:
    """Yield each text of a cell and the width that it has."""
    inner = rect.width() - 2 * PAD
    if index.row() == Line.DAY_1:
        yield str(index.data()), inner - metrics.height() - GAP
    elif index.row() == Line.INFUSION:
        yield str(index.data()), inner
    else:
        column: CycleColumn = index.data(Role.VALUE)
        if not any(column.capsule_bars()):
            yield str(index.data()), inner
        for bar in column.capsule_bars():
            room = _room(column, bar, rect).width()
            if _longest(metrics, bar.words) <= room:
                yield bar.words, room


def _room_for_bars(index: Index) -> int:
    column: CycleColumn = index.data(Role.VALUE)
    if index.row() == Line.INFUSION:
        barred = any(column.holds(column.study.infusion.key))
    else:
        barred = index.row() == Line.CAPSULES
    return THICKEST + GAP if barred else 0


def _room(column: CycleColumn, bar: Bar, rect: QRect) -> QRect:
    """Return the place for the words above a bar."""
    edge = GAP // 2
    left = max(_left_of(rect, column, bar.starts) + edge, rect.left() + PAD)
    right = min(_left_of(rect, column, bar.ends + ONE_DAY), rect.right() - edge)
    return QRect(round(left), rect.top() + PAD, round(right - left), rect.height())


def _left_of(rect: QRect, column: CycleColumn, day: date) -> float:
    """Return where a day begins on the axis of a cell."""
    share = (day - column.cycle.starts).days / column.cycle.days
    return rect.left() + share * rect.width()


def _longest(metrics: QFontMetrics, text: str) -> int:
    return max(metrics.horizontalAdvance(word) for word in text.split(" "))


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, text).height()


def _ground(cell: _Cell, *, chosen: bool) -> None:
    tokens, rect, cycle = cell.tokens, cell.rect, cell.column.cycle
    cell.painter.fillRect(rect, QColor(tokens.surface))
    ends = min(cell.column.plan.as_of, cycle.ends + ONE_DAY)
    if ends > cycle.starts:
        past = QRectF(rect)
        past.setRight(cell.left_of(ends))
        cell.painter.fillRect(past, QColor(tokens.alternate))
    if chosen:
        cell.painter.fillRect(rect, QColor(tokens.selection))
    cell.painter.setPen(QPen(QColor(tokens.border), 1))
    cell.painter.drawLine(rect.topLeft(), rect.bottomLeft())
    cell.painter.setPen(QPen(QColor(tokens.hairline), 1))
    cell.painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _today(cell: _Cell) -> None:
    """Draw today's line down the cell, broken where text stands."""
    if not cell.column.has_today:
        return
    free = QRegion(cell.rect)
    for place in cell.written:
        free -= QRegion(place)
    at = round(cell.left_of(cell.column.plan.as_of)) + 1
    cell.painter.setClipRegion(free)
    cell.painter.setPen(QPen(QColor(cell.tokens.accent), RING))
    cell.painter.drawLine(at, cell.rect.top(), at, cell.rect.bottom())
    cell.painter.setClipRect(cell.rect)


def _mark(cell: _Cell, index: Index) -> None:
    status = index.data(Role.STATUS)
    if status is None:
        return
    side = QFontMetrics(cell.font).height()
    square = QRect(cell.inner.topLeft(), QSize(side, side))
    icon(STATUS_ICONS[status], cell.tokens.text).paint(cell.painter, square)
    words = cell.inner.adjusted(side + GAP, 0, 0, 0)
    cell.write(words, index.data(), cell.tokens.text)


def _infusion(cell: _Cell, index: Index) -> None:
    for bar in cell.column.holds(cell.column.study.infusion.key):
        _bar(cell, bar)
    cell.write(cell.inner, index.data(), cell.tokens.text)


def _capsules(cell: _Cell, index: Index) -> None:
    metrics = QFontMetrics(cell.font)
    bars = tuple(cell.column.capsule_bars())
    if not bars:
        cell.write(cell.inner, index.data(), cell.tokens.label)
    for bar in bars:
        _bar(cell, bar)
        place = _room(cell.column, bar, cell.rect)
        if _longest(metrics, bar.words) <= place.width():
            cell.write(place, bar.words, cell.tokens.text)


def _bar(cell: _Cell, bar: Bar) -> None:
    share = 1.0 if bar.share is None else bar.share
    thick = THINNEST + share * (THICKEST - THINNEST)
    left, right = cell.left_of(bar.starts), cell.left_of(bar.ends + ONE_DAY)
    place = QRectF(left, cell.rect.bottom() - GAP - thick, right - left, thick)
    edge = QColor(cell.tokens.border)
    if bar.share is None:
        cell.painter.fillRect(place, QBrush(edge, Qt.BrushStyle.BDiagPattern))
        cell.painter.setPen(QPen(edge, 1))
        cell.painter.drawRect(place)
    else:
        cell.painter.fillRect(place, QColor(cell.tokens.accent))
