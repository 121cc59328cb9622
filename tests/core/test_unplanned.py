"""Visits that were recorded or booked and that no rule plans."""

import pytest

from scheduler.core.facts import Fact
from scheduler.core.unplanned import NOT_PLANNED
from scheduler.core.visits import Status
from tests.core.plans import (
    DRIP,
    MISSED,
    NOT_DONE,
    PILLS,
    booked,
    day,
    ended,
    given,
    planned,
    recorded,
)
from tests.core.profiles import SECOND

COURSE = [given(1, "2024-03-04"), given(2, "2024-03-25")]
ENDS = [ended(DRIP, "2024-04-20"), ended(PILLS, "2024-04-30")]


@pytest.mark.parametrize(
    ("fact", "status", "number"),
    [
        (recorded("imaging week 7", "2024-04-20"), Status.RECORDED, 10_007),
        (recorded("imaging week 7", "2024-04-20", NOT_DONE), Status.NOT_DONE, 10_007),
        (recorded("imaging week 7", "2024-04-20", MISSED), Status.MISSED, 10_007),
        (recorded("C2D9", "2024-04-02"), Status.RECORDED, 109_002),
        (recorded("safety follow-up 30 days", "2024-05-01"), Status.RECORDED, 20_030),
        (recorded("end of treatment", "2024-05-01"), Status.RECORDED, 50_000),
        (booked("C2D9", "2024-04-02"), Status.AWAITING_CONFIRMATION, 109_002),
    ],
)
def test_nothing_that_was_recorded_or_booked_is_without_a_row(
    fact: Fact, status: Status, number: int
):
    plan = planned(*COURSE, fact, as_of="2024-05-08")
    visit = plan.visit(fact.visit)
    assert visit is not None
    assert (visit.kind, visit.status, visit.visitnum) == (NOT_PLANNED, status, number)
    assert visit.target == fact.on
    assert visit.why.endswith("by what is known the profile plans no such visit")


@pytest.mark.parametrize(
    "fact",
    [
        recorded("imaging week 6", "2024-04-12"),
        recorded("C2D1", "2024-03-25"),
        booked("C9D1", "2024-05-01"),
        booked("imaging week 63", "2024-05-01"),
        booked("imaging week 7", "2024-05-09"),  # ahead
    ],
)
def test_what_a_rule_plans_has_no_second_row(fact: Fact):
    plan = planned(given(1, "2024-03-04"), fact, as_of="2024-05-08", through=9)
    assert not [v for v in plan.visits if v.kind == NOT_PLANNED]
    names = [v.visit for v in plan.visits]
    assert len(set(names)) == len(names)


def test_a_visit_gets_its_own_row_once_its_anchor_is_known():
    early = recorded("end of treatment", "2024-05-01")
    plan = planned(*COURSE, early, *ENDS, as_of="2024-05-08")
    visit = plan.visit("end of treatment")
    assert visit is not None
    assert (visit.kind, visit.target) == ("end of treatment", day("2024-05-07"))


def test_a_name_that_the_study_does_not_plan_has_a_row_too():
    plan = planned(
        recorded("screening", "2024-02-20"), as_of="2024-03-08", study=SECOND
    )
    visit = plan.visit("screening")
    assert visit is not None
    assert (visit.kind, visit.visitnum) == (NOT_PLANNED, 0)


@pytest.mark.parametrize(
    ("since", "there"), [("2024-04-20", True), ("2024-04-21", False)]
)
def test_what_was_over_before_the_days_asked_is_left_out(since: str, there: bool):
    fact = recorded("imaging week 7", "2024-04-20")
    plan = planned(*COURSE, fact, as_of="2024-05-08", since=since)
    assert (plan.visit("imaging week 7") is not None) is there


@pytest.mark.parametrize("as_of", ["2024-07-01", "2024-12-01", "2026-12-01"])
def test_what_is_waited_for_stays_on_every_list(as_of: str):
    facts = [*COURSE, *ENDS]
    plan = planned(*facts, as_of=as_of, since=as_of)
    late = {v.visit for v in plan.visits if v.status is Status.OVERDUE}
    assert "end of treatment" in late
    assert ("safety follow-up 90 days" in late) is (as_of > "2024-08-05")
