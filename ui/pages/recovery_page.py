"""A damaged file: what is wrong, what can be read, and the way back."""

from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.models.backups_table import (
    count_text,
    kind_text,
    moment_text,
    size_text,
)
from ui.pages.flow import FlowLayout
from ui.pages.labels import SECTION, TITLE, label, wrapped
from ui.pages.page import Page
from ui.recovery import Findings, Good, Left
from ui.theme import SPACE

MOST_NAMED = 60
MEASURE = 90  # characters of a line


class RecoveryPage(Page):
    """Leads from a file that cannot be trusted to the newest good backup.

    Args:
        path: the file.
        zone: of the desk.

    Signals:
        restore_requested: this backup, or None to choose one.
        close_requested: leave the file as it is.

    Source:
        reliability.md R46.
    """

    restore_requested = Signal(object)
    close_requested = Signal()

    def __init__(self, path: Path, zone: tzinfo | None) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Damaged file"))
        self._zone = zone
        self._good: Good | None = None
        self.left = wrapped(self.tr("Looking at what can be read\u2026"))
        self.good = wrapped(self.tr("Looking for the newest good backup\u2026"))
        self.restore = QPushButton(self.tr("&Restore this backup\u2026"))
        self.other = QPushButton(self.tr("&Choose another backup\u2026"))
        self.leave = QPushButton(self.tr("C&lose this file"))
        self.restore.setProperty("primary", "true")
        self.restore.setEnabled(False)
        self.restore.setToolTip(self.tr("The backups are still being looked at."))
        self.first = self.other
        self._lay_out(path)
        self.restore.clicked.connect(self._ask_restore)
        self.other.clicked.connect(self._ask_other)
        self.leave.clicked.connect(self.close_requested)

    @Slot(object)
    def show_findings(self, findings: Findings) -> None:
        """Say what was found, and offer the newest good backup."""
        self._good = findings.good
        self.left.setText(self._left_text(findings.left))
        self.good.setText(self._good_text(findings.good, findings.problem))
        self.restore.setEnabled(findings.good is not None)
        self.restore.setToolTip("" if findings.good else self.good.text())
        if findings.good is not None:
            self.first = self.restore
            if self.isVisible() and self.other.hasFocus():
                self.restore.setFocus()

    def _left_text(self, left: Left) -> str:
        if not left.listed:
            return self.tr("Not even the list of participants can be read.")
        said = [self._named(self.tr("Can be read: {codes}."), left.readable)]
        said.append(self._named(self.tr("Cannot be read: {codes}."), left.lost))
        said.append(
            self.tr("No dose is shown from this file: it may not be what was written.")
        )
        return " ".join(part for part in said if part)

    def _named(self, words: str, codes: tuple[str, ...]) -> str:
        if not codes:
            return ""
        named = ", ".join(codes[:MOST_NAMED])
        more = len(codes) - MOST_NAMED
        rest = self.tr(" and %n more", "", more) if more > 0 else ""
        return words.format(codes=f"{named}{rest}")

    def _good_text(self, good: Good | None, problem: str) -> str:
        if good is None and problem:
            words = self.tr(
                "Backups are unpacked beside this file to be looked at, and that "
                "folder does not take them ({problem}). Make room or mend the folder, "
                "then open this file again."
            )
            return words.format(problem=problem)
        if good is None:
            return self.tr(
                "No good backup was found beside this file or in the second place. "
                "Connect the drive with your backups, and choose one."
            )
        words = self.tr(
            "{made}, {kind}, {size}: {count}, up to entry {entry} of History. It was "
            "unpacked and verified just now."
        )
        return words.format(
            made=moment_text(good.listed.made, self._zone),
            kind=kind_text(good.listed.kind),
            size=size_text(good.listed.size),
            count=count_text(good.manifest.counts.get("participants", 0)),
            entry=good.manifest.head,
        )

    @Slot()
    def _ask_restore(self) -> None:
        if self._good is not None:
            self.restore_requested.emit(self._good.listed.path)

    @Slot()
    def _ask_other(self) -> None:
        self.restore_requested.emit(None)

    def _lay_out(self, path: Path) -> None:
        column = QWidget()
        column.setMaximumWidth(MEASURE * column.fontMetrics().averageCharWidth())
        stack = QVBoxLayout(column)
        stack.setContentsMargins(SPACE[4], SPACE[3], SPACE[4], SPACE[3])
        stack.setSpacing(SPACE[2])
        title = self.tr("The way back to a good file")
        stack.addWidget(wrapped(title, TITLE, bold=True))
        stack.addWidget(wrapped(str(path)))
        stack.addWidget(self._card(self.tr("What can be read"), self.left))
        stack.addWidget(
            self._card(
                self.tr("Newest good backup"), self.good, self.restore, self.other
            )
        )
        stack.addWidget(
            wrapped(
                self.tr(
                    "Nothing is repaired and nothing is deleted: a restore sets this "
                    "file aside under another name."
                )
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        stack.addLayout(row)
        stack.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _card(self, title: str, words: QWidget, *buttons: QPushButton) -> QFrame:
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        inside.setSpacing(SPACE[1])
        inside.addWidget(label(title, SECTION, bold=True))
        inside.addWidget(words)
        if buttons:
            row = FlowLayout(across=SPACE[1], down=SPACE[1])
            for button in buttons:
                row.addWidget(button)
            inside.addLayout(row)
        return card
