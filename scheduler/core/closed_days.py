"""Which days a site works, and the open days nearest a date inside a window."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from scheduler.core.dates import clinical_date, days_text, weekday_date
from scheduler.core.facts import Site

MONDAY_TO_FRIDAY = frozenset(range(5))
FEWEST_NAMED = 3
DAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


class Standing(StrEnum):
    """How sure a row of a country's table is."""

    ANNOUNCED = "announced"
    COMPUTED = "computed"
    ESTIMATED = "estimated"
    NOT_ANNOUNCED = "not announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDay:
    """One day of a country's table.

    Attributes:
        open: True for a weekend day that is a working day by order.
        source: where the day is said to be closed or open.
        checked: when somebody last compared it with that source.
    """

    day: date
    open: bool
    name: str
    standing: Standing
    source: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is to be said of a whole year.

    Attributes:
        what: what is not announced, or what holds in that year.
        standing: ``not announced``, or how sure it is that it holds.
    """

    year: int
    what: str
    source: str
    checked: date
    standing: Standing = Standing.NOT_ANNOUNCED


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryDays:
    """The public holidays and working weekends of one country.

    Attributes:
        country: two letters, such as ``PL``.
        first_year: the first year that the table speaks of.
        last_year: the last one; before the first if there is no table at all.
        estimated: the days that are only estimated; they are asked for at every
            visit, and are a few of many.
    """

    country: str
    days: Mapping[date, ListedDay]
    gaps: tuple[Gap, ...]
    first_year: int
    last_year: int
    estimated: tuple[ListedDay, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Pick the estimated days once."""
        rows = self.days.values()
        found = tuple(row for row in rows if row.standing is Standing.ESTIMATED)
        object.__setattr__(self, "estimated", found)


