"""The engine against a second implementation that walks day by day.

The histories are asked about in processes of their own, side by side, so that the
tracer of branches does not slow them down.
"""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from scheduler.core.facts import InfusionOutcome, VisitOutcome
from scheduler.core.settings import EveryOtherDay, ImagingAnchor, LateCycle, NextDay1
from scheduler.core.standing import Phase
from scheduler.core.study import Study
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
