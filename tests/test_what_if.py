"""The command ``what-if``, on real files."""

from pathlib import Path

import pytest

from tests.commands import (
    ROOT,
    Commands,
    as_process,
    booking,
    case,
    document,
    handed,
    infusion,
    weight,
)

ON_TIME = [weight("62.0"), infusion(1, "2024-03-04"), infusion(2, "2024-03-25")]
SECOND = ROOT / "tests" / "studies" / "second.toml"


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


def asked(commands: Commands, facts: dict, *argv: str | Path) -> dict:
    """Return what a command answers on 10-Apr-2024 as JSON data."""
    path = commands.file(facts)
    found = commands.run("what-if", path, "--as-of", "2024-04-10", "--json", *argv)
    assert (found.status, found.err) == (0, "")
    return found.data


def days(found: dict) -> dict[str, int]:
    return {row["visit"]: row["days"] for row in found["moved"]}


@pytest.mark.parametrize(
    ("on", "rule", "fourth", "codes"),
    [
        case("G23", "2024-04-17", "rolling", 2, []),
        case("G23", "2024-04-17", "fixed", 0, []),
        case("G23", "2024-04-17", "rolling if outside", 0, []),
        case("G24", "2024-04-12", "rolling", -3, []),
        case("G24", "2024-04-12", "fixed", 0, []),
        case("G25", "2024-04-25", "rolling", 10, []),
        case("G25", "2024-04-25", "fixed", 0, ["minimum_interval"]),
    ],
)
def test_a_delay_moves_what_the_setting_says(
    commands: Commands, on: str, rule: str, fourth: int, codes: list[str]
):
    facts = document(*ON_TIME, next_day_1=rule)
    found = asked(commands, facts, "--book", f"C3D1={on}")
    assert (found["scope"], days(found).get("C4D1", 0)) == ("all", fourth)
    assert [notice["code"] for notice in found["minimum_interval"]] == codes


@pytest.mark.parametrize(
    ("scope", "moved", "booked"),
    [
        ("visit", {"C3D1": 10}, ["C3D1", "C4D1"]),
        ("cycle", {"C3D1": 10}, ["C3D1", "C4D1"]),
        ("all", {"C3D1": 10, "C4D1": 10, "C5D1": 10, "C6D1": 10}, ["C3D1", "C5D1"]),
    ],
)
def test_the_scope_says_what_moves_along(
    commands: Commands, scope: str, moved: dict[str, int], booked: list[str]
):
    facts = document(*ON_TIME, booking("C5D1", "2024-05-28"))
    found = asked(commands, facts, "--book", "C3D1=2024-04-25", "--scope", scope)
    assert days(found) == moved
    assert [row["visit"] for row in found["bookings"]] == booked


def test_the_bookings_of_the_answer_give_the_plan_that_was_shown(commands: Commands):
    facts = document(*ON_TIME)
    found = asked(commands, facts, "--book", "C3D1=2024-04-25", "--scope", "visit")
    made = [booking(row["visit"], row["on"]) for row in found["bookings"]]
    plan = commands.plan(document(*ON_TIME, *made), "2024-04-10", "--through", "6")
    rows = {row["visit"]: row["booked"] or row["target"] for row in plan["visits"]}
    for row in found["moved"]:
        assert rows[row["visit"]] == row["to"]
    for row in found["not_moved"]:
        assert rows[row["visit"]] == row["on"]


def test_several_visits_and_more_cycles_may_be_asked_for(commands: Commands):
    books = ["--book", "C3D1=2024-04-18", "--book", "C5D1=2024-06-03"]
    found = asked(commands, document(*ON_TIME), *books, "--through", "9")
    assert days(found) == dict(
        zip(
            [f"C{number}D1" for number in range(3, 10)],
            [3, 3, 7, 7, 7, 7, 7],
            strict=True,
        )
    )


def test_the_days_of_the_country_are_known(commands: Commands):
    facts = document(*ON_TIME) | {"site": {"country": "PL"}}
    found = asked(commands, facts, "--book", "C3D1=2024-05-01")
    [row] = [row for row in found["closed_days"] if row["visit"] == "C3D1"]
    assert row["why"].startswith("public holiday: ")


