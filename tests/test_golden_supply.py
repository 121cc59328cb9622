"""The golden cases of domain.md 8 about the diary and the treatment cap, by number."""

from pathlib import Path

import pytest

from tests.commands import (
    Commands,
    back,
    case,
    document,
    ends,
    handed,
    infusion,
    row,
    weight,
)

START = "2020-06-29"
ON_TIME = [infusion(1, "2024-03-04"), infusion(2, "2024-03-25")]
RESUMED = {
    "kind": "dose_decision",
    "on": "2024-03-19",
    "action": "resume reduced",
    "to": "8 mg daily",
}


def held(starts: str, last: str) -> dict:
    return {"kind": "hold", "drug": "lenvatinib", "from": starts, "to": last}


def missed(first: str, last: str) -> dict:
    return {"kind": "missed_doses", "from": first, "to": last, "reason": "forgot"}


def extra(on: str, capsules: int) -> dict:
    return {"kind": "extra_doses", "on": on, "capsules": capsules}


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.mark.parametrize(
    ("second", "unit", "count", "last", "beyond"),
    [
        case("G19", "2020-07-20", "months", 24, "C35D1", "C36D1"),
        case("G19", "2020-07-20", "cycles", 35, "C35D1", "C36D1"),
        case("G19 14 days", "2020-08-03", "months", 24, "C35D1", "C36D1"),
        case("G19 16 days", "2020-08-05", "months", 24, "C35D1", "C36D1"),
        case("G19 17 days", "2020-08-06", "months", 24, "C34D1", "C35D1"),
        case("G19 21 days", "2020-08-10", "months", 24, "C34D1", "C35D1"),
        case("G19 21 days", "2020-08-10", "cycles", 35, "C35D1", "C36D1"),
    ],
)
def test_24_months_and_35_cycles_part_after_delays(
    commands: Commands, second: str, unit: str, count: int, last: str, beyond: str
):
    facts = [weight("62", "2020-06-26"), infusion(1, START), infusion(2, second)]
    plan = commands.plan(
        document(*facts, first=START, treatment_cap={unit: count}),
        second,
        "--through",
        "36",
    )
    found = plan["treatment_cap"]
    assert found["last_day_1"] == last
    assert found["until"] == ("2022-06-29" if unit == "months" else None)
    [notice] = [one for one in plan["notices"] if one["code"] == "treatment_cap"]
    assert notice["sentence"].startswith(f"{beyond} on ")


def test_without_delay_c35d1_is_on_13_jun_2022_g19(commands: Commands):
    facts = document(first=START, treatment_cap={"months": 24})
    plan = commands.plan(facts, START, "--through", "36")
    assert row(plan, "C35D1")["target"] == "2022-06-13"
    assert "C35D1 on 13-Jun-2022" in plan["treatment_cap"]["why"]
    assert commands.plan(document(first=START), START)["treatment_cap"] is None


@pytest.mark.parametrize(
    ("facts", "expected", "taken", "percents"),
    [
        case("G37", [held("2024-03-14", "2024-03-18"), RESUMED,
                     handed("2024-03-04", 63), back("2024-03-25", 21)],
             42, 42, ["100.0", "66.7"]),
        case("G38", [missed("2024-03-10", "2024-03-11"), handed("2024-03-04", 63),
                     back("2024-03-25", 6)], 63, 57, ["90.5", "90.5"]),
        case("G41", [held("2024-03-04", "2024-03-24"), handed("2024-03-04", 63),
                     back("2024-03-25", 63)], 0, 0, [None, "0.0"]),
    ],
)  # fmt: skip
def test_what_was_taken_is_measured_by_what_was_ordered(
    commands: Commands,
    facts: list[dict],
    expected: int,
    taken: int,
    percents: list[str | None],
):
    plan = commands.plan(document(weight("62"), *ON_TIME, *facts), "2024-03-25")
    [found] = plan["supply"]
    assert (found["expected"], found["taken"]) == (expected, taken)
    assert percents == [
        found["compliance_percent"],
        found["dose_intensity_percent"],
    ]
    assert found["by_diary"] == taken
    assert found["why"].endswith("no capsules were ordered") is not expected
    codes = [notice["code"] for notice in plan["notices"]]
    assert "diary_differs" not in codes
    assert "compliance_outside_band" not in codes


def test_two_forgotten_days_are_records_of_their_own_g38(commands: Commands):
    facts = [handed("2024-03-04", 63), back("2024-03-25", 6)]
    diary = [missed("2024-03-10", "2024-03-10"), missed("2024-03-17", "2024-03-17")]
    plan = commands.plan(document(weight("62"), *ON_TIME, *facts, *diary), "2024-03-25")
    [found] = plan["supply"]
    assert (found["missed"], found["extra"], found["by_diary"]) == (6, 0, 57)
    told = [one["visit"] for one in plan["deviations"]]
    assert told == ["C1D7", "C1D14"]
    assert all(period["mg"] for period in plan["dosing"])


def test_a_count_of_more_than_was_ordered_is_not_clipped_g36(commands: Commands):
    facts = [weight("62"), *ON_TIME, handed("2024-03-04", 90), back("2024-03-25", 20)]
    plan = commands.plan(document(*facts), "2024-03-25")
    [notice] = plan["notices"]
    assert notice["code"] == "diary_differs"
    assert "70 were taken by the count and 63 by the diary" in notice["sentence"]
    plan = commands.plan(document(*facts, extra("2024-03-10", 7)), "2024-03-25")
    assert plan["supply"][0]["by_diary"] == 70
    assert plan["notices"] == []


@pytest.mark.parametrize(
    ("first", "facts", "as_of", "start", "expected"),
    [
        case("G43", "2024-01-01",
             [handed("2024-01-01", 63), handed("2024-01-20", 63)], "2024-01-20",
             ["2024-01-01", "2024-01-20"], 57),
        case("G43", "2024-03-04",
             [handed("2024-04-15", 63), *ends("2024-04-15", "2024-04-28")],
             "2024-05-10", ["2024-04-15", "2024-04-28"], 42),
    ],
)  # fmt: skip
def test_a_period_runs_to_the_next_hand_out_or_the_last_dose(
    commands: Commands,
    first: str,
    facts: list[dict],
    as_of: str,
    start: list[str],
    expected: int,
):
    given = document(weight("62", "2023-12-29"), *facts, first=first)
    found = commands.plan(given, as_of)["supply"][0]
    assert [found["from"], found["to"]] == start
    assert found["expected"] == expected
