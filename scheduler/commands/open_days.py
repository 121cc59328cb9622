"""The open days of a window, nearest to a date first."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from scheduler.commands.given import country_days, day, parents
from scheduler.core.closed_days import (
    MONDAY_TO_FRIDAY,
    OpenDay,
    SiteCalendar,
    away_text,
    nearest_open_days,
    site_calendar,
)
from scheduler.core.dates import WEEKDAYS, date_range, weekday_date
from scheduler.core.facts import Site
from scheduler.errors import ClosedDaysError

MOST_DAYS = 366
NONE_OPEN = "None open: the site is closed on every day of the window."

_COUNTRY = re.compile("[A-Z]{2}")


def add(commands: Any) -> None:
    """Add the command ``open-days``."""
    found = commands.add_parser(
        "open-days", parents=parents(), help="the open days of a window, nearest first"
    )
    found.add_argument("target", type=day, metavar="YYYY-MM-DD")
    for side in ("before", "after"):
        found.add_argument(f"--{side}", type=_days, required=True, metavar="DAYS")
    found.add_argument("--country", type=_country, metavar="XX")
    for kind in ("closed", "open"):
        found.add_argument(
            f"--{kind}",
            type=day,
            nargs="+",
            action="extend",
            default=[],
            metavar="DATE",
        )
    found.add_argument("--weekdays", type=_weekdays, default=MONDAY_TO_FRIDAY)
    found.set_defaults(run=_open_days)


def _days(text: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or int(text) > MOST_DAYS:
        msg = f"{text!r} is not a number of days from 0 to {MOST_DAYS}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _country(text: str) -> str:
    if not _COUNTRY.fullmatch(text):
        msg = f"{text!r} is not a country: write two letters, such as PL"
        raise argparse.ArgumentTypeError(msg)
    return text


def _weekdays(text: str) -> frozenset[int]:
    known = [name.lower() for name in WEEKDAYS]
    names = text.split(",")
    if not set(names) <= set(known) or len(set(names)) < len(names):
        msg = f"{text!r} is not a list of some of {','.join(known)}, each once"
        raise argparse.ArgumentTypeError(msg)
    return frozenset(known.index(name) for name in names)


def _open_days(args: argparse.Namespace) -> tuple[Any, str]:
    calendar = _calendar(args)
    first = args.target - timedelta(days=args.before)
    last = args.target + timedelta(days=args.after)
    window = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    nearest = nearest_open_days(calendar, args.target, first, last)
    found = {
        "target": args.target.isoformat(),
        "window": [first.isoformat(), last.isoformat()],
        "country": args.country,
        "open": [_open_day(one) for one in nearest],
        "closed": [
            {"day": day.isoformat(), "why": why}
            for day in window
            if (why := calendar.why_closed(day))
        ],
        "none_open": not nearest,
        "remarks": list(calendar.remarks(first, last)),
    }
    return found, "\n".join(_text(found, nearest))


def _calendar(args: argparse.Namespace) -> SiteCalendar:
    for both in sorted({*args.open} & {*args.closed}):
        problem = f"{both} is closed by --closed. Keep it in one of the two."
        raise ClosedDaysError(path="--open", problem=problem)
    site = Site(
        country=args.country,
        closed_days=tuple(args.closed),
        open_days=tuple(args.open),
    )
    calendar = site_calendar(site, country_days(args.country))
    return replace(calendar, weekdays=args.weekdays)


def _open_day(found: OpenDay) -> dict[str, Any]:
    return {
        "day": found.day.isoformat(),
        "days_away": found.days_away,
        "tied": found.tied,
    }


def _text(found: dict[str, Any], nearest: tuple[OpenDay, ...]) -> Iterator[str]:
    """Write the answer for people: what is open, what is not and why, remarks."""
    first, last = (date.fromisoformat(day) for day in found["window"])
    target = weekday_date(date.fromisoformat(found["target"]))
    yield f"Open days from {date_range(first, last)}, nearest to {target} first:"
    for one in nearest:
        mark = "  equally near" if one.tied else ""
        yield f"  {weekday_date(one.day)}  {away_text(one)}{mark}"
    if not nearest:
        yield f"  {NONE_OPEN}"
    for closed in found["closed"]:
        day_text = weekday_date(date.fromisoformat(closed["day"]))
        yield f"Closed: {day_text}, {closed['why']}"
    yield from found["remarks"]
