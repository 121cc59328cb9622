"""The shipped tables of closed days, against what their countries have announced."""

import tomllib
from datetime import date, timedelta

import pytest

import resources
from scheduler.commands.given import country_days
from scheduler.core.closed_days import CountryDays, SiteCalendar, Standing
from tests.core.plans import day
from ui.site_files import country_days as country_days_of_window

COUNTRIES = ("CN", "IT", "PL", "SG", "UA")
YEARS = range(2020, 2029)
CHECKED = date(2026, 11, 22)


def table(country: str) -> CountryDays:
    found = country_days(country)
    assert found is not None
    return found


def why(country: str, on: str) -> str:
    return SiteCalendar(country=table(country)).why_closed(day(on))


def said_of(country: str, year: int) -> list[str]:
    """Return what is said of a year, and with which standing."""
    gaps = [gap for gap in table(country).gaps if gap.year == year]
    return [f"{gap.standing}: {gap.what}" for gap in gaps]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_days_or_says_why_it_has_none(country: str, year: int):
    found = table(country)
    assert (found.country, found.first_year, found.last_year) == (country, 2020, 2028)
    holidays = [row for row in found.days.values() if row.day.year == year]
    assert len(holidays) >= 11 or said_of(country, year)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_row_has_a_source_and_the_day_it_was_checked(country: str):
    rows = [*table(country).days.values(), *table(country).gaps]
    assert {row.checked for row in rows} == {CHECKED}
    assert all(len(row.source) > 10 for row in rows)


@pytest.mark.parametrize("country", COUNTRIES)
def test_days_stand_in_their_order(country: str):
    assert list(table(country).days) == sorted(table(country).days)


@pytest.mark.parametrize("country", [*COUNTRIES, "FR", None])
def test_the_window_and_the_command_line_find_the_same_table(country: str | None):
    assert country_days_of_window(country) == country_days(country)


def test_no_table_is_shipped_for_another_country():
    assert country_days("FR") is None


@pytest.mark.parametrize("country", COUNTRIES)
def test_days_worked_by_order_are_weekend_days_in_china_and_ukraine_only(country: str):
    worked = [row for row in table(country).days.values() if row.open]
    assert all(row.day.weekday() >= 5 for row in worked)
    assert all(row.standing is Standing.ANNOUNCED for row in worked)
    assert bool(worked) is (country in {"CN", "UA"})


# Days off and weekend days worked, counted in the notices of the State Council:
# 1+7+3+5+3+8 and 3 more by the longer Spring Festival of 2020, and so on.
@pytest.mark.parametrize(
    ("year", "off", "worked"),
    [
        (2020, 27 + 3, 6),
        (2021, 3 + 7 + 3 + 5 + 3 + 3 + 7, 7),
        (2022, 3 + 7 + 3 + 5 + 3 + 3 + 7, 7),
        (2023, 3 + 7 + 1 + 5 + 3 + 8, 7),
        (2024, 1 + 8 + 3 + 5 + 1 + 3 + 7, 8),
        (2025, 1 + 8 + 3 + 5 + 3 + 8, 5),
        (2026, 3 + 9 + 3 + 5 + 3 + 3 + 7, 6),
        (2027, 13 + 6, 0),
        (2028, 12 + 3, 0),
    ],
)
def test_china_has_as_many_days_off_and_worked_as_announced(
    year: int, off: int, worked: int
):
    # New Year 2023 began on Saturday 31-Dec-2022.
    turn = timedelta(days=1 if year in {2022, 2023} else 0)
    first, last = date(year, 1, 1), date(year, 12, 31)
    first -= turn if year == 2023 else timedelta(0)
    last -= turn if year == 2022 else timedelta(0)
    rows = [row for row in table("CN").days.values() if first <= row.day <= last]
    assert sum(not row.open for row in rows) == off
    assert sum(row.open for row in rows) == worked


@pytest.mark.parametrize(
    ("on", "standing"),
    [("2020-02-02", "announced"), ("2024-02-10", "announced"),
     ("2026-02-23", "announced"), ("2027-02-08", "computed"),
     ("2027-02-09", "estimated"), ("2028-01-03", "estimated"),
     ("2028-10-03", "computed")],
)  # fmt: skip
def test_how_sure_a_day_off_in_china_is(on: str, standing: str):
    assert why("CN", on).endswith(f"({standing})")


