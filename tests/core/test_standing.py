from dataclasses import replace

import pytest

from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    EventKind,
    Fact,
    InfusionRecord,
    MissedDoses,
    Weight,
)
from scheduler.core.standing import KnownFacts, date_of
from tests.core.plans import (
    ADA,
    DRIP,
    ENTERED,
    NOT_GIVEN,
    PILLS,
    booked,
    day,
    ended,
    given,
    happened,
    held,
    planned,
    recorded,
    weighed,
)

ENDS = [ended(DRIP, "2024-09-16"), ended(PILLS, "2024-09-30")]


@pytest.mark.parametrize(
    ("fact", "on"),
    [
        (weighed(62000, "2024-03-05"), "2024-03-05"),
        (held(PILLS, "2024-03-05", "2024-03-09"), "2024-03-05"),
        (MissedDoses(starts=day("2024-03-05"), ends=day("2024-03-09")), "2024-03-05"),
        (ended(PILLS, "2024-03-05"), "2024-03-05"),
        (DoseDecision(on=day("2024-03-05"), starts=day("2024-03-09"),
                      action=DoseAction.DISCONTINUE), "2024-03-05"),
        (recorded("C1D1", "2024-03-05"), "2024-03-05"),
    ],
)  # fmt: skip
def test_a_fact_counts_from_its_first_day(fact: Fact, on: str):
    assert date_of(fact) == day(on)
    for as_of, counts in [("2024-03-04", False), ("2024-03-05", True)]:
        known = KnownFacts((fact,), day(as_of))
        assert known.counting == ((fact,) if counts else ())
        assert known.left_out == (() if counts else (fact,))
        assert known.of(type(fact)) == ([fact] if counts else [])


def test_bookings_always_count_and_facts_keep_their_order():
    facts = (
        Dispensing(on=day("2024-03-20"), capsules=1),
        booked("C2D1", "2024-03-25"),
        given(1, "2024-03-04"),
        weighed(62000, "2024-03-06"),
        weighed(61000, "2024-03-01"),
    )
    known = KnownFacts(facts, day("2024-03-05"))
    assert known.counting == (facts[1], facts[2], facts[4])
    assert known.left_out == (facts[0], facts[3])
    assert known.of(Weight) == [facts[4]]
    assert known.of(InfusionRecord) == [facts[2]]
    assert known.of(Dispensing) == []


@pytest.mark.parametrize(
    ("facts", "as_of", "phase", "cycle", "at"),
    [
        ([], "2024-03-03", "screening", None, None),
        ([], "2024-03-04", "treatment", 1, 1),
        ([], "2024-03-24", "treatment", 1, 21),
        ([], "2024-03-25", "treatment", 2, 1),
        ([given(1, "2024-03-05")], "2024-03-25", "treatment", 1, 21),
        ([booked("C1D1", "2024-03-06")], "2024-03-05", "screening", None, None),
        (ENDS, "2024-09-30", "treatment", 11, 1),
        (ENDS, "2024-10-01", "safety follow-up", None, None),
        (ENDS, "2025-01-05", "safety follow-up", None, None),
        (ENDS, "2025-01-06", "survival follow-up", None, None),
        ([ended(DRIP, "2024-09-16")], "2024-10-01", "treatment", 11, 2),
        ([happened(EventKind.DEATH, "2024-04-01")], "2024-03-31", "treatment", 2, 7),
        ([happened(EventKind.DEATH, "2024-04-01")], "2024-04-01", "ended", None, None),
        ([happened(EventKind.WITHDRAWAL, "2024-04-01")], "2024-04-01", "ended",
         None, None),
        ([happened(EventKind.LOST, "2024-04-01")], "2024-04-01", "ended", None, None),
        ([happened(EventKind.TRANSFER, "2024-04-01")], "2024-04-01", "treatment", 2, 8),
    ],
)  # fmt: skip
def test_a_participant_stands_in_one_phase_and_in_a_cycle_while_on_treatment(
    facts: list[Fact], as_of: str, phase: str, cycle: int | None, at: int | None
):
    found = planned(*facts, as_of=as_of).current
    assert (found.phase.value, found.cycle, found.day) == (phase, cycle, at)


def test_without_safety_follow_up_survival_follows_at_once():
    plan = planned(*ENDS, as_of="2024-10-01", safety_follow_up=())
    assert plan.current.phase == "survival follow-up"


@pytest.mark.parametrize(
    ("as_of", "number"),
    [
        ("2024-02-05", -28),
        ("2024-03-03", -1),
        ("2024-03-04", 1),
        ("2024-03-24", 21),
        ("2024-03-25", 22),
    ],
)
def test_study_days_have_no_day_0(as_of: str, number: int):
    found = planned(given(1, "2024-03-04"), as_of=as_of).current
    assert found.study_day == number
    basis = "on" if number > 0 else "planned for"
    assert found.why == f"counted from C1D1 {basis} 04-Mar-2024, which is day 1"


@pytest.mark.parametrize(
    ("fact", "number"), [(booked("C1D1", "2024-03-06"), 3), (given(1, "2024-03-06"), 1)]
)
def test_a_booking_of_day_1_is_no_reference_until_it_took_place(
    fact: Fact, number: int
):
    assert planned(fact, as_of="2024-03-06").current.study_day == number


@pytest.mark.parametrize(
    ("fact", "last"),
    [
        (given(3, "2024-04-15"), "2024-09-15"),
        (given(3, "2024-04-15", NOT_GIVEN), "2024-09-10"),
        (given(3, "2024-04-09"), "2024-09-10"),
    ],
)
def test_an_infusion_after_withdrawal_puts_the_end_of_contraception_off(
    fact: Fact, last: str
):
    facts = [given(1, "2024-03-04"), given(2, "2024-03-25"), fact]
    left = happened(EventKind.WITHDRAWAL, "2024-04-10")
    plan = planned(*facts, left, as_of="2024-05-08")
    assert plan.contraception_until == day(last)


@pytest.mark.parametrize(
    ("first", "number", "why"),
    [
        (None, None, "Day 1 of cycle 1 is not known"),
        ("2021-12-06", 828, "counted from C1D1 on 06-Dec-2021, which is day 1"),
    ],
)
def test_somebody_entered_on_treatment_has_a_study_day_if_day_1_is_known(
    first: str | None, number: int | None, why: str
):
    who = replace(ENTERED, first_day_1=first and day(first))
    found = planned(as_of="2024-03-12", who=who).current
    assert (found.study_day, found.why) == (number, why)
    assert (found.cycle, found.day) == (40, 9)


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ([], None),
        ([ended(DRIP, "2024-09-16")], None),
        (ENDS, "2025-02-28"),
        ([ended(DRIP, "2023-09-30"), ended(PILLS, "2023-09-01")], "2024-02-29"),
        ([ended(DRIP, "2024-01-31"), ended(PILLS, "2024-01-01")], "2024-06-30"),
    ],
)
def test_contraception_lasts_five_months_from_the_last_dose_of_either_drug(
    facts: list[Fact], last: str | None
):
    who = replace(ADA, first_day_1=day("2023-03-04"), randomized=None, consented=None)
    found = planned(*facts, as_of="2024-10-01", who=who)
    assert found.contraception_until == (last and day(last))
