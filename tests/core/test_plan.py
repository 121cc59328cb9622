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
    Dispensing,
    DoseAction,
    DoseDecision,
    EventKind,
    Fact,
    FactsDocument,
    Weight,
)
from scheduler.core.plan import Plan, make_plan
from scheduler.core.standing import date_of
from scheduler.core.study import LateCycle, NextDay1, Study
from scheduler.core.visits import Status
from scheduler.errors import ThroughError
from tests.core.generated import documents
from tests.core.plans import (
    DRIP,
    ENTERED,
    NOT_GIVEN,
    PILLS,
    STOPPED,
    booked,
    day,
    days,
    document,
    ended,
    given,
    happened,
    held,
    planned,
    recorded,
    settings,
    targets,
    weighed,
)
from tests.core.profiles import FIRST, SECOND

ON_TIME = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]
ENDS = [ended(DRIP, "2024-04-15"), ended(PILLS, "2024-04-20")]
FEWER = tuned(max_examples=30)
AS_OF = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "last"),
    [("2024-03-03", 4), ("2024-03-04", 4), ("2024-03-24", 4), ("2024-03-25", 5)],
)
def test_a_plan_reaches_three_cycles_beyond_the_current_one(as_of: str, last: int):
    plan = planned(as_of=as_of)
    assert [cycle.number for cycle in plan.cycles] == list(range(1, last + 1))


@pytest.mark.parametrize("through", [0, 1, -5, 1000])
def test_a_plan_cannot_stop_before_the_current_cycle_or_go_on_for_ever(through: int):
    with pytest.raises(ThroughError) as refused:
        planned(*ON_TIME, as_of="2024-03-25", through=through)
    assert (refused.value.low, refused.value.high) == (2, 999)


@pytest.mark.parametrize("through", [2, 999])
def test_a_plan_stops_where_it_is_told(through: int):
    plan = planned(*ON_TIME, as_of="2024-03-25", through=through)
    assert plan.cycles[-1].number == through
    assert plan.day_1(through + 1) is None


@pytest.mark.parametrize(
    ("facts", "as_of", "expected"),
    [
        (ON_TIME, "2024-03-26",
         [(1, "2024-03-24", 21, 63), (2, "2024-04-14", 21, 63)]),
        ([*ON_TIME, booked("C3D1", "2024-04-22")], "2024-03-26",
         [(1, "2024-03-24", 21, 63), (2, "2024-04-21", 28, 84)]),
        ([*ON_TIME, given(3, "2024-04-12")], "2024-04-12",
         [(1, "2024-03-24", 21, 63), (2, "2024-04-11", 18, 54)]),
        ([*ON_TIME, held(PILLS, "2024-03-10", "2024-03-14")], "2024-03-26",
         [(1, "2024-03-24", 21, 48), (2, "2024-04-14", 21, 63)]),
        ([*ON_TIME, ended(DRIP, "2024-03-25"), ended(PILLS, "2024-03-30")],
         "2024-04-26", [(1, "2024-03-24", 21, 63), (2, "2024-03-30", 6, 18)]),
        ([*ON_TIME, ended(DRIP, "2024-03-04"), ended(PILLS, "2024-03-24")],
         "2024-04-26", [(1, "2024-03-24", 21, 63)]),
    ],
)  # fmt: skip
def test_a_cycle_ends_the_day_before_the_next_and_the_last_with_the_last_dose(
    facts: list[Fact], as_of: str, expected: list[tuple[int, str, int, int]]
):
    found = planned(*facts, as_of=as_of).cycles[:2]
    assert [
        (c.number, c.ends.isoformat(), c.days, c.capsules) for c in found
    ] == expected


def test_a_cycle_that_the_next_one_overtook_has_no_days():
    facts = [*ON_TIME, booked("C3D1", "2024-05-20"), given(4, "2024-05-06")]
    plan = planned(*facts, as_of="2024-05-07")
    assert [cycle.number for cycle in plan.cycles][:4] == [1, 2, 4, 5]
    assert plan.current.cycle == 4
    assert all(cycle.days > 0 for cycle in plan.cycles)


@pytest.mark.parametrize(
    ("since", "first_cycle", "first_visit"),
    [
        ("2024-03-07", 1, "C1D1"),  # the window of C1D1 closes on that day
        ("2024-03-08", 1, "C2D1"),
        ("2024-03-24", 1, "C2D1"),
        ("2024-03-28", 2, "C2D1"),  # the window of C2D1 closes on that day
        ("2024-03-29", 2, "imaging week 6"),
        ("2024-04-14", 2, "imaging week 6"),
        ("2024-04-20", 3, "C4D1"),
        ("2030-01-01", 3, None),  # never later than the current cycle
    ],
)
def test_since_leaves_out_what_was_over(
    since: str, first_cycle: int, first_visit: str | None
):
    plan = planned(*ON_TIME, as_of="2024-04-16", since=since)
    assert plan.cycles[0].number == first_cycle
    assert next((v.visit for v in plan.visits), None) == first_visit


