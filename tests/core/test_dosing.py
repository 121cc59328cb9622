from dataclasses import replace

import pytest

from scheduler.core.dosing import starting_dose
from scheduler.core.facts import DoseAction, DoseDecision, EventKind, Fact
from tests.core.plans import (
    DRIP,
    ENTERED,
    PILLS,
    day,
    decided,
    ended,
    given,
    happened,
    held,
    periods,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

REDUCE, RESUME_SAME, RESUME_REDUCED, DISCONTINUE, RE_ESCALATE = DoseAction
BASELINE = weighed(62000)
TWELVE, EIGHT, FOUR, EVERY_OTHER = FIRST.capsules.ladder


@pytest.mark.parametrize(
    ("grams", "name"),
    [
        (25000, "8 mg daily"),
        (59950, "8 mg daily"),
        (59999, "8 mg daily"),
        (60000, "12 mg daily"),
        (60001, "12 mg daily"),
        (250000, "12 mg daily"),
    ],
)
def test_the_band_of_the_baseline_weight_gives_the_starting_dose(grams: int, name: str):
    found = starting_dose(FIRST.capsules, [weighed(1, baseline=False), weighed(grams)])
    assert found is not None
    assert found.level.name == name


def test_no_baseline_weight_is_no_dose():
    assert starting_dose(FIRST.capsules, [weighed(62000, baseline=False)]) is None
    plan = planned(given(1, "2024-03-04"), as_of="2024-03-10")
    assert (plan.dosing, plan.dispense, plan.in_force) == ((), {}, None)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], [("2024-03-04", None, "12 mg daily")]),
        (
            [given(1, "2024-03-06")],
            [("2024-03-06", None, "12 mg daily")],
        ),
        (
            [decided("2024-04-03", REDUCE, "8 mg daily", on="2024-04-02")],
            [("2024-03-04", "2024-04-02", "12 mg daily"),
             ("2024-04-03", None, "8 mg daily")],
        ),
        (
            [decided("2024-04-03", REDUCE, "8 mg daily"),
             decided("2024-04-10", REDUCE, "4 mg daily")],
            [("2024-03-04", "2024-04-02", "12 mg daily"),
             ("2024-04-03", "2024-04-09", "8 mg daily"),
             ("2024-04-10", None, "4 mg daily")],
        ),
        # a decision made before the first dose counts from the first dose
        (
            [decided("2024-03-02", REDUCE, "8 mg daily")],
            [("2024-03-04", None, "8 mg daily")],
        ),
        # a hold has no row, and ends where it says
        (
            [held(PILLS, "2024-04-01", "2024-04-05")],
            [("2024-03-04", "2024-03-31", "12 mg daily"),
             ("2024-04-06", None, "12 mg daily")],
        ),
        (
            [held(PILLS, "2024-04-01")],
            [("2024-03-04", "2024-03-31", "12 mg daily")],
        ),
        (
            [held(PILLS, "2024-03-01", "2024-03-10")],
            [("2024-03-11", None, "12 mg daily")],
        ),
        ([held(DRIP, "2024-04-01")], [("2024-03-04", None, "12 mg daily")]),
        # a decision to resume ends a hold, at its own level
        (
            [held(PILLS, "2024-04-01"), decided("2024-04-08", RESUME_SAME)],
            [("2024-03-04", "2024-03-31", "12 mg daily"),
             ("2024-04-08", None, "12 mg daily")],
        ),
        (
            [held(PILLS, "2024-04-01", "2024-04-30"),
             decided("2024-04-08", RESUME_REDUCED, "8 mg daily")],
            [("2024-03-04", "2024-03-31", "12 mg daily"),
             ("2024-04-08", None, "8 mg daily")],
        ),
        # a reduction in a hold does not end it
        (
            [held(PILLS, "2024-04-01", "2024-04-10"),
             decided("2024-04-05", REDUCE, "8 mg daily")],
            [("2024-03-04", "2024-03-31", "12 mg daily"),
             ("2024-04-11", None, "8 mg daily")],
        ),
        # a stop, and going on after it at the level that was in force
        (
            [decided("2024-04-03", DISCONTINUE)],
            [("2024-03-04", "2024-04-02", "12 mg daily")],
        ),
        (
            [decided("2024-04-03", DISCONTINUE), decided("2024-04-10", RESUME_SAME)],
            [("2024-03-04", "2024-04-02", "12 mg daily"),
             ("2024-04-10", None, "12 mg daily")],
        ),
        # the last dose is inclusive, and nothing begins behind it
        (
            [ended(PILLS, "2024-04-03"), decided("2024-04-04", REDUCE, "8 mg daily")],
            [("2024-03-04", "2024-04-03", "12 mg daily")],
        ),
        (
            [ended(PILLS, "2024-04-03"), decided("2024-04-03", REDUCE, "8 mg daily")],
            [("2024-03-04", "2024-04-02", "12 mg daily"),
             ("2024-04-03", "2024-04-03", "8 mg daily")],
        ),
        (
            [ended(PILLS, "2024-04-03"), held(PILLS, "2024-03-20", "2024-03-25")],
            [("2024-03-04", "2024-03-19", "12 mg daily"),
             ("2024-03-26", "2024-04-03", "12 mg daily")],
        ),
        (
            [happened(EventKind.DEATH, "2024-04-03")],
            [("2024-03-04", "2024-04-03", "12 mg daily")],
        ),
    ],
)  # fmt: skip
def test_days_with_capsules_are_periods_with_both_ends_inside(
    facts: list[Fact], expected: list[tuple[str, str | None, str]]
):
    assert periods(planned(BASELINE, *facts, as_of="2024-06-01")) == expected


