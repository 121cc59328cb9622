"""Which days the site's calendar shows: one month, or five weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.agenda import Entry
from scheduler.core.closed_days import SiteCalendar
from scheduler.core.dates import add_months, date_range
from scheduler.core.weeks import DAYS, month_of, week_of, weeks_of_month
from ui.calendar.month_cells import MonthSheet
from ui.models.spoken import MONTHS

FIVE = 5
WEEK = timedelta(days=DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Whole weeks, with the month that they are shown for.

    Attributes:
        begins: the first day of the first week.
        weeks: how many.
        month: the first day of the month, or None where weeks are shown.
    """

    begins: date
    weeks: int
    month: date | None = None

    @property
    def ends(self) -> date:
        """The last day of the last week."""
        return self.begins + self.weeks * WEEK - timedelta(days=1)

    @property
    def inside(self) -> tuple[date, date] | None:
        """The first and the last day of the month, None where weeks are shown."""
        return month_of(self.month) if self.month else None

    @property
    def title(self) -> str:
        """Write which days these are, with the year.

        Source:
            ux.md D-13: cells drop the year, so the title has it.
        """
        if self.month is None:
            return date_range(self.begins, self.ends)
        return f"{MONTHS[self.month.month - 1]} {self.month.year}"

    def leafed(self, day: date, by: int) -> date:
        """Return the day to go to in the month before (-1) or after (1).

        From a day at the edge, which belongs to another month, it is still the
        month next to the one that is shown.
        """
        if self.month is None:
            return add_months(day, by)
        first, last = month_of(add_months(self.month, by))
        return min(first + timedelta(days=day.day - 1), last)

    def showing(self, day: date, first: int) -> "Span":
        """Return a span of the same kind that shows another day.

        Args:
            day: that is wanted.
            first: the day with which weeks begin; Monday is 0.
        """
        if self.month is not None:
            return month_span(day, first)
        week = week_of(day, first)
        if week < self.begins:
            return Span(begins=week, weeks=self.weeks)
        last = self.begins + (self.weeks - 1) * WEEK
        return Span(begins=self.begins + max(week - last, 0 * WEEK), weeks=self.weeks)


def month_span(day: date, first: int) -> Span:
    """Return the month of a day, in whole weeks."""
    begins, _ = month_of(day)
    return Span(
        begins=week_of(begins, first), weeks=weeks_of_month(day, first), month=begins
    )


def weeks_span(day: date, first: int) -> Span:
    """Return five weeks, beginning with that of a day."""
    return Span(begins=week_of(day, first), weeks=FIVE)


def sheet_of(
    span: Span,
    today: date,
    calendar: SiteCalendar,
    visits: Mapping[date, Sequence[Entry]],
) -> MonthSheet:
    """Return everything that a grid of these days shows."""
    days = [span.begins + timedelta(days=n) for n in range(DAYS * span.weeks)]
    return MonthSheet(
        begins=span.begins,
        weeks=span.weeks,
        today=today,
        inside=span.inside,
        closed={day: calendar.closed_name(day) for day in days},
        visits=visits,
    )
