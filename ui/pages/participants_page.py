"""Everybody at the site: find, filter, compare, open, add."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.models.participant_filter import Chip, ParticipantFilter, chip_words, fits
from ui.models.participants_table import (
    SIMILAR,
    Heading,
    ParticipantRow,
    ParticipantsTable,
    participant_rows,
)
from ui.pages.chips import Chips
from ui.pages.empty import Empty
from ui.pages.labels import TITLE, faint, label, wrapped
from ui.pages.page import Page
from ui.pages.tables import RowsView
from ui.roles import Role
from ui.session import Session
from ui.theme import SPACE

FILTER_WIDTH = 260


class ParticipantsPage(Page):
    """A table of participants, filtered by a chip and by typed text.

    Args:
        session: the open file.
        parent: the widget it lies in.

    Signals:
        opened: the number of a participant.
        add_requested: somebody is to be entered.
    """

    opened = Signal(int)
    add_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._table = ParticipantsTable(session.study, self)
        self._filter = ParticipantFilter(self)
        self._filter.setSourceModel(self._table)
        self.search = QLineEdit()
        self.add = QPushButton(self.tr(" Add participant\u2026"))
        self.chips = Chips()
        self.bar, self.said = QFrame(), wrapped()
        self.clear = QPushButton(self.tr("Clear filter"))
        self.view = RowsView(self.tr("Participants"))
        words = self.tr("{mark} similar ID on this list").format(mark=SIMILAR)
        self.similar = faint(words)
        self.nobody = self._make_nobody()
        self._set_up()
        self._lay_out()
        self._connect()
        for widget in (self.bar, self.nobody, self.similar):
            widget.hide()  # what is not shown takes no room of a small window

    @property
    def chosen(self) -> int | None:
        """Whose row is chosen, None if no row is."""
        row = self.view.value()
        return row.number if isinstance(row, ParticipantRow) else None

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self._load()

    @Slot(object)
    def _on_changed(self, _changes: object = None) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._stale = False
        chosen = self.view.value()
        plans = self._session.recent_plans()
        self._table.set_rows(participant_rows(self._session.study, plans.items()))
        rows = self._table.rows
        self.chips.show_counts(
            {chip: sum(fits(chip, row) for row in rows) for chip in Chip}
        )
        named = any(row.participant.initials for row in rows)
        alike = any(row.alike for row in rows)
        self.view.setColumnHidden(Heading.INITIALS, not named)
        self.similar.setVisible(alike)
        self._say()
        if isinstance(chosen, ParticipantRow):
            self._choose(chosen.number)

    def _choose(self, number: int) -> None:
        for row in range(self._filter.rowCount()):
            if self._filter.index(row, 0).data(Role.VALUE).number == number:
                self.view.selectRow(row)
                return

    @Slot(object)
    def _set_chip(self, chip: Chip) -> None:
        self._filter.set_chip(chip)
        self._say()

    @Slot(str)
    def _set_text(self, text: str) -> None:
        self._filter.set_text(text)
        self._say()

    @Slot()
    def _clear(self) -> None:
        self.search.clear()
        self.chips.choose(Chip.ALL)
        self.search.setFocus()

    @Slot(object)
    def _open(self, row: ParticipantRow) -> None:
        self.opened.emit(row.number)

    @Slot()
    def _open_first(self) -> None:
        if self._filter.rowCount():
            self.view.selectRow(0)
            self.view.setFocus()

    def _say(self) -> None:
        """Say which filter is on and how many it hides, or that nobody is there."""
        count, shown = len(self._table.rows), self._filter.rowCount()
        asked = [chip_words(self._filter.chip)] if self._filter.chip != Chip.ALL else []
        asked += [self._filter.text] if self._filter.text else []
        names = self.tr(" and ").join(f"\u201c{name}\u201d" for name in asked)
        words = self.tr("Showing {shown} of {count}, filter {names}. {hidden} hidden.")
        if not shown:
            words = self.tr("No participant matches {names}. {hidden} hidden.")
        self.said.setText(
            words.format(shown=shown, count=count, names=names, hidden=count - shown)
        )
        self.bar.setVisible(bool(asked) and count > 0)
        self.nobody.setVisible(count == 0)
        for widget in (self.chips, self.search):
            widget.setVisible(count > 0)
        self.view.setVisible(shown > 0)
        best = self.view if shown else self.search
        self.first = best if count else self.nobody.button

    def _make_nobody(self) -> Empty:
        return Empty(
            self.tr("No participants yet"),
            self.tr(
                "Everybody who takes part at this site is listed here, with the next "
                "visit and the dose in force. Somebody already on treatment is entered "
                "in the same form."
            ),
            self.tr("Add participant\u2026"),
        )

    def _set_up(self) -> None:
        self.view.setModel(self._filter)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(Heading.CODE, Qt.SortOrder.AscendingOrder)
        self.search.setAccessibleName(self.tr("Filter participants"))
        self.search.setPlaceholderText(self.tr("Filter\u2026  Ctrl+F"))
        self.search.setMinimumWidth(FILTER_WIDTH)
        self.add.setProperty("primary", "true")
        self.add.setIcon(icon("user-plus", QPalette.ColorRole.BrightText))
        side = self.add.fontMetrics().height()
        self.add.setIconSize(QSize(side, side))
        self.add.setToolTip("Ctrl+N")
        find = QAction(self.tr("Filter participants"), self)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.triggered.connect(self.search.setFocus)
        self.addAction(find)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.day_turned.connect(self._on_changed)
        self.chips.chosen.connect(self._set_chip)
        self.search.textChanged.connect(self._set_text)
        self.search.returnPressed.connect(self._open_first)
        self.clear.clicked.connect(self._clear)
        self.view.opened.connect(self._open)
        self.add.clicked.connect(self.add_requested)
        self.nobody.button.clicked.connect(self.add_requested)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE[2])
        head.addWidget(label(self.tr("Participants"), TITLE, bold=True))
        head.addStretch()
        head.addWidget(self.search)
        head.addWidget(self.add)
        self.bar.setProperty("message", "info")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(SPACE[2], SPACE[0], SPACE[0], SPACE[0])
        row.addWidget(self.said, 1)
        row.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        for widget in (self.chips, self.bar, self.nobody):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.similar)
        column.addStretch()