@pytest.mark.parametrize(
    ("ladder", "names"),
    [
        (62000, ["12 mg daily", "8 mg daily", "4 mg daily", "4 mg every other day"]),
        (58000, ["8 mg daily", "4 mg daily", "4 mg every other day"]),
    ],
)
def test_reductions_go_down_the_ladder_one_after_the_other(
    ladder: int, names: list[str]
):
    steps = [
        decided(f"2024-0{4 + at}-01", REDUCE, name) for at, name in enumerate(names[1:])
    ]
    stop = decided("2024-08-01", DISCONTINUE)
    plan = planned(weighed(ladder), *steps, stop, as_of="2024-09-01")
    assert [p.level.name for p in plan.dosing] == names
    assert plan.dosing[-1].ends == day("2024-07-31")


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        ("2024-02-01", "12 mg daily"),  # before the first dose: the one to start with
        ("2024-03-04", "12 mg daily"),
        ("2024-03-31", "12 mg daily"),
        ("2024-04-01", None),
        ("2024-04-05", None),
        ("2024-04-06", "8 mg daily"),
        ("2024-05-31", "8 mg daily"),
        ("2024-06-01", None),
    ],
)
def test_the_dose_in_force_is_that_of_the_day_asked(asked: str, level: str | None):
    facts = [
        weighed(62000, "2024-01-30"),
        held(PILLS, "2024-04-01", "2024-04-05"),
        decided("2024-04-06", RESUME_REDUCED, "8 mg daily"),
        ended(PILLS, "2024-05-31"),
    ]
    plan = planned(*facts, as_of="2024-06-30")
    found = replace(plan, as_of=day(asked)).in_force
    assert (found and found.level.name) == level


def test_a_later_weight_never_changes_a_dose():
    """R04, F06."""
    plan = planned(BASELINE, as_of="2024-06-01")
    for grams in (25000, 59999, 60000, 250000):
        later = weighed(grams, "2024-05-06", baseline=False)
        assert planned(BASELINE, later, as_of="2024-06-01").dosing == plan.dosing


def test_the_level_at_entry_is_in_force_whatever_was_decided_before():
    facts = [
        weighed(62000, "2022-01-01"),
        decided("2024-02-01", REDUCE, "4 mg daily"),
        decided("2024-04-01", REDUCE, "4 mg every other day"),
    ]
    plan = planned(*facts, as_of="2024-06-01", who=ENTERED)
    assert periods(plan) == [
        ("2024-03-04", "2024-03-31", "8 mg daily"),
        ("2024-04-01", None, "4 mg every other day"),
    ]
    assert plan.dosing[0].why == "entered on treatment at 8 mg daily: rash"
    assert ENTERED.entry is not None
    silent = replace(ENTERED, entry=replace(ENTERED.entry, level_reason=None))
    plan = planned(as_of="2024-03-10", who=silent)
    assert plan.dosing[0].why == "entered on treatment at 8 mg daily"


def test_going_on_after_entry_goes_on_at_the_level_at_entry():
    facts = [
        decided("2024-02-01", REDUCE, "4 mg every other day"),
        held(PILLS, "2024-03-20"),
        decided("2024-04-01", RESUME_SAME),
    ]
    plan = planned(*facts, as_of="2024-06-01", who=ENTERED)
    assert {level for _, _, level in periods(plan)} == {"8 mg daily"}


def test_a_level_that_the_ladder_does_not_have_is_a_fault():
    assert ENTERED.entry is not None
    who = replace(ENTERED, entry=replace(ENTERED.entry, level="6 mg daily"))
    with pytest.raises(ValueError, match="no level '6 mg daily'"):
        planned(as_of="2024-03-10", who=who)
    with pytest.raises(ValueError, match="no level '6 mg daily'"):
        planned(BASELINE, decided("2024-04-01", REDUCE, "6 mg daily"),
                as_of="2024-05-01")  # fmt: skip


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({}, ""),
        ({"reason": "toxicity"}, ": toxicity"),
        ({"term": "Rash"}, ": Rash"),
        ({"grade": 3}, ": grade 3"),
        ({"reason": "toxicity", "term": "Rash", "grade": 3, "occurrence": 2},
         ": toxicity, Rash grade 3, occurrence 2"),
    ],
)  # fmt: skip
def test_a_decision_says_when_and_why(told: dict[str, object], because: str):
    decision = decided("2024-04-03", REDUCE, "8 mg daily", on="2024-04-02")
    plan = planned(BASELINE, replace(decision, **told), as_of="2024-05-01")
    found = plan.dose_on(day("2024-04-03"))
    assert found is not None
    assert found.why == f"reduce, decided on 02-Apr-2024{because}"
    assert found.since == day("2024-04-03")


def test_a_decision_before_the_first_dose_is_in_force_since_the_first_dose():
    plan = planned(
        BASELINE, decided("2024-03-02", REDUCE, "8 mg daily"), as_of="2024-03-10"
    )
    assert plan.in_force is not None
    assert plan.in_force.since == day("2024-03-04")


def test_a_decision_without_a_first_day_counts_from_its_own():
    decision = DoseDecision(on=day("2024-04-02"), action=REDUCE, to="8 mg daily")
    plan = planned(BASELINE, decision, as_of="2024-05-01")
    assert plan.dosing[1].starts == day("2024-04-02")
