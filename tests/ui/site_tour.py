"""The screens of a real site file: accounts, passwords, backups, and what is wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from scheduler.core.history_text import HistoryLine
from scheduler.core.study import Study
from tests.backup_pictures import backup_screens
from tests.people import PASSWORD, PASSWORDS
from tests.ui.conftest import ANNA, BEA, clock
from tests.ui.dialog_data import nothing
from tests.ui.site import add_colleague, files, made, type_password, wait_until_checked
from tests.ui.tour import Stop, left_open, opened_window, settled, sidebar, states
from ui.desk import Desk
from ui.dialogs.bring_key import BringKeyDialog
from ui.dialogs.confirm_undo import ConfirmUndo
from ui.dialogs.recover import RecoverDialog
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.sign_in import SignInDialog
from ui.help_pages import HelpWindow
from ui.main_window import MainWindow
from ui.pages.doubt_page import DoubtPage
from ui.roles import Role
from ui.session import StudySite
from ui.troubles import Told, Trouble

CODE = "ABCDE-FGHJK-MNPQR-STVWX-YZ234"


def site_tour(study: Study, folder: Path) -> Iterator[Stop]:
    """Yield the pages of a file with nobody in it yet, and the dialogs on them."""
    path = folder / "PL03.cycledesk"
    _make(study, path)
    window = opened_window(folder)
    desk = Desk(window, clock, folder / "keys", PASSWORDS)
    with _signing_in():
        desk.open_file(path)
        yield settled("checking the records", "typical", window)
        wait_until_checked(desk)
    yield from _pages(desk, window)
    yield from _dialogs(desk, window)
    yield from _doors(study, path, window)
    desk.leave()
    yield from _troubles(path, window)
    for name, widget in backup_screens(window):
        yield settled(name.replace("_", " "), "typical", widget)
    window.hide()


def _make(study: Study, path: Path) -> None:
    site = StudySite(study=study.key, code="PL03", name="Test site", country="PL")
    session = made(study, path, clock, site, ANNA)
    add_colleague(session, BEA)
    session.close()


def _pages(desk: Desk, window: MainWindow) -> Iterator[Stop]:
    for name in sidebar(window):
        yield settled(name, "empty", window)
    desk.accounts.show_people()
    page = desk.accounts.page
    assert page is not None
    yield settled("people", "typical", window)
    page.view.selectRow(1)
    yield settled("people, one chosen", "typical", window)


def _dialogs(desk: Desk, window: MainWindow) -> Iterator[Stop]:
    page = desk.accounts.page
    assert page is not None
    line = desk.history.view.rows.model().index(0, 0).data(Role.VALUE)
    assert isinstance(line, HistoryLine)
    acts: dict[str, Callable[[], object]] = {
        "change password": desk.accounts.password.trigger,
        "new recovery code": desk.accounts.code.trigger,
        "add person": page.add.click,
        "change role": page.button("role").click,
        "reset password": page.button("reset").click,
        "disable account": page.button("disable").click,
        "profile to confirm": _in_status_bar(window).click,
        "before and after": lambda: desk.history.view.opened.emit(line),
    }
    for name, act in acts.items():
        with left_open() as opened:
            act()
        yield from states(name, opened[-1])
    desk.menus.help.show_first()
    yield from states("help", _top(HelpWindow))
    desk.accounts.idle.lock()
    locked = desk.accounts.idle.dialog
    assert locked is not None
    yield settled("locked", "typical", window)
    yield settled("unlock", "typical", locked)
    locked.password.entry.set_value(PASSWORD)
    locked.submit()


def _doors(study: Study, path: Path, window: MainWindow) -> Iterator[Stop]:
    """Yield what stands before a file that nobody has signed in to."""
    closed = files(study, path, clock).open(path)
    people = closed.attendance
    for name, dialog in {
        "sign in": SignInDialog(people, path.name, ANNA.name, window),
        "use the recovery code": RecoverDialog(people, ANNA.name, window),
        "bring the key": BringKeyDialog(path.name, nothing, window),
        "recovery code": RecoveryCodeDialog(CODE, path, window),
        "undo": ConfirmUndo("weight of PL03-0012", ["S000001 issue 1"], window),
    }.items():
        yield from states(name, dialog)
    closed.close()


def _troubles(path: Path, window: MainWindow) -> Iterator[Stop]:
    for trouble in Trouble:
        page = DoubtPage(path, [Told("Entry 3 was changed.", trouble)])
        window.add_page(page)
        window.show_page(page)
        page.look()
        yield settled(f"doubt, {trouble.name.lower()}", "error", window)


def _in_status_bar(window: MainWindow) -> QPushButton:
    """Return the button that offers to confirm the profile."""
    found = window.statusBar().findChildren(QPushButton)
    return next(one for one in found if one.isVisible())


def _top(kind: type[QDialog]) -> QDialog:
    tops = QApplication.topLevelWidgets()
    return next(one for one in tops if isinstance(one, kind) and one.isVisible())


@contextmanager
def _signing_in() -> Iterator[None]:
    def sign_in(dialog: QDialog) -> int:
        return type_password(dialog, ANNA.name)

    ordinary, QDialog.exec = QDialog.exec, sign_in  # type: ignore[method-assign]
    try:
        yield
    finally:
        QDialog.exec = ordinary  # type: ignore[method-assign]
