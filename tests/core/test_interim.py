"""Visits between two Day 1s, which a site may turn on."""

import pytest

from scheduler.core.facts import Fact
from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit
from tests.core.plans import booked, day, given, planned, recorded

VISITS = ("C1D15", "C1D8", "C2D15", "C99D8")
COURSE = [given(1, "2024-03-05")]


def plan(*facts: Fact, as_of: str, visits: tuple[str, ...] = VISITS) -> Plan:
    return planned(*COURSE, *facts, as_of=as_of, interim_visits=visits)


def visit(found: Plan, name: str) -> Visit:
    there = found.visit(name)
    assert there is not None
    return there


def test_they_hang_on_the_effective_day_1_of_their_cycle():
    found = plan(booked("C2D1", "2024-03-28"), as_of="2024-03-06")
    rows = [v for v in found.visits if v.kind in {"D8", "D15"}]
    assert [(v.visit, v.target.isoformat(), v.cycle, v.day) for v in rows] == [
        ("C1D8", "2024-03-12", 1, 8),
        ("C1D15", "2024-03-19", 1, 15),
        ("C2D15", "2024-04-11", 2, 15),
    ]
    assert [v.why for v in rows] == [
        "C1D1 on 05-Mar-2024 + 7 days",
        "C1D1 on 05-Mar-2024 + 14 days",
        "C2D1 booked for 28-Mar-2024 + 14 days",
    ]
    assert rows[0].window == (day("2024-03-10"), day("2024-03-14"))
    assert not any(v.infusion or v.dispense for v in rows)


def test_there_are_none_unless_the_site_turns_them_on():
    assert not [v for v in plan(as_of="2024-03-06", visits=()).visits if v.day == 8]


def test_no_two_visits_share_a_number():
    found = plan(as_of="2024-03-06", visits=("C1D8", "C1D15", "C2D8", "C3D8"))
    numbers = [v.visitnum for v in found.visits]
    assert len(set(numbers)) == len(numbers)
    assert visit(found, "C1D8").visitnum == 108_001
    assert visit(found, "C2D8").visitnum == 108_002


@pytest.mark.parametrize(
    ("name", "as_of", "facts", "status"),
    [
        ("C1D8", "2024-03-09", [], Status.PLANNED),
        ("C1D8", "2024-03-10", [], Status.DUE),
        ("C1D8", "2024-03-14", [], Status.LAST_DAY),
        ("C1D8", "2024-03-15", [], Status.OVERDUE),
        ("C1D8", "2024-03-16", [], Status.OVERDUE),
        ("C1D8", "2024-03-17", [], Status.MISSED),  # C1D15 has opened
        ("C1D8", "2024-03-15", [recorded("C1D15", "2024-03-15")], Status.MISSED),
        ("C1D8", "2024-03-15", [recorded("C1D8", "2024-03-15")], Status.RECORDED),
        ("C1D15", "2024-03-22", [], Status.OVERDUE),
        ("C1D15", "2024-03-23", [], Status.MISSED),  # C2D1 has opened
        ("C1D15", "2024-03-22", [given(2, "2024-03-22")], Status.MISSED),
        ("C1D15", "2024-03-22", [recorded("C2D1", "2024-03-22")], Status.MISSED),
    ],
)
def test_one_is_missed_when_the_next_of_its_cycle_or_the_next_day_1_has_begun(
    name: str, as_of: str, facts: list[Fact], status: Status
):
    assert visit(plan(*facts, as_of=as_of), name).status is status
