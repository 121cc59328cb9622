from dataclasses import replace

import pytest

from scheduler.core.facts import Dispensing, ExtraDoses, Fact, MissedDoses, Return
from scheduler.core.notices import NoticeCode, find_notices
from scheduler.core.plan import Plan
from tests.core.plans import ADA, PILLS, day, given, held, planned, weighed
from tests.core.profiles import FIRST

COURSE = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]
DIFFERS, OUTSIDE = NoticeCode.DIARY_DIFFERS, NoticeCode.COMPLIANCE_OUTSIDE_BAND


def handed(on: str, capsules: int) -> Dispensing:
    return Dispensing(on=day(on), capsules=capsules)


def back(on: str, capsules: int, *, all_back: bool = True) -> Return:
    return Return(on=day(on), capsules=capsules, containers_returned=all_back)


def missed(first: str, last: str) -> MissedDoses:
    return MissedDoses(starts=day(first), ends=day(last))


def extra(on: str, capsules: int) -> ExtraDoses:
    return ExtraDoses(on=day(on), capsules=capsules)


def plan_of(*facts: Fact, **chosen: object) -> Plan:
    return planned(*COURSE, *facts, as_of="2024-04-02", **chosen)


def told(plan: Plan, code: NoticeCode) -> list[tuple[str, str]]:
    found = find_notices(FIRST.capsules, plan)
    return [(n.on.isoformat(), n.sentence) for n in found if n.code is code]


OUT = handed("2024-03-04", 72)


@pytest.mark.parametrize(
    ("facts", "differs"),
    [
        ([back("2024-03-25", 9)], False),
        ([back("2024-03-25", 8)], True),
        ([back("2024-03-25", 10)], True),
        ([back("2024-03-25", 15), missed("2024-03-10", "2024-03-11")], False),
        ([back("2024-03-25", 12), missed("2024-03-10", "2024-03-11")], True),
        ([back("2024-03-25", 6), extra("2024-03-10", 3)], False),
        ([back("2024-03-25", 9), extra("2024-03-10", 3)], True),
        ([back("2024-03-25", 9, all_back=False), extra("2024-03-10", 3)], False),
        ([extra("2024-03-10", 3)], False),  # neither count nor diary is back
        ([held(PILLS, "2024-03-04"), back("2024-03-25", 72)], False),
        ([held(PILLS, "2024-03-04"), back("2024-03-25", 71)], True),
    ],
)
def test_a_count_that_differs_from_the_diary_is_told(facts: list[Fact], differs: bool):
    assert bool(told(plan_of(OUT, *facts), DIFFERS)) is differs


def test_without_a_dose_there_is_no_diary_to_differ_from():
    plan = planned(OUT, back("2024-03-25", 9), as_of="2024-04-02")
    assert told(plan, DIFFERS) == []


def test_both_numbers_are_told_and_the_ways_out():
    facts = [back("2024-03-25", 9), missed("2024-03-10", "2024-03-11")]
    [(on, said)] = told(plan_of(OUT, *facts, extra("2024-03-12", 2)), DIFFERS)
    assert on == "2024-03-25"
    assert said == (
        "72 capsules handed out on 04-Mar-2024: 63 were taken by the count and 59 "
        "by the diary (63 ordered, 6 missed, 2 extra). Count again, or record the "
        "doses that were missed or extra."
    )


@pytest.mark.parametrize(
    ("out", "came", "band", "outside"),
    [
        (63, 0, (80, 120), False),
        pytest.param(90, 20, (80, 120), False, id="G36 is inside"),
        (100, 50, (80, 100), True),  # 50 of 63 are 79.4 %
        (100, 49, (80, 100), False),  # 51 of 63 are 81.0 %
        (100, 37, (100, 100), False),
        (100, 36, (100, 100), True),
        (100, 38, (100, 100), True),
        (200, 124, (80, 120), True),  # 76 of 63 are 120.6 %
        (200, 125, (80, 120), False),  # 75 of 63 are 119.0 %
    ],
)
def test_compliance_outside_the_band_is_told(
    out: int, came: int, band: tuple[int, int], outside: bool
):
    plan = plan_of(
        handed("2024-03-04", out), back("2024-03-25", came), compliance_band=band
    )
    assert bool(told(plan, OUTSIDE)) is outside


@pytest.mark.parametrize(
    ("came", "outside"), [(20, False), (21, True), (0, False), (1, False)]
)
def test_both_bounds_of_the_band_are_inside_it(came: int, outside: bool):
    """Of 20 days at 3 capsules, 48 are 80 % and 72 are 120 %."""
    facts = [handed("2024-03-05", 68), back("2024-03-25", came)]
    assert bool(told(plan_of(*facts), OUTSIDE)) is outside
    more = [handed("2024-03-05", 72), back("2024-03-25", 0)]
    assert told(plan_of(*more), OUTSIDE) == []
    assert told(plan_of(*more, handed("2024-03-05", 1)), OUTSIDE)


def test_no_rounding_brings_a_percentage_into_the_band():
    """Of 667 days at 3 capsules, 1600 are 79.96 %, which reads 80.0 %."""
    early = replace(ADA, first_day_1=day("2022-06-06"))
    facts = [weighed(62000), handed("2022-06-06", 2000), back("2024-04-03", 400)]
    plan = planned(*facts, as_of="2024-05-01", who=early)
    [(_, sentence)] = told(plan, OUTSIDE)
    assert "1600 of 2001 ordered were taken, 80.0 %" in sentence
    within = planned(*facts[:2], back("2024-04-03", 399), as_of="2024-05-01", who=early)
    assert told(within, OUTSIDE) == []


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param([OUT, back("2024-03-25", 0, all_back=False)], id="G40"),
        pytest.param([held(PILLS, "2024-03-04"), OUT, back("2024-03-25", 9)], id="G41"),
        [OUT],
    ],
)
def test_a_percentage_that_is_not_known_is_in_no_band(facts: list[Fact]):
    assert told(plan_of(*facts), OUTSIDE) == []


def test_the_percentage_and_the_band_are_told_with_what_they_are_of():
    [(on, said)] = told(plan_of(OUT, back("2024-03-25", 32)), OUTSIDE)
    assert on == "2024-03-25"
    assert said == (
        "72 capsules handed out on 04-Mar-2024: 40 of 63 ordered were taken, 63.5 "
        "%; the profile asks for 80 to 120 %. Find out why, and correct the count "
        "if it is wrong."
    )
