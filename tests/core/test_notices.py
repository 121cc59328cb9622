from dataclasses import replace

import pytest

from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    EventKind,
    Fact,
)
from scheduler.core.notices import MEANINGS, NoticeCode, find_notices
from scheduler.core.plan import Plan
from tests.core.plans import (
    ADA,
    DRIP,
    PILLS,
    booked,
    day,
    decided,
    ended,
    given,
    happened,
    held,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

BASELINE = weighed(62000)
COURSE = [BASELINE, given(1, "2024-03-04"), given(2, "2024-03-25")]


def codes(plan: Plan) -> list[str]:
    return [notice.code.value for notice in find_notices(FIRST.capsules, plan)]


def sentence(plan: Plan, code: NoticeCode) -> str:
    found = find_notices(FIRST.capsules, plan)
    return next((notice.sentence for notice in found if notice.code is code), "")


def test_every_code_has_a_meaning():
    assert list(MEANINGS) == list(NoticeCode)


def test_a_quiet_course_has_no_notice():
    assert codes(planned(*COURSE, as_of="2024-03-26")) == []


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (["2024-03-27"], "1 fact dated after 26-Mar-2024 left out: 27-Mar-2024."),
        (["2024-04-02", "2024-03-27"],
         "2 facts dated after 26-Mar-2024 left out: 27-Mar-2024, 02-Apr-2024."),
    ],
)  # fmt: skip
def test_facts_after_the_day_asked_are_named(later: list[str], said: str):
    facts = [weighed(61000, on, baseline=False) for on in later]
    plan = planned(*COURSE, *facts, as_of="2024-03-26")
    assert sentence(plan, NoticeCode.FACTS_AFTER_AS_OF) == said


@pytest.mark.parametrize(
    ("first", "within", "late"),
    [
        ("2024-03-04", 3, False),
        ("2024-03-05", 3, True),
        ("2024-03-05", 4, False),
        ("2024-03-02", 0, True),
        ("2024-03-01", 0, False),
    ],
)
def test_a_late_first_day_1_is_told(first: str, within: int, late: bool):
    plan = planned(
        BASELINE, given(1, first), as_of="2024-03-06", first_day_1_within=within
    )
    assert ("first_day_1_late" in codes(plan)) is late


def test_a_late_first_day_1_is_counted_in_days():
    plan = planned(BASELINE, booked("C1D1", "2024-03-08"), as_of="2024-03-01")
    assert sentence(plan, NoticeCode.FIRST_DAY_1_LATE) == (
        "C1D1 on 08-Mar-2024 is 7 days after randomization; the profile allows 3 days."
    )
    unknown = replace(ADA, randomized=None)
    plan = planned(BASELINE, given(1, "2024-03-20"), as_of="2024-03-20", who=unknown)
    assert "first_day_1_late" not in codes(plan)


@pytest.mark.parametrize(
    ("hold", "as_of", "high", "told"),
    [
        (held(PILLS, "2024-04-01"), "2024-04-28", 28, False),  # 28 days
        (held(PILLS, "2024-04-01"), "2024-04-29", 28, True),
        (held(PILLS, "2024-04-01", "2024-04-28"), "2024-06-01", 28, False),
        (held(PILLS, "2024-04-01", "2024-04-29"), "2024-06-01", 28, True),
        (held(PILLS, "2024-04-01", "2024-04-29"), "2024-04-28", 28, False),
        (held(PILLS, "2024-04-01"), "2024-06-01", None, False),
        (held(DRIP, "2024-04-01"), "2024-06-01", 28, False),
    ],
)
def test_a_long_hold_of_the_capsules_is_told(
    hold: Fact, as_of: str, high: int | None, told: bool
):
    plan = planned(*COURSE, hold, as_of=as_of, hold_warning_days=high)
    assert ("long_hold" in codes(plan)) is told


def test_a_long_hold_is_counted_to_the_day_asked():
    plan = planned(*COURSE, held(PILLS, "2024-04-01"), as_of="2024-04-29")
    assert sentence(plan, NoticeCode.LONG_HOLD) == (
        "lenvatinib was on hold for 29 days, 01-Apr-2024 to 29-Apr-2024; the profile "
        "allows 28."
    )


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (ended(PILLS, "2024-03-31"), ""),
        (ended(PILLS, "2024-04-28"), ""),
        (ended(PILLS, "2024-04-29"), "29 days, 01-Apr-2024 to 29-Apr-2024"),
        (happened(EventKind.DEATH, "2024-04-28"), ""),
        (decided("2024-04-29", DoseAction.DISCONTINUE), ""),
        (decided("2024-04-30", DoseAction.DISCONTINUE), "29 days, 01-Apr-2024"),
    ],
)
@pytest.mark.parametrize("drug", [PILLS, DRIP])
def test_a_hold_goes_on_no_longer_than_the_capsules(end: Fact, told: str, drug: str):
    facts = [*COURSE, held(drug, "2024-04-01"), end]
    plan = planned(*facts, as_of="2024-06-12", drugs_held_together=drug is DRIP)
    said = sentence(plan, NoticeCode.LONG_HOLD)
    assert bool(said) is bool(told)
    assert told in said


def test_a_hold_is_as_long_as_the_capsules_were_interrupted():
    resumed = decided("2024-04-29", DoseAction.RESUME_SAME)
    for ends in (None, "2024-06-01"):
        hold = held(PILLS, "2024-04-01", ends)
        plan = planned(*COURSE, hold, resumed, as_of="2024-06-12")
        assert "long_hold" not in codes(plan)  # 28 days
    facts = [*COURSE, held(DRIP, "2024-04-01"), held(PILLS, "2024-06-01")]
    plan = planned(*facts, as_of="2024-06-12", drugs_held_together=True)
    assert "72 days" not in sentence(plan, NoticeCode.LONG_HOLD)
    assert "73 days, 01-Apr-2024" in sentence(plan, NoticeCode.LONG_HOLD)


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


def test_notices_come_oldest_first():
    facts = [
        weighed(58500, "2024-04-02", baseline=False),
        DoseDecision(on=day("2024-04-20"), action=DoseAction.DISCONTINUE),
        given(3, "2024-04-11"),
    ]
    plan = planned(*COURSE, *facts, as_of="2024-04-12")
    found = find_notices(FIRST.capsules, plan)
    assert [notice.on for notice in found] == sorted(notice.on for notice in found)
    assert [notice.code.value for notice in found] == [
        "weight_crossed_band",
        "minimum_interval",
        "facts_after_as_of",
    ]
