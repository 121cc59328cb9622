from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Booking
from tests.ui.plans import TODAY
from ui.models.history_table import OBJECT
from ui.pages.labels import DrugLine
from ui.pages.participant_page import ParticipantPage
from ui.roles import Role
from ui.session import ParticipantId, Session


def number(session: Session, code: str) -> ParticipantId:
    """What the records call somebody, by the last digits of the code."""
    found = (p.id for p in session.participants() if p.participant.code.endswith(code))
    return next(found)


@pytest.fixture
def page(qtbot: QtBot, demo: Session) -> Iterator[ParticipantPage]:
    found = ParticipantPage(demo)
    qtbot.addWidget(found)
    found.resize(1166, 700)
    found.show_participant(number(demo, "0012"))
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    yield found
    found.hide()


def words(page: ParticipantPage) -> list[str]:
    """Every label of the banner, in its order."""
    labels = page.banner.findChildren(QLabel)
    return [one.text().replace("\u00a0", " ") for one in labels if one.isVisible()]


def test_the_banner_says_who_where_and_what_comes_next(page: ParticipantPage):
    """I-03, D-01, D-03, D-09, N-15."""
    assert words(page) == [
        "PL03-0012",
        "Initials",
        "J-W",
        "Born",
        "1961 (65 y)",
        "Sex",
        "male",
        "On treatment",
        "Cycle",
        "14 day 1 of 21",
        "DOSE",
        "lenvatinib 12 mg once daily",
        "Weight",
        "61.2 kg on 02-Nov-2026",
        "Next visit",
        "C14D1 Mon 23-Nov-2026",
        "Window",
        "20-Nov-2026 to 26-Nov-2026",
        "Due",
    ]


def test_what_is_not_known_is_said_so(page: ParticipantPage, demo: Session):
    """D-06."""
    page.show_participant(number(demo, "0037"))
    assert "Not recorded" in words(page)
    assert "lenvatinib not known" in words(page)
    assert not page.actions_.print.isEnabled()
    assert "baseline weight" in page.actions_.print.toolTip()


def test_who_has_ended_treatment_has_another_banner(
    page: ParticipantPage, demo: Session
):
    """I-05."""
    before = page.banner.grab().toImage()
    page.show_participant(number(demo, "0032"))
    after = page.banner.grab().toImage()
    assert "Safety follow-up" in words(page)
    corner = after.width() - 5, 5
    assert before.pixelColor(*corner) != after.pixelColor(*corner)


def test_both_drug_lines_are_there_and_name_no_arm(page: ParticipantPage):
    """N-08, I-07."""
    infusion, capsules = page.overview.findChildren(DrugLine)
    assert infusion.line.replace("\u00a0", " ").split(" \u2013 ") == [
        "toripalimab or placebo",
        "solution for infusion",
        "DOSE 240 mg",
        "intravenous",
        "once every 21 days",
    ]
    assert capsules.line.replace("\u00a0", " ").split(" \u2013 ") == [
        "lenvatinib",
        "capsule 4 mg",
        "DOSE 12 mg",
        "3 capsules",
        "by mouth",
        "once daily",
    ]


def test_what_is_to_be_done_at_the_visit_is_listed(page: ParticipantPage):
    labels = page.overview.visit.findChildren(QLabel)
    [due] = [text for one in labels if (text := one.text()).startswith("To be done")]
    assert due.startswith("To be done: weight, blood pressure, liver tests")
    assert "HBV DNA" not in due


def test_the_capsules_show_their_arithmetic(page: ParticipantPage):
    """N-11."""
    labels = page.overview.capsules.findChildren(QLabel)
    said = [one.text().replace("\u00a0", " ") for one in labels]
    assert "To dispense 63 capsules" in said
    assert "3 capsules of 4 mg x 21 days = 63 capsules" in said


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "record_requested"),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "print_requested"),
    ],
)
def test_keys_ask_for_the_visit_to_be_seen_to(
    qtbot: QtBot,
    page: ParticipantPage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    signal: str,
):
    """K-01."""
    with qtbot.waitSignal(getattr(page, signal)) as asked:
        qtbot.keyClick(page.overview.timeline, key, modifier)
    assert asked.args == [page.participant_id, "C14D1"]


def test_a_recorded_visit_cannot_be_recorded_again_and_says_why(
    qtbot: QtBot, page: ParticipantPage
):
    """F-04, K-05."""
    page.tabs.setCurrentIndex(2)
    page.records.choose("C13D1")
    assert not page.actions_.record.isEnabled()
    assert "saved already" in page.actions_.record.toolTip()
    assert page.actions_.print.isEnabled()
    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(page.records.visits, Qt.Key.Key_F8)
    assert "saved already" in said.args[0]


def test_a_saved_fact_is_chosen_and_handed_over(qtbot: QtBot, page: ParticipantPage):
    page.tabs.setCurrentIndex(2)
    assert not page.records.correct.isEnabled()
    page.records.facts.selectRow(0)
    with qtbot.waitSignal(page.correct_requested) as asked:
        page.records.correct.click()
    assert asked.args[0].fact == Booking(
        visit="C14D1", on=TODAY, at=asked.args[0].fact.at
    )


