import pytest

from scheduler.core.facts import DoseAction, DoseDecision, Fact
from scheduler.core.supply import arithmetic, doses_between
from tests.core.plans import (
    PILLS,
    booked,
    day,
    ended,
    given,
    held,
    planned,
    weighed,
)
from tests.core.profiles import SECOND


def reduced(on: str, to: str) -> DoseDecision:
    return DoseDecision(on=day(on), action=DoseAction.REDUCE, to=to)


@pytest.mark.parametrize(
    ("first", "before", "doses", "capsules"),
    [
        ("2024-03-03", "2024-03-04", 0, 0),
        ("2024-03-03", "2024-03-05", 1, 3),
        ("2024-03-04", "2024-03-25", 21, 63),
        ("2024-04-01", "2024-04-05", 4, 10),  # 2 days of 12 mg, 2 days of 8 mg
        ("2024-04-05", "2024-04-05", 0, 0),
    ],
)
def test_what_is_ordered_counts_the_first_day_and_not_the_last(
    first: str, before: str, doses: int, capsules: int
):
    plan = planned(
        weighed(62000), reduced("2024-04-03", "8 mg daily"), as_of="2024-05-01"
    )
    assert doses_between(plan.dosing, day(first), day(before)) == (doses, capsules)


@pytest.mark.parametrize(
    ("spare", "pack", "total", "packs"),
    [(0, 30, 63, 3), (3, 30, 72, 3), (3, 10, 72, 8), (0, 63, 63, 1), (0, 62, 63, 2)],
)
def test_spare_days_count_from_the_target_and_packs_are_whole(
    spare: int, pack: int, total: int, packs: int
):
    plan = planned(
        weighed(62000),
        given(1, "2024-03-04"),
        as_of="2024-03-05",
        spare_days=spare,
        pack_size=pack,
    )
    found = plan.dispense[1]
    assert (found.to_target, found.total, found.packs) == (63, total, packs)
    assert found.to_window_end == 72  # 24 days, whatever there is to spare
    assert found.spare_days == spare
    assert (found.starts, found.next_target) == (day("2024-03-04"), day("2024-03-25"))


def test_the_next_target_moves_with_a_booking_of_this_visit():
    facts = [weighed(62000), given(1, "2024-03-04"), booked("C2D1", "2024-03-27")]
    found = planned(*facts, as_of="2024-03-05").dispense[2]
    assert (found.starts, found.next_target) == (day("2024-03-27"), day("2024-04-17"))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([], "3 x 21 days = 63, to 24-Mar-2024"),
        ([reduced("2024-03-24", "8 mg daily")],
         "3 x 20 days + 2 x 1 day = 62, to 24-Mar-2024"),
        ([held(PILLS, "2024-03-04", "2024-03-24")],
         "no capsules ordered, to 24-Mar-2024"),
    ],
)  # fmt: skip
def test_the_arithmetic_is_written_out(facts: list[Fact], why: str):
    """N-11."""
    plan = planned(weighed(62000), *facts, as_of="2024-04-01")
    found = arithmetic(plan.dosing, day("2024-03-04"), day("2024-03-25"))
    assert found == why
    assert plan.dispense[1].why == why


def test_after_the_last_dose_nothing_more_is_handed_out():
    plan = planned(weighed(62000), ended(PILLS, "2024-03-06"), as_of="2024-03-10")
    found = plan.dispense[1]
    assert (found.to_target, found.total, found.packs) == (9, 9, 1)


def test_hand_outs_are_worked_out_three_cycles_either_side():
    facts = [weighed(62000), given(6, "2024-06-17")]
    plan = planned(*facts, as_of="2024-06-18", through=12)
    assert sorted(plan.dispense) == [3, 4, 5, 6, 7, 8, 9]
    plan = planned(*facts, as_of="2024-06-18", through=7)
    assert sorted(plan.dispense) == [3, 4, 5, 6, 7]
    plan = planned(*facts, as_of="2024-06-18", since="2024-06-01", through=7)
    assert sorted(plan.dispense) == [5, 6, 7]


def test_another_study_counts_its_own_capsules_days_and_packs():
    plan = planned(weighed(81000), as_of="2024-03-04", study=SECOND)
    found = plan.dispense[1]
    assert (found.to_target, found.total, found.packs) == (112, 120, 6)
    assert found.why == "4 x 30 days = 120, to 02-Apr-2024, 2 days to spare"


def test_where_capsules_are_not_taken_daily_the_doses_are_counted():
    facts = [weighed(62000), reduced("2024-03-04", "4 mg every other day")]
    dosing = planned(*facts, as_of="2024-03-04").dosing
    found = arithmetic(dosing, day("2024-03-04"), day("2024-03-25"))
    assert found == "1 x 11 doses = 11, to 24-Mar-2024"
    found = arithmetic(dosing, day("2024-03-04"), day("2024-03-06"))
    assert found == "1 x 1 dose = 1, to 05-Mar-2024"
