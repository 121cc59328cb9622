"""Visits beside the calendar, one a row: to open, to drag, to pick up."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scheduler.core.agenda import Entry
from ui.calendar.carrying import Carrying, DayAt, Dragging
from ui.calendar.month_words import entry_name, entry_spoken, entry_why
from ui.icons import STATUS_ICONS, VERDICT_ICON, icon
from ui.models.columns import NOWHERE, Index
from ui.models.spoken import grid_window
from ui.roles import Role
from ui.theme import ROW_HEIGHT, SPACE, sized, tokens_of
from ui.wording import status_word, verdict_words

GAP, PAD = SPACE[0], SPACE[1]
DOT, DOTS = 3, 3
RING = 2


class VisitItems(QAbstractListModel):
    """Visits in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace every visit."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the visits."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say what a row shows, speaks and holds."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry_name(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry_spoken(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return entry_why(entry)
            case Role.VALUE:
                return entry
            case _:
                return None


class VisitRow(QStyledItemDelegate):
    """Draws whose visit it is, how it stands, and a grip to drag it by."""

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
        lines = _lines(option.font, index.data(Role.VALUE), _inner(option, width))
        high = sum(QFontMetrics(font).height() for font, _ in lines) + 2 * PAD
        return QSize(width, max(high, ROW_HEIGHT))

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, left: int
    ) -> None:
        tokens, top = tokens_of(option.palette), option.rect.top() + PAD
        inner = _inner(option, option.rect.width())
        for font, words in _lines(option.font, entry, inner):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(tokens.text if font.bold() else tokens.label))
            painter.drawText(left, top + metrics.ascent(), words)
            top += metrics.height()


class VisitList(QListView):
    """A list of visits; Enter opens, ``M`` or the mouse picks up.

    Args:
        name: what it lists, for those who listen.
        carrying: what takes a visit that is picked up.
        day_at: which day is at a point of the screen.
        parent: the widget it lies in.

    Signals:
        opened: the visit whose participant is wanted.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        carrying: Carrying,
        day_at: DayAt,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.items = VisitItems(self)
        self._carrying = carrying
        self._row = VisitRow(self)
        self._dragging = Dragging(carrying, self._entry_at, day_at)
        self.setModel(self.items)
        self.setItemDelegate(self._row)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._open)

    def value(self) -> Entry | None:
        """Return the visit that is chosen, or None."""
        found = self.currentIndex().data(Role.VALUE)
        return found if isinstance(found, Entry) else None

    def take_focus(self) -> None:
        """Take the focus, with the first visit chosen if none is."""
        if self.value() is None and self.items.rowCount():
            self.setCurrentIndex(self.items.index(0))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick up by M, cancel by Esc; everything else stays Qt's."""
        if event.key() == Qt.Key.Key_M and not event.modifiers():
            self._carrying.pick_up(self.value(), by_keyboard=True)
        elif event.key() == Qt.Key.Key_Escape and self._carrying.entry is not None:
            self._carrying.cancel()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are keys of their own here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the visit under the pointer; the right button cancels."""
        if not self._dragging.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the visit that was pressed."""
        self._dragging.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is dragged, else let Qt end the click."""
        if not self._dragging.release(event):
            super().mouseReleaseEvent(event)

    def _entry_at(self, point: QPoint) -> Entry | None:
        found = self.indexAt(point).data(Role.VALUE)
        return found if isinstance(found, Entry) else None

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.VALUE))


def _lines(font: QFont, entry: Entry, inner: int) -> list[tuple[QFont, str]]:
    """Return what stands in a row: the visit, its status and verdict, its window.

    The visit has a line of its own where it does not fit behind the participant.
    """
    visit, bold, small = entry.visit, sized(font, 10, bold=True), sized(font, 9)
    code, name = entry.plan.participant.code, entry_name(entry)
    fits = QFontMetrics(bold).horizontalAdvance(name) <= inner
    at = f"{visit.booked_at:%H:%M}, " if visit.booked_at else ""
    window = QCoreApplication.translate("VisitList", "window")
    standing = [
        f"{at}{status_word(visit.status)}",
        *([verdict_words(visit.verdict)] if visit.verdict else []),
        f"{window} {grid_window(visit.window)}",
    ]
    named = [(bold, name)] if fits else [(bold, code), (bold, visit.visit)]
    return [*named, *((small, words) for words in standing)]


def _inner(option: QStyleOptionViewItem, width: int) -> int:
    """Return the width that the words of a row have between its mark and its grip."""
    return width - option.fontMetrics.height() - 4 - 4 * PAD - 2 * DOT - GAP


def _grip(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Draw two columns of dots, which say that a row can be dragged."""
    left = rect.right() - PAD - 2 * DOT - GAP
    top = rect.center().y() - (DOTS * (DOT + GAP)) // 2
    for column in range(2):
        for row in range(DOTS):
            at = QPoint(left + column * (DOT + GAP), top + row * (DOT + GAP))
            painter.fillRect(QRect(at, QSize(DOT, DOT)), colour)
