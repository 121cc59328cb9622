"""What stands in the place of the pages when the records cannot be trusted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scheduler.errors import CycleDeskError
from ui.forms.result_line import ResultLine, Tone
from ui.pages.doubt_words import (
    LOOKED_FOR,
    headline,
    left_lines,
    left_paper,
    left_text,
    trouble_of_all,
    way_out,
)
from ui.pages.flow import FlowLayout
from ui.pages.labels import SECTION, TITLE, faint, label, wrapped
from ui.pages.page import Page
from ui.places import documents
from ui.printing import save_file
from ui.recovery import Left, Leftovers
from ui.theme import SPACE
from ui.troubles import Told
from ui.wording import wording

MOST_LISTED = 500
LINES = 7  # of a list, before it scrolls
MEASURE = 100  # characters of a line


class DoubtPage(Page):
    """Says in plain words what is wrong with a file, and shows no dose of it.

    It never offers to repair anything.

    Args:
        path: the file.
        findings: what was found, the first bad entry first.

    Signals:
        restore_requested: the path; a backup is to be chosen in its place.
        open_requested: another file is to be chosen.
        close_requested: the file is to be closed.

    Source:
        ux.md 3.16; reliability.md R46.
    """

    restore_requested = Signal(object)
    open_requested = Signal()
    close_requested = Signal()

    def __init__(self, path: Path, findings: Sequence[Told]) -> None:
        super().__init__()
        self._path, self._findings = path, findings
        self._left = Left(listed=False)
        trouble = trouble_of_all(findings)
        self.words = wrapped(
            headline(trouble, findings[0].sentence), SECTION, bold=True
        )
        self.way_out = wrapped(way_out(trouble))
        self.restore = QPushButton(self.tr("&Restore a backup\u2026"))
        self.open = QPushButton(self.tr("&Open another file\u2026"))
        self.close_file = QPushButton(self.tr("&Close this file"))
        self.left = wrapped(self.tr("Looking at what can be read\u2026"))
        self.readable = _list(self.tr("What can still be read"))
        self.keep = QPushButton(self.tr("&Save this list\u2026"))
        self.keep.setEnabled(False)
        self.details = QPushButton(self.tr("Show &details for support"))
        self.list = _list(self.tr("Details for support"))
        self.said = ResultLine()
        self.said.hide()
        self._ways = [self.restore, self.open]
        if trouble in LOOKED_FOR:
            self._ways.reverse()
        self.first = self._ways[0]
        self._ways[0].setProperty("primary", "true")
        self._fill_details()
        self._lay_out()
        self._connect()

    def look(self) -> None:
        """Look at what can still be read; it is listed when that is known."""
        leftovers = Leftovers(self._path, self)
        leftovers.found.connect(self.show_left)
        leftovers.begin()

    @Slot(object)
    def show_left(self, left: Left) -> None:
        """List which participants can be read, without anything that they take."""
        self._left = left
        self.left.setText(left_text(left))
        self.readable.addItems(left_lines(left))
        _fit(self.readable)
        self.readable.setVisible(bool(self.readable.count()))
        self.keep.setVisible(bool(self.readable.count()))
        self.keep.setEnabled(True)

    def save_to(self, path: Path) -> None:
        """Write the list of what can be read, and what was found, into a text file."""
        text = left_paper(self._path, self._findings, self._left)
        try:
            save_file(text.encode(), path)
        except CycleDeskError as error:
            self.said.tell(Tone.WRONG, wording(error))
        else:
            words = self.tr("Saved as {path}.")
            self.said.tell(Tone.GOOD, words.format(path=path))

    @Slot()
    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the list of what can be read"),
            str(documents() / f"{self._path.stem}_what_can_be_read.txt"),
            self.tr("Text (*.txt)"),
        )
        if name:
            self.save_to(Path(name))

    @Slot()
    def _ask_restore(self) -> None:
        self.restore_requested.emit(self._path)

    @Slot(bool)
    def _show_details(self, on: bool) -> None:
        self.list.setVisible(on)
        self.details.setText(
            self.tr("Hide &details for support")
            if on
            else self.tr("Show &details for support")
        )

    def _fill_details(self) -> None:
        said = [one.sentence for one in self._findings]
        self.list.addItems(said[:MOST_LISTED])
        if len(said) > MOST_LISTED:
            more = len(said) - MOST_LISTED
            self.list.addItem(self.tr("and %n more", "", more))
        self.list.hide()
        self.readable.hide()
        self.keep.hide()
        self.details.setCheckable(True)

    def _connect(self) -> None:
        self.restore.clicked.connect(self._ask_restore)
        self.open.clicked.connect(self.open_requested)
        self.close_file.clicked.connect(self.close_requested)
        self.keep.clicked.connect(self._ask_where)
        self.details.toggled.connect(self._show_details)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Doubtful file"))
        column = QWidget()
        column.setMaximumWidth(MEASURE * column.fontMetrics().averageCharWidth())
        stack = QVBoxLayout(column)
        stack.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        stack.setSpacing(SPACE[2])
        title = self.tr("These records cannot be trusted")
        stack.addWidget(wrapped(title, TITLE, bold=True))
        stack.addWidget(faint(str(self._path)))
        stack.addWidget(self._bar())
        stack.addLayout(_row(*self._ways, self.close_file))
        heading = self.tr("What can still be read")
        stack.addWidget(label(heading, SECTION, bold=True))
        for widget in (self.left, self.readable):
            stack.addWidget(widget)
        stack.addLayout(_row(self.keep))
        stack.addWidget(self.said)
        stack.addLayout(_row(self.details))
        stack.addWidget(self.list)
        stack.addStretch(1)
        self._put_into_area(column)

    def _put_into_area(self, column: QWidget) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("message", "error")
        inside = QVBoxLayout(bar)
        inside.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        inside.addWidget(self.words)
        inside.addWidget(self.way_out)
        return bar


def _list(name: str) -> QListWidget:
    found = QListWidget()
    found.setAccessibleName(name)
    found.setWordWrap(True)
    found.setFixedHeight(LINES * found.fontMetrics().lineSpacing())
    return found


def _fit(listed: QListWidget) -> None:
    """Make a list as high as its rows, as far as it may go."""
    rows = min(max(listed.count(), 1), LINES)
    listed.setFixedHeight(rows * listed.sizeHintForRow(0) + 2 * listed.frameWidth())


def _row(*buttons: QPushButton) -> FlowLayout:
    row = FlowLayout(across=SPACE[1], down=SPACE[1])
    for button in buttons:
        row.addWidget(button)
    return row
