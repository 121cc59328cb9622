from datetime import date, timedelta

import pytest
from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.closed_days import (
    CountryDays,
    Gap,
    ListedDay,
    OpenDay,
    SiteCalendar,
    Standing,
    away_text,
    nearest_open_days,
    nearest_text,
    site_calendar,
    without_table,
)
from scheduler.core.facts import Site
from tests.core.plans import day, days

CHECKED = date(2026, 11, 22)
ONLY_WEEKDAYS = "only the days of the week and the site's own days are looked at."


def listed(
    on: str, *, works: bool = False, standing: Standing = Standing.ANNOUNCED
) -> ListedDay:
    return ListedDay(
        day=day(on),
        open=works,
        name="Spring Festival",
        standing=standing,
        source="notice",
        checked=CHECKED,
    )


# A Tuesday off, a Saturday worked for it, a Monday that is only guessed.
ROWS = (
    listed("2026-02-17"),
    listed("2026-02-14", works=True),
    listed("2027-02-08", standing=Standing.ESTIMATED),
)
GAPS = (
    Gap(year=2027, what="working weekends", source="none found", checked=CHECKED),
    Gap(
        year=2026,
        what="holidays are working days",
        source="a law",
        checked=CHECKED,
        standing=Standing.ANNOUNCED,
    ),
)
TABLE = CountryDays(
    country="CN",
    days={row.day: row for row in ROWS},
    gaps=GAPS,
    first_year=2026,
    last_year=2027,
)
HERE = SiteCalendar(country=TABLE)
OWN = SiteCalendar(
    country=TABLE,
    closed=frozenset({day("2026-02-14"), day("2026-02-19")}),
    open=frozenset({day("2026-02-17"), day("2026-02-21")}),
)
SUNDAY_TO_THURSDAY = SiteCalendar(weekdays=frozenset({6, 0, 1, 2, 3}))


@pytest.mark.parametrize(
    ("calendar", "on", "why"),
    [
        (SiteCalendar(), "2026-02-13", ""),
        (SiteCalendar(), "2026-02-14", "Saturday"),
        (SiteCalendar(), "2026-02-15", "Sunday"),
        (SiteCalendar(), "2026-02-16", ""),
        (SiteCalendar(), "2026-02-17", ""),
        (HERE, "2026-02-13", ""),
        (HERE, "2026-02-14", ""),
        (HERE, "2026-02-15", "Sunday"),
        (HERE, "2026-02-16", ""),
        (HERE, "2026-02-17", "public holiday: Spring Festival (announced)"),
        (HERE, "2026-02-18", ""),
        (HERE, "2027-02-08", "public holiday: Spring Festival (estimated)"),
        (OWN, "2026-02-14", "closed by the site"),
        (OWN, "2026-02-17", ""),
        (OWN, "2026-02-19", "closed by the site"),
        (OWN, "2026-02-20", ""),
        (OWN, "2026-02-21", ""),
        (OWN, "2026-02-22", "Sunday"),
        (SUNDAY_TO_THURSDAY, "2026-02-12", ""),
        (SUNDAY_TO_THURSDAY, "2026-02-13", "Friday"),
        (SUNDAY_TO_THURSDAY, "2026-02-14", "Saturday"),
        (SUNDAY_TO_THURSDAY, "2026-02-15", ""),
    ],
)
def test_the_sites_own_days_come_before_those_of_its_country_and_the_weekdays(
    calendar: SiteCalendar, on: str, why: str
):
    """E-06."""
    assert calendar.why_closed(day(on)) == why
    assert calendar.is_open(day(on)) is not bool(why)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-02-01", "2026-02-28", ["holidays are working days"]),
        ("2026-12-31", "2026-12-31", ["holidays are working days"]),
        ("2026-12-31", "2027-01-01", ["weekends", "holidays are working days"]),
        ("2027-01-01", "2027-02-07", ["weekends"]),
        ("2027-02-07", "2027-02-08", ["weekends", "estimated"]),
        ("2027-02-08", "2027-02-09", ["weekends", "estimated"]),
        ("2027-02-09", "2027-12-31", ["weekends"]),
        ("2027-12-31", "2028-01-01", ["2026 to 2027 only", "weekends"]),
        ("2025-12-31", "2025-12-31", ["2026 to 2027 only"]),
    ],
)
def test_what_is_not_certain_of_a_stretch_is_said(
    first: str, last: str, said: list[str]
):
    remarks = HERE.remarks(day(first), day(last))
    assert len(remarks) == len(said)
    for remark, words in zip(remarks, said, strict=True):
        assert words in remark