def without_table(country: str) -> CountryDays:
    """Return what is known of a country that no table is shipped for: nothing."""
    return CountryDays(country=country, days={}, gaps=(), first_year=1, last_year=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCalendar:
    """The days on which one site works.

    The site's own days come first, then those of its country, then the weekdays.

    Attributes:
        country: the country's table, or None if no country is given.
        closed: days on which the site does not work, whatever else is said.
        open: days on which it works, whatever else is said.
        weekdays: the days of the week on which it works, Monday being 0.

    Source:
        ux.md E-06: public holidays are only a starting list, sites edit them.
    """

    country: CountryDays | None = None
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY

    def is_open(self, day: date) -> bool:
        """Say whether the site works on a day."""
        if day in self.open:
            return True
        if day in self.closed:
            return False
        listed = self._listed(day)
        return day.weekday() in self.weekdays if listed is None else listed.open

    def why_closed(self, day: date) -> str:
        """Say why the site does not work on a day; nothing if it does.

        >>> SiteCalendar().why_closed(date(2024, 12, 28))
        'Saturday'
        """
        if self.is_open(day):
            return ""
        if day in self.closed:
            return "closed by the site"
        if listed := self._listed(day):
            return f"public holiday: {listed.name} ({listed.standing})"
        return DAY_NAMES[day.weekday()]

    def closed_name(self, day: date) -> str:
        """Name a day on which the site does not work; nothing if it does.

        >>> SiteCalendar().closed_name(date(2024, 12, 28))
        'Saturday'
        """
        listed = None if day in self.closed else self._listed(day)
        if listed is not None and not self.is_open(day):
            return listed.name
        return self.why_closed(day)

    def remarks(self, first: date, last: date) -> tuple[str, ...]:
        """Say what is not known for certain of a stretch of days, both inclusive.

        That is: no table, years outside it, years not announced, and the days in
        the stretch that are only estimated.

        Source:
            technology.md, section 10: never treat "no holidays" as nothing to say.
        """
        if self.country is None:
            return (f"No country is given: {_ONLY_WEEKENDS}",)
        if self.country.last_year < self.country.first_year:
            none = f"No public holidays are known for {self.country.country}"
            return (f"{none}: {_ONLY_WEEKENDS}",)
        return (
            *_outside(self.country, first.year, last.year),
            *_of_years(self.country, first.year, last.year),
            *_estimated(self.country, first, last),
        )

    def _listed(self, day: date) -> ListedDay | None:
        return self.country.days.get(day) if self.country else None


_ONLY_WEEKENDS = "only the days of the week and the site's own days are looked at."


def _outside(table: CountryDays, first: int, last: int) -> Iterator[str]:
    """Say that the stretch has years that the table does not speak of."""
    if first < table.first_year or last > table.last_year:
        yield (
            f"Public holidays of {table.country} are known for {table.first_year} to "
            f"{table.last_year} only; beyond them {_ONLY_WEEKENDS}"
        )


def _of_years(table: CountryDays, first: int, last: int) -> Iterator[str]:
    for gap in table.gaps:
        if first <= gap.year <= last:
            missing = gap.standing is Standing.NOT_ANNOUNCED
            yield (
                f"{table.country} {gap.year}: {'not announced: ' if missing else ''}"
                f"{gap.what} ({gap.source}; checked {clinical_date(gap.checked)})."
            )


def _estimated(table: CountryDays, first: date, last: date) -> Iterator[str]:
    found = [
        f"{weekday_date(listed.day)} {listed.name}"
        for listed in table.estimated
        if first <= listed.day <= last
    ]
    if found:
        yield f"{table.country}, estimated, not announced: {'; '.join(found)}."


def site_calendar(site: Site, table: CountryDays | None) -> SiteCalendar:
    """Return the calendar of a site.

    Args:
        site: its country, and its own closed and open days.
        table: the table of that country; None if none is shipped.
    """
    if table is None and site.country is not None:
        table = without_table(site.country)
    return SiteCalendar(
        country=table,
        closed=frozenset(site.closed_days),
        open=frozenset(site.open_days),
    )


class OpenDay(NamedTuple):
    """One open day, and how far it lies from the date asked for.

    Attributes:
        days_away: days after the date; before it, negative.
        tied: True if another open day is as near.
    """

    day: date
    days_away: int
    tied: bool


def nearest_open_days(
    calendar: SiteCalendar, target: date, first: date, last: date
) -> tuple[OpenDay, ...]:
    """Return the open days of a window, nearest to a date first.

    Args:
        calendar: when the site works.
        target: the date that they are to be near to, inside the window or not.
        first: the first day of the window.
        last: the last one; it belongs to the window, too.

    Returns:
        Every open day; of two that are equally near the earlier one first, and
        both are marked. Nothing if no day is open.

    Source:
        domain.md G21: suggested, never moved to.
    """
    window = (first + timedelta(days=n) for n in range((last - first).days + 1))
    away = [(day - target).days for day in window if calendar.is_open(day)]
    as_near = Counter(abs(days) for days in away)
    return tuple(
        OpenDay(target + timedelta(days=days), days, as_near[abs(days)] > 1)
        for days in sorted(away, key=lambda days: (abs(days), days))
    )


def nearest_text(days: Iterable[OpenDay]) -> str:
    """Write the nearest open days as one sentence; two equally near stay together.

    >>> nearest_text(())
    'No day of its window is open.'
    """
    known = tuple(days)
    if not known:
        return "No day of its window is open."
    named = known[:FEWEST_NAMED]
    if len(known) > len(named) and abs(named[-1].days_away) == abs(
        known[len(named)].days_away
    ):
        named = known[: len(named) + 1]
    said = [_open_day_text(day) for day in named]
    return f"Nearest open days in its window: {', '.join(said)}."


def away_text(found: OpenDay) -> str:
    """Write how far an open day lies from the date asked for.

    >>> away_text(OpenDay(date(2024, 12, 24), -1, False))
    '1 day before'
    """
    if not found.days_away:
        return "that very day"
    side = "before" if found.days_away < 0 else "after"
    return f"{days_text(abs(found.days_away))} {side}"


def _open_day_text(found: OpenDay) -> str:
    near = ", equally near" if found.tied else ""
    return f"{clinical_date(found.day)} ({away_text(found)}{near})"
