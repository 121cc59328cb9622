import pytest

from scheduler.core.deviations import MEANINGS, DeviationCode, find_deviations
from scheduler.core.facts import Fact
from tests.core.plans import (
    DRIP,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    STOPPED,
    booked,
    given,
    held,
    planned,
    recorded,
)

COURSE = [given(1, "2024-03-04"), given(2, "2024-03-25")]


def found(*facts: Fact, as_of: str) -> list[tuple[str, str, int]]:
    """Return the candidates of C3D1: its code and its days."""
    plan = planned(*COURSE, *facts, as_of=as_of)
    return [
        (one.code.value, one.days, one.sentence)
        for one in find_deviations(plan)
        if one.visit == "C3D1"
    ]


def test_every_code_has_a_meaning():
    assert list(MEANINGS) == list(DeviationCode)


@pytest.mark.parametrize(
    ("facts", "as_of", "code", "days", "said"),
    [
        ([given(3, "2024-04-11")], "2024-04-20", "out_of_window", -1,
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


@pytest.mark.parametrize(
    ("on", "told"), [("2024-02-11", True), ("2024-02-12", False), ("2024-02-13", False)]
)
def test_nothing_is_done_before_consent(on: str, told: bool):
    plan = planned(given(1, on), as_of="2024-03-01")
    candidates = [one for one in find_deviations(plan) if one.visit == "C1D1"]
    assert ("before_consent" in [one.code for one in candidates]) is told
    if told:
        [early] = [one for one in candidates if one.code == "before_consent"]
        assert early.sentence == (
            "C1D1 took place before consent on 12-Feb-2024. "
            "Window 01-Mar-2024 to 07-Mar-2024."
        )
