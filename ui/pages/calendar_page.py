"""The site's calendar: how much each day holds, and moving visits between days."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scheduler.core.agenda import (
    Entry,
)
from scheduler.core.dates import weekday_date
from scheduler.core.landing import Landing, landing
from scheduler.core.weeks import first_weekday
from ui.calendar.carrying import Carrying
from ui.calendar.month_cells import MonthDay
from ui.calendar.month_span import Span, month_span, sheet_of, weeks_span
from ui.calendar.month_words import empty_words
from ui.dialogs.asking import ask
from ui.dialogs.go_to_date import GoToDateDialog
from ui.forms.result_line import announce
from ui.models.site_plans import SitePlans
from ui.models.visit_filter import USUAL, Days, count_visits, filtered, kinds_of
from ui.pages.calendar_board import CalendarBoard
from ui.pages.calendar_head import CalendarHead
from ui.pages.empty import Empty
from ui.pages.labels import faint, message
from ui.pages.legend import Legend
from ui.pages.page import Page
from ui.pages.visit_keys import VisitKeys
from ui.session import Session
from ui.theme import SPACE

BACK, AHEAD = timedelta(days=20 * 366), timedelta(days=3 * 366)


class CalendarPage(Page):
    """A month or five weeks of everybody's visits.

    Args:
        session: the open file.
        parent: the widget it lies in.

    Signals:
        opened: the number of a participant.
        moved: the participant's number, the visit as an ``Entry``, and the day on
            which it was dropped.
        add_requested: somebody is to be entered.
        said: something for the status bar.

    Source:
        ux.md 3.8.
    """

    opened = Signal(int)
    moved = Signal(int, object, object)
    add_requested = Signal()
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._days: Days = {}
        self._span = month_span(session.today(), self._first_weekday())
        self._day = session.today()
        self.plans = SitePlans(session, self)
        self.actions_ = VisitKeys(self, self._chosen)
        self.carrying = Carrying(self._judge, self.actions_.why_not_move, self)
        self.head = CalendarHead()
        self.board = CalendarBoard(self.carrying)
        self.note = message("", "info")
        self.reading = faint()
        self.legend = Legend()
        self.nobody = self._make_nobody()
        self._lay_out()
        self._connect()
        self.head.add_keys(self)
        self.first = self.board.view

    @property
    def span(self) -> Span:
        """The days that are shown."""
        return self._span

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Put back what is carried, and compute nothing that nobody looks at."""
        super().hideEvent(event)
        self.carrying.cancel()
        if not self.plans.is_ready:
            self.plans.stop()
            self._stale = True

    @Slot(object)
    def go(self, day: date) -> None:
        """Show a day and give it the focus, as far as the calendar reaches."""
        first, last = self._reach()
        if not first <= day <= last:
            edge = first if day < first else last
            words = self.tr("The calendar ends on {day}.")
            self._tell(words.format(day=weekday_date(edge)))
            return
        self._day = day
        self._span = self._span.showing(day, self._first_weekday())
        self._load()

    @Slot(int)
    def leaf(self, by: int) -> None:
        """Go to the month before (-1) or after (1)."""
        self.go(self._span.leafed(self._day, by))

    @Slot()
    def go_to_today(self) -> None:
        """Go to today."""
        self.go(self._session.today())
        self.board.view.setFocus()

    @Slot()
    def ask_date(self) -> None:
        """Ask for a day to go to."""
        dialog = GoToDateDialog(
            self._session.today(), self._reach(), self.go, self.window()
        )
        if ask(dialog):
            self.board.view.setFocus()

    @Slot(bool)
    def show_weeks(self, wanted: bool) -> None:
        """Show five weeks from the day's week on, or the month of the day."""
        make = weeks_span if wanted else month_span
        self._span = make(self._day, self._first_weekday())
        self._load()

    def _load(self) -> None:
        """Ask for the plans of the days shown; what is known is shown at once."""
        self._stale = False
        self.plans.ask(self._span.begins, self._span.ends)
        if not self.plans.is_ready:
            self._show()

    @Slot()
    def _show(self) -> None:
        span, plans = self._span, self.plans.plans()
        self._days = self.plans.visits()
        entries = [entry for day in self._days.values() for entry in day]
        self.head.title.setText(span.title)
        self.head.set_kinds(kinds_of(entries))
        codes = [plan.participant.code for plan in plans]
        self.board.view.set_longest(max(codes, key=len, default=""))
        self.board.side.show_open(self.plans.not_booked())
        self._show_filtered()
        self._say_empty(entries)
        for widget in (self.head, self.board, self.legend):
            widget.setVisible(bool(plans))
        self.nobody.setVisible(not plans)
        self.first = self.board.view if plans else self.nobody.button

    @Slot()
    def _show_filtered(self) -> None:
        shown = filtered(self._days, self.head.filter)
        today, calendar = self._session.today(), self._session.rules.calendar
        self.board.show_sheet(sheet_of(self._span, today, calendar, shown), self._day)
        hides = self.head.filter.is_on
        usual = filtered(self._days, USUAL) if hides else shown
        self.head.say_hidden(count_visits(shown), count_visits(usual))
        self.legend.show_entries([e for entries in shown.values() for e in entries])

    def _say_empty(self, entries: Sequence[Entry]) -> None:
        """Say of days without a visit which one is the last."""
        plans = self.plans.plans()
        empty = not entries and self.plans.is_ready and bool(plans)
        self.note.setVisible(empty)
        if empty:
            self.note.setText(empty_words(self._span.title, plans))

    def _reach(self) -> tuple[date, date]:
        """Return the first and the last day that the calendar goes to."""
        today = self._session.today()
        return today - BACK, today + AHEAD

    def _first_weekday(self) -> int:
        return first_weekday(self._session.rules.site.country)

    def _judge(self, entry: Entry, day: date) -> Landing:
        today = self._session.today()
        return landing(entry.visit, day, today, entry.plan.calendar)

    @Slot(object)
    def _on_changed(self, _changes: object = None) -> None:
        """Show what was saved; nothing moves while a visit is carried over it."""
        self._stale = True
        if self.isVisible() and self.carrying.entry is None:
            self._load()

    @Slot()
    def _catch_up(self) -> None:
        if self._stale and self.isVisible():
            self._load()

    def _chosen(self) -> tuple[int, Entry] | None:
        entry = self.board.focused_entry()
        if entry is None:
            return None
        return self.plans.number(entry.plan.participant.code), entry

    @Slot(object)
    def _open(self, entry: Entry) -> None:
        self.opened.emit(self.plans.number(entry.plan.participant.code))

    @Slot(object, object)
    def _tell_moved(self, entry: Entry, day: date) -> None:
        number = self.plans.number(entry.plan.participant.code)
        self.moved.emit(number, entry, day)

    @Slot(str)
    def _tell(self, words: str) -> None:
        """Say something in the status bar and aloud."""
        self.said.emit(words)
        announce(self.board.view, words)

    @Slot(int, int)
    def _say_reading(self, done: int, count: int) -> None:
        words = self.tr("Working out: {done} of {count} participants")
        self.reading.setText(words.format(done=done, count=count))
        self.reading.show()

    def _make_nobody(self) -> Empty:
        return Empty(
            self.tr("No participants yet"),
            self.tr(
                "This calendar shows how many visits each day holds, and moves them "
                "from one day to another. It fills as soon as somebody is entered."
            ),
            self.tr("Add participant\u2026"),
        )

    def _connect(self) -> None:
        head, view, side = self.head, self.board.view, self.board.side
        self._session.changed.connect(self._on_changed)
        self._session.day_turned.connect(self._on_changed)
        self.plans.progressed.connect(self._say_reading)
        self.plans.ready.connect(self.reading.hide)
        self.plans.ready.connect(self._show)
        self.nobody.button.clicked.connect(self.add_requested)
        for leafed in (head.leafed, view.leafed):
            leafed.connect(self.leaf)
        for wanted in (head.today_wanted, view.today_wanted):
            wanted.connect(self.go_to_today)
        head.date_wanted.connect(self.ask_date)
        head.weeks_wanted.connect(self.show_weeks)
        head.filtered.connect(self._show_filtered)
        view.beyond.connect(self.go)
        view.day_changed.connect(self._keep_day)
        for listed in (view, side.day, side.open):
            listed.opened.connect(self._open)
            listed.menu_wanted.connect(self.actions_.show_menu)
        self.actions_.open_requested.connect(self.opened)
        self._connect_carrying()

    def _connect_carrying(self) -> None:
        carrying = self.carrying
        carrying.dropped.connect(self._tell_moved)
        carrying.ended.connect(self._catch_up)
        self.actions_.move_requested.connect(carrying.pick_up_by_key)
        for said in (carrying.said, self.board.view.said):
            said.connect(self._tell)

    @Slot(object)
    def _keep_day(self, day: MonthDay) -> None:
        self._day = day.on

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.head)
        column.addWidget(self.note)
        column.addWidget(self.board, 1)
        below = QHBoxLayout()
        below.setSpacing(SPACE[2])
        below.addWidget(self.legend, 1)
        below.addWidget(self.reading)
        column.addLayout(below)
        column.addWidget(self.nobody)
        self.note.hide()
        self.reading.hide()
        self.nobody.hide()
