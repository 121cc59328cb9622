"""Two people on one file: nothing is overwritten that nobody was shown."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import (
    InfusionOutcome,
    InfusionRecord,
    Weight,
)
from scheduler.errors import StaleRecordError
from tests.ui.conftest import NOW
from tests.ui.dialog_data import plain, save_by_keys
from tests.ui.elsewhere import (
    BASELINE,
    FIRST_DAY,
    Answer,
    baseline_of,
    book_elsewhere,
    correct_elsewhere,
    enter_weight,
    facts_of,
)
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.main_window import MainWindow
from ui.session import ParticipantId, Session
from ui.workflows import Seen, Workflows


def test_a_correction_that_comes_second_shows_both_versions_and_keeps_what_is_typed(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """R55."""
    said: list[str] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        correct_elsewhere(other_desk, two[0], 62_500)
        enter_weight(dialog, "61.5")
        save_by_keys(qtbot)
        assert dialog.isVisible()
        said.append(plain(dialog.summary.text()))
        assert facts_of(other_desk, two[0], Weight)[0].grams == 62_500
        assert dialog.form.fields()[1].entry.control().text() == "61.5"
        assert "62.5 kg" in plain(dialog.recorded.text())
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert "B. Nowak saved this at 09:41" in said[0]
    assert "In the records: Fri 20-Nov-2026, 62.5 kg" in said[0]
    assert "Entered here: Fri 20-Nov-2026, 61.5 kg" in said[0]
    assert facts_of(other_desk, two[0], Weight)[0].grams == 61_500


def test_a_version_that_nobody_was_shown_is_never_overwritten(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        correct_elsewhere(other_desk, two[0], 62_500)
        enter_weight(dialog, "61.5")
        save_by_keys(qtbot)
        correct_elsewhere(other_desk, two[0], 63_500)
        save_by_keys(qtbot)
        assert dialog.isVisible()
        assert "63.5 kg" in plain(dialog.summary.text())  # type: ignore[attr-defined]

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert facts_of(session, two[0], Weight)[0].grams == 63_500


def test_a_withdrawal_that_comes_second_is_asked_about_again(
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        dialog.reason.entry.set_value("wrong participant")
        dialog.withdraw_button.click()
        correct_elsewhere(other_desk, two[0], 62_500)
        dialog.confirm.act.click()
        assert dialog.isVisible()
        said = plain(dialog.summary.text())
        assert "62.5 kg" in said
        assert "Entered here: withdrawn" in said

    answers.append(answer)
    workflows.correct(baseline_of(session, two[0]))
    assert facts_of(session, two[0], Weight)[0].grams == 62_500


def test_a_record_withdrawn_elsewhere_is_told_before_a_dialog_opens(
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    seen = baseline_of(session, two[0])
    other_desk.write(
        lambda store, by: store.withdraw_fact(
            seen.id, seen.ver, reason="wrong participant", by=by
        )
    )
    workflows.correct(seen)
    assert window.message.isVisible()
    assert "withdrawn" in window.message.text()


def test_a_booking_is_decided_on_what_another_desk_has_booked(
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    assert session.plan(two[0]).visit("C2D1").booked is None
    book_elsewhere(other_desk, two[0], date(2026, 12, 15))
    shown: list[object] = []
    answers.append(lambda dialog: shown.append(dialog.day.value()))  # type: ignore[attr-defined]
    workflows.book(two[0], "C2D1")
    assert shown == [date(2026, 12, 15)]
    assert session.plan(two[0]).visit("C2D1").booked == date(2026, 12, 15)


def test_a_booking_that_comes_second_shows_both_days(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        dialog.day.entry.set_value(date(2026, 12, 16))
        dialog.reason.entry.set_value("by phone")
        book_elsewhere(other_desk, two[0], date(2026, 12, 15))
        save_by_keys(qtbot)
        assert dialog.isVisible()
        said = plain(dialog.summary.text())
        assert "In the records: Tue 15-Dec-2026" in said
        assert "Entered here: Wed 16-Dec-2026" in said
        save_by_keys(qtbot)
        assert not dialog.isVisible()

    answers.append(answer)
    workflows.book(two[0], "C2D1")
    assert session.plan(two[0]).visit("C2D1").booked == date(2026, 12, 16)


def test_a_visit_recorded_twice_is_told_with_both_and_kept_as_typed(
    qtbot: QtBot,
    session: Session,
    other_desk: Session,
    workflows: Workflows,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    theirs = InfusionRecord(
        cycle=1, on=FIRST_DAY, outcome=InfusionOutcome.NOT_GIVEN, reason="toxicity"
    )

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        other_desk.write(lambda store, by: store.record_fact(two[0], theirs, by=by))
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        save_by_keys(qtbot)
        assert dialog.isVisible()
        said = plain(dialog.summary.text())
        assert "B. Nowak" in said
        assert "not given, toxicity" in said
        assert dialog.form.weight.weight.entry.control().text() == "60,2"  # type: ignore[attr-defined]

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert facts_of(session, two[0], InfusionRecord) == [theirs]
    assert session.plan(two[0]).visit("C1D1").outcome is not None


def test_only_the_version_that_was_shown_is_taken(
    session: Session, two: tuple[ParticipantId, ParticipantId]
):
    stored = baseline_of(session, two[0])
    shown = Weight(on=BASELINE.on, grams=62_500, baseline=True)
    later = Weight(on=BASELINE.on, grams=63_500, baseline=True)
    stale = StaleRecordError(theirs=shown, ours=BASELINE, by="B. Nowak", at=NOW)
    seen = Seen(stored)
    for found in (None, replace(stored, ver=3, fact=later)):
        with pytest.raises(StaleRecordError), seen.compared(lambda: found):  # noqa: B023
            raise stale
        assert seen.ver == stored.ver
    with (
        pytest.raises(StaleRecordError),
        seen.compared(lambda: replace(stored, ver=2, fact=shown)),
    ):
        raise stale
    assert seen.ver == 2
