"""The command ``agenda``, on real site files."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from scheduler.commands import agenda
from scheduler.core.facts import (
    Booking,
    Fact,
    Hold,
    Participant,
    Weight,
)
from scheduler.core.study import Study
from scheduler.store.connection import create_database
from scheduler.store.store import Store
from scheduler.store.values import StudySite
from tests.commands import ROOT, Answer, Commands, as_process
from tests.core.profiles import FIRST, FIRST_TEXT, with_values
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS, found, from_before, records_of
from tests.store.earlier import made_before
from tests.store.given import AK, AMENDED, SITE, VERSIONS, clock, given

NOVEMBER = datetime(2026, 11, 22, 0, 10, tzinfo=timezone(timedelta(hours=1)))
FIRST_DAY = date(2024, 3, 4)
MARCH = ("--from", "2024-03-25", "--to", "2024-03-31", "--as-of", "2024-03-28")


def booked(on: date) -> Booking:
    return Booking(visit="C2D1", on=on)


# Day 1 of the second cycle is due on 25-Mar-2024, give or take three days.
PEOPLE: dict[str, tuple[date, tuple[Fact, ...]]] = {
    "PL03-0001": (date(2024, 3, 1), ()),  # missed: the next one has begun
    "PL03-0002": (FIRST_DAY - timedelta(days=1), ()),
    "PL03-0003": (FIRST_DAY, ()),
    "PL03-0004": (FIRST_DAY + timedelta(days=2), (booked(date(2024, 3, 26)),)),
    "PL03-0005": (FIRST_DAY + timedelta(days=2), ()),
    "PL03-0006": (FIRST_DAY + timedelta(days=9), (booked(date(2024, 3, 30)),)),
    "PL03-0007": (
        FIRST_DAY + timedelta(days=3),
        (Hold(drug="infusion", starts=date(2024, 3, 20), ends=date(2024, 4, 2)),),
    ),
}


def made(path: Path, study: Study = FIRST, site: StudySite | None = SITE) -> Path:
    """Make a site file with everybody in it."""
    with closing(create_database(path, keys_of(path))) as database:
        store = Store(database, clock, study, PASSWORDS)
        if site is None:
            from_before(store, AK)
            return path
        found(store, site, AK)
        for code, (first, more) in PEOPLE.items():
            who = Participant(code=code, first_day_1=first)
            weight = Weight(on=first, grams=62000, baseline=True)
            facts = (given(1, first), *more)
            store.add_participant(who, weight, facts=facts, by=AK)
    return path


def known(file: Path | str, person: str) -> tuple[Path | str, ...]:
    """Return the file, where its keys are, and who asks, as options."""
    keys = keys_of(Path(file)).folder
    return "--database", file, "--as", person, "--keys", keys


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys, PASSWORD)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = made(tmp_path / "PL03.cycledesk")
    before = records_of(path)
    yield path
    assert records_of(path) == before


def asked(
    commands: Commands, file: Path, *argv: str | Path, person: str = AK.person
) -> Answer:
    return commands.run("agenda", *known(file, person), *argv)


def groups(found: dict) -> dict[str, list[tuple[str, str]]]:
    return {
        status: [(row["participant"][-1], row["visit"]) for row in rows]
        for status, rows in found["visits"].items()
        if rows
    }


def test_the_late_states_are_kept_apart_and_what_is_ahead_follows(
    commands: Commands, file: Path
):
    answer = asked(commands, file, *MARCH, "--json")
    assert (answer.status, answer.err) == (0, "")
    found = answer.data
    assert [found[key] for key in ("site", "as_of", "from", "to")] == [
        "PL03",
        "2024-03-28",
        "2024-03-25",
        "2024-03-31",
    ]
    assert list(found["visits"]) == [
        "missed",
        "overdue",
        "last day",
        "awaiting confirmation",
        "due",
        "planned",
        "on hold",
    ]
    assert groups(found) == {
        "overdue": [("1", "C2D1"), ("2", "C2D1")],
        "last day": [("3", "C2D1")],
        "awaiting confirmation": [("4", "C2D1")],
        "due": [("5", "C2D1")],
        "planned": [("6", "C2D1")],
        "on hold": [("7", "C2D1")],
    }
    [planned] = found["visits"]["planned"]
    assert planned == {
        "participant": "PL03-0006",
        "visit": "C2D1",
        "expected": "2024-03-30",
        "at": None,
        "window": ["2024-03-31", "2024-04-06"],
        "days_outside": -1,
        "verdict": "1 day early, out of window",
    }
    late = found["visits"]["overdue"][0]
    assert (late["days_outside"], late["verdict"]) == (3, "3 days late, out of window")


def test_a_missed_visit_has_a_group_of_its_own(commands: Commands, file: Path):
    april = ("--from", "2024-04-08", "--to", "2024-04-14", "--as-of", "2024-04-10")
    found = asked(commands, file, *april, "--json").data
    assert ("1", "C2D1") in groups(found)["missed"]
    assert "overdue" in groups(found)


def test_deviation_candidates_of_the_days_are_listed(commands: Commands, file: Path):
    found = asked(commands, file, *MARCH, "--json").data
    assert [
        (row["participant"], row["visit"], row["code"], row["on"], row["days"])
        for row in found["deviations"]
    ] == [
        ("PL03-0006", "C2D1", "booked_out_of_window", "2024-03-30", -1),
        ("PL03-0006", "C2D1", "closed_day", "2024-03-30", 0),
    ]


def test_days_far_ahead_are_reached(commands: Commands, file: Path):
    far = ("--from", "2025-03-01", "--to", "2025-03-28", "--as-of", "2024-03-28")
    found = groups(asked(commands, file, *far, "--json").data)
    day_1s = {who for who, visit in found["planned"] if visit.endswith("D1")}
    assert day_1s == {code[-1] for code in PEOPLE}


def test_for_people_each_group_is_a_table(commands: Commands, file: Path):
    lines = asked(commands, file, *MARCH).out.splitlines()
    assert lines[0] == "PL03, 25-Mar-2024 to 31-Mar-2024, as of 28-Mar-2024"
    heads = [after for before, after in pairwise(lines) if not before]
    assert heads == [
        "Overdue (2)",
        "Last day (1)",
        "Awaiting confirmation (1)",
        "Due (1)",
        "Planned (1)",
        "On hold (1)",
        "Deviation candidates (2)",
    ]
    assert lines[lines.index("Last day (1)") + 1] == (
        "PL03-0003  C2D1  25-Mar-2024  window 22-Mar-2024 to 28-Mar-2024  in window"
    )
    assert lines[-2].startswith("PL03-0006  C2D1 is booked for 30-Mar-2024")


def test_days_that_ask_for_nothing_say_so(commands: Commands, file: Path):
    before = ("--from", "2023-01-01", "--to", "2023-01-31", "--as-of", "2023-01-10")
    assert asked(commands, file, *before).out.splitlines()[1:] == [agenda.NOTHING]


@pytest.mark.parametrize("on", [None, "2026-05-02"])
def test_the_agenda_goes_by_the_versions_of_the_site(
    commands: Commands, tmp_path: Path, on: str | None
):
    versions = (("2.0", date.fromisoformat(on)),) if on else ()
    site = replace(SITE, versions=versions)
    path = made(tmp_path / "amended.cycledesk", AMENDED, site)
    amended = commands.file(with_values(FIRST_TEXT, ("versions", VERSIONS)), "p.toml")
    may = ("--from", "2026-05-01", "--to", "2026-05-31", "--as-of", "2026-05-10")
    found = asked(commands, path, *may, "--study", amended, "--json").data
    rows = found["visits"]["planned"] + found["visits"]["due"]
    day_1s = [row for row in rows if row["visit"].endswith("D1")]
    lengths = {
        (
            date.fromisoformat(row["window"][1]) - date.fromisoformat(row["expected"])
        ).days
        for row in day_1s
    }
    assert lengths == ({4} if on else {3})
    refused = asked(commands, path, *may)
    assert refused.status == (1 if on else 0)
    assert ("version 2.0 of the study profile" in refused.err) is bool(on)


@pytest.mark.usefixtures("_november")
def test_the_default_day_is_the_local_date(commands: Commands, file: Path):
    days = ("--from", "2026-11-01", "--to", "2026-11-30")
    assert asked(commands, file, *days, "--json").data["as_of"] == "2026-11-22"


@pytest.fixture
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be 22-Nov-2026, ten minutes past midnight in Warsaw."""
    monkeypatch.setattr(agenda, "local_now", lambda: NOVEMBER)


