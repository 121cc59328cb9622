"""Calendar dates: the one clinical text, parsing typed dates, months, study day."""

import re
from datetime import date, time, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from scheduler.errors import AmbiguousDateError, DateTextError, TimeTextError

MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_FULL_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS_KEPT = 20_000  # some fifty years
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NAMED = re.compile(
    r"(?:([a-z]{3}) )?(\d{1,2})[- ./]([a-z]{3,9})\.?[- ./](\d{4})",
    re.IGNORECASE | re.ASCII,
)
_NUMBERS = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", re.ASCII)
_STEP = re.compile(r"([+-])(\d{1,3})([dwm])", re.IGNORECASE | re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


@lru_cache(maxsize=DAYS_KEPT)  # every row of a plan names days, and they recur
def clinical_date(day: date) -> str:
    """Write a date as every clinical screen and paper shows it, in every language.

    Source:
        ux.md D-01, D-02: the user's locale is ignored.

    >>> clinical_date(date(2026, 11, 2))
    '02-Nov-2026'
    """
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year:04d}"


def weekday_date(day: date) -> str:
    """Write a clinical date with its weekday before it.

    >>> weekday_date(date(2026, 11, 23))
    'Mon 23-Nov-2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {clinical_date(day)}"


def day_month(day: date) -> str:
    """Write a date without its year, for grid cells whose page shows the year.

    >>> day_month(date(2026, 11, 23))
    '23-Nov'
    """
    return clinical_date(day)[:6]


def date_range(first: date, last: date) -> str:
    """Write an inclusive range of days as two full dates.

    >>> date_range(date(2026, 11, 20), date(2026, 11, 26))
    '20-Nov-2026 to 26-Nov-2026'
    """
    return f"{clinical_date(first)} to {clinical_date(last)}"


def days_text(days: int) -> str:
    """Write a number of days.

    >>> days_text(1), days_text(4)
    ('1 day', '4 days')
    """
    return f"{days} day" if days == 1 else f"{days} days"


def parse_date(text: str, *, today: date) -> date:
    """Return the date that was typed.

    Args:
        text: ``22-Nov-2026``, ``2026-11-22``, ``22.11.2026`` where only one
            reading is a date, or a step from today: ``+3w``, ``-2d``, ``+1m``.
        today: what a step counts from.

    Raises:
        AmbiguousDateError: the numbers are a date in two ways.
        DateTextError: they are a date in none.

    >>> parse_date("+3w", today=date(2026, 11, 2))
    datetime.date(2026, 11, 23)
    """
    typed = " ".join(text.split())
    if step := _STEP.fullmatch(typed):
        return _step(step, today, text)
    readings = tuple(sorted(_readings(typed)))
    if not readings:
        raise DateTextError(got=text.strip())
    if len(readings) > 1:
        raise AmbiguousDateError(got=text.strip(), readings=readings)
    return readings[0]


def parse_iso_date(text: str) -> date:
    """Return the date that a file gives as ``YYYY-MM-DD``, and as nothing else.

    Raises:
        DateTextError: another form, or a day that no calendar has.
    """
    match = _ISO.fullmatch(text)
    found = match and _day(int(match[1]), int(match[2]), int(match[3]))
    if not found:
        raise DateTextError(got=text)
    return found


def parse_time(text: str) -> time:
    """Return the time of day typed in the 24-hour clock.

    Raises:
        TimeTextError: not of the form ``HH:MM``.

    >>> parse_time("9:05")
    datetime.time(9, 5)
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise TimeTextError(got=text.strip())
    return time(int(match[1]), int(match[2]))


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day.

    Source:
        domain.md G50: 30-Sep-2024 plus five months is 28-Feb-2025.

    >>> add_months(date(2024, 1, 31), 5)
    datetime.date(2024, 6, 30)
    """
    return day + relativedelta(months=months)


def study_day(day: date, reference: date) -> int:
    """Return the study day: the reference is day 1, the day before is day -1.

    Source:
        CDISC SDTM; domain.md G28. There is no day 0.

    >>> study_day(date(2024, 3, 3), date(2024, 3, 4))
    -1
    """
    days = (day - reference).days
    return days + 1 if days >= 0 else days


def _step(match: re.Match[str], today: date, text: str) -> date:
    count = int(match[1] + match[2])
    try:
        if match[3].casefold() == "m":
            return add_months(today, count)
        return today + timedelta(days=count * (7 if match[3].casefold() == "w" else 1))
    except (OverflowError, ValueError) as error:
        raise DateTextError(got=text.strip()) from error


def _readings(typed: str) -> set[date]:
    if match := _ISO.fullmatch(typed):
        found = {_day(int(match[1]), int(match[2]), int(match[3]))}
    elif match := _NAMED.fullmatch(typed):
        found = {_named(match)}
    elif match := _NUMBERS.fullmatch(typed):
        first, second, year = (int(part) for part in match.groups())
        found = {_day(year, second, first), _day(year, first, second)}
    else:
        found = set()
    return {day for day in found if day is not None}


def _named(match: re.Match[str]) -> date | None:
    weekday, day, name, year = match.groups()
    months = [full.startswith(name.capitalize()) for full in _FULL_MONTHS]
    found = _day(int(year), months.index(True) + 1, int(day)) if any(months) else None
    if found and weekday and weekday.capitalize() != WEEKDAYS[found.weekday()]:
        return None  # the weekday contradicts the date: one of them is wrong
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
