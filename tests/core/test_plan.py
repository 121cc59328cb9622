from dataclasses import replace

import pytest

from scheduler.core.facts import (
    Dispensing,
    EventKind,
    Fact,
)
from scheduler.core.settings import NextDay1
from scheduler.core.standing import Phase
from scheduler.core.visits import Status
from scheduler.errors import ThroughError
from tests.core.plans import (
    DRIP,
    ENTERED,
    NOT_GIVEN,
    PILLS,
    STOPPED,
    booked,
    day,
    ended,
    given,
    happened,
    held,
    planned,
    recorded,
    targets,
    weighed,
)
from tests.core.profiles import SECOND

ON_TIME = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]
ENDS = [ended(DRIP, "2024-04-15"), ended(PILLS, "2024-04-20")]


@pytest.mark.parametrize(
    ("as_of", "last"),
    [("2024-03-03", 4), ("2024-03-04", 4), ("2024-03-24", 4), ("2024-03-25", 5)],
)
def test_a_plan_reaches_three_cycles_beyond_the_current_one(as_of: str, last: int):
    plan = planned(as_of=as_of)
    assert [cycle.number for cycle in plan.cycles] == list(range(1, last + 1))


@pytest.mark.parametrize("through", [0, 1, -5, 1000])
def test_a_plan_cannot_stop_before_the_current_cycle_or_go_on_for_ever(through: int):
    with pytest.raises(ThroughError) as refused:
        planned(*ON_TIME, as_of="2024-03-25", through=through)
    assert (refused.value.low, refused.value.high) == (2, 999)


@pytest.mark.parametrize("through", [2, 999])
def test_a_plan_stops_where_it_is_told(through: int):
    plan = planned(*ON_TIME, as_of="2024-03-25", through=through)
    assert plan.cycles[-1].number == through
    assert plan.day_1(through + 1) is None


@pytest.mark.parametrize(
    ("facts", "as_of", "expected"),
    [
        (ON_TIME, "2024-03-26",
         [(1, "2024-03-24", 21, 63), (2, "2024-04-14", 21, 63)]),
        ([*ON_TIME, booked("C3D1", "2024-04-22")], "2024-03-26",
         [(1, "2024-03-24", 21, 63), (2, "2024-04-21", 28, 84)]),
        ([*ON_TIME, given(3, "2024-04-12")], "2024-04-12",
         [(1, "2024-03-24", 21, 63), (2, "2024-04-11", 18, 54)]),
        ([*ON_TIME, held(PILLS, "2024-03-10", "2024-03-14")], "2024-03-26",
         [(1, "2024-03-24", 21, 48), (2, "2024-04-14", 21, 63)]),
        ([*ON_TIME, ended(DRIP, "2024-03-25"), ended(PILLS, "2024-03-30")],
         "2024-04-26", [(1, "2024-03-24", 21, 63), (2, "2024-03-30", 6, 18)]),
        ([*ON_TIME, ended(DRIP, "2024-03-04"), ended(PILLS, "2024-03-24")],
         "2024-04-26", [(1, "2024-03-24", 21, 63)]),
    ],
)  # fmt: skip
def test_a_cycle_ends_the_day_before_the_next_and_the_last_with_the_last_dose(
    facts: list[Fact], as_of: str, expected: list[tuple[int, str, int, int]]
):
    found = planned(*facts, as_of=as_of).cycles[:2]
    assert [
        (c.number, c.ends.isoformat(), c.days, c.capsules) for c in found
    ] == expected


def test_a_cycle_that_the_next_one_overtook_has_no_days():
    facts = [*ON_TIME, booked("C3D1", "2024-05-20"), given(4, "2024-05-06")]
    plan = planned(*facts, as_of="2024-05-07")
    assert [cycle.number for cycle in plan.cycles][:4] == [1, 2, 4, 5]
    assert plan.current.cycle == 4
    assert all(cycle.days > 0 for cycle in plan.cycles)


@pytest.mark.parametrize(
    ("since", "first_cycle", "first_visit"),
    [
        ("2024-03-07", 1, "C1D1"),  # the window of C1D1 closes on that day
        ("2024-03-08", 1, "C2D1"),
        ("2024-03-24", 1, "C2D1"),
        ("2024-03-28", 2, "C2D1"),  # the window of C2D1 closes on that day
        ("2024-03-29", 2, "imaging week 6"),
        ("2024-04-14", 2, "imaging week 6"),
        ("2024-04-19", 3, "imaging week 6"),  # its window closes on that day
        ("2024-04-20", 3, "C4D1"),
        ("2030-01-01", 3, None),  # never later than the current cycle
    ],
)
def test_since_leaves_out_what_was_over(
    since: str, first_cycle: int, first_visit: str | None
):
    plan = planned(*ON_TIME, as_of="2024-04-16", since=since)
    assert plan.cycles[0].number == first_cycle
    assert next((v.visit for v in plan.visits), None) == first_visit


def test_since_keeps_a_visit_that_is_booked_behind_its_window():
    late = booked("imaging week 6", "2024-05-02")
    plan = planned(*ON_TIME, late, as_of="2024-04-28", since="2024-04-28")
    visit = plan.visit("imaging week 6")
    assert visit is not None
    assert visit.status is Status.PLANNED


@pytest.mark.parametrize(
    ("outcome", "count"), [("given", 2), ("stopped early", 2), ("not given", 1)]
)
def test_infusions_are_counted_if_they_were_begun(outcome: str, count: int):
    outcomes = {"given": given(3, "2024-04-15").outcome}
    outcomes |= {"stopped early": STOPPED, "not given": NOT_GIVEN}
    facts = [given(1, "2024-03-04"), given(2, "2024-03-25", outcomes[outcome])]
    assert planned(*facts, as_of="2024-04-01").infusions_given == count