def test_only_people_of_the_file_are_answered(commands: Commands, file: Path):
    answer = asked(commands, file, *MARCH, person="Nobody")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "Nobody of that name has an account in these records. "
        "Name one of A. Kowalska.\n"
    )


def test_a_file_without_a_site_is_one_sentence(commands: Commands, tmp_path: Path):
    path = made(tmp_path / "new.cycledesk", site=None)
    answer = asked(commands, path, *MARCH)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("The site of these records is not entered yet.")


def test_what_is_no_site_file_of_this_study_is_one_sentence(
    commands: Commands, file: Path, tmp_path: Path
):
    text = commands.file("no database", "facts.txt")
    second = ("--study", ROOT / "tests" / "studies" / "second.toml")
    for path, more, said in (
        (tmp_path / "gone.cycledesk", (), "gone.cycledesk is not there"),
        (text, (), "is not a CycleDesk file"),
        (file, second, "is a file of the study js001-027-iii-hcc"),
    ):
        answer = asked(commands, path, *MARCH, *more)
        assert (answer.status, answer.out) == (1, "")
        assert said in answer.err
        assert answer.err.count("\n") == 1


def test_a_file_of_an_earlier_version_is_to_be_opened_in_the_program_first(
    commands: Commands, tmp_path: Path
):
    path = tmp_path / "PL03.cycledesk"
    made_before(path, "0003_site_versions")
    before = path.read_bytes()
    answer = asked(commands, path, *MARCH)
    assert (answer.status, answer.out) == (1, "")
    assert "Open it in the program first" in answer.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [
        ("--from", "2024-03-25", "--to", "2024-03-24"),
        ("--from", "2024-03-25", "--to", "2025-03-30", "--as-of", "2024-03-28"),
        ("--from", "2024-03-25"),
        ("--from", "25-Mar-2024", "--to", "2024-03-31"),
    ],
)
def test_days_that_cannot_be_asked_are_wrong_usage(
    commands: Commands, file: Path, argv: tuple[str, ...]
):
    answer = asked(commands, file, *argv)
    assert (answer.status, answer.out) == (2, "")


def test_the_agenda_is_a_command_of_its_own_process(file: Path):
    found = as_process("agenda", *known(file, AK.person), *MARCH, password=PASSWORD)
    assert (found.status, found.err) == (0, "")
    assert "Overdue (2)" in found.out
