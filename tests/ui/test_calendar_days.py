"""The site's calendar: its days, and what it says of them."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from scheduler.core.visits import Status
from tests.ui.calendar_desk import (
    chip_at,
    codes_on,
    day_of,
    spoken,
)
from tests.ui.dialog_data import focused, interfaces
from ui.pages.calendar_page import CalendarPage
from ui.session import Session

K = Qt.Key
NAME = QAccessible.Text.Name
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(november: CalendarPage) -> CalendarPage:
    return november


def test_the_month_of_today_comes_up_with_the_focus_on_today(page: CalendarPage):
    """K-02, D-13: the title has the year that the cells drop."""
    assert focused() is page.board.view
    assert day_of(page) == TODAY
    assert page.head.title.text() == "November 2026"
    assert page.span.begins == date(2026, 10, 26)
    assert page.span.ends == date(2026, 12, 6)


def test_a_day_holds_every_visit_expected_on_it(page: CalendarPage, demo: Session):
    shown = {
        (on.on, entry.plan.participant.code, entry.visit.visit)
        for on in page.board.cells.days
        for entry in on.entries
    }
    expected = {
        (visit.expected, plan.participant.code, visit.visit)
        for plan in demo.recent_plans().values()
        for visit in plan.visits
        if page.span.begins <= visit.expected <= page.span.ends
        and visit.status is not Status.CANCELLED
    }
    assert shown == expected
    assert "PL03-0012 C14D1" in codes_on(page, TODAY)


def test_a_cell_is_read_out_in_full(page: CalendarPage):
    """K-07, K-09: a whole date, how many visits, and what is not as usual."""
    assert spoken(page, TODAY) == (
        "Monday 23 November 2026, today, 7 visits, 1 last day of window, 2 due"
    )
    assert spoken(page, date(2026, 11, 27)) == "Friday 27 November 2026, no visits"
    assert spoken(page, date(2026, 11, 11)).startswith(
        "Wednesday 11 November 2026, closed: National Independence Day, 1 visit"
    )
    told = page.board.cells.index_of(TODAY).data(
        Qt.ItemDataRole.AccessibleDescriptionRole
    )
    assert "PL03-0012 C14D1, 09:00, Due, booked date" in told


def test_the_grid_is_a_table_to_a_screen_reader(page: CalendarPage):
    """K-07: every day is a cell with a name."""
    found = interfaces(page.board.view)
    cells = [one for one in found if one.role() == QAccessible.Role.Cell]
    assert len(cells) == 42
    names = {one.text(NAME) for one in cells}
    assert spoken(page, TODAY) in names
    assert found[0].text(NAME) == "Calendar of the site"


def test_nothing_in_the_page_is_without_a_name(page: CalendarPage):
    """K-07."""
    unnamed = [
        (one.role(), one.object())
        for widget in (page.head, page.board.side, page.legend)
        for one in interfaces(widget)
        if one.state().focusable and not one.text(NAME)
    ]
    assert unnamed == []


def test_what_is_not_booked_is_listed_by_urgency(page: CalendarPage):
    listed = page.board.side.open.items.entries
    assert all(e.visit.booked is None and TODAY in e.visit.window for e in listed)
    assert [e.visit.window.closes for e in listed] == sorted(
        e.visit.window.closes for e in listed
    )
    count = len(listed)
    assert page.board.side.open_title.text() == f"Not booked ({count})"


def test_a_visit_is_explained_under_the_pointer(page: CalendarPage):
    """C-01, E-03, L-07: the word of its status, its window, its rule."""
    view = page.board.view
    at = chip_at(view, "PL03-0015", "imaging week 24")
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text().startswith("PL03-0015 imaging week 24, Due")
    assert "window 11-Nov to 25-Nov-2026" in QToolTip.text().replace("W", "w")


def test_a_click_beside_the_visits_that_fit_lists_them_all(
    qtbot: QtBot, page: CalendarPage
):
    view = page.board.view
    index = view.cells.index_of(TODAY)
    places = view.places(index)
    assert places.hidden > 0
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=places.more.center()
    )
    assert focused() is page.board.side.day


def test_the_marks_in_sight_are_explained_by_word(page: CalendarPage):
    """C-01."""
    words = page.legend.accessibleName()
    for word in ("Recorded", "Due", "Last day", "Out of window"):
        assert word in words
    assert "Cancelled" not in words


def test_past_today_and_weekend_are_told_apart_without_colour(page: CalendarPage):
    """L-06, C-03: in grey, too, past days and days to come differ."""
    view = page.board.view
    picture = view.viewport().grab().toImage()
    grey = picture.convertToFormat(picture.Format.Format_Grayscale8)

    def ground(on: date) -> int:
        corner = view.visualRect(view.cells.index_of(on)).bottomRight()
        return grey.pixelColor(corner - QPoint(8, 4)).lightness()

    assert ground(date(2026, 11, 16)) != ground(date(2026, 11, 27))