@pytest.mark.parametrize(
    ("country", "on", "name"),
    [
        # State Council General Office, notices 16 of 2019 and 1 of 2020.
        ("CN", "2020-01-19", ""), ("CN", "2020-01-23", ""),
        ("CN", "2020-01-24", "Spring Festival"),
        ("CN", "2020-02-01", "Spring Festival, made longer"),
        ("CN", "2020-02-03", ""),
        # Notice of 04-Nov-2025.
        ("CN", "2026-02-14", ""), ("CN", "2026-02-15", "Spring Festival"),
        ("CN", "2026-02-23", "Spring Festival"), ("CN", "2026-02-24", ""),
        ("CN", "2026-02-28", ""), ("CN", "2026-09-20", ""),
        ("CN", "2026-10-07", "National Day"), ("CN", "2026-10-08", ""),
        ("CN", "2026-10-10", ""), ("CN", "2026-10-11", "Sunday"),
        # State Council Order 795 of 2024: from 2025 also 2 May and the eve.
        ("CN", "2027-02-05", "Spring Festival Eve"), ("CN", "2027-05-02", "Labour Day"),
        # Law 151 of 8-Oct-2025; Easter Monday.
        ("IT", "2023-10-04", ""), ("IT", "2024-10-04", ""), ("IT", "2025-10-03", ""),
        ("IT", "2026-10-04", "Saint Francis of Assisi"),
        ("IT", "2027-10-04", "Saint Francis of Assisi"),
        ("IT", "2026-04-06", "Easter Monday"), ("IT", "2026-04-07", ""),
        ("IT", "2024-12-24", ""), ("IT", "2024-12-26", "Saint Stephen's Day"),
        # The act on days free from work: Christmas Eve from 2025.
        ("PL", "2024-12-24", ""), ("PL", "2025-12-24", "Christmas Eve"),
        ("PL", "2026-06-04", "Corpus Christi"), ("PL", "2026-06-05", ""),
        # Ministry of Manpower; the Monday in lieu of a Sunday.
        ("SG", "2022-05-02", "Labour Day, in lieu"), ("SG", "2022-05-03", "Hari Raya"),
        ("SG", "2022-07-11", "Hari Raya Haji, in lieu"), ("SG", "2024-10-31", "Deepa"),
        ("SG", "2023-01-24", "Chinese New Year, in lieu"), ("SG", "2023-01-25", ""),
        ("SG", "2020-07-10", "Polling Day"), ("SG", "2021-12-27", ""),
        ("SG", "2026-11-09", "Deepavali, in lieu"), ("SG", "2027-10-28", "Deepavali"),
        ("SG", "2027-10-29", ""),
        # Law 2136-IX: working days since 24-Mar-2022.
        ("UA", "2021-08-24", "Independence Day"), ("UA", "2022-03-08", "International"),
        ("UA", "2022-05-02", ""), ("UA", "2022-08-24", ""), ("UA", "2023-12-25", ""),
        ("UA", "2024-01-01", ""), ("UA", "2026-01-01", ""), ("UA", "2021-08-28", ""),
        ("UA", "2026-08-23", "Sunday"),
    ],
)  # fmt: skip
def test_known_days_stand_as_their_sources_say(country: str, on: str, name: str):
    found = why(country, on)
    assert bool(found) is bool(name)
    assert found.removeprefix("public holiday: ").startswith(name)


@pytest.mark.parametrize(
    ("country", "year", "said"),
    [
        ("CN", 2026, []),
        ("CN", 2027, ["not announced: working weekends and the days off beside"]),
        ("CN", 2028, ["not announced: working weekends and the days off beside"]),
        ("SG", 2027, []),
        ("SG", 2028, ["not announced: the dates of public holidays"]),
        ("UA", 2021, []),
        ("UA", 2022, ["announced: from 24-Mar-2022 public holidays are working days"]),
        ("UA", 2025, ["announced: public holidays are working days under martial law"]),
        ("UA", 2026, ["announced: public holidays are working days as long as"]),
        ("UA", 2027, ["not announced: whether martial law"]),
        ("UA", 2028, ["not announced: whether martial law"]),
        ("IT", 2028, []),
        ("PL", 2028, []),
    ],
)
def test_a_year_that_is_not_announced_says_so(country: str, year: int, said: list[str]):
    found = said_of(country, year)
    assert len(found) == len(said)
    assert all(one.startswith(words) for one, words in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("country", "year", "standings"),
    [
        ("CN", 2026, {"announced"}),
        ("CN", 2027, {"computed", "estimated"}),
        ("IT", 2026, {"computed"}),
        ("PL", 2026, {"computed"}),
        ("SG", 2027, {"announced"}),
        ("SG", 2028, {"computed", "estimated"}),
        ("UA", 2021, {"announced", "computed"}),
    ],
)
def test_a_year_has_days_of_these_standings(
    country: str, year: int, standings: set[str]
):
    rows = [row for row in table(country).days.values() if row.day.year == year]
    assert {str(row.standing) for row in rows} == standings


def test_the_tables_hold_what_the_corrections_say_by_hand():
    file = resources.path("sites", "corrections.toml")
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    china = table("CN").days
    for notice in known["notices"]:
        for name, first, last in notice["off"]:
            for n in range((last - first).days + 1):
                row = china[first + timedelta(days=n)]
                assert (row.name, row.source) == (name, notice["source"])
        assert all(china[worked].open for worked in notice["working"])
    for one in known["years"]:
        assert f"{one['standing']}: {one['what']}" in said_of(
            one["country"], one["year"]
        )
