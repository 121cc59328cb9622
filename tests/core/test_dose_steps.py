import pytest

from scheduler.core.dose_steps import DoseSteps, dose_steps
from scheduler.core.facts import DoseAction, Fact
from scheduler.core.settings import ReEscalation
from tests.core.plans import (
    DRIP,
    ENTERED,
    ON_TIME,
    PILLS,
    day,
    decided,
    ended,
    held,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

HEAVY, LIGHT = weighed(62_000), weighed(59_950)
LADDER = ["12 mg daily", "8 mg daily", "4 mg daily", "4 mg every other day"]
TO_8 = decided("2024-03-10", DoseAction.REDUCE, "8 mg daily")


def steps(*facts: Fact, as_of: str = "2024-04-01", **chosen: object) -> DoseSteps:
    plan = planned(*ON_TIME, *facts, as_of=as_of, **chosen)  # type: ignore[arg-type]
    return dose_steps(FIRST.capsules, plan)


def names(levels: tuple[object, ...]) -> list[str]:
    return [level.name for level in levels]  # type: ignore[attr-defined]


def test_the_ladder_begins_with_the_starting_dose():
    heavy, light = steps(HEAVY), steps(LIGHT)
    assert names(heavy.ladder) == LADDER
    assert names(light.ladder) == LADDER[1:]
    assert (heavy.level.name, light.level.name) == ("12 mg daily", "8 mg daily")
    assert heavy.since == day("2024-03-04")
    assert heavy.why == "62.0 kg is 60 kg or more"


def test_what_is_lower_begins_with_the_next_step():
    found = steps(HEAVY, TO_8)
    assert found.level.name == "8 mg daily"
    assert found.since == day("2024-03-10")
    assert names(found.lower) == LADDER[2:]
    assert names(found.ladder) == LADDER


def test_the_last_step_leads_no_lower():
    bottom = decided("2024-03-10", DoseAction.REDUCE, LADDER[3])
    assert steps(HEAVY, bottom).lower == ()


def test_nothing_is_higher_unless_the_profile_allows_it():
    assert steps(HEAVY, TO_8).higher == ()
    allowed = steps(HEAVY, TO_8, re_escalation=ReEscalation.WITH_REASON)
    assert names(allowed.higher) == ["12 mg daily"]


def test_the_levels_between_are_those_that_are_skipped():
    found = steps(HEAVY)
    assert names(found.skipped(found.lower[2])) == LADDER[1:3]
    assert found.skipped(found.lower[0]) == ()
    assert found.skipped(found.ladder[0]) == ()


def test_a_hold_keeps_the_level_and_is_told():
    found = steps(HEAVY, held(PILLS, "2024-03-28"))
    assert found.level.name == "12 mg daily"
    assert found.held
    assert found.held.starts == day("2024-03-28")
    assert steps(HEAVY, held(PILLS, "2024-03-28", "2024-03-31")).held is None


def test_a_hold_of_the_infusion_holds_the_capsules_only_where_the_profile_says_so():
    hold = held(DRIP, "2024-03-28")
    assert steps(HEAVY, hold).held is None
    assert steps(HEAVY, hold, drugs_held_together=True).held


def test_a_reduction_during_a_hold_counts_before_any_capsule_is_taken():
    reduced = decided("2024-03-30", DoseAction.REDUCE, "8 mg daily")
    found = steps(HEAVY, held(PILLS, "2024-03-28"), reduced)
    assert found.level.name == "8 mg daily"


def test_a_stop_keeps_the_level_to_go_on_from():
    found = steps(HEAVY, TO_8, decided("2024-03-20", DoseAction.DISCONTINUE))
    assert found.level.name == "8 mg daily"
    assert found.stopped == day("2024-03-20")


def test_a_decision_to_come_is_told_and_not_yet_in_force():
    coming = decided("2024-04-03", DoseAction.REDUCE, "8 mg daily", on="2024-04-01")
    found = steps(HEAVY, coming)
    assert found.level.name == "12 mg daily"
    assert found.coming == day("2024-04-03")
    assert steps(HEAVY).coming is None


def test_the_last_dose_ends_it():
    assert steps(HEAVY, ended(PILLS, "2024-03-30")).ended == day("2024-03-30")
    assert steps(HEAVY).ended is None


def test_without_a_weight_no_level_is_known():
    found = steps()
    assert (found.level, found.since, found.why) == (None, None, "")
    assert found.lower == ()
    assert names(found.ladder) == LADDER


def test_somebody_entered_on_treatment_stands_where_they_were_entered():
    plan = planned(as_of="2024-03-10", who=ENTERED)
    found = dose_steps(FIRST.capsules, plan)
    assert found.level.name == "8 mg daily"
    assert names(found.ladder) == LADDER


@pytest.mark.parametrize("before", [True, False])
def test_what_was_decided_before_entry_is_in_the_level_at_entry(before: bool):
    on = "2024-02-20" if before else "2024-03-05"
    reduced = decided(on, DoseAction.REDUCE, "4 mg daily")
    plan = planned(reduced, as_of="2024-03-10", who=ENTERED)
    found = dose_steps(FIRST.capsules, plan)
    assert found.level.name == ("8 mg daily" if before else "4 mg daily")
