"""The menu of whoever is signed in: the own password, people, lock, sign out."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu

from scheduler.clock import Clock
from scheduler.core.dates import clinical_date
from ui.dialogs.accounts import (
    AccountDialog,
    AddPersonDialog,
    Answered,
    Asked,
)
from ui.dialogs.asking import ask
from ui.dialogs.change_password import ChangePasswordDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.prompts import keep_prompts
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.renew_code import RenewCodeDialog
from ui.idle_lock import IdleLock
from ui.main_window import MainWindow
from ui.pages.people_page import PeoplePage
from ui.preferences import LOCK_MINUTES
from ui.session import Account, Changes, Person, Right, Session, Store, Writer

Write = Callable[[Store, Writer], Changes]


class AccountMenu(QObject):
    """What concerns people and their accounts, for the file that is open.

    Args:
        window: whose menu bar and pages are used.
        clock: where the time comes from.

    Attributes:
        idle: locks the screen.

    Signals:
        switch_asked: the person goes, and somebody else may sign in.
    """

    switch_asked = Signal()

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self.page: PeoplePage | None = None
        self.idle = IdleLock(lambda: window.preferences.lock_minutes, clock, window)
        self.password = self._action(self.tr("&Change my password\u2026"))
        self.people = self._action(self.tr("&People\u2026"), "Ctrl+Shift+P")
        self.code = self._action(self.tr("New &recovery code\u2026"))
        self.lock = self._action(self.tr("&Lock now"), "Ctrl+Alt+L")
        self.after = self._action(self.tr("Lock &after\u2026"))
        self.leave = self._action(self.tr("&Sign out or switch user"), "Ctrl+Shift+L")
        self._join()
        self.end()

    def begin(self, session: Session) -> None:
        """Serve the person who has signed in."""
        self._session = session
        self.page = PeoplePage(session)
        self.page.asked.connect(self._act)
        self.page.add_asked.connect(self._add)
        self._window.add_page(self.page)
        self.idle.begin(session)
        demo = self.tr("The demo signs in by itself") if session.demo else ""
        self._allow(demo)

    def end(self) -> None:
        """Serve nobody: no file is open."""
        self.idle.end()
        self._session, self.page = None, None
        self._allow(self.tr("Open a site file first"))

    @Slot()
    def show_people(self) -> None:
        """Show everybody who has an account."""
        if self.page is not None:
            self._window.show_page(self.page)

    @Slot()
    def change_password(self) -> None:
        """Ask for another password of one's own."""
        if self._session is not None:
            dialog = ChangePasswordDialog(self._session.attendance, self._window)
            if ask(dialog):
                self._window.say_saved(self.tr("Your password is changed."))

    @Slot()
    def renew_code(self) -> None:
        """Make a new recovery code, and show it once as the first was."""
        session = self._session
        if session is None or session.path is None:
            return
        dialog = RenewCodeDialog(session.attendance, self._window)
        if ask(dialog):
            words = self.tr(
                "Made on {date}. Backups that were made before it open with the "
                "code that counted then."
            )
            since = words.format(date=clinical_date(session.today()))
            path = session.path
            ask(RecoveryCodeDialog(dialog.code, path, self._window, since=since))

    @Slot()
    def ask_minutes(self) -> None:
        """Ask after how many minutes the screen is locked; never is no answer."""
        preferences = self._window.preferences
        found, chosen = QInputDialog.getInt(
            self._window,
            self.tr("Lock the screen"),
            self.tr("Minutes without a key or the mouse:"),
            preferences.lock_minutes,
            min(LOCK_MINUTES),
            max(LOCK_MINUTES),
        )
        if chosen:
            preferences.lock_minutes = found

    @Slot()
    def _add(self) -> None:
        def add(person: Person, password: str) -> None:
            self._write(lambda store, by: store.add_person(person, password, by=by))

        dialog = AddPersonDialog(add, self._window)
        if ask(dialog):
            self._keep(dialog)
            self._window.say_saved(self.tr("The person is added."))

    @Slot(str, object)
    def _act(self, name: str, account: Account) -> None:
        """Ask for a reason, and do what was asked."""
        asked, write = self._kinds(account)[name]
        dialog = AccountDialog(asked, lambda said: self._write(write(said)), None)
        dialog.setParent(self._window, dialog.windowFlags())
        if ask(dialog):
            self._keep(dialog)
            words = self.tr("Saved: {what}, {name}")
            said = words.format(what=asked.title, name=account.person.name)
            self._window.say_saved(said)

    def _keep(self, dialog: FormDialog) -> None:
        if self._session is not None:
            keep_prompts(self._session, dialog.prompts)

    def _write(self, write: Write) -> None:
        if self._session is not None:
            self._session.write(write)

    def _kinds(
        self, account: Account
    ) -> dict[str, tuple[Asked, Callable[[Answered], Write]]]:
        """Return each thing that can be done: what is asked, and the write."""
        who, name = (account.id, account.ver), account.person.name
        return {
            "role": (
                Asked(
                    title=self.tr("Change the role"),
                    act=self.tr("&Change role"),
                    words=self.tr(
                        "{name} has the new role at once, and signs in again."
                    ).format(name=name),
                    reasons=(self.tr("new task at the site"),),
                    role=account.person.role,
                ),
                lambda said: (
                    lambda store, by: store.change_role(
                        *who, said.role, reason=said.reason, by=by
                    )
                ),
            ),
            "reset": (
                Asked(
                    title=self.tr("Reset the password"),
                    act=self.tr("&Reset password"),
                    words=self.tr(
                        "The present password of {name} ends. Make sure that it is "
                        "{name} who asks."
                    ).format(name=name),
                    reasons=(self.tr("forgotten"), self.tr("known to others")),
                    new_password=True,
                ),
                lambda said: (
                    lambda store, by: store.reset_password(
                        account.id, said.password, reason=said.reason, by=by
                    )
                ),
            ),
            "unlock": (
                Asked(
                    title=self.tr("Unlock the account"),
                    act=self.tr("&Unlock"),
                    words=self.tr(
                        "Five wrong passwords were typed for {name}. Make sure that it "
                        "was {name} who typed them."
                    ).format(name=name),
                    reasons=(self.tr("typed wrongly"),),
                ),
                lambda said: (
                    lambda store, by: store.unlock_account(
                        account.id, reason=said.reason, by=by
                    )
                ),
            ),
            "disable": (
                Asked(
                    title=self.tr("Disable the account"),
                    act=self.tr("&Disable"),
                    words=self.tr(
                        "{name} can do nothing more at once, wherever signed in. What "
                        "{name} recorded stays, under this name."
                    ).format(name=name),
                    reasons=(self.tr("left the site"), self.tr("absent for long")),
                ),
                lambda said: (
                    lambda store, by: store.disable_person(
                        *who, reason=said.reason, by=by
                    )
                ),
            ),
            "enable": (
                Asked(
                    title=self.tr("Enable the account"),
                    act=self.tr("&Enable"),
                    words=self.tr("{name} can sign in again.").format(name=name),
                    reasons=(self.tr("came back to the site"),),
                ),
                lambda said: (
                    lambda store, by: store.enable_person(
                        *who, reason=said.reason, by=by
                    )
                ),
            ),
        }

    def _allow(self, why: str) -> None:
        for action in (self.password, self.people, self.lock, self.after, self.leave):
            _set(action, why)
        self._why = why
        self._allow_code()

    @Slot()
    def _allow_code(self) -> None:
        """Let a code be made by who looks after accounts, which may change."""
        why = self._why
        if not why and self._session is not None:
            why = self._session.attendance.why_not(Right.PEOPLE)
        _set(self.code, why)

    def _join(self) -> None:
        menu = QMenu(self.tr("&Account"), self._window)
        menu.setToolTipsVisible(True)
        menu.addActions([self.password, self.people, self.code])
        menu.aboutToShow.connect(self._allow_code)
        menu.addSeparator()
        menu.addActions([self.lock, self.after])
        menu.addSeparator()
        menu.addAction(self.leave)
        bar = self._window.menuBar()
        last = bar.actions()[-1] if bar.actions() else None
        bar.insertMenu(last, menu)  # type: ignore[arg-type]
        self.password.triggered.connect(self.change_password)
        self.people.triggered.connect(self.show_people)
        self.code.triggered.connect(self.renew_code)
        self.lock.triggered.connect(self.idle.lock)
        self.after.triggered.connect(self.ask_minutes)
        self.leave.triggered.connect(self.switch_asked)
        self.idle.given_up.connect(self.switch_asked)

    def _action(self, text: str, key: str = "") -> QAction:
        action = QAction(text, self._window)
        if key:
            action.setShortcut(QKeySequence(key))
        return action


def _set(action: QAction, why: str) -> None:
    action.setEnabled(not why)
    action.setStatusTip(why)
    action.setToolTip(why or action.text().replace("&", ""))
