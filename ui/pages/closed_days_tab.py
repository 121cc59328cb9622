"""The days on which the site works otherwise than its week says."""

from datetime import timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scheduler.core.dates import date_range
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.models.site_days_table import SiteDay, SiteDaysTable, site_days
from ui.pages.hindrance import hinder
from ui.pages.page import Page
from ui.pages.tables import RowsView
from ui.session import Right, Session, Topic
from ui.theme import SPACE

AHEAD = timedelta(days=400)


class ClosedDaysTab(Page):
    """Lists them for a year, and what can be done to them.

    Args:
        session: the open file.

    Signals:
        close_requested: days are to be closed.
        open_requested: the site is to work on a day; the day, or None.
        give_back_requested: a day of the site's own.

    Source:
        ux.md 3.20, E-06.
    """

    close_requested = Signal()
    open_requested = Signal(object)
    give_back_requested = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._table = SiteDaysTable(self)
        self.view = RowsView(self.tr("Closed days"))
        self.view.setModel(self._table)
        self.span = WrappedLabel()
        self.remarks, self.why = ResultLine(), ResultLine()
        self.close_days = self._button(self.tr("&Close days\u2026"))
        self.work = self._button(self.tr("&Work on a day\u2026"))
        self.give_back = self._button(self.tr("&Take back\u2026"))
        self.first = self.view
        self._lay_out()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the days anew."""
        today, calendar = self._session.today(), self._session.rules.calendar
        last = today + AHEAD
        self._table.set_rows(site_days(calendar, today, last))
        words = self.tr("Days from {0} on which the week does not hold.")
        self.span.setText(words.format(date_range(today, last)))
        said = " ".join(calendar.remarks(today, last))
        self.remarks.tell(Tone.WARNING, said)
        self._allow()

    def _connect(self) -> None:
        self.close_days.clicked.connect(self.close_requested)
        self.work.clicked.connect(self._work)
        self.give_back.clicked.connect(self._give_back)
        self.view.chosen.connect(self._allow)
        self._session.changed.connect(self._follow)
        self._session.day_turned.connect(self.refresh)

    @Slot(object)
    def _follow(self, changes: object) -> None:
        if Topic.SITE in changes:  # type: ignore[operator]
            self.refresh()

    @Slot(object)
    def _allow(self, _chosen: object = None) -> None:
        """Say of each button why it is not to be had."""
        hindered = self._session.attendance.why_not(Right.SITE)
        self.why.tell(Tone.INFO, hindered)
        for button in (self.close_days, self.work):
            hinder(button, hindered)
        hinder(self.give_back, hindered or self._why_not_back())

    def _why_not_back(self) -> str:
        chosen = self.view.value()
        if not isinstance(chosen, SiteDay):
            return self.tr("Choose a day of the site first.")
        if chosen.own:
            return ""
        return self.tr("This day is not the site's own. Work on it instead.")

    @Slot()
    def _work(self) -> None:
        chosen = self.view.value()
        if isinstance(chosen, SiteDay) and not chosen.open:
            self.open_requested.emit(chosen.day)
        else:
            self.open_requested.emit(None)

    @Slot()
    def _give_back(self) -> None:
        chosen = self.view.value()
        if isinstance(chosen, SiteDay):
            self.give_back_requested.emit(chosen.day)

    def _button(self, words: str) -> QPushButton:
        return QPushButton(words)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        for button in (self.close_days, self.work, self.give_back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        parts: tuple[QWidget, ...] = (
            self.span,
            self.remarks,
            self.why,
        )
        for part in parts:
            column.addWidget(part)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
