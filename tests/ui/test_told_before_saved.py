"""A word that tells the treatment is never saved before its warning was seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import InfusionRecord, Weight
from scheduler.core.study import Study
from tests.ui.conftest import BEA, NOW
from tests.ui.dialog_data import dialog_named, save_by_keys, settle, show
from tests.ui.elsewhere import Answer, baseline_of, facts_of
from tests.ui.site import add_colleague
from tests.ui.test_people_page import choose, page_of
from ui.account_menu import AccountMenu
from ui.dialogs.accounts import AccountDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.fact_words import fact_text
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.forms.choice import ReasonField
from ui.forms.entry import TextEntry
from ui.forms.field import Field
from ui.forms.result_line import Tone
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session
from ui.workflows import Workflows

GUESS = "so well, surely not placebo"
Two = tuple[ParticipantId, ParticipantId]


def wait(qtbot: QtBot) -> None:
    """Wait for as long as two presses count as one."""
    qtbot.wait(2 * QApplication.doubleClickInterval())


def kept(session: Session) -> list[tuple[str, str | None]]:
    """Return what History holds of the edit checks, newest last."""
    found = session.read(lambda store: store.history())
    return [
        (one.field, one.new) for one in reversed(found) if one.record == "edit check"
    ]


def note_of(dialog: QDialog) -> Field[str]:
    assert isinstance(dialog, RecordVisitDialog)
    dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
    return dialog.form.note


def test_the_first_press_shows_the_warning_and_the_second_saves(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """R42, F21: typed and saved in one go, it would never be seen."""

    def answer(dialog: QDialog) -> None:
        note = note_of(dialog)
        assert isinstance(dialog, RecordVisitDialog)
        note.entry.set_value(GUESS)
        save_by_keys(qtbot)
        assert dialog.isVisible()
        assert facts_of(session, two[0], InfusionRecord) == []
        assert note.entry.value() == GUESS
        assert not note.caution.isHidden()
        assert dialog.summary.tone is Tone.WARNING
        assert "\u201cplacebo\u201d" in dialog.summary.text()
        assert "press Save visit again" in dialog.summary.text()
        assert QApplication.focusWidget() is note.entry.control()
        wait(qtbot)
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    [given] = facts_of(session, two[0], InfusionRecord)
    assert GUESS in fact_text(given)  # type: ignore[arg-type]


def test_history_says_that_it_was_warned_and_what_came_of_it(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """R27, R42: without the words, where they were taken back."""

    def answer(dialog: QDialog) -> None:
        note = note_of(dialog)
        note.entry.set_value(GUESS)
        save_by_keys(qtbot)
        note.entry.set_value("feels well")
        save_by_keys(qtbot)

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert dict(kept(session)) == {
        "field": "Note",
        "prompt": "The words could tell others which treatment it is.",
        "saved": "feels well",
    }


def test_other_words_are_warned_of_again(qtbot: QtBot, shipped_study: Study):
    """R42: what was agreed to is what was shown."""
    dialog = dialog_named(shipped_study, "record")
    show(qtbot, dialog)
    note = note_of(dialog)
    note.entry.set_value(GUESS)
    dialog.submit()
    wait(qtbot)
    note.entry.set_value("toripalimab, I think")
    dialog.submit()
    assert dialog.isVisible()
    assert "\u201ctoripalimab\u201d" in dialog.summary.text()


def test_a_double_click_on_save_is_one_press(qtbot: QtBot, shipped_study: Study):
    """R42, F07: the second half of it comes before anybody has read a word."""
    dialog = dialog_named(shipped_study, "record")
    show(qtbot, dialog)
    note_of(dialog).entry.set_value(GUESS)
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(dialog.act, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.isVisible()


def free_fields(dialog: FormDialog) -> list[Field[str]]:
    """Return every field on the screen in which anything can be typed."""
    return [
        one
        for one in dialog.body.findChildren(Field)
        if one.is_asked() and type_in(one, "")
    ]


def type_in(field: Field[str], text: str) -> bool:
    if isinstance(field.entry, ReasonField):
        field.entry.words.setText(text)
    elif isinstance(field.entry, TextEntry):
        field.entry.edit.setText(text)
    else:
        return False
    return True


@pytest.mark.parametrize(
    "name",
    [
        "add",
        "book",
        "record",
        "record imaging",
        "correct weight",
        "correct infusion",
        "correct booking",
        "correct dispensing",
        "correct return",
        "correct event",
    ],
)
def test_every_free_text_of_every_dialog_is_held_back_once(
    qtbot: QtBot, shipped_study: Study, name: str
):
    """R42."""
    dialog = dialog_named(shipped_study, name)
    show(qtbot, dialog)
    fields = free_fields(dialog)
    assert fields
    for field in fields:
        type_in(field, "placebo")
        assert dialog.telling.holds_back()
        assert field.label.text().replace("&", "") in dialog.summary.text()
        type_in(field, "")
        assert not dialog.telling.holds_back()


def test_the_reason_of_a_withdrawal_is_held_back_too(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """R42: the other button of a correction."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        dialog.reason.entry.set_value("other: it was placebo anyway")
        qtbot.mouseClick(dialog.withdraw_button, Qt.MouseButton.LeftButton)
        assert dialog.confirm.isHidden()
        wait(qtbot)
        qtbot.mouseClick(dialog.withdraw_button, Qt.MouseButton.LeftButton)
        assert not dialog.confirm.isHidden()
        dialog.agree()

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert facts_of(session, two[0], Weight) == []
    assert ("field", "Reason for change") in kept(session)


def test_the_reason_of_an_account_is_held_back_and_kept(
    qtbot: QtBot, window: MainWindow, session: Session, answers: list[Answer]
):
    """R27, R42: dialogs that are not about a participant as well."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AccountDialog)
        dialog.reason.entry.set_value("other: has seen the placebo list")
        dialog.submit()
        assert dialog.isVisible()
        wait(qtbot)
        dialog.submit()

    menu = AccountMenu(window, lambda: NOW)
    add_colleague(session, BEA)
    menu.begin(session)
    menu.show_people()
    settle()
    choose(menu, 1)
    answers.append(answer)
    page_of(menu).button("disable").click()
    assert ("prompt", "The words could tell others which treatment it is.") in kept(
        session
    )
