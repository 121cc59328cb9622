"""The engine against a second implementation that walks day by day.

The histories are asked about in processes of their own, side by side, so that the
tracer of branches does not slow them down.
"""

import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from scheduler.core.standing import Phase
from scheduler.core.visits import Status
from tests.core.plans import STUDIES
from tests.reference.comparing import (
    by_engine,
    sound_histories,
    told,
    unlike,
)
from tests.reference.plans import plan
from tests.reference.record import Case

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


def test_the_histories_reach_every_status_and_phase_of_both_studies(
    some: list[tuple[int, Case]],
):
    for study in STUDIES.values():
        plans = [by_engine(case) for _, case in some if case.study is study]
        statuses = Counter(row["status"] for plan in plans for row in plan["visits"])
        phases = Counter(plan["current"]["phase"] for plan in plans)
        assert set(statuses) == set(Status)
        assert set(phases) == set(Phase)
