"""Two people put their names to the profile, each after reading its values."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTableWidget
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from scheduler.store.people_errors import WrongPasswordError
from tests.people import OTHER_PASSWORD, PASSWORD
from tests.ui.dialog_data import save_by_keys, show
from tests.ui.elsewhere import Answer
from ui.attendance import Meaning, Signature, Subject
from ui.confirming import Confirming
from ui.dialogs.confirm_profile import ConfirmProfileDialog
from ui.forms.result_line import WrappedLabel
from ui.main_window import MainWindow
from ui.profile import profile_digest
from ui.session import Role, Session
from ui.status_line import StatusLine

SIGNED = Signature(
    person="B. Nowak",
    role=Role.INVESTIGATOR,
    meaning=Meaning.CONFIRMED,
    subject=Subject.PROFILE,
    digest="0" * 64,
    at=datetime.fromisoformat("2026-11-20T09:00:00+01:00"),
)


class Signing:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []

    def sign(self, password: str, reason: str | None) -> None:
        self.asked.append((password, reason))
        if password == "wrong":
            raise WrongPasswordError(wait=0, left=4)


def shown(
    qtbot: QtBot, study: Study, signing: Signing, *, alone: bool
) -> ConfirmProfileDialog:
    dialog = ConfirmProfileDialog(study, [SIGNED], signing.sign, None, alone=alone)
    show(qtbot, dialog)
    return dialog


def rows(table: QTableWidget) -> dict[str, str]:
    found = {}
    for row in range(table.rowCount()):
        name, value = table.item(row, 0), table.item(row, 1)
        assert name
        assert value
        found[name.text()] = value.text()
    return found


def test_every_placeholder_is_shown_with_its_unit(qtbot: QtBot, shipped_study: Study):
    dialog = shown(qtbot, shipped_study, Signing(), alone=False)
    found = rows(dialog.table)
    assert found["Day 1 may be early by"] == "3 days"
    assert found["Imaging every so many weeks, until week"] == "6, 54; 9, none"
    assert found["Holding one drug holds the other"] == "no"
    assert "Contraception after the last administration" not in found
    said = [label.text() for label in dialog.body.findChildren(WrappedLabel)]
    assert "Version 1.0 was confirmed by B. Nowak (20-Nov-2026)." in said


@pytest.mark.parametrize("alone", [False, True])
def test_the_password_is_asked_and_the_reason_only_of_who_is_alone(
    qtbot: QtBot, shipped_study: Study, alone: bool
):
    """R35"""
    signing = Signing()
    dialog = shown(qtbot, shipped_study, signing, alone=alone)
    save_by_keys(qtbot)
    assert (signing.asked, dialog.isVisible()) == ([], True)
    dialog.password.entry.set_value("quiet river lantern")
    if alone:
        save_by_keys(qtbot)
        assert signing.asked == []
        dialog.reason.entry.set_value("nobody else works here")
    save_by_keys(qtbot)
    reason = "nobody else works here" if alone else None
    assert signing.asked == [("quiet river lantern", reason)]
    assert not dialog.isVisible()


def test_a_wrong_password_is_said_in_the_dialog(qtbot: QtBot, shipped_study: Study):
    """R32, R35"""
    signing = Signing()
    dialog = shown(qtbot, shipped_study, signing, alone=False)
    dialog.password.entry.set_value("wrong")
    save_by_keys(qtbot)
    assert dialog.isVisible()
    assert dialog.summary.isVisible()


def test_two_people_confirm_at_the_window_and_sheets_say_so(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    window: MainWindow,
    answers: list[Answer],
):
    """R35, R14: one alone is not enough while there is a colleague."""
    status = StatusLine(window)
    status.show_session(session)
    assert status.confirmed.isVisibleTo(window)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ConfirmProfileDialog)
        assert dialog.reason not in dialog.fields
        mine = dialog.parent() is window
        dialog.password.entry.set_value(PASSWORD if mine else OTHER_PASSWORD)
        save_by_keys(qtbot)

    answers.append(answer)
    status.confirmed.click()
    assert not status.confirmed.isEnabled()
    assert "second person" in status.confirmed.toolTip()
    assert not confirmed(session)
    answers.append(answer)
    Confirming(other_desk, status.place).ask()
    session.catch_up()
    assert confirmed(session)
    assert not status.confirmed.isVisibleTo(window)


def confirmed(session: Session) -> bool:
    return session.attendance.is_confirmed(profile_digest(session.study))


def test_enter_in_the_line_of_the_password_signs(qtbot: QtBot, shipped_study: Study):
    """As it signs in and unlocks."""
    signing = Signing()
    dialog = shown(qtbot, shipped_study, signing, alone=False)
    line = dialog.password.entry.control()
    line.setFocus()
    qtbot.keyClicks(line, PASSWORD)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
