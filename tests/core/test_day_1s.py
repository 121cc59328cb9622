"""What each Day 1 keeps of the facts, and what a course says of its cycles."""

from datetime import date

import pytest

from scheduler.core.course_facts import course_facts
from scheduler.core.cycles import Day1
from scheduler.core.facts import Booking, Fact, InfusionRecord, VisitRecord
from scheduler.core.settings import LateCycle, NextDay1
from tests.core.plans import (
    ENTERED,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    ON_TIME,
    booked,
    course,
    day,
    days,
    given,
    recorded,
)

TARGET = day("2024-04-15")
ON, ARRANGED = day("2024-04-17"), day("2024-04-16")
THIRD_WHY = "C2D1 on 25-Mar-2024 + 21 days"
BOOKING = booked("C3D1", "2024-04-16")
FAR = date(2199, 12, 31)


@pytest.mark.parametrize(
    ("facts", "booking", "actual", "outcome", "effective", "basis"),
    [
        ([], None, None, None, TARGET, "planned for"),
        ([BOOKING], ARRANGED, None, None, ARRANGED, "booked for"),
        ([given(3, "2024-04-17")], None, ON, "given", ON, "on"),
        ([BOOKING, given(3, "2024-04-17")], ARRANGED, ON, "given", ON, "on"),
        ([BOOKING, given(3, "2024-04-17", NOT_GIVEN)],
         ARRANGED, ON, "not given", ON, "on"),
        ([recorded("C3D1", "2024-04-17")], None, ON, "done", ON, "on"),
        ([BOOKING, recorded("C3D1", "2024-04-17")], ARRANGED, ON, "done", ON, "on"),
        ([BOOKING, recorded("C3D1", "2024-04-17", MISSED)],
         ARRANGED, None, "missed", ARRANGED, "booked for"),
        ([recorded("C3D1", "2024-04-17", NOT_DONE)],
         None, None, "not done", TARGET, "planned for"),
        # the infusion says more than the visit
        ([given(3, "2024-04-17", NOT_GIVEN), recorded("C3D1", "2024-04-16")],
         None, ON, "not given", ON, "on"),
    ],
)  # fmt: skip
def test_a_day_1_keeps_what_was_booked_and_what_became_of_it(
    facts: list[Fact],
    booking: date | None,
    actual: date | None,
    outcome: str | None,
    effective: date,
    basis: str,
):
    assert course(*ON_TIME, *facts).day_1(3) == Day1(
        cycle=3,
        target=TARGET,
        booked=booking,
        actual=actual,
        outcome=outcome,
        effective=effective,
        basis=basis,
        why=THIRD_WHY,
    )


def test_a_day_1_passed_over_keeps_its_booking_and_its_reason():
    facts = [*ON_TIME, BOOKING, given(3, "2024-05-10")]
    assert course(*facts, late_cycle=LateCycle.SKIP).day_1(3) == Day1(
        cycle=3,
        target=TARGET,
        booked=ARRANGED,
        actual=None,
        outcome="not done",
        effective=TARGET,
        basis="planned for",
        why=THIRD_WHY,
    )


@pytest.mark.parametrize(
    ("facts", "as_of", "booking", "actual", "outcome", "basis"),
    [
        ([], "2024-03-04", None, "2024-03-04", "given", "on"),
        ([], "2024-03-03", None, None, None, "planned for"),  # still to come
        ([booked("C40D1", "2024-03-04")], "2024-03-04", "2024-03-04", "2024-03-04",
         "given", "on"),
        ([given(40, "2024-03-04", NOT_GIVEN)], "2024-03-04", None, "2024-03-04",
         "not given", "on"),
        ([recorded("C40D1", "2024-03-04")], "2024-03-03", None, "2024-03-04",
         "done", "on"),
    ],
)  # fmt: skip
def test_the_cycle_at_entry_is_taken_as_given_on_its_day_unless_something_else_is_said(
    facts: list[Fact],
    as_of: str,
    booking: str | None,
    actual: str | None,
    outcome: str | None,
    basis: str,
):
    found = course(*facts, who=ENTERED, as_of=as_of)
    assert found.day_1(40) == Day1(
        cycle=40,
        target=day("2024-03-04"),
        booked=booking and day(booking),
        actual=actual and day(actual),
        outcome=outcome,
        effective=day("2024-03-04"),
        basis=basis,
        why="C40D1 on 04-Mar-2024, at entry",
    )
    assert found.day_1(41).why == f"C40D1 {basis} 04-Mar-2024 + 21 days"


@pytest.mark.parametrize(
    ("recorded_of", "counts_for"),
    [("C4D1", 3), ("C5D1", 4), ("C6D1", 5), ("C7D1", 6)],
)
def test_a_late_infusion_is_moved_up_to_the_cycle_before_one_that_is_recorded(
    recorded_of: str, counts_for: int
):
    # 66 days after the target of C3D1: it would belong to C6D1.
    facts = [*ON_TIME, given(3, "2024-06-20"), recorded(recorded_of, "2024-07-01")]
    found = course(*facts, late_cycle=LateCycle.SKIP)
    assert [found.day_1(cycle).outcome for cycle in range(3, counts_for)] == [
        "not done"
    ] * (counts_for - 3)
    assert found.day_1(counts_for).actual == day("2024-06-20")
    assert found.day_1(2).outcome == "given"


