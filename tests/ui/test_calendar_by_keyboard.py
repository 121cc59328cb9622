"""A visit moved on the site's calendar by keyboard, and who may not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking, InfusionOutcome, InfusionRecord, Participant
from scheduler.core.landing import Ground
from scheduler.core.study import Study
from tests.ui.calendar_desk import (
    CODE,
    LATE,
    MONDAY,
    TUESDAY,
    Announcements,
    booked,
    codes_on,
    day_of,
    drag,
    joined_page,
    keys,
    said,
    spoken,
)
from tests.ui.conftest import clock
from tests.ui.dialog_data import settle
from tests.ui.elsewhere import BASELINE
from tests.ui.site import add_colleague, joined
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.session import ParticipantId, Person, Role, Session

K = Qt.Key


@pytest.fixture
def page(december: CalendarPage) -> CalendarPage:
    return december


@pytest.fixture
def alone(session: Session, window: MainWindow) -> CalendarPage:
    """December with one participant."""
    person = Participant(code=CODE, first_day_1=date(2026, 11, 23))
    session.write(lambda store, by: store.add_participant(person, BASELINE, by=by))
    found = joined_page(session, window)
    found.go(MONDAY)
    settle()
    return found


def test_the_keyboard_does_what_the_mouse_does(
    qtbot: QtBot,
    alone: CalendarPage,
    session: Session,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
):
    """L-10, K-01, K-08, K-09: M, arrows with the verdict aloud, Enter."""
    heard = Announcements(monkeypatch).heard
    keys(qtbot, K.Key_M)
    assert alone.carrying.entry is not None
    keys(qtbot, K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Right)
    assert day_of(alone) == LATE
    assert [words.split(", window")[0] for words in heard] == [
        "Monday 14 December 2026, in window",
        "Tuesday 15 December 2026, in window",
        "Wednesday 16 December 2026, in window",
        "Thursday 17 December 2026, in window",
        "Friday 18 December 2026, 1 day late, out of window",
    ]
    assert "window Friday 11 December 2026 to Thursday 17 December 2026" in heard[0]
    keys(qtbot, K.Key_Left, K.Key_Return)
    [number] = [one.id for one in session.participants()]
    assert booked(session, number) == Booking(visit="C2D1", on=date(2026, 12, 17))
    assert heard[-1] == said(window)
    assert "Booked PL03-0012 C2D1 for Thu 17-Dec-2026, in window" in said(window)


def test_escape_puts_a_visit_back_and_tab_says_how_to_go_on(
    qtbot: QtBot, alone: CalendarPage, session: Session, window: MainWindow
):
    """L-10, K-05."""
    keys(qtbot, K.Key_M, K.Key_Right, K.Key_Tab)
    assert said(window) == "Drop the visit with Enter, or cancel with Esc."
    keys(qtbot, K.Key_M)
    assert alone.carrying.entry is not None
    keys(qtbot, K.Key_Escape)
    assert alone.carrying.entry is None
    [number] = [one.id for one in session.participants()]
    assert booked(session, number) is None


def test_a_visit_carried_by_keyboard_goes_on_into_the_next_month(
    qtbot: QtBot, alone: CalendarPage
):
    """K-06."""
    keys(qtbot, K.Key_M, K.Key_PageDown)
    assert alone.head.title.text() == "January 2027"
    assert day_of(alone) == date(2027, 1, 14)
    assert alone.carrying.landing is not None
    assert alone.carrying.landing.days_outside == 28
    assert spoken(alone, date(2027, 1, 14)).startswith(
        "Thursday 14 January 2027, 28 days late, out of window"
    )
    keys(qtbot, K.Key_Escape)


def test_the_keyboard_may_go_on_from_a_day_that_is_refused(
    qtbot: QtBot, alone: CalendarPage, session: Session, window: MainWindow
):
    """L-10."""
    alone.go(date(2026, 11, 23))
    settle()
    keys(qtbot, K.Key_M, K.Key_Up, K.Key_Return)
    assert said(window) == "Over, cannot be booked."
    assert alone.carrying.entry is not None
    keys(qtbot, K.Key_Down, K.Key_Return)
    [number] = [one.id for one in session.participants()]
    assert booked(session, number) == Booking(visit="C1D1", on=date(2026, 11, 23))


def test_of_two_visits_on_a_day_one_is_chosen_first(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
):
    """K-05: never the wrong one of two that are easily taken for one another."""
    keys(qtbot, K.Key_M)
    assert said(window) == (
        "Choose one of the visits on Mon 14-Dec-2026 by Tab, then press M."
    )
    keys(qtbot, K.Key_Tab, K.Key_Tab)
    chosen = page.board.view.chosen
    assert chosen is not None
    assert chosen.plan.participant.code == "PL03-0021"
    keys(qtbot, K.Key_M, K.Key_Right, K.Key_Return)
    assert booked(session, two[0]) is None
    assert booked(session, two[1]) == Booking(visit="C2D1", on=TUESDAY)


def test_a_visit_that_is_not_booked_is_picked_up_from_its_list_by_keyboard(
    qtbot: QtBot,
    page: CalendarPage,
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
):
    """K-01, L-10."""
    page.go(date(2026, 11, 30))
    page.board.side.open.take_focus()
    keys(qtbot, K.Key_M)
    assert page.window().focusWidget() is page.board.view
    assert day_of(page) == date(2026, 11, 23)
    assert page.carrying.landing is not None
    assert page.carrying.landing.ground is Ground.IN_WINDOW
    keys(qtbot, K.Key_Right, K.Key_Return)
    assert booked(session, two[0]) == Booking(visit="C1D1", on=date(2026, 11, 24))


def test_a_recorded_visit_is_not_picked_up_and_says_why(
    qtbot: QtBot, alone: CalendarPage, session: Session, window: MainWindow
):
    """F-03, F-04."""
    [number] = [one.id for one in session.participants()]
    given = InfusionRecord(
        cycle=1, on=date(2026, 11, 23), outcome=InfusionOutcome.GIVEN
    )
    session.write(lambda store, by: store.record_fact(number, given, by=by))
    alone.go(date(2026, 11, 23))
    settle()
    keys(qtbot, K.Key_M)
    assert alone.carrying.entry is None
    assert said(window) == "C1D1 is recorded: only a visit to come is booked."


@pytest.fixture
def monitor(
    session: Session,
    two: tuple[ParticipantId, ParticipantId],
    shipped_study: Study,
    site_file: Path,
) -> Iterator[Session]:
    """Somebody who looks at the records of two participants and writes nothing."""
    assert len(two) == len(session.participants())
    person = Person(name="M. Onitor", initials="MO", role=Role.MONITOR)
    add_colleague(session, person)
    found = joined(shipped_study, site_file, clock, person.name)
    yield found
    found.close()


def test_who_may_not_write_moves_nothing_and_is_told_why(
    qtbot: QtBot,
    monitor: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
    monkeypatch: pytest.MonkeyPatch,
):
    """F-04: a monitor sees everything and books nothing."""
    page = joined_page(monitor, window)
    page.go(MONDAY)
    settle()
    assert f"{CODE} C2D1" in codes_on(page, MONDAY)
    heard = Announcements(monkeypatch).heard
    keys(qtbot, K.Key_Tab, K.Key_M)
    assert page.carrying.entry is None
    assert said(window) == "You are signed in as monitor, which does not include this"
    assert heard[-1] == said(window)
    drag(page).over(TUESDAY).drop()
    assert booked(monitor, two[0]) is None
