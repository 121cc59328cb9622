"""Where a visit would land on a day: in its window, outside it, closed, refused."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from scheduler.core.closed_days import SiteCalendar
from scheduler.core.visits import Visit


class Ground(StrEnum):
    """What a day is for one visit that is being moved."""

    IN_WINDOW = "in window"
    OUTSIDE = "out of window"
    CLOSED = "closed"
    OVER = "over"


class Landing(NamedTuple):
    """The verdict on one day for one visit.

    Attributes:
        on: the day.
        ground: what it is; a closed day is closed, in the window or not.
        days_outside: days outside the window, early negative.
        closed: the name of a closed day; empty if the site works.
    """

    on: date
    ground: Ground
    days_outside: int
    closed: str

    @property
    def is_refused(self) -> bool:
        """Say whether the visit cannot be booked for this day at all."""
        return self.ground is Ground.OVER

    @property
    def needs_reason(self) -> bool:
        """Say whether a booking for this day has to be explained."""
        return self.ground in {Ground.OUTSIDE, Ground.CLOSED}


def landing(visit: Visit, on: date, today: date, calendar: SiteCalendar) -> Landing:
    """Return what a day is for a visit that may be moved to it.

    A day that has passed is refused: what has happened is recorded, not booked.

    Args:
        visit: with its window.
        on: the day.
        today: the day on which it is asked.
        calendar: the days on which the site works.

    Source:
        ux.md 3.8, L-10, F-11; product.md, decision 7.
    """
    outside, closed = visit.window.days_outside(on), calendar.closed_name(on)
    if on < today:
        ground = Ground.OVER
    elif closed:
        ground = Ground.CLOSED
    else:
        ground = Ground.OUTSIDE if outside else Ground.IN_WINDOW
    return Landing(on, ground, outside, closed)
