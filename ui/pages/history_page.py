"""Every change at this site: who, when, what, why."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.pages.history_view import HistoryView
from ui.pages.labels import TITLE, label, wrapped
from ui.pages.page import Page
from ui.session import Session
from ui.theme import SPACE


class HistoryPage(Page):
    """The list of changes, with a note when there are newer ones.

    Args:
        session: the open file.
        parent: the widget it lies in.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = HistoryView(session)
        self.newer = wrapped(self.tr("There are newer changes."))
        self.again = QPushButton(self.tr("Refresh  F5"))
        self._was_read = False
        self._lay_out()
        session.changed.connect(self._on_changed)
        self.again.clicked.connect(self.refresh)
        self.first = self.view.filters.text

    def showEvent(self, event: QShowEvent) -> None:
        """Read the newest changes when the page comes up."""
        super().showEvent(event)
        self.refresh()

    @Slot(object)
    def _on_changed(self, _changes: object = None) -> None:
        """Say that there is more; the list never moves under the pointer."""
        self.note.setVisible(self.isVisible())

    @Slot()
    def refresh(self) -> None:
        """Read everything anew, up to the newest change."""
        self.note.hide()
        self.view.load()

    def _lay_out(self) -> None:
        self.note = QWidget()
        self.note.setProperty("message", "info")
        self.note.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.note)
        row.setContentsMargins(SPACE[2], SPACE[0], SPACE[0], SPACE[0])
        row.addWidget(self.newer, 1)
        row.addWidget(self.again)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(label(self.tr("History"), TITLE, bold=True))
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
