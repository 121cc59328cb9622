"""A double click, or a thousand, saves what was entered exactly once."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, InfusionRecord, Weight
from scheduler.core.history import HistoryFilter
from tests.ui.elsewhere import Answer, baseline_of, enter_weight, facts_of
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.correct_fact import CorrectFactDialog
from ui.dialogs.record_visit import RecordVisitDialog
from ui.session import ParticipantId, Session
from ui.workflows import Workflows

STORM = 1_000
Two = tuple[ParticipantId, ParticipantId]


def storm(qtbot: QtBot, dialog: QDialog) -> None:
    """Click on Save a thousand times, as fast as events come."""
    for _ in range(STORM // 2):
        qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
        qtbot.mouseDClick(dialog.act, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]


def saves(session: Session, kind: str) -> int:
    asked = HistoryFilter(kinds=(kind,))
    found = session.read(
        lambda store: store.changes(asked, through=store.last_change())
    )
    return len({one.save for one in found.entries})


def test_a_storm_of_clicks_records_a_visit_once(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """F07, R09: exactly one."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        storm(qtbot, dialog)

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert len(facts_of(session, two[0], InfusionRecord)) == 1
    assert len(facts_of(session, two[0], Weight)) == 2
    assert saves(session, "infusions") == 1


def test_a_storm_of_clicks_corrects_a_weight_once(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """F07."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectFactDialog)
        enter_weight(dialog, "61.5")
        storm(qtbot, dialog)

    answers.append(answer)
    before = saves(session, "weights")
    workflows.correct(baseline_of(session, two[0]))
    assert saves(session, "weights") == before + 1
    assert [one.grams for one in facts_of(session, two[0], Weight)] == [61_500]  # type: ignore[attr-defined]


def test_a_storm_of_clicks_books_a_visit_once(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """F07."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        dialog.day.entry.set_value(date(2026, 12, 15))
        dialog.reason.entry.set_value("by phone")
        storm(qtbot, dialog)

    answers.append(answer)
    workflows.book(two[0], "C2D1")
    assert len(facts_of(session, two[0], Booking)) == 1
    assert saves(session, "bookings") == 1


def test_a_storm_of_the_save_key_records_a_visit_once(
    qtbot: QtBot,
    session: Session,
    workflows: Workflows,
    two: Two,
    answers: list[Answer],
):
    """F07: the key repeats as well."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordVisitDialog)
        dialog.form.weight.weight.entry.control().setText("60,2")  # type: ignore[attr-defined]
        for _ in range(STORM):
            qtbot.keyClick(
                dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
            )

    answers.append(answer)
    workflows.record(two[0], "C1D1")
    assert len(facts_of(session, two[0], InfusionRecord)) == 1
