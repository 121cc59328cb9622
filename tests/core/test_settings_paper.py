"""What each setting of the papers does."""

from datetime import time

import pytest

from scheduler.core.instructions import instructions, missed_dose_may_be_taken
from scheduler.core.plan_text import plan_data
from scheduler.documents.sheet_parts import infusion_part
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


@each_value(
    "observation_minutes",
    "said",
    [
        (0, "observation for ____ minutes"),
        (30, "observation for 30 minutes"),
        (480, "observation for 480 minutes"),
    ],
)
def test_the_sheet_says_how_long_somebody_is_observed_where_that_is_set(
    value: int, said: str
):
    plan = plan_with({"observation_minutes": value}, as_of="2024-03-04")
    part = infusion_part(STUDIES["first"], plan, row(plan, "C1D1"))
    assert part.rule.endswith(f"; {said}") == bool(value)
    assert instructions(plan.settings).observation == said


@each_value(
    "capsules_on_day_1",
    "said",
    [
        ("not stated", None),
        ("before", "Take the capsules before the infusion."),
        ("after", "Take the capsules after the infusion."),
    ],
)
def test_capsules_are_taken_before_or_after_the_infusion(value: str, said: str | None):
    plan = plan_with({"capsules_on_day_1": value}, as_of="2024-03-04")
    assert instructions(plan.settings).capsules_on_day_1 == said


@each_value("vomited_dose", "said", [("Call the site.", "Call the site.")])
def test_what_is_done_about_a_vomited_dose_is_said(value: str, said: str):
    plan = plan_with({"vomited_dose": value}, as_of="2024-03-04")
    assert plan_data(STUDIES["first"], plan)["instructions"]["vomited_dose"] == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "Skip a dose that was missed."),
        (1, "A dose that was missed may be taken within 1 hour."),
        (12, "A dose that was missed may be taken within 12 hours."),
    ],
)
def test_a_missed_dose_is_told_in_words(hours: int, said: str):
    plan = plan_with({"missed_dose_hours": hours}, as_of="2024-03-04")
    assert instructions(plan.settings).missed_dose.startswith(said)


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
