"""Paints one day of a cycle: its date, its visits, its capsules, its windows."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scheduler.core.visits import Visit
from ui.calendar.day_cells import DayCell, DayCells
from ui.icons import STATUS_ICONS, icon
from ui.models.columns import Index
from ui.roles import Role
from ui.theme import SPACE, Tokens, tokens_of

GAP, PAD = SPACE[0], SPACE[1]
RING = 2
WINDOW_EDGE = 4
LEAST_LINES = 4
SLACK = 4  # wrapping rounds widths up by some pixels
WRAPPED = (
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One line of a cell: its words, its colour, an icon before it.

    Attributes:
        beside: words of usual weight on the same line.
    """

    words: str
    colour: str
    bold: bool = False
    icon: str | None = None
    beside: str = ""


class DayPainter(QStyledItemDelegate):
    """Draws a day as lines of text, each wrapped and none cut."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw the ground, the lines, the mark of today, and the focus."""
        tokens = tokens_of(option.palette)
        cell: DayCell | None = index.data(Role.VALUE)
        painter.save()
        _ground(painter, option, cell, tokens)
        if cell is not None:
            top = option.rect.top() + PAD
            for piece in _pieces(index, cell, tokens):
                top += _draw(painter, option, piece, top)
            _edges(painter, option, cell, tokens)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that holds every line, at the width given."""
        tokens, cell = tokens_of(option.palette), index.data(Role.VALUE)
        width = option.rect.width() or least_width(option.font)
        if cell is None:
            return QSize(width, 0)
        pieces = _pieces(index, cell, tokens)
        height = sum(_height(option.font, piece, width) for piece in pieces)
        lines = LEAST_LINES * (QFontMetrics(option.font).height() + GAP)
        return QSize(width, max(height, lines) + 2 * PAD)


def least_width(font: QFont) -> int:
    """Return the narrowest cell in which no word has to break."""
    metrics = QFontMetrics(_bold(font))
    day = metrics.horizontalAdvance("Day 21") + PAD
    on = QFontMetrics(font).horizontalAdvance("Wed 23-Nov")
    infusion = metrics.horizontalAdvance("INFUSION") + metrics.height() + GAP
    return max(day + on, infusion) + 2 * PAD + SLACK


def _pieces(index: Index, cell: DayCell, tokens: Tokens) -> list[_Piece]:
    model = index.model()
    assert isinstance(model, DayCells)
    day, on = model.heading(cell)
    found = [_Piece(day, tokens.text, bold=True, beside=on)]
    for visit, words in zip(cell.visits, model.visits(cell), strict=True):
        found.append(_visit(visit, words, tokens))
    dose, *windows = model.rest(cell)
    name = "pill" if cell.takes_capsules else None
    colour = tokens.text if cell.takes_capsules else tokens.label
    found.append(_Piece(dose, colour, icon=name))
    return [*found, *(_Piece(words, tokens.label) for words in windows)]


def _visit(visit: Visit, words: str, tokens: Tokens) -> _Piece:
    name = "syringe" if visit.infusion else STATUS_ICONS[visit.status]
    return _Piece(words, tokens.text, bold=visit.infusion, icon=name)


def _draw(
    painter: QPainter, option: QStyleOptionViewItem, piece: _Piece, top: int
) -> int:
    """Draw one line and return the height that it took."""
    font = _bold(option.font) if piece.bold else option.font
    side = QFontMetrics(font).height()
    left = option.rect.left() + PAD
    if piece.icon:
        icon(piece.icon, piece.colour).paint(painter, QRect(left, top, side, side))
        left += side + GAP
    painter.setFont(font)
    painter.setPen(QColor(piece.colour))
    room = QRect(left, top, option.rect.right() - PAD - left + 1, 10_000)
    painter.drawText(room, WRAPPED, piece.words)
    if piece.beside:
        after = QFontMetrics(font).horizontalAdvance(piece.words) + PAD
        painter.setFont(option.font)
        painter.drawText(room.adjusted(after, 0, 0, 0), WRAPPED, piece.beside)
    return _height(option.font, piece, option.rect.width())


def _height(font: QFont, piece: _Piece, width: int) -> int:
    metrics = QFontMetrics(_bold(font) if piece.bold else font)
    indent = metrics.height() + GAP if piece.icon else 0
    room = QRect(0, 0, width - 2 * PAD - indent, 10_000)
    return metrics.boundingRect(room, WRAPPED, piece.words).height() + GAP


def _bold(font: QFont) -> QFont:
    found = QFont(font)
    found.setBold(True)
    return found


def _ground(
    painter: QPainter,
    option: QStyleOptionViewItem,
    cell: DayCell | None,
    tokens: Tokens,
) -> None:
    colour = tokens.window if cell is None else tokens.surface
    if cell is not None and cell.on < cell.as_of:
        colour = tokens.alternate
    if option.state & QStyle.StateFlag.State_Selected:
        colour = tokens.selection
    painter.fillRect(option.rect, QColor(colour))
    if cell is not None and cell.held and not cell.takes_capsules:
        stripes = QBrush(QColor(tokens.hairline), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(option.rect, stripes)


def _edges(
    painter: QPainter, option: QStyleOptionViewItem, cell: DayCell, tokens: Tokens
) -> None:
    """Mark the window along the top, today and the focus around the day."""
    rect = option.rect
    if cell.windows:
        strip = QRect(rect.left(), rect.top(), rect.width(), WINDOW_EDGE)
        painter.fillRect(strip, QColor(tokens.accent))
    if cell.on == cell.as_of:
        painter.setPen(QPen(QColor(tokens.accent), RING))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(tokens.text), RING))
        painter.drawRect(rect.adjusted(4, 4, -5, -5))
