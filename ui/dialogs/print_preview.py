"""A sheet before it is printed: looked at, saved as PDF, put on paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from scheduler.documents.stamp import PageSize
from scheduler.errors import CycleDeskError, SheetNumberTakenError
from ui.dialogs.page_tools import PageTools
from ui.dialogs.page_view import PageView
from ui.dialogs.room import room
from ui.forms.result_line import ResultLine, Tone
from ui.icons import icon
from ui.places import documents
from ui.printing import (
    PdfPages,
    RenderedSheet,
    has_printers,
    print_pdf,
    printer_for,
    save_file,
    with_ending,
)
from ui.theme import SPACE, sized
from ui.wording import wording

Make = Callable[[PageSize], RenderedSheet]
Record = Callable[[RenderedSheet, str], None]
PAGES: tuple[PageSize, ...] = ("A4", "Letter")
OPENS_AT = QSize(860, 900)
HEADING_POINTS = 13


class PrintPreview(QDialog):
    """Shows one sheet as it will be on paper, and lets it out once recorded.

    The issue is recorded before anything is written or printed: paper that
    nobody knows of is worse than an issue without paper. Saving and printing the
    same sheet again stays the same issue.

    Args:
        make: draws the sheet for a size of paper.
        record: keeps the issue in the print log, with the size of the paper.
        parent: who owns the dialog.
        page: the paper that the site prints on.

    Source:
        ux.md 3.13, PR-01, PR-06; reliability.md R56, R58.
    """

    def __init__(
        self,
        make: Make,
        record: Record,
        parent: QWidget | None = None,
        page: PageSize = PAGES[0],
    ) -> None:
        super().__init__(parent)
        self._make, self._record = make, record
        self._recorded: set[tuple[str, int]] = set()
        self.rendered: RenderedSheet | None = None
        self.page = page
        self.view = PageView()
        self.view.setAccessibleName(self.tr("Preview of the page"))
        self.tools = PageTools(self.view)
        self.heading = QLabel()
        self.heading.setFont(sized(self.font(), HEADING_POINTS, bold=True))
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.message = ResultLine()
        self.message.hide()
        self.save = self._button(
            self.tr("&Save as PDF\u2026"), self.tr("Save as PDF"), "Ctrl+S"
        )
        self.leave = self._button(self.tr("&Close"), self.tr("Close"))
        self.print = self._button(self.tr("&Print\u2026"), self.tr("Print"), "Ctrl+P")
        self.print.setIcon(icon("printer", QPalette.ColorRole.BrightText))
        self.print.setProperty("primary", True)
        self._papers = QButtonGroup(self)
        self._lay_out()
        self._connect()
        self.resize(OPENS_AT.boundedTo(room(self)))
        self.view.setFocus()
        self._show(self.page)

    @Slot()
    def ask_save(self) -> None:
        """Ask where to save the PDF, and save it there."""
        if self.rendered is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save as PDF"),
            str(documents() / self.rendered.file_name),
            self.tr("PDF files (*.pdf)"),
        )
        if name:
            self.save_to(Path(name))

    @Slot()
    def ask_print(self) -> None:
        """Ask for a printer and its options, and print."""
        if self.rendered is None:
            return
        if not has_printers():
            self.message.tell(
                Tone.WARNING,
                self.tr(
                    "No printer is set up on this computer. "
                    "Save the sheet as PDF and print it elsewhere."
                ),
            )
            self.save.setFocus()
            return
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415  slow to load

        printer = printer_for(self.page, self.rendered.file_name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.view.count())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            pdf, page = self.rendered.pdf, self.page
            self.deliver(
                lambda: print_pdf(pdf, printer, page),
                self.tr("Handed to {printer}.").format(
                    printer=printer.printerName() or printer.outputFileName()
                ),
            )

    def save_to(self, path: Path) -> None:
        """Save the PDF under a name, with its ending if that was left out."""
        if self.rendered is None:
            return
        pdf = self.rendered.pdf
        try:
            whole = with_ending(path, ".pdf")
        except CycleDeskError as error:
            self.message.tell(Tone.WRONG, wording(error))
            return
        self.deliver(
            lambda: save_file(pdf, whole),
            self.tr("Saved as {path}.").format(path=whole),
        )

    def deliver(self, write: Callable[[], None], done: str) -> None:
        """Record the issue, then write it; say what became of it.

        Args:
            write: puts the sheet on paper or into a file.
            done: what to say when it has.
        """
        sheet = self.rendered
        if sheet is None or not self._keep(sheet):
            return
        try:
            write()
        except CycleDeskError as error:
            self.message.tell(
                Tone.WRONG,
                self.tr(
                    "Issue {issue} of sheet {sheet} is recorded as printed, but no "
                    "paper came. {problem} Print or save it again from here: it stays "
                    "issue {issue}."
                ).format(issue=sheet.issue, sheet=sheet.sheet, problem=wording(error)),
            )
            return
        self.message.tell(Tone.GOOD, done)

    def _keep(self, sheet: RenderedSheet) -> bool:
        """Record an issue once; say so if it could not be recorded."""
        key = (sheet.sheet, sheet.issue)
        if key in self._recorded:
            return True
        try:
            self._record(sheet, self.page)
        except CycleDeskError as error:
            self.message.tell(
                Tone.WRONG,
                self.tr("Nothing was printed or saved. {problem}").format(
                    problem=wording(error)
                ),
            )
            if isinstance(error, SheetNumberTakenError):
                self._show(self.page)
            return False
        self._recorded.add(key)
        return True

    @Slot(QAbstractButton)
    def _choose_paper(self, button: QAbstractButton) -> None:
        self._show(PAGES[self._papers.id(button)])

    def _show(self, page: PageSize) -> None:
        try:
            rendered = self._make(page)
        except CycleDeskError as error:
            self.message.tell(Tone.WRONG, wording(error))
        else:
            self.rendered, self.page = rendered, page
            self.view.set_pages(PdfPages(rendered.pdf))
        self._papers.button(PAGES.index(self.page)).setChecked(True)
        self._follow()

    def _follow(self) -> None:
        """Bring titles and buttons up to date."""
        there = self.rendered is not None
        title = self.rendered.title if self.rendered else self.tr("No sheet")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.save.setEnabled(there)
        self.print.setEnabled(there)

    def _button(self, words: str, name: str, key: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        if key:
            button.setToolTip(f"{name} ({key})")
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE[2])
        top.addWidget(self.tools, 1)
        caption = QLabel(self.tr("Paper"))
        caption.setProperty("role", "label")
        top.addWidget(caption)
        for index, page in enumerate(PAGES):
            choice = QRadioButton(page)
            choice.setAccessibleName(self.tr("Paper {size}").format(size=page))
            self._papers.addButton(choice, index)
            top.addWidget(choice)
        bottom = QHBoxLayout()
        bottom.setSpacing(SPACE[1])
        bottom.addWidget(self.save)
        bottom.addStretch(1)
        bottom.addWidget(self.leave)
        bottom.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addWidget(self.heading)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.message)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.save.clicked.connect(self.ask_save)
        self.print.clicked.connect(self.ask_print)
        self.leave.clicked.connect(self.reject)
        self._papers.buttonClicked.connect(self._choose_paper)
        for key, slot in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.ask_print),
            (QKeySequence(QKeySequence.StandardKey.Save), self.ask_save),
        ):
            shortcut = QShortcut(key, self)
            shortcut.activated.connect(slot)