def test_enter_on_a_cycle_opens_its_days(qtbot: QtBot, page: ParticipantPage):
    qtbot.keyClick(page.overview.timeline, Qt.Key.Key_Left)
    qtbot.keyClick(page.overview.timeline, Qt.Key.Key_Return)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Calendar"
    assert page.grid.cycle == 13


def test_enter_on_a_day_opens_its_visit(qtbot: QtBot, page: ParticipantPage):
    page.overview.timeline.cycle_chosen.emit(14)
    qtbot.keyClick(page.grid.days, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == 2
    chosen = page.records.visits.value()
    assert chosen.visit.visit == "C14D1"


def test_a_change_is_shown_at_once_and_the_cycle_on_show_stays(
    page: ParticipantPage, demo: Session
):
    page.grid.show_cycle(10)
    stored = next(
        one
        for one in demo.facts(page.participant_id)
        if isinstance(one.fact, Booking) and one.fact.visit == "C14D1"
    )
    moved = Booking(visit="C14D1", on=TODAY.replace(day=25), reason="transport")
    demo.write(
        lambda store, by: store.book_visit(
            page.participant_id, moved, ver=stored.ver, by=by
        )
    )
    assert "C14D1 Wed 25-Nov-2026" in words(page)
    assert page.grid.cycle == 10


def test_history_is_a_table_of_every_change(page: ParticipantPage, demo: Session):
    page.tabs.setCurrentIndex(3)
    model = page.history.rows.model()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    lines = [model.index(row, 0).data(Role.VALUE) for row in range(model.rowCount())]
    fields = {change.seq for line in lines for change in line.entry.fields}
    every = demo.read(lambda store: store.history(page.participant_id, limit=9_999))
    assert fields == {row.seq for row in every}


@pytest.mark.parametrize("table", ["visits", "facts"])
def test_the_history_of_one_value_is_a_key_away(
    qtbot: QtBot, page: ParticipantPage, table: str
):
    """R28: history at data-point level."""
    page.tabs.setCurrentIndex(2)
    view = page.records.visits if table == "visits" else page.records.facts
    if table == "visits":
        page.records.choose("C13D1")
    else:
        view.selectRow(0)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F7)
    assert page.tabs.currentIndex() == 3
    shown = page.history.rows.model()
    assert 0 < shown.rowCount() < 5
    said = page.history.said.text()
    assert page.history.bar.isVisible()
    if table == "visits":
        assert "C13D1" in said
        assert "C13D1 infusion" in shown.index(0, OBJECT).data()
    page.history.clear.click()
    assert page.history.rows.model().rowCount() > 20


def test_a_visit_of_which_nothing_was_saved_says_so(
    qtbot: QtBot, page: ParticipantPage
):
    page.tabs.setCurrentIndex(2)
    page.records.choose("C16D1")
    page.records.visits.setFocus()
    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(page.records.visits, Qt.Key.Key_F7)
    assert said.args == ["Nothing was ever saved about C16D1."]
    assert page.tabs.currentIndex() == 2


def test_cycle_112_opens_like_any_other(page: ParticipantPage, demo: Session):
    page.show_participant(number(demo, "0025"))
    assert page.banner.cycle.value.text().startswith("111 day")
    assert page.grid.cycle == 111


def all_words(page: ParticipantPage) -> list[str]:
    """Every label and button of the whole page, in every tab."""
    return [
        str(one.property("text"))
        for one in page.findChildren(QWidget)
        if one.property("text") and one.isVisibleTo(page)
    ]


def test_nothing_of_one_participant_stays_on_the_page_of_the_next(
    qtbot: QtBot, page: ParticipantPage, demo: Session
):
    for stored in demo.participants():
        page.show_participant(stored.id)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        fresh = ParticipantPage(demo)
        qtbot.addWidget(fresh)
        fresh.resize(page.size())
        fresh.show_participant(stored.id)
        fresh.show()
        QCoreApplication.processEvents()
        assert sorted(all_words(page)) == sorted(all_words(fresh)), stored


def test_f9_delays_the_visit_that_the_button_names(qtbot: QtBot, page: ParticipantPage):
    with qtbot.waitSignal(page.delay_requested) as asked:
        qtbot.keyClick(page.overview.timeline, Qt.Key.Key_F9)
    assert asked.args == [page.participant_id, "C14D1"]
    assert "F9" in page.actions_.delay.text()


def test_without_initials_the_banner_names_the_randomization_number(
    page: ParticipantPage, demo: Session
):
    plan = demo.plan(page.participant_id)
    who = replace(
        plan.participant, initials=None, hospital_number=None, randomization_number="R7"
    )
    page.banner.set_plan(replace(plan, participant=who))
    assert page.banner.second.name.text() == "Randomization number"
    assert page.banner.second.value.text() == "R7"
