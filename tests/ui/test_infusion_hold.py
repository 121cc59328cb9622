"""The infusion withheld, resumed, discontinued; what the records refuse."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    EndOfTreatment,
    Hold,
    Weight,
)
from scheduler.core.history import HistoryFilter
from tests.ui.at_desk import GIVEN, TODAY, WEIGHED, trigger
from tests.ui.dialog_data import (
    focused,
    plain,
    press,
    replace_text,
    save_by_keys,
    tab_to,
    type_text,
)
from tests.ui.elsewhere import Answer, facts_of
from tests.ui.recording import rows
from ui.desk import Desk
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.record_fact import RecordFactDialog
from ui.fact_actions import Ask
from ui.forms.infusion_hold_form import InfusionHoldForm
from ui.session import ParticipantId


def _explain(qtbot: QtBot) -> None:
    replace_text(qtbot, "Reason in your words", "fever")
    replace_text(qtbot, "Decided by", "Dr P. Nowak")


def test_a_second_weight_of_a_day_leads_to_the_correction_with_what_was_typed(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """F-08, F-09."""

    def weighing(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        type_text(qtbot, "60.7")
        replace_text(qtbot, "Date", "30-Oct-2026")
        dialog.form.instead.click()  # type: ignore[attr-defined]

    def correcting(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        assert dialog.form.fields()[1].entry.edit.text() == "60.7"  # type: ignore[attr-defined]
        tab_to(qtbot, "Reason for change in your words")
        type_text(qtbot, "scale read again")
        save_by_keys(qtbot)

    answers += [weighing, correcting]
    trigger(at_desk, Ask.WEIGHT)
    assert not answers
    assert facts_of(at_desk.session, ParticipantId(1), Weight) == [
        replace(WEIGHED, grams=60_700)
    ]


def test_an_infusion_hold_is_ended_in_its_place(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """F-08: the record of the hold gets its last day, with the reason."""
    assert at_desk.session is not None
    hold = Hold(drug="infusion", starts=date(2026, 11, 16), reason="fever")
    at_desk.session.write(
        lambda store, by: store.record_fact(ParticipantId(1), hold, by=by)
    )

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        assert isinstance(dialog.form, InfusionHoldForm)
        assert dialog.form.now.text() == "On hold since 16-Nov-2026: fever"
        replace_text(qtbot, "First day again", "+1d")
        _explain(qtbot)
        save_by_keys(qtbot)
        assert dialog.confirm.act.text() == "&Resume the infusion"
        dialog.confirm.act.click()

    answers.append(answer)
    trigger(at_desk, Ask.INFUSION)
    ended = replace(hold, ends=TODAY)
    assert facts_of(at_desk.session, ParticipantId(1), Hold) == [ended]
    found = at_desk.session.read(
        lambda store: store.changes(
            HistoryFilter(participant=1), through=store.last_change()
        )
    )
    assert "resumed: fever, Dr P. Nowak" in {one.reason for one in found.entries}


def test_a_hold_of_the_infusion_says_that_the_capsules_go_on(
    at_desk: Desk, answers: list[Answer]
):
    """Ux.md 3.9: two decisions; none is taken for the other."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        assert isinstance(dialog.form, InfusionHoldForm)
        said = plain(dialog.form.result.text())
        assert said == "lenvatinib is not changed by this: 12 mg once daily."
        assert "C2D1 | Due | On hold" in rows(dialog)
        dialog.reject()

    answers.append(answer)
    trigger(at_desk, Ask.INFUSION)


def test_an_infusion_is_discontinued_but_never_reduced(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """Ux.md 3.12: withheld and discontinued only."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        words = [one.text() for one in dialog.findChildren(type(focused()))]
        assert not any("reduce" in one for one in words)
        press(qtbot, Qt.Key.Key_Right)
        replace_text(qtbot, "Reason in your words", "reaction")
        save_by_keys(qtbot)
        assert dialog.confirm.act.text() == "&Discontinue the infusion"
        dialog.confirm.act.click()

    answers.append(answer)
    trigger(at_desk, Ask.INFUSION)
    (ended,) = facts_of(at_desk.session, ParticipantId(1), EndOfTreatment)
    assert ended == EndOfTreatment(
        drug="infusion", last_dose=GIVEN.on, reason="reaction"
    )


def test_what_the_records_refuse_is_said_beside_the_day_and_can_be_mended(
    qtbot: QtBot, at_desk: Desk, answers: list[Answer]
):
    """F-01: the refusal of the records, and everything typed still there."""
    assert at_desk.session is not None
    held = Hold(drug="infusion", starts=date(2026, 11, 25), ends=date(2026, 11, 27))
    at_desk.session.write(
        lambda store, by: store.record_fact(ParticipantId(1), held, by=by)
    )

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordFactDialog)
        _explain(qtbot)
        save_by_keys(qtbot)
        dialog.confirm.act.click()
        field = dialog.form.blamed()
        assert dialog.isVisible()
        assert "lies inside hold of" in field.problem.text()
        assert focused() is field.entry.control()
        replace_text(qtbot, "Last day without", "24-Nov-2026")
        save_by_keys(qtbot)
        dialog.confirm.act.click()
        assert not dialog.isVisible()

    answers.append(answer)
    trigger(at_desk, Ask.INFUSION)
    assert len(facts_of(at_desk.session, ParticipantId(1), Hold)) == 2
