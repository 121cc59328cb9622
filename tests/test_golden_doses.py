"""The golden cases of domain.md 8 about doses, by number, through the command line."""

from pathlib import Path

import pytest

from scheduler.core.quantities import kilograms, parse_weight
from tests.commands import (
    Commands,
    as_process,
    case,
    document,
    infusion,
    reduced,
    weight,
)
from tests.core.profiles import FIRST

LANGUAGES = ["C", "pl_PL.UTF-8", "it_IT.UTF-8", "zh_CN.UTF-8", "ar_EG.UTF-8"]


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.mark.parametrize(
    ("typed", "mg", "capsules"),
    [
        case("G01", "60", 12, 3),
        case("G01", "60.0", 12, 3),
        case("G01", "60.04", 12, 3),
        case("G02", "59.9", 8, 2),
        case("G03", "59.95", 8, 2),
        case("G03", "59.99", 8, 2),
        case("G04", "45.0", 8, 2),
        case("G04", "120.0", 12, 3),
        case("G05", "59,9", 8, 2),
        case("G05", "60,0", 12, 3),
    ],
)
def test_a_typed_weight_gives_its_dose(
    commands: Commands, typed: str, mg: int, capsules: int
):
    """R01, F02."""
    found = commands.run("dose", typed, "--json")
    assert found.status == 0
    assert (found.data["mg"], found.data["capsules"]) == (mg, capsules)
    assert (found.data["mg"] == 12) is (float(typed.replace(",", ".")) >= 60)
    plan = commands.plan(document(weight(typed)), "2024-03-04")
    assert plan["dose"]["starting"]["mg"] == plan["dose"]["in_force"]["mg"] == mg
    assert plan["cycles"][0]["capsules"] == 21 * capsules


@pytest.mark.parametrize(
    "typed",
    [
        *(case("G06", typed) for typed in ("600", "6.0", "0", "abc", "")),
        *(case("G07", f"{typed} lb") for typed in ("132", "132.2", "132.3")),
    ],
)
def test_what_is_not_a_weight_in_kilograms_is_refused(commands: Commands, typed: str):
    found = commands.run("dose", typed)
    assert (found.status, found.out) == (1, "")
    assert found.err.endswith(".\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dose_does_not_depend_on_the_language_of_the_machine_g03_g05(language: str):
    for typed in ("59,95", "59.95"):
        found = as_process("dose", typed, LANG=language, LC_ALL=language)
        assert (found.status, found.err) == (0, "")
        assert found.out == (
            "59.95 kg is less than 60 kg: lenvatinib – capsule 4 mg – DOSE 8 mg – "  # noqa: RUF001
            "2 capsules – by mouth – once daily\n"  # noqa: RUF001
        )


@pytest.mark.parametrize(
    ("first", "later"),
    [
        case("G08", "62.0", ("58.5", "2024-05-06", "weight_crossed_band", 12)),
        case("G09", "58.0", ("61.0", "2024-06-17", "weight_crossed_band", 8)),
    ],
)
@pytest.mark.parametrize("basis", ["baseline", "every day 1"])
def test_a_later_weight_is_told_and_changes_nothing(
    commands: Commands, first: str, later: tuple[str, str, str, int], basis: str
):
    kg, on, code, mg = later
    facts = document(weight(first), weight(kg, on, baseline=False), weight_basis=basis)
    plan = commands.plan(facts, on)
    told = code if basis == "baseline" else "dose_proposed"
    assert told in [notice["code"] for notice in plan["notices"]]
    assert plan["dose"]["in_force"]["mg"] == mg
    assert [period["mg"] for period in plan["dosing"]] == [mg]


STOP = {"kind": "dose_decision", "on": "2024-07-01", "action": "discontinue"}


@pytest.mark.parametrize(
    ("kg", "levels", "capsules"),
    [
        case("G10", "62.0", ["8 mg daily", "4 mg daily", "4 mg every other day"],
                     [3, 2, 1, 1]),
        case("G11", "58.0", ["4 mg daily", "4 mg every other day"],
                     [2, 1, 1]),
    ],
)  # fmt: skip
def test_the_ladder_goes_down_to_a_stop(
    commands: Commands, kg: str, levels: list[str], capsules: list[int]
):
    steps = [reduced(f"2024-0{4 + at}-01", to) for at, to in enumerate(levels)]
    plan = commands.plan(document(weight(kg), *steps, STOP), "2024-07-02")
    assert [period["capsules"] for period in plan["dosing"]] == capsules
    assert plan["dosing"][-1]["to"] == "2024-06-30"
    assert plan["dose"]["in_force"] is None


def test_the_next_reduction_counts_from_the_level_in_force_g12(commands: Commands):
    lighter = weight("57.0", "2024-04-20", baseline=False)
    facts = [weight("62.0"), reduced("2024-04-01", "8 mg daily"), lighter]
    plan = commands.plan(
        document(*facts, reduced("2024-05-01", "4 mg daily")), "2024-05-01"
    )
    assert plan["dose"]["in_force"]["level"] == "4 mg daily"
    again = document(*facts, reduced("2024-05-01", "8 mg daily"))
    refused = commands.run("plan", commands.file(again), "--as-of", "2024-05-01")
    assert refused.status == 1
    assert "8 mg daily is not lower than the level in force" in refused.err


def test_an_infusion_has_no_lower_dose_g13(commands: Commands):
    less = infusion(1, "2024-03-04", "reduced")
    found = commands.run("plan", commands.file(document(less)))
    assert found.status == 1
    assert found.err.startswith("facts[0].outcome: ")


def test_a_dose_has_no_trailing_zero_and_a_weight_has_one_g57(commands: Commands):
    assert "60.0 kg" in commands.run("dose", "60").out
    assert "DOSE 8 mg" in commands.run("dose", "45").out
    assert "8.0" not in commands.run("dose", "45").out


def test_every_other_day_is_written_in_words_g58(commands: Commands):
    every_other = reduced("2024-03-04", "4 mg every other day") | {"reason": "toxicity"}
    plan = commands.plan(document(weight("62"), every_other), "2024-03-04")
    line = plan["drug_lines"]["capsules"]
    assert line.endswith("DOSE 4 mg – 1 capsule – by mouth – every other day")  # noqa: RUF001


def test_the_infusion_has_one_line_for_everybody_g59(commands: Commands):
    plan = commands.plan(document(), "2024-03-04")
    line = plan["drug_lines"]["infusion"]
    assert line.startswith("toripalimab or placebo – ")  # noqa: RUF001
    assert "DOSE 240 mg" in line
    assert line.count("placebo") == line.count("toripalimab") == 1


def test_every_whole_gram_from_25_to_250_kg_is_compared_exactly():
    """R01, F02."""
    band, border = FIRST.capsules.band, 60_000
    doses = {8: range(25_000, border), 12: range(border, 250_001)}
    for mg, grams in doses.items():
        assert {band(weight).level.mg for weight in grams} == {mg}


def test_every_weight_that_can_be_typed_is_read_back_as_it_was_shown():
    for grams in range(25_000, 250_001, 10):
        shown = kilograms(grams)
        assert parse_weight(shown) == parse_weight(shown.replace(".", ",")) == grams
