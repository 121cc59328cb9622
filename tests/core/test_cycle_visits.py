import pytest

from scheduler.core.facts import Fact, UnscheduledVisit
from scheduler.core.settings import LateCycle, NextDay1
from scheduler.core.visits import Status
from tests.core.plans import (
    ENTERED,
    NOT_DONE,
    booked,
    day,
    given,
    planned,
    recorded,
    weighed,
)
from tests.core.profiles import SECOND


def came(on: str, reason: str = "adverse event") -> UnscheduledVisit:
    return UnscheduledVisit(on=day(on), reason=reason)


@pytest.mark.parametrize(
    ("fact", "name", "target", "window", "actual"),
    [
        (None, "C2D-1", "2024-03-31", ("2024-03-29", "2024-03-31"), None),
        (None, "C2D1", "2024-04-01", ("2024-04-01", "2024-04-03"), None),
        (None, "C2D15", "2024-04-15", ("2024-04-12", "2024-04-18"), None),
        (given(2, "2024-04-03"), "C2D15", "2024-04-17",
         ("2024-04-14", "2024-04-20"), None),
        (booked("C2D1", "2024-04-02"), "C2D-1", "2024-04-01",
         ("2024-03-30", "2024-04-01"), None),
        (given(2, "2024-04-16", at=15), "C2D15", "2024-04-15",
         ("2024-04-12", "2024-04-18"), "2024-04-16"),
        (recorded("C2D-1", "2024-03-30"), "C2D-1", "2024-03-31",
         ("2024-03-29", "2024-03-31"), "2024-03-30"),
        (recorded("C2D15", "2024-04-15"), "C2D15", "2024-04-15",
         ("2024-04-12", "2024-04-18"), "2024-04-15"),
    ],
)  # fmt: skip
def test_visits_beside_day_1_hang_on_its_effective_date(
    fact: Fact | None,
    name: str,
    target: str,
    window: tuple[str, str],
    actual: str | None,
):
    facts = [given(1, "2024-03-04"), *([fact] if fact else [])]
    visit = planned(*facts, as_of="2024-04-18", study=SECOND).visit(name)
    assert visit is not None
    assert visit.target == day(target)
    assert visit.window == tuple(map(day, window))
    assert visit.actual == (actual and day(actual))


@pytest.mark.parametrize(
    ("name", "why", "number", "at"),
    [
        ("C2D-1", "C2D1 planned for 01-Apr-2024 - 1 day", 10002, -1),
        ("C2D1", "C1D1 on 04-Mar-2024 + 28 days", 2, 1),
        ("C1D15", "C1D1 on 04-Mar-2024 + 14 days", 20001, 15),
    ],
)
def test_rows_carry_their_rule_their_number_and_a_day_without_a_day_0(
    name: str, why: str, number: int, at: int
):
    found = planned(given(1, "2024-03-04"), as_of="2024-03-10", study=SECOND)
    visit = found.visit(name)
    assert visit is not None
    assert (visit.why, visit.visitnum, visit.day) == (why, number, at)


def test_each_visit_of_a_cycle_waits_for_the_next_of_its_own_kind():
    facts = [given(1, "2024-03-04"), recorded("C1D15", "2024-03-18", NOT_DONE)]
    found = planned(*facts, as_of="2024-04-12", study=SECOND)
    statuses = {visit.visit: visit.status for visit in found.visits}
    assert statuses["C1D15"] is Status.NOT_DONE
    assert statuses["C1D-1"] is Status.MISSED  # that of cycle 2 has opened
    assert statuses["C2D-1"] is Status.OVERDUE
    assert statuses["C2D15"] is Status.DUE


def test_unscheduled_visits_are_numbered_behind_the_last_day_1():
    days_of = ["2024-04-20", "2024-04-15", "2024-03-24", "2024-03-01", "2024-04-20"]
    facts = [came(on, f"reason {at}") for at, on in enumerate(days_of)]
    third = [given(1, "2024-03-04"), given(2, "2024-03-25"), given(3, "2024-04-15")]
    found = planned(*facts, *third, as_of="2024-05-01")
    rows = [v for v in found.visits if v.kind == "unscheduled"]
    assert [(row.visit, row.visitnum, row.target.isoformat()) for row in rows] == [
        ("unscheduled 0.01", 0.01, "2024-03-01"),
        ("unscheduled 1.01", 1.01, "2024-03-24"),
        ("unscheduled 3.01", 3.01, "2024-04-15"),
        ("unscheduled 3.02", 3.02, "2024-04-20"),
        ("unscheduled 3.03", 3.03, "2024-04-20"),
    ]
    assert rows[0].why == "unscheduled on 01-Mar-2024: reason 3"
    assert rows[3].why == "unscheduled on 20-Apr-2024, after C3D1: reason 0"
    assert {(row.status, row.cycle, row.day) for row in rows} == {
        (Status.RECORDED, None, None)
    }


def test_an_unscheduled_visit_moves_nothing():
    facts = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]
    before = planned(*facts, as_of="2024-04-20")
    after = planned(*facts, came("2024-04-16"), as_of="2024-04-20")
    assert [v for v in after.visits if v.kind != "unscheduled"] == list(before.visits)
    assert after.dosing == before.dosing


def test_an_unscheduled_visit_at_entry_is_numbered_behind_that_cycle():
    found = planned(came("2024-03-10"), as_of="2024-03-10", who=ENTERED)
    assert found.visit("unscheduled 40.01") is not None


LATE = [
    given(1, "2024-03-04"),
    given(1, "2024-03-18", at=15),
    recorded("C2D-1", "2024-04-29"),
    given(2, "2024-04-30"),
    given(2, "2024-05-14", at=15),
]


@pytest.mark.parametrize(
    ("visit", "status", "actual"),
    [
        ("C2D1", Status.NOT_DONE, None),
        ("C2D-1", Status.NOT_DONE, None),
        ("C2D15", Status.NOT_DONE, None),
        ("C3D-1", Status.RECORDED, "2024-04-29"),
        ("C3D1", Status.RECORDED, "2024-04-30"),
        ("C3D15", Status.RECORDED, "2024-05-14"),
        ("C4D15", Status.PLANNED, None),
    ],
)
def test_everything_of_a_late_cycle_goes_to_the_cycle_it_counts_for(
    visit: str, status: Status, actual: str | None
):
    chosen = {"next_day_1": NextDay1.ROLLING, "late_cycle": LateCycle.SKIP}
    plan = planned(*LATE, as_of="2024-05-20", study=SECOND, **chosen)
    found = plan.visit(visit)
    assert found is not None
    assert (found.status, found.actual) == (status, actual and day(actual))


def test_a_late_cycle_keeps_its_own_visits_where_it_keeps_its_number():
    chosen = {"next_day_1": NextDay1.ROLLING, "late_cycle": LateCycle.KEEP}
    plan = planned(*LATE, as_of="2024-05-20", study=SECOND, **chosen)
    found = plan.visit("C2D15")
    assert found is not None
    assert found.actual == day("2024-05-14")
