"""The entries that lead to the pages; where room is short, only their icons."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.theme import SPACE

SIDEBAR_WIDTH = 200
SIDEBAR_ICONS = 64
SIDEBAR_ROW = 36


class Sidebar(QListWidget):
    """A list of pages.

    Signals:
        chosen: the number of a page.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[str] = []
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(SIDEBAR_WIDTH)
        self.setIconSize(QSize(20, 20))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._choose_row)
        self.itemClicked.connect(self.choose_item)
        self.itemActivated.connect(self.choose_item)

    def add_entry(self, number: int, label: str, drawing: QIcon, key: str) -> None:
        """Add an entry at the end.

        Args:
            number: of the page.
            label: in words.
            drawing: before the label.
            key: that opens it, as people know it.
        """
        item = QListWidgetItem(drawing, label)
        item.setData(Qt.ItemDataRole.UserRole, number)
        item.setToolTip(f"{label} ({key})")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, label)
        text = self.fontMetrics().height()
        item.setSizeHint(QSize(0, max(SIDEBAR_ROW, text + 2 * SPACE[1])))
        self.addItem(item)
        self._labels.append(label)

    def remove_entries(self) -> None:
        """Take out every entry, without going to those that are left meanwhile."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._labels.clear()

    def fit(self, *, narrow: bool) -> None:
        """Show the labels, or only the icons."""
        self.setFixedWidth(SIDEBAR_ICONS if narrow else self._width())
        for row, label in enumerate(self._labels):
            self.item(row).setText("" if narrow else label)

    def mark(self, number: int) -> None:
        """Mark the entry of a page, if it has one, without going there."""
        self.blockSignals(True)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == number:
                self.setCurrentRow(row)
        self.blockSignals(False)

    @Slot(QListWidgetItem)
    def choose_item(self, item: QListWidgetItem) -> None:
        """Go to a page that is marked already, from one that has no entry."""
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        if row >= 0:
            self.choose_item(self.item(row))

    def _width(self) -> int:
        metrics = self.fontMetrics()
        widest = max(map(metrics.horizontalAdvance, self._labels), default=0)
        return max(SIDEBAR_WIDTH, widest + 72)
