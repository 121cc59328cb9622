"""Backups and the way back, joined to the desk."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from scheduler.core.dates import clinical_date
from ui.automatic_backups import AutomaticBackups
from ui.backups import Backups, Kind
from ui.desk import Desk
from ui.dialogs.asking import ask
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.restore_wizard import RestoreWizard
from ui.main_window import MainWindow
from ui.pages.backups_page import BackupsPage
from ui.pages.recovery_page import RecoveryPage
from ui.recovery import Recovery
from ui.restoring import Restored, Restoring, Workplace
from ui.session import Session

NOTICE, RESTORED = "backups", "restored"
A_MINUTE_MS = 60_000


class Safekeeping(QObject):
    """Looks after the backups of the open file, and leads back to one.

    Args:
        desk: opens and closes files.
        window: where it is said and asked.
        automatic: False to take backups on request only.

    Attributes:
        backups: takes them.
    """

    def __init__(
        self, desk: Desk, window: MainWindow, *, automatic: bool = True
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._page: BackupsPage | None = None
        self._damaged: Path | None = None
        self._silenced: tuple[date, str] | None = None
        self.backups = Backups(desk.files.keys.folder, window.preferences, self)
        self._automatic = AutomaticBackups(self.backups, window) if automatic else None
        self._timer = QTimer(self, interval=A_MINUTE_MS)
        self._timer.timeout.connect(self.warn)
        self._connect()

    @Slot()
    def warn(self) -> None:
        """Say what stands against the backups, until it no longer does."""
        session = self._desk.session
        if session is None or session.demo:
            return
        said, today = " ".join(self.backups.warnings()), session.clock().date()
        if not said or self._silenced == (today, said):
            self._window.standing.take(NOTICE)
            return
        self._window.standing.put(
            NOTICE,
            said,
            "warning",
            (self.tr("Back up now"), self._back_up),
            (self.tr("Show backups"), self.show_page),
            (self.tr("Not today"), lambda: self._silence(today, said)),
        )

    @Slot()
    def show_page(self) -> None:
        """Show the page with the backups of the open file."""
        if self._page is not None:
            self._window.show_page(self._page)

    @Slot()
    def choose_restore(self) -> None:
        """Restore a backup that is to be chosen."""
        self.restore(None)

    @Slot(object)
    def restore(self, backup: Path | None) -> None:
        """Restore a backup in three steps; nothing is changed before the last."""
        session = self._desk.session
        target = session.path if session else self._damaged
        if session is not None and self.backups.has_changed():
            self.backups.begin(Kind.RESTORE)
        files = self._desk.files
        restoring = Restoring(
            Workplace(
                keys=files.keys,
                passwords=files.passwords,
                study=files.study,
                clock=files.clock,
            )
        )
        wizard = RestoreWizard(restoring, backup, target, self._window)
        try:
            ask(wizard)
            outcome = wizard.outcome
        finally:
            restoring.close()
        if outcome is not None:
            self._go_on(outcome)

    @Slot(object)
    def _opened(self, session: Session) -> None:
        """Look after a file from now on; its records were found good."""
        self._damaged, self._silenced = None, None
        self.backups.watch(session)
        if session.demo:
            return
        self._page = BackupsPage(self.backups)
        self._page.restore_requested.connect(self.restore)
        self._page.passphrase_requested.connect(self._ask_passphrase)
        self._window.add_page(self._page)
        self._timer.start()
        if self._automatic is not None and not session.read_only:
            self._automatic.opened()
        self.warn()

    @Slot(object)
    def _leaving(self, session: Session) -> None:
        """Take a last backup, unless another file lies in its place already."""
        self._timer.stop()
        if self._automatic is not None and not session.demo:
            self._automatic.leaving()
        self.backups.watch(None)
        self._page = None
        self._window.standing.take(NOTICE)

    @Slot(object)
    def _recover(self, path: Path) -> None:
        """Lead from a file that cannot be trusted to a backup."""
        self._damaged = path
        files = self._desk.files
        page = RecoveryPage(path, files.clock().tzinfo)
        second = self._window.preferences.second_place
        recovery = Recovery(path, second, files.keys, page)
        recovery.found.connect(page.show_findings)
        page.restore_requested.connect(self.restore)
        page.close_requested.connect(self._leave_damaged)
        self._window.clear_pages()
        self._window.add_page(page)
        self._window.show_page(page)
        recovery.begin()

    @Slot()
    def _leave_damaged(self) -> None:
        self._damaged = None
        self._desk.leave()

    def _go_on(self, outcome: Restored) -> None:
        """Open the restored file, and say where the one of before is."""
        if self._automatic is not None:
            self._automatic.stop()
        said = [self.tr("The backup was restored.")]
        if outcome.aside is not None:
            words = self.tr("The file of before is {name}.")
            said.append(words.format(name=outcome.aside.name))
        if outcome.recovery_code:
            words = self.tr("Write down the recovery code of this file: {code}")
            said.append(words.format(code=outcome.recovery_code))
        self._desk.welcome()
        done = self.tr("OK"), lambda: self._window.standing.take(RESTORED)
        self._window.standing.put(RESTORED, " ".join(said), "info", done)
        self._desk.open_file(outcome.path)

    @Slot()
    def _ask_passphrase(self) -> None:
        if ask(PassphraseDialog(self.backups.protect, self._window)) and self._page:
            self._page.look()

    @Slot()
    def _back_up(self) -> None:
        self.backups.begin(Kind.REQUESTED)

    def _silence(self, today: date, said: str) -> None:
        """Say it no more today; tomorrow, or for another reason, it is said again."""
        self._silenced = (today, said)
        self._window.standing.take(NOTICE)
        words = self.tr("The warning about backups comes back after {day}.")
        self._window.say_saved(words.format(day=clinical_date(today)))

    def _connect(self) -> None:
        desk = self._desk
        desk.opened.connect(self._opened)
        desk.leaving.connect(self._leaving)
        desk.restore_requested.connect(self._recover)
        desk.menus.backups.triggered.connect(self.show_page)
        desk.menus.restore.triggered.connect(self.choose_restore)
        self.backups.finished.connect(self.warn)
