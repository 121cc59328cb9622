"""A participant's own data: corrected, withdrawn, restored."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.at_desk import GIVEN, WEIGHED, WHO, facts, trigger, undo
from tests.ui.dialog_data import (
    focused,
    press,
    replace_text,
    save_by_keys,
)
from tests.ui.elsewhere import Answer
from ui.desk import Desk
from ui.dialogs.correct_participant import (
    CorrectParticipantDialog,
    RestoreParticipantDialog,
    WithdrawParticipantDialog,
)
from ui.fact_actions import Ask
from ui.main_window import MainWindow
from ui.session import ParticipantId


def test_own_data_are_corrected_with_a_reason_after_showing_the_effect(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """F-08, I-01."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectParticipantDialog)
        replace_text(qtbot, "Randomization number", "4712")
        replace_text(qtbot, "Year of birth", "1961")
        replace_text(qtbot, "Date of consent", "01-Oct-2026")
        save_by_keys(qtbot)
        assert "at least 5 characters" in dialog.reason.problem.text()
        replace_text(qtbot, "Reason for change in your words", "read from the form")
        save_by_keys(qtbot)

    answers.append(answer)
    trigger(at_desk, Ask.CORRECT)
    assert at_desk.session is not None
    stored = at_desk.session.participant(ParticipantId(1)).participant
    assert stored == replace(
        WHO,
        randomization_number="4712",
        birth_year=1961,
        consented=date(2026, 10, 1),
    )
    undo(qtbot, at_desk)
    assert at_desk.session.participant(ParticipantId(1)).participant == WHO


def test_own_data_left_as_they_are_are_not_saved(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectParticipantDialog)
        replace_text(qtbot, "Reason for change in your words", "read again")
        save_by_keys(qtbot)
        said = "Nothing is changed yet. Change a value first."
        assert dialog.summary.text() == said
        dialog.reject()
        dialog.confirm.act.click()

    answers.append(answer)
    trigger(at_desk, Ask.CORRECT)
    assert at_desk.session is not None
    assert at_desk.session.participant(ParticipantId(1)).ver == 1


def test_a_participant_is_withdrawn_and_restored(
    qtbot: QtBot, at_desk: Desk, window: MainWindow, answers: list[Answer]
):
    """F-06, F-07: product.md, decisions 8 and 17."""

    def withdraw(dialog: QDialog) -> None:
        assert isinstance(dialog, WithdrawParticipantDialog)
        assert dialog.effect.text().startswith("2 fact")
        replace_text(qtbot, "Reason for change in your words", "entered twice")
        save_by_keys(qtbot)
        assert dialog.confirm.stay.text() == "&Keep PL03-0012"
        assert focused() is dialog.confirm.stay
        dialog.confirm.act.click()

    def restore(dialog: QDialog) -> None:
        assert isinstance(dialog, RestoreParticipantDialog)
        press(qtbot, Qt.Key.Key_Down)
        replace_text(qtbot, "Reason for change in your words", "it was the other")
        save_by_keys(qtbot)

    session = at_desk.session
    assert session is not None
    answers += [withdraw, restore]
    trigger(at_desk, Ask.WITHDRAW)
    assert session.participants() == ()
    assert window.pages.currentWidget() is at_desk.participants
    trigger(at_desk, Ask.RESTORE)
    (back,) = session.participants()
    assert back.participant == WHO
    assert window.pages.currentWidget() is at_desk.participant
    assert facts(at_desk) == [WEIGHED, GIVEN]


def test_nobody_withdrawn_is_said(at_desk: Desk, answers: list[Answer]):
    """E-01."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RestoreParticipantDialog)
        assert not dialog.act.isEnabled()
        said = "Nobody was withdrawn, so nobody can be restored."
        assert dialog.summary.text() == said
        dialog.reject()

    answers.append(answer)
    trigger(at_desk, Ask.RESTORE)