def test_since_keeps_a_visit_that_is_booked_behind_its_window():
    late = booked("imaging week 6", "2024-05-02")
    plan = planned(*ON_TIME, late, as_of="2024-04-28", since="2024-04-28")
    visit = plan.visit("imaging week 6")
    assert visit is not None
    assert visit.status is Status.PLANNED


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
    assert all(max(v.window.closes, v.expected) >= since for v in last)


@pytest.mark.parametrize(
    ("outcome", "count"), [("given", 2), ("stopped early", 2), ("not given", 1)]
)
def test_infusions_are_counted_if_they_were_begun(outcome: str, count: int):
    outcomes = {"given": given(3, "2024-04-15").outcome}
    outcomes |= {"stopped early": STOPPED, "not given": NOT_GIVEN}
    facts = [given(1, "2024-03-04"), given(2, "2024-03-25", outcomes[outcome])]
    assert planned(*facts, as_of="2024-04-01").infusions_given == count


def test_a_visit_and_a_day_1_are_found_by_name_and_number():
    plan = planned(*ON_TIME, as_of="2024-03-26")
    assert plan.visit("C2D1") == plan.day_1(2)
    assert (plan.visit("C9D1"), plan.day_1(9)) == (None, None)


def test_rows_are_ordered_by_target_and_then_by_number():
    plan = planned(*ON_TIME, as_of="2025-01-01")
    keys = [(visit.target, visit.visitnum) for visit in plan.visits]
    assert keys == sorted(keys)
    who = replace(plan.participant, randomized=day("2024-03-04"))
    both = planned(as_of="2024-03-05", who=who)
    shared = [v.visit for v in both.visits if v.target == day("2024-04-15")]
    assert shared == ["C3D1", "imaging week 6"]


def test_the_day_of_the_end_is_the_last_one_on_treatment():
    plan = planned(*ON_TIME, *ENDS, as_of="2024-05-20")
    assert plan.ended == day("2024-04-20")
    assert plan.cycles[-1].ends == day("2024-04-20")
    assert planned(*ON_TIME, ENDS[0], as_of="2024-05-20").ended is None


def test_a_baseline_weight_measured_later_is_left_out():
    plan = planned(weighed(62000, "2024-03-10"), as_of="2024-03-09")
    assert (plan.starting, plan.dosing) == (None, ())
    assert plan.left_out == (weighed(62000, "2024-03-10"),)
    plan = planned(weighed(62000, "2024-03-10"), as_of="2024-03-10")
    assert plan.starting is not None


@for_every(document=documents(), as_of=AS_OF, rule=st.sampled_from(NextDay1))
@FEWER
def test_a_plan_can_be_made_of_any_facts_that_contradict_nothing(
    document: FactsDocument, as_of: date, rule: NextDay1
):
    for late_cycle in LateCycle:
        chosen = settings(next_day_1=rule, late_cycle=late_cycle)
        check(make_plan(FIRST, chosen, document, as_of=as_of))


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
            assert late.visit(visit.visit) == visit


@for_every(
    document=documents(), as_of=AS_OF, grams=st.integers(25000, 250000), on=AS_OF
)
@FEWER
def test_adding_a_later_weight_changes_no_dose(
    document: FactsDocument, as_of: date, grams: int, on: date
):
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


def test_the_second_study_goes_through_the_same_code():
    facts = [
        weighed(81000),
        given(1, "2024-03-05"),
        given(1, "2024-03-19", at=15),
        recorded("C1D-1", "2024-03-04"),
        Dispensing(on=day("2024-03-05"), capsules=120),
    ]
    plan = planned(*facts, as_of="2024-03-25", study=SECOND)
    assert [(v.visit, v.target.isoformat()) for v in plan.visits[:6]] == [
        ("C1D1", "2024-03-04"),
        ("C1D-1", "2024-03-04"),
        ("C1D15", "2024-03-19"),
        ("C2D-1", "2024-04-01"),
        ("C2D1", "2024-04-02"),
        ("C2D15", "2024-04-16"),
    ]
    assert targets(plan)[:2] == ["2024-03-04", "2024-04-02"]
    assert plan.starting is not None
    assert plan.starting.level.name == "20 mg daily"
    assert plan.infusions_given == 2


def test_entered_on_treatment_begins_with_the_cycle_at_entry():
    plan = planned(as_of="2024-03-26", who=ENTERED)
    assert [cycle.number for cycle in plan.cycles] == [40, 41, 42, 43, 44]
    assert plan.current.cycle == 41


def test_the_participant_who_died_is_asked_for_nothing_more():
    plan = planned(
        *ON_TIME, happened(EventKind.DEATH, "2024-04-01"), as_of="2024-04-02"
    )
    assert {v.status for v in plan.visits if v.target > day("2024-04-01")} == {
        Status.CANCELLED
    }
