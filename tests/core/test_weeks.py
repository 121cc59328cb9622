from datetime import date, timedelta

import pytest

from scheduler.core.weeks import (
    MONDAY,
    SUNDAY,
    first_weekday,
    month_of,
    week_of,
    weeks_of_month,
)

EVERY_DAY = [date(2026, 1, 1) + timedelta(days=n) for n in range(800)]


@pytest.mark.parametrize(
    ("country", "first"),
    [("SG", 6), ("PL", 0), ("IT", 0), ("UA", 0), ("CN", 0), (None, 0)],
)
def test_a_week_begins_as_in_the_country_of_the_site(country: str | None, first: int):
    """D-12."""
    assert first_weekday(country) == first


@pytest.mark.parametrize("first", [MONDAY, SUNDAY])
def test_each_day_lies_in_the_week_that_begins_last(first: int):
    """D-12."""
    for day in EVERY_DAY:
        begins = week_of(day, first)
        assert begins.weekday() == first
        assert timedelta(0) <= day - begins < timedelta(days=7)


def test_a_month_goes_from_its_first_day_to_the_day_before_the_next():
    for day in EVERY_DAY:
        begins, ends = month_of(day)
        assert begins <= day <= ends
        assert begins.day == 1
        assert (ends + timedelta(days=1)).day == 1
        assert (begins.year, begins.month) == (ends.year, ends.month)


@pytest.mark.parametrize(
    ("day", "first", "weeks"),
    [
        (date(2027, 2, 10), MONDAY, 4),  # four weeks and nothing else
        (date(2027, 2, 10), SUNDAY, 5),
        (date(2026, 12, 10), MONDAY, 5),
        (date(2026, 11, 10), MONDAY, 6),
        (date(2026, 11, 10), SUNDAY, 5),
    ],
)
def test_a_month_touches_four_to_six_weeks(day: date, first: int, weeks: int):
    assert weeks_of_month(day, first) == weeks
