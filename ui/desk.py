"""Opens a file at the window and joins its pages to what people can do."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

import resources
from scheduler.clock import Clock
from scheduler.core.study_text import read_study
from scheduler.errors import CycleDeskError
from ui.about import show_about
from ui.account_menu import AccountMenu
from ui.dialogs.asking import ask
from ui.dialogs.new_site import NewSiteDialog
from ui.doorway import Doorway
from ui.guard import Guard
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.pages.doubt_page import DoubtPage
from ui.pages.shortcuts import ShortcutsList
from ui.pages.welcome_page import WelcomePage
from ui.places import documents
from ui.recovery import helps
from ui.session import ParticipantId, Person, Session, StudySite
from ui.site_files import KeyMissingError, Keyring, Passwords, SiteFiles, told
from ui.site_pages import SitePages
from ui.status_line import StatusLine
from ui.troubles import Told
from ui.watch import Watch
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

    Signals:
        restore_requested: the path of a file that cannot be trusted.
        opened: the session in which somebody has signed in.
        leaving: the session that is about to be closed.
    """

    restore_requested = Signal(object)
    opened, leaving = Signal(object), Signal(object)

    def __init__(
        self, window: MainWindow, clock: Clock, keys: Path, passwords: Passwords
    ) -> None:
        super().__init__(window)
        self._window = window
        self._study = read_study(
            resources.path("studies", PROFILE).read_text(encoding="utf-8")
        )
        self.files = SiteFiles(
            study=self._study, keys=Keyring(keys), clock=clock, passwords=passwords
        )
        self.doorway = Doorway(window)
        self.session: Session | None = None
        self.workflows: Workflows | None = None
        self._pages: SitePages | None = None
        self.menus = Menus(window)
        self.guard = Guard(window, self.menus.leave)
        self.guard.passed.connect(self._admit)
        self.guard.doubted.connect(self._doubt)
        self.accounts = AccountMenu(window, clock)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_at_clock)
        self._timer.start(A_MINUTE_MS)
        window.closing.connect(self._close)
        window.page_chosen.connect(window.show_number)
        self._join_menus()
        self._status = StatusLine(window)
        self.watch = Watch(window, self._status)
        self.watch.reopening_asked.connect(self.switch_user)

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
        page.restore_requested.connect(self.menus.restore.trigger)
        self._window.clear_pages()
        self._window.add_page(page)
        self._window.show_page(page)
        page.new.setFocus()

    @Slot()
    def open_demo(self) -> None:
        """Show the invented participants; no file is touched."""
        self._begin_session(self.files.demo)

    def open_file(self, path: Path) -> None:
        """Look at the records of a site file, then ask who is there."""
        try:
            session = self.files.open(path)
        except KeyMissingError as error:
            bring = partial(self.files.bring_key, path)
            if self.doorway.bring_key(path.name, bring):
                self.open_file(path)
            else:
                self._refuse(path, error)
            return
        except CycleDeskError as error:
            self._refuse(path, error)
            return
        self.menus.file_is_covered(self.tr("The records are being checked."))
        self.guard.begin(session, lambda: self.files.findings(path))

    @Slot(object)
    def _admit(self, session: Session) -> None:
        """Ask who is there, now that the records were looked at."""
        copies = session.read(lambda store: store.database.copy_of)
        if self._begin_session(lambda: session) and not copies:
            self._window.preferences.last_file = str(session.path)

    def _refuse(self, path: Path, error: CycleDeskError) -> None:
        if helps(path, error):
            self._doubt(path, (told(error),))
            return
        if self.session is None:
            self.welcome()
        self._window.show_message(wording(error))

    @Slot(object, object)
    def _doubt(self, path: Path, findings: tuple[Told, ...]) -> None:
        """Show nothing of a file but what is wrong with it, and the ways out."""
        if self.session is not None:
            self._file_is_open(self.session)
            words = self.tr(
                "{path} cannot be trusted, so it was not opened: {finding} Restore a "
                "backup of it, or call support."
            )
            finding = findings[0].sentence
            self._window.show_message(words.format(path=path, finding=finding))
            return
        page = DoubtPage(path, findings)
        page.restore_requested.connect(self.restore_requested)
        page.close_requested.connect(self.leave)
        page.open_requested.connect(self.ask_open)
        page.look()
        self._window.clear_pages()
        self._window.add_page(page)
        self._window.show_page(page)

    @Slot()
    def ask_new(self) -> None:
        """Ask for a site, a person and a folder, and make the file."""
        study, make = self._study.key, self._create
        dialog = NewSiteDialog(study, documents(), SUFFIX, make, self._window)
        if ask(dialog) and self.session is not None:
            self.doorway.greet(self.session)

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
        session = self.files.create(path, site, person, password)
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
                self.doorway.greet(session)
                return True
        except CycleDeskError as error:
            said = wording(error)
        if session is not None:
            session.close()
        if self.session is None or self.session is session:
            self.welcome()
        else:
            self._file_is_open(self.session)
        if said:
            self._window.show_message(said)
        return False

    def _attach(self, session: Session) -> None:
        self._close()
        self.session = session
        self._window.clear_pages()
        self._window.ribbon.setVisible(session.demo)
        self._add_pages(session)
        self._status.show_session(session)
        self._file_is_open(session)
        self.accounts.begin(session)
        self.watch.begin(session)
        self.opened.emit(session)

    def _file_is_open(self, session: Session) -> None:
        self.menus.file_is_open(session)
        if self._pages is not None:
            self._pages.offer_undo()

    def _add_pages(self, session: Session) -> None:
        self._pages = pages = SitePages(session, self._window, self.menus)
        self.workflows = pages.workflows
        self.today, self.participants = pages.today, pages.participants
        self.participant, self.history = pages.participant, pages.history

    @Slot(int)
    def show_participant(self, participant_id: ParticipantId) -> None:
        """Open one participant's page."""
        if self._pages is not None:
            self._pages.show_participant(participant_id)

    @Slot()
    def add_participant(self) -> None:
        """Enter a participant, and open the page of the one that was saved."""
        if self._pages is not None:
            self._pages.add_participant()

    @Slot()
    def _look_at_clock(self) -> None:
        if self.session is not None:
            self.session.look_at_clock()

    @Slot()
    def _close(self) -> None:
        self.guard.stop()
        self.watch.stop()
        self.accounts.end()
        if self.session is not None:
            self.leaving.emit(self.session)
            self.session.close()
            self.session = None
            self.workflows = None
        if self._pages is not None:
            self._pages.deleteLater()
            self._pages = None
        self._window.ribbon.hide()
        self._status.hide()
        self.menus.no_file_is_open()

    def _join_menus(self) -> None:
        menus = self.menus
        self.accounts.switch_asked.connect(self.switch_user)
        menus.new.triggered.connect(self.ask_new)
        menus.open.triggered.connect(self.ask_open)
        menus.demo.triggered.connect(self.open_demo)
        menus.leave.triggered.connect(self.leave)
        menus.keys.triggered.connect(lambda: ask(ShortcutsList(self._window)))
        menus.about.triggered.connect(lambda: show_about(self._window))
        menus.quit.triggered.connect(self._window.close)

    @Slot()
    def switch_user(self) -> None:
        """Sign out, show nothing of the file, and ask who is there."""
        path = self.session.path if self.session else None
        self.welcome()
        if path:
            self.open_file(path)

    @Slot()
    def leave(self) -> None:
        """Close the open file or the demo, and offer the three ways in."""
        self._window.preferences.last_file = ""
        self.welcome()
