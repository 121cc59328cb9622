from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.cycles import LAST_CYCLE, Window
from scheduler.core.facts import Fact
from scheduler.core.settings import LateCycle, NextDay1
from scheduler.core.study import Study
from tests.core.plans import (
    ADA,
    ENTERED,
    FIXED,
    IF_OUTSIDE,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    ON_TIME,
    ROLLING,
    booked,
    course,
    day,
    days,
    given,
    recorded,
)
from tests.core.profiles import FIRST, SECOND

LATER = [booked("C2D1", "2024-03-27")]
INSIDE, OUTSIDE = [given(2, "2024-03-26")], [given(2, "2024-03-29")]
STARTS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("opens", "closes", "on", "outside"),
    [
        ("2024-04-12", "2024-04-18", "2024-04-10", -2),
        ("2024-04-12", "2024-04-18", "2024-04-11", -1),
        ("2024-04-12", "2024-04-18", "2024-04-12", 0),
        ("2024-04-12", "2024-04-18", "2024-04-18", 0),
        ("2024-04-12", "2024-04-18", "2024-04-19", 1),
        ("2024-02-28", "2024-02-28", "2024-02-29", 1),
    ],
)
def test_days_outside_a_window_are_signed_and_both_ends_are_inside(
    opens: str, closes: str, on: str, outside: int
):
    window = Window(day(opens), day(closes))
    assert window.days_outside(day(on)) == outside
    assert (day(on) in window) is (outside == 0)
    assert "2024-04-15" not in window


@pytest.mark.parametrize(
    ("rule", "third", "target"),
    [
        (ROLLING, given(3, "2024-04-11"), "2024-05-02"),
        (ROLLING, given(3, "2024-04-17"), "2024-05-08"),
        (ROLLING, given(3, "2024-04-17", NOT_GIVEN), "2024-05-08"),
        (ROLLING, recorded("C3D1", "2024-04-17"), "2024-05-08"),
        (ROLLING, recorded("C3D1", "2024-04-17", NOT_DONE), "2024-05-06"),
        (ROLLING, recorded("C3D1", "2024-04-17", MISSED), "2024-05-06"),
        (ROLLING, booked("C3D1", "2024-04-17"), "2024-05-08"),
        (FIXED, given(3, "2024-04-11"), "2024-05-06"),
        (FIXED, given(3, "2024-04-25"), "2024-05-06"),
        (FIXED, booked("C3D1", "2024-04-25"), "2024-05-06"),
        (IF_OUTSIDE, given(3, "2024-04-11"), "2024-05-02"),
        (IF_OUTSIDE, given(3, "2024-04-12"), "2024-05-06"),
        (IF_OUTSIDE, given(3, "2024-04-18"), "2024-05-06"),
        (IF_OUTSIDE, given(3, "2024-04-19"), "2024-05-10"),
        (IF_OUTSIDE, booked("C3D1", "2024-04-18"), "2024-05-06"),
        (IF_OUTSIDE, booked("C3D1", "2024-04-19"), "2024-05-10"),
    ],
)
def test_the_next_target_counts_from_what_the_rule_says(
    rule: NextDay1, third: Fact, target: str
):
    found = course(*ON_TIME, third, next_day_1=rule)
    assert found.day_1(4).target == day(target)


@pytest.mark.parametrize("rule", NextDay1)
def test_the_first_infusion_replaces_the_planned_first_day_as_every_anchor(
    rule: NextDay1,
):
    found = course(given(1, "2024-03-05"), next_day_1=rule)
    assert found.day_1(1).target == day("2024-03-04")
    assert found.day_1(2).target == day("2024-03-26")
    assert found.day_1(3).target == day("2024-04-16")
    assert found.day_1(2).why == "C1D1 on 05-Mar-2024 + 21 days"


def test_fixed_counts_from_the_planned_first_day_until_the_infusion_is_recorded():
    found = course(booked("C1D1", "2024-03-06"), next_day_1=FIXED)
    assert found.day_1(1).effective == day("2024-03-06")
    assert found.day_1(3).target == day("2024-04-15")
    assert found.day_1(3).why == "C1D1 planned for 04-Mar-2024 + 2 x 21 days"


@pytest.mark.parametrize(
    ("facts", "rule", "cycle", "why"),
    [
        ([], ROLLING, 1, "first Day 1 planned for 04-Mar-2024"),
        ([], ROLLING, 2, "C1D1 planned for 04-Mar-2024 + 21 days"),
        (ON_TIME, ROLLING, 3, "C2D1 on 25-Mar-2024 + 21 days"),
        (LATER, ROLLING, 3, "C2D1 booked for 27-Mar-2024 + 21 days"),
        (ON_TIME, FIXED, 2, "C1D1 on 04-Mar-2024 + 21 days"),
        (ON_TIME, FIXED, 4, "C1D1 on 04-Mar-2024 + 3 x 21 days"),
        (INSIDE, IF_OUTSIDE, 3, "C2D1 planned for 25-Mar-2024 + 21 days"),
        (OUTSIDE, IF_OUTSIDE, 3, "C2D1 on 29-Mar-2024 + 21 days"),
    ],
)  # fmt: skip
def test_every_target_says_which_rule_gave_it(
    facts: list[Fact], rule: NextDay1, cycle: int, why: str
):
    found = course(*facts, next_day_1=rule)
    assert found.day_1(cycle).why == why


@pytest.mark.parametrize(
    ("on", "cycle"),
    [
        ("2024-03-03", None),
        ("2024-03-04", 1),
        ("2024-03-24", 1),
        ("2024-03-25", 2),
        ("2024-04-14", 2),
        ("2024-04-15", 3),
    ],
)
def test_a_day_falls_in_the_cycle_last_begun(on: str, cycle: int | None):
    assert course(*ON_TIME).cycle_on(day(on)) == cycle


