import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from pytestqt.modeltest import ModelTester

from scheduler.core.agenda import Entry
from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
    Observation,
    Return,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.history import HistoryFilter, HistoryPage
from scheduler.core.study import Study
from scheduler.core.visits import Status
from tests.ui.conftest import NOW
from tests.ui.plans import TODAY, demo_plan
from ui.models.days_strip import Day, DaysStrip, index_of
from ui.models.facts_table import FactsTable, fact_name, fact_value
from ui.models.history_table import NEW, HistoryTable
from ui.models.notices_table import NoticesTable
from ui.models.participant_filter import Chip, ParticipantFilter, fits
from ui.models.participants_table import (
    Heading,
    ParticipantsTable,
    participant_rows,
)
from ui.models.today_lists import KeptNotices, TodayLists, today_lists
from ui.models.visits_table import OF_ALL, OF_ONE, Shown, VisitsTable
from ui.roles import Role
from ui.session import ParticipantId, Session


def texts(model: QAbstractTableModel, column: int, role: int = 0) -> list[str]:
    """Every cell of a column, from top to bottom."""
    rows = range(model.rowCount())
    return [model.index(row, column).data(role) for row in rows]


def entries_of(study: Study, number: str) -> list[Entry]:
    plan = demo_plan(study, number)
    return [Entry(plan=plan, visit=visit) for visit in plan.visits]


def lists_of(demo: Session) -> TodayLists:
    kept = KeptNotices(lambda: demo.study)
    return today_lists(kept, demo.recent_plans().values(), TODAY)


def filtered(demo: Session) -> ParticipantFilter:
    proxy = ParticipantFilter()
    table = ParticipantsTable(demo.study, proxy)
    table.set_rows(participant_rows(demo.study, demo.recent_plans().items()))
    proxy.setSourceModel(table)
    return proxy


def codes(model: QAbstractTableModel) -> list[str]:
    return texts(model, Heading.CODE, Role.COPY)


def test_every_model_keeps_qts_rules(qtmodeltester: ModelTester, demo: Session):
    number = next(iter(demo.recent_plans()))
    lists = lists_of(demo)
    visits, facts = VisitsTable(demo.study), FactsTable()
    history, notices, strip = HistoryTable(), NoticesTable(), DaysStrip()
    for empty in (visits, facts, history, notices, strip):
        qtmodeltester.check(empty, force_py=True)
    visits.set_rows(entries_of(demo.study, "0012"))
    facts.set_rows(demo.facts(number))
    history.begin(changes_of(demo, number))
    notices.set_rows(lists.notices)
    strip.set_days(lists.days)
    for full in (visits, facts, history, notices, strip):
        assert full.rowCount() > 0
        qtmodeltester.check(full, force_py=True)
    qtmodeltester.check(filtered(demo), force_py=True)


def test_a_visit_is_read_aloud_with_long_dates_and_says_why(shipped_study: Study):
    """K-07, K-09, E-03, D-03."""
    table = VisitsTable(shipped_study, OF_ONE)
    rows = entries_of(shipped_study, "0012")
    table.set_rows(rows)
    row = [entry.visit.visit for entry in rows].index("C14D1")
    planned = table.index(row, OF_ONE.index(Shown.PLANNED))
    assert planned.data() == "Mon 23-Nov-2026"
    spoken = planned.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Monday 23 November 2026"
    why = planned.data(Qt.ItemDataRole.ToolTipRole)
    assert why == "C13D1 on 02-Nov-2026 + 21 days"
    assert planned.data(Role.SORT) == TODAY.toordinal()
    assert planned.data(Role.VALUE) is rows[row]


def test_the_status_is_handed_to_the_badge_with_the_days_outside(
    shipped_study: Study,
):
    """C-01."""
    table = VisitsTable(shipped_study)
    rows = entries_of(shipped_study, "0004")
    table.set_rows(rows)
    row = [entry.visit.visit for entry in rows].index("C31D1")
    cell = table.index(row, OF_ALL.index(Shown.STATUS))
    assert cell.data() == "Overdue, 1 day late, out of window"
    assert (cell.data(Role.STATUS), cell.data(Role.OUTSIDE)) == (Status.OVERDUE, 1)


def test_what_is_copied_keeps_its_year(shipped_study: Study):
    """D-13."""
    table = VisitsTable(shipped_study)
    table.set_rows(entries_of(shipped_study, "0012"))
    day = table.index(0, OF_ALL.index(Shown.SHORT_DATE))
    window = table.index(0, OF_ALL.index(Shown.SHORT_WINDOW))
    assert day.data() == "Mon 23-Feb"
    assert day.data(Role.COPY) == "Mon 23-Feb-2026"
    assert window.data(Role.COPY) == "20-Feb-2026 to 26-Feb-2026"


@pytest.mark.parametrize("chip", list(Chip))
def test_a_chip_lists_those_that_fit_and_no_others(demo: Session, chip: Chip):
    proxy = filtered(demo)
    proxy.set_chip(chip)
    rows = participant_rows(demo.study, demo.recent_plans().items())
    expected = [row.participant.code for row in rows if fits(chip, row)]
    assert sorted(codes(proxy)) == sorted(expected)
    assert expected


def test_the_chips_know_who_is_held_late_and_gone(demo: Session):
    proxy = filtered(demo)
    found = {}
    for chip in Chip:
        proxy.set_chip(chip)
        found[chip] = {code[-4:] for code in codes(proxy)}
    assert len(found[Chip.ALL]) == len(demo.participants())
    assert found[Chip.ON_HOLD] == {"0027"}
    assert "0004" in found[Chip.OVERDUE]
    assert found[Chip.ENDED] == {"0031", "0032"}
    assert found[Chip.ON_TREATMENT].isdisjoint(found[Chip.ENDED])
    assert "0012" in found[Chip.DUE_THIS_WEEK]


