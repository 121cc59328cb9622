"""Asks before something is undone that a printed sheet may rest on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE, sized

WIDTH = 460


class ConfirmUndo(QDialog):
    """Says which sheets were printed since; leaving it so is the safe answer.

    Args:
        what: would be undone, in words.
        printed: the numbers of the sheets.
        parent: who owns it.

    Source:
        ux.md F-06, F-07.
    """

    def __init__(
        self, what: str, printed: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Undo"))
        self.what = WrappedLabel()
        self.what.setFont(sized(self.font(), 11, bold=True))
        self.what.setText(self.tr("Undo: {what}").format(what=what))
        self.words = WrappedLabel()
        sentence = self.tr(
            "Sheets were printed since: {sheets}. They may show what is undone. Take "
            "them back, and print again."
        )
        self.words.setText(sentence.format(sheets=", ".join(printed)))
        self.act = QPushButton(self.tr("&Undo, sheets are taken back"))
        self.keep = QPushButton(self.tr("&Leave it as it is"))
        self.keep.setDefault(True)
        self.act.setAutoDefault(False)
        self.act.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        row.addStretch()
        row.addWidget(self.act)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE[2])
        column.addWidget(self.what)
        column.addWidget(self.words)
        column.addLayout(row)
        self.setMinimumWidth(WIDTH)
        self.keep.setFocus()
