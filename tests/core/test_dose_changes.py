"""Decisions and holds that fall on one day, or on the day on which all begins."""

import pytest

from scheduler.core.dosing import starting_dose
from scheduler.core.facts import DoseAction, DoseDecision, Fact
from scheduler.core.interruptions import capsule_pauses
from scheduler.core.settings import EveryOtherDay
from tests.core.plans import (
    DRIP,
    ENTERED,
    PILLS,
    booked,
    day,
    decided,
    held,
    periods,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

REDUCE, RESUME_SAME, RESUME_REDUCED, DISCONTINUE, RE_ESCALATE = DoseAction
BASELINE = weighed(62000)
EVERY_OTHER = "4 mg every other day"


@pytest.mark.parametrize(
    ("grams", "why"),
    [(59999, "59.999 kg is less than 60 kg"), (60000, "60.0 kg is 60 kg or more")],
)
def test_the_starting_dose_names_its_weight_and_its_band(grams: int, why: str):
    found = starting_dose(FIRST.capsules, [weighed(1, baseline=False), weighed(grams)])
    assert found is not None
    assert (found.weight, found.why) == (weighed(grams), why)


@pytest.mark.parametrize(
    ("on", "level"), [("2024-03-03", "8 mg daily"), ("2024-03-04", "4 mg daily")]
)
def test_a_decision_of_the_day_of_entry_counts_and_an_earlier_one_is_in_the_level(
    on: str, level: str
):
    plan = planned(decided(on, REDUCE, "4 mg daily"), as_of="2024-05-01", who=ENTERED)
    assert periods(plan) == [("2024-03-04", None, level)]


@pytest.mark.parametrize(
    ("resumed", "expected"),
    [
        ("2024-03-31", [("2024-03-04", "2024-03-31", "12 mg daily")]),
        # a hold that begins on the day of a resumption is a new one
        ("2024-04-01", [("2024-03-04", "2024-03-31", "12 mg daily")]),
        ("2024-04-02", [("2024-03-04", "2024-03-31", "12 mg daily"),
                        ("2024-04-02", None, "12 mg daily")]),
    ],
)  # fmt: skip
def test_only_a_decision_after_the_first_day_of_a_hold_ends_it(
    resumed: str, expected: list[tuple[str, str | None, str]]
):
    facts = [BASELINE, held(PILLS, "2024-04-01"), decided(resumed, RESUME_SAME)]
    assert periods(planned(*facts, as_of="2024-06-01")) == expected


@pytest.mark.parametrize(
    ("resumed", "starts"),
    [
        ("2024-04-05", "2024-04-05"),  # the last day of the hold
        ("2024-04-06", "2024-04-06"),
        ("2024-04-07", "2024-04-06"),  # it was over already
    ],
)
def test_a_hold_with_an_end_is_over_on_that_day_or_earlier(resumed: str, starts: str):
    facts = [
        BASELINE,
        held(PILLS, "2024-04-01", "2024-04-05"),
        decided(resumed, RESUME_SAME),
    ]
    assert periods(planned(*facts, as_of="2024-06-01"))[1][0] == starts


@pytest.mark.parametrize(
    ("drug", "last_day", "resumed", "ends"),
    [
        (PILLS, None, None, None),
        (PILLS, "2024-04-05", None, "2024-04-05"),
        (PILLS, None, "2024-04-05", "2024-04-04"),
        (PILLS, "2024-04-05", "2024-04-02", "2024-04-01"),
        (PILLS, "2024-04-05", "2024-04-08", "2024-04-05"),
        (None, "2024-04-05", None, "2024-04-05"),  # of any drug
    ],
)
def test_a_pause_ends_on_the_last_day_without_capsules(
    drug: str | None, last_day: str | None, resumed: str | None, ends: str | None
):
    facts: list[Fact] = [held(PILLS, "2024-04-01", last_day)]
    if resumed:
        facts.append(decided(resumed, RESUME_SAME))
    [found] = capsule_pauses(drug, facts)
    assert (found.starts, found.ends) == (day("2024-04-01"), ends and day(ends))
    assert capsule_pauses(DRIP, facts) == []


@pytest.mark.parametrize(
    ("first_day", "resumes"), [(None, "2024-04-08"), ("2024-04-10", "2024-04-10")]
)
def test_a_resumption_without_a_first_day_counts_from_its_own(
    first_day: str | None, resumes: str
):
    decision = DoseDecision(
        on=day("2024-04-08"), starts=first_day and day(first_day), action=RESUME_SAME
    )
    plan = planned(BASELINE, held(PILLS, "2024-04-01"), decision, as_of="2024-06-01")
    assert periods(plan)[1:] == [(resumes, None, "12 mg daily")]


def test_a_restart_asks_nothing_of_a_day_1_booked_before_the_first():
    reduced = decided("2024-03-04", REDUCE, EVERY_OTHER)
    facts: list[Fact] = [BASELINE, reduced, booked("C2D1", "2024-03-01")]
    plan = planned(
        *facts, as_of="2024-03-04", every_other_day=EveryOtherDay.RESTART, through=2
    )
    assert periods(plan) == [
        ("2024-03-04", "2024-03-21", EVERY_OTHER),
        ("2024-03-22", None, EVERY_OTHER),
    ]


@pytest.mark.parametrize("rule", EveryOtherDay)
def test_a_decision_on_a_day_1_begins_one_period_there(rule: EveryOtherDay):
    plan = planned(
        BASELINE,
        decided("2024-03-25", REDUCE, EVERY_OTHER),
        as_of="2024-03-26",
        through=2,
        every_other_day=rule,
    )
    assert periods(plan)[:2] == [
        ("2024-03-04", "2024-03-24", "12 mg daily"),
        ("2024-03-25", "2024-04-14" if rule is EveryOtherDay.RESTART else None,
         EVERY_OTHER),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "restarts"),
    [
        ("2024-03-15", False),  # nothing is on hold
        ("2024-03-29", False),  # the hold was over two days before
        ("2024-03-27", True),
    ],
)
def test_only_a_hold_ends_the_alternation_of_days(on: str, restarts: bool):
    facts = [
        BASELINE,
        decided("2024-03-04", REDUCE, "4 mg every other day"),
        held(PILLS, "2024-03-25", "2024-03-26"),
        decided(on, RESUME_SAME),
    ]
    plan = planned(*facts, as_of="2024-04-05")
    rows = [p for p in plan.dosing if p.starts == day(on)]
    assert bool(rows) == restarts
    assert len(plan.dosing) == 2


def test_a_decision_that_falls_into_another_hold_ends_none():
    facts = [
        BASELINE,
        held(PILLS, "2024-03-25", "2024-03-25"),
        held(DRIP, "2024-03-26", "2024-03-26"),
        decided("2024-03-26", RESUME_SAME),
    ]
    plan = planned(*facts, as_of="2024-04-05", drugs_held_together=True)
    assert [p.since for p in plan.dosing] == [day("2024-03-04")] * 2
    assert plan.dosing[1].starts == day("2024-03-27")
