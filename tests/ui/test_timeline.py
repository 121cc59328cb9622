import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from scheduler.core.study import Study
from tests.ui.plans import demo_plan, second_plan, second_study
from ui.calendar.cycle_columns import CycleColumns, Line
from ui.calendar.timeline import Timeline
from ui.roles import Role


@pytest.fixture
def timeline(qtbot: QtBot, shipped_study: Study) -> Timeline:
    found = Timeline(shipped_study)
    qtbot.addWidget(found)
    found.resize(1130, 200)
    return found


def shown(timeline: Timeline) -> list[int]:
    """The numbers of the cycles in sight, from left to right."""
    header, width = timeline.horizontalHeader(), timeline.viewport().width()
    return [
        column.cycle.number
        for at, column in enumerate(timeline.model().cycles)
        if header.sectionViewportPosition(at) >= 0
        and header.sectionViewportPosition(at) + header.sectionSize(at) <= width + 2
    ]


def spoken(model: CycleColumns, cycle: int, line: Line) -> str:
    column = model.column_of(cycle)
    return model.index(line, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, shipped_study: Study):
    model = CycleColumns(shipped_study)
    qtmodeltester.check(model, force_py=True)
    model.set_plan(demo_plan(shipped_study, "0012"))
    qtmodeltester.check(model, force_py=True)


def test_three_cycles_before_and_three_after_the_current_one_are_in_sight(
    timeline: Timeline, shipped_study: Study
):
    timeline.set_plan(demo_plan(shipped_study, "0012"))
    timeline.show()
    assert shown(timeline) == [11, 12, 13, 14, 15, 16, 17]


def test_cycle_112_is_as_ordinary_as_cycle_2(timeline: Timeline, shipped_study: Study):
    timeline.set_plan(demo_plan(shipped_study, "0025"))
    timeline.show()
    assert shown(timeline) == [108, 109, 110, 111, 112, 113, 114]
    assert timeline.model().columnCount() == 114
    timeline.show_cycle(1)
    assert shown(timeline)[0] == 1


def test_left_and_right_move_and_enter_opens_the_cycle(
    qtbot: QtBot, timeline: Timeline, shipped_study: Study
):
    timeline.set_plan(demo_plan(shipped_study, "0012"))
    timeline.show()
    qtbot.keyClick(timeline, Qt.Key.Key_Left)
    with qtbot.waitSignal(timeline.cycle_chosen) as chosen:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert chosen.args == [13]


def test_each_cycle_is_read_aloud(shipped_study: Study):
    """K-07, K-09."""
    model = CycleColumns(shipped_study)
    model.set_plan(demo_plan(shipped_study, "0012"))
    assert spoken(model, 14, Line.CYCLE) == (
        "Cycle 14, Monday 23 November 2026 to Sunday 13 December 2026, 21 days, "
        "today is in it"
    )
    assert spoken(model, 14, Line.DAY_1) == (
        "Cycle 14, day 1 on Monday 23 November 2026, due, window Friday 20 November "
        "2026 to Thursday 26 November 2026"
    )
    said = spoken(model, 13, Line.INFUSION).replace("\u00a0", " ")
    assert said == "Cycle 13, infusion 240 mg, given"


def test_levels_and_holds_are_bars_on_the_days_of_the_cycle(shipped_study: Study):
    plan = demo_plan(shipped_study, "0038")
    model = CycleColumns(shipped_study)
    model.set_plan(plan)
    column = model.cycles[model.column_of(plan.current.cycle)]
    bars = sorted(column.capsule_bars(), key=lambda bar: bar.starts)
    starts = column.cycle.starts
    held = bars[1]
    assert [bar.share is None for bar in bars] == [False, True, False]
    assert ((held.starts - starts).days, (held.ends - starts).days) == (3, 7)
    assert bars[0].starts == starts
    assert bars[2].ends == column.cycle.ends
    assert bars[0].share > bars[2].share


def test_a_hold_of_the_infusion_leaves_the_capsules_alone(shipped_study: Study):
    plan = demo_plan(shipped_study, "0027")
    model = CycleColumns(shipped_study)
    model.set_plan(plan)
    last = model.cycles[-1]
    assert [bar.words for bar in last.holds(shipped_study.infusion.key)] == ["hold"]
    assert all(bar.share is not None for bar in last.capsule_bars())
    cell = model.index(Line.DAY_1, model.columnCount() - 1)
    assert cell.data(Role.STATUS) == "on hold"


def test_a_column_is_as_wide_as_its_days(timeline: Timeline, shipped_study: Study):
    timeline.set_plan(demo_plan(shipped_study, "0035"))
    timeline.show()
    widths = {
        column.cycle.days: timeline.columnWidth(at)
        for at, column in enumerate(timeline.model().cycles)
    }
    longest = max(widths)
    assert longest > 21
    assert widths[longest] == pytest.approx(widths[21] * longest / 21, abs=1)


def test_nobody_without_a_dose_has_an_empty_line(shipped_study: Study):
    model = CycleColumns(shipped_study)
    model.set_plan(demo_plan(shipped_study, "0037"))
    assert model.index(Line.CAPSULES, 0).data() == "not known"


def test_a_study_of_28_days_has_its_own_words(qtbot: QtBot):
    study = second_study()
    timeline = Timeline(study)
    qtbot.addWidget(timeline)
    timeline.set_plan(second_plan(study))
    timeline.show()
    model = timeline.model()
    down = Qt.Orientation.Vertical
    assert model.headerData(Line.CAPSULES, down) == "examplinib"
    assert {column.cycle.days for column in model.cycles} == {28}
    assert model.index(Line.CAPSULES, 0).data().replace("\u00a0", " ") == (
        "15 mg once daily"
    )
