"""Before and after, side by side: what a change does to the plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.dialogs.preview import Change
from ui.forms.result_line import WrappedLabel, announce
from ui.theme import SPACE, sized
from ui.wording import shown

MOST_ROWS = 8


class ChangesView(QFrame):
    """Lists what changes, old beside new; it computes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.heading = QLabel(self.tr("What this changes"))
        self.words = WrappedLabel()
        self._rows = QGridLayout()
        self._cells: list[QLabel] = []
        self.heading.setFont(sized(self.font(), 11, bold=True))
        self._rows.setHorizontalSpacing(SPACE[4])
        self._rows.setVerticalSpacing(SPACE[0])
        self._rows.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.heading)
        column.addLayout(self._rows)
        column.addWidget(self.words)

    def say(self, text: str) -> None:
        """Say something in the place of a list."""
        self._clear()
        self.words.setText(shown(text))
        self.words.show()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """List what changes; nothing is said to be nothing."""
        self._clear()
        if not changes:
            self.say(self.tr("No date and no dose of the plan changes."))
            return
        heads = (self.tr("What"), self.tr("Now"), self.tr("After"))
        self._row(0, heads, quiet=True)
        for row, change in enumerate(changes[:MOST_ROWS], start=1):
            self._row(row, (change.what, change.before, change.after))
        more = len(changes) - MOST_ROWS
        self.words.setVisible(more > 0)
        self.words.setText(self.tr("and %n more", "", max(more, 0)))
        announce(self, self.tr("%n changes of the plan", "", len(changes)))

    def _row(self, row: int, texts: Sequence[str], *, quiet: bool = False) -> None:
        for column, text in enumerate(texts):
            cell = QLabel(shown(text))
            cell.setTextFormat(Qt.TextFormat.PlainText)
            last = column == len(texts) - 1
            cell.setFont(sized(self.font(), 10, bold=last and not quiet))
            if quiet:
                cell.setProperty("role", "label")
            self._rows.addWidget(cell, row, column)
            self._cells.append(cell)

    def _clear(self) -> None:
        for cell in self._cells:
            self._rows.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
