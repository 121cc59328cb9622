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
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
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
            case (
                Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole
            ):
                return entry_why(entry)
            case Role.VALUE:
                return entry
            case _:
                return None


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
        bold, _ = self._fonts(option.font)
        name = entry_name(entry)
        fits = bold.horizontalAdvance(name) <= _inner(option, width)
        named = [name] if fits else [entry.plan.participant.code, entry.visit.visit]
        return named, _standing(entry)

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


class VisitList(QListView):
    """A list of visits; Enter opens, ``M`` or the mouse picks up.

    Args:
        none: what is said where there is no visit to list.
        carrying: what takes a visit that is picked up.
        day_at: which day is at a point of the screen.
        parent: the widget it lies in.

    Signals:
        opened: the visit whose participant is wanted.
        menu_wanted: a menu of the visit that is chosen, at a point of the screen.
    """

    opened = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        none: str,
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
        self._none = none
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace every visit; that there is none is said in words."""
        self.items.show_entries(entries)
        self.setAccessibleDescription("" if entries else self._none)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or say that there are none."""
        super().paintEvent(event)
        if not self.items.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens_of(self.palette()).label))
            room = self.viewport().rect().adjusted(PAD, PAD, -PAD, -PAD)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self._none)
            painter.end()

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
            self._carrying.pick_up_by_key(self.value())
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a visit, by the right button or by the menu key."""
        if self._dragging.asks_menu():
            self.menu_wanted.emit(event.globalPos())

    def _entry_at(self, point: QPoint) -> Entry | None:
        found = self.indexAt(point).data(Role.VALUE)
        return found if isinstance(found, Entry) else None

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Role.VALUE))


def _standing(entry: Entry) -> list[str]:
    """Return how a visit stands: its status, its verdict, its window."""
    visit = entry.visit
    at = f"{visit.booked_at:%H:%M}, " if visit.booked_at else ""
    window = QCoreApplication.translate("VisitList", "window")
    return [
        f"{at}{status_word(visit.status)}",
        *([verdict_words(visit.verdict)] if visit.verdict else []),
        f"{window} {grid_window(visit.window)}",
    ]


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
