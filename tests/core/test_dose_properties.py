"""What is true of the days with capsules, whatever the cycles; counted day by day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given as for_every
from hypothesis import settings as tuned
from hypothesis import strategies as st

from scheduler.core.accounts import capsule_accounts
from scheduler.core.dosing import DosePeriod
from scheduler.core.facts import DoseAction, DoseDecision
from scheduler.core.interruptions import last_dose
from scheduler.core.plan import Plan, make_plan
from scheduler.core.settings import EveryOtherDay, NextDay1
from scheduler.core.study import Study
from tests.core.plans import booked, day, days, given, planned, weighed
from tests.core.profiles import FIRST, SECOND
from tests.core.test_course_properties import NUMBERS, plan_of
from tests.reference.histories import history

STUDIES = pytest.mark.parametrize("study", [FIRST, SECOND], ids=["first", "second"])
FEWER = tuned(max_examples=60, deadline=None)
START, ONE_DAY = day("2024-03-04"), timedelta(days=1)
# Days between one Day 1 and the next; some are given, and those to come are booked.
LENGTHS = st.lists(st.integers(1, 70), min_size=1, max_size=8)


def course(study: Study, lengths: Sequence[int], rule: EveryOtherDay) -> Plan:
    """Return a plan at the lowest level, whose cycles have these lengths."""
    lowest, on = study.capsules.ladder[-1].name, START
    facts = [
        weighed(85_000),
        given(1, START.isoformat()),
        DoseDecision(on=START, action=DoseAction.REDUCE, to=lowest, reason="toxicity"),
    ]
    for cycle, length in enumerate(lengths, start=2):
        on += days(length)
        facts.append(booked(f"C{cycle}D1", on.isoformat()))
    return planned(
        *facts,
        as_of=START.isoformat(),
        study=study,
        through=len(lengths) + 1,
        every_other_day=rule,
        next_day_1=NextDay1.ROLLING,  # no Day 1 comes before the one before it
    )


def dosing_days(plan: Plan, first: date, before: date) -> list[date]:
    """Return the days with capsules, each asked for by itself."""
    found = [first + days(count) for count in range((before - first).days)]
    return [on for on in found if capsules_on(plan.dosing, on)]


def capsules_on(periods: Sequence[DosePeriod], on: date) -> int:
    """Return the capsules of one day, counted from the first day of its period."""
    for period in periods:
        level = period.level
        is_in = period.starts <= on and (period.ends is None or on <= period.ends)
        if is_in and (on - period.starts).days % level.every_days == 0:
            return level.capsules
    return 0


def capsules_in(periods: Sequence[DosePeriod], first: date, before: date) -> int:
    span = range(max((before - first).days, 0))
    return sum(capsules_on(periods, first + days(count)) for count in span)


@STUDIES
@for_every(lengths=LENGTHS)
@FEWER
def test_the_alternation_continues_across_cycles_of_any_length(
    study: Study, lengths: list[int]
):
    plan = course(study, lengths, EveryOtherDay.CONTINUE)
    step = study.capsules.ladder[-1].every_days
    taken = dosing_days(plan, START, START + days(sum(lengths) + 10))
    assert taken[0] == START
    assert {(later - earlier).days for earlier, later in pairwise(taken)} == {step}


@STUDIES
@for_every(lengths=LENGTHS)
@FEWER
def test_the_alternation_begins_anew_on_every_day_1_if_the_site_says_so(
    study: Study, lengths: list[int]
):
    plan = course(study, lengths, EveryOtherDay.RESTART)
    step, starts = study.capsules.ladder[-1].every_days, START
    for length in lengths:
        following = starts + days(length)
        taken = dosing_days(plan, starts, following)
        assert taken == [starts + days(count) for count in range(0, length, step)]
        starts = following


@for_every(number=NUMBERS)
@FEWER
def test_what_is_ordered_is_the_sum_over_its_days(number: int):
    case = history(number)
    plan = plan_of(case)
    for cycle in plan.cycles:
        after = cycle.ends + ONE_DAY
        assert cycle.capsules == capsules_in(plan.dosing, cycle.starts, after)
        assert cycle.doses == len(dosing_days(plan, cycle.starts, after))
    for handed in plan.dispense.values():
        until = handed.next_target + days(handed.spare_days)
        assert handed.total == capsules_in(plan.dosing, handed.starts, until)
        to_target = capsules_in(plan.dosing, handed.starts, handed.next_target)
        assert handed.to_target == to_target


@for_every(number=NUMBERS, later=st.integers(0, 200))
@FEWER
def test_expected_capsules_are_the_sum_over_the_days_that_passed(
    number: int, later: int
):
    case = history(number)
    plan = make_plan(
        case.study, case.settings, case.document, as_of=case.as_of + days(later)
    )
    accounts = capsule_accounts(case.study.capsules, plan)
    ended = last_dose(case.study.capsules, plan.facts)
    for account in accounts:
        until = account.ends or plan.as_of
        if account is accounts[-1] and ended:
            until = (
                ended + ONE_DAY
            )  # the last period ends with the last dose, inclusive
        assert account.expected == capsules_in(plan.dosing, account.starts, until)
