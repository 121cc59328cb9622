import pytest

from scheduler.core.facts import Dispensing, DoseAction, Fact, Return
from scheduler.core.notices import NoticeCode, find_notices
from scheduler.core.plan import Plan
from tests.core.plans import (
    DRIP,
    PILLS,
    booked,
    day,
    decided,
    ended,
    given,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

COURSE = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]
STOP = decided("2024-04-02", DoseAction.DISCONTINUE)


def codes(plan: Plan) -> list[str]:
    return [notice.code.value for notice in find_notices(FIRST.capsules, plan)]


def sentence(plan: Plan, code: NoticeCode) -> str:
    found = find_notices(FIRST.capsules, plan)
    return next((notice.sentence for notice in found if notice.code is code), "")


def back(on: str, capsules: int) -> Return:
    return Return(on=day(on), capsules=capsules)


def handed(on: str, capsules: int) -> Dispensing:
    return Dispensing(on=day(on), capsules=capsules)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([handed("2024-03-25", 63)], False),
        ([handed("2024-03-25", 62)], True),
        ([handed("2024-03-25", 30), handed("2024-03-25", 33)], False),
        ([handed("2024-03-25", 72), booked("C3D1", "2024-04-18")], False),
        ([handed("2024-03-25", 72), booked("C3D1", "2024-04-22")], True),  # G39
        ([handed("2024-03-25", 0), ended(PILLS, "2024-03-25")], False),
        ([handed("2024-03-25", 3), ended(PILLS, "2024-03-25")], False),
        ([handed("2024-03-04", 1), handed("2024-03-25", 63)], False),
        ([handed("2024-03-04", 63), handed("2024-03-25", 1)], True),
        ([], False),
    ],
)
def test_capsules_that_do_not_last_are_told(facts: list[Fact], told: bool):
    plan = planned(*COURSE, *facts, as_of="2024-03-26")
    assert ("capsules_short" in codes(plan)) is told


def test_what_is_short_is_counted():
    facts = [handed("2024-03-25", 72), booked("C3D1", "2024-04-22")]
    plan = planned(*COURSE, *facts, as_of="2024-03-26")
    assert sentence(plan, NoticeCode.CAPSULES_SHORT) == (
        "72 capsules handed out on 25-Mar-2024 do not last to C3D1 on 22-Apr-2024: "
        "12 capsules short."
    )


@pytest.mark.parametrize(
    ("facts", "short"),
    [
        pytest.param([handed("2024-03-04", 126)], 0, id="for two cycles"),
        pytest.param([handed("2024-03-04", 125)], 1, id="C2D1 is recorded"),
        pytest.param([handed("2024-03-25", 57), handed("2024-03-28", 6)], 0,
                     id="a replacement is added"),
        pytest.param([handed("2024-03-25", 57), handed("2024-03-28", 5)], 1,
                     id="a replacement that is too small"),
        pytest.param([handed("2024-03-04", 90), handed("2024-03-25", 36)], 27,
                     id="a Day 1 begins anew"),
        pytest.param([handed("2024-03-25", 63), back("2024-03-28", 54),
                      handed("2024-03-28", 54)], 0, id="so do capsules that came back"),
        pytest.param([handed("2024-03-25", 63), back("2024-03-28", 54),
                      handed("2024-03-28", 53)], 1, id="and they count no more"),
        pytest.param([handed("2024-03-25", 62), back("2024-03-26", 9)], 0,
                     id="after they came back nothing is to last"),
        pytest.param([handed("2024-03-25", 62), back("2024-03-25", 9)], 1,
                     id="what comes back on the day is of the hand-out before"),
        pytest.param([handed("2024-03-25", 63), back("2024-03-25", 9)], 0,
                     id="what came back with nothing handed out since"),
    ],
)  # fmt: skip
def test_what_was_handed_out_since_the_account_began_counts(
    facts: list[Fact], short: int
):
    for since in (None, "2024-04-01"):
        plan = planned(*COURSE, *facts, as_of="2024-04-01", since=since)
        said = sentence(plan, NoticeCode.CAPSULES_SHORT)
        assert bool(said) is bool(short)
        word = "capsule" if short == 1 else "capsules"
        assert not short or f": {short} {word} short." in said


def test_hand_outs_of_more_than_one_day_are_told_since_the_first():
    facts = [handed("2024-03-25", 54), handed("2024-03-28", 6)]
    plan = planned(*COURSE, *facts, as_of="2024-04-01")
    assert sentence(plan, NoticeCode.CAPSULES_SHORT) == (
        "60 capsules handed out since 25-Mar-2024 do not last to C3D1 on 15-Apr-2024: "
        "3 capsules short."
    )


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([STOP, ended(DRIP, "2024-03-25")], True),
        ([STOP], False),
        ([ended(DRIP, "2024-03-25")], False),
        ([STOP, ended(DRIP, "2024-03-25"), ended(PILLS, "2024-04-01")], False),
        ([STOP, decided("2024-04-09", DoseAction.RESUME_SAME),
          ended(DRIP, "2024-03-25")], False),
    ],
)  # fmt: skip
def test_an_end_of_stopped_capsules_that_nobody_recorded_is_asked_for(
    facts: list[Fact], told: bool
):
    plan = planned(*COURSE, *facts, as_of="2024-04-10")
    assert ("end_not_recorded" in codes(plan)) is told
    if told:
        assert sentence(plan, NoticeCode.END_NOT_RECORDED) == (
            "lenvatinib was discontinued from 02-Apr-2024 and the infusion has ended. "
            "Record the end of lenvatinib with its last dose: follow-up counts from "
            "it."
        )
