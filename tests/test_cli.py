import io
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from scheduler.commands import plans
from scheduler.core.deviations import DeviationCode
from scheduler.core.notices import NoticeCode
from tests.commands import (
    ROOT,
    Commands,
    as_process,
    document,
    infusion,
    weight,
)
from tests.core.documents import EXAMPLE
from tests.core.profiles import FIRST_TEXT, SECOND_TEXT, with_values

FACTS = document(weight("62"), infusion(1, "2024-03-04"))
Pipe = Callable[[bytes], None]
ON = ("--as-of", "2024-03-10")


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


@pytest.fixture
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be 22-Nov-2026, ten minutes past midnight in Warsaw."""
    warsaw = timezone(timedelta(hours=1))
    now = datetime(2026, 11, 22, 0, 10, tzinfo=warsaw)
    monkeypatch.setattr(plans, "local_now", lambda: now)


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Return a function that puts bytes on standard input."""
    return lambda content: monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(content))
    )


def test_a_plan_for_people_has_a_line_for_the_dose_and_one_for_each_visit(
    commands: Commands,
):
    plan = commands.run("plan", commands.file(EXAMPLE), "--as-of", "2024-05-10")
    assert (plan.status, plan.err) == (0, "")
    lines = plan.out.splitlines()
    assert lines[0] == "PL03-0012 as of 10-May-2024"
    assert lines[1].startswith("toripalimab or placebo")
    assert lines[2].startswith("lenvatinib")
    [third] = [line for line in lines if line.startswith("C3D1   ")]
    assert third.split(maxsplit=1)[1] == (
        "17-Apr-2024  12-Apr-2024 to 18-Apr-2024  missed  "
        "(C2D1 on 25-Mar-2024 + 21 days)"
    )
    rows = [line for line in lines if "-2024  " in line]
    assert len({row.index("-2024") for row in rows}) == 1
    assert "C3D1 was missed. Window 12-Apr-2024 to 18-Apr-2024." in lines
    assert lines[-1].startswith("63 capsules handed out on 04-Mar-2024: 57 were taken")


def test_a_plan_without_a_dose_says_why(commands: Commands):
    plan = commands.run("plan", commands.file(document()), *ON)
    lines = plan.out.splitlines()
    assert "lenvatinib" not in plan.out
    assert lines[-1].startswith("No baseline weight is recorded")


@pytest.mark.usefixtures("_november")
def test_the_default_day_is_the_local_date(commands: Commands):
    plan = commands.run("plan", commands.file(FACTS), "--json")
    assert plan.data["as_of"] == "2026-11-22"


@pytest.mark.usefixtures("_november")
@pytest.mark.parametrize(
    ("on", "status"), [("2026-11-22", 0), ("2026-11-23", 1), ("2199-12-31", 1)]
)
def test_what_happened_cannot_be_later_than_today(
    commands: Commands, on: str, status: int
):
    facts = document(weight("62"), infusion(1, on))
    found = commands.run("plan", commands.file(facts), *ON)
    assert found.status == status
    assert ("facts[1].on" in found.err) is bool(status)


def test_facts_after_the_day_asked_are_left_out_and_named(commands: Commands):
    later = weight("58", "2024-05-06", baseline=False)
    plan = commands.plan(document(weight("62"), later), "2024-05-05")
    [notice] = [n for n in plan["notices"] if n["code"] == "facts_after_as_of"]
    assert "06-May-2024" in notice["sentence"]
    codes = [n["code"] for n in plan["notices"]]
    assert "weight_crossed_band" not in codes


def test_facts_come_from_standard_input_for_a_dash(commands: Commands, piped: Pipe):
    who = {"code": "ŻÓŁW", "first_day_1": "2024-03-04"}
    piped(json.dumps(document() | {"participant": who}, ensure_ascii=False).encode())
    found = commands.run("plan", "-", *ON, "--json")
    assert found.data["participant"] == "ŻÓŁW"
    piped(b"\xff")
    assert "not UTF-8" in commands.run("plan", "-", *ON).err


def test_another_study_can_be_asked(commands: Commands):
    second = ROOT / "tests/studies/second.toml"
    facts = document(weight("81")) | {"study": "second"}
    plan = commands.plan(facts, "2024-03-04", "--study", str(second))
    assert plan["dose"]["in_force"]["mg"] == 20
    dose = commands.run("dose", "49,9", "--study", second)
    assert dose.out.startswith("49.9 kg is less than 50 kg: examplinib")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xef\xbb\xbf" + json.dumps(FACTS).encode(), ""),
        (b"", "document: is not JSON"),
        (b"[]", "document: must be a table"),
        (b"{", "document: is not JSON"),
        (b"\xff\xfe{\x00}\x00", "it is not UTF-8 text"),
        (json.dumps(FACTS).encode("utf-16"), "it is not UTF-8 text"),
        (b" " * 5_000_001, "it is larger than 5 MB"),
        (b"[" * 200_000, "document: is not JSON"),
        (b'{"study": "\x00"}', "document: is not JSON"),
        (json.dumps(FACTS | {"study": "other"}).encode(), "study: 'other'"),
        (json.dumps(FACTS | {"more": 1}).encode(), "more: "),
        (b'{"study": 1e999}', "participant"),
    ],
    ids=lambda value: value[:12].hex() if isinstance(value, bytes) else "",
)
def test_a_file_is_read_or_refused_in_one_sentence(
    commands: Commands, content: bytes, said: str
):
    found = commands.run("plan", commands.file(content), *ON)
    assert found.status == (1 if said else 0)
    assert said in found.err
    assert found.err.count("\n") == bool(said)
    assert "Traceback" not in found.err


