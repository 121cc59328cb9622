"""The command ``preview-version``, and plans by the versions of a site, on files."""

from pathlib import Path

import pytest

from tests.commands import ROOT, Answer, Commands, as_process, booking, infusion, weight

SECOND = ROOT / "tests" / "studies" / "second.toml"
COURSE = [
    weight("81"),
    infusion(1, "2024-03-04"),
    infusion(1, "2024-03-18") | {"day": 15},
    infusion(2, "2024-04-05"),  # its target is the first of April
]
WRONG_ORDER = (
    "site.versions.9: 2024-05-05 is before 2024-05-06, on which 8 took effect."
)
EIGHT = ("--version", "8", "--from", "2024-05-06", "--as-of", "2024-05-01")


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


def facts(*more: dict, code: str = "S-001", **versions: str) -> dict:
    """Return facts of the second study at a site where versions took effect."""
    names = {"eight": "8", "nine": "9"}
    return {
        "study": "second",
        "site": {"versions": {names[name]: on for name, on in versions.items()}},
        "participant": {"code": code, "first_day_1": "2024-03-04"},
        "facts": [*COURSE, *more],
    }


def preview(commands: Commands, *argv: str | Path) -> Answer:
    return commands.run("preview-version", *argv, "--study", SECOND)


def rows(participant: dict) -> dict[str, dict]:
    return {row["visit"]: row for row in participant["visits"]}


def test_a_preview_says_of_every_visit_what_becomes_of_it(commands: Commands):
    path = commands.file(facts(booking("C4D1", "2024-05-28")))
    answer = preview(commands, path, *EIGHT, "--json")
    assert (answer.status, answer.err) == (0, "")
    found = answer.data
    assert (found["version"], found["from"]) == ("8", "2024-05-06")
    assert found["as_of"] == "2024-05-06"  # not before it takes effect
    assert found["summary"] == "Day 1 may be late by 4 days, and cycles roll."
    [one] = found["participants"]
    assert one["participant"] == "S-001"
    there = rows(one)
    assert there["C3D1"] == {
        "visit": "C3D1",
        "effect": "moved",
        "old": "2024-04-29",
        "new": "2024-05-03",
        "window": ["2024-05-03", "2024-05-07"],
        "days_outside": 0,
        "verdict": "in window",
    }
    assert there["C4D1"]["effect"] == "window changes"
    assert there["C4D1"]["verdict"] == "3 days early, out of window"
    assert there["C2D1"]["effect"] == "unchanged because done"
    assert sum(one["counts"].values()) == len(one["visits"])
    assert one["counts"]["unchanged because done"] == 3
    assert one["counts"]["new"] == 0


def test_a_visit_that_goes_has_no_day_after_and_one_that_comes_none_before(
    commands: Commands,
):
    path = commands.file(facts(eight="2024-05-06", nine="2024-07-01"))
    nine = ("--version", "9", "--from", "2024-07-05", "--as-of", "2024-05-01")
    plain = commands.file(facts(eight="2024-05-06"), "plain.json")
    [gone] = preview(commands, plain, *nine, "--json").data["participants"]
    assert rows(gone)["C6D-1"]["effect"] == "no longer planned"
    assert rows(gone)["C6D-1"]["new"] is None
    eight = ("--version", "8", "--from", "2024-05-06", "--as-of", "2024-07-05")
    [back] = preview(commands, path, *eight, "--json").data["participants"]
    assert rows(back)["C6D-1"]["effect"] == "new"
    assert rows(back)["C6D-1"]["old"] is None


