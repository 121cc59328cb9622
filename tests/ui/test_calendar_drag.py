"""A visit dragged to another day of the site's calendar."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking
from scheduler.core.landing import Ground
from tests.ui.calendar_desk import (
    CODE,
    LATE,
    MONDAY,
    SATURDAY,
    TUESDAY,
    Drag,
    booked,
    cell_at,
    chip_at,
    codes_on,
    drag,
    keys,
    said,
    spoken,
)
from tests.ui.dialog_data import plain, settle
from tests.ui.elsewhere import facts_of
from ui.main_window import MainWindow
from ui.moving import MOVED
from ui.pages.calendar_page import CalendarPage
from ui.session import ParticipantId, Session
from ui.undoing import Undoing

K = Qt.Key


@pytest.fixture
def page(december: CalendarPage) -> CalendarPage:
    return december


def test_a_visit_dragged_in_its_window_is_booked_at_once(
    page: CalendarPage,
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    """L-10, F-05, F-10: one drag, no dialog, said quietly."""
    drag(page).over(TUESDAY).drop()
    assert booked(session, two[0]) == Booking(visit="C2D1", on=TUESDAY)
    assert booked(session, two[1]) is None
    assert said(window) == ("Booked PL03-0012 C2D1 for Tue 15-Dec-2026, in window.")
    assert f"{CODE} C2D1" in codes_on(page, TUESDAY)
    assert f"{CODE} C2D1" not in codes_on(page, MONDAY)


def test_undo_takes_a_drag_back(
    page: CalendarPage,
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    """F-05."""
    drag(page).over(TUESDAY).drop()
    Undoing(session, window).undo()
    assert booked(session, two[0]) is None
    assert f"{CODE} C2D1" in codes_on(page, MONDAY)


def test_every_day_is_marked_for_the_visit_while_it_is_dragged(page: CalendarPage):
    """L-10: allowed, allowed with a warning, refused; each with its own words."""
    held = drag(page).over(TUESDAY)
    grounds = {d.on: d.landing.ground for d in page.board.cells.days if d.landing}
    assert len(grounds) == len(page.board.cells.days)
    assert grounds[TUESDAY] is Ground.IN_WINDOW
    assert grounds[LATE] is Ground.OUTSIDE
    assert grounds[SATURDAY] is Ground.CLOSED
    assert spoken(page, LATE) == (
        "Friday 18 December 2026, 1 day late, out of window, no visits"
    )
    assert spoken(page, date(2026, 12, 25)).startswith(
        "Friday 25 December 2026, closed: "
    )
    verdict = page.board.verdict
    assert verdict.isVisible()
    assert plain(verdict.what.text()) == "PL03-0012 C2D1 to Tue 15-Dec-2026"
    assert verdict.verdict.text() == "In window (11-Dec-2026 to 17-Dec-2026)"
    held.over(LATE)
    assert verdict.verdict.text() == (
        "1 day late, out of window (11-Dec-2026 to 17-Dec-2026)"
    )
    held.press_right()
    assert not verdict.isVisible()
    assert all(day.landing is None for day in page.board.cells.days)


def test_the_verdict_never_covers_the_day_it_speaks_of(page: CalendarPage):
    """L-10: beside the pointer, not under it."""
    board = page.board
    held = drag(page)
    for day in (TUESDAY, date(2026, 12, 30), date(2027, 1, 1)):
        held.over(day)
        index = board.cells.index_of(day)
        corner = board.view.viewport().mapTo(
            board, board.view.visualRect(index).topLeft()
        )
        cell = board.view.visualRect(index)
        cell.moveTopLeft(corner)
        assert not board.verdict.geometry().intersects(cell)
        assert board.rect().contains(board.verdict.geometry())
    held.press_right()


@pytest.mark.parametrize("way", ["right button", "Esc", "beside the days"])
def test_a_drag_is_taken_back(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
    way: str,
):
    """L-10, F-05: nothing is saved, and it is said."""
    held = drag(page).over(TUESDAY)
    if way == "right button":
        held.press_right()
    elif way == "Esc":
        keys(qtbot, K.Key_Escape)
    else:
        held.beside()
    held.drop()
    assert booked(session, two[0]) is None
    assert page.carrying.entry is None
    assert said(window) == "PL03-0012 C2D1 stays where it was."


def test_a_press_without_a_drag_moves_nothing(
    page: CalendarPage, session: Session, two: tuple[ParticipantId, ParticipantId]
):
    held = Drag(page, chip_at(page.board.view, CODE, "C2D1"))
    held.drop()
    assert booked(session, two[0]) is None
    assert page.board.view.chosen is not None
    assert page.board.view.chosen.visit.visit == "C2D1"


def test_a_day_that_is_over_is_refused(
    page: CalendarPage,
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    """L-09, L-10, F-03."""
    page.go(date(2026, 11, 23))
    settle()
    held = drag(page, visit="C1D1").over(date(2026, 11, 20))
    assert QGuiApplication.overrideCursor().shape() == Qt.CursorShape.ForbiddenCursor
    assert "record it" in page.board.verdict.verdict.text()
    held.drop()
    assert booked(session, two[0]) is None
    assert said(window) == "Over, cannot be booked."


def test_a_booking_keeps_its_time_and_says_how_it_was_moved(
    page: CalendarPage, session: Session, two: tuple[ParticipantId, ParticipantId]
):
    """F-08: the old day stays in History."""
    first = Booking(visit="C2D1", on=MONDAY, at=time(9, 30))
    session.write(lambda store, by: store.book_visit(two[0], first, by=by))
    settle()
    drag(page).over(TUESDAY).drop()
    assert booked(session, two[0]) == Booking(
        visit="C2D1", on=TUESDAY, at=time(9, 30), reason=MOVED
    )


def test_a_visit_that_is_not_booked_is_dragged_from_its_list(
    page: CalendarPage, session: Session, two: tuple[ParticipantId, ParticipantId]
):
    """L-10, F-03."""
    page.go(date(2026, 11, 23))
    settle()
    view = page.board.side.open
    assert [e.visit.visit for e in view.items.entries] == ["C1D1", "C1D1"]
    start = view.visualRect(view.items.index(1)).center()
    Drag(page, start, view).over(date(2026, 11, 24)).drop()
    assert booked(session, two[1]) == Booking(visit="C1D1", on=date(2026, 11, 24))
    assert [e.plan.participant.code for e in view.items.entries] == [CODE]


def test_dropping_a_visit_where_it_is_booked_changes_nothing(
    page: CalendarPage, session: Session, two: tuple[ParticipantId, ParticipantId]
):
    first = Booking(visit="C2D1", on=MONDAY)
    session.write(lambda store, by: store.book_visit(two[0], first, by=by))
    settle()
    held = drag(page).over(TUESDAY)
    held.over(MONDAY).drop()
    assert facts_of(session, two[0], Booking) == [first]


def test_a_page_that_is_left_carries_nothing_on(
    page: CalendarPage, session: Session, two: tuple[ParticipantId, ParticipantId]
):
    held = drag(page).over(TUESDAY)
    page.hide()
    settle()
    assert page.carrying.entry is None
    held.drop()
    assert booked(session, two[0]) is None


def test_the_day_under_the_pointer_is_found_and_nothing_beside(page: CalendarPage):
    view = page.board.view
    where = view.viewport().mapToGlobal(cell_at(view, TUESDAY))
    assert view.day_at(where) == TUESDAY
    assert view.day_at(view.viewport().mapToGlobal(QPoint(-5, 5))) is None


def test_the_verdict_keeps_beside_its_day_when_the_days_take_another_size(
    page: CalendarPage,
):
    """L-10."""
    board = page.board
    held = drag(page).over(TUESDAY)
    page.window().resize(1200, 700)
    settle()
    cell = board.view.visualRect(board.cells.index_of(TUESDAY))
    cell.moveTopLeft(board.view.viewport().mapTo(board, cell.topLeft()))
    assert board.verdict.isVisible()
    assert not board.verdict.geometry().intersects(cell)
    assert abs(board.verdict.geometry().left() - cell.left()) < cell.width()
    held.press_right()
