"""Offers to go through the visits that nobody has recorded; it forces nobody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from scheduler.core.agenda import Entry
from ui.pages.labels import wrapped
from ui.theme import SPACE


class ConfirmOffer(QFrame):
    """One sentence and one button; it hides while nothing waits.

    Signals:
        asked: somebody wants to go through them.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("message", "info")
        self.words = wrapped()
        self.button = QPushButton(self.tr("&Confirm one by one\u2026"))
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[1], SPACE[1], SPACE[1])
        row.setSpacing(SPACE[2])
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        self.hide()

    def show_waiting(self, waiting: Sequence[Entry]) -> None:
        """Say how many visits wait."""
        one = self.tr("1 visit has passed, and nobody has recorded what happened.")
        more = self.tr("{count} visits have passed, and nobody has recorded them.")
        count = len(waiting)
        self.words.setText(one if count == 1 else more.format(count=count))
        self.setVisible(bool(waiting))

    def bar(self, why: str) -> None:
        """Say why nothing may be recorded; empty if it may."""
        self.button.setEnabled(not why)
        self.button.setToolTip(why)
        self.button.setStatusTip(why)
        self.button.setAccessibleDescription(why)