@pytest.mark.parametrize(("on", "cycle"), [("2024-05-05", 2), ("2024-05-06", 4)])
def test_a_booking_behind_the_next_day_1_does_not_hide_the_cycle_that_began(
    on: str, cycle: int
):
    facts = [*ON_TIME, booked("C3D1", "2024-05-20"), given(4, "2024-05-06")]
    assert course(*facts).cycle_on(day(on)) == cycle


@pytest.mark.parametrize(
    ("on", "cycle"), [("2024-05-05", 2), ("2024-05-06", 4), ("2024-05-27", 5)]
)
def test_a_booking_of_the_last_cycle_named_does_not_hide_those_that_began_by_rule(
    on: str, cycle: int
):
    facts = [*ON_TIME, booked("C3D1", "2024-06-20")]
    assert course(*facts, next_day_1=FIXED).cycle_on(day(on)) == cycle


def test_cycles_have_three_digits_at_most():
    found = course()
    assert found.cycle_on(date(2199, 12, 31)) == LAST_CYCLE
    assert found.day_1(LAST_CYCLE + 1).cycle == LAST_CYCLE + 1


def test_somebody_entered_on_treatment_begins_with_the_cycle_at_entry():
    found = course(who=ENTERED)
    first = found.first
    assert (found.first_cycle, first.target, first.actual, first.outcome) == (
        40,
        day("2024-03-04"),
        day("2024-03-04"),
        "given",
    )
    assert first.why == "C40D1 on 04-Mar-2024, at entry"
    assert found.day_1(41).target == day("2024-03-25")


@pytest.mark.parametrize("rule", NextDay1)
def test_what_is_recorded_of_the_cycle_at_entry_is_kept(rule: NextDay1):
    found = course(given(40, "2024-03-04", NOT_GIVEN), who=ENTERED, next_day_1=rule)
    assert found.first.outcome == "not given"
    assert found.day_1(42).target == day("2024-04-15")


def test_nobody_is_planned_without_a_first_day():
    with pytest.raises(ValueError, match="neither a first Day 1 nor an entry"):
        course(who=replace(ADA, first_day_1=None))


@pytest.mark.parametrize(
    ("on", "late_cycle", "counts_for"),
    [
        ("2024-05-05", LateCycle.SKIP, 3),  # 20 days late: not a whole cycle
        ("2024-05-06", LateCycle.SKIP, 4),  # 21 days: the target of C4D1
        ("2024-05-26", LateCycle.SKIP, 4),  # 41 days
        ("2024-05-27", LateCycle.SKIP, 5),  # 42 days: the target of C5D1
        ("2024-05-27", LateCycle.KEEP, 3),
    ],
)
@pytest.mark.parametrize("rule", NextDay1)
def test_an_infusion_a_whole_cycle_late_counts_for_a_later_one_if_cycles_are_skipped(
    on: str, late_cycle: LateCycle, counts_for: int, rule: NextDay1
):
    found = course(*ON_TIME, given(3, on), late_cycle=late_cycle, next_day_1=rule)
    assert found.day_1(counts_for).actual == day(on)
    for cycle in range(3, counts_for):
        passed = found.day_1(cycle)
        assert (passed.actual, passed.outcome) == (None, "not done")
        assert (
            passed.effective
            == passed.target
            == day("2024-04-15") + days(21 * (cycle - 3))
        )


@pytest.mark.parametrize(
    "other", [given(4, "2024-05-31"), recorded("C4D1", "2024-05-31", MISSED)]
)
def test_a_late_infusion_is_not_moved_to_a_cycle_of_which_something_is_recorded(
    other: Fact,
):
    found = course(*ON_TIME, given(3, "2024-05-10"), other, late_cycle=LateCycle.SKIP)
    assert found.day_1(3).actual == day("2024-05-10")
    assert found.day_1(4).target == day("2024-05-31")


def test_a_cycle_passed_over_keeps_its_booking_but_nothing_counts_from_it():
    facts = [*ON_TIME, booked("C3D1", "2024-05-10"), given(3, "2024-05-10")]
    found = course(*facts, late_cycle=LateCycle.SKIP)
    assert found.day_1(3).booked == day("2024-05-10")
    assert found.day_1(4).target == day("2024-05-06")
    assert found.day_1(4).why == "C3D1 planned for 15-Apr-2024 + 21 days"


@for_every(
    first=STARTS, rule=st.sampled_from(NextDay1), study=st.sampled_from([FIRST, SECOND])
)
def test_cycles_without_bookings_leave_no_gap(
    first: date, rule: NextDay1, study: Study
):
    found = course(who=replace(ADA, first_day_1=first), study=study, next_day_1=rule)
    day_1s = [found.day_1(cycle) for cycle in range(1, 31)]
    for earlier, later in pairwise(day_1s):
        length = later.effective - earlier.effective
        assert length == timedelta(days=study.cycle_length_days)


@for_every(
    moved=st.integers(-30, 60),
    rule=st.sampled_from(NextDay1),
    late_cycle=st.sampled_from(LateCycle),
)
def test_a_window_contains_its_target_and_never_moves_with_a_booking(
    moved: int, rule: NextDay1, late_cycle: LateCycle
):
    on = (day("2024-04-15") + days(moved)).isoformat()
    before = course(*ON_TIME, next_day_1=rule)
    after = course(*ON_TIME, booked("C3D1", on), next_day_1=rule, late_cycle=late_cycle)
    assert after.window(after.day_1(3)) == before.window(before.day_1(3))
    assert after.day_1(3).target in after.window(after.day_1(3))
