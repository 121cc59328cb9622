from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scheduler.core.plan import Plan
from scheduler.core.study import Study
from tests.ui.plans import TODAY, demo_plan, second_plan, second_study
from ui.calendar.cycle_grid import CycleGrid
from ui.calendar.day_cells import IN_ROW, DayCells

ALOUD = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def grid(qtbot: QtBot, shipped_study: Study) -> CycleGrid:
    found = CycleGrid(shipped_study)
    qtbot.addWidget(found)
    found.resize(1130, 500)
    return found


def cell(grid: CycleGrid, day: int) -> QModelIndex:
    return grid.days.model().index(*divmod(day - 1, IN_ROW))


def lines(grid: CycleGrid, day: int) -> list[str]:
    return cell(grid, day).data().replace("\u00a0", " ").split("\n")


def at(grid: CycleGrid, plan: Plan, cycle: int) -> CycleGrid:
    grid.set_plan(plan)
    grid.show_cycle(cycle)
    grid.show()
    return grid


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, shipped_study: Study):
    plan = demo_plan(shipped_study, "0012")
    model = DayCells(shipped_study)
    qtmodeltester.check(model, force_py=True)
    model.set_cycle(plan, plan.cycles[0])
    qtmodeltester.check(model, force_py=True)


def test_day_1_carries_the_infusion_the_dose_and_its_window(
    grid: CycleGrid, shipped_study: Study
):
    """D-13, K-07, K-09."""
    at(grid, demo_plan(shipped_study, "0012"), 14)
    assert lines(grid, 1) == [
        "Day 1 Mon 23-Nov",
        "INFUSION 240 mg due",
        "12 mg",
        "window C14D1",
    ]
    said = cell(grid, 1).data(ALOUD).replace("\u00a0", " ")
    assert said == (
        "Monday 23 November 2026, cycle 14 day 1, today, infusion due, lenvatinib "
        "12 mg once daily, in the window of C14D1"
    )
    assert grid.title.text() == "Cycle 14"
    assert grid.span.text() == "23-Nov-2026 to 13-Dec-2026, 21 days"


def test_the_window_of_the_next_day_1_is_marked_at_the_end(
    grid: CycleGrid, shipped_study: Study
):
    at(grid, demo_plan(shipped_study, "0012"), 14)
    marked = [day for day in range(5, 22) if "window C15D1" in lines(grid, day)]
    assert marked == [19, 20, 21]


def test_off_days_alternate_and_carry_no_capsule(grid: CycleGrid, shipped_study: Study):
    plan = demo_plan(shipped_study, "0034")
    at(grid, plan, plan.current.cycle)
    taken = ["no capsule" not in lines(grid, day) for day in range(1, 22)]
    assert all(taken[day] != taken[day + 1] for day in range(20))


def test_held_days_say_so(grid: CycleGrid, shipped_study: Study):
    plan = demo_plan(shipped_study, "0038")
    at(grid, plan, plan.current.cycle)
    held = [day for day in range(1, 22) if "capsules on hold" in lines(grid, day)]
    assert held == [4, 5, 6, 7, 8]
    assert "12 mg" in lines(grid, 3)
    assert "8 mg" in lines(grid, 9)


def test_a_longer_cycle_has_more_rows(grid: CycleGrid, shipped_study: Study):
    plan = demo_plan(shipped_study, "0035")
    longest = max(plan.cycles, key=lambda cycle: cycle.days)
    at(grid, plan, longest.number)
    model = grid.days.model()
    assert longest.days > 21
    assert model.rowCount() == -(-longest.days // IN_ROW)
    after = model.index(*divmod(longest.days, IN_ROW))
    assert not after.isValid() or after.flags() == Qt.ItemFlag.NoItemFlags


def test_imaging_stands_on_its_day(grid: CycleGrid, shipped_study: Study):
    plan = demo_plan(shipped_study, "0012")
    imaging = next(v for v in plan.visits if v.kind == "imaging" and v.target > TODAY)
    cycle = next(c for c in plan.cycles if c.starts <= imaging.target <= c.ends)
    at(grid, plan, cycle.number)
    day = (imaging.target - cycle.starts).days + 1
    assert f"{imaging.visit} planned" in lines(grid, day)


def test_keys_leaf_through_cycles_and_come_back_to_today(
    qtbot: QtBot, grid: CycleGrid, shipped_study: Study
):
    """K-06."""
    at(grid, demo_plan(shipped_study, "0012"), 14)
    qtbot.keyClick(grid.days, Qt.Key.Key_PageUp)
    assert grid.cycle == 13
    qtbot.keyClick(grid.days, Qt.Key.Key_PageDown)
    qtbot.keyClick(grid.days, Qt.Key.Key_PageDown)
    assert grid.cycle == 15
    qtbot.keyClick(grid.days, Qt.Key.Key_T)
    assert grid.cycle == 14
    assert grid.days.currentIndex() == cell(grid, 1)
    qtbot.keyClick(grid.days, Qt.Key.Key_Right)
    assert grid.days.currentIndex() == cell(grid, 2)


def test_a_key_at_the_end_says_why_nothing_happens(
    qtbot: QtBot, grid: CycleGrid, shipped_study: Study
):
    """F-04, K-05."""
    at(grid, demo_plan(shipped_study, "0012"), 17)
    assert not grid.after.isEnabled()
    assert grid.after.toolTip() == "The plan reaches no further."
    with qtbot.waitSignal(grid.said) as said:
        qtbot.keyClick(grid.days, Qt.Key.Key_PageDown)
    assert said.args == ["The plan reaches no further."]


def test_enter_opens_the_visit_of_the_day(
    qtbot: QtBot, grid: CycleGrid, shipped_study: Study
):
    """K-05, K-06."""
    at(grid, demo_plan(shipped_study, "0012"), 14)
    with qtbot.waitSignal(grid.visit_chosen) as chosen:
        qtbot.keyClick(grid.days, Qt.Key.Key_Return)
    assert chosen.args == ["C14D1"]
    qtbot.keyClick(grid.days, Qt.Key.Key_Right)
    with qtbot.waitSignal(grid.said):
        qtbot.keyClick(grid.days, Qt.Key.Key_Return)


def test_a_study_of_28_days_has_four_rows_and_two_infusions(qtbot: QtBot):
    study = second_study()
    plan = second_plan(study)
    grid = CycleGrid(study)
    qtbot.addWidget(grid)
    at(grid, plan, 3)
    assert grid.days.model().rowCount() == 4
    infusions = [
        day
        for day in range(1, 29)
        if any(line.startswith("INFUSION 1,500 mg") for line in lines(grid, day))
    ]
    assert infusions == [1, 15]
    before = plan.visit("C4D-1")
    last = (before.expected - plan.cycles[2].starts) / timedelta(days=1) + 1
    assert last == 28
    assert f"C4D-1 {before.status}" in lines(grid, 28)


def test_a_day_on_which_the_site_is_closed_is_named_with_its_reason(
    grid: CycleGrid, shipped_study: Study
):
    plan = demo_plan(shipped_study, "0012")
    shut = replace(plan.calendar, closed=frozenset({date(2026, 11, 25)}))
    at(grid, replace(plan, calendar=shut), 14)
    named = [day for day in range(1, 22) if "closed" in lines(grid, day)]
    assert named == [3, 6, 7, 13, 14, 20, 21]
    assert cell(grid, 3).data(ALOUD).endswith("closed day: closed by the site")
    why = cell(grid, 6).data(Qt.ItemDataRole.ToolTipRole)
    assert why.endswith("\nclosed day: Saturday.")
