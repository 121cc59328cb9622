"""Signing in at the dialog: wrong, temporary, first and lost passwords."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from tests.people import OTHER_PASSWORD, PASSWORD, TEMPORARY
from tests.ui.conftest import ANNA, BEA, NOW
from tests.ui.dialog_data import settle
from tests.ui.site import add_colleague, files
from ui.dialogs.change_password import ChangePasswordDialog
from ui.dialogs.recover import RecoverDialog
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.dialogs.sign_in import SignInDialog
from ui.forms.result_line import Tone
from ui.session import Session


@pytest.fixture
def now() -> list[datetime]:
    return [NOW]


@pytest.fixture
def closed(
    session: Session, shipped_study: Study, site_file: Path, now: list[datetime]
) -> Iterator[Session]:
    """A file with Anna and Bea, opened, and nobody signed in."""
    add_colleague(session, BEA)
    session.close()
    found = files(shipped_study, site_file, lambda: now[0]).open(site_file)
    yield found
    found.close()


def shown(qtbot: QtBot, closed: Session, name: str) -> SignInDialog:
    dialog = SignInDialog(closed.attendance, "PL03.cycledesk", name, None)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


def typed(dialog: SignInDialog, password: str) -> None:
    dialog.password.entry.set_value(password)
    dialog.submit()
    settle()


def test_the_name_of_the_last_time_is_chosen_and_the_password_asked(
    qtbot: QtBot, closed: Session
):
    """R30"""
    dialog = shown(qtbot, closed, ANNA.name)
    assert dialog.who.value() == ANNA.name
    assert dialog.focusWidget() is dialog.password.entry.control()
    typed(dialog, PASSWORD)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert closed.person == ANNA


def test_what_is_typed_is_not_to_be_read_unless_asked(qtbot: QtBot, closed: Session):
    dialog = shown(qtbot, closed, ANNA.name)
    entry = dialog.password.entry
    entry.set_value(PASSWORD)
    line = entry.control()
    assert PASSWORD not in line.displayText()
    entry.reveal.click()
    assert line.displayText() == PASSWORD
    entry.reveal.click()
    assert PASSWORD not in line.displayText()


def test_after_a_wrong_password_the_button_counts_the_seconds(
    qtbot: QtBot, closed: Session, now: list[datetime]
):
    """R32: it says how long to wait, and takes the next one then."""
    dialog = shown(qtbot, closed, ANNA.name)
    typed(dialog, "not this one")
    assert "4 more attempts" in dialog.summary.text()
    assert dialog.password.value() is None
    assert not dialog.act.isEnabled()
    assert "2 s" in dialog.act.text()
    for _ in range(2):
        dialog.waiting.tick()
    assert dialog.act.isEnabled()
    now[0] += timedelta(seconds=2)
    typed(dialog, PASSWORD)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_locked_account_says_whom_to_ask(
    qtbot: QtBot, closed: Session, now: list[datetime]
):
    """R32, R37"""
    dialog = shown(qtbot, closed, BEA.name)
    for _ in range(5):
        now[0] += timedelta(minutes=2)
        dialog.act.setEnabled(True)
        typed(dialog, "not this one")
    assert "locked since 09:51 on 23-Nov-2026" in dialog.summary.text()
    assert "Ask Anna Kowalska to unlock it under People" in dialog.summary.text()


def test_a_temporary_password_asks_for_one_of_ones_own(qtbot: QtBot, closed: Session):
    """R37"""
    dialog = shown(qtbot, closed, BEA.name)
    assert not dialog.new.password.isVisible()
    typed(dialog, TEMPORARY)
    assert dialog.isVisible()
    assert dialog.new.password.isVisible()
    assert dialog.focusWidget() is dialog.new.password.entry.control()
    dialog.new.password.entry.set_value("short")
    dialog.new.again.entry.set_value("other")
    dialog.submit()
    assert "differ" in dialog.new.again.problem.text()
    for field in dialog.new.fields():
        field.entry.set_value("short")
    dialog.submit()
    assert "at least 12 characters" in dialog.summary.text()
    for field in dialog.new.fields():
        field.entry.set_value(OTHER_PASSWORD)
    dialog.submit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert closed.person == BEA


def test_leaving_asks_nothing_and_lets_nobody_in(qtbot: QtBot, closed: Session):
    """R30"""
    dialog = shown(qtbot, closed, ANNA.name)
    dialog.password.entry.set_value(PASSWORD)
    dialog.reject()
    assert not dialog.isVisible()
    with pytest.raises(LookupError):
        _ = closed.person


def test_the_recovery_code_is_not_taken_where_a_colleague_can_help(
    qtbot: QtBot, closed: Session
):
    """R37"""
    dialog = RecoverDialog(closed.attendance, BEA.name, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.code.entry.set_value("00000-00000-00000-00000-00000")
    for field in dialog.new.fields():
        field.entry.set_value(OTHER_PASSWORD)
    dialog.submit()
    assert "Anna Kowalska can give out a temporary password" in dialog.summary.text()


def test_one_changes_ones_own_password(qtbot: QtBot, session: Session):
    dialog = ChangePasswordDialog(session.attendance, None)
    qtbot.addWidget(dialog)
    dialog.show()
    for field, value in zip(
        (dialog.old, *dialog.new.fields()),
        (PASSWORD, OTHER_PASSWORD, OTHER_PASSWORD),
        strict=True,
    ):
        field.entry.set_value(value)
    dialog.submit()
    assert dialog.result() == QDialog.DialogCode.Accepted
    session.attendance.sign_out()
    session.attendance.sign_in(ANNA.name, OTHER_PASSWORD)


def test_the_recovery_code_stays_until_it_is_in_a_safe_place(
    qtbot: QtBot, session: Session, tmp_path: Path
):
    """R37, F47"""
    code = session.attendance.recovery_code
    dialog = RecoveryCodeDialog(code, tmp_path / "site" / "PL03.cycledesk", None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.shown.text() == code
    dialog.reject()
    assert dialog.isVisible()
    assert "shown once" in dialog.said.text()
    dialog.save_to(tmp_path / "code.txt")
    assert code in (tmp_path / "code.txt").read_text(encoding="utf-8")
    assert (tmp_path / "code.txt").stat().st_mode & 0o077 == 0
    dialog.kept.setChecked(True)
    dialog.done_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_code_takes_no_other_place_than_that_of_a_text(
    qtbot: QtBot, session: Session, tmp_path: Path
):
    """F47, R56: whole, for its owner alone, and never in the place of a site file."""
    assert session.path
    before = session.path.read_bytes()
    dialog = RecoveryCodeDialog("ABCD-2345", session.path, None)
    qtbot.addWidget(dialog)
    dialog.save_to(session.path)
    assert session.path.read_bytes() == before
    open_to_all = tmp_path / "code.txt"
    open_to_all.write_text("an older one")
    open_to_all.chmod(0o644)
    dialog.save_to(open_to_all)
    assert "ABCD-2345" in open_to_all.read_text(encoding="utf-8")
    assert open_to_all.stat().st_mode & 0o077 == 0
    dialog.save_to(tmp_path / "gone" / "code.txt")
    assert dialog.said.tone is Tone.WRONG
    assert "choose another folder" in dialog.said.text()


def test_the_code_is_not_to_be_kept_beside_the_file(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
):
    """R37, F47: who takes the folder would have both."""
    assert session.path
    dialog = RecoveryCodeDialog(
        session.attendance.recovery_code or "", session.path, None
    )
    qtbot.addWidget(dialog)
    dialog.show()
    asked: list[str] = []

    def ask(_parent: object, title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.extend((title, start))
        return str(session.path.parent / "code.txt"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setenv("HOME", str(session.path.parent))
    dialog.save()
    assert "away from the site file" in asked[0]
    assert Path(asked[1]).parent != session.path.parent
    assert dialog.said.tone is Tone.WARNING
    assert "beside the site file" in dialog.said.text()
