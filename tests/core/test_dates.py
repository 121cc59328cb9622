import calendar
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.dates import (
    MONTHS,
    add_months,
    clinical_date,
    date_range,
    day_month,
    days_text,
    parse_date,
    parse_iso_date,
    parse_time,
    study_day,
    weekday_date,
)
from scheduler.errors import AmbiguousDateError, DateTextError, TimeTextError

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_written_and_read_in_english(month: int):
    """D-01."""
    day = date(2024, month, 9)
    text = clinical_date(day)
    assert text == f"09-{calendar.month_abbr[month]}-2024"
    full = f"9 {calendar.month_name[month]} 2024"
    for typed in (text, text.upper(), text.lower(), text.replace("-", " "), full):
        assert parse_date(typed, today=TODAY) == day


@given(day=DAYS)
def test_a_written_date_is_read_as_the_same_day(day: date):
    assert parse_date(clinical_date(day), today=TODAY) == day
    assert parse_date(weekday_date(day), today=TODAY) == day
    assert parse_date(day.isoformat(), today=TODAY) == day
    assert parse_iso_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param("22.11.2026", date(2026, 11, 22), id="only the day can be 22"),
        pytest.param("11/22/2026", date(2026, 11, 22), id="month first"),
        pytest.param("04.04.2026", date(2026, 4, 4), id="both readings are one day"),
        pytest.param("9-4-2026", None, id="D-08 short"),
        pytest.param("05/04/2026", None, id="D-08"),
        pytest.param("12.01.2026", None, id="D-08 the last that is"),
        pytest.param("13.01.2026", date(2026, 1, 13), id="the first that is not"),
    ],
)
def test_numbers_are_a_date_only_if_they_are_one_date(typed: str, day: date | None):
    """D-08, R11, F09."""
    if day is None:
        with pytest.raises(AmbiguousDateError) as caught:
            parse_date(typed, today=TODAY)
        assert len(caught.value.readings) == 2
    else:
        assert parse_date(typed, today=TODAY) == day


def test_both_readings_are_offered():
    """D-08, R11, F09."""
    with pytest.raises(AmbiguousDateError, match=r"2026-04-05 or 2026-05-04") as caught:
        parse_date("05/04/2026", today=TODAY)
    assert caught.value.readings == (date(2026, 4, 5), date(2026, 5, 4))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("+3w", date(2026, 12, 13)),
        ("-2d", date(2026, 11, 20)),
        ("+1M", date(2026, 12, 22)),
        ("-999m", date(1943, 8, 22)),
        (" +0d ", TODAY),
    ],
)
def test_a_step_counts_from_today(typed: str, day: date):
    """D-07."""
    assert parse_date(typed, today=TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("tomorrow", id="a word"),
        pytest.param("3w", id="a step without a sign"),
        pytest.param("31-Feb-2026", id="a day that no calendar has"),
        pytest.param("29-Feb-2026", id="no leap day"),
        pytest.param("2026-02-30", id="ISO that no calendar has"),
        pytest.param("22-Nov-26", id="two digits of a year"),
        pytest.param("22-Nix-2026", id="no month"),
        pytest.param("Tue 22-Nov-2026", id="another weekday"),
        pytest.param("22.13.2026", id="no month in either reading"),
        pytest.param("22-\u041d\u043e\u044f-2026", id="another script"),
        pytest.param("\uff12\uff12-Nov-2026", id="full-width digits"),
        pytest.param("22-Nov-2026 09:00", id="a time with it"),
        pytest.param("22-Nov-0000", id="year 0"),
    ],
)
def test_what_is_no_date_is_refused(typed: str):
    with pytest.raises(DateTextError, match=r"Enter it as 22-Nov-2026"):
        parse_date(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "today"),
    [("+999w", date.max), ("-1d", date.min), ("+1m", date.max), ("-1m", date.min)],
)
def test_a_step_off_the_calendar_is_refused(typed: str, today: date):
    with pytest.raises(DateTextError):
        parse_date(typed, today=today)


@given(text=st.text(max_size=14) | st.from_regex(r"\A[0-9./\-]{6,10}\Z"))
def test_any_text_is_a_date_or_refused(text: str):
    try:
        assert isinstance(parse_date(text, today=TODAY), date)
    except (AmbiguousDateError, DateTextError) as error:
        assert error.got == text.strip()  # noqa: PT017  both errors are meant


@pytest.mark.parametrize(
    "text", ["22-Nov-2026", "2026-11-31", "20261122", "2026-1-2", " 2026-11-22", ""]
)
def test_files_hold_iso_dates_and_nothing_else(text: str):
    with pytest.raises(DateTextError):
        parse_iso_date(text)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2024, 9, 30), 5, date(2025, 2, 28), id="G50 clamped"),
        pytest.param(date(2023, 9, 30), 5, date(2024, 2, 29), id="G50 leap year"),
        pytest.param(date(2024, 1, 31), 5, date(2024, 6, 30), id="G50 short month"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="leap day"),
        pytest.param(date(2020, 6, 29), 24, date(2022, 6, 29), id="G19 two years"),
        pytest.param(date(2024, 3, 31), -1, date(2024, 2, 29), id="back"),
    ],
)
def test_months_are_clamped_to_the_end_of_a_shorter_month(
    day: date, months: int, later: date
):
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("day", "number"),
    [
        pytest.param(date(2024, 2, 5), -28, id="G28 four weeks before"),
        pytest.param(date(2024, 3, 3), -1, id="G28 the day before"),
        pytest.param(date(2024, 3, 4), 1, id="G28 Day 1"),
        pytest.param(date(2024, 3, 24), 21, id="G28 C1D21"),
        pytest.param(date(2024, 3, 25), 22, id="G28 C2D1"),
    ],
)
def test_study_days_count_from_day_1(day: date, number: int):
    assert study_day(day, date(2024, 3, 4)) == number


@given(day=DAYS, reference=DAYS)
def test_there_is_no_study_day_0_and_days_go_up_by_one(day: date, reference: date):
    today, tomorrow = (
        study_day(day, reference),
        study_day(day + timedelta(days=1), reference),
    )
    assert today != 0
    assert tomorrow - today == (2 if today == -1 else 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("09:05", time(9, 5)), ("9:05", time(9, 5)), ("00:00", time(0)), ("23:59", None)],
)
def test_a_time_is_read_in_the_24_hour_clock(typed: str, found: time | None):
    """D-05."""
    assert parse_time(typed) == (found or time(23, 59))


@pytest.mark.parametrize("typed", ["24:00", "9:5", "9.05", "9:60", "9:05 am", ""])
def test_what_is_no_time_is_refused(typed: str):
    with pytest.raises(TimeTextError, match=r"for example 09:05"):
        parse_time(typed)


def test_dates_are_shown_the_same_everywhere():
    """D-01, D-03, D-09, F09, F10."""
    first, last = date(2026, 11, 20), date(2026, 12, 2)
    assert date_range(first, last) == "20-Nov-2026 to 02-Dec-2026"
    assert weekday_date(first) == "Fri 20-Nov-2026"
    assert day_month(last) == "02-Dec"
    assert (days_text(0), days_text(1), days_text(-1)) == ("0 days", "1 day", "-1 days")
    assert len(MONTHS) == 12
