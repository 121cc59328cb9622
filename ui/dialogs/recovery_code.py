"""Shows the recovery code of a file once, to be printed, saved or copied."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scheduler.errors import CycleDeskError
from ui.dialogs.room import room
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.places import away_from
from ui.printing import save_file, with_ending
from ui.theme import SPACE
from ui.wording import wording

WIDTH = 72  # characters
ENDING = ".txt"


class RecoveryCodeDialog(QDialog):
    """The one thing that opens the file elsewhere, or without its passwords.

    Args:
        code: the recovery code.
        file: the site file.
        parent: the window.
        since: what it opens, of a code that is not the first; else empty.
    """

    def __init__(
        self, code: str, file: Path, parent: QWidget | None, *, since: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recovery code"))
        self._code, self._file, self._since = code, file, since
        self.shown = QLabel(code)
        self.kept = QCheckBox(self.tr("I have put it in a &safe place"))
        self.done_button = QPushButton(self.tr("&Continue"))
        self.said = ResultLine()
        self.said.hide()
        self._lay_out()
        self.kept.toggled.connect(self._allow)
        self.done_button.clicked.connect(self.accept)
        self._allow()
        self.kept.setFocus()

    def text(self) -> str:
        """Return what is printed and saved."""
        paper = self.tr(
            "CycleDesk recovery code\n\n{code}\n\nFile: {file}\n\nIt opens this file "
            "and its backups on another computer, and sets a lost password anew "
            "where nobody else can. Whoever has it and the file can do both: keep it "
            "in a sealed envelope, away from the computer.\n"
        ).format(code=self._code, file=self._file.name)
        return f"{paper}\n{self._since}\n" if self._since else paper

    def reject(self) -> None:
        """Stay until it is said that the code is in a safe place."""
        if self.kept.isChecked():
            super().reject()
        else:
            self._tell(
                Tone.WARNING,
                self.tr("This code is shown once. Print, save or copy it first."),
            )

    @Slot()
    def copy(self) -> None:
        """Put the code on the clipboard."""
        QGuiApplication.clipboard().setText(self._code)
        self._tell(Tone.GOOD, self.tr("The code is on the clipboard."))

    @Slot()
    def save(self) -> None:
        """Save the code as a text file, elsewhere than the file that it opens."""
        folder = away_from(self._file.parent)
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the recovery code, away from the site file"),
            str(folder / f"{self._file.stem}_recovery_code.txt"),
            self.tr("Text (*.txt)"),
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Save the code, readable by its owner alone, under the ending of a text."""
        try:
            file = with_ending(path, ENDING)
            save_file(self.text().encode(), file)
        except CycleDeskError as error:
            self._tell(Tone.WRONG, wording(error))
        else:
            self._tell_where(file)

    def _tell_where(self, path: Path) -> None:
        """Say what became of the code; beside the file it protects nothing."""
        if path.resolve().parent != self._file.resolve().parent:
            words = self.tr("Saved as {path}. Move it away from this computer.")
            self._tell(Tone.GOOD, words.format(path=path))
            return
        words = self.tr(
            "Saved as {path}, beside the site file. Whoever takes that folder has "
            "both. Move the code to a stick that is locked away."
        )
        self._tell(Tone.WARNING, words.format(path=path))

    @Slot()
    def print_it(self) -> None:
        """Print the code."""
        # Loaded when it is needed: the print system is slow to begin.
        from PySide6.QtPrintSupport import (  # noqa: PLC0415
            QPrintDialog,
            QPrinter,
        )

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            paper = QTextDocument(self.text())
            paper.print_(printer)
            self._tell(Tone.GOOD, self.tr("Sent to the printer."))

    def _tell(self, tone: Tone, words: str) -> None:
        self.said.tell(tone, words)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size that the words need."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout, most = self.layout(), room(self)
        assert layout
        wanted = WIDTH * self.fontMetrics().averageCharWidth()
        width = min(max(layout.sizeHint().width(), wanted), most.width())
        self.resize(width, min(layout.totalHeightForWidth(width), most.height()))

    @Slot()
    def _allow(self) -> None:
        why = "" if self.kept.isChecked() else self.tr("Tick the box above first")
        self.done_button.setEnabled(not why)
        self.done_button.setToolTip(why)

    def _lay_out(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.4)
        self.shown.setFont(font)
        self.shown.setAccessibleName(self.tr("Recovery code"))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.done_button.setProperty("primary", True)
        self.done_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[4], SPACE[4], SPACE[4], SPACE[4])
        column.setSpacing(SPACE[3])
        column.addWidget(
            WrappedLabel(
                self.tr(
                    "This code is shown only now. It opens the file and its backups "
                    "on another computer, and sets a lost password anew where nobody "
                    "else can. Print it and keep it in a sealed envelope. A saved "
                    "copy belongs on a stick that is locked away, never beside the "
                    "site file or its backups."
                )
            )
        )
        column.addWidget(self.shown)
        if self._since:
            column.addWidget(WrappedLabel(self._since))
        column.addLayout(self._buttons())
        column.addWidget(self.said)
        column.addWidget(self.kept)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.done_button)
        column.addLayout(last)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, act in (
            (self.tr("&Print\u2026"), self.print_it),
            (self.tr("Sa&ve\u2026"), self.save),
            (self.tr("C&opy"), self.copy),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row
