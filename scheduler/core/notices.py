"""What a coordinator should know about a plan: each with a code and a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from scheduler.core.dates import clinical_date, days_text
from scheduler.core.dosing import StartingDose
from scheduler.core.facts import InfusionOutcome, Weight
from scheduler.core.plan import Plan
from scheduler.core.quantities import weight_text
from scheduler.core.standing import Phase, date_of
from scheduler.core.study import Capsules, WeightBasis
from scheduler.core.visits import Status, Visit


class NoticeCode(StrEnum):
    """Every notice there is; ``cycledesk-cli codes`` prints them."""

    BASELINE_WEIGHT_MISSING = "baseline_weight_missing"
    WEIGHT_CROSSED_BAND = "weight_crossed_band"
    DOSE_PROPOSED = "dose_proposed"
    FACTS_AFTER_AS_OF = "facts_after_as_of"
    FIRST_DAY_1_LATE = "first_day_1_late"
    MINIMUM_INTERVAL = "minimum_interval"
    MAXIMUM_GAP = "maximum_gap"
    DAY_1_OUT_OF_ORDER = "day_1_out_of_order"


MEANINGS = {
    NoticeCode.BASELINE_WEIGHT_MISSING: "no baseline weight, so no dose is known",
    NoticeCode.WEIGHT_CROSSED_BAND: "a later weight lies in another dose band",
    NoticeCode.DOSE_PROPOSED: "the profile proposes another dose by a later weight",
    NoticeCode.FACTS_AFTER_AS_OF: "facts dated after the day asked were left out",
    NoticeCode.FIRST_DAY_1_LATE: "Day 1 of cycle 1 is late after randomization",
    NoticeCode.MINIMUM_INTERVAL: "two infusions lie closer than the profile allows",
    NoticeCode.MAXIMUM_GAP: "the last infusion is longer ago than the profile allows",
    NoticeCode.DAY_1_OUT_OF_ORDER: "a Day 1 does not come after the one before it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to know, the day it bears on, and its sentence."""

    code: NoticeCode
    on: date
    sentence: str


def find_notices(capsules: Capsules, plan: Plan) -> tuple[Notice, ...]:
    """Return every notice of a plan, oldest first.

    Args:
        capsules: for the dose bands that a later weight may cross.
        plan: the plan as it stands.
    """
    found = [
        *_weights(capsules, plan),
        *_left_out(plan),
        *_first_day_1(plan),
        *_intervals(plan),
        *_gap(plan),
    ]
    return tuple(sorted(found, key=lambda notice: (notice.on, notice.code)))


def _weights(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    start = plan.starting
    if start is None:
        if plan.participant.entry is None:
            yield Notice(
                code=NoticeCode.BASELINE_WEIGHT_MISSING,
                on=plan.as_of,
                sentence="No baseline weight is recorded, so there is no dose. "
                "Record the baseline weight.",
            )
        return
    for fact in plan.facts:
        if (
            isinstance(fact, Weight)
            and not fact.baseline
            and capsules.band(fact.grams) is not capsules.band(start.weight.grams)
        ):
            yield _crossing(capsules, plan, start, fact)


def _crossing(
    capsules: Capsules, plan: Plan, start: StartingDose, weight: Weight
) -> Notice:
    band = capsules.band(weight.grams)
    by_weight = (
        f"{weight_text(weight.grams)} on {clinical_date(weight.on)} is {band.text}"
    )
    baseline = f"{weight_text(start.weight.grams)} on {clinical_date(start.weight.on)}"
    if plan.settings.weight_basis is WeightBasis.EVERY_DAY_1:
        return Notice(
            code=NoticeCode.DOSE_PROPOSED,
            on=weight.on,
            sentence=f"{by_weight}: the profile proposes {band.level.name}. The dose "
            "stays as it is until the investigator's decision is recorded.",
        )
    return Notice(
        code=NoticeCode.WEIGHT_CROSSED_BAND,
        on=weight.on,
        sentence=f"{by_weight}, while the starting dose was set by {baseline}. "
        "The dose does not change. Tell the investigator if unsure.",
    )


def _left_out(plan: Plan) -> Iterator[Notice]:
    if plan.left_out:
        days = sorted(date_of(fact) for fact in plan.left_out)
        count = len(days)
        yield Notice(
            code=NoticeCode.FACTS_AFTER_AS_OF,
            on=plan.as_of,
            sentence=f"{count} {'fact' if count == 1 else 'facts'} dated after "
            f"{clinical_date(plan.as_of)} left out: "
            f"{', '.join(clinical_date(day) for day in days)}.",
        )


def _first_day_1(plan: Plan) -> Iterator[Notice]:
    visit, randomized = plan.day_1(1), plan.participant.randomized
    if visit is None or randomized is None:
        return
    days = (visit.expected - randomized).days
    if days > plan.settings.first_day_1_within:
        yield Notice(
            code=NoticeCode.FIRST_DAY_1_LATE,
            on=visit.expected,
            sentence=f"C1D1 on {clinical_date(visit.expected)} is {days_text(days)} "
            f"after randomization; the profile allows "
            f"{days_text(plan.settings.first_day_1_within)}.",
        )


def _intervals(plan: Plan) -> Iterator[Notice]:
    low = plan.settings.minimum_interval_days
    day_1s = [v for v in plan.visits if v.infusion and v.day == 1 and _stands(v)]
    for earlier, later in pairwise(day_1s):
        days = (later.expected - earlier.expected).days
        if days <= 0:
            yield _order(earlier, later)
        elif low is not None and days < low:
            yield Notice(
                code=NoticeCode.MINIMUM_INTERVAL,
                on=later.expected,
                sentence=f"{later.visit} on {clinical_date(later.expected)} comes "
                f"{days_text(days)} after {earlier.visit}; the profile asks for "
                f"at least {low}.",
            )


def _stands(visit: Visit) -> bool:
    """Leave out infusions that were not given, and visits that will not be."""
    return visit.outcome != InfusionOutcome.NOT_GIVEN and visit.status not in {
        Status.CANCELLED,
        Status.NOT_DONE,
        Status.MISSED,
    }


def _order(earlier: Visit, later: Visit) -> Notice:
    return Notice(
        code=NoticeCode.DAY_1_OUT_OF_ORDER,
        on=later.expected,
        sentence=f"{later.visit} on {clinical_date(later.expected)} does not come "
        f"after {earlier.visit} on {clinical_date(earlier.expected)}. "
        "Correct one of the two.",
    )


def _gap(plan: Plan) -> Iterator[Notice]:
    high = plan.settings.maximum_gap_days
    given = [
        visit.actual
        for visit in plan.visits
        if visit.infusion and visit.actual and _stands(visit)
    ]
    if high is None or not given or plan.current.phase is not Phase.TREATMENT:
        return
    days = (plan.as_of - max(given)).days
    if days > high:
        yield Notice(
            code=NoticeCode.MAXIMUM_GAP,
            on=plan.as_of,
            sentence=f"The last infusion was {days_text(days)} ago, on "
            f"{clinical_date(max(given))}; the profile allows {high}.",
        )
