"""What is due at a visit, by cycles and by days."""

from dataclasses import replace

import pytest

from scheduler.core.facts import Fact
from scheduler.core.plan import Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.study import Study
from tests.core.plans import (
    ADA,
    ENTERED,
    NOT_DONE,
    given,
    planned,
    recorded,
    weighed,
)
from tests.core.profiles import FIRST, SECOND
from tests.core.test_anchored import ENDS


def due(study: Study, plan: Plan, name: str) -> list[str]:
    """Return the visits at which one procedure is due."""
    return [v.visit for v in plan.visits if name in procedures_due(study, plan, v)]


def second(*facts: Fact, through: int = 4, **chosen: object) -> Plan:
    return planned(*facts, as_of="2024-03-13", study=SECOND, through=through, **chosen)


def test_a_procedure_without_a_rhythm_is_due_at_each_of_its_visits():
    plan = second(through=3)
    assert due(SECOND, plan, "weight") == ["C1D-1", "C2D-1", "C3D-1"]
    assert due(SECOND, plan, "blood pressure")[:3] == ["C1D1", "C1D15", "C2D1"]


@pytest.mark.parametrize(
    ("every", "first", "last", "cycles"),
    [
        (1, 1, None, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (3, 2, 8, [2, 5, 8]),
        (3, 2, 7, [2, 5]),
        (2, 1, None, [1, 3, 5, 7, 9]),
        (1, 4, 4, [4]),
    ],
)
def test_a_rhythm_by_cycles_counts_from_its_first_one(
    every: int, first: int, last: int | None, cycles: list[int]
):
    echo = next(p for p in SECOND.procedures if p.name == "heart echo")
    echo = replace(echo, every_cycles=every, first_cycle=first, last_cycle=last)
    study = replace(SECOND, procedures=(echo,))
    found = due(study, second(through=9), "heart echo")
    assert found == [f"C{cycle}D1" for cycle in cycles]


def test_a_rhythm_by_days_is_due_at_the_first_visit_on_the_day_or_later():
    # Days 8, 22, 36, 50, then 80 and 110; D1 is day 1, 29, 57, 85, D15 is 15, 43 ...
    plan = second(interim_visits=("C1D8",))
    assert due(SECOND, plan, "eye test") == [
        "C1D8",
        "C2D1",
        "C2D15",
        "C3D1",
        "C4D1",
    ]
    assert due(SECOND, second(interim_visits=()), "eye test")[:2] == ["C1D15", "C2D1"]


def test_a_visit_that_did_not_take_place_passes_its_procedures_on():
    plan = second(recorded("C1D8", "2024-03-12", NOT_DONE), interim_visits=("C1D8",))
    assert due(SECOND, plan, "eye test")[:2] == ["C1D8", "C1D15"]


def test_a_rhythm_by_days_may_end():
    eyes = next(p for p in SECOND.procedures if p.name == "eye test")
    study = replace(SECOND, procedures=(replace(eyes, then_every_days=None),))
    assert due(study, second(), "eye test")[-1] == "C3D1"


def test_who_came_without_a_first_day_1_is_asked_every_time():
    eyes = next(p for p in SECOND.procedures if p.name == "eye test")
    study = replace(FIRST, procedures=(replace(eyes, visits=("D1",)),))
    plan = planned(as_of="2024-03-26", who=ENTERED)
    assert len(due(study, plan, "eye test")) == len(
        [v for v in plan.visits if v.kind == "D1"]
    )


def test_g54_blood_pressure_follows_the_label_with_visits_in_between():
    pressure = next(p for p in FIRST.procedures if p.name == "blood pressure")
    label = replace(pressure, days=(8, 22, 36, 50), then_every_days=30)
    study = replace(FIRST, procedures=(replace(label, visits=("D1", "D8", "D15")),))
    between = ("C1D8", "C2D15", "C3D8")
    plan = planned(as_of="2024-03-04", interim_visits=between, through=5)
    found = due(study, plan, "blood pressure")
    assert found == ["C1D8", "C2D1", "C2D15", "C3D8", "C5D1"]
    days = [v.target.isoformat() for v in plan.visits if v.visit in found[:4]]
    assert days == ["2024-03-11", "2024-03-25", "2024-04-08", "2024-04-22"]


def test_other_visits_have_procedures_of_their_own():
    facts = [weighed(61_000), given(1, "2024-03-04"), *ENDS]
    plan = planned(*facts, as_of="2024-10-05", who=ADA)
    assert due(FIRST, plan, "survival status")[0] == "survival week 12"
    assert due(FIRST, plan, "tumour imaging")[0] == "imaging week 6"
    assert "end of treatment" in due(FIRST, plan, "capsules counted")
