"""On which days capsules are taken."""

from datetime import date

import pytest
from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.dosing import DosePeriod
from scheduler.core.facts import (
    DoseAction,
    EventKind,
    ExtraDoses,
    Fact,
)
from scheduler.core.interruptions import last_dose
from scheduler.core.settings import EveryOtherDay
from scheduler.core.study import Level
from tests.core.plans import (
    ADA,
    DRIP,
    NOT_GIVEN,
    PILLS,
    STOPPED,
    booked,
    day,
    days,
    decided,
    ended,
    given,
    happened,
    held,
    periods,
    planned,
    weighed,
)
from tests.core.profiles import FIRST, SECOND

REDUCE, RESUME_SAME, RESUME_REDUCED, DISCONTINUE, RE_ESCALATE = DoseAction
BASELINE = weighed(62000)
TWELVE, EIGHT, FOUR, EVERY_OTHER = FIRST.capsules.ladder
EVERY_3_DAYS = SECOND.capsules.ladder[-1]
SOME_DAY = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def period(level: Level, starts: date, ends: date | None) -> DosePeriod:
    return DosePeriod(starts=starts, ends=ends, level=level, since=starts, why="")


def test_the_day_of_resumption_is_a_dosing_day():
    facts = [
        BASELINE,
        decided("2024-03-04", REDUCE, "4 mg every other day"),
        held(PILLS, "2024-03-07", "2024-03-10"),
    ]
    plan = planned(*facts, as_of="2024-05-01")
    taken = [
        on
        for count in range(12)
        if (on := day("2024-03-04") + days(count))
        and any(p.is_dosing_day(on) for p in plan.dosing)
    ]
    assert [on.day for on in taken] == [4, 6, 11, 13, 15]


@pytest.mark.parametrize(
    ("rule", "doses", "starts"),
    [
        (EveryOtherDay.CONTINUE, [11, 10, 11, 10], [1, 2, 1, 2]),
        (EveryOtherDay.RESTART, [11, 11, 11, 11], [1, 1, 1, 1]),
    ],
)
def test_alternation_goes_on_across_cycles_or_begins_anew(
    rule: EveryOtherDay, doses: list[int], starts: list[int]
):
    first = decided("2024-03-04", REDUCE, "4 mg every other day")
    plan = planned(BASELINE, first, as_of="2024-03-04", every_other_day=rule)
    assert [cycle.doses for cycle in plan.cycles] == doses
    firsts = [
        next(
            count + 1
            for count in range(21)
            if any(p.is_dosing_day(cycle.starts + days(count)) for p in plan.dosing)
        )
        for cycle in plan.cycles
    ]
    assert firsts == starts


def test_a_restart_follows_the_day_1_that_was_moved_and_leaves_daily_doses_whole():
    first = decided("2024-03-18", REDUCE, "4 mg every other day")
    facts = [BASELINE, first, given(1, "2024-03-04"), booked("C2D1", "2024-03-27")]
    plan = planned(
        *facts, as_of="2024-03-20", every_other_day=EveryOtherDay.RESTART, through=2
    )
    assert periods(plan) == [
        ("2024-03-04", "2024-03-17", "12 mg daily"),
        ("2024-03-18", "2024-03-26", "4 mg every other day"),
        ("2024-03-27", "2024-04-16", "4 mg every other day"),
        ("2024-04-17", None, "4 mg every other day"),
    ]
    stop = decided("2024-03-25", DISCONTINUE)
    plan = planned(
        *facts, stop, as_of="2024-03-26", every_other_day=EveryOtherDay.RESTART
    )
    assert periods(plan)[-1][:2] == ("2024-03-18", "2024-03-24")


