"""Opening site files in tests of the window, and signing in on them."""

from pathlib import Path
from time import sleep

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from scheduler.clock import Clock
from scheduler.core.study import Study
from tests.keys import keys_of
from tests.people import OTHER_PASSWORD, PASSWORD, PASSWORDS, TEMPORARY
from tests.ui.dialog_data import settle
from ui.desk import Desk
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.sign_in import SignInDialog
from ui.session import Person, Session, StudySite
from ui.site_files import SiteFiles


def files(study: Study, path: Path, clock: Clock) -> SiteFiles:
    """Return what opens files, with the keys beside one of them."""
    return SiteFiles(study=study, keys=keys_of(path), clock=clock, passwords=PASSWORDS)


def made(
    study: Study, path: Path, clock: Clock, site: StudySite, person: Person
) -> Session:
    """Make a site file, its first person signed in."""
    return files(study, path, clock).create(path, site, person, PASSWORD)


def opened(study: Study, path: Path, clock: Clock, name: str = "") -> Session:
    """Open a site file; sign in who is named."""
    found = files(study, path, clock).open(path)
    if name:
        found.attendance.sign_in(name, PASSWORD)
    return found


def open_at(desk: Desk, path: Path) -> None:
    """Open a site file at the window, and wait until its records were looked at."""
    desk.open_file(path)
    wait_until_checked(desk)


def wait_until_checked(desk: Desk) -> None:
    """Let the window go on until the verification in its thread has ended."""
    for _ in range(12_000):
        QApplication.processEvents()
        if not desk.guard.checking:
            break
        sleep(0.005)
    assert not desk.guard.checking
    settle()


def add_colleague(session: Session, person: Person) -> None:
    """Enter an account for somebody who has not signed in yet."""
    session.write(lambda store, by: store.add_person(person, TEMPORARY, by=by))


def joined(study: Study, path: Path, clock: Clock, name: str) -> Session:
    """Open a site file for somebody who was entered, with a new password."""
    found = files(study, path, clock).open(path)
    found.attendance.sign_in(name, TEMPORARY, OTHER_PASSWORD)
    return found


def type_password(dialog: QDialog, name: str, password: str = PASSWORD) -> int:
    """Sign in at the dialog as a person does; return what came of it."""
    assert isinstance(dialog, SignInDialog)
    dialog.show()
    dialog.who.entry.set_value(name)
    dialog.password.entry.set_value(password)
    dialog.submit()
    result = dialog.result()
    dialog.hide()
    if dialog.parentWidget() is not None:
        dialog.parentWidget().activateWindow()
    return result


def sign_in_at_dialogs(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let every dialog that opens be one to sign in, and let somebody do so."""

    def answer(dialog: QDialog) -> int:
        if isinstance(dialog, RecoveryCodeDialog):
            dialog.kept.setChecked(True)
            dialog.done_button.click()
            return dialog.result()
        return type_password(dialog, name)

    monkeypatch.setattr(QDialog, "exec", answer)
