"""The keys of the site's calendar."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.ui.calendar_desk import (
    codes_on,
    day_of,
    keys,
    said,
)
from tests.ui.dialog_data import focused, settle
from tests.ui.elsewhere import Answer
from ui.dialogs.go_to_date import GoToDateDialog
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.session import Session

K = Qt.Key
NAME = QAccessible.Text.Name
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(november: CalendarPage) -> CalendarPage:
    return november


def test_keys_go_by_days_weeks_and_months(qtbot: QtBot, page: CalendarPage):
    """K-06."""
    steps = [
        (K.Key_Right, date(2026, 11, 24)),
        (K.Key_Down, date(2026, 12, 1)),
        (K.Key_Left, date(2026, 11, 30)),
        (K.Key_End, date(2026, 12, 6)),
        (K.Key_Home, date(2026, 11, 30)),
        (K.Key_Up, TODAY),
        (K.Key_PageDown, date(2026, 12, 23)),
        (K.Key_PageUp, TODAY),
        (K.Key_PageUp, date(2026, 10, 23)),
        (K.Key_T, TODAY),
    ]
    for key, day in steps:
        keys(qtbot, key)
        assert day_of(page) == day
    assert page.head.title.text() == "November 2026"


def test_arrows_go_on_where_the_days_shown_end(qtbot: QtBot, page: CalendarPage):
    """K-06."""
    keys(qtbot, K.Key_Down, K.Key_Down)
    assert page.head.title.text() == "December 2026"
    assert day_of(page) == date(2026, 12, 7)
    keys(qtbot, K.Key_Home, K.Key_Left)
    assert day_of(page) == date(2026, 12, 6)


def test_from_a_day_at_the_edge_the_next_month_is_the_one_after_that_shown(
    qtbot: QtBot, page: CalendarPage
):
    """K-06."""
    keys(qtbot, K.Key_Down)
    keys(qtbot, K.Key_Right, K.Key_Right)
    assert day_of(page) == date(2026, 12, 2)
    assert page.head.title.text() == "November 2026"
    keys(qtbot, K.Key_PageDown)
    assert day_of(page) == date(2026, 12, 2)
    assert page.head.title.text() == "December 2026"


def test_tab_goes_through_the_visits_of_the_day_and_then_on(
    qtbot: QtBot, page: CalendarPage
):
    """K-01, K-06: Enter opens the participant of the visit."""
    keys(qtbot, K.Key_Right, K.Key_Right)  # 25-Nov-2026
    names = []
    while focused() is page.board.view:
        keys(qtbot, K.Key_Tab)
        if (chosen := page.board.view.chosen) is not None:
            names.append(chosen.visit.visit)
    assert (
        names
        == [c.split(" ", 1)[1] for c in codes_on(page, date(2026, 11, 25))][
            : len(names)
        ]
    )
    assert names
    assert focused() is page.board.side.day


def test_enter_opens_the_participant_of_the_visit(
    qtbot: QtBot, page: CalendarPage, demo: Session
):
    """K-06."""
    keys(qtbot, K.Key_Right, K.Key_Right, K.Key_Tab)
    chosen = page.board.view.chosen
    assert chosen is not None
    with qtbot.waitSignal(page.opened) as opened:
        keys(qtbot, K.Key_Return)
    code = demo.participant(opened.args[0]).participant.code
    assert code == chosen.plan.participant.code


def test_enter_on_a_day_with_more_visits_goes_to_the_list_of_them(
    qtbot: QtBot, page: CalendarPage
):
    """K-01: what a cell has no room for is listed beside it."""
    keys(qtbot, K.Key_Return)
    assert focused() is page.board.side.day
    listed = page.board.side.day.items.entries
    assert len(listed) == 7
    with qtbot.waitSignal(page.opened):
        keys(qtbot, K.Key_Return)


def test_a_key_with_nothing_to_do_says_so(
    qtbot: QtBot, page: CalendarPage, window: MainWindow
):
    """K-05."""
    keys(qtbot, K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Right)
    assert codes_on(page, date(2026, 11, 27)) == []
    for key in (K.Key_Return, K.Key_M):
        keys(qtbot, key)
        assert said(window) == "No visit on Fri 27-Nov-2026."


def test_letters_are_no_keys_while_text_is_typed(qtbot: QtBot, page: CalendarPage):
    """K-04."""
    qtbot.keyClick(page.board.view, K.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is page.head.text
    keys(qtbot, K.Key_M, K.Key_T)
    assert page.head.text.text() == "mt"
    assert page.carrying.entry is None
    assert day_of(page) == TODAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [("+3w", date(2026, 12, 14)), ("05-Jan-2027", date(2027, 1, 5))],
)
def test_a_date_that_is_typed_is_gone_to(
    qtbot: QtBot, page: CalendarPage, answers: list[Answer], typed: str, day: date
):
    """D-07, K-06."""

    def answer(dialog: object) -> None:
        assert isinstance(dialog, GoToDateDialog)
        qtbot.keyClicks(focused(), typed)
        qtbot.keyClick(focused(), K.Key_Return)

    answers.append(answer)
    page.head.go_to.click()
    settle()
    assert day_of(page) == day
    assert page.window().focusWidget() is page.board.view


def test_a_date_that_is_ambiguous_or_too_far_is_not_gone_to(
    qtbot: QtBot, page: CalendarPage, answers: list[Answer]
):
    """D-08, F-01."""
    problems: list[str] = []

    def answer(dialog: object) -> None:
        assert isinstance(dialog, GoToDateDialog)
        for typed in ("05/04/2026", "01-Jan-2199"):
            dialog.day.entry.edit.setText(typed)
            dialog.submit()
            problems.append(dialog.day.find_problem())
        assert dialog.isVisible()
        qtbot.keyClick(focused(), K.Key_Escape)
        assert not dialog.isVisible()

    answers.append(answer)
    page.ask_date()
    assert "05-Apr-2026 or 04-May-2026" in problems[0]
    assert problems[1].startswith("The calendar shows ")
    assert day_of(page) == TODAY


def test_five_weeks_begin_with_the_week_of_the_day(qtbot: QtBot, page: CalendarPage):
    page.head.weeks.click()
    settle()
    assert page.head.title.text() == "23-Nov-2026 to 27-Dec-2026"
    assert page.board.cells.rowCount() == 5
    assert all(day.inside for day in page.board.cells.days)
    page.board.view.setFocus()
    keys(qtbot, K.Key_Up)
    assert page.span.begins == date(2026, 11, 16)
    page.head.month.click()
    settle()
    assert page.head.title.text() == "November 2026"
