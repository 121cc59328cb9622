"""One participant: banner, overview, calendar, visits and facts, history."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.agenda import Entry
from scheduler.core.dates import weekday_date
from scheduler.core.history import HistoryFilter
from scheduler.core.plan import Plan
from scheduler.core.standing import date_of
from scheduler.core.visits import Visit
from ui.calendar.cycle_grid import CycleGrid
from ui.models.facts_table import fact_name
from ui.models.participants_table import next_visit, sheet_visit
from ui.pages.banner import Banner
from ui.pages.history_view import HistoryView
from ui.pages.overview import Overview
from ui.pages.page import Page
from ui.pages.records_tab import RecordsTab
from ui.pages.visit_actions import VisitActions
from ui.session import ParticipantId, Session, StoredFact
from ui.theme import SPACE

RECORDS, HISTORY = 2, 3  # the tabs that are read when they are opened


class ParticipantPage(Page):
    """Everything about one person; dialogs are opened by whoever listens.

    Args:
        session: the open file.
        parent: the widget it lies in.

    Signals:
        record_requested, delay_requested, book_requested, print_requested: the
            number of the participant, and the name of the visit.
        correct_requested: the stored fact to correct or to withdraw.
        said: something for the status bar.
        left: the list is wanted again.
    """

    record_requested = Signal(int, str)
    delay_requested = Signal(int, str)
    book_requested = Signal(int, str)
    print_requested = Signal(int, str)
    correct_requested = Signal(object)
    said = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Participant"))
        self._session = session
        self._plan: Plan | None = None
        self._stale = False
        self._unread: set[QWidget] = set()
        self.participant_id: ParticipantId | None = None
        self.banner = Banner(session.study)
        self.actions_ = VisitActions(self)
        self.more = QPushButton(self.tr("Record &more"))
        self.tabs = QTabWidget()
        self.overview = Overview(session.study)
        self.grid = CycleGrid(session.study)
        self.records = RecordsTab(session.study)
        self.history = HistoryView(session, of_one=True)
        self._lay_out()
        self._connect()
        self._focus_tab()

    def show_participant(self, participant_id: ParticipantId) -> None:
        """Show one participant, at the overview."""
        self.participant_id = participant_id
        self.tabs.setCurrentWidget(self.overview)
        self.history.show_participant(participant_id)
        self._load()
        self.setFocus()

    def explained(self) -> tuple[str, str] | None:
        """Return the reasons of the banner, where nothing else has the focus."""
        return self.banner.explained()

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
        known = {stored.id for stored in self._session.participants()}
        if self.participant_id not in known:  # entered by mistake, and withdrawn
            self.participant_id = None
            self.actions_.set_visit(None, None)
            return
        self._plan = plan = self._session.plan(self.participant_id)
        cycle = self.grid.cycle if self._same(plan) else None
        self.banner.set_plan(plan)
        self.overview.set_plan(self._session.study, plan, next_visit(plan))
        self.grid.set_plan(plan)
        if cycle is not None:
            self.grid.show_cycle(cycle)
        self._unread = {self.records, self.history}
        self._read_tab()
        self._offer_next()

    @Slot()
    def _read_tab(self) -> None:
        """Ask for what the tab in front shows, once it is there to be seen."""
        shown, asked = self.tabs.currentIndex(), self.participant_id
        if self._plan is None or asked is None:
            return
        if shown == RECORDS and self.records in self._unread:
            self.records.show_records(self._plan, self._session.facts(asked))
            self._unread.discard(self.records)
        if shown == HISTORY and self.history in self._unread:
            self.history.load()
            self._unread.discard(self.history)

    @Slot()
    def _focus_tab(self) -> None:
        """Give the focus to what a tab shows, unless it is on the tabs themselves."""
        firsts = (
            self.overview.timeline,
            self.grid.days,
            self.records.visits,
            self.history.rows,
        )
        self.first = firsts[self.tabs.currentIndex()]
        if not self.tabs.tabBar().hasFocus() and self.isVisible():
            self.setFocus()

    def _same(self, plan: Plan) -> bool:
        return self.banner.code.text() == plan.participant.code

    @Slot()
    def _offer_next(self) -> None:
        """Offer what can be done: with the chosen visit, else with the next one."""
        chosen = self.records.visits.value()
        if self.tabs.currentIndex() == RECORDS and isinstance(chosen, Entry):
            self.actions_.set_visit(self.participant_id, chosen)
        elif self._plan is not None:
            self.actions_.set_visit(
                self.participant_id,
                _entry(self._plan, next_visit(self._plan)),
                paper=_entry(self._plan, sheet_visit(self._plan)),
            )

    @Slot()
    def show_history(self) -> None:
        """Bring the whole history of the participant to the front."""
        if self.participant_id is not None:
            self.history.show_participant(self.participant_id)
            self.tabs.setCurrentIndex(HISTORY)
            self.history.rows.setFocus()

    @Slot(object)
    def _trace_fact(self, stored: StoredFact) -> None:
        found = self._session.read(lambda store: store.records_of_fact(stored.id))
        name, value = fact_name(stored.fact), weekday_date(date_of(stored.fact))
        self._trace(found, f"{name}, {value}")

    @Slot(object)
    def _trace_visit(self, entry: Entry) -> None:
        visit, asked = entry.visit, self.participant_id
        if asked is None:
            return
        place = (visit.cycle, visit.day) if visit.cycle and visit.day else None
        found = self._session.read(
            lambda store: store.records_of_visit(asked, visit.visit, place)
        )
        self._trace(found, visit.visit)

    def _trace(self, records: tuple[tuple[str, int], ...], what: str) -> None:
        """Show the changes of some records only."""
        asked = HistoryFilter(participant=self.participant_id, records=records)
        if not records:
            words = self.tr("Nothing was ever saved about {what}.")
            self.said.emit(words.format(what=what))
            return
        self.history.show_only(asked, what)
        self.tabs.setCurrentIndex(HISTORY)
        self.history.rows.setFocus()

    @Slot(int)
    def _open_cycle(self, cycle: int) -> None:
        self.grid.show_cycle(cycle)
        self.tabs.setCurrentIndex(1)
        self.grid.days.setFocus()

    @Slot(str)
    def _open_visit(self, name: str) -> None:
        self.tabs.setCurrentIndex(RECORDS)
        self.records.choose(name)
        self.records.visits.setFocus()

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.day_turned.connect(self._on_changed)
        self.overview.timeline.cycle_chosen.connect(self._open_cycle)
        self.grid.visit_chosen.connect(self._open_visit)
        self.grid.said.connect(self.said)
        self.records.visit_chosen.connect(self._offer_next)
        self.records.correct_requested.connect(self.correct_requested)
        self.records.fact_history_requested.connect(self._trace_fact)
        self.records.visit_history_requested.connect(self._trace_visit)
        self.tabs.currentChanged.connect(self._read_tab)
        self.tabs.currentChanged.connect(self._offer_next)
        self.tabs.currentChanged.connect(self._focus_tab)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        self.actions_.record_requested.connect(self.record_requested)
        self.actions_.delay_requested.connect(self.delay_requested)
        self.actions_.book_requested.connect(self.book_requested)
        self.actions_.print_requested.connect(self.print_requested)
        self.actions_.said.connect(self.said)

    def _lay_out(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Parts of the participant's page"))
        self.tabs.addTab(self.overview, self.tr("Overview"))
        calendar, records = self.tr("Calendar"), self.tr("Visits and facts")
        self.tabs.addTab(_scrolled(self._calendar(), calendar), calendar)
        self.tabs.addTab(_scrolled(self.records, records), records)
        self.tabs.addTab(self._history(), self.tr("History"))
        row = QHBoxLayout()
        row.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[1])
        row.addWidget(self.actions_, 1)
        row.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addLayout(row)
        column.addWidget(self.tabs, 1)

    def _calendar(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.addWidget(self.grid)
        return inside

    def _history(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.addWidget(self.history)
        return inside


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    """Let a tab scroll where its content needs more room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(inside)
    return area


def _entry(plan: Plan, visit: Visit | None) -> Entry | None:
    return Entry(plan=plan, visit=visit) if visit else None
