"""The infusion, the weight and the next visits of a dosing sheet."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.facts import InfusionOutcome, InfusionRecord, Weight
from scheduler.core.instructions import (
    had_reaction,
    infusion_minutes,
    instructions,
)
from scheduler.core.interruptions import last_dose
from scheduler.core.notices import NoticeCode, find_notices
from scheduler.core.plan import Plan
from scheduler.core.printed import next_imaging
from scheduler.core.quantities import dose_text, weight_text
from scheduler.core.settings import WeightBasis
from scheduler.core.study import Capsules, Study
from scheduler.core.visits import WILL_NOT_BE, Status, Visit
from scheduler.core.wording import DASH, infusion_line
from scheduler.documents.sheet_capsules import holds_text
from scheduler.documents.sheet_data import InfusionPart, WeightPart

ONE_DAY = timedelta(days=1)
NOT_RECORDED = "Not recorded"
WEIGHT_NOTICES = {NoticeCode.WEIGHT_CROSSED_BAND, NoticeCode.DOSE_PROPOSED}
RULES = {
    WeightBasis.BASELINE: "the weight at baseline sets the dose and is kept",
    WeightBasis.EVERY_DAY_1: "the weight of every Day 1 may propose another dose; "
    "it changes only by a recorded decision",
}
RULE_AFTER_ENTRY = "the dose at entry is kept; no weight changes it"


def infusion_part(study: Study, plan: Plan, visit: Visit) -> InfusionPart:
    """Write the masked infusion of one visit.

    Source:
        ux.md 4.2, PR-14; domain.md 6(a), G59.
    """
    earlier, records = _earlier(plan, visit), _records_before(plan, visit)
    minutes = infusion_minutes(plan.settings, earlier, records)
    day = visit.expected
    return InfusionPart(
        line=tuple(infusion_line(study.infusion).split(DASH)),
        none="" if visit.infusion else _no_infusion(study, plan, visit),
        minutes=f"over {minutes} minutes",
        rule="; ".join(_minutes_rules(plan, earlier, records)),
        holds=tuple(holds_text(plan.facts, study.infusion.key, day, day + ONE_DAY)),
        recorded=_recorded(plan, visit),
    )


def weight_part(study: Study, plan: Plan, visit: Visit) -> WeightPart:
    """Write the weight that set the dose, and the last one.

    Source:
        ux.md PR-11, N-12, N-14, N-15; domain.md G57.
    """
    weights = [
        fact
        for fact in plan.facts
        if isinstance(fact, Weight) and fact.on <= visit.expected
    ]
    last = max(weights, key=lambda weight: weight.on, default=None)
    return WeightPart(
        last=_weighed(last) if last else NOT_RECORDED,
        basis=_basis(plan),
        bands=bands_text(study.capsules),
        rule=_rule(plan),
        notice=_notice(study, plan, last),
    )


def bands_text(capsules: Capsules) -> str:
    """Write the rule of the weight bands in words, the heaviest first.

    Source:
        ux.md N-05, PR-11.
    """
    bands = sorted(capsules.bands, key=lambda band: -(band.from_grams or 0))
    return "; ".join(f"{band.text} = {dose_text(band.level.mg)}" for band in bands)


def next_day_1_text(plan: Plan, visit: Visit) -> str:
    """Write the next Day 1 with its window."""
    following = plan.day_1((visit.cycle or 0) + 1)
    if following is None:
        return "not in this plan"
    if following.status is Status.CANCELLED:
        return "none, treatment has ended"
    return f"Cycle {following.cycle} Day {following.day}, {_when(following)}"


def next_imaging_text(study: Study, plan: Plan, visit: Visit) -> str:
    """Write the next imaging that is not recorded, with its window."""
    following = next_imaging(study, plan, visit)
    if following is None:
        return "none in this plan"
    name = following.visit.removeprefix(f"{following.kind} ")
    return f"{name}, {_when(following)}"


def window_text(visit: Visit) -> str:
    """Write a window as two dates.

    Source:
        ux.md D-09.
    """
    return date_range(visit.window.opens, visit.window.closes)


def _when(visit: Visit) -> str:
    booked = f", booked {weekday_date(visit.booked)}" if visit.booked else ""
    target = weekday_date(visit.target)
    return f"{target}, window {window_text(visit)}{booked}"


def _earlier(plan: Plan, visit: Visit) -> int:
    """Count the infusions before this one, given or still to come."""
    entry = plan.participant.entry
    known = [
        other
        for other in plan.visits
        if other.infusion
        and (other.cycle or 0, other.day or 0) < (visit.cycle or 0, visit.day or 0)
        and other.outcome != InfusionOutcome.NOT_GIVEN
        and other.status not in WILL_NOT_BE
    ]
    return len(known) + (entry.from_cycle - 1 if entry else 0)


def _records_before(plan: Plan, visit: Visit) -> list[InfusionRecord]:
    return [
        fact
        for fact in plan.facts
        if isinstance(fact, InfusionRecord)
        and (fact.cycle, fact.day) < (visit.cycle or 0, visit.day or 0)
    ]


def _minutes_rules(
    plan: Plan, earlier: int, records: list[InfusionRecord]
) -> Iterator[str]:
    """Yield the minutes of other infusions, and of observation where they are set."""
    yield _minutes_rule(plan, earlier, records)
    if plan.settings.observation_minutes:
        yield instructions(plan.settings).observation


def _minutes_rule(plan: Plan, earlier: int, records: list[InfusionRecord]) -> str:
    first, later = plan.settings.infusion_minutes
    if had_reaction(records):
        return "after an infusion reaction"
    return f"first infusion {first}" if earlier else f"later infusions {later}"


def _no_infusion(study: Study, plan: Plan, visit: Visit) -> str:
    ended = last_dose(study.infusion, plan.facts)
    if ended is not None and ended < visit.expected:
        return f"none at this visit: last infusion on {clinical_date(ended)}"
    return "none at this visit"


def _recorded(plan: Plan, visit: Visit) -> str:
    for fact in plan.facts:
        if isinstance(fact, InfusionRecord) and (fact.cycle, fact.day) == (
            visit.cycle,
            visit.day,
        ):
            return ", ".join(_record(fact))
    return ""


def _record(infusion: InfusionRecord) -> list[str]:
    said = [f"{infusion.outcome} on {clinical_date(infusion.on)}"]
    if infusion.start:
        said.append(f"start {infusion.start:%H:%M}")
    if infusion.stop:
        said.append(f"stop {infusion.stop:%H:%M}")
    if infusion.kit:
        said.append(f"kit {infusion.kit}")
    if infusion.reason:
        said.append(infusion.reason)
    return said


def _weighed(weight: Weight) -> str:
    return f"{weight_text(weight.grams)} on {clinical_date(weight.on)}"


def _basis(plan: Plan) -> str:
    if entry := plan.participant.entry:  # then no weight has set the dose
        why = f": {entry.level_reason}" if entry.level_reason else ""
        return f"entered on treatment at {entry.level}{why}"
    if plan.starting is not None:
        return f"{_weighed(plan.starting.weight)}, at baseline"
    return "no baseline weight"


def _rule(plan: Plan) -> str:
    basis = plan.settings.weight_basis
    if plan.participant.entry and basis is WeightBasis.BASELINE:
        return RULE_AFTER_ENTRY
    return RULES[basis]


def _notice(study: Study, plan: Plan, last: Weight | None) -> str:
    if last is None:
        return ""
    return " ".join(
        notice.sentence
        for notice in find_notices(study.capsules, plan)
        if notice.on == last.on and notice.code in WEIGHT_NOTICES
    )