def test_remarks_are_whole_sentences_with_source_and_date():
    outside = "Public holidays of CN are known for 2026 to 2027 only; beyond them"
    assert HERE.remarks(day("2027-02-08"), day("2028-02-08")) == (
        f"{outside} {ONLY_WEEKDAYS}",
        "CN 2027: not announced: working weekends (none found; checked 22-Nov-2026).",
        "CN, estimated, not announced: Mon 08-Feb-2027 Spring Festival.",
    )
    assert HERE.remarks(day("2026-01-01"), day("2026-01-01")) == (
        "CN 2026: holidays are working days (a law; checked 22-Nov-2026).",
    )


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (SiteCalendar(), f"No country is given: {ONLY_WEEKDAYS}"),
        (
            site_calendar(Site(country="FR"), None),
            f"No public holidays are known for FR: {ONLY_WEEKDAYS}",
        ),
    ],
)
def test_a_country_that_is_not_known_is_said(calendar: SiteCalendar, said: str):
    assert calendar.remarks(day("2026-01-01"), day("2026-01-01")) == (said,)
    assert calendar.is_open(day("2026-01-01"))


@pytest.mark.parametrize(
    ("country", "table", "found"),
    [
        (None, None, None),
        ("FR", None, without_table("FR")),
        ("CN", TABLE, TABLE),
        (None, TABLE, TABLE),
    ],
)
def test_the_calendar_of_a_site_has_its_country_and_its_own_days(
    country: str | None, table: CountryDays | None, found: CountryDays | None
):
    may, june = day("2026-05-02"), day("2026-06-06")
    site = Site(country=country, closed_days=(may,), open_days=(june,))
    assert site_calendar(site, table) == SiteCalendar(
        country=found, closed=frozenset({may}), open=frozenset({june})
    )


@pytest.mark.parametrize(
    ("target", "first", "last", "found"),
    [
        # Friday 13th, the working Saturday, Sunday, Monday, the Tuesday off, Wednesday.
        ("2026-02-16", "2026-02-13", "2026-02-18", [
            (0, False), (-2, True), (2, True), (-3, False)]),
        ("2026-02-17", "2026-02-16", "2026-02-18", [(-1, True), (1, True)]),
        ("2026-02-17", "2026-02-16", "2026-02-17", [(-1, False)]),
        ("2026-02-17", "2026-02-17", "2026-02-18", [(1, False)]),
        ("2026-02-17", "2026-02-17", "2026-02-17", []),
        ("2026-02-17", "2026-02-18", "2026-02-17", []),
        ("2026-02-15", "2026-02-15", "2026-02-15", []),
        ("2026-02-20", "2026-02-16", "2026-02-18", [(-2, False), (-4, False)]),
    ],
)  # fmt: skip
def test_open_days_come_nearest_first_and_equally_near_ones_are_marked(
    target: str, first: str, last: str, found: list[tuple[int, bool]]
):
    nearest = nearest_open_days(HERE, day(target), day(first), day(last))
    assert nearest == tuple(
        OpenDay(day(target) + days(away), away, tied) for away, tied in found
    )


NEAR = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    SiteCalendar,
    country=st.sampled_from([None, TABLE, without_table("FR")]),
    closed=st.frozensets(NEAR, max_size=20),
    open=st.frozensets(NEAR, max_size=20),
    weekdays=st.frozensets(st.integers(0, 6)),
)


