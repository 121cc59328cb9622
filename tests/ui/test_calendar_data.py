"""What the site's calendar shows of the records, and what a filter hides."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scheduler.core.facts import EndOfTreatment, Participant, Weight
from scheduler.core.study import Study
from scheduler.core.visits import Status
from tests.ui.calendar_desk import (
    codes_on,
    joined_page,
    spoken,
    wait_until_ready,
)
from tests.ui.conftest import ANNA, clock
from tests.ui.dialog_data import settle
from tests.ui.site import files, made
from ui.calendar.month_cells import MonthCells
from ui.main_window import MainWindow
from ui.models.visit_filter import INFUSIONS, Group
from ui.pages.calendar_head import ASKED
from ui.pages.calendar_page import CalendarPage
from ui.session import Session, StudySite

K = Qt.Key
NAME = QAccessible.Text.Name
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(november: CalendarPage) -> CalendarPage:
    return november


def test_a_filter_says_what_it_hides_and_is_cleared(page: CalendarPage):
    """L-02."""
    count = sum(len(day.entries) for day in page.board.cells.days)
    assert not page.head.bar.isVisible()
    page.head.status.setCurrentIndex(ASKED.index(Group.DECIDE))
    shown = [e for day in page.board.cells.days for e in day.entries]
    assert {e.visit.status for e in shown} <= {
        Status.OVERDUE,
        Status.LAST_DAY,
        Status.MISSED,
        Status.AWAITING_CONFIRMATION,
    }
    assert 0 < len(shown) < count
    assert page.head.said.accessibleName() == (
        f"Showing {len(shown)} of {count} visits, filter \u201cNeeds a decision\u201d. "
        f"{count - len(shown)} hidden."
    )
    page.head.clear.click()
    assert sum(len(day.entries) for day in page.board.cells.days) == count
    assert not page.head.bar.isVisible()


def test_visits_are_filtered_by_kind_and_by_typed_text(page: CalendarPage):
    """L-02: filters for what the records know."""
    page.head.kind.setCurrentIndex(page.head.kind.findData(INFUSIONS))
    entries = [e for day in page.board.cells.days for e in day.entries]
    assert entries
    assert all(e.visit.infusion for e in entries)
    page.head.kind.setCurrentIndex(page.head.kind.findData("imaging"))
    entries = [e for day in page.board.cells.days for e in day.entries]
    assert {e.visit.kind for e in entries} == {"imaging"}
    page.head.clear_filter()
    page.head.text.setText("0012")
    codes = {
        e.plan.participant.code for day in page.board.cells.days for e in day.entries
    }
    assert codes == {"PL03-0012"}
    page.head.text.setText("nobody")
    assert "matches \u201cnobody\u201d" in page.head.said.accessibleName()


def test_cancelled_visits_are_shown_only_when_they_are_asked_for(page: CalendarPage):
    before = [e for day in page.board.cells.days for e in day.entries]
    assert all(e.visit.status is not Status.CANCELLED for e in before)
    page.head.status.setCurrentIndex(ASKED.index(Status.CANCELLED))
    after = [e for day in page.board.cells.days for e in day.entries]
    assert {e.visit.status for e in after} == {Status.CANCELLED}


def test_months_out_of_the_plans_at_hand_are_worked_out_as_well(
    page: CalendarPage,
):
    page.go(date(2027, 8, 10))
    wait_until_ready(page)
    assert page.head.title.text() == "August 2027"
    entries = [e for day in page.board.cells.days for e in day.entries]
    assert len({e.plan.participant.code for e in entries}) > 10
    page.go(date(2026, 3, 10))
    wait_until_ready(page)
    recorded = [e for day in page.board.cells.days for e in day.entries]
    assert {e.visit.status for e in recorded} <= {Status.RECORDED, Status.NOT_DONE}
    assert recorded


def test_a_month_without_visits_says_when_the_last_one_is(
    session: Session, window: MainWindow
):
    """E-01, E-02."""
    person = Participant(code="PL03-0050", first_day_1=date(2026, 12, 7))
    baseline = Weight(on=date(2026, 11, 20), grams=70_000, baseline=True)
    session.write(lambda store, by: store.add_participant(person, baseline, by=by))
    page = joined_page(session, window)
    page.go(date(2025, 2, 10))
    wait_until_ready(page)
    assert page.note.isVisible()
    assert page.note.accessibleName().startswith(
        "No visits in February 2025. Last planned visit: PL03-0050 "
    )
    page.go(date(2026, 12, 1))
    wait_until_ready(page)
    assert not page.note.isVisible()


def test_nobody_yet_offers_to_add_somebody(
    qtbot: QtBot, session: Session, window: MainWindow
):
    """E-01."""
    page = joined_page(session, window)
    assert page.nobody.isVisible()
    assert not page.board.isVisible()
    with qtbot.waitSignal(page.add_requested):
        page.nobody.button.click()


def test_weeks_begin_as_in_the_country_of_the_site(
    shipped_study: Study, tmp_path: Path, window: MainWindow
):
    """D-12: Sunday in Singapore."""
    site = StudySite(
        study=shipped_study.key, code="SG01", name="Test site", country="SG"
    )
    session = made(shipped_study, tmp_path / "SG01.cycledesk", clock, site, ANNA)
    person = Participant(code="SG01-0001", first_day_1=TODAY)
    session.write(lambda store, by: store.add_participant(person, by=by))
    page = joined_page(session, window)
    header = page.board.cells.headerData(0, Qt.Orientation.Horizontal)
    assert header == "Sun"
    assert page.span.begins == date(2026, 11, 1)
    session.close()


def test_what_another_page_saves_is_there_at_once(page: CalendarPage, demo: Session):
    number = page.plans.number("PL03-0012")
    drugs = (demo.study.infusion.key, demo.study.capsules.key)
    for drug in drugs:
        end = EndOfTreatment(drug=drug, last_dose=date(2026, 11, 22), reason="own wish")
        demo.write(lambda store, by, end=end: store.record_fact(number, end, by=by))
    settle()
    assert "PL03-0012 C14D1" not in codes_on(page, TODAY)


def test_a_new_day_moves_the_mark_of_today(
    shipped_study: Study, tmp_path: Path, window: MainWindow
):
    now = [datetime(2026, 11, 23, 23, 59, tzinfo=timezone(timedelta(hours=1)))]
    session = files(shipped_study, tmp_path / "none", lambda: now[0]).demo()
    page = joined_page(session, window)
    now[0] += timedelta(minutes=2)
    session.look_at_clock()
    wait_until_ready(page)
    assert "today" in spoken(page, date(2026, 11, 24))
    assert "today" not in spoken(page, TODAY)
    session.close()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, page: CalendarPage):
    qtmodeltester.check(MonthCells(), force_py=True)
    qtmodeltester.check(page.board.cells, force_py=True)
    qtmodeltester.check(page.board.side.day.items, force_py=True)
