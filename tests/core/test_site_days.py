"""What the site's calendar asks of plans: its days, and what a move stands between."""

from datetime import date

import pytest

from scheduler.core.agenda import (
    last_expected,
    not_booked,
    shown_to,
    visits_by_day,
    visits_inside,
)
from scheduler.core.facts import Fact
from scheduler.core.outlook import booked_behind, crosses_day_1
from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit
from tests.core.plans import (
    DRIP,
    PILLS,
    booked,
    day,
    ended,
    given,
    planned,
    weighed,
)

FIRST_TWO = (weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25"))


def plan(*facts: Fact, as_of: str = "2024-04-10") -> Plan:
    return planned(*FIRST_TWO, *facts, as_of=as_of)


def visit(found: Plan, name: str) -> Visit:
    one = found.visit(name)
    assert one is not None
    return one


def test_the_days_hold_what_took_place_and_what_will_not_as_well():
    over = (ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-01"))
    first, last = day("2024-03-25"), day("2024-04-15")
    found = visits_by_day(visits_inside(plan(*over), first, last))
    there = {
        on: [(e.visit.visit, e.visit.status) for e in es] for on, es in found.items()
    }
    assert there[day("2024-03-25")] == [("C2D1", Status.RECORDED)]
    assert ("C3D1", Status.CANCELLED) in there[day("2024-04-15")]
    assert day("2024-03-26") not in there
    assert all(day("2024-03-25") <= on <= day("2024-04-15") for on in there)


def test_what_is_not_booked_has_an_open_window_today():
    assert not_booked([plan(as_of="2024-04-04")], day("2024-04-04")) == []
    [third, imaging] = not_booked([plan(as_of="2024-04-12")], day("2024-04-12"))
    assert {third.visit.visit, imaging.visit.visit} == {"C3D1", "imaging week 6"}
    bookings = (booked("C3D1", "2024-04-16"), booked("imaging week 6", "2024-04-16"))
    assert not_booked([plan(*bookings, as_of="2024-04-12")], day("2024-04-12")) == []


def test_the_last_visit_that_is_to_take_place_is_known():
    assert last_expected([]) is None
    near, far = plan(), plan(booked("C3D1", "2026-04-16"))
    last = last_expected([near, far])
    assert last is not None
    assert last.plan is far


def test_only_open_bookings_behind_a_visit_count():
    found = plan(booked("C3D1", "2024-04-16"), booked("C5D1", "2024-05-27"))
    assert [v.visit for v in booked_behind(found, visit(found, "C3D1"))] == ["C5D1"]
    assert booked_behind(found, visit(found, "C5D1")) == []
    kept = plan(booked("C2D1", "2024-03-25"))
    assert booked_behind(kept, visit(kept, "C1D1")) == []


@pytest.mark.parametrize(
    ("name", "on", "crosses"),
    [
        ("C3D1", "2024-03-25", True),
        ("C3D1", "2024-03-26", False),
        ("C3D1", "2024-05-05", False),
        ("C3D1", "2024-05-06", True),
        ("C4D1", "2024-06-30", False),  # C5D1 is not booked and follows
        ("imaging week 6", "2024-03-01", False),
    ],
)
def test_a_day_1_stays_between_those_around_it(name: str, on: str, crosses: bool):
    found = plan(booked("C4D1", "2024-05-06"))
    assert crosses_day_1(found, visit(found, name), day(on)) is crosses


def test_a_plan_is_sure_to_show_days_to_its_last_day_1_and_an_ended_one_all():
    found = plan()
    last = found.day_1(max(cycle.number for cycle in found.cycles))
    assert last is not None
    assert shown_to(found) == last.target
    over = (ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-01"))
    assert shown_to(plan(*over)) == date.max
