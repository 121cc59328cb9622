"""What stands in the place of the pages when the records cannot be trusted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
)

from ui.pages.labels import SECTION, TITLE, faint, label, wrapped
from ui.pages.page import Page
from ui.theme import SPACE

MOST_LISTED = 500


class DoubtPage(Page):
    """Says what is wrong with the records, and shows none of them.

    It never offers to repair anything.

    Args:
        path: the file.
        findings: sentences, the first bad entry first.

    Signals:
        restore_requested: the path; a backup is to be chosen in its place.
        close_requested: the file is to be closed.

    Source:
        ux.md 3.16; reliability.md R46.
    """

    restore_requested = Signal(object)
    close_requested = Signal()

    def __init__(self, path: Path, findings: Sequence[str]) -> None:
        super().__init__()
        self._path = path
        self.bar = QFrame()
        self.bar.setProperty("message", "error")
        self.words = wrapped(findings[0], SECTION, bold=True)
        self.way_out = wrapped(
            self.tr(
                "Stop here. Restore a backup, or call support. No dose, date or sheet "
                "is shown, and nothing can be saved or printed. The file was not "
                "changed or repaired."
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setWordWrap(True)
        self.list.addItems(list(findings[:MOST_LISTED]))
        if len(findings) > MOST_LISTED:
            more = len(findings) - MOST_LISTED
            self.list.addItem(self.tr("and %n more", "", more))
        self.restore = QPushButton(self.tr("&Restore a backup\u2026"))
        self.restore.setProperty("primary", "true")
        self.close_file = QPushButton(self.tr("&Close this file"))
        self.restore.clicked.connect(self._ask_restore)
        self.close_file.clicked.connect(self.close_requested)
        self.first = self.restore
        self._lay_out()

    @Slot()
    def _ask_restore(self) -> None:
        self.restore_requested.emit(self._path)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.bar)
        inside.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        inside.addWidget(self.words)
        inside.addWidget(self.way_out)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addWidget(self.restore)
        buttons.addWidget(self.close_file)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(
            label(self.tr("These records cannot be trusted"), TITLE, bold=True)
        )
        column.addWidget(faint(str(self._path)))
        column.addWidget(self.bar)
        column.addLayout(buttons)
        column.addWidget(label(self.tr("What was found"), SECTION, bold=True))
        column.addWidget(self.list, 1)