def test_every_cycle_says_which_one_it_was_entered_as():
    # C3D1 is 21 days late and C5D1 too: they are C4D1 and C6D1.
    facts = [*ON_TIME, given(3, "2024-05-06"), given(5, "2024-06-17")]
    found = course(*facts, late_cycle=LateCycle.SKIP)
    assert found.day_1(7).why == "C6D1 on 17-Jun-2024 + 21 days"
    entered = [found.entered_as(cycle) for cycle in range(1, 8)]
    assert entered == [1, 2, None, 3, None, 5, 7]


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ([], 0),
        ([given(2, "2024-03-25"), given(1, "2024-03-04")], 2),
        ([given(2, "2024-04-01", at=8)], 2),
        ([given(2, "2024-03-25"), booked("C5D1", "2024-05-27")], 5),
        ([booked("C5D8", "2024-06-03")], 5),
        ([recorded("C112D1", "2030-07-01"), given(2, "2024-03-25")], 112),
        ([booked("imaging week 6", "2024-04-12")], 0),
        ([booked("CT of C7D1", "2024-04-12")], 0),
        ([booked("C7 CT", "2024-04-12")], 0),
        ([booked("C1000D1", "2024-04-12")], 0),
    ],
)
def test_the_last_cycle_is_the_highest_that_a_fact_names(facts: list[Fact], last: int):
    found = course_facts(
        [fact for fact in facts if isinstance(fact, InfusionRecord)],
        [fact for fact in facts if isinstance(fact, Booking)],
        [fact for fact in facts if isinstance(fact, VisitRecord)],
    )
    assert found.last_cycle == last


@pytest.mark.parametrize(
    "fact", [booked("C4D8", "2024-05-06"), recorded("C4D8", "2024-05-06", MISSED)]
)
def test_any_visit_named_has_its_cycle_looked_at(fact: Fact):
    facts = [*ON_TIME, booked("C3D1", "2024-06-20"), booked("C4D1", "2024-05-06")]
    assert course(*facts, fact).cycle_on(day("2024-05-06")) == 4


@pytest.mark.parametrize("last", [998, 999])
def test_the_last_cycle_of_three_digits_can_be_booked(last: int):
    found = course(*ON_TIME, booked(f"C{last}D1", "2024-06-20"))
    assert found.cycle_on(day("2024-06-20")) == last
    assert found.cycle_on(FAR) == 999


def test_somebody_entered_has_three_digits_of_cycles_at_most_too():
    assert course(who=ENTERED).cycle_on(FAR) == 999


@pytest.mark.parametrize("rule", NextDay1)
@pytest.mark.parametrize("late_cycle", LateCycle)
@pytest.mark.parametrize("asked_before", [None, 1, 3, 5])
def test_day_1s_in_a_row_are_those_asked_one_by_one(
    rule: NextDay1, late_cycle: LateCycle, asked_before: int | None
):
    facts = [*ON_TIME, given(3, "2024-05-10"), booked("C6D1", "2024-06-20")]
    row = course(*facts, next_day_1=rule, late_cycle=late_cycle)
    if asked_before:
        row.day_1(asked_before)
    single = course(*facts, next_day_1=rule, late_cycle=late_cycle)
    expected = [single.day_1(cycle) for cycle in range(2, 9)]
    assert row.day_1s(range(2, 9)) == expected
    assert [row.day_1(cycle) for cycle in range(2, 9)] == expected


@pytest.mark.parametrize("late_cycle", LateCycle)
def test_a_later_cycle_can_be_asked_for_before_an_earlier_one(late_cycle: LateCycle):
    facts = [*ON_TIME, given(5, "2024-06-03"), given(6, "2024-06-25")]
    found = course(*facts, late_cycle=late_cycle)
    assert found.day_1(8).why == "C7D1 planned for 16-Jul-2024 + 21 days"
    assert found.day_1(7).why == "C6D1 on 25-Jun-2024 + 21 days"
    assert found.day_1(6).why == "C5D1 on 03-Jun-2024 + 21 days"
    assert found.day_1(4).why == "C3D1 planned for 15-Apr-2024 + 21 days"


def test_a_later_cycle_than_the_one_at_entry_counts_from_what_is_recorded():
    found = course(given(44, "2024-06-03"), who=ENTERED)
    assert found.day_1(46).why == "C45D1 planned for 24-Jun-2024 + 21 days"


@pytest.mark.parametrize(
    ("on", "cycle_starts", "moved"),
    [
        ("2024-03-03", "2024-03-04", 0),
        ("2024-03-04", "2024-03-04", 0),
        ("2024-04-14", "2024-03-25", 0),
        ("2024-04-15", "2024-04-22", 7),
        ("2024-05-05", "2024-04-22", 7),
        ("2024-05-06", "2024-05-13", 7),
    ],
)
def test_a_day_on_time_falls_in_a_cycle_and_shares_its_delay(
    on: str, cycle_starts: str, moved: int
):
    found = course(*ON_TIME, given(3, "2024-04-22"))
    assert found.on_time(day(on)) == day(cycle_starts)
    assert found.delay(day(on)) == days(moved)


def test_days_on_time_count_from_the_cycle_at_entry_and_stop_at_the_last():
    found = course(given(41, "2024-03-27"), who=ENTERED)
    assert found.on_time(day("2024-03-25")) == day("2024-03-27")
    assert found.delay(day("2024-03-25")) == days(2)
    assert found.on_time(FAR) == found.day_1(999).effective
    assert found.delay(FAR) == days(2)
