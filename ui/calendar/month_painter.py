"""Paints one day of the site's calendar: its visits, its standing, its verdict."""

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from scheduler.core.agenda import Entry
from scheduler.core.dates import MONTHS
from ui.calendar.month_cells import MonthCells, MonthDay
from ui.calendar.month_layout import (
    GAP,
    INSET,
    WRAPPED,
    Chip,
    DayPlaces,
    MonthLayout,
)
from ui.calendar.month_shapes import draw_box, draw_edges, draw_ground
from ui.icons import STATUS_ICONS, VERDICT_ICON, icon
from ui.models.columns import Index
from ui.roles import Role
from ui.theme import Tokens, tokens_of

FAINT = 0.5
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MOST_KEPT = 200
Look = tuple[object, ...]


class MonthPainter(QStyledItemDelegate):
    """Draws a day and the visits on it; one of them may have the focus.

    Attributes:
        layout: where the parts lie, in the font of the view.
        chosen: the visit that has the focus within the current day, or None.
        carried: the visit that was picked up here; it is faint until it is dropped.
    """

    def __init__(self, layout: MonthLayout) -> None:
        super().__init__()
        self.layout = layout
        self.chosen: Entry | None = None
        self.carried: Entry | None = None
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self._days: dict[Look, tuple[QPixmap, MonthDay]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw a day; what was drawn once is kept as a picture."""
        day: MonthDay | None = index.data(Role.VALUE)
        if day is None:
            return
        ratio = painter.device().devicePixelRatio()
        key = self._look(option, day, ratio)
        if key not in self._days:
            if len(self._days) >= MOST_KEPT:
                self._days.clear()
            picture = QPixmap((QSizeF(option.rect.size()) * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            self._draw_day(picture, option, index, day)
            self._days[key] = (picture, day)
        painter.drawPixmap(option.rect.topLeft(), self._days[key][0])

    def _look(self, option: QStyleOptionViewItem, day: MonthDay, ratio: float) -> Look:
        """Return all that the picture of a day depends on.

        Its visits are told apart by identity, which is cheap; each picture keeps
        its day, so that no other visit takes the identity of one of them.
        """
        shown = option.state & (
            QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        )
        return (
            (day.on, day.today, day.inside, day.closed, day.landing),
            tuple(id(entry.visit) for entry in day.entries),
            id(self.chosen) if shown else 0,
            id(self.carried),
            shown.value,
            (option.rect.width(), option.rect.height(), ratio),
            (id(self.layout), tokens_of(option.palette).window),
        )

    def _draw_day(
        self,
        picture: QPixmap,
        option: QStyleOptionViewItem,
        index: Index,
        day: MonthDay,
    ) -> None:
        """Draw the ground, the date, the words, the visits and the rings."""
        tokens = tokens_of(option.palette)
        cell = QStyleOptionViewItem(option)
        cell.rect = QRect(QPoint(0, 0), option.rect.size())
        places = self.layout.place(day, cell.rect)
        painter = QPainter(picture)
        draw_ground(painter, cell, day, tokens)
        self._head(painter, index, day, places, tokens)
        for chip in places.chips:
            self.paint_chip(painter, chip, tokens)
        if places.hidden:
            self._more(painter, places, tokens)
        draw_edges(painter, cell, day, tokens, whole=self.chosen is None)
        painter.end()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the least size of a cell."""
        return QSize(self.layout.least_width(), self.layout.least_height())

    def paint_chip(self, painter: QPainter, chip: Chip, tokens: Tokens) -> None:
        """Draw one visit: its status as icon and colour, whose it is, its verdict."""
        visit, rect = chip.entry.visit, chip.rect
        badge = tokens.badges[visit.status]
        focused = chip.entry == self.chosen
        painter.setOpacity(FAINT if chip.entry == self.carried else 1.0)
        draw_box(painter, rect, badge, tokens, focused=focused, status=visit.status)
        top = rect.top() + INSET
        if chip.one_line:
            top = rect.top() + (rect.height() - self.layout.line) // 2
        left = rect.left() + INSET
        self._icon(painter, STATUS_ICONS[visit.status], badge.text, QPoint(left, top))
        if visit.verdict:
            self._verdict(painter, rect, top, tokens)
        self._words(painter, chip, top, badge.text)
        painter.setOpacity(1.0)

    def _words(self, painter: QPainter, chip: Chip, top: int, colour: str) -> None:
        layout, visit = self.layout, chip.entry.visit
        code = chip.entry.plan.participant.code
        left = chip.rect.left() + INSET + layout.icon + GAP
        inner = layout.inner(bool(visit.verdict), chip.rect.width())
        room = QRect(left, top, inner + 2, layout.line)
        painter.setPen(QColor(colour))
        painter.setFont(layout.code)
        painter.drawText(room, LEFT | Qt.TextFlag.TextSingleLine, code)
        painter.setFont(layout.small)
        if chip.one_line:
            behind = room.adjusted(layout.visit_left(code), 0, 0, 0)
            painter.drawText(behind, LEFT | Qt.TextFlag.TextSingleLine, visit.visit)
        else:
            below = QRect(left, room.bottom() + 1, inner, chip.rect.bottom() - top)
            painter.drawText(below, WRAPPED, visit.visit)

    def _verdict(
        self, painter: QPainter, rect: QRect, top: int, tokens: Tokens
    ) -> None:
        """Draw the mark of a visit out of its window, in the strongest colour."""
        side = self.layout.icon
        place = QRect(rect.right() - INSET - side, top, side, side)
        painter.fillRect(place.adjusted(-2, -1, 2, 1), QColor(tokens.verdict.fill))
        self._icon(painter, VERDICT_ICON, tokens.verdict.text, place.topLeft())

    def _icon(self, painter: QPainter, name: str, colour: str, at: QPoint) -> None:
        """Draw an icon; drawn once, its picture is kept."""
        ratio = painter.device().devicePixelRatio()
        key = (name, colour, self.layout.icon, ratio)
        if key not in self._pictures:
            side = round(self.layout.icon * ratio)
            picture = icon(name, colour).pixmap(QSize(side, side), 1.0)
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
        painter.drawPixmap(at + QPoint(0, 1), self._pictures[key])

    def _head(
        self,
        painter: QPainter,
        index: Index,
        day: MonthDay,
        places: DayPlaces,
        tokens: Tokens,
    ) -> None:
        """Draw the day of the month, today's word, the count, and what is closed."""
        model = index.model()
        assert isinstance(model, MonthCells)
        text = QColor(tokens.text if day.inside else tokens.label)
        number = str(day.on.day)
        if day.on.day == 1:
            number = f"{number} {MONTHS[day.on.month - 1]}"
        today = model.tr("today") if day.on == day.today else ""
        used = self._draw(painter, places.head, number, text, self.layout.head)
        room = places.head.adjusted(used, 0, 0, 0)
        accent = QColor(tokens.accent)
        used += self._draw(painter, room, today, accent, self.layout.small)
        if day.entries:
            room = places.head.adjusted(used, 0, 0, 0)
            counted = (model.counted(day), str(len(day.entries)))
            self._count(painter, room, counted, QColor(tokens.label))
        if places.words:
            painter.setFont(self.layout.small)
            painter.setPen(text)
            painter.drawText(places.note, WRAPPED, places.words)

    def _draw(
        self, painter: QPainter, room: QRect, words: str, colour: QColor, font: QFont
    ) -> int:
        """Draw words from the left; return the room that they took."""
        if not words:
            return 0
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(room, LEFT, words)
        return QFontMetrics(font).horizontalAdvance(words) + 2 * GAP

    def _count(
        self, painter: QPainter, room: QRect, counted: tuple[str, str], colour: QColor
    ) -> None:
        """Draw how many visits there are; only the number where room is short."""
        words, number = counted
        painter.setFont(self.layout.small)
        painter.setPen(colour)
        fits = painter.fontMetrics().horizontalAdvance(words) <= room.width()
        painter.drawText(room, RIGHT, words if fits else number)

    def _more(self, painter: QPainter, places: DayPlaces, tokens: Tokens) -> None:
        painter.setFont(self.layout.small)
        painter.setPen(QColor(tokens.accent))
        words = self.tr("+{count} more").format(count=places.hidden)
        painter.drawText(places.more, LEFT, words)
