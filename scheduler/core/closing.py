"""What falls on days that a site is about to close, and where it could go instead."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.core.closed_day_notices import OVER
from scheduler.core.closed_days import OpenDay, SiteCalendar, nearest_open_days
from scheduler.core.plan import Plan
from scheduler.core.visits import Visit


@dataclass(frozen=True, slots=True)
class Displaced:
    """A visit ahead that falls on a closed day.

    Attributes:
        nearest: the open day of its window that is nearest, from today on; None if
            no day of it is open.
    """

    plan: Plan
    visit: Visit
    nearest: OpenDay | None


def displaced(
    plans: Iterable[Plan], days: Collection[date], calendar: SiteCalendar
) -> list[Displaced]:
    """Return the visits that are expected on some days, by day and participant.

    Args:
        plans: of everybody, as of one day; they reach the last of the days.
        days: that the site is about to close.
        calendar: of the site once they are closed.

    Source:
        ux.md job 9 and walk-through 11; domain.md G21: suggested, never moved.
    """
    found = [*_displaced(plans, days, calendar)]
    found.sort(key=lambda one: (one.visit.expected, one.plan.participant.code))
    return found


def _displaced(
    plans: Iterable[Plan], days: Collection[date], calendar: SiteCalendar
) -> Iterator[Displaced]:
    for plan in plans:
        for visit in plan.visits:
            ahead = visit.expected >= plan.as_of and visit.status not in OVER
            if ahead and visit.expected in days:
                yield Displaced(plan, visit, _nearest(plan, visit, calendar))


def _nearest(plan: Plan, visit: Visit, calendar: SiteCalendar) -> OpenDay | None:
    first = max(visit.window.opens, plan.as_of)
    found = nearest_open_days(calendar, visit.expected, first, visit.window.closes)
    return found[0] if found else None
