"""What stands in the place of the pages until the records were looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ui.pages.empty import MEASURE
from ui.pages.labels import TITLE, label, wrapped
from ui.pages.page import Page
from ui.theme import SPACE


class CheckingPage(Page):
    """Says that the records are being checked; it shows none of them.

    Attributes:
        leave: for whoever cannot wait.

    Source:
        reliability.md R24, F39: no dose from records that were not looked at.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = label(self.tr("Checking the records"), TITLE, bold=True)
        self.words = wrapped(
            self.tr(
                "Every entry of History is compared with the records. Doses, dates and "
                "sheets are shown when that is done."
            )
        )
        self.words.setMaximumWidth(MEASURE)
        # How long it takes is not known, so no bar moves.
        self.leave = QPushButton(self.tr("&Close this file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.leave, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
