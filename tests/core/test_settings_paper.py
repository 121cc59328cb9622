"""What each setting of the papers does, and which of them no paper says yet."""

from datetime import time
from pathlib import Path

import pytest

from scheduler.core.instructions import missed_dose_may_be_taken
from scheduler.documents.sheet_parts import infusion_part
from tests.core.profiles import ROOT
from tests.core.site_settings import (
    STUDIES,
    each_value,
    infusion,
    plan_with,
    refused,
    row,
)

C1 = infusion(1, "2024-03-04")
AFTER_REACTION = C1 | {"reason": "infusion reaction"}

# Read, checked and kept, but no paper or screen says them: the diary and the
# infusion record of the papers' issue will.
NOT_SAID_YET = frozenset({"observation_minutes", "capsules_on_day_1", "vomited_dose"})


@each_value(
    "infusion_minutes",
    "study, facts, visit, minutes",
    [
        ([60, 30], "first", [], "C1D1", 60),
        ([60, 30], "first", [C1], "C2D1", 30),
        ([60, 30], "first", [AFTER_REACTION], "C2D1", 60),
        ([60, 60], "first", [C1], "C2D1", 60),
        ([5, 480], "first", [], "C1D1", 5),
        ([5, 480], "first", [C1], "C2D1", 480),
        ([480, 5], "first", [], "C1D1", 480),
        ([480, 5], "first", [C1], "C2D1", 5),
        ([90, 90], "second", [C1], "C1D15", 90),
        ([90, 45], "second", [], "C1D1", 90),
        ([90, 45], "second", [C1], "C1D15", 45),
    ],
)
def test_the_sheet_says_the_minutes_of_the_first_infusion_and_of_later_ones(
    value: list[int], study: str, facts: list[dict], visit: str, minutes: int
):
    rules = STUDIES[study]
    chosen = {"infusion_minutes": value}
    plan = plan_with(chosen, *facts, as_of="2024-03-05", study=rules)
    part = infusion_part(rules, plan, row(plan, visit))
    assert part.minutes == f"over {minutes} minutes"


@each_value(
    "missed_dose_hours",
    "remembered, days_later, take",
    [
        (0, "08:00", 0, True),
        (0, "08:01", 0, False),
        (8, "16:00", 0, True),
        (8, "16:01", 0, False),
        (12, "20:00", 0, True),
        (12, "20:01", 0, False),
        (24, "08:00", 1, True),
        (24, "08:01", 1, False),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_a_dose_due_at_8_may_be_taken_for_so_many_hours(
    value: int, remembered: str, days_later: int, take: bool, study: str
):
    chosen = {"missed_dose_hours": value}
    plan = plan_with(chosen, as_of="2024-03-04", study=STUDIES[study])
    hours, late = plan.settings.missed_dose_hours, time.fromisoformat(remembered)
    found = missed_dose_may_be_taken(time(8), late, hours=hours, days_later=days_later)
    assert found is take


@each_value("observation_minutes", "kept", [(0, 0), (30, 30), (480, 480)])
def test_minutes_of_observation_are_kept(value: int, kept: int):
    plan = plan_with({"observation_minutes": value}, as_of="2024-03-04")
    assert plan.settings.observation_minutes == kept


@each_value(
    "capsules_on_day_1",
    "kept",
    [("not stated", "not stated"), ("before", "before"), ("after", "after")],
)
def test_the_order_of_capsules_and_infusion_is_kept(value: str, kept: str):
    plan = plan_with({"capsules_on_day_1": value}, as_of="2024-03-04")
    assert plan.settings.capsules_on_day_1 == kept


@each_value("vomited_dose", "kept", [("Call the site.", "Call the site.")])
def test_the_words_about_a_vomited_dose_are_kept(value: str, kept: str):
    plan = plan_with({"vomited_dose": value}, as_of="2024-03-04")
    assert plan.settings.vomited_dose == kept


def programs() -> list[Path]:
    found = [path for top in ("scheduler", "ui") for path in (ROOT / top).rglob("*.py")]
    return [
        path for path in found if path.name not in {"settings.py", "setting_kinds.py"}
    ]


@pytest.mark.parametrize("name", sorted(NOT_SAID_YET))
def test_a_setting_that_is_not_said_yet_is_used_nowhere(name: str):
    """Whoever uses one takes it out of the list, and tables what it does."""
    assert not [path for path in programs() if name in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("chosen", "at"),
    [
        ({"infusion_minutes": [4, 30]}, "infusion_minutes[0]"),
        ({"infusion_minutes": [60, 481]}, "infusion_minutes[1]"),
        ({"infusion_minutes": [60]}, "infusion_minutes"),
        ({"observation_minutes": 481}, "observation_minutes"),
        ({"observation_minutes": -1}, "observation_minutes"),
        ({"missed_dose_hours": 25}, "missed_dose_hours"),
        ({"missed_dose_hours": -1}, "missed_dose_hours"),
        ({"capsules_on_day_1": "during"}, "capsules_on_day_1"),
        ({"vomited_dose": ""}, "vomited_dose"),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_one_step_beyond_the_allowed_edge_is_refused(
    chosen: dict[str, object], at: str, study: str
):
    assert refused(chosen, study=STUDIES[study]) == f"settings.{at}"
