import pytest

from scheduler.core.deviations import MEANINGS, DeviationCode, find_deviations
from scheduler.core.facts import ExtraDoses, Fact
from tests.core.plans import (
    DRIP,
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
