"""The command ``open-days``, and closed days in the plan, through the command line."""

from pathlib import Path

import pytest

from tests.commands import Commands, as_process, booking, case, document, infusion, row

NEAR = ("--before", "3", "--after", "3")


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path, capsys)


def asked(commands: Commands, *argv: str) -> dict:
    """Return the answer of ``open-days`` as JSON data."""
    found = commands.run("open-days", *argv, "--json")
    assert (found.status, found.err) == (0, "")
    return found.data


def open_days(found: dict) -> list[tuple[str, int, bool]]:
    return [(one["day"], one["days_away"], one["tied"]) for one in found["open"]]


def with_site(facts: dict, country: str, **own: list[str]) -> dict:
    return facts | {"site": {"country": country, **own}}


G21 = [("2024-12-24", -1, False), ("2024-12-23", -2, True), ("2024-12-27", 2, True)]


@pytest.mark.parametrize(
    ("country", "closed"),
    [
        case("G21", "IT", ["Christmas Day", "Saint Stephen's Day"]),
        case("G21", "PL", ["Christmas Day", "Second Day of Christmas"]),
    ],
)
def test_the_open_days_about_christmas_are_named(
    commands: Commands, country: str, closed: list[str]
):
    found = asked(commands, "2024-12-25", *NEAR, "--country", country)
    assert found["window"] == ["2024-12-22", "2024-12-28"]
    assert open_days(found) == G21
    assert [(one["day"], one["why"]) for one in found["closed"]] == [
        ("2024-12-22", "Sunday"),
        ("2024-12-25", f"public holiday: {closed[0]} (computed)"),
        ("2024-12-26", f"public holiday: {closed[1]} (computed)"),
        ("2024-12-28", "Saturday"),
    ]
    assert (found["none_open"], found["remarks"]) == (False, [])


@pytest.mark.parametrize("country", [case("G21", "IT"), case("G21", "PL")])
def test_a_visit_on_christmas_day_is_told_and_never_moved(
    commands: Commands, country: str
):
    facts = document(infusion(1, "2024-12-04"), first="2024-12-04")
    plan = commands.plan(with_site(facts, country), "2024-12-05")
    [notice] = [one for one in plan["notices"] if one["code"] == "closed_day"]
    assert notice == {
        "code": "closed_day",
        "on": "2024-12-25",
        "sentence": "C2D1 on Wed 25-Dec-2024 falls on a closed day: public holiday: "
        "Christmas Day (computed). Nearest open days in its window: 24-Dec-2024 (1 day "
        "before), 23-Dec-2024 (2 days before, equally near), 27-Dec-2024 (2 days "
        "after, equally near).",
    }
    found = row(plan, "C2D1")
    assert (found["target"], found["booked"]) == ("2024-12-25", None)
    assert found["window"] == ["2024-12-22", "2024-12-28"]


@pytest.mark.parametrize(
    ("year", "eve"), [("2024", True), ("2025", False), ("2026", False)]
)
def test_christmas_eve_is_a_holiday_in_poland_from_2025(
    commands: Commands, year: str, eve: bool
):
    found = asked(commands, f"{year}-12-24", "--before", "0", "--after", "0",
                  "--country", "PL")  # fmt: skip
    assert found["none_open"] is not eve


@pytest.mark.parametrize(
    ("argv", "days"),
    [
        (["2026-05-02", *NEAR, "--country", "PL"],
         [("2026-04-30", -2, True), ("2026-05-04", 2, True), ("2026-04-29", -3, True),
          ("2026-05-05", 3, True)]),
        (["2026-05-02", *NEAR, "--country", "PL", "--closed", "2026-04-30"],
         [("2026-05-04", 2, False), ("2026-04-29", -3, True),
          ("2026-05-05", 3, True)]),
        (["2026-05-02", *NEAR, "--country", "PL", "--open", "2026-05-01",
          "2026-05-02"],
         [("2026-05-02", 0, False), ("2026-05-01", -1, False), ("2026-04-30", -2, True),
          ("2026-05-04", 2, True), ("2026-04-29", -3, True), ("2026-05-05", 3, True)]),
        (["2026-05-02", *NEAR, "--country", "PL", "--closed", "2026-04-30",
          "2026-05-04", "--closed", "2026-04-29"], [("2026-05-05", 3, False)]),
        (["2026-05-02", *NEAR, "--country", "PL", "--weekdays", "sat,thu"],
         [("2026-05-02", 0, False), ("2026-04-30", -2, False)]),
        (["2026-10-10", "--before", "1", "--after", "1", "--country", "CN"],
         [("2026-10-10", 0, False), ("2026-10-09", -1, False)]),
        (["2026-01-01", "--before", "0", "--after", "0", "--country", "UA"],
         [("2026-01-01", 0, False)]),
        (["2024-02-29", "--before", "0", "--after", "1"],
         [("2024-02-29", 0, False), ("2024-03-01", 1, False)]),
    ],
)  # fmt: skip
def test_the_sites_own_days_and_weekdays_count(
    commands: Commands, argv: list[str], days: list[tuple[str, int, bool]]
):
    assert open_days(asked(commands, *argv)) == days


def test_none_open_is_said_as_such(commands: Commands):
    argv = ("open-days", "2026-05-02", "--before", "1", "--after", "1",
            "--country", "PL")  # fmt: skip
    found = asked(commands, *argv[1:])
    assert (found["open"], found["none_open"]) == ([], True)
    text = commands.run(*argv)
    assert (text.status, text.err) == (0, "")
    assert "None open: the site is closed on every day of the window." in text.out


