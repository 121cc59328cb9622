from dataclasses import replace

import pytest

from scheduler.core.facts import DoseAction, EventKind, Fact, Participant
from scheduler.core.notices import NoticeCode, find_notices
from scheduler.core.plan import Plan
from scheduler.core.settings import ReEscalation, WeightBasis
from tests.core.plans import (
    ADA,
    ENTERED,
    PILLS,
    decided,
    ended,
    happened,
    held,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

CROSSED, PROPOSED = NoticeCode.WEIGHT_CROSSED_BAND, NoticeCode.DOSE_PROPOSED
REDUCE, STOP = DoseAction.REDUCE, DoseAction.DISCONTINUE
BASELINE = weighed(62000)
UPWARD, REFUSED = ReEscalation.WITH_REASON, ReEscalation.REFUSED


def told(plan: Plan) -> list[tuple[NoticeCode, str]]:
    codes = {CROSSED, PROPOSED, NoticeCode.BASELINE_WEIGHT_MISSING}
    found = find_notices(FIRST.capsules, plan)
    return [(notice.code, notice.sentence) for notice in found if notice.code in codes]


def every_day_1(
    *facts: Fact, who: Participant = ADA, allowed: ReEscalation = REFUSED
) -> list[NoticeCode]:
    plan = planned(
        *facts,
        as_of="2024-05-08",
        who=who,
        weight_basis=WeightBasis.EVERY_DAY_1,
        re_escalation=allowed,
    )
    return [code for code, _ in told(plan)]


@pytest.mark.parametrize(
    ("grams", "later", "crosses"),
    [
        (62000, 60000, False),
        (62000, 59999, True),
        (58000, 59999, False),
        (58000, 60000, True),
    ],
)
def test_a_weight_in_another_band_is_told_or_proposed_both_ways(
    grams: int, later: int, crosses: bool
):
    """R04."""
    facts = [weighed(grams), weighed(later, "2024-05-06", baseline=False)]
    codes = [code for code, _ in told(planned(*facts, as_of="2024-05-08"))]
    assert codes == ([CROSSED] if crosses else [])
    assert every_day_1(*facts) == ([PROPOSED] if crosses else [])


@pytest.mark.parametrize(
    ("facts", "kg", "refused", "allowed"),
    [
        ([decided("2024-03-10", REDUCE, "8 mg daily")], 58, False, False),
        ([decided("2024-03-10", REDUCE, "8 mg daily")], 61, False, True),
        ([decided("2024-03-10", REDUCE, "4 mg daily")], 58, False, True),
        ([decided("2024-03-10", REDUCE, "8 mg daily"),
          held(PILLS, "2024-03-20")], 58, False, False),
        ([held(PILLS, "2024-03-20"),
          decided("2024-03-22", DoseAction.RESUME_SAME)], 58, True, True),
        ([decided("2024-03-24", DoseAction.RESUME_SAME)], 58, True, True),
        ([decided("2024-03-25", DoseAction.RESUME_SAME)], 58, False, False),
        ([decided("2024-03-26", REDUCE, "8 mg daily")], 58, False, False),
        ([decided("2024-03-26", REDUCE, "8 mg daily", on="2024-03-20")],
         58, False, False),
        ([decided("2024-03-10", STOP)], 58, False, False),
        ([ended(PILLS, "2024-03-24")], 58, False, False),
        ([happened(EventKind.DEATH, "2024-05-01")], 58, False, False),
        ([held(PILLS, "2024-03-20")], 58, True, True),
    ],
)  # fmt: skip
def test_a_proposal_is_compared_with_the_level_in_force_on_the_day_of_the_weight(
    facts: list[Fact], kg: int, refused: bool, allowed: bool
):
    weight = weighed(kg * 1000, "2024-03-25", baseline=False)
    for rule, proposed in ((REFUSED, refused), (UPWARD, allowed)):
        found = every_day_1(BASELINE, *facts, weight, allowed=rule)
        assert found == ([PROPOSED] if proposed else [])


@pytest.mark.parametrize(
    ("facts", "kg", "allowed", "proposed"),
    [
        ([], 58, UPWARD, False),
        ([], 61, UPWARD, True),
        ([], 61, REFUSED, False),
        ([decided("2024-02-01", REDUCE, "4 mg daily")], 58, UPWARD, False),
        ([decided("2024-03-05", REDUCE, "4 mg daily")], 58, UPWARD, True),
        ([decided("2024-03-05", REDUCE, "4 mg daily")], 58, REFUSED, False),
    ],
)
def test_of_somebody_entered_on_treatment_the_level_at_entry_is_in_force(
    facts: list[Fact], kg: int, allowed: ReEscalation, proposed: bool
):
    weight = weighed(kg * 1000, "2024-03-25", baseline=False)
    found = every_day_1(*facts, weight, who=ENTERED, allowed=allowed)
    assert found == ([PROPOSED] if proposed else [])
    assert told(planned(*facts, weight, as_of="2024-05-08", who=ENTERED)) == []


def test_the_sentences_about_weights_name_both_weights_and_what_stays():
    weight = weighed(58500, "2024-05-06", baseline=False)
    plan = planned(BASELINE, weight, as_of="2024-05-06", through=9)
    [(code, said)] = told(plan)
    assert code is CROSSED
    assert said == (
        "58.5 kg on 06-May-2024 is less than 60 kg, while the starting dose was set by "
        "62.0 kg on 01-Mar-2024. The dose does not change. Tell the investigator if "
        "unsure."
    )
    basis = replace(plan.settings, weight_basis=WeightBasis.EVERY_DAY_1)
    [(code, said)] = told(replace(plan, settings=basis))
    assert code is PROPOSED
    assert said == (
        "58.5 kg on 06-May-2024 is less than 60 kg: the profile proposes 8 mg daily. "
        "The dose stays as it is until the investigator's decision is recorded."
    )


def test_a_missing_baseline_weight_is_told_unless_the_dose_came_with_the_entry():
    missing = NoticeCode.BASELINE_WEIGHT_MISSING
    assert [code for code, _ in told(planned(as_of="2024-03-04"))] == [missing]
    assert told(planned(as_of="2024-03-04", who=ENTERED)) == []
