"""What stands in the place of the pages until the records were looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from ui.pages.empty import MEASURE
from ui.pages.labels import TITLE, label, wrapped
from ui.pages.page import Page
from ui.theme import SPACE


class CheckingPage(Page):
    """Says that the records are being checked; it shows none of them.

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
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)  # how long it takes is not known
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(MEASURE)
        self.bar.setAccessibleName(self.tr("Checking the records"))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        for widget in (self.title, self.words, self.bar):
            column.addWidget(widget)
        column.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
