"""The golden cases of domain.md 8 about visits, by number, through the command line."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from scheduler.core.course_facts import course_facts
from scheduler.core.cycles import CycleCourse
from scheduler.core.settings import NextDay1
from tests.commands import (
    Commands,
    as_process,
    case,
    document,
    infusion,
    row,
    weight,
)
from tests.core.plans import ADA
from tests.core.profiles import FIRST

ON_TIME = [infusion(1, "2024-03-04"), infusion(2, "2024-03-25")]


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.mark.parametrize(
    ("first", "targets"),
    [
        case("G14", "2024-03-04", {
            2: "2024-03-25", 3: "2024-04-15", 4: "2024-05-06", 5: "2024-05-27",
            6: "2024-06-17", 7: "2024-07-08"}),
        case("G15", "2023-12-18", {
            2: "2024-01-08", 3: "2024-01-29", 4: "2024-02-19", 5: "2024-03-11",
            6: "2024-04-01"}),
        case("G16", "2024-02-12", {2: "2024-03-04"}),
        case("G16", "2023-02-12", {2: "2023-03-05"}),
        case("G17", "2024-02-29", {
            2: "2024-03-21", 3: "2024-04-11", 4: "2024-05-02", 5: "2024-05-23",
            6: "2024-06-13"}),
        case("G18", "2020-06-29", {
            18: "2021-06-21", 35: "2022-06-13", 36: "2022-07-04",
            100: "2026-03-09", 104: "2026-06-01"}),
        case("G20", "2024-03-18", {2: "2024-04-08"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rule", NextDay1)
def test_targets_are_whole_cycles_apart(
    commands: Commands, first: str, targets: dict[int, str], rule: str
):
    plan = commands.plan(
        document(first=first, next_day_1=str(rule)), first, "--through", "104"
    )
    for cycle, target in targets.items():
        assert row(plan, f"C{cycle}D1")["target"] == target


@pytest.mark.parametrize(
    ("first", "facts", "name", "window"),
    [
        case("G21", "2024-12-04", [], "C2D1", ["2024-12-22", "2024-12-28"]),
        case("G22", "2024-03-04", ON_TIME, "C3D1", ["2024-04-12", "2024-04-18"]),
    ],
)  # fmt: skip
def test_a_window_is_three_days_either_side(
    commands: Commands, first: str, facts: list[dict], name: str, window: list[str]
):
    plan = commands.plan(document(*facts, first=first), first)
    assert row(plan, name)["window"] == window


@pytest.mark.parametrize(
    ("on", "outside", "said"),
    [
        case("G22", "2024-04-12", 0, []),
        case("G22", "2024-04-18", 0, []),
        case("G22", "2024-04-19", 1, ["out_of_window"]),
        case("G22", "2024-04-11", -1, ["out_of_window", "minimum_interval"]),
    ],
)
def test_the_first_and_last_day_of_a_window_are_in_it(
    commands: Commands, on: str, outside: int, said: list[str]
):
    plan = commands.plan(document(*ON_TIME, infusion(3, on)), on)
    assert row(plan, "C3D1")["days_outside"] == outside
    assert [found["code"] for found in plan["deviations"]] == said
    assert [found["days"] for found in plan["deviations"]] == [outside] * len(said)


@pytest.mark.parametrize(
    ("on", "rule", "fourth", "notices"),
    [
        case("G23", "2024-04-17", "rolling", "2024-05-08", []),
        case("G23", "2024-04-17", "fixed", "2024-05-06", []),
        case("G23", "2024-04-17", "rolling if outside", "2024-05-06", []),
        case("G24", "2024-04-12", "rolling", "2024-05-03", []),
        case("G24", "2024-04-12", "fixed", "2024-05-06", []),
        case("G25", "2024-04-25", "rolling", "2024-05-16", ["relevant_delay"]),
        case("G25", "2024-04-25", "fixed", "2024-05-06",
                     ["relevant_delay", "minimum_interval"]),
    ],
)  # fmt: skip
def test_the_next_day_1_counts_from_what_the_setting_says(
    commands: Commands, on: str, rule: str, fourth: str, notices: list[str]
):
    facts = document(weight("62"), *ON_TIME, infusion(3, on), next_day_1=rule)
    plan = commands.plan(facts, on)
    assert row(plan, "C4D1")["target"] == fourth
    assert [notice["code"] for notice in plan["notices"]] == notices


@pytest.mark.parametrize(
    ("rule", "rows", "notices"),
    [
        case("G26", "keep", {"C3D1": ("2024-04-15", "2024-05-10", 22),
                              "C4D1": ("2024-05-31", None, 0)},
                     ["relevant_delay"]),
        case("G26", "skip", {"C3D1": ("2024-04-15", None, 0),
                              "C4D1": ("2024-05-06", "2024-05-10", 1),
                              "C5D1": ("2024-05-31", None, 0)},
                     ["cycle_skipped", "relevant_delay"]),
    ],
)  # fmt: skip
def test_a_cycle_25_days_late_keeps_its_number_or_is_skipped(
    commands: Commands,
    rule: str,
    rows: dict[str, tuple[str, str | None, int]],
    notices: list[str],
):
    late = infusion(3, "2024-05-10")
    plan = commands.plan(
        document(weight("62"), *ON_TIME, late, late_cycle=rule), "2024-05-10"
    )
    for name, expected in rows.items():
        found = row(plan, name)
        assert (found["target"], found["actual"], found["days_outside"]) == expected
    assert [notice["code"] for notice in plan["notices"]] == notices
    assert row(plan, "C3D1")["status"] == ("recorded" if rule == "keep" else "not done")


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        case("G27", "2024-06-17", False),
        case("G27", "2024-06-18", True),
    ],
)
def test_84_days_since_the_last_infusion_are_allowed(
    commands: Commands, as_of: str, told: bool
):
    plan = commands.plan(document(*ON_TIME), as_of)
    assert ("maximum_gap" in [notice["code"] for notice in plan["notices"]]) is told


@pytest.mark.parametrize(
    ("as_of", "number"),
    [
        case("G28", "2024-03-03", -1),
        case("G28", "2024-03-04", 1),
        case("G28", "2024-03-24", 21),
        case("G28", "2024-03-25", 22),
        case("G28", "2024-02-05", -28),
    ],
)
def test_there_is_no_study_day_0(commands: Commands, as_of: str, number: int):
    plan = commands.plan(document(), as_of)
    assert plan["current"]["study_day"] == number


def test_an_unscheduled_visit_has_a_decimal_and_moves_nothing_g60(commands: Commands):
    came = {"kind": "unscheduled_visit", "on": "2024-04-22", "reason": "adverse event"}
    facts = [weight("62"), *ON_TIME, infusion(3, "2024-04-15")]
    before = commands.plan(document(*facts), "2024-04-22")
    after = commands.plan(document(*facts, came), "2024-04-22")
    found = row(after, "unscheduled 3.01")
    assert (found["visitnum"], found["status"]) == (3.01, "recorded")
    assert "adverse event" in found["why"]
    after["visits"].remove(found)
    assert after == before


def test_the_same_answer_comes_from_a_process_of_its_own_g14(commands: Commands):
    facts = commands.file(document(weight("62"), *ON_TIME))
    argv = ["plan", facts, "--as-of", "2024-04-01", "--json"]
    found = as_process(*argv)
    assert (found.status, found.err) == (0, "")
    assert found.data == commands.run(*argv).data


@pytest.mark.parametrize("rule", NextDay1)
def test_every_first_day_from_1990_to_2100_gives_the_same_weekday(rule: NextDay1):
    """R10, F11."""
    nothing = course_facts([], [], [])
    settings = replace(FIRST.settings, next_day_1=rule)
    last = date(2100, 12, 31)
    first, length = date(1990, 1, 1), timedelta(days=21)
    while first <= last:
        course = CycleCourse(FIRST, settings, replace(ADA, first_day_1=first), nothing)
        assert course.day_1(2).target == first + length
        assert course.day_1(3).target == first + 2 * length
        first += timedelta(days=1)
