"""The pages of one open file, joined to each other and to what people can do."""

from datetime import date

from PySide6.QtCore import QObject, Slot

from ui.confirm_workflows import ConfirmWorkflow
from ui.confirming import Confirming
from ui.delay_workflows import DelayWorkflow
from ui.exports import HistoryExports
from ui.icons import icon
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.moving import Moving
from ui.pages.calendar_page import CalendarPage
from ui.pages.history_page import HistoryPage
from ui.pages.participant_page import ParticipantPage
from ui.pages.participants_page import ParticipantsPage
from ui.pages.settings_page import SettingsPage
from ui.pages.today_page import TodayPage
from ui.recording import Recording
from ui.searching import Searching
from ui.session import ParticipantId, Right, Session
from ui.site_workflows import SiteWorkflows
from ui.undoing import Undoing
from ui.workflows import Workflows


class SitePages(QObject):
    """Makes the pages of a file and puts them into the window.

    Args:
        session: the open file.
        window: where they are shown.
        menus: whose actions work on them.

    Attributes:
        today, participants, participant, calendar, history, settings: the pages.
        workflows, delaying, confirming, moving: what opens their dialogs.
        undoing: what takes back the last save.
        searching: what goes to a participant or runs a command.
    """

    def __init__(self, session: Session, window: MainWindow, menus: Menus) -> None:
        super().__init__(window)
        self._session, self._window, self._menus = session, window, menus
        self.workflows = Workflows(session, window)
        self.delaying = DelayWorkflow(session, window)
        self.moving = Moving(session, window)
        self.confirming = ConfirmWorkflow(session, window, self.workflows)
        self.today = TodayPage(session)
        self.participants = ParticipantsPage(session)
        self.participant = ParticipantPage(session)
        self.calendar = CalendarPage(session)
        self.history = HistoryPage(session)
        self.settings = SettingsPage(session)
        self._exports = HistoryExports(session, window)
        self.undoing = Undoing(session, window)
        self.searching = Searching(session, window, menus)
        self._own_helpers()
        self._put_into_window()
        self._join_visits()
        self._join_history()
        self._join_settings()
        self._join_menus()
        self._join_recording()
        self.bar()
        window.show_page(self.today)

    @Slot(int)
    def show_participant(self, participant_id: ParticipantId) -> None:
        """Open one participant's page."""
        self.participant.show_participant(participant_id)
        self.searching.remember(participant_id)
        self._window.show_page(self.participant)

    @Slot(date)
    def show_day(self, day: date) -> None:
        """Open the calendar at a day."""
        self._window.show_page(self.calendar)
        self.calendar.go(day)

    @Slot()
    def ask_date(self) -> None:
        """Open the calendar, and ask for the day to show."""
        self._window.show_page(self.calendar)
        self.calendar.ask_date()

    @Slot()
    def show_history(self) -> None:
        """Show the changes of the participant whose page is open."""
        if self._window.pages.currentWidget() is self.participant:
            self.participant.show_history()
        else:
            self._window.say_saved(self.tr("Open a participant first."))

    @Slot()
    def delay(self) -> None:
        """Put off the visit that is chosen on the page in front."""
        page = self._window.pages.currentWidget()
        if page in {self.today, self.participant, self.calendar}:
            page.actions_.delay_visit()
        else:
            words = self.tr("Choose a visit on Today, or open a participant first.")
            self._window.say_saved(words)

    @Slot()
    def refresh(self) -> None:
        """Show what other desks have saved, also in History if it is in front."""
        self._session.catch_up()
        if self._window.pages.currentWidget() is self.history:
            self.history.refresh()

    @Slot()
    def add_participant(self) -> None:
        """Enter a participant, and open the page of the one that was saved."""
        if (saved := self.workflows.add()) is not None:
            self.show_participant(saved)

    @Slot()
    def export_facts(self) -> None:
        """Export the facts of the participant whose page is open, else ask whose."""
        front = self._window.pages.currentWidget() is self.participant
        self.workflows.export_facts(self.participant.participant_id if front else None)

    @Slot()
    def offer_undo(self) -> None:
        """Let the menu name what Undo would reverse, or why it reverses nothing."""
        self._menus.offer_undo(self.undoing.words(), self.undoing.why_not())

    @Slot()
    def bar(self) -> None:
        """Turn off what cannot be done in this file by this person, and say why."""
        why_not = self._session.attendance.why_not
        facts, sheets = why_not(Right.FACTS), why_not(Right.PRINT)
        for page in (self.today, self.participant, self.calendar):
            page.actions_.bar(facts=facts, sheets=sheets)
        self.today.offer.bar(facts)
        self.participant.records.bar(facts)
        adding = why_not(Right.PARTICIPANTS)
        for button in (
            self.participants.add,
            self.participants.nobody.button,
            self.today.nobody.button,
            self.calendar.nobody.button,
        ):
            button.setEnabled(not adding)
            button.setToolTip(adding or "Ctrl+N")
            button.setStatusTip(adding)
            button.setAccessibleDescription(adding)

    def _own_helpers(self) -> None:
        """Let nothing act on a file that is closed: whatever acts goes with this."""
        for helper in (
            self.workflows,
            self.delaying,
            self.confirming,
            self.moving,
            self.undoing,
            self.searching,
            self._exports,
        ):
            helper.setParent(self)

    def _join_menus(self) -> None:
        menus = self._menus
        menus.add.triggered.connect(self.add_participant)
        menus.history.triggered.connect(self.show_history)
        menus.delay.triggered.connect(self.delay)
        menus.export.triggered.connect(self.export_facts)
        menus.search.triggered.connect(self.searching.search)
        self.searching.participant_chosen.connect(self.show_participant)
        self.searching.day_chosen.connect(self.show_day)
        menus.go_to.triggered.connect(self.ask_date)
        menus.refresh.triggered.connect(self.refresh)
        menus.undo.triggered.connect(self.undoing.undo)
        menus.edit_opens.connect(self.offer_undo)
        self._session.changed.connect(self.offer_undo)
        self._session.day_turned.connect(self.offer_undo)

    def _put_into_window(self) -> None:
        for page, words, drawing, digit in (
            (self.today, self.tr("Today"), "calendar-check", 1),
            (self.participants, self.tr("Participants"), "users", 2),
            (self.calendar, self.tr("Calendar"), "calendar-days", 3),
            (self.history, self.tr("History"), "history", 5),
            (self.settings, self.tr("Settings"), "settings", 6),
        ):
            self._window.add_sidebar_page(page, words, icon(drawing), digit)
        self._window.add_page(self.participant)

    def _join_visits(self) -> None:
        for listed in (self.today, self.participants, self.calendar):
            listed.opened.connect(self.show_participant)
            listed.add_requested.connect(self.add_participant)
        for page in (self.today, self.participant, self.calendar.actions_):
            page.record_requested.connect(self.workflows.record)
            page.delay_requested.connect(self.delaying.delay)
            page.book_requested.connect(self.workflows.book)
            page.print_requested.connect(self.workflows.print_sheet)
            page.said.connect(self._window.say_saved)
        self.calendar.moved.connect(self.moving.drop)
        self.calendar.said.connect(self._window.say_saved)
        self.today.confirm_requested.connect(self.confirming.confirm)
        self.participant.correct_requested.connect(self.workflows.correct)
        self.participant.left.connect(self._window.go_back)

    def _join_settings(self) -> None:
        site, days = SiteWorkflows(self._session, self._window), self.settings.days
        days.close_requested.connect(site.close_days)
        days.open_requested.connect(site.open_day)
        days.give_back_requested.connect(site.give_back)
        self.settings.site.correct_requested.connect(site.correct)
        confirming = Confirming(self._session, self._window)
        self.settings.profile.confirm_requested.connect(confirming.ask)

    def _join_recording(self) -> None:
        lists = self.today, self.participants
        recording = Recording(self._session, self._window, self.participant, lists)
        recording.join(self._menus.facts)
        recording.correction_asked.connect(self.workflows.correct_as)
        recording.restored.connect(self.show_participant)
        self.recording = recording

    def _join_history(self) -> None:
        for view in (self.history.view, self.participant.history):
            view.opened.connect(self.workflows.show_save)
            view.csv_asked.connect(self._exports.ask_csv)
            view.pdf_asked.connect(self._exports.ask_pdf)
