"""The golden cases of domain.md 8 about capsules and what comes after, by number."""

from pathlib import Path

import pytest

from tests.commands import (
    Commands,
    back,
    booking,
    case,
    document,
    ends,
    handed,
    infusion,
    reduced,
    row,
    weight,
)

ON_TIME = [infusion(1, "2024-03-04"), infusion(2, "2024-03-25")]


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.mark.parametrize(
    ("facts", "to_target", "total", "packs"),
    [
        case("G32", [weight("62")], 63, 72, (3, 8)),
        case("G32", [weight("58")], 42, 48, (2, 5)),
        case("G32", [weight("58"), reduced("2024-03-04", "4 mg daily")], 21, 24,
                     (1, 3)),
    ],
)  # fmt: skip
def test_capsules_for_21_days_with_and_without_three_to_spare(
    commands: Commands,
    facts: list[dict],
    to_target: int,
    total: int,
    packs: tuple[int, int],
):
    for pack_size, count in zip((30, 10), packs, strict=True):
        settings = {"spare_days": 3, "pack_size": pack_size}
        found = commands.plan(document(*facts, **settings), "2024-03-04")["dispense"]
        assert (found["to_target"], found["total"]) == (to_target, total)
        assert found["packs"] == count
    found = commands.plan(document(*facts), "2024-03-04")["dispense"]
    assert (found["spare_days"], found["total"]) == (0, to_target)


@pytest.mark.parametrize(
    ("rule", "doses"),
    [
        case("G33", "continue", [11, 10, 11, 10]),
        case("G33", "restart", [11, 11, 11, 11]),
    ],
)
def test_every_other_day_gives_11_and_10_doses_in_turn(
    commands: Commands, rule: str, doses: list[int]
):
    every_other = reduced("2024-03-04", "4 mg every other day") | {"reason": "toxicity"}
    facts = document(weight("62"), every_other, every_other_day=rule)
    plan = commands.plan(facts, "2024-03-04")
    assert [cycle["doses"] for cycle in plan["cycles"]] == doses


@pytest.mark.parametrize(
    ("kg", "facts", "taken", "percent"),
    [
        case("G34", "62", [handed("2024-03-25", 72), back("2024-04-15", 9)], 63,
                     "100.0"),
        case("G35", "58", [handed("2024-03-25", 60), back("2024-04-15", 22)], 38,
                     "90.5"),
        case("G36", "62", [handed("2024-03-25", 90), back("2024-04-15", 20)], 70,
                     "111.1"),
        case("G40", "62", [handed("2024-03-25", 63),
                            back("2024-04-15", 0, containers_returned=False)],
                     None, None),
        case("G42", "62", [handed("2024-03-25", 63), back("2024-04-15", 0, lost=6)],
                     57, "90.5"),
    ],
)  # fmt: skip
def test_capsules_taken_are_counted(
    commands: Commands,
    kg: str,
    facts: list[dict],
    taken: int | None,
    percent: str | None,
):
    [found] = commands.plan(document(weight(kg), *ON_TIME, *facts), "2024-04-15")[
        "supply"
    ]
    assert (found["taken"], found["compliance_percent"]) == (taken, percent)
    assert (" = " in found["why"].partition(";")[2]) is (taken is not None)


def test_a_stretched_cycle_runs_out_of_capsules_g39(commands: Commands):
    facts = [weight("62"), *ON_TIME, handed("2024-03-25", 72)]
    plan = commands.plan(document(*facts, booking("C3D1", "2024-04-22")), "2024-03-26")
    assert plan["cycles"][1]["capsules"] == 84
    short, late = plan["notices"]
    assert (short["code"], late["code"]) == ("capsules_short", "relevant_delay")
    assert "12 capsules short" in short["sentence"]


def test_infusions_are_counted_over_time_g44(commands: Commands):
    days = ["2024-01-01", "2024-01-22", "2024-02-22", "2024-03-14"]
    facts = [infusion(cycle, on) for cycle, on in enumerate(days, start=1)]
    plan = commands.plan(document(*facts, first="2024-01-01"), "2024-03-14")
    assert plan["infusions"]["relative_intensity_percent"] == "89.4"


IMAGING = {
    6: "2024-04-12", 12: "2024-05-24", 18: "2024-07-05", 24: "2024-08-16",
    30: "2024-09-27", 36: "2024-11-08", 42: "2024-12-20", 48: "2025-01-31",
    54: "2025-03-14",
}  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        case("G45", {}, IMAGING),
        case("G46", {}, {63: "2025-05-16", 72: "2025-07-18"}),
        case("G46", {"imaging": [[6, 48], [9, None]]},
                     {57: "2025-04-04", 66: "2025-06-06"}),
        case("G47", {"imaging": [[9, None]]},
                     {9: "2024-05-03", 18: "2024-07-05", 27: "2024-09-06"}),
    ],
)  # fmt: skip
def test_imaging_weeks_count_from_randomization(
    commands: Commands, settings: dict, expected: dict[int, str]
):
    plan = commands.plan(document(**settings), "2024-03-04", "--through", "30")
    for week, target in expected.items():
        assert row(plan, f"imaging week {week}")["target"] == target
    if not settings:
        week_6 = row(plan, "imaging week 6")
        assert week_6["window"] == ["2024-04-05", "2024-04-19"]


def test_imaging_does_not_move_with_a_late_cycle_g48(commands: Commands):
    facts = [*ON_TIME, infusion(3, "2024-04-25")]
    plan = commands.plan(document(*facts), "2024-04-25", "--through", "20")
    for week, target in IMAGING.items():
        assert row(plan, f"imaging week {week}")["target"] == target
    settings = {"imaging_anchor": "first day 1"}
    plan = commands.plan(document(*facts, **settings), "2024-04-25")
    assert row(plan, "imaging week 6")["target"] == "2024-04-15"


def test_follow_up_hangs_on_the_last_dose_of_either_drug_g49(commands: Commands):
    plan = commands.plan(document(*ends()), "2024-10-01")
    first = row(plan, "safety follow-up 30 days")
    assert (first["target"], first["window"]) == (
        "2024-10-30",
        ["2024-10-23", "2024-11-06"],
    )
    assert row(plan, "safety follow-up 90 days")["target"] == "2024-12-29"


@pytest.mark.parametrize(
    ("last", "until"),
    [
        case("G50", "2024-09-30", "2025-02-28"),
        case("G50", "2023-09-30", "2024-02-29"),
        case("G50", "2024-01-31", "2024-06-30"),
    ],
)
def test_contraception_lasts_five_calendar_months(
    commands: Commands, last: str, until: str
):
    plan = commands.plan(document(*ends(last, last), first="2023-03-04"), "2024-10-01")
    assert plan["contraception_until"] == until


def test_survival_calls_hang_on_the_end_of_treatment_visit_g51(commands: Commands):
    end = {"kind": "visit", "visit": "end of treatment", "on": "2024-10-30",
           "outcome": "done"}  # fmt: skip
    plan = commands.plan(document(*ends(), end), "2024-11-01")
    targets = [
        visit["target"] for visit in plan["visits"] if "survival" in visit["visit"]
    ]
    assert targets[:3] == ["2025-01-22", "2025-04-16", "2025-07-09"]
