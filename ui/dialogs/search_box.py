"""One line to go anywhere: people, dates with their verdict, commands, help."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.delegates.hit_row import HitDelegate
from ui.icons import icon
from ui.models.search_hits import Hit
from ui.roles import Role
from ui.theme import SPACE

WIDTH = 720
_LIST_KEYS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class SearchBox(QDialog):
    """Finds while one types; Enter goes to the marked row, Esc leaves.

    Args:
        find: gives the rows for a typed text; for an empty one, those of before.
        parent: over what it lies.

    Attributes:
        chosen: the row that was taken, None if none was.

    Source:
        ux.md 3.19.
    """

    def __init__(
        self, find: Callable[[str], Sequence[Hit]], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint
        )
        self._find = find
        self.chosen: Hit | None = None
        self.setObjectName("search")
        self.setWindowTitle(self.tr("Search"))
        self.line, self.list, self.nothing = QLineEdit(), QListWidget(), QLabel()
        self._name_all()
        self.line.textChanged.connect(self.refresh)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._lay_out()
        self.refresh("")

    @Slot(str)
    def refresh(self, text: str) -> None:
        """Show what a text finds."""
        hits = self._find(text)
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(icon(hit.drawing), hit.title, self.list)
            item.setData(Role.VALUE, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, hit.spoken)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(hits))
        self.nothing.setVisible(not hits)
        sentence = self.tr(
            "Nothing found for \u2018{0}\u2019. Search looks at codes, dates, commands "
            "and help, not at notes."
        )
        self.nothing.setText(sentence.format(text.strip()))
        self._fit()
        self._announce()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, and take its row, while the line keeps the focus."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _LIST_KEYS:
            self.list.keyPressEvent(event)
            self._announce()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.list.currentItem())
            return True
        return super().eventFilter(watched, event)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        hit: Hit = item.data(Role.VALUE)
        if hit.why_not:
            self._say(hit.spoken)  # it stands in the row as well
            return
        self.chosen = hit
        self.accept()

    def _announce(self) -> None:
        hit = self.list.currentIndex().data(Role.VALUE)
        self._say(hit.spoken if hit else self.nothing.text())

    def _say(self, words: str) -> None:
        if self.isVisible():
            event = QAccessibleAnnouncementEvent(self.list, words)
            QAccessible.updateAccessibility(event)

    def _name_all(self) -> None:
        self.line.setAccessibleName(self.tr("Search"))
        self.line.setPlaceholderText(
            self.tr("Participant, date or command, for example 0012 27-Nov")
        )
        self.list.setAccessibleName(self.tr("Found"))
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(SPACE[2])

    def _lay_out(self) -> None:
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        for widget in (self.line, self.list, self.nothing):
            column.addWidget(widget)
        self.setFixedWidth(self._width())

    def _width(self) -> int:
        """Return a width that grows with the text and stays on its window."""
        wanted = max(WIDTH, 60 * self.fontMetrics().averageCharWidth())
        over = self.parentWidget()
        return min(wanted, over.width() - 2 * SPACE[4]) if over else wanted

    def _fit(self) -> None:
        """Be as high as the rows, and lie at the top of the window."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        over = self.parentWidget()
        most = over.height() - 4 * self.line.sizeHint().height() if over else rows
        self.list.setFixedHeight(min(rows + 2 * SPACE[0], most))
        self.adjustSize()
        if over is not None:
            left = (over.width() - self.width()) // 2
            self.move(over.mapToGlobal(QPoint(left, 2 * SPACE[5])))
