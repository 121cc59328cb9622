"""What is true of every course: what is done stays, delays add up, rows only follow."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given as for_every
from hypothesis import settings as tuned
from hypothesis import strategies as st

from scheduler.core.contradictions import contradictions
from scheduler.core.facts import Booking, Fact, Weight
from scheduler.core.notices import NoticeCode, find_notices
from scheduler.core.plan import Plan, make_plan
from scheduler.core.settings import LateCycle, NextDay1, WeightBasis
from scheduler.core.study import Study
from scheduler.core.visits import WILL_NOT_BE, Status, Visit
from tests.core.plans import booked, day, days, given, planned
from tests.core.profiles import FIRST, SECOND
from tests.reference.histories import history
from tests.reference.record import Case

STUDIES = pytest.mark.parametrize("study", [FIRST, SECOND], ids=["first", "second"])
START = day("2024-03-04")
FEWER = tuned(max_examples=100, deadline=None)


def is_sound(number: int) -> bool:
    case = history(number)
    return not any(contradictions(case.document, case.study, case.settings))


# Random histories of both studies, each with settings of its own, by their number:
# what a number stands for is longer than anybody reads.
NUMBERS = st.integers(0, 999_999).filter(is_sound)


def plan_of(case: Case, *more: Fact, through: int | None = None) -> Plan:
    """Return the plan of a history, and of some more facts."""
    found = replace(case.document, facts=(*case.document.facts, *more))
    return make_plan(
        case.study, case.settings, found, as_of=case.as_of, through=through
    )


def last_cycle(plan: Plan) -> int:
    return max(visit.cycle for visit in plan.visits if visit.cycle)


@for_every(number=NUMBERS, data=st.data())
@FEWER
def test_the_order_of_facts_means_nothing(number: int, data: st.DataObject):
    case = history(number)
    mixed = tuple(data.draw(st.permutations(case.document.facts)))
    plan = plan_of(case)
    other = plan_of(replace(case, document=replace(case.document, facts=mixed)))
    assert replace(other, facts=(), left_out=()) == replace(plan, facts=(), left_out=())


@for_every(
    number=NUMBERS, grams=st.integers(25_000, 250_000), later=st.integers(0, 400)
)
@FEWER
def test_adding_a_later_weight_changes_no_dose(number: int, grams: int, later: int):
    case = history(number)
    rules = replace(case.settings, weight_basis=WeightBasis.BASELINE)
    case = replace(case, settings=rules)
    plan = plan_of(case)
    other = plan_of(case, Weight(on=START + days(later), grams=grams))
    assert (other.dosing, other.dispense, other.in_force) == (
        plan.dosing,
        plan.dispense,
        plan.in_force,
    )


@for_every(number=NUMBERS, beyond=st.integers(1, 3), ahead=st.integers(1, 90))
@FEWER
def test_done_rows_never_move_when_a_later_day_1_is_put_off(
    number: int, beyond: int, ahead: int
):
    case = history(number)
    before = plan_of(case)
    known = [v.cycle or 0 for v in before.visits if v.outcome or v.booked]
    later = before.day_1(max([before.current.cycle or 0, *known]) + beyond)
    if later is None or later.expected <= case.as_of:
        return
    moved = Booking(visit=later.visit, on=case.as_of + days(ahead))
    after = plan_of(case, moved, through=last_cycle(before))
    for visit in before.visits:
        if visit.status is Status.RECORDED:
            assert after.visit(visit.visit) == visit


@STUDIES
@for_every(
    delays=st.lists(st.integers(-10, 60), max_size=12), booked_from=st.integers(1, 13)
)
@FEWER
def test_delays_add_up_under_the_rolling_rule(
    study: Study, delays: list[int], booked_from: int
):
    on, facts = START, [given(1, START.isoformat())]
    for cycle, delay in enumerate(delays, start=2):
        on += days(study.cycle_length_days + delay)
        late = booked(f"C{cycle}D1", on.isoformat())
        facts.append(late if cycle > booked_from else given(cycle, on.isoformat()))
    rules = {"next_day_1": NextDay1.ROLLING, "late_cycle": LateCycle.KEEP}
    asked, following = on.isoformat(), len(delays) + 2
    plan = planned(*facts, as_of=asked, study=study, through=following, **rules)
    whole = (following - 1) * study.cycle_length_days
    found = plan.day_1(following)
    assert found is not None
    assert found.target == START + days(whole + sum(delays))


def goes_on(visit: Visit) -> bool:
    """Say whether a Day 1 took place or is still to come."""
    return visit.day == 1 and visit.status not in WILL_NOT_BE | {Status.ON_HOLD}


@for_every(number=NUMBERS, low=st.integers(1, 60))
@FEWER
def test_no_two_infusions_of_day_1_are_too_close_without_a_notice(
    number: int, low: int
):
    case = history(number)
    rules = replace(case.settings, minimum_interval_days=low)
    case = replace(case, settings=rules)
    plan = plan_of(case)
    told = {
        found.on
        for found in find_notices(case.study.capsules, plan)
        if found.code in {NoticeCode.MINIMUM_INTERVAL, NoticeCode.DAY_1_OUT_OF_ORDER}
    }
    rows = [v for v in plan.visits if goes_on(v) and v.outcome != "not given"]
    rows = sorted((v for v in rows if v.infusion), key=lambda v: v.expected)
    for earlier, later in pairwise(rows):
        if (later.expected - earlier.expected).days < low:
            assert later.expected in told


@for_every(number=NUMBERS, more=st.integers(1, 6))
@FEWER
def test_a_longer_plan_keeps_every_row_and_adds_only_behind_them(
    number: int, more: int
):
    """Rows of later cycles apart, the shorter plan is the beginning of the longer.

    They are apart because a row stands by its target, and the last day of a cycle
    lies behind the target of a next Day 1 that is put off, or cancelled.
    """
    case = history(number)
    plan = plan_of(case)
    last = last_cycle(plan)
    longer = plan_of(case, through=last + more)
    shared = [visit for visit in longer.visits if (visit.cycle or 0) <= last]
    assert tuple(shared[: len(plan.visits)]) == plan.visits
    assert all(v.cycle is None for v in shared[len(plan.visits) :])


@for_every(number=NUMBERS, more=st.integers(1, 6))
@FEWER
def test_the_rows_through_a_cycle_are_the_beginning_of_those_through_a_later_one(
    number: int, more: int
):
    """Held while treatment goes on, of the first study, with nothing booked."""
    case = history(number)
    facts = [fact for fact in case.document.facts if not isinstance(fact, Booking)]
    case = replace(case, document=replace(case.document, facts=tuple(facts)))
    plan = plan_of(case)
    if case.study is FIRST and plan.ended is None:
        longer = plan_of(case, through=last_cycle(plan) + more)
        assert longer.visits[: len(plan.visits)] == plan.visits
