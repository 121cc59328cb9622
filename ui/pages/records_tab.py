"""A participant's visits and saved facts, and the way to correct one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scheduler.core.agenda import Entry
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from ui.icons import icon
from ui.models.facts_table import FactsTable, Recorded
from ui.models.participants_table import next_visit
from ui.models.visits_table import OF_ONE, VisitsTable
from ui.pages.labels import SECTION, label
from ui.pages.tables import RowsView
from ui.roles import Role
from ui.theme import SPACE


class RecordsTab(QWidget):
    """Two tables, one below the other.

    Args:
        study: for the words of the drugs.
        parent: the widget it lies in.

    Signals:
        visit_chosen: the ``Entry`` of the selected visit, None for none.
        correct_requested: the stored fact to correct or to withdraw.
        fact_history_requested: the stored fact whose changes are wanted.
        visit_history_requested: the ``Entry`` of the visit whose changes are wanted.
    """

    visit_chosen = Signal(object)
    correct_requested = Signal(object)
    fact_history_requested = Signal(object)
    visit_history_requested = Signal(object)

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._barred = ""
        self._visits = VisitsTable(study, OF_ONE, self)
        self._facts = FactsTable(self)
        self.visits = RowsView(self.tr("Visits"))
        self.visits.setModel(self._visits)
        self.facts = RowsView(self.tr("Saved facts"))
        self.facts.setModel(self._sorted())
        self.facts.setSortingEnabled(True)
        self.facts.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.correct = _button(self.tr(" Correct or withdraw\u2026"), "pencil")
        self.trace = _button(self.tr(" History of this value  F7"), "history")
        self._lay_out()
        self._add_menu(self.visits, self._trace_visit)
        self._add_menu(self.facts, self._trace_fact)
        self.trace.clicked.connect(self._trace_fact)
        self.visits.chosen.connect(self.visit_chosen)
        self.facts.chosen.connect(self._offer)
        self.facts.opened.connect(self._open_fact)
        self.correct.clicked.connect(self._correct)
        self._offer(None)

    def show_records(self, plan: Plan, facts: Sequence[Recorded]) -> None:
        """Show another participant's visits and facts."""
        self._visits.set_rows([Entry(plan=plan, visit=visit) for visit in plan.visits])
        self._facts.set_rows(facts)
        self._offer(None)
        if (visit := next_visit(plan)) is not None:
            self.choose(visit.visit)

    def choose(self, name: str) -> None:
        """Select the visit of that name and bring it into sight."""
        for row, entry in enumerate(self._visits.rows):
            if entry.visit.visit == name:
                index = self._visits.index(row, 0)
                self.visits.setCurrentIndex(index)
                self.visits.scrollTo(index, RowsView.ScrollHint.PositionAtCenter)

    def _sorted(self) -> QSortFilterProxyModel:
        proxy = QSortFilterProxyModel(self)
        proxy.setSourceModel(self._facts)
        proxy.setSortRole(Role.SORT)
        return proxy

    @Slot(object)
    def _offer(self, value: object) -> None:
        why = "" if value is not None else self.tr("Choose a saved fact first.")
        for button, barred in ((self.correct, self._barred), (self.trace, "")):
            self._allow(button, barred or why)

    def bar(self, why: str) -> None:
        """Say why nothing may be corrected; empty if it may."""
        self._barred = why
        self._offer(self.facts.value())

    @Slot(object)
    def _open_fact(self, stored: object) -> None:
        if not self._barred:
            self.correct_requested.emit(stored)

    def _allow(self, button: QPushButton, why: str) -> None:
        button.setEnabled(not why)
        button.setToolTip(why)
        button.setStatusTip(why)
        button.setAccessibleDescription(why)

    @Slot()
    def _correct(self) -> None:
        if (stored := self.facts.value()) is not None:
            self.correct_requested.emit(stored)

    @Slot()
    def _trace_fact(self) -> None:
        if (stored := self.facts.value()) is not None:
            self.fact_history_requested.emit(stored)

    @Slot()
    def _trace_visit(self) -> None:
        if (entry := self.visits.value()) is not None:
            self.visit_history_requested.emit(entry)

    def _add_menu(self, view: RowsView, slot: Callable[[], None]) -> None:
        """Offer the history of a row in its menu, and by a key."""
        action = QAction(self.tr("History of this value"), view)
        action.setShortcut(QKeySequence("F7"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        view.addAction(action)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Saved facts"), SECTION, bold=True))
        head.addStretch()
        head.addWidget(self.trace)
        head.addWidget(self.correct)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[1])
        column.addWidget(label(self.tr("Visits"), SECTION, bold=True))
        column.addWidget(self.visits, 1)
        column.addSpacing(SPACE[1])
        column.addLayout(head)
        column.addWidget(self.facts, 1)


def _button(words: str, drawing: str) -> QPushButton:
    """Return a button with its icon as high as its text."""
    found = QPushButton(words)
    found.setIcon(icon(drawing))
    side = found.fontMetrics().height()
    found.setIconSize(QSize(side, side))
    return found