@for_every(calendar=CALENDARS, first=NEAR, length=st.integers(0, 40), away=NEAR)
def test_every_open_day_of_a_window_is_found_once_and_nothing_else(
    calendar: SiteCalendar, first: date, length: int, away: date
):
    window = [first + timedelta(days=n) for n in range(length + 1)]
    nearest = nearest_open_days(calendar, away, window[0], window[-1])
    assert sorted(one.day for one in nearest) == [
        day for day in window if calendar.is_open(day)
    ]
    far = [abs(one.days_away) for one in nearest]
    assert far == sorted(far)
    assert all(one.day == away + timedelta(days=one.days_away) for one in nearest)
    assert [one.tied for one in nearest] == [far.count(one) > 1 for one in far]


@for_every(calendar=CALENDARS, on=NEAR)
def test_a_closed_day_always_says_why_and_an_open_one_never(
    calendar: SiteCalendar, on: date
):
    assert bool(calendar.why_closed(on)) is not calendar.is_open(on)
    if on in calendar.open:
        assert calendar.is_open(on)
    elif on in calendar.closed:
        assert calendar.why_closed(on) == "closed by the site"


@pytest.mark.parametrize(
    ("closed", "named"),
    [
        ([], ["04-Mar-2026 (that very day)", "03-Mar-2026 (1 day before, equally near)",
              "05-Mar-2026 (1 day after, equally near)"]),
        ([4], ["03-Mar-2026 (1 day before, equally near)",
               "05-Mar-2026 (1 day after, equally near)",
               "02-Mar-2026 (2 days before, equally near)",
               "06-Mar-2026 (2 days after, equally near)"]),
        ([3, 4], ["05-Mar-2026 (1 day after)",
                  "02-Mar-2026 (2 days before, equally near)",
                  "06-Mar-2026 (2 days after, equally near)"]),
        ([2, 3, 4], ["05-Mar-2026 (1 day after)", "06-Mar-2026 (2 days after)"]),
    ],
)  # fmt: skip
def test_the_nearest_three_are_named_and_a_tie_is_never_cut(
    closed: list[int], named: list[str]
):
    assert nearest_to_4_march(closed) == (
        f"Nearest open days in its window: {', '.join(named)}."
    )


def test_a_window_without_an_open_day_is_said():
    assert nearest_to_4_march([2, 3, 4, 5, 6]) == "No day of its window is open."


def nearest_to_4_march(closed: list[int]) -> str:
    calendar = SiteCalendar(closed=frozenset(date(2026, 3, on) for on in closed))
    target, first, last = day("2026-03-04"), day("2026-03-01"), day("2026-03-07")
    return nearest_text(nearest_open_days(calendar, target, first, last))


@pytest.mark.parametrize(
    ("away", "text"),
    [(-2, "2 days before"), (-1, "1 day before"), (0, "that very day"),
     (1, "1 day after"), (2, "2 days after")],
)  # fmt: skip
def test_how_far_a_day_lies_is_said_in_words(away: int, text: str):
    assert away_text(OpenDay(day("2026-03-04"), away, tied=False)) == text


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2026-02-17", "Spring Festival"),
        ("2026-02-14", ""),  # worked by order
        ("2026-02-15", "Sunday"),
        ("2026-02-16", ""),
        ("2027-02-08", "closed by the site"),  # whatever the table says
        ("2026-02-18", "closed by the site"),
    ],
)
def test_a_closed_day_has_a_name_that_a_cell_has_room_for(on: str, name: str):
    closed = frozenset({day("2027-02-08"), day("2026-02-18")})
    assert SiteCalendar(country=TABLE, closed=closed).closed_name(day(on)) == name
    opened = SiteCalendar(country=TABLE, open=frozenset({day(on)}))
    assert opened.closed_name(day(on)) == ""