def test_for_people_it_is_a_table_of_what_changes_and_a_count_of_the_rest(
    commands: Commands,
):
    one = commands.file(facts(booking("C4D1", "2024-05-28")))
    two = commands.file(facts(code="S-002", eight="2024-05-06"), "two.json")
    lines = preview(commands, one, two, *EIGHT).out.splitlines()
    assert lines[:4] == [
        "Version 8 from 06-May-2024, as of 06-May-2024",
        "Day 1 may be late by 4 days, and cycles roll.",
        "",
        "S-001",
    ]
    assert lines[4].split("  ")[0] == "Visit"
    third = next(line for line in lines if line.startswith("C3D1 "))
    assert " ".join(third.split()) == (
        "C3D1 29-Apr-2024 03-May-2024 03-May-2024 to 07-May-2024 in window moved"
    )
    assert not any(line.startswith("C2D1 ") for line in lines)
    assert any(line.startswith("3 unchanged because done, ") for line in lines)
    assert lines[-3:-1] == ["S-002", "Nothing changes."]
    assert lines[-1].startswith("3 unchanged because done, ")


@pytest.mark.parametrize(
    ("version", "since", "said"),
    [
        (
            "10",
            "2024-05-06",
            "'10' is not a later version of the study profile. Name one of 8, 9.\n",
        ),
        (
            "7",
            "2024-05-06",
            "'7' is not a later version of the study profile. Name one of 8, 9.\n",
        ),
        (
            "9",
            "2024-05-05",
            f"{WRONG_ORDER} Correct one of them.\n",
        ),
    ],
)
def test_a_version_that_cannot_take_effect_so_is_one_sentence(
    commands: Commands, version: str, since: str, said: str
):
    path = commands.file(facts(eight="2024-05-06"))
    answer = preview(commands, path, "--version", version, "--from", since)
    assert (answer.status, answer.out, answer.err) == (1, "", said)


def test_the_shipped_profile_has_no_later_version_yet(commands: Commands):
    path = commands.file(facts() | {"study": "js001-027-iii-hcc", "facts": []})
    answer = commands.run("preview-version", path, *EIGHT)
    assert answer.status == 1
    assert answer.err.endswith("Name a profile that has one.\n")


@pytest.mark.parametrize(
    "argv", [[], ["--version", "8"], ["--from", "2024-05-06"], [*EIGHT[:3], "May"]]
)
def test_a_preview_needs_a_version_and_a_day(commands: Commands, argv: list[str]):
    assert preview(commands, commands.file(facts()), *argv).status == 2


def test_a_preview_is_a_command_of_its_own_process(commands: Commands):
    path = commands.file(facts())
    found = as_process("preview-version", path, *EIGHT, "--study", SECOND)
    assert (found.status, found.err) == (0, "")
    assert "C3D1 " in found.out


@pytest.mark.parametrize(
    ("as_of", "closes", "procedures"),
    [
        ("2024-05-05", "2024-05-29", ["blood pressure", "eye test"]),
        ("2024-05-06", "2024-06-04", ["blood pressure", "eye test"]),
        ("2024-07-01", "2024-06-04", ["heart echo"]),
    ],
)
def test_a_plan_goes_by_the_versions_of_the_site(
    commands: Commands, as_of: str, closes: str, procedures: list[str]
):
    found = commands.plan(
        facts(eight="2024-05-06", nine="2024-07-01"),
        as_of,
        *("--study", str(SECOND)),
    )
    there = {row["visit"]: row for row in found["visits"]}
    assert there["C2D1"]["window"][1] == "2024-04-03"
    assert there["C4D1"]["window"][1] == closes
    assert ("C6D-1" in there) == (as_of < "2024-07-01")
    assert there["C4D1"]["procedures"] == procedures


def test_a_what_if_goes_by_the_versions_of_the_site(commands: Commands):
    path = commands.file(facts(eight="2024-05-06"))
    ask = ("what-if", path, "--study", SECOND, "--book", "C3D1=2024-05-08", "--json")
    moved = [
        {row["visit"] for row in commands.run(*ask, "--as-of", day).data["moved"]}
        for day in ("2024-05-05", "2024-05-06")
    ]
    assert ["C4D1" in names for names in moved] == [False, True]
