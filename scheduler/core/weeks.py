"""Weeks and months as a wall calendar lays them out."""

from datetime import date, timedelta

MONDAY, SUNDAY = 0, 6
DAYS = 7
SUNDAY_FIRST = frozenset({"SG"})


def first_weekday(country: str | None) -> int:
    """Return the day with which weeks begin in a country; Monday is 0.

    Source:
        ux.md D-12: Sunday in Singapore, Monday in the other four countries.

    >>> first_weekday("PL"), first_weekday("SG")
    (0, 6)
    """
    return SUNDAY if country in SUNDAY_FIRST else MONDAY


def week_of(day: date, first: int) -> date:
    """Return the first day of the week that a day lies in.

    Args:
        day: any day.
        first: the day with which weeks begin; Monday is 0.

    >>> week_of(date(2026, 11, 25), SUNDAY)
    datetime.date(2026, 11, 22)
    """
    return day - timedelta(days=(day.weekday() - first) % DAYS)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month that a day lies in.

    >>> month_of(date(2026, 11, 25))
    (datetime.date(2026, 11, 1), datetime.date(2026, 11, 30))
    """
    begins = day.replace(day=1)
    following = (begins + timedelta(days=31)).replace(day=1)
    return begins, following - timedelta(days=1)


def weeks_of_month(day: date, first: int) -> int:
    """Return how many weeks the month of a day touches: four to six.

    >>> weeks_of_month(date(2026, 11, 25), MONDAY)
    6
    """
    begins, ends = month_of(day)
    return ((ends - week_of(begins, first)).days // DAYS) + 1
