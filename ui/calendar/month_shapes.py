"""The ground, the edges and the boxes of the days of the site's calendar."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from scheduler.core.landing import Ground
from scheduler.core.visits import Status
from ui.calendar.month_cells import MonthDay
from ui.calendar.month_layout import note_of
from ui.theme import Badge, Tokens

RING, RADIUS, TODAY_EDGE = 2, 4, 4
HATCHES = {
    Ground.IN_WINDOW: Qt.BrushStyle.NoBrush,
    Ground.OUTSIDE: Qt.BrushStyle.FDiagPattern,
    Ground.CLOSED: Qt.BrushStyle.DiagCrossPattern,
    Ground.OVER: Qt.BrushStyle.NoBrush,
}


def draw_ground(
    painter: QPainter, option: QStyleOptionViewItem, day: MonthDay, tokens: Tokens
) -> None:
    """Fill the cell: past and weekend are darker, closed days are hatched."""
    over = day.on < day.today or (day.landing is not None and day.landing.is_refused)
    colour = tokens.surface
    if over:
        colour = tokens.alternate
    elif day.is_weekend:
        colour = tokens.window
    if option.state & QStyle.StateFlag.State_Selected:
        colour = tokens.selection
    painter.fillRect(option.rect, QColor(colour))
    hatch = Qt.BrushStyle.NoBrush
    if day.landing is not None:
        hatch = HATCHES[day.landing.ground]
    elif note_of(day):
        hatch = Qt.BrushStyle.BDiagPattern
    if hatch is not Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, QBrush(QColor(tokens.hairline), hatch))


def draw_edges(
    painter: QPainter,
    option: QStyleOptionViewItem,
    day: MonthDay,
    tokens: Tokens,
    *,
    whole: bool,
) -> None:
    """Draw the lines around the cell: today above, the window or the focus around.

    Args:
        painter: draws.
        option: of the cell.
        day: in it.
        tokens: the colours.
        whole: False while a visit within the day has the focus.
    """
    rect = option.rect
    painter.setPen(QPen(QColor(tokens.hairline), 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if day.on == day.today:
        strip = QRect(rect.left(), rect.top(), rect.width() - 1, TODAY_EDGE)
        painter.fillRect(strip, QColor(tokens.accent))
    focused = whole and option.state & QStyle.StateFlag.State_HasFocus
    in_window = day.landing is not None and day.landing.ground is Ground.IN_WINDOW
    if focused or in_window:
        edge = tokens.text if focused else tokens.accent
        painter.setPen(QPen(QColor(edge), RING))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


def draw_box(
    painter: QPainter,
    rect: QRect,
    badge: Badge,
    tokens: Tokens,
    *,
    focused: bool,
    status: Status,
) -> None:
    """Draw the box of a visit; that of one that took place has square corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(
        QColor(tokens.text if focused else tokens.border), RING if focused else 1
    )
    painter.setPen(pen)
    painter.setBrush(QColor(badge.fill))
    outline = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    round_ = 0 if status is Status.RECORDED else RADIUS
    painter.drawRoundedRect(outline, round_, round_)
    painter.restore()
