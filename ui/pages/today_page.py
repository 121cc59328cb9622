"""The start page: what today asks for, in the order of its urgency."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from scheduler.core.agenda import Entry
from scheduler.core.dates import weekday_date
from ui.models.days_strip import Day
from ui.models.today_lists import KeptNotices, PlanNotice, TodayLists, today_lists
from ui.pages.confirm_offer import ConfirmOffer
from ui.pages.empty import Empty
from ui.pages.labels import TITLE, label, message
from ui.pages.page import Page
from ui.pages.tables import same_columns
from ui.pages.today_section import (
    DaysSection,
    NoticesSection,
    Section,
    VisitsSection,
)
from ui.pages.visit_actions import VisitActions
from ui.session import Session
from ui.theme import SPACE


class TodayPage(Page):
    """Lists of visits whose columns line up; one row of all is chosen.

    Args:
        session: the open file.
        parent: the widget it lies in.

    Signals:
        record_requested, delay_requested, book_requested, print_requested: the
            number of the participant, and the name of the visit.
        opened: the number of a participant.
        add_requested: somebody is to be entered.
        confirm_requested: the visits that nobody has recorded are to be gone through.
        said: something for the status bar.
    """

    record_requested = Signal(int, str)
    delay_requested = Signal(int, str)
    book_requested = Signal(int, str)
    print_requested = Signal(int, str)
    opened = Signal(int)
    add_requested = Signal()
    confirm_requested = Signal()
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._notices = KeptNotices(lambda: session.study)
        self._numbers: dict[str, int] = {}
        self.title = label(points=TITLE, bold=True)
        self.actions_ = VisitActions(self, named=True)
        self.good = message("", "success")
        self.offer = ConfirmOffer()
        self.nobody = self._make_nobody()
        self._make_sections()
        self.area = QScrollArea()
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> int | None:
        """Whose row is chosen, None if no row is."""
        return self.actions_.number

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
        session, chosen = self._session, self._chosen()
        held = self.window().focusWidget() in [part.view for part in self._rows]
        plans = session.recent_plans()
        self._numbers = {plan.participant.code: n for n, plan in plans.items()}
        self.title.setText(weekday_date(session.today()))
        self.nobody.setVisible(not plans)
        self.offer.hide()
        for widget in (self.actions_, self.area):
            widget.setVisible(bool(plans))
        self.first = self.days.view if plans else self.nobody.button
        if plans:
            self._show(today_lists(self._notices, plans.values(), session.today()))
            self._choose_again(chosen)
        if held:  # the row may stand in another list now
            self.setFocus()

    def _show(self, lists: TodayLists) -> None:
        for section, rows in (
            (self.decisions, lists.decisions),
            (self.due, lists.due),
            (self.waiting, lists.waiting),
            (self.recorded, lists.recorded),
        ):
            section.show_rows(rows)
        self.offer.show_waiting(lists.unconfirmed)
        self.notices.show_rows(lists.notices)
        self.day.show_rows(())
        self.days.show_days(lists.days)
        self.good.setVisible(not lists.due)
        self.good.setText(self._nothing_due(lists.following))
        same_columns([section.view for section in self._visits])

    def _nothing_due(self, following: Entry | None) -> str:
        words = self.tr("Nothing is due on {day}.").format(day=self.title.text())
        if following is None:
            return f"{words} {self.tr('No visit is planned.')}"
        more = self.tr("Next visit: {code} {visit} on {day}.").format(
            code=following.plan.participant.code,
            visit=following.visit.visit,
            day=weekday_date(following.visit.expected),
        )
        return f"{words} {more}"

    def _chosen(self) -> object:
        values = (section.view.value() for section in self._rows)
        return next((value for value in values if value is not None), None)

    def _choose_again(self, chosen: object) -> None:
        """Select the row that was selected, else the first of all."""
        if isinstance(chosen, Entry):
            code, visit = chosen.plan.participant.code, chosen.visit.visit
            if any(section.choose(code, visit) for section in self._visits):
                return
        for section in self._rows:
            if section.view.model().rowCount():
                section.view.selectRow(0)
                return
        self.actions_.set_visit(None, None)

    @Slot(object)
    def _choose(self, value: object) -> None:
        """Offer what can be done with a row, and let go of all other rows."""
        if not isinstance(value, Entry | PlanNotice):
            return
        for section in self._rows:
            if section is self.sender():
                self.first = section.view
            else:
                section.view.clearSelection()
        code = value.plan.participant.code
        entry = value if isinstance(value, Entry) else None
        self.actions_.set_visit(self._numbers[code], entry, code)

    @Slot(object)
    def _open(self, value: object) -> None:
        if isinstance(value, Entry | PlanNotice):
            self.opened.emit(self._numbers[value.plan.participant.code])

    @Slot(object)
    def _show_day(self, day: Day) -> None:
        words = self.tr("Visits on {day}").format(day=weekday_date(day.on))
        self.day.rename(words)
        self.day.show_rows(day.entries)
        same_columns([section.view for section in self._visits])

    def _make_nobody(self) -> Empty:
        return Empty(
            self.tr("No participants yet"),
            self.tr(
                "This page lists the visits of the day and of the two weeks ahead. It "
                "fills as soon as a participant is entered."
            ),
            self.tr("Add participant\u2026"),
        )

    def _make_sections(self) -> None:
        study, urgency = self._session.study, self.tr("sorted by end of window")
        self.decisions = VisitsSection(self.tr("Needs a decision"), urgency, study)
        self.notices = NoticesSection(
            self.tr("Notices"), self.tr("of the last seven days, sorted by participant")
        )
        self.due = VisitsSection(
            self.tr("Due today"), self.tr("sorted by booked time"), study
        )
        self.waiting = VisitsSection(self.tr("Window open, not today"), urgency, study)
        self.recorded = VisitsSection(
            self.tr("Recorded today"), self.tr("sorted by participant"), study
        )
        self.days = DaysSection(
            self.tr("Next 14 days"), self.tr("choose a day to list its visits")
        )
        self.day = VisitsSection("", self.tr("sorted by booked time"), study)
        self._visits = (
            self.decisions,
            self.due,
            self.waiting,
            self.recorded,
            self.day,
        )
        self._rows: tuple[Section, ...] = (
            self.decisions,
            self.notices,
            *self._visits[1:],
        )

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self._session.day_turned.connect(self._on_changed)
        self.nobody.button.clicked.connect(self.add_requested)
        self.offer.asked.connect(self.confirm_requested)
        self.days.day_chosen.connect(self._show_day)
        for section in self._rows:
            section.chosen.connect(self._choose)
            section.opened.connect(self._open)
        self.actions_.record_requested.connect(self.record_requested)
        self.actions_.delay_requested.connect(self.delay_requested)
        self.actions_.book_requested.connect(self.book_requested)
        self.actions_.print_requested.connect(self.print_requested)
        self.actions_.open_requested.connect(self.opened)
        self.actions_.said.connect(self.said)

    def _lay_out(self) -> None:
        inside = QWidget()
        lists = QVBoxLayout(inside)
        lists.setContentsMargins(SPACE[3], 0, SPACE[3], SPACE[3])
        lists.setSpacing(SPACE[3])
        lists.addWidget(self.good)
        order = (self.decisions, self.notices, self.due, self.waiting, self.recorded)
        for section in (*order, self.days, self.day):
            lists.addWidget(section)
        lists.addStretch()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(self.tr("Visits of the day"))
        self.area.setWidget(inside)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], 0)
        head.setSpacing(SPACE[2])
        for widget in (self.title, self.actions_, self.offer, self.nobody):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        column.addWidget(self.area, 1)
