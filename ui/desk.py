"""Opens a file at the window and joins its pages to what people can do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QObject,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
)

import resources
from scheduler.clock import Clock
from scheduler.core.history_text import HistoryLine
from scheduler.core.study_text import read_study
from scheduler.errors import CycleDeskError
from ui.about import show_about
from ui.dialogs.asking import ask
from ui.dialogs.new_site import NewSiteDialog
from ui.doorway import Doorway
from ui.exports import HistoryExports
from ui.icons import icon
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.pages.history_page import HistoryPage
from ui.pages.participant_page import ParticipantPage
from ui.pages.participants_page import ParticipantsPage
from ui.pages.save_details import SaveDetails
from ui.pages.today_page import TodayPage
from ui.pages.welcome_page import WelcomePage
from ui.places import documents
from ui.session import ParticipantId, Person, Session, StudySite
from ui.site_files import Keyring, Passwords, SiteFiles
from ui.status_line import StatusLine
from ui.wording import wording
from ui.workflows import Workflows

PROFILE = "js001-027-iii-hcc.toml"
SUFFIX = ".cycledesk"
A_MINUTE_MS = 60_000


class Desk(QObject):
    """Holds the open session and its pages; at most one file is open.

    Args:
        window: where the pages are shown.
        clock: where the time comes from.
        keys: the folder with the keys of site files.
    """

    def __init__(
        self, window: MainWindow, clock: Clock, keys: Path, passwords: Passwords
    ) -> None:
        super().__init__(window)
        self._window = window
        self._study = read_study(
            resources.path("studies", PROFILE).read_text(encoding="utf-8")
        )
        self._files = SiteFiles(
            study=self._study, keys=Keyring(keys), clock=clock, passwords=passwords
        )
        self.doorway = Doorway(window)
        self.session: Session | None = None
        self.workflows: Workflows | None = None
        self.menus = Menus(window)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_at_clock)
        self._timer.start(A_MINUTE_MS)
        window.closing.connect(self._close)
        window.page_chosen.connect(self._show_number)
        self._join_menus()
        self._status = StatusLine(window)

    def begin(self, file: str | None, *, demo: bool) -> None:
        """Open the demo, the file named, or the last one; else offer the choice."""
        last = self._window.preferences.last_file
        if demo:
            self.open_demo()
        elif file:
            self.open_file(Path(file))
        elif last and Path(last).is_file():
            self.open_file(Path(last))
        else:
            self.welcome()

    @Slot()
    def welcome(self) -> None:
        """Close what is open and offer the three ways in."""
        self._close()
        page = WelcomePage()
        page.new_requested.connect(self.ask_new)
        page.open_requested.connect(self.ask_open)
        page.demo_requested.connect(self.open_demo)
        self._window.clear_pages()
        self._window.add_page(page)
        self._window.show_page(page)
        page.new.setFocus()

    @Slot()
    def open_demo(self) -> None:
        """Show the invented participants; no file is touched."""
        self._begin_session(self._files.demo)

    def open_file(self, path: Path) -> None:
        """Open a site file, and ask who is there."""
        if self._begin_session(lambda: self._files.open(path)):
            self._window.preferences.last_file = str(path)

    @Slot()
    def ask_new(self) -> None:
        """Ask for a site, a person and a folder, and make the file."""
        ask(
            NewSiteDialog(
                self._study.key, documents(), SUFFIX, self._create, self._window
            )
        )

    @Slot()
    def ask_open(self) -> None:
        """Ask for a site file and open it."""
        words = self.tr("Site files (*{suffix});;All files (*)").format(suffix=SUFFIX)
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a site file"), str(documents()), words
        )
        if name:
            self.open_file(Path(name))

    def _create(
        self, path: Path, site: StudySite, person: Person, password: str
    ) -> None:
        session = self._files.create(path, site, person, password)
        self._window.preferences.person = person.name
        self._window.preferences.last_file = str(path)
        self._attach(session)

    def _begin_session(self, make: Callable[[], Session]) -> bool:
        """Open what is asked for; whatever goes wrong, what was open stays open."""
        session, said = None, ""
        try:
            session = make()
            if session.demo or self.doorway.let_in(session):
                self._attach(session)
                self.doorway.tell_elsewhere()
                return True
        except CycleDeskError as error:
            said = wording(error)
        if session is not None:
            session.close()
        if self.session in {None, session}:
            self.welcome()
        if said:
            self._window.show_message(said)
        return False

    def _attach(self, session: Session) -> None:
        self._close()
        self.session = session
        self.workflows = Workflows(session, self._window)
        self._window.clear_pages()
        self._window.ribbon.setVisible(session.demo)
        self._add_pages(session, self.workflows)
        self._status.show_session(session)
        self.menus.file_is_open(demo=session.demo)

    def _add_pages(self, session: Session, workflows: Workflows) -> None:
        window = self._window
        self.today = TodayPage(session)
        self.participants = ParticipantsPage(session)
        self.participant = ParticipantPage(session)
        self.history = HistoryPage(session)
        for listed, words, drawing, digit in (
            (self.today, self.tr("Today"), "calendar-check", 1),
            (self.participants, self.tr("Participants"), "users", 2),
            (self.history, self.tr("History"), "history", 5),
        ):
            window.add_sidebar_page(listed, words, icon(drawing), digit)
        window.add_page(self.participant)
        for lists in (self.today, self.participants):
            lists.opened.connect(self.show_participant)
            lists.add_requested.connect(self.add_participant)
        for page in (self.today, self.participant):
            page.record_requested.connect(workflows.record)
            page.book_requested.connect(workflows.book)
            page.print_requested.connect(workflows.print_sheet)
            page.said.connect(window.say_saved)
        self.participant.correct_requested.connect(workflows.correct)
        self.participant.left.connect(window.go_back)
        self.exports = HistoryExports(session, window)
        for view in (self.history.view, self.participant.history):
            view.opened.connect(self._show_save)
            view.csv_asked.connect(self.exports.ask_csv)
            view.pdf_asked.connect(self.exports.ask_pdf)
        window.show_page(self.today)

    @Slot(int)
    def show_participant(self, participant_id: ParticipantId) -> None:
        """Open one participant's page."""
        self.participant.show_participant(participant_id)
        self._window.show_page(self.participant)

    @Slot()
    def _show_history(self) -> None:
        """Show the changes of the participant whose page is open."""
        if self.session is None:
            return
        if self._window.pages.currentWidget() is self.participant:
            self.participant.show_history()
        else:
            self._window.say_saved(self.tr("Open a participant first."))

    @Slot(object)
    def _show_save(self, line: HistoryLine) -> None:
        """Show what a save did, before and after."""
        if self.session is not None:
            seq = line.entry.fields[0].seq
            states, whole = self.session.read(lambda store: store.save_of(seq))
            ask(SaveDetails(states, self._window, whole=whole))

    @Slot()
    def add_participant(self) -> None:
        """Enter a participant, and open the page of the one that was saved."""
        if self.workflows and (saved := self.workflows.add()) is not None:
            self.show_participant(saved)

    @Slot()
    def _export(self) -> None:
        """Export the facts of the participant whose page is open, else ask whose."""
        if self.session is None or self.workflows is None:
            return
        codes = {one.participant.code: one.id for one in self.session.participants()}
        if self._window.pages.currentWidget() is self.participant:
            shown = self.participant.participant_id
            if shown is not None:
                self.workflows.export(shown)
                return
        code, chosen = QInputDialog.getItem(
            self._window,
            self.tr("Export facts"),
            self.tr("Whose facts?"),
            list(codes),
            0,
            editable=False,
        )
        if chosen and code:
            self.workflows.export(codes[code])

    @Slot()
    def _about(self) -> None:
        show_about(self._window)

    @Slot(int)
    def _show_number(self, number: int) -> None:
        page = self._window.pages.widget(number)
        if page is not None:
            self._window.show_page(page)

    @Slot()
    def _look_at_clock(self) -> None:
        if self.session is not None:
            self.session.look_at_clock()

    @Slot()
    def _close(self) -> None:
        if self.session is not None:
            self.session.close()
            self.session = None
            self.workflows = None
        self._window.ribbon.hide()
        self._status.hide()
        self.menus.no_file_is_open()

    def _join_menus(self) -> None:
        menus = self.menus
        menus.new.triggered.connect(self.ask_new)
        menus.open.triggered.connect(self.ask_open)
        menus.demo.triggered.connect(self.open_demo)
        menus.leave.triggered.connect(self.leave)
        menus.export.triggered.connect(self._export)
        menus.add.triggered.connect(self.add_participant)
        menus.history.triggered.connect(self._show_history)
        menus.about.triggered.connect(self._about)
        menus.quit.triggered.connect(self._window.close)

    @Slot()
    def leave(self) -> None:
        """Close the open file or the demo, and offer the three ways in."""
        self._window.preferences.last_file = ""
        self.welcome()
