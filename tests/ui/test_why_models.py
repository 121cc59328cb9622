"""No model of the program shows a computed cell without its reason."""

import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractProxyModel,
    Qt,
)

import ui
from scheduler.core.agenda import Entry
from scheduler.core.delay import Delay, six_rows, try_delay
from scheduler.core.notices import find_notices
from scheduler.core.plan import Plan
from scheduler.core.visits import Status
from ui.calendar.cycle_columns import CycleColumns
from ui.calendar.day_cells import DayCells
from ui.calendar.month_cells import MonthCells
from ui.calendar.visit_list import VisitItems
from ui.models.columns import ColumnsTable
from ui.models.days_strip import DaysStrip
from ui.models.delay_table import DelayTable
from ui.models.notices_table import NoticesTable
from ui.models.participants_table import ParticipantsTable, participant_rows
from ui.models.today_lists import KeptNotices, PlanNotice, today_lists
from ui.models.visits_table import OF_ALL, OF_ONE, VisitsTable
from ui.session import Session

# What people or the program wrote down themselves: nothing computes it.
WRITTEN_DOWN = {
    "AccountsTable": "accounts as they were entered",
    "BackupsTable": "copies as they lie in a folder",
    "FactsTable": "facts as they were recorded",
    "HistoryTable": "saves as they were made",
    "SaveTable": "one save, before and after",
    "SettingRulesTable": "the profile's own values, each with its source",
    "ShortcutsTable": "keys and what they do",
    "SiteDaysTable": "closed and open days as they were entered",
}
# In tables that compute: the columns that do not.
ENTERED = {"Participant", "Initials", "Last weight", "Time"}


def models_of_the_program() -> set[str]:
    """Return the name of every model that holds rows, wherever it is defined."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        import_module(module.name)
    waiting, found = [QAbstractItemModel], set()
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        own = one.__module__.startswith("ui.")
        if own and not issubclass(one, QAbstractProxyModel):
            found.add(one.__name__)
    return found - {ColumnsTable.__name__}


def all_plans(session: Session) -> list[Plan]:
    return [session.plan(one.id) for one in session.participants()]


def all_entries(session: Session) -> list[Entry]:
    return [
        Entry(plan=plan, visit=visit)
        for plan in all_plans(session)
        for visit in plan.visits
    ]


def visits(session: Session) -> Iterator[QAbstractItemModel]:
    for shown in (OF_ALL, OF_ONE):
        model = VisitsTable(session.study, shown)
        model.set_rows(all_entries(session))
        yield model


def participants(session: Session) -> Iterator[QAbstractItemModel]:
    model = ParticipantsTable(session.study)
    numbered = [(one.id, session.plan(one.id)) for one in session.participants()]
    model.set_rows(participant_rows(session.study, numbered))
    yield model


def notices(session: Session) -> Iterator[QAbstractItemModel]:
    model = NoticesTable()
    model.set_rows(
        [
            PlanNotice(plan, notice)
            for plan in all_plans(session)
            for notice in find_notices(session.study.capsules, plan)
        ]
    )
    yield model


def delays(session: Session) -> Iterator[QAbstractItemModel]:
    for one in session.participants():
        plan = session.plan(one.id)
        waiting = [
            visit
            for visit in plan.visits
            if visit.infusion and visit.status in {Status.PLANNED, Status.DUE}
        ]
        outlook = session.rules.outlook(session.document(one.id))
        for visit in waiting[:1]:
            for on in (visit.expected + timedelta(days=7), None):
                found, _ = try_delay(outlook, Delay(visit=visit.visit, on=on))
                model = DelayTable()
                stays = {row.visit: why for row, why in found.comparison.unmoved}
                model.show_rows(six_rows(found, visit.visit), stays, found.after)
                yield model


def strips(session: Session) -> Iterator[QAbstractItemModel]:
    model = DaysStrip()
    kept = KeptNotices(lambda: session.study)
    lists = today_lists(kept, all_plans(session), session.today())
    model.set_days(lists.days)
    yield model


def grids(session: Session) -> Iterator[QAbstractItemModel]:
    for plan in all_plans(session):
        model = DayCells(session.study)
        for cycle in plan.cycles[-4:]:
            model.set_cycle(plan, cycle)
            yield model


def timelines(session: Session) -> Iterator[QAbstractItemModel]:
    for plan in all_plans(session):
        model = CycleColumns(session.study)
        model.set_plan(plan)
        yield model


def lists_of_visits(session: Session) -> Iterator[QAbstractItemModel]:
    model = VisitItems()
    model.show_entries(all_entries(session))
    yield model


Made = Callable[[Session], Iterator[QAbstractItemModel]]
COMPUTED: dict[str, Made] = {
    VisitsTable.__name__: visits,
    ParticipantsTable.__name__: participants,
    NoticesTable.__name__: notices,
    DelayTable.__name__: delays,
    DaysStrip.__name__: strips,
    DayCells.__name__: grids,
    CycleColumns.__name__: timelines,
    VisitItems.__name__: lists_of_visits,
}


def test_every_model_either_tells_why_or_computes_nothing():
    """E-03: a new model has to be put on one of the two lists."""
    listed = {*COMPUTED, *WRITTEN_DOWN, MonthCells.__name__}
    assert models_of_the_program() == listed


@pytest.mark.parametrize("name", COMPUTED)
def test_no_computed_cell_is_without_a_reason(demo: Session, name: str):
    """E-03, N-11: by tooltip, and the same by screen reader."""
    seen = 0
    for model in COMPUTED[name](demo):
        for row in range(model.rowCount()):
            for column in range(columns_of(model)):
                seen += check(model, row, column)
    assert seen > 10


def columns_of(model: QAbstractItemModel) -> int:
    """Return how many columns there are; a list has one, and Qt hides its count."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def check(model: QAbstractItemModel, row: int, column: int) -> bool:
    """Hold one cell against the rule; an empty cell and an entered one need none."""
    heading = model.headerData(column, Qt.Orientation.Horizontal)
    index = model.index(row, column)
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    if heading in ENTERED or not shown:
        return False
    why = index.data(Qt.ItemDataRole.ToolTipRole)
    assert why, (heading, shown)
    assert why != shown, (heading, shown)
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == why
    return True
