from dataclasses import replace

import pytest

from scheduler.core.deviations import MEANINGS, DeviationCode, find_deviations
from scheduler.core.facts import ExtraDoses, Fact, InfusionOutcome
from scheduler.core.settings import TreatmentCap
from tests.core.plans import (
    ADA,
    DRIP,
    ENTERED,
    GIVEN,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    STOPPED,
    booked,
    day,
    given,
    held,
    planned,
    recorded,
    weighed,
)
from tests.core.profiles import FIRST


def extra(on: str, capsules: int) -> ExtraDoses:
    return ExtraDoses(on=day(on), capsules=capsules)


COURSE = [given(1, "2024-03-04"), given(2, "2024-03-25")]


def found(*facts: Fact, as_of: str) -> list[tuple[str, str, int]]:
    """Return the candidates of C3D1: its code and its days."""
    plan = planned(*COURSE, *facts, as_of=as_of)
    return [
        (one.code.value, one.days, one.sentence)
        for one in find_deviations(FIRST, plan)
        if one.visit == "C3D1"
    ]


def test_every_code_has_a_meaning():
    assert list(MEANINGS) == list(DeviationCode)


@pytest.mark.parametrize(
    ("facts", "as_of", "code", "days", "said"),
    [
        ([recorded("C3D1", "2024-04-11")], "2024-04-20", "out_of_window", -1,
         "on 11-Apr-2024 was 1 day early, out of window"),
        ([given(3, "2024-04-19")], "2024-04-20", "out_of_window", 1,
         "on 19-Apr-2024 was 1 day late, out of window"),
        ([given(3, "2024-04-15", NOT_GIVEN)], "2024-04-20", "infusion_not_given", 0,
         "had no infusion given"),
        ([given(3, "2024-04-15", STOPPED)], "2024-04-20", "infusion_stopped_early", 0,
         "had its infusion stopped early"),
        ([recorded("C3D1", "2024-04-15", NOT_DONE)], "2024-04-20", "not_done", 0,
         "was not done"),
        ([recorded("C3D1", "2024-04-15", MISSED)], "2024-04-20", "missed", 0,
         "was missed"),
        ([], "2024-05-03", "missed", 0, "was missed"),
        ([], "2024-04-19", "overdue", 1, "is 1 day overdue"),
        ([], "2024-05-02", "overdue", 14, "is 14 days overdue"),
        ([booked("C3D1", "2024-04-19")], "2024-04-15", "booked_out_of_window", 1,
         "is booked for 19-Apr-2024, 1 day late, out of window"),
        ([booked("C3D1", "2024-04-10")], "2024-04-01", "booked_out_of_window", -2,
         "is booked for 10-Apr-2024, 2 days early, out of window"),
    ],
)  # fmt: skip
def test_what_was_not_as_planned_is_one_candidate(
    facts: list[Fact], as_of: str, code: str, days: int, said: str
):
    """F-11."""
    sentence = f"C3D1 {said}. Window 12-Apr-2024 to 18-Apr-2024."
    assert found(*facts, as_of=as_of) == [(code, days, sentence)]


@pytest.mark.parametrize(
    ("facts", "as_of"),
    [
        ([given(3, "2024-04-12")], "2024-04-20"),
        ([given(3, "2024-04-18")], "2024-04-20"),
        ([], "2024-04-18"),
        ([], "2024-04-01"),
        ([booked("C3D1", "2024-04-12")], "2024-04-01"),
        ([booked("C3D1", "2024-04-18")], "2024-04-01"),
        ([held(DRIP, "2024-04-10")], "2024-04-25"),
    ],
)
def test_what_is_as_planned_is_none(facts: list[Fact], as_of: str):
    assert found(*facts, as_of=as_of) == []


def test_one_visit_may_have_several():
    codes = [
        code for code, *_ in found(given(3, "2024-04-19", STOPPED), as_of="2024-05-01")
    ]
    assert codes == ["out_of_window", "infusion_stopped_early"]


def test_all_candidates_are_one_list_and_the_oldest_comes_first():
    facts = [
        weighed(62000, "2024-02-01"),
        given(3, "2024-04-19"),
        extra("2024-03-10", 3),
    ]
    plan = planned(*COURSE, *facts, as_of="2024-05-01")
    candidates = find_deviations(FIRST, plan)
    assert [(one.on.isoformat(), one.code.value) for one in candidates] == [
        ("2024-02-01", "before_consent"),
        ("2024-03-10", "wrong_dose"),
        ("2024-04-12", "overdue"),  # imaging week 6
        ("2024-04-19", "out_of_window"),
    ]


def test_the_order_of_two_facts_of_one_day_means_nothing():
    facts = [extra("2024-03-10", 3), extra("2024-03-10", 20)]
    plans = [
        planned(*COURSE, *found, as_of="2024-05-01") for found in (facts, facts[::-1])
    ]
    first, second = (find_deviations(FIRST, plan) for plan in plans)
    assert first == second


@pytest.mark.parametrize(
    ("first", "late"), [("2024-03-04", 0), ("2024-03-05", 1), ("2024-03-09", 5)]
)
def test_a_first_day_1_that_was_late_after_randomization_is_a_candidate(
    first: str, late: int
):
    plan = planned(given(1, first), as_of="2024-03-10")
    told = [
        one
        for one in find_deviations(FIRST, plan)
        if one.code is DeviationCode.FIRST_DAY_1_LATE
    ]
    assert [one.days for one in told] == ([late] if late else [])
    if late == 5:
        assert told[0].sentence.startswith(
            "C1D1 on 09-Mar-2024 was 8 days after randomization, and the profile "
            "allows 3 days. Window "
        )


def test_a_first_day_1_to_come_or_with_nothing_to_count_from_is_no_candidate():
    unknown = replace(ADA, randomized=None)
    for plan in (
        planned(as_of="2024-03-10"),
        planned(given(1, "2024-03-09"), as_of="2024-03-10", who=unknown),
        planned(as_of="2024-03-10", who=ENTERED),
    ):
        codes = [one.code for one in find_deviations(FIRST, plan)]
        assert DeviationCode.FIRST_DAY_1_LATE not in codes


@pytest.mark.parametrize(
    ("cap", "outcome", "names"),
    [
        (None, GIVEN, []),
        (TreatmentCap(cycles=3), GIVEN, []),
        (TreatmentCap(cycles=2), GIVEN, ["C3D1"]),
        (TreatmentCap(cycles=1), GIVEN, ["C2D1", "C3D1"]),
        (TreatmentCap(cycles=2), STOPPED, ["C3D1"]),
        (TreatmentCap(cycles=2), NOT_GIVEN, []),
        (TreatmentCap(months=1), GIVEN, ["C3D1"]),
    ],
)
def test_an_infusion_given_beyond_the_longest_treatment_is_a_candidate(
    cap: TreatmentCap | None, outcome: InfusionOutcome, names: list[str]
):
    facts = [*COURSE, given(3, "2024-04-15", outcome)]
    plan = planned(*facts, as_of="2024-04-16", treatment_cap=cap)
    told = [
        one
        for one in find_deviations(FIRST, plan)
        if one.code is DeviationCode.BEYOND_CAP
    ]
    assert [one.visit for one in told] == names
    assert all("the longest treatment allowed" in one.sentence for one in told)