@pytest.mark.parametrize("name", ["nowhere.json", ".", "a\0b", "x" * 5000])
@pytest.mark.parametrize("command", ["plan", "check-profile"])
def test_what_cannot_be_opened_is_refused(commands: Commands, command: str, name: str):
    found = commands.run(command, commands.folder / name)
    assert found.status == 1
    assert "was not read: " in found.err
    assert found.err.endswith("Name another file.\n")


@pytest.mark.parametrize(
    ("through", "status"), [("0", 1), ("1", 0), ("999", 0), ("1000", 1), ("-1", 1)]
)
def test_a_plan_goes_to_the_cycle_that_is_asked(
    commands: Commands, through: str, status: int
):
    found = commands.run("plan", commands.file(FACTS), *ON, f"--through={through}")
    assert found.status == status
    if status:
        assert found.err == (
            f"The plan cannot stop at cycle {through}. Ask for a cycle from 1 to 999.\n"
        )


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nothing"],
        ["plan"],
        ["plan", "x.json", "--as-of", "10-May-2024"],
        ["plan", "x.json", "--as-of", "2024-02-30"],
        ["plan", "x.json", "--as-of", "1899-12-31"],
        ["plan", "x.json", "--as-of", "2200-01-01"],
        ["plan", "x.json", "--through", "many"],
        ["dose"],
        ["codes", "more"],
    ],
)
def test_wrong_usage_exits_with_2(commands: Commands, argv: list[str]):
    found = commands.run(*argv)
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith("usage: cycledesk-cli")


@pytest.mark.parametrize("as_of", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("first", ["1900-01-01", "2199-12-31"])
def test_a_plan_stays_on_the_calendar(commands: Commands, as_of: str, first: str):
    plan = commands.plan(document(weight("62"), first=first), as_of)
    assert plan["cycles"]


def test_a_dose_is_answered_in_text_and_as_data(commands: Commands):
    found = commands.run("dose", " 59,95 kg", "--json")
    assert found.data == {
        "kg": "59.95",
        "grams": 59950,
        "band": "less than 60 kg",
        "level": "8 mg daily",
        "mg": 8,
        "capsules": 2,
        "every_days": 1,
        "line": "lenvatinib – capsule 4 mg – DOSE 8 mg – 2 capsules – by mouth – "  # noqa: RUF001
        "once daily",
        "why": "59.95 kg is less than 60 kg",
    }
    assert commands.run("dose", "59.95").out == (
        f"{found.data['why']}: {found.data['line']}\n"
    )


@pytest.mark.parametrize("typed", ["-60", "60.001", "6o", "132 lb", "٦٠", "\udcff"])
def test_another_weight_is_refused_in_one_sentence(commands: Commands, typed: str):
    found = commands.run("dose", typed)
    assert (found.status, found.out) == (1, "")
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("text", [FIRST_TEXT, SECOND_TEXT])
def test_a_sound_profile_has_no_problem(commands: Commands, text: str):
    path = commands.file(text, "study.toml")
    found = commands.run("check-profile", path)
    assert (found.status, found.out) == (0, f"{path}: no problem found\n")
    assert commands.run("check-profile", path, "--json").data == {"problems": []}


def test_every_breach_of_a_profile_is_printed_with_its_path(commands: Commands):
    text = with_values(
        FIRST_TEXT,
        ("cycle_visits[0].label", "D2"),
        ("capsules.bands[0].below_kg", "59"),
        ("settings.day_1_before.default", 20),
    )
    path = commands.file(text, "study.toml")
    found = commands.run("check-profile", path, "--json")
    paths = [problem["path"] for problem in found.data["problems"]]
    assert found.status == 1
    assert "cycle_visits[0].label" in paths
    assert any(path.startswith("capsules.bands") for path in paths)
    assert "settings.day_1_before.default" in paths
    printed = commands.run("check-profile", path)
    assert printed.status == 1
    assert [line.split(": ")[0] for line in printed.out.splitlines()] == paths


def test_a_broken_profile_is_refused_everywhere(commands: Commands):
    path = commands.file(with_values(FIRST_TEXT, ("cycle_visits[0].label", "D2")))
    found = commands.run("dose", "60", "--study", path)
    assert found.status == 1
    assert found.err.startswith("cycle_visits[0].label: ")
    found = commands.run("check-profile", commands.file("[[", "study.toml"))
    assert found.status == 1
    assert found.out.startswith("document: is not TOML")


def test_every_code_is_listed(commands: Commands):
    found = commands.run("codes", "--json").data
    assert [row["code"] for row in found["notices"]] == list(NoticeCode)
    assert [row["code"] for row in found["deviations"]] == list(DeviationCode)
    lines = commands.run("codes").out.splitlines()
    assert len(lines) == len(NoticeCode) + len(DeviationCode)
    assert lines[0] == (
        "notice    baseline_weight_missing   no baseline weight, so no dose is known"
    )


def test_help_names_every_command(commands: Commands):
    found = commands.run("--help")
    assert found.status == 0
    for command in ("plan", "dose", "check-profile", "codes"):
        assert command in found.out


def test_the_module_is_the_same_program():
    assert as_process("dose", "60").status == 0
    assert as_process("dose", "600").status == 1
    assert as_process("dose").status == 2


def test_a_terminal_that_knows_no_letters_still_gets_an_answer():
    found = as_process("dose", "60", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (found.status, found.err) == (0, "")
