"""What is true of every plan, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given as for_every
from hypothesis import settings as tuned
from hypothesis import strategies as st

from scheduler.core.dosing import EveryOtherDay
from scheduler.core.facts import (
    Booking,
    DoseAction,
    DoseDecision,
    FactsDocument,
    Weight,
)
from scheduler.core.plan import Plan, make_plan
from scheduler.core.settings import LateCycle, NextDay1
from scheduler.core.standing import date_of
from scheduler.core.study import Study
from scheduler.core.visits import Status, Visit
from tests.core.generated import documents
from tests.core.plans import (
    booked,
    day,
    days,
    document,
    given,
    settings,
    weighed,
)
from tests.core.profiles import FIRST, SECOND

FEWER = tuned(max_examples=30)
AS_OF = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@for_every(document=documents(), as_of=AS_OF, back=st.integers(0, 100))
@FEWER
def test_since_changes_no_row_that_it_keeps(
    document: FactsDocument, as_of: date, back: int
):
    whole = make_plan(FIRST, FIRST.settings, document, as_of=as_of)
    since = as_of - timedelta(days=back)
    part = make_plan(FIRST, FIRST.settings, document, as_of=as_of, since=since)
    assert set(part.visits) <= set(whole.visits)
    assert set(part.cycles) <= set(whole.cycles)
    assert (part.dosing, part.current) == (whole.dosing, whole.current)
    assert part.dispense.items() <= whole.dispense.items()
    last = whole.visits[-1:] and part.visits[-1:]
    # What is waited for stays, and after the last cycle there is nothing later.
    waiting = {Status.OVERDUE, Status.AWAITING_CONFIRMATION}
    assert all(
        max(v.window.closes, v.expected) >= since or v.status in waiting for v in last
    )


@for_every(document=documents(), as_of=AS_OF, rule=st.sampled_from(NextDay1))
@FEWER
def test_a_plan_can_be_made_of_any_facts_that_contradict_nothing(
    document: FactsDocument, as_of: date, rule: NextDay1
):
    for late_cycle in LateCycle:
        chosen = settings(next_day_1=rule, late_cycle=late_cycle)
        check(make_plan(FIRST, chosen, document, as_of=as_of))


def dates(visit: Visit | None):
    assert visit is not None
    said = (visit.status, visit.days_outside, visit.outcome, visit.why)
    return visit.target, visit.window, visit.actual, said


def check(plan: Plan):
    """Hold what is true of every plan."""
    keys = [(visit.target, visit.visitnum) for visit in plan.visits]
    assert keys == sorted(keys)
    assert len({visit.visit for visit in plan.visits}) == len(plan.visits)
    for visit in plan.visits:
        assert visit.target in visit.window
        assert visit.why
        assert (visit.status is Status.RECORDED) == (visit.actual is not None)
        told = visit.why.endswith("at entry")  # known whatever the day asked
        assert visit.actual is None or visit.actual <= plan.as_of or told
    for earlier, later in pairwise(plan.dosing):
        assert earlier.ends is not None
        assert earlier.starts <= earlier.ends < later.starts
    for one, other in pairwise(plan.cycles):
        assert one.starts <= one.ends < other.starts
        assert one.days == (one.ends - one.starts).days + 1


@for_every(document=documents(), as_of=AS_OF, data=st.data())
@FEWER
def test_the_order_of_facts_means_nothing(
    document: FactsDocument, as_of: date, data: st.DataObject
):
    mixed = tuple(data.draw(st.permutations(document.facts)))
    plan = make_plan(FIRST, FIRST.settings, document, as_of=as_of)
    other = make_plan(
        FIRST, FIRST.settings, replace(document, facts=mixed), as_of=as_of
    )
    assert replace(other, facts=(), left_out=()) == replace(plan, facts=(), left_out=())


@for_every(document=documents(), as_of=AS_OF)
@FEWER
def test_facts_of_later_days_change_nothing_that_is_said_of_a_day(
    document: FactsDocument, as_of: date
):
    kept = [f for f in document.facts if isinstance(f, Booking) or date_of(f) <= as_of]
    plan = make_plan(FIRST, FIRST.settings, document, as_of=as_of)
    without = replace(document, facts=tuple(kept))
    alone = make_plan(FIRST, FIRST.settings, without, as_of=as_of)
    assert replace(plan, left_out=()) == alone
    assert len(plan.left_out) == len(document.facts) - len(kept)


@for_every(document=documents(), as_of=AS_OF, more=st.integers(1, 400))
@FEWER
def test_recorded_rows_never_move_when_later_facts_are_added(
    document: FactsDocument, as_of: date, more: int
):
    early = make_plan(FIRST, FIRST.settings, document, as_of=as_of)
    late = make_plan(
        FIRST, FIRST.settings, document, as_of=as_of + timedelta(days=more)
    )
    for visit in early.visits:
        if visit.status is Status.RECORDED and visit.cycle:
            assert dates(late.visit(visit.visit)) == dates(visit)


@for_every(
    document=documents(), as_of=AS_OF, grams=st.integers(25000, 250000), on=AS_OF
)
@FEWER
def test_adding_a_later_weight_changes_no_dose(
    document: FactsDocument, as_of: date, grams: int, on: date
):
    """R04, F06."""
    weight = Weight(on=on, grams=grams)
    plan = make_plan(FIRST, FIRST.settings, document, as_of=as_of)
    heavier = replace(document, facts=(*document.facts, weight))
    other = make_plan(FIRST, FIRST.settings, heavier, as_of=as_of)
    assert (other.dosing, other.dispense, other.cycles, other.visits) == (
        plan.dosing,
        plan.dispense,
        plan.cycles,
        plan.visits,
    )


@pytest.mark.parametrize("study", [FIRST, SECOND])
@pytest.mark.parametrize("rule", NextDay1)
@pytest.mark.parametrize("late_cycle", LateCycle)
@pytest.mark.parametrize("alternation", EveryOtherDay)
def test_cycles_and_their_capsules_add_up_under_every_rule(
    study: Study, rule: NextDay1, late_cycle: LateCycle, alternation: EveryOtherDay
):
    lowest = study.capsules.ladder[-1]
    facts = [
        weighed(62000),
        given(1, "2024-03-04"),
        DoseDecision(
            on=day("2024-04-10"), action=DoseAction.REDUCE, to=lowest.name, reason="x"
        ),
        booked("C4D1", "2024-06-20"),
    ]
    chosen = settings(
        study, next_day_1=rule, late_cycle=late_cycle, every_other_day=alternation
    )
    plan = make_plan(
        study, chosen, document(*facts, study=study), as_of=day("2024-04-20"), through=9
    )
    check(plan)
    for cycle in plan.cycles:
        taken = [
            period.level.capsules
            for count in range(cycle.days)
            for period in plan.dosing
            if period.is_dosing_day(cycle.starts + days(count))
        ]
        assert (cycle.doses, cycle.capsules) == (len(taken), sum(taken))