def test_people_read_a_line_for_each_day_and_each_remark(commands: Commands):
    found = commands.run(
        "open-days", "2027-02-08", "--before", "4", "--after", "3", "--country", "CN"
    )
    assert found.out.splitlines() == [
        "Open days from 04-Feb-2027 to 11-Feb-2027, nearest to Mon 08-Feb-2027 first:",
        "  Thu 11-Feb-2027  3 days after",
        "  Thu 04-Feb-2027  4 days before",
        "Closed: Fri 05-Feb-2027, public holiday: Spring Festival Eve (computed)",
        "Closed: Sat 06-Feb-2027, public holiday: Spring Festival (computed)",
        "Closed: Sun 07-Feb-2027, public holiday: Spring Festival (computed)",
        "Closed: Mon 08-Feb-2027, public holiday: Spring Festival (computed)",
        "Closed: Tue 09-Feb-2027, public holiday: Spring Festival, in lieu (estimated)",
        "Closed: Wed 10-Feb-2027, public holiday: Spring Festival, in lieu (estimated)",
        *asked(commands, "2027-02-08", "--before", "4", "--after", "3",
               "--country", "CN")["remarks"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "country", "words"),
    [
        ("2026-11-23", "CN", []),
        ("2027-06-21", "CN", ["CN 2027: not announced: working weekends"]),
        ("2027-02-09", "CN", ["CN 2027: not announced", "CN, estimated, not ann"]),
        ("2028-11-15", "SG", ["SG 2028: not announced", "SG, estimated, not ann"]),
        ("2026-11-23", "UA", ["UA 2026: public holidays are working days"]),
        ("2027-11-23", "UA", ["UA 2027: not announced: whether martial law"]),
        ("2028-12-29", "PL", ["Public holidays of PL are known for 2020 to 2028 only"]),
        ("2019-06-05", "PL", ["Public holidays of PL are known for 2020 to 2028 only"]),
        ("2026-11-23", "FR", ["No public holidays are known for FR"]),
        ("2026-11-23", "", ["No country is given"]),
    ],
)
def test_what_is_not_known_is_said_aloud(
    commands: Commands, on: str, country: str, words: list[str]
):
    argv = ("--country", country) if country else ()
    remarks = asked(commands, on, *NEAR, *argv)["remarks"]
    assert len(remarks) == len(words)
    for remark, began in zip(remarks, words, strict=True):
        assert remark.startswith(began)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["2026-05-02", *NEAR, "--country", "pl"], "two letters, such as PL"),
        (["2026-05-02", *NEAR, "--country", "POL"], "two letters, such as PL"),
        (["2026-05-02", *NEAR, "--country", "../x"], "two letters, such as PL"),
        (["2026-05-32", *NEAR], "does not look like a date"),
        (["2026-05-02", *NEAR, "--closed", "tomorrow"], "does not look like a date"),
        (["2026-05-02", "--before", "-1", "--after", "3"], "--before"),
        (["2026-05-02", "--before", "367", "--after", "3"], "from 0 to 366"),
        (["2026-05-02", "--before", "3", "--after", "1.5"], "from 0 to 366"),
        (["2026-05-02", "--before", "3"], "--after"),
        (["2026-05-02", *NEAR, "--weekdays", "mon,tue,mon"], "each once"),
        (["2026-05-02", *NEAR, "--weekdays", "monday"], "mon,tue,wed"),
        (["2026-05-02", *NEAR, "--weekdays", ""], "mon,tue,wed"),
    ],
)
def test_wrong_usage_is_told(commands: Commands, argv: list[str], words: str):
    found = commands.run("open-days", *argv)
    assert (found.status, found.out) == (2, "")
    assert words in found.err


@pytest.mark.parametrize("days", [("0", "0"), ("366", "366")])
def test_a_window_may_have_one_day_or_two_years(
    commands: Commands, days: tuple[str, str]
):
    found = asked(commands, "2026-05-04", "--before", days[0], "--after", days[1])
    assert len(found["open"]) + len(found["closed"]) == 2 * int(days[0]) + 1


def test_a_day_is_not_both_closed_and_open(commands: Commands):
    own = ("--closed", "2026-05-02", "2026-05-03", "--open", "2026-05-03")
    found = commands.run("open-days", "2026-05-02", *NEAR, *own)
    assert (found.status, found.out) == (1, "")
    assert found.err == (
        "--open: 2026-05-03 is closed by --closed. Keep it in one of the two.\n"
    )


def test_a_booking_and_a_visit_on_closed_days_are_candidates(commands: Commands):
    facts = document(
        infusion(1, "2024-12-04"),
        infusion(2, "2024-12-26"),
        booking("C3D1", "2025-01-18"),
        first="2024-12-04",
    )
    plan = commands.plan(with_site(facts, "IT", closed_days=[]), "2025-01-02")
    found = [one for one in plan["deviations"] if one["code"] == "closed_day"]
    assert [(one["visit"], one["days"]) for one in found] == [("C2D1", 0), ("C3D1", 0)]
    assert "Saint Stephen's Day" in found[0]["sentence"]
    assert (
        "is booked for Sat 18-Jan-2025, on a closed day: Saturday."
        in (found[1]["sentence"])
    )


def test_the_same_answer_comes_from_a_process_of_its_own_g21(commands: Commands):
    argv = ("open-days", "2024-12-25", *NEAR, "--country", "PL", "--json")
    found = as_process(*argv)
    assert (found.status, found.err) == (0, "")
    assert found.data == commands.run(*argv).data
    assert open_days(found.data) == G21
