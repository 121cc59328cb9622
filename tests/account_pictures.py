"""The screens of accounts, History and doubt, on a real site file.

They are made for ``tests.pictures``: people of every role, a history of some days, a
screen that is locked, and a file that cannot be trusted.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QDialog, QWidget

import resources
from scheduler.core.facts import (
    Booking,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    Weight,
)
from scheduler.core.study_text import read_study
from scheduler.store.recovery import Left
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS, TEMPORARY
from tests.ui.elsewhere import BASELINE
from tests.ui.site import add_colleague, files, wait_until_checked
from ui.desk import Desk
from ui.dialogs.bring_key import BringKeyDialog
from ui.dialogs.change_password import ChangePasswordDialog
from ui.dialogs.recover import RecoverDialog
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.sign_in import SignInDialog
from ui.help_pages import HelpWindow
from ui.main_window import MainWindow
from ui.pages.doubt_page import DoubtPage
from ui.preferences import Preferences
from ui.session import ParticipantId, Person, Role, Session, StudySite
from ui.troubles import Told, Trouble

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
ANNA = Person(name="Anna Kowalska", initials="AK", role=Role.COORDINATOR)
COLLEAGUES = (
    Person(name="Bartosz Nowak", initials="BN", role=Role.INVESTIGATOR),
    Person(name="Chiara Rossi", initials="CR", role=Role.MONITOR),
    Person(name="Dmytro Shevchenko", initials="DS", role=Role.PHARMACIST),
    Person(name="Li Na", initials="LN", role=Role.COORDINATOR),
)
STUDY = read_study(
    resources.path("studies", "js001-027-iii-hcc.toml").read_text(encoding="utf-8")
)
CODE = "7QK2-M9XH-RTWD-4NPA-E6VC-8ZJF"
DAMAGE = "This file is damaged (row 65 missing from index people_name)."
Screens = Iterator[tuple[str, QWidget]]


def account_screens(size: QSize) -> Screens:
    """Yield every screen about people, History and doubt with its name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "PL03.cycledesk"
        _fill(path)
        window = MainWindow(
            Preferences(QSettings(os.devnull, QSettings.Format.IniFormat))
        )
        window.resize(size)
        window.show()
        yield from _doors(window, path)
        later = NOW + timedelta(minutes=10)  # a wrong password makes everybody wait
        desk = Desk(window, lambda: later, keys_of(path).folder, PASSWORDS)
        with answered_by(_sign_in):
            desk.open_file(path)
            wait_until_checked(desk)
        yield from _people(desk, window)
        yield from _history(desk, window)
        yield from _locked(desk, window)
        desk.leave()
        yield from _doubt(window, path)
        window.hide()


def _fill(path: Path) -> None:
    """Make a file with some people and two days of work."""
    at = [NOW - timedelta(days=3)]
    site = StudySite(study=STUDY.key, code="PL03", name="Krakow", country="PL")
    session = files(STUDY, path, lambda: at[0]).create(path, site, ANNA, PASSWORD)
    for person in COLLEAGUES:
        add_colleague(session, person)
    whose = _participant(session, "PL03-0012", at)
    _participant(session, "PL03-0021", at)
    _work(session, whose, at)
    session.close()


def _participant(session: Session, code: str, at: list[datetime]) -> ParticipantId:
    at[0] += timedelta(minutes=7)
    first = Participant(code=code, first_day_1=NOW.date() - timedelta(days=42))
    [number] = session.write(
        lambda store, by: store.add_participant(first, BASELINE, by=by)
    ).participants
    return number


def _work(session: Session, whose: ParticipantId, at: list[datetime]) -> None:
    day = NOW.date() - timedelta(days=21)
    given = InfusionRecord(cycle=2, on=day, outcome=InfusionOutcome.GIVEN)
    session.write(lambda store, by: store.record_fact(whose, given, by=by))
    at[0] += timedelta(days=1, minutes=12)
    weight = next(one for one in session.facts(whose) if isinstance(one.fact, Weight))
    lighter = Weight(on=weight.fact.on, grams=59_550, baseline=True)
    session.write(
        lambda store, by: store.correct_fact(
            weight.id, weight.ver, lighter, reason="scale read again", by=by
        )
    )
    moved = Booking(visit="C3D1", on=NOW.date(), reason="transport")
    session.write(lambda store, by: store.book_visit(whose, moved, by=by))
    told = (
        ("place", "/media/anna/STICK/backups of PL03"),
        ("file", "PL03_20261123T074100Z_before-restore.cycledesk-backup"),
        ("entry", "64"),
    )
    session.write(lambda store, by: store.record_event("export", told, by=by))


