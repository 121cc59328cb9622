"""A third study, whose visits the CDISC pilot publishes."""

from datetime import timedelta

import pytest

from scheduler.core.dates import study_day
from scheduler.core.facts import Fact, Participant
from scheduler.core.plan import Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.study_text import read_study
from scheduler.core.visits import Status, Visit
from tests.core.plans import day, ended, planned, recorded
from tests.core.profiles import ROOT

LZZT = read_study((ROOT / "tests/studies/lzzt.toml").read_text("utf-8"))
FIRST_DAY = day("2013-07-01")
WHO = Participant(code="01-701-1015", first_day_1=FIRST_DAY)
WINDOWS = {14: 3, 28: 3, 42: 3, 56: 3, 84: 4, 112: 4, 140: 4, 168: 4, 182: 3}


def plan(*facts: Fact, as_of: str = "2013-07-02") -> Plan:
    return planned(*facts, as_of=as_of, who=WHO, study=LZZT, through=1)


def visit(found: Plan, number: int) -> Visit:
    there = found.visit(f"C1D{number}")
    assert there is not None
    return there


@pytest.mark.parametrize(("number", "side"), WINDOWS.items())
def test_each_visit_has_its_published_day_and_window(number: int, side: int):
    found = visit(plan(), number)
    assert study_day(found.target, FIRST_DAY) == number
    assert found.window.opens == found.target - timedelta(days=side)
    assert found.window.closes == found.target + timedelta(days=side)


def test_there_are_no_other_visits_in_the_26_weeks():
    found = [v.day for v in plan().visits if v.cycle]
    assert found == [1, *WINDOWS]


@pytest.mark.parametrize(
    ("number", "as_of", "status"),
    [
        (56, "2013-08-21", Status.PLANNED),
        (56, "2013-08-22", Status.DUE),
        (56, "2013-08-28", Status.LAST_DAY),
        (56, "2013-08-29", Status.OVERDUE),
        (84, "2013-09-17", Status.PLANNED),
        (84, "2013-09-18", Status.DUE),
        (84, "2013-09-26", Status.LAST_DAY),
        (84, "2013-09-27", Status.OVERDUE),
        (182, "2014-01-01", Status.LAST_DAY),
    ],
)
def test_a_status_turns_on_the_edges_of_the_published_window(
    number: int, as_of: str, status: Status
):
    # Through cycle 2, of which nothing is asked: day 182 is the last of cycle 1.
    found = planned(as_of=as_of, who=WHO, study=LZZT)
    assert visit(found, number).status is status


def test_visits_hang_on_the_day_1_that_took_place():
    found = plan(recorded("C1D1", "2013-07-02"))
    assert visit(found, 14).target == day("2013-07-15")
    assert visit(found, 14).why == "C1D1 on 02-Jul-2013 + 13 days"


def test_the_scale_is_due_at_its_weeks_only_and_nothing_is_infused():
    found = plan(ended("patches", "2013-08-01"), as_of="2013-08-02")
    due = [v.visit for v in found.visits if procedures_due(LZZT, found, v)]
    assert due == ["C1D1", "end of treatment", "C1D56", "C1D112", "C1D168"]
    assert not any(v.infusion for v in found.visits)
