"""What turns the pages of a preview and makes them larger."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.dialogs.page_view import PageView
from ui.theme import SPACE


class PageTools(QWidget):
    """Buttons for the zoom and for the pages of one view, each with a key.

    Args:
        view: what they turn and enlarge.
        parent: who owns them.
    """

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.smaller = self._button("\u2212", self.tr("Smaller"), "Ctrl+-")
        self.larger = self._button("+", self.tr("Larger"), "Ctrl++")
        self.fit = self._button(self.tr("&Fit"), self.tr("Whole page"), "Ctrl+0")
        self.true_size = self._button("100 %", self.tr("True size"), "Ctrl+1")
        self.before = self._button("\u2039", self.tr("Page before"), "Ctrl+PgUp")
        self.after = self._button("\u203a", self.tr("Page after"), "Ctrl+PgDown")
        self.scale, self.position = QLabel(), QLabel()
        self.scale.setAccessibleName(self.tr("Zoom"))
        self.position.setAccessibleName(self.tr("Page"))
        self._lay_out()
        self._connect()

    def _button(self, words: str, name: str, key: str) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(name)
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{name} ({shown})")
        button.setShortcut(QKeySequence(key))
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        for widget in (self.smaller, self.scale, self.larger, self.fit, self.true_size):
            row.addWidget(widget)
        row.addSpacing(SPACE[3])
        for widget in (self.before, self.position, self.after):
            row.addWidget(widget)
        row.addStretch(1)

    def _connect(self) -> None:
        view = self._view
        self.smaller.clicked.connect(view.zoom_out)
        self.larger.clicked.connect(view.zoom_in)
        self.fit.clicked.connect(view.fit)
        self.true_size.clicked.connect(view.true_size)
        self.before.clicked.connect(view.show_previous)
        self.after.clicked.connect(view.show_next)
        view.shown.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        now, pages = self._view.page, self._view.count()
        self.scale.setText(f"{round(self._view.zoom * 100)} %")
        words = self.tr("Page {now} of {all}") if pages else self.tr("No page")
        self.position.setText(words.format(now=now + 1, all=pages))
        self.before.setEnabled(now > 0)
        self.after.setEnabled(now + 1 < pages)