def _doors(window: MainWindow, path: Path) -> Screens:
    """Yield what is asked before anybody sees a file."""
    session = files(STUDY, path, lambda: NOW).open(path)
    dialog = SignInDialog(session.attendance, path.name, ANNA.name, window)
    yield "sign_in", shown(dialog)
    dialog.password.entry.set_value("not my password")
    dialog.submit()
    yield "sign_in_refused", dialog
    dialog.hide()
    dialog = SignInDialog(session.attendance, path.name, "Li Na", window)
    dialog.show()
    dialog.password.entry.set_value(TEMPORARY)
    dialog.submit()
    yield "sign_in_first_time", dialog
    dialog.hide()
    for name, made in (
        ("recover", RecoverDialog(session.attendance, ANNA.name, window)),
        ("bring_key", BringKeyDialog(path.name, lambda _code: None, window)),
        ("recovery_code", RecoveryCodeDialog(CODE, path, window)),
    ):
        yield name, shown(made)
        made.hide()
    session.close()


def _people(desk: Desk, window: MainWindow) -> Screens:
    """Yield the page of people and what is asked there."""
    desk.accounts.show_people()
    page = desk.accounts.page
    assert page is not None
    page.view.selectRow(2)
    yield "people", window
    acts: dict[str, Callable[[], object]] = {
        "add_person": page.add.click,
        "change_role": page.button("role").click,
        "disable_account": page.button("disable").click,
        "reset_password": page.button("reset").click,
        "confirm_profile": desk._status.confirmed.click,  # noqa: SLF001
    }
    for name, act in acts.items():
        taken: list[QDialog] = []
        with answered_by(lambda dialog, taken=taken: taken.append(shown(dialog)) or 0):
            act()
        yield name, taken[0]
        taken[0].hide()
    session = desk.session
    assert session is not None
    yield "change_password", shown(ChangePasswordDialog(session.attendance, window))


def _history(desk: Desk, window: MainWindow) -> Screens:
    """Yield History, one save, and a page of help."""
    window.show_page(desk.history)
    yield "history", window
    rows = desk.history.view.rows
    taken: list[QDialog] = []
    with answered_by(lambda dialog: taken.append(shown(dialog)) or 0):
        rows.setCurrentIndex(rows.model().index(5, 0))
        rows.activated.emit(rows.currentIndex())
    yield "before_and_after", taken[0]
    taken[0].hide()
    desk.menus.help.show_first()
    [shown_help] = window.findChildren(HelpWindow)
    yield "help", shown_help
    shown_help.hide()


def _locked(desk: Desk, window: MainWindow) -> Screens:
    """Yield the window while nobody is there, and what is asked then."""
    desk.accounts.idle.lock()
    dialog = desk.accounts.idle.dialog
    assert dialog is not None
    yield "locked", window
    yield "unlock", dialog
    dialog.reject()
    yield "unlock_for_another", dialog
    dialog.decline()
    dialog.password.entry.set_value(PASSWORD)
    dialog.submit()


def _doubt(window: MainWindow, path: Path) -> Screens:
    """Yield what is shown of a file that is damaged, and of an older copy."""
    left = Left(readable=("PL03-0012",), lost=("PL03-0021",), facts={"PL03-0012": 41})
    for name, trouble in (("damaged", Trouble.DAMAGED), ("older", Trouble.OLDER)):
        page = DoubtPage(path, [Told(DAMAGE, trouble)])
        page.show_left(left)
        window.clear_pages()
        window.add_page(page)
        window.show_page(page)
        yield f"doubt_{name}", window


def _sign_in(dialog: QDialog) -> int:
    if isinstance(dialog, SignInDialog):
        dialog.show()
        dialog.who.entry.set_value(ANNA.name)
        dialog.password.entry.set_value(PASSWORD)
        dialog.submit()
        dialog.hide()
    return dialog.result()


@contextmanager
def answered_by(answer: Callable[[QDialog], int]) -> Iterator[None]:
    """Answer every dialog without waiting."""
    ordinary, QDialog.exec = QDialog.exec, answer
    try:
        yield
    finally:
        QDialog.exec = ordinary


def shown(dialog: QDialog) -> QDialog:
    """Show a dialog without waiting for an answer."""
    dialog.show()
    return dialog
