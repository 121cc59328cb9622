"""The engine against a second implementation that walks day by day.

The histories are asked about in processes of their own, side by side, so that the
tracer of branches does not slow them down.
"""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    Event,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    VisitOutcome,
)
from scheduler.core.plan import Plan, make_plan
from scheduler.core.settings import EveryOtherDay, ImagingAnchor, LateCycle, NextDay1
from scheduler.core.standing import Phase
from scheduler.core.study import Study
from scheduler.core.unplanned import NOT_PLANNED
from scheduler.core.visits import Status
from tests.core.plans import STUDIES
from tests.reference.comparing import (
    by_engine,
    sound_histories,
    told,
    unlike,
)
from tests.reference.histories import history
from tests.reference.plans import plan
from tests.reference.record import Case

CHOICES = {
    "next_day_1": NextDay1,
    "late_cycle": LateCycle,
    "every_other_day": EveryOtherDay,
    "imaging_anchor": ImagingAnchor,
    "imaging_moves": (True, False),
    "drugs_held_together": (True, False),
}
ROOT = Path(__file__).parent.parent
HISTORIES, SIDE_BY_SIDE = 20_000, 2
SOME = 400


@pytest.fixture(scope="module")
def some() -> list[tuple[int, Case]]:
    return list(islice(sound_histories(0), SOME))


def test_the_engine_and_the_reference_agree_on_twenty_thousand_histories():
    each = HISTORIES // SIDE_BY_SIDE
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reference", f"{10 * at * each}", f"{each}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for at in range(SIDE_BY_SIDE)
    ]
    said = [process.communicate()[0] for process in running]
    for process, words in zip(running, said, strict=True):
        assert process.returncode == 0, words


def test_a_value_that_is_not_as_expected_is_named_by_its_path(
    some: list[tuple[int, Case]],
):
    seed, case = some[0]
    engine, expected = by_engine(case), plan(case)
    assert unlike(engine, expected) == []
    engine["visits"][0]["status"] = "forgotten"
    status = expected["visits"][0]["status"]
    assert unlike(engine, expected) == [
        f"plan.visits[0].status: engine forgotten, reference {status}"
    ]
    del engine["cycles"][-1]
    assert "plan.cycles: engine" in unlike(engine, expected)[-1]
    assert told(seed, case).startswith(f"history {seed}, --as-of {case.as_of}")


def test_the_same_number_is_always_the_same_history(some: list[tuple[int, Case]]):
    assert [history(seed) for seed, _ in some[:20]] == [case for _, case in some[:20]]


@pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES)
def test_the_histories_reach_every_status_phase_outcome_and_level_of_a_study(
    some: list[tuple[int, Case]], study: Study
):
    plans = [by_engine(case) for _, case in some if case.study is study]
    rows = [row for plan in plans for row in plan["visits"]]
    outcomes = {*InfusionOutcome, *VisitOutcome, None}
    assert {row["status"] for row in rows} == set(Status)
    assert {row["outcome"] for row in rows} == outcomes
    assert {plan["current"]["phase"] for plan in plans} == set(Phase)
    levels = {period["level"] for plan in plans for period in plan["dosing"]}
    assert levels == {level.name for level in study.capsules.ladder}


def test_the_histories_reach_every_choice_of_the_rules_that_move_dates(
    some: list[tuple[int, Case]],
):
    for study in STUDIES.values():
        chosen = [case.settings for _, case in some if case.study is study]
        for name, words in CHOICES.items():
            assert {getattr(settings, name) for settings in chosen} == set(words)


@pytest.fixture(scope="module")
def plans(some: list[tuple[int, Case]]) -> list[tuple[Case, Plan]]:
    return [
        (case, make_plan(case.study, case.settings, case.document, as_of=case.as_of))
        for _, case in some
    ]


@pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES)
def test_the_histories_tell_in_every_way_of_visits_that_no_rule_plans(
    plans: list[tuple[Case, Plan]], study: Study
):
    rows = [row for case, plan in plans if case.study is study for row in plan.visits]
    found = {row.status for row in rows if row.kind == NOT_PLANNED}
    waiting = Status.AWAITING_CONFIRMATION
    assert found == {Status.RECORDED, Status.NOT_DONE, Status.MISSED, waiting}


def test_the_histories_reach_infusions_after_the_event_that_ends_them(
    plans: list[tuple[Case, Plan]],
):
    assert [case for case, plan in plans if infused_after_its_end(case, plan)]


def infused_after_its_end(case: Case, plan: Plan) -> bool:
    events = [fact for fact in plan.facts if isinstance(fact, Event)]
    ends = [e.on for e in events if e.event in case.study.infusion.ends_with]
    infusions = [f for f in plan.facts if isinstance(f, InfusionRecord) and f.is_given]
    return any(fact.on > min(ends, default=fact.on) for fact in infusions)


def test_the_histories_resume_as_before_in_a_hold_of_each_drug_and_without_one(
    some: list[tuple[int, Case]],
):
    reached = {
        (case.settings.drugs_held_together, drug)
        for _, case in some
        for drug in held_when_resumed(case)
    }
    drugs = [d.key for s in STUDIES.values() for d in (s.infusion, s.capsules)]
    assert reached == {(both, drug) for both in (True, False) for drug in [*drugs, ""]}


def held_when_resumed(case: Case) -> set[str]:
    """Return the drugs on hold at any decision to go on as before; "" for none."""
    facts = case.document.facts
    decisions = [fact for fact in facts if isinstance(fact, DoseDecision)]
    same = [d.starts or d.on for d in decisions if d.action is DoseAction.RESUME_SAME]
    holds = [fact for fact in facts if isinstance(fact, Hold)]
    found: set[str] = set()
    for day in same:
        inside = [h for h in holds if h.starts < day and (not h.ends or day <= h.ends)]
        found |= {hold.drug for hold in inside} or {""}
    return found
