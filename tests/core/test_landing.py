from datetime import date

import pytest

from scheduler.core.closed_days import SiteCalendar
from scheduler.core.landing import Ground, Landing, landing
from scheduler.core.visits import Visit
from tests.core.plans import booked, day, given, planned, weighed

SITE = SiteCalendar(closed=frozenset({day("2024-03-26")}))
TODAY = day("2024-03-21")  # a Thursday; the window is 22-Mar to 28-Mar


def second() -> Visit:
    plan = planned(weighed(62000), given(1, "2024-03-04"), as_of="2024-03-21")
    found = plan.visit("C2D1")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("on", "ground", "outside", "closed"),
    [
        ("2024-03-20", Ground.OVER, -2, ""),
        ("2024-03-21", Ground.OUTSIDE, -1, ""),
        ("2024-03-22", Ground.IN_WINDOW, 0, ""),
        ("2024-03-23", Ground.CLOSED, 0, "Saturday"),
        ("2024-03-26", Ground.CLOSED, 0, "closed by the site"),
        ("2024-03-28", Ground.IN_WINDOW, 0, ""),
        ("2024-03-29", Ground.OUTSIDE, 1, ""),
        ("2024-03-31", Ground.CLOSED, 3, "Sunday"),
    ],
)
def test_each_day_has_one_verdict(on: str, ground: Ground, outside: int, closed: str):
    """L-10."""
    found = landing(second(), day(on), TODAY, SITE)
    assert found == Landing(day(on), ground, outside, closed)


def test_only_a_day_that_has_passed_is_refused_and_only_a_doubtful_one_explained():
    """L-10, F-11: care comes first."""
    grounds = {ground: Landing(date(2024, 3, 22), ground, 0, "") for ground in Ground}
    assert [g for g, found in grounds.items() if found.is_refused] == [Ground.OVER]
    explained = {g for g, found in grounds.items() if found.needs_reason}
    assert explained == {Ground.OUTSIDE, Ground.CLOSED}


def test_a_booking_moves_no_window():
    plan = planned(
        weighed(62000),
        given(1, "2024-03-04"),
        booked("C2D1", "2024-03-27"),
        as_of="2024-03-21",
    )
    found = plan.visit("C2D1")
    assert found is not None
    assert landing(found, day("2024-03-22"), TODAY, SITE).days_outside == 0