def test_what_was_printed_and_handed_out_becomes_wrong(commands: Commands):
    facts = document(*ON_TIME, handed("2024-03-25", 63))
    argv = ["--book", "C3D1=2024-04-17", "--printed", "C3D1=2", "--printed", "C1D1=1"]
    found = asked(commands, facts, *argv)
    assert [(row["visit"], row["issue"]) for row in found["sheets"]] == [("C3D1", 2)]
    assert "6 capsules short" in found["supply_short"][0]["sentence"]


def test_another_study_is_asked_in_the_same_way(commands: Commands):
    facts = document(infusion(1, "2024-03-04")) | {"study": "second"}
    argv = ["--book", "C2D1=2024-04-17", "--scope", "cycle", "--study", SECOND]
    assert days(asked(commands, facts, *argv)) == {
        "C2D-1": 16,
        "C2D1": 16,
        "C2D15": 16,
    }


def test_the_answer_for_people_is_a_table(commands: Commands):
    path = commands.file(document(*ON_TIME))
    found = commands.run(
        "what-if", path, "--as-of", "2024-04-10", "--book", "C3D1=2024-04-05"
    )
    assert found.status == 0
    lines = found.out.splitlines()
    assert lines[0] == "PL03-0012 as of 10-Apr-2024"
    assert "which is before 10-Apr-2024" in found.out
    assert [line.split()[0] for line in lines[3:6]] == ["Visit", "C3D1", "C4D1"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--book", "C3D1"], "'C3D1' is not a visit and a day. Write it as C4D1="),
        (["--book", "C3D1=25-04-2024"], "Write it as C4D1=2024-05-13."),
        (["--book", "C3D1=2024-02-30"], "Write it as C4D1=2024-05-13."),
        (["--book", "C3D=2024-04-25"], "'C3D' is not a visit of this study"),
        (["--book", "=2024-04-25"], "--book: is empty"),
        (["--book", "C3D1=2024-04-25", "--book", "C3D1=2024-04-26"], "given twice"),
        (["--book", "C3D1=2024-04-25", "--scope", "week"], "invalid choice: 'week'"),
        (["--book", "C3D1=2024-04-25", "--printed", "C3D1"], "Write it as C4D1=2."),
        (["--book", "C3D1=2024-04-25", "--printed", "C3D1=0"], "Write it as C4D1=2."),
        (
            ["--book", "C3D1=2024-04-25", "--printed", "X=1"],
            "not a visit of this study",
        ),
        ([], "--book"),
    ],
)
def test_a_typo_is_wrong_usage_that_says_what_to_write(
    commands: Commands, argv: list[str], said: str
):
    found = commands.run("what-if", commands.file(document(*ON_TIME)), *argv)
    assert (found.status, found.out) == (2, "")
    assert said in found.err


@pytest.mark.parametrize(
    ("book", "said"),
    [
        ("C2D1=2024-04-25", "C2D1 cannot be moved: it is recorded on 25-Mar-2024."),
        ("C3D8=2024-04-25", "C3D8 cannot be moved: it is not in the plan."),
    ],
)
def test_what_cannot_be_moved_is_one_sentence(commands: Commands, book: str, said: str):
    path = commands.file(document(*ON_TIME))
    found = commands.run("what-if", path, "--as-of", "2024-04-10", "--book", book)
    assert (found.status, found.out) == (1, "")
    assert found.err.startswith(said)


def test_the_help_says_the_default_scope(commands: Commands):
    found = commands.run("what-if", "--help")
    assert found.status == 0
    assert "the default" in " ".join(found.out.split())


def test_a_process_answers_too(commands: Commands):
    path = commands.file(document(*ON_TIME))
    argv = ["what-if", path, "--as-of", "2024-04-10", "--book", "C3D1=2024-04-17"]
    found = as_process(*argv, "--json")
    assert (found.status, days(found.data)["C4D1"]) == (0, 2)
