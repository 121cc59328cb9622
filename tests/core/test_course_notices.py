from dataclasses import replace

import pytest

from scheduler.core.facts import (
    EventKind,
    Fact,
    UnscheduledVisit,
)
from scheduler.core.notices import NoticeCode, find_notices
from scheduler.core.plan import Plan
from scheduler.core.settings import LateCycle, NextDay1, TreatmentCap
from tests.core.plans import (
    ADA,
    DRIP,
    ENTERED,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    PILLS,
    STOPPED,
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
from tests.core.profiles import FIRST, SECOND

BASELINE = weighed(62000)
COURSE = [BASELINE, given(1, "2024-03-04"), given(2, "2024-03-25")]


def codes(plan: Plan) -> list[str]:
    return [notice.code.value for notice in find_notices(FIRST.capsules, plan)]


def sentence(plan: Plan, code: NoticeCode) -> str:
    found = find_notices(FIRST.capsules, plan)
    return next((notice.sentence for notice in found if notice.code is code), "")


MONTHS, CYCLES = TreatmentCap(months=24), TreatmentCap(cycles=35)


@pytest.mark.parametrize(
    ("third", "low", "told"),
    [
        (given(3, "2024-04-12"), 18, False),  # G24: 18 days
        (given(3, "2024-04-11"), 18, True),
        (given(3, "2024-04-11"), 17, False),
        (given(3, "2024-04-11"), None, False),
        (given(3, "2024-04-11", NOT_GIVEN), 18, False),
        (booked("C3D1", "2024-04-11"), 18, True),
        (recorded("C3D1", "2024-04-11", NOT_DONE), 18, False),
        (recorded("C3D1", "2024-04-11", MISSED), 18, False),
    ],
)
def test_two_infusions_too_close_are_told(third: Fact, low: int | None, told: bool):
    plan = planned(*COURSE, third, as_of="2024-04-12", minimum_interval_days=low)
    assert ("minimum_interval" in codes(plan)) is told


def test_the_interval_is_told_for_days_to_come():
    late = given(3, "2024-04-25")
    plan = planned(*COURSE, late, as_of="2024-04-25", next_day_1=NextDay1.FIXED)
    assert sentence(plan, NoticeCode.MINIMUM_INTERVAL) == (
        "C4D1 on 06-May-2024 comes 11 days after C3D1; the profile asks for at least "
        "18."
    )
    hold = held(DRIP, "2024-05-01", "2024-05-06")
    plan = planned(*COURSE, late, hold, as_of="2024-05-01", next_day_1=NextDay1.FIXED)
    assert NoticeCode.MINIMUM_INTERVAL not in codes(plan)


def test_infusions_inside_a_cycle_have_an_interval_too():
    facts = [weighed(62000), given(1, "2024-03-04"), given(1, "2024-03-14", at=15)]
    plan = planned(*facts, as_of="2024-03-14", study=SECOND, minimum_interval_days=14)
    found = find_notices(SECOND.capsules, plan)
    [close] = [one for one in found if one.code is NoticeCode.MINIMUM_INTERVAL]
    assert close.sentence == (
        "C1D15 on 14-Mar-2024 comes 10 days after C1D1; the profile asks for at "
        "least 14."
    )


@pytest.mark.parametrize(
    ("low", "told"), [(1, ["on 01-Apr-2024 comes 0 days after"]), (None, [])]
)
def test_two_infusions_of_other_days_on_one_day_are_told(
    low: int | None, told: list[str]
):
    same = [given(1, "2024-03-04"), booked("C1D15", "2024-04-01")]
    plan = planned(
        *same, as_of="2024-03-14", study=SECOND, through=2, minimum_interval_days=low
    )
    found = find_notices(SECOND.capsules, plan)
    close = [one.sentence for one in found if one.code is NoticeCode.MINIMUM_INTERVAL]
    assert len(close) == len(told)
    assert all(said in sentence for said, sentence in zip(told, close, strict=True))


@pytest.mark.parametrize(
    ("third", "high", "told"),
    [
        ([given(3, "2024-04-18")], 3, False),  # G25 by the setting of domain.md 7
        ([given(3, "2024-04-19")], 3, True),
        ([given(3, "2024-04-19", STOPPED)], 3, True),
        ([given(3, "2024-04-19")], 4, False),
        ([given(3, "2024-04-15")], 0, False),
        ([given(3, "2024-04-16")], 0, True),
        ([given(3, "2024-04-01")], 0, False),
        ([booked("C3D1", "2024-04-18")], 3, False),
        ([booked("C3D1", "2024-04-19")], 3, True),
        ([booked("C3D1", "2024-04-19"), given(3, "2024-04-18")], 3, False),
        ([given(3, "2024-04-25", NOT_GIVEN)], 3, False),
        ([recorded("C3D1", "2024-04-25", NOT_DONE)], 3, False),
        ([recorded("C3D1", "2024-04-25", MISSED)], 3, False),
        ([recorded("C3D1", "2024-04-25")], 3, True),
        ([booked("C3D1", "2024-04-25"), ended(DRIP, "2024-03-25"),
          ended(PILLS, "2024-03-25")], 3, False),
        ([booked("imaging week 6", "2024-05-25")], 3, False),
    ],
)  # fmt: skip
def test_a_day_1_too_long_after_its_target_is_told_as_a_delay(
    third: list[Fact], high: int, told: bool
):
    plan = planned(*COURSE, *third, as_of="2024-04-25", relevant_delay_days=high)
    assert ("relevant_delay" in codes(plan)) is told


@pytest.mark.parametrize("rule", NextDay1)
def test_a_delay_is_counted_from_the_target_of_the_row(rule: NextDay1):
    late = given(3, "2024-04-25")
    plan = planned(*COURSE, late, as_of="2024-04-25", next_day_1=rule)
    assert sentence(plan, NoticeCode.RELEVANT_DELAY) == (
        "C3D1 on 25-Apr-2024 is 10 days after its target; the profile counts more "
        "than 3 days as a delay."
    )


@pytest.mark.parametrize(
    ("booking", "told"),
    [("2024-04-16", False), ("2024-04-15", True), ("2024-04-01", True)],
)
def test_a_day_1_that_does_not_come_after_the_one_before_is_told(
    booking: str, told: bool
):
    facts = [*COURSE, booked("C3D1", "2024-04-15"), booked("C4D1", booking)]
    plan = planned(*facts, as_of="2024-03-26")
    assert ("day_1_out_of_order" in codes(plan)) is told
    if booking == "2024-04-01":
        assert sentence(plan, NoticeCode.DAY_1_OUT_OF_ORDER) == (
            "C4D1 on 01-Apr-2024 does not come after C3D1 on 15-Apr-2024. "
            "Correct one of the two."
        )


@pytest.mark.parametrize(
    ("facts", "as_of", "high", "told"),
    [
        (COURSE, "2024-06-17", 84, False),  # G27: 84 days
        (COURSE, "2024-06-18", 84, True),
        (COURSE, "2024-06-18", None, False),
        ([BASELINE], "2024-09-01", 84, False),
        ([*COURSE, given(3, "2024-06-01", NOT_GIVEN)], "2024-06-18", 84, True),
        ([*COURSE, ended(DRIP, "2024-03-25")], "2024-06-18", 84, False),
        ([*COURSE, ended(PILLS, "2024-03-25")], "2024-06-18", 84, True),
        ([*COURSE, happened(EventKind.LOST, "2024-06-18")], "2024-06-18", 84, False),
    ],
)
def test_a_long_gap_since_the_last_infusion_is_told(
    facts: list[Fact], as_of: str, high: int | None, told: bool
):
    plan = planned(*facts, as_of=as_of, maximum_gap_days=high)
    assert ("maximum_gap" in codes(plan)) is told


def test_the_gap_is_counted_though_the_plan_begins_later_and_from_the_entry():
    plan = planned(*COURSE, as_of="2024-06-18", since="2024-06-01")
    assert sentence(plan, NoticeCode.MAXIMUM_GAP) == (
        "The last infusion was 85 days ago, on 25-Mar-2024; the profile allows 84."
    )
    plan = planned(as_of="2024-05-28", who=ENTERED)
    assert codes(plan) == ["maximum_gap"]


@pytest.mark.parametrize("rule", LateCycle)
def test_an_infusion_that_counts_for_a_later_cycle_is_told(rule: LateCycle):
    late = given(3, "2024-05-10")
    plan = planned(*COURSE, late, as_of="2024-05-10", late_cycle=rule)
    said = (
        "The infusion on 10-May-2024 was entered for C3D1 and is a whole cycle late, "
        "so it counts for C4D1."
    )
    assert sentence(plan, NoticeCode.CYCLE_SKIPPED) == (
        said if rule is LateCycle.SKIP else ""
    )


def test_an_infusion_on_another_day_of_the_cycle_is_never_taken_for_day_1():
    facts = [given(1, "2024-03-04"), given(1, "2024-04-01", at=15)]
    plan = planned(
        weighed(62000), *facts, recorded("C2D1", "2024-04-01"),
        as_of="2024-04-02", study=SECOND,
    )  # fmt: skip
    assert NoticeCode.CYCLE_SKIPPED not in codes(plan)


@pytest.mark.parametrize(
    ("cap", "second", "beyond"),
    [
        (None, "2020-07-20", ""),
        (CYCLES, "2020-07-20", "C36D1"),
        (MONTHS, "2020-07-20", "C36D1"),
        (MONTHS, "2020-08-05", "C36D1"),  # G19: 16 days, C35D1 on the anniversary
        (MONTHS, "2020-08-06", "C35D1"),  # 17 days
        (CYCLES, "2020-08-10", "C36D1"),  # 21 days: the two caps differ
        (MONTHS, "2020-08-10", "C35D1"),
    ],
)
def test_the_first_day_1_beyond_the_longest_treatment_is_told(
    cap: TreatmentCap | None, second: str, beyond: str
):
    who = replace(ADA, first_day_1=day("2020-06-29"), randomized=None)
    for first in ([], [given(1, "2020-06-29")]):
        plan = planned(
            BASELINE, *first, booked("C2D1", second),
            as_of="2020-07-01", who=who, treatment_cap=cap, through=40,
        )  # fmt: skip
        said = sentence(plan, NoticeCode.TREATMENT_CAP)
        assert said.split(" ")[0] == beyond
        if cap is MONTHS:
            assert said.endswith(
                "lies beyond 24 months, to 29-Jun-2022, the longest treatment that "
                "the profile allows."
            )


def test_a_cap_of_months_is_not_known_without_day_1_of_cycle_1():
    months, cycles = TreatmentCap(months=24), TreatmentCap(cycles=41)
    assert codes(planned(as_of="2024-03-05", who=ENTERED, treatment_cap=months)) == []
    plan = planned(as_of="2024-03-05", who=ENTERED, treatment_cap=cycles)
    assert sentence(plan, NoticeCode.TREATMENT_CAP) == (
        "C42D1 on 15-Apr-2024 lies beyond 41 cycles, the longest treatment that the "
        "profile allows."
    )


@pytest.mark.parametrize(
    ("on", "names"),
    [
        ("2024-04-04", []),
        ("2024-04-05", ["imaging week 6"]),
        ("2024-04-15", ["imaging week 6", "C3D1"]),
        ("2024-04-18", ["imaging week 6", "C3D1"]),
        ("2024-04-20", []),
    ],
)
def test_an_unscheduled_visit_in_the_window_of_another_is_told(
    on: str, names: list[str]
):
    came = UnscheduledVisit(on=day(on), reason="adverse event")
    plan = planned(*COURSE, came, as_of="2024-04-20")
    shown = f"{on[8:]}-Apr-2024"
    found = find_notices(FIRST.capsules, plan)
    assert sorted(notice.sentence for notice in found) == sorted(
        f"The unscheduled visit on {shown} lies in the window of {name} and does not "
        "count for it."
        for name in names
    )
    statuses = {visit.visit: visit.actual for visit in plan.visits}
    assert statuses["C3D1"] is None
