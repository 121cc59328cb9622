"""What is asked when a visit is dropped: a reason, and what later visits do."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.changes import Scope
from scheduler.core.facts import Booking
from tests.ui.calendar_desk import (
    LATE,
    SATURDAY,
    TUESDAY,
    booked,
    drag,
    said,
)
from tests.ui.dialog_data import plain, replace_text, save_by_keys, settle
from tests.ui.elsewhere import Answer, facts_of
from ui.dialogs.book_visit import BookVisitDialog
from ui.dialogs.move_later import MoveLaterDialog
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.session import ParticipantId, Session

K = Qt.Key


@pytest.fixture
def page(december: CalendarPage) -> CalendarPage:
    return december


def test_out_of_window_asks_for_a_reason_and_another_date_is_the_safe_answer(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """F-06, F-07, F-11."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        assert dialog.day.value() == LATE
        dialog.reason.entry.set_value("transport")
        save_by_keys(qtbot)
        assert plain(dialog.confirm.fact.text()) == (
            "C2D1 on Fri 18-Dec-2026 is 1 day late, out of window (11-Dec-2026 to "
            "17-Dec-2026)."
        )
        assert dialog.confirm.stay.isDefault()
        assert plain(dialog.confirm.stay.text()) == "Choose &another date"
        dialog.confirm.act.click()

    answers.append(answer)
    drag(page).over(LATE).drop()
    assert booked(session, two[0]) == Booking(visit="C2D1", on=LATE, reason="transport")


def test_a_closed_day_in_the_window_asks_for_a_reason_as_well(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """F-11."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        assert "the site is closed (Saturday)" in dialog.verdict.text()
        save_by_keys(qtbot)
        assert dialog.reason.problem.text() == "Choose why this day was arranged."
        dialog.reason.entry.set_value("transport")
        save_by_keys(qtbot)
        assert dialog.confirm.act.text() == "Book &on a closed day"
        qtbot.keyClick(dialog, K.Key_Escape)
        assert dialog.isVisible()
        dialog.reject()
        dialog.confirm.act.click()

    answers.append(answer)
    drag(page).over(SATURDAY).drop()
    assert booked(session, two[0]) is None


@pytest.mark.parametrize(
    ("scope", "third"),
    [(Scope.ALL, date(2027, 1, 5)), (Scope.VISIT, date(2027, 1, 4))],
)
def test_later_bookings_are_asked_about_with_both_outcomes(
    page: CalendarPage,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
    scope: Scope,
    third: date,
):
    """F-06, 3.8: the default follows the rule of the profile."""
    later = Booking(visit="C3D1", on=date(2027, 1, 4), at=time(10, 0))
    session.write(lambda store, by: store.book_visit(two[0], later, by=by))
    settle()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, MoveLaterDialog)
        assert dialog.along.isDefault()
        assert "C2D1 moves to Tue 15-Dec-2026" in plain(dialog.question.text())
        (dialog.along if scope is Scope.ALL else dialog.alone).click()

    answers.append(answer)
    drag(page).over(TUESDAY).drop()
    bookings = {b.visit: b for b in facts_of(session, two[0], Booking)}  # type: ignore[attr-defined]
    assert bookings["C2D1"].on == TUESDAY  # type: ignore[attr-defined]
    assert bookings["C3D1"].on == third  # type: ignore[attr-defined]
    assert bookings["C3D1"].at == time(10, 0)  # type: ignore[attr-defined]


def test_leaving_the_question_about_later_visits_saves_nothing(
    page: CalendarPage,
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """F-07: Esc is safe."""
    later = Booking(visit="C3D1", on=date(2027, 1, 4))
    session.write(lambda store, by: store.book_visit(two[0], later, by=by))
    settle()
    answers.append(QDialog.reject)
    drag(page).over(TUESDAY).drop()
    assert facts_of(session, two[0], Booking) == [later]
    assert said(window) == "PL03-0012 C2D1 stays where it was."


def test_the_dialog_of_a_move_can_still_take_another_date(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """D-07, F-07."""

    def answer(_dialog: QDialog) -> None:
        replace_text(qtbot, "New date", "16-Dec-2026")
        save_by_keys(qtbot)

    answers.append(answer)
    drag(page).over(LATE).drop()
    assert booked(session, two[0]) == Booking(visit="C2D1", on=date(2026, 12, 16))
