"""Closing a day names the visits on it, and the nearest open day of each window."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.core.closed_days import SiteCalendar
from scheduler.core.closing import displaced
from scheduler.core.facts import Fact
from scheduler.core.plan import Plan, make_plan
from tests.core.plans import ADA, booked, day, document, given, weighed
from tests.core.profiles import FIRST

DECEMBER = replace(ADA, first_day_1=day("2024-12-04"), consented=None, randomized=None)
C1, BASELINE = given(1, "2024-12-04"), weighed(62000, "2024-12-03")
TARGET = day("2024-12-25")  # of C2D1, a Wednesday; its window is 22 to 28-Dec-2024


def planned(as_of: str, *facts: Fact) -> Plan:
    found = document(BASELINE, C1, *facts, who=DECEMBER)
    return make_plan(FIRST, FIRST.settings, found, as_of=day(as_of))


def calendar(*closed: str) -> SiteCalendar:
    return SiteCalendar(closed=frozenset(map(day, closed)))


def told(plan: Plan, *closed: str) -> list[tuple[str, date, date | None]]:
    found = displaced([plan], [day(on) for on in closed], calendar(*closed))
    return [
        (one.visit.visit, one.visit.expected, one.nearest.day if one.nearest else None)
        for one in found
    ]


def test_a_visit_on_the_day_is_named_with_the_nearest_open_day():
    assert told(planned("2024-12-20"), "2024-12-25") == [
        ("C2D1", TARGET, day("2024-12-24"))
    ]


@pytest.mark.parametrize("closed", ["2024-12-24", "2024-12-26"])
def test_a_visit_beside_the_day_is_not_hit(closed: str):
    assert told(planned("2024-12-20"), closed) == []


def test_a_visit_without_an_open_day_is_named_as_such():
    week = [f"2024-12-{n}" for n in range(22, 29)]
    assert told(planned("2024-12-20"), *week) == [("C2D1", TARGET, None)]


def test_days_that_have_passed_are_not_suggested():
    assert told(planned("2024-12-25"), "2024-12-25") == [
        ("C2D1", TARGET, day("2024-12-26"))
    ]


def test_a_booked_visit_is_hit_where_it_is_booked():
    plan = planned("2024-12-20", booked("C2D1", "2024-12-27"))
    assert told(plan, "2024-12-27") == [("C2D1", day("2024-12-27"), day("2024-12-26"))]
    assert told(plan, "2024-12-25") == []


def test_what_is_over_is_not_hit():
    plan = planned("2025-01-02", given(2, "2024-12-25"))
    assert told(plan, "2024-12-25") == []


def test_several_are_in_the_order_of_their_days():
    one, two = (
        planned("2024-12-20"),
        planned("2024-12-20", booked("C2D1", "2024-12-23")),
    )
    days = [day("2024-12-25"), day("2024-12-23")]
    found = displaced([one, two], days, calendar("2024-12-25", "2024-12-23"))
    assert [item.visit.expected for item in found] == sorted(days)
