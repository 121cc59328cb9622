"""Two desks that move the same visit: nothing is overwritten unseen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, InfusionOutcome, InfusionRecord
from tests.ui.calendar_desk import (
    CODE,
    LATE,
    MONDAY,
    TUESDAY,
    booked,
    codes_on,
    drag,
)
from tests.ui.dialog_data import plain, save_by_keys, settle
from tests.ui.elsewhere import Answer, book_elsewhere
from ui.dialogs.book_visit import BookVisitDialog
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.session import ParticipantId, Session

K = Qt.Key


@pytest.fixture
def page(december: CalendarPage) -> CalendarPage:
    return december


def test_a_booking_made_at_another_desk_meanwhile_is_not_overwritten(
    page: CalendarPage,
    session: Session,
    other_desk: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    """L-04, R55: both versions are told, theirs stands and is shown."""
    held = drag(page).over(TUESDAY)
    book_elsewhere(other_desk, two[0], date(2026, 12, 16))
    held.drop()
    assert booked(session, two[0]) == Booking(
        visit="C2D1", on=date(2026, 12, 16), reason="transport"
    )
    assert window.message.isVisible()
    told = plain(window.message.text())
    assert "B. Nowak saved this at 09:41" in told
    assert "In the records: Wed 16-Dec-2026" in told
    assert "Entered here: Tue 15-Dec-2026" in told
    assert f"{CODE} C2D1" in codes_on(page, date(2026, 12, 16))


def test_a_second_drag_after_that_is_a_decision_on_what_is_shown(
    page: CalendarPage,
    session: Session,
    other_desk: Session,
    two: tuple[ParticipantId, ParticipantId],
):
    """L-04, R55."""
    held = drag(page).over(TUESDAY)
    book_elsewhere(other_desk, two[0], date(2026, 12, 16))
    held.drop()
    drag(page).over(TUESDAY).drop()
    found = booked(session, two[0])
    assert found is not None
    assert found.on == TUESDAY


def test_a_booking_that_comes_second_keeps_what_is_typed_in_the_dialog(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    other_desk: Session,
    two: tuple[ParticipantId, ParticipantId],
    answers: list[Answer],
):
    """L-04, R55, F-09."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, BookVisitDialog)
        dialog.reason.entry.set_value("by phone")
        book_elsewhere(other_desk, two[0], date(2026, 12, 16))
        save_by_keys(qtbot)
        dialog.confirm.act.click()
        assert dialog.isVisible()
        assert "In the records: Wed 16-Dec-2026" in plain(dialog.summary.text())
        assert dialog.reason.value() == "by phone"
        save_by_keys(qtbot)
        dialog.confirm.act.click()
        assert not dialog.isVisible()

    answers.append(answer)
    drag(page).over(LATE).drop()
    assert booked(session, two[0]) == Booking(visit="C2D1", on=LATE, reason="by phone")


def test_a_visit_recorded_at_another_desk_meanwhile_is_not_booked(
    page: CalendarPage,
    session: Session,
    other_desk: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    """L-04."""
    page.go(date(2026, 11, 23))
    settle()
    held = drag(page, visit="C1D1").over(date(2026, 11, 24))
    given = InfusionRecord(
        cycle=1, on=date(2026, 11, 23), outcome=InfusionOutcome.GIVEN
    )
    other_desk.write(lambda store, by: store.record_fact(two[0], given, by=by))
    held.drop()
    assert booked(session, two[0]) is None
    assert "C1D1 is recorded" in window.message.text()


def test_nothing_moves_under_the_pointer_while_a_visit_is_carried(
    page: CalendarPage,
    session: Session,
    other_desk: Session,
    two: tuple[ParticipantId, ParticipantId],
):
    """L-04: what another desk saves is shown once the visit is dropped."""
    held = drag(page).over(TUESDAY)
    book_elsewhere(other_desk, two[1], date(2026, 12, 16))
    session.catch_up()
    settle()
    assert "PL03-0021 C2D1" in codes_on(page, MONDAY)
    held.press_right()
    settle()
    assert "PL03-0021 C2D1" in codes_on(page, date(2026, 12, 16))
