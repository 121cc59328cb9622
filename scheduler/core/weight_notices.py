"""Notices about body weights: none at baseline, and later ones in another band."""

from collections.abc import Iterator
from datetime import date

from scheduler.core.dates import clinical_date
from scheduler.core.decisions import decisions_in_turn, discontinued
from scheduler.core.dosing import StartingDose
from scheduler.core.facts import Weight
from scheduler.core.interruptions import last_dose
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.quantities import weight_text
from scheduler.core.settings import ReEscalation, WeightBasis
from scheduler.core.study import Capsules, Level


def weight_notices(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    """Yield what is to know about weights; none of them changes the dose.

    Args:
        capsules: for the bands and the ladder.
        plan: the plan as it stands.

    Source:
        product.md, decision 2.
    """
    start, entry = plan.starting, plan.participant.entry
    if start is None and entry is None:
        yield Notice(
            code=NoticeCode.BASELINE_WEIGHT_MISSING,
            on=plan.as_of,
            sentence="No baseline weight is recorded, so there is no dose. "
            "Record the baseline weight.",
        )
        return
    for fact in plan.facts:
        if isinstance(fact, Weight) and not fact.baseline:
            yield from _later(capsules, plan, fact)


def _later(capsules: Capsules, plan: Plan, weight: Weight) -> Iterator[Notice]:
    """Name a later weight in another band, or the dose that it proposes.

    From the starting dose both ways; a dose that was lowered goes up again only
    where the profile allows it.
    """
    start, band = plan.starting, capsules.band(weight.grams)
    if plan.settings.weight_basis is WeightBasis.BASELINE:
        if start and band is not capsules.band(start.weight.grams):
            yield _crossing(capsules, start, weight)
        return
    in_force = _undecided(capsules, plan, weight.on)
    if in_force is None or in_force == band.level:
        return
    lower = capsules.ladder.index(band.level) > capsules.ladder.index(in_force)
    as_begun = start is not None and in_force == start.level
    if lower or as_begun or plan.settings.re_escalation is not ReEscalation.REFUSED:
        yield _proposal(capsules, weight)


def _undecided(capsules: Capsules, plan: Plan, day: date) -> Level | None:
    """Return the level in force on a day, if nothing was decided on it or later.

    None too where the capsules have ended, or were not begun.
    """
    decided = decisions_in_turn(plan.facts)
    if last_dose(capsules, plan.facts) or discontinued(plan.facts):
        return None
    if any(max(starts, decision.on) >= day for starts, decision in decided):
        return None
    entry = plan.participant.entry
    level = plan.starting.level if plan.starting else None
    if entry:
        level = capsules.level(entry.level)
    for starts, decision in decided:
        if decision.to and (entry is None or starts >= entry.day_1):
            level = capsules.level(decision.to)
    return level


def _proposal(capsules: Capsules, weight: Weight) -> Notice:
    proposed = capsules.band(weight.grams).level.name
    return Notice(
        code=NoticeCode.DOSE_PROPOSED,
        on=weight.on,
        sentence=f"{_by_weight(capsules, weight)}: the profile proposes {proposed}. "
        "The dose stays as it is until the investigator's decision is recorded.",
    )


def _crossing(capsules: Capsules, start: StartingDose, weight: Weight) -> Notice:
    baseline = f"{weight_text(start.weight.grams)} on {clinical_date(start.weight.on)}"
    return Notice(
        code=NoticeCode.WEIGHT_CROSSED_BAND,
        on=weight.on,
        sentence=f"{_by_weight(capsules, weight)}, while the starting dose was set by "
        f"{baseline}. The dose does not change. Tell the investigator if unsure.",
    )


def _by_weight(capsules: Capsules, weight: Weight) -> str:
    text = capsules.band(weight.grams).text
    return f"{weight_text(weight.grams)} on {clinical_date(weight.on)} is {text}"
