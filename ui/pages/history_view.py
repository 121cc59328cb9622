"""History on a page: filters, what they leave out, the list, and the ways out."""

from dataclasses import replace

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.history import HistoryFilter, Sorting
from scheduler.core.history_text import HistoryLine, asked_text
from ui.icons import icon
from ui.models.history_table import PARTICIPANT, HistoryTable
from ui.pages.empty import Empty
from ui.pages.history_filters import HistoryFilters
from ui.pages.history_rows import HistoryRows
from ui.pages.labels import wrapped
from ui.session import ParticipantId, Session
from ui.theme import SPACE


class HistoryView(QWidget):
    """Lists changes; it reads while it is seen, and never reorders by itself.

    Args:
        session: the open file.
        of_one: True where the participant is given by ``show_participant``.

    Signals:
        opened: the ``HistoryLine`` whose save is to be shown.
        csv_asked, pdf_asked: the ``HistoryFilter`` and the number of the last row,
            to be saved as a file.
    """

    opened = Signal(object)
    csv_asked = Signal(object, int)
    pdf_asked = Signal(object, int)

    def __init__(self, session: Session, *, of_one: bool = False) -> None:
        super().__init__()
        self._session = session
        self._of_one = of_one
        self._only = ""
        self._through = 0
        self._order = (Sorting.TIME, True)
        self._table = HistoryTable(self)
        self.filters = HistoryFilters(session.today(), of_one=of_one)
        self.bar, self.said = QFrame(), wrapped()
        self.clear = QPushButton(self.tr("Clear filter"))
        self.csv = self._button(self.tr(" Export CSV\u2026"), "download")
        self.pdf = self._button(self.tr(" Export PDF\u2026"), "file-text")
        self.rows = HistoryRows(self.tr("Changes"))
        self.rows.show_lines(self._table)
        self.rows.setColumnHidden(PARTICIPANT, of_one)
        self.nothing = self._make_nothing()
        self._lay_out()
        self._connect()

    @property
    def asked(self) -> HistoryFilter:
        """What is listed."""
        return self.filters.asked()

    @property
    def through(self) -> int:
        """The number of the last row that the list looks at."""
        return self._through

    def show_participant(self, number: ParticipantId) -> None:
        """List the changes of one participant."""
        self._only = ""
        self.filters.fix(HistoryFilter(participant=number))

    def show_only(self, fixed: HistoryFilter, what: str) -> None:
        """List the changes of one value.

        Args:
            fixed: its records.
            what: the value in words.
        """
        self._only = what
        self.filters.fix(fixed)

    def load(self) -> None:
        """Read everything anew, up to the newest change."""
        self._through = self._session.read(lambda store: store.last_change())
        codes = {one.id: one.participant.code for one in self._session.participants()}
        people = self._session.read(lambda store: store.writers())
        kinds = self._session.read(lambda store: store.kinds_of_change())
        self.filters.offer(codes, people, kinds)
        self._show()

    @Slot()
    def _filter(self) -> None:
        if self.isVisible():  # else it is read when it comes up
            self._show()

    def _show(self) -> None:
        asked, through = self.asked, self._through
        sorting, descending = self._order
        self._table.begin(
            lambda offset: self._session.read(
                lambda store: store.changes(
                    asked,
                    through=through,
                    sorting=sorting,
                    descending=descending,
                    offset=offset,
                )
            )
        )
        self.rows.scrollToTop()
        self._say()

    def _say(self) -> None:
        """Say what is listed of how much, or that nothing is."""
        asked, through = self.asked, self._through
        everything = HistoryFilter(
            participant=asked.participant if self._of_one else None
        )
        count = self._session.read(
            lambda store: (
                store.count_changes(asked, through=through),
                store.count_changes(everything, through=through),
            )
        )
        fixed = replace(asked, participant=None) if self._of_one else asked
        code = self.filters.participant.currentText()
        parts = list(asked_text(replace(fixed, records=()), code))
        names = ", ".join([self._only, *parts] if self._only else parts)
        words = self.tr("Showing {shown} of {all} changed fields: {names}.")
        self.said.setText(
            words.format(shown=f"{count[0]:,}", all=f"{count[1]:,}", names=names)
        )
        self.bar.setVisible(bool(names))
        self.rows.setVisible(count[0] > 0)
        self.nothing.setVisible(count[0] == 0)
        self.nothing.button.setVisible(bool(names))
        self.clear.setVisible(count[0] > 0)

    @Slot(object, bool)
    def _sort(self, sorting: Sorting, descending: bool) -> None:
        self._order = sorting, descending
        self._show()

    @Slot()
    def _clear(self) -> None:
        if self._only and self._of_one:
            self.show_participant(ParticipantId(self.asked.participant or 0))
        else:
            self._only = ""
            self.filters.fix(HistoryFilter())
        self.filters.text.setFocus()

    @Slot(object)
    def _open(self, line: HistoryLine) -> None:
        self.opened.emit(line)

    @Slot()
    def _ask_csv(self) -> None:
        self.csv_asked.emit(self.asked, self._through)

    @Slot()
    def _ask_pdf(self) -> None:
        self.pdf_asked.emit(self.asked, self._through)

    def _button(self, words: str, drawing: str) -> QPushButton:
        button = QPushButton(words)
        button.setIcon(icon(drawing))
        side = button.fontMetrics().height()
        button.setIconSize(QSize(side, side))
        button.setToolTip(self.tr("Saves what is listed, all of it"))
        return button

    def _make_nothing(self) -> Empty:
        nothing = Empty(
            self.tr("No changes match."),
            self.tr(
                "Every change is listed here, with who made it, when and why. Nothing "
                "is ever removed."
            ),
            self.tr("Clear filter"),
        )
        nothing.hide()
        return nothing

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.rows.sorting_asked.connect(self._sort)
        self.rows.opened.connect(self._open)
        self.clear.clicked.connect(self._clear)
        self.nothing.button.clicked.connect(self._clear)
        self.csv.clicked.connect(self._ask_csv)
        self.pdf.clicked.connect(self._ask_pdf)
        self.addAction(self.filters.find_action)

    def _lay_out(self) -> None:
        self.bar.setProperty("message", "info")
        self.bar.hide()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(SPACE[2], SPACE[0], SPACE[0], SPACE[0])
        row.addWidget(self.said, 1)
        row.addWidget(self.clear)
        for button in (self.csv, self.pdf):
            self.filters.add_beside(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[2])
        column.addWidget(self.filters)
        column.addWidget(self.bar)
        column.addWidget(self.nothing)
        column.addWidget(self.rows, 1)