def test_text_narrows_what_the_chip_lists(demo: Session):
    proxy = filtered(demo)
    proxy.set_text("  00 ")
    assert len(codes(proxy)) == len(demo.participants())
    proxy.set_text("j-w")
    assert codes(proxy) == ["PL03-0012"]
    proxy.set_chip(Chip.ON_HOLD)
    assert codes(proxy) == []


def test_participants_sort_by_values_not_by_words(demo: Session):
    proxy = filtered(demo)
    proxy.sort(Heading.CYCLE)
    known = (text.split(",")[0] for text in texts(proxy, Heading.CYCLE))
    cycles = [int(text) for text in known if text.isdigit()]
    assert cycles == sorted(cycles)
    assert cycles[-1] > 100
    proxy.sort(Heading.DATE)
    days = texts(proxy, Heading.DATE, Role.SORT)
    assert days == sorted(days)


FACTS: list[tuple[Fact, str, str]] = [
    (Weight(on=TODAY, grams=59_950), "Weight", "59.95 kg"),
    (
        InfusionRecord(cycle=3, on=TODAY, outcome=InfusionOutcome.NOT_GIVEN,
                       reason="toxicity"),
        "Infusion C3D1",
        "not given, toxicity",
    ),
    (Booking(visit="C4D1", on=TODAY), "Booking C4D1", "booked for Mon 23-Nov-2026"),
    (
        Hold(drug="lenvatinib", starts=TODAY, ends=None),
        "Hold of lenvatinib",
        "23-Nov-2026 to further notice",
    ),
    (
        DoseDecision(on=TODAY, action=DoseAction.REDUCE, to="8 mg daily", grade=3),
        "Dose decision",
        "reduce, 8 mg daily, from 23-Nov-2026, grade 3",
    ),
    (
        MissedDoses(starts=TODAY, ends=TODAY, reason="forgot"),
        "Missed doses",
        "23-Nov-2026 to 23-Nov-2026, forgot",
    ),
    (ExtraDoses(on=TODAY, capsules=3), "Extra doses", "3 capsules"),
    (Dispensing(on=TODAY, capsules=63), "Capsules handed out", "63 capsules"),
    (Return(on=TODAY, capsules=1, lost=2), "Capsules returned", "1 capsule, 2 lost"),
    (
        VisitRecord(visit="imaging week 6", on=TODAY, outcome=VisitOutcome.DONE),
        "Visit imaging week 6",
        "done",
    ),
    (
        UnscheduledVisit(on=TODAY, reason="adverse event"),
        "Unscheduled visit",
        "adverse event",
    ),
    (Observation(on=TODAY, procedure="weight"), "Weight", "done"),
    (
        EndOfTreatment(drug="infusion", last_dose=TODAY),
        "End of infusion",
        "last dose on 23-Nov-2026",
    ),
    (Event(event=EventKind.PROGRESSION, on=TODAY), "Event", "progression"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "name", "value"), FACTS)
def test_a_fact_is_shown_in_words(fact: Fact, name: str, value: str):
    shown = fact_value(fact).replace("\u00a0", " ")
    assert (fact_name(fact), shown) == (name, value)


def test_a_visit_stands_on_one_of_the_three_lists_only(demo: Session):
    lists = lists_of(demo)
    names = [
        (entry.plan.participant.code, entry.visit.visit)
        for entry in (*lists.decisions, *lists.due, *lists.waiting)
    ]
    assert len(names) == len(set(names))
    assert ("PL03-0004", "C31D1") in names
    due = {entry.plan.participant.code for entry in lists.due}
    assert due == {"PL03-0012", "PL03-0015", "PL03-0021"}
    assert all(entry.visit.actual == TODAY for entry in lists.recorded)


def test_the_strip_counts_fourteen_days_from_today(demo: Session):
    lists, strip = lists_of(demo), DaysStrip()
    strip.set_days(lists.days)
    assert strip.columnCount() == 14
    assert lists.days[0].on == TODAY
    last = index_of(strip, TODAY + timedelta(days=13))
    assert last.column() == 13
    assert not index_of(strip, TODAY + timedelta(days=14)).isValid()
    first = strip.index(0, 0)
    count = len(lists.days[0].entries)
    assert first.data() == str(count)
    spoken = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Monday 23 November 2026, {count} visits"


def test_a_day_without_visits_says_so():
    strip = DaysStrip()
    strip.set_days([Day(TODAY, ())])
    spoken = strip.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Monday 23 November 2026, no visits"


def test_history_shows_dates_and_weights_as_screens_do(demo: Session):
    """D-01."""
    number = next(iter(demo.recent_plans()))
    table = HistoryTable()
    table.begin(changes_of(demo, number))
    values = set(texts(table, NEW))
    assert not any(re.search(r"\d{4}-\d\d-\d\d", value) for value in values)
    assert any(value.endswith("kg") for value in values)
    saved = datetime.strftime(NOW, "%H:%M")
    assert texts(table, 0)[0] == f"23-Nov-2026 {saved} +01:00"


def changes_of(session: Session, number: ParticipantId) -> Callable[[int], HistoryPage]:
    """Return how a table reads the changes of one participant."""
    asked = HistoryFilter(participant=number)
    through = session.read(lambda store: store.last_change())
    return lambda offset: session.read(
        lambda store: store.changes(asked, through=through, offset=offset)
    )