@for_every(
    level=st.sampled_from([EIGHT, EVERY_OTHER, EVERY_3_DAYS]),
    starts=SOME_DAY,
    lasts=st.none() | st.integers(0, 60),
    first=st.integers(-30, 90),
    length=st.integers(-5, 60),
)
def test_doses_are_counted_as_if_day_by_day(
    level: Level, starts: date, lasts: int | None, first: int, length: int
):
    ends = None if lasts is None else starts + days(lasts)
    found = period(level, starts, ends)
    begin = starts + days(first)
    every = [begin + days(count) for count in range(max(length, 0))]
    dosing = [
        on
        for on in every
        if found.covers(on) and (on - starts).days % level.every_days == 0
    ]
    assert found.doses(begin, begin + days(length)) == len(dosing)
    assert [on for on in every if found.is_dosing_day(on)] == dosing


@for_every(grams=st.integers(25000, 250000), on=SOME_DAY, at=st.permutations(range(4)))
def test_the_order_of_decisions_in_the_file_means_nothing(
    grams: int, on: date, at: list[int]
):
    facts = [
        weighed(grams),
        decided("2024-04-03", REDUCE, "4 mg daily"),
        held(PILLS, "2024-05-01", "2024-05-05"),
        decided("2024-06-03", DISCONTINUE),
    ]
    mixed = planned(*(facts[index] for index in at), as_of=on.isoformat(), who=ADA)
    assert mixed.dosing == planned(*facts, as_of=on.isoformat()).dosing


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], None),
        ([ended(PILLS, "2024-04-03")], "2024-04-03"),
        ([ended(DRIP, "2024-04-03")], None),
        ([happened(EventKind.WITHDRAWAL, "2024-04-09"),
          happened(EventKind.DEATH, "2024-05-01")], "2024-04-09"),
        ([happened(EventKind.DEATH, "2024-05-01"), ended(PILLS, "2024-04-03")],
         "2024-04-03"),
        ([happened(EventKind.LOST, "2024-04-09")], "2024-04-09"),
        ([happened(EventKind.WITHDRAWAL, "2024-04-09"),
          ExtraDoses(on=day("2024-04-12"), capsules=3)], "2024-04-12"),
        ([happened(EventKind.WITHDRAWAL, "2024-04-09"),
          ExtraDoses(on=day("2024-04-08"), capsules=3)], "2024-04-09"),
        ([happened(EventKind.WITHDRAWAL, "2024-04-09"), given(4, "2024-04-12")],
         "2024-04-09"),
        ([ExtraDoses(on=day("2024-04-12"), capsules=3)], None),
        ([happened(EventKind.PROGRESSION, "2024-04-09")], None),
    ],
)  # fmt: skip
def test_the_last_dose_is_recorded_or_the_day_of_leaving(
    facts: list[Fact], expected: str | None
):
    assert last_dose(FIRST.capsules, facts) == (expected and day(expected))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([given(4, "2024-04-12")], "2024-04-12"),
        ([given(4, "2024-04-12", STOPPED)], "2024-04-12"),
        ([given(4, "2024-04-12", NOT_GIVEN)], "2024-04-09"),
        ([given(3, "2024-04-08")], "2024-04-09"),
        ([ExtraDoses(on=day("2024-04-12"), capsules=3)], "2024-04-09"),
        ([given(4, "2024-04-12"), ended(DRIP, "2024-04-01")], "2024-04-01"),
    ],
)
def test_an_infusion_after_the_event_that_ends_it_puts_its_last_dose_off(
    facts: list[Fact], expected: str
):
    left = happened(EventKind.WITHDRAWAL, "2024-04-09")
    assert last_dose(FIRST.infusion, [left, *facts]) == day(expected)


@pytest.mark.parametrize(
    ("together", "expected"),
    [
        (False, [("2024-03-04", None, "12 mg daily")]),
        (True, [("2024-03-04", "2024-03-31", "12 mg daily"),
                ("2024-04-06", None, "12 mg daily")]),
    ],
)  # fmt: skip
def test_a_hold_of_the_infusion_holds_the_capsules_only_if_the_setting_says_so(
    together: bool, expected: list[tuple[str, str | None, str]]
):
    hold = held(DRIP, "2024-04-01", "2024-04-05")
    plan = planned(BASELINE, hold, as_of="2024-05-01", drugs_held_together=together)
    assert periods(plan) == expected
