"""Dates and windows in full words, for those who listen to the screen."""

from datetime import date

from scheduler.core.cycles import Window
from scheduler.core.dates import WEEKDAYS, clinical_date, day_month

DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS = (
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


def long_date(day: date) -> str:
    """Write a date as it is read aloud.

    Source:
        ux.md K-09; never by the locale of the machine.

    >>> long_date(date(2026, 11, 23))
    'Monday 23 November 2026'
    """
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def long_window(window: Window) -> str:
    """Write a window as it is read aloud.

    >>> long_window(Window(opens=date(2026, 11, 20), closes=date(2026, 11, 26)))
    'Friday 20 November 2026 to Thursday 26 November 2026'
    """
    return f"{long_date(window.opens)} to {long_date(window.closes)}"


def short_window(window: Window) -> str:
    """Write a window for a table, the year once where it is the same.

    Source:
        ux.md D-09.

    >>> short_window(Window(opens=date(2026, 11, 20), closes=date(2026, 11, 26)))
    '20-Nov to 26-Nov-2026'
    >>> short_window(Window(opens=date(2026, 12, 30), closes=date(2027, 1, 5)))
    '30-Dec-2026 to 05-Jan-2027'
    """
    same = window.opens.year == window.closes.year
    first = day_month(window.opens) if same else clinical_date(window.opens)
    return f"{first} to {clinical_date(window.closes)}"


def grid_date(day: date) -> str:
    """Write a date without its year, for tables whose page title shows the year.

    Source:
        ux.md D-13.

    >>> grid_date(date(2026, 11, 23))
    'Mon 23-Nov'
    """
    return f"{WEEKDAYS[day.weekday()]} {day_month(day)}"


def grid_window(window: Window) -> str:
    """Write a window without years, for tables whose page title shows the year.

    >>> grid_window(Window(opens=date(2026, 11, 20), closes=date(2026, 11, 26)))
    '20-Nov to 26-Nov'
    """
    return f"{day_month(window.opens)} to {day_month(window.closes)}"
