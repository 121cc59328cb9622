"""The command ``history``, on real site files."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from scheduler.core.facts import Booking, Weight
from scheduler.core.study_text import read_study
from scheduler.store.connection import create_database
from scheduler.store.store import Store
from tests.commands import ROOT, Commands
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS, found
from tests.store.given import ADA, AK, BASELINE, SITE, clock

SHIPPED = ROOT / "resources" / "studies" / "js001-027-iii-hcc.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "PL03.cycledesk"
    study = read_study(SHIPPED.read_text(encoding="utf-8"))
    with closing(create_database(path, keys_of(path), clock=clock)) as database:
        store = Store(database, clock, study, PASSWORDS)
        found(store, SITE, AK)
        [ada] = store.add_participant(ADA, BASELINE, by=AK).participants
        store.record_fact(ada, Weight(on=date(2024, 3, 25), grams=61_400), by=AK)
        booked = Booking(visit="C3D1", on=date(2027, 4, 17))
        store.book_visit(ada, booked, by=AK)
        moved = Booking(visit="C3D1", on=date(2027, 4, 24), reason="transport")
        store.book_visit(ada, moved, ver=1, by=AK)
    return path


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys, PASSWORD)


def asked(file: Path, *more: str) -> tuple[Path | str, ...]:
    keys = keys_of(file).folder
    return "history", "--database", file, "--as", AK.person, "--keys", keys, *more


def test_who_changed_a_date_is_told_in_one_line(commands: Commands, file: Path):
    """R28: who changed this date."""
    answer = commands.run(*asked(file, "--text", "C3D1"))
    assert (answer.status, answer.err) == (0, "")
    _, moved, _, made = answer.out.splitlines()
    for words in (
        "23-Nov-2026 08:12 +01:00",
        "A. Kowalska",
        "PL03-0012",
        "C3D1 booking: date",
        "17-Apr-2027",
        "24-Apr-2027",
        "transport",
    ):
        assert words in moved
    assert "C3D1 booking made" in made


def test_columns_are_cut_at_their_tabs(commands: Commands, file: Path):
    """R28: no blanks to fill a column up, and no line but one a change."""
    answer = commands.run(*asked(file, "--text", "transport"))
    heading, *lines = [line.split("\t") for line in answer.out.splitlines()]
    assert heading[:4] == ["Time", "Person", "Participant", "Object"]
    assert {len(cells) for cells in lines} == {len(heading)}
    assert not any("  " in cell for cells in lines for cell in cells)
    changed = dict(zip(heading, lines[0], strict=True))
    assert changed["Object"] == "C3D1 booking: date"
    assert changed["Old value"] == "17-Apr-2027"
    assert changed["New value"] == "24-Apr-2027"
    assert changed["Reason"] == "transport"


def test_json_has_one_object_a_field_as_kept(commands: Commands, file: Path):
    found = commands.run(*asked(file, "--json", "--kind", "bookings")).data
    assert found["asked"] == ["booking"]
    assert [one["field"] for one in found["changes"]] == [
        "on_date",
        "reason",
        "visit",
        "on_date",
    ]
    first = found["changes"][0]
    assert (first["old"], first["new"]) == ("2027-04-17", "2027-04-24")
    assert (first["at"], first["source"]) == ("2026-11-23T08:12:05+01:00", "entry")
    assert first["save"] > found["changes"][2]["save"]


@pytest.mark.parametrize(
    ("options", "records"),
    [
        (("--participant", "PL03-0012", "--kind", "weights"), {"weights"}),
        (("--clinical",), {"participants", "weights", "bookings"}),
        (("--by", "Nobody"), set()),
        (("--from", "2026-11-24"), set()),
        (("--to", "2000-11-22"), set()),
        (("--text", "61.4"), {"weights"}),
    ],
)
def test_options_narrow_what_is_listed(
    commands: Commands, file: Path, options: tuple[str, ...], records: set[str]
):
    found = commands.run(*asked(file, "--json", *options)).data["changes"]
    assert {one["record"] for one in found} == records


def test_nothing_found_is_said_and_is_no_failure(commands: Commands, file: Path):
    answer = commands.run(*asked(file, "--by", "Nobody"))
    assert (answer.status, answer.out) == (0, "No changes match.\n")


def test_days_the_wrong_way_round_are_wrong_usage(commands: Commands, file: Path):
    days = ("--from", "2026-11-23", "--to", "2026-11-22")
    answer = commands.run(*asked(file, *days))
    assert answer.status == 2
    assert "is before" in answer.err


def test_an_unknown_code_is_refused_with_a_way_out(commands: Commands, file: Path):
    answer = commands.run(*asked(file, "--participant", "PL03-0021"))
    assert answer.status == 1
    assert "No participant has the code 'PL03-0021'" in answer.err


def test_nobody_asks_who_is_not_entered(commands: Commands, file: Path):
    options = list(asked(file))
    options[options.index(AK.person)] = "B. Nowak"
    answer = commands.run(*options)
    assert answer.status == 1
    assert "Name one of A. Kowalska" in answer.err