def test_a_visit_and_a_day_1_are_found_by_name_and_number():
    plan = planned(*ON_TIME, as_of="2024-03-26")
    assert plan.visit("C2D1") == plan.day_1(2)
    assert (plan.visit("C9D1"), plan.day_1(9)) == (None, None)


def test_rows_are_ordered_by_target_and_then_by_number():
    plan = planned(*ON_TIME, as_of="2025-01-01")
    keys = [(visit.target, visit.visitnum) for visit in plan.visits]
    assert keys == sorted(keys)
    who = replace(plan.participant, randomized=day("2024-03-04"))
    both = planned(as_of="2024-03-05", who=who)
    shared = [v.visit for v in both.visits if v.target == day("2024-04-15")]
    assert shared == ["C3D1", "imaging week 6"]


def test_the_day_of_the_end_is_the_last_one_on_treatment():
    plan = planned(*ON_TIME, *ENDS, as_of="2024-05-20")
    assert plan.ended == day("2024-04-20")
    assert plan.cycles[-1].ends == day("2024-04-20")
    assert planned(*ON_TIME, ENDS[0], as_of="2024-05-20").ended is None


def test_after_the_end_the_cycles_stop_three_beyond_the_last():
    plan = planned(*ON_TIME, *ENDS, as_of="2024-12-01")
    day_1s = [visit.visit for visit in plan.visits if visit.day == 1]
    assert day_1s == ["C1D1", "C2D1", "C3D1", "C4D1", "C5D1", "C6D1"]


def test_a_baseline_weight_measured_later_is_left_out():
    plan = planned(weighed(62000, "2024-03-10"), as_of="2024-03-09")
    assert (plan.starting, plan.dosing) == (None, ())
    assert plan.left_out == (weighed(62000, "2024-03-10"),)
    plan = planned(weighed(62000, "2024-03-10"), as_of="2024-03-10")
    assert plan.starting is not None


def test_the_second_study_goes_through_the_same_code():
    facts = [
        weighed(81000),
        given(1, "2024-03-05"),
        given(1, "2024-03-19", at=15),
        recorded("C1D-1", "2024-03-04"),
        Dispensing(on=day("2024-03-05"), capsules=120),
    ]
    plan = planned(*facts, as_of="2024-03-25", study=SECOND)
    assert [(v.visit, v.target.isoformat()) for v in plan.visits[:10]] == [
        ("blood bank", "2024-02-25"),
        ("C1D1", "2024-03-04"),
        ("C1D-1", "2024-03-04"),
        ("C1D8", "2024-03-12"),
        ("question sheet day 10", "2024-03-15"),
        ("C1D15", "2024-03-19"),
        ("C1D22", "2024-03-26"),
        ("C2D-1", "2024-04-01"),
        ("C2D1", "2024-04-02"),
        ("question sheet day 40", "2024-04-14"),
    ]
    assert targets(plan)[:2] == ["2024-03-04", "2024-04-02"]
    assert plan.starting is not None
    assert plan.starting.level.name == "20 mg daily"
    assert plan.infusions_given == 2


@pytest.mark.parametrize("through", [4, 5, 6])
def test_a_cycle_ends_before_a_later_one_booked_ahead_however_far_is_asked(
    through: int,
):
    facts = [weighed(62_000), booked("C6D1", "2024-05-20")]
    plan = planned(*facts, as_of="2024-03-04", through=through)
    fourth = plan.cycles[3]
    assert (fourth.number, fourth.ends) == (4, day("2024-05-19"))
    assert fourth.capsules == 42


@pytest.mark.parametrize("through", [4, 5, 6])
def test_a_cycle_ends_before_a_later_one_that_the_next_was_put_off_behind(
    through: int,
):
    late = booked("C5D1", "2024-06-25")
    plan = planned(late, as_of="2024-03-04", through=through, next_day_1=NextDay1.FIXED)
    assert plan.cycles[3].ends == day("2024-06-16")  # C6D1 is on 17-Jun-2024


def test_entered_on_treatment_begins_with_the_cycle_at_entry():
    plan = planned(as_of="2024-03-26", who=ENTERED)
    assert [cycle.number for cycle in plan.cycles] == [40, 41, 42, 43, 44]
    assert plan.current.cycle == 41


@pytest.mark.parametrize(
    ("as_of", "status", "cycle"),
    [
        ("2024-03-03", Status.DUE, None),
        ("2024-03-04", Status.RECORDED, 40),
    ],
)
def test_an_entry_on_treatment_counts_from_its_day(
    as_of: str, status: Status, cycle: int | None
):
    plan = planned(as_of=as_of, who=ENTERED)
    first = plan.visit("C40D1")
    assert first is not None
    assert first.status is status
    assert (plan.current.cycle, plan.current.phase) == (cycle, Phase.TREATMENT)


def test_the_participant_who_died_is_asked_for_nothing_more():
    plan = planned(
        *ON_TIME, happened(EventKind.DEATH, "2024-04-01"), as_of="2024-04-02"
    )
    assert {v.status for v in plan.visits if v.target > day("2024-04-01")} == {
        Status.CANCELLED
    }


@pytest.mark.parametrize("through", [2, 3, 4])
def test_a_day_1_put_off_behind_the_next_one_hides_no_row_of_a_longer_plan(
    through: int,
):
    facts = [given(1, "2024-03-04"), booked("C3D1", "2024-05-27")]
    plan = planned(
        *facts, as_of="2024-03-05", next_day_1=NextDay1.FIXED, through=through
    )
    shown = [visit.visit for visit in plan.visits if visit.kind == "imaging"]
    assert shown == ["imaging week 6", "imaging week 12"]
