"""Notices about capsules: what does not last, and an end that nobody recorded."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scheduler.core.dates import clinical_date
from scheduler.core.decisions import discontinued
from scheduler.core.facts import Dispensing, EndOfTreatment, InfusionRecord, Return
from scheduler.core.interruptions import last_dose
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.study import Capsules
from scheduler.core.supply import doses_between
from scheduler.core.visits import WILL_NOT_BE


def supply_notices(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    """Yield what is to know about capsules handed out, and about their end.

    Args:
        capsules: the drug.
        plan: the plan as it stands.
    """
    yield from _short(plan)
    yield from _end(capsules, plan)


def _short(plan: Plan) -> Iterator[Notice]:
    """Say that what was handed out does not reach the next hand-out to come.

    Once capsules came back their account is closed, until more are handed out.

    Source:
        domain.md G39.
    """
    handed = [fact for fact in plan.facts if isinstance(fact, Dispensing)]
    last = max((fact.on for fact in handed), default=date.max)
    waiting = [v for v in plan.visits if v.dispense and v.expected > last]
    waiting = [v for v in waiting if not (v.outcome or v.status in WILL_NOT_BE)]
    if not waiting or any(on > last for on in _came_back(plan)):
        return
    since, following = _since(plan, sorted({fact.on for fact in handed})), waiting[0]
    count = sum(fact.capsules for fact in handed if fact.on >= since)
    _, ordered = doses_between(plan.dosing, since, following.expected)
    if ordered > count:
        when = "on" if since == last else "since"
        yield Notice(
            code=NoticeCode.CAPSULES_SHORT,
            on=last,
            sentence=f"{capsules_text(count)} handed out {when} "
            f"{clinical_date(since)} do not last to {following.visit} on "
            f"{clinical_date(following.expected)}: {capsules_text(ordered - count)} "
            "short.",
        )


def _since(plan: Plan, days: list[date]) -> date:
    """Return the hand-out from which capsules are still at home.

    The last one on a Day 1, or after capsules came back; what was handed out between
    is added to it.
    """
    day_1s = {visit.actual for visit in plan.visits if visit.dispense}
    came = _came_back(plan)
    for fact in plan.facts:
        if isinstance(fact, InfusionRecord) and fact.day == 1:
            day_1s.add(fact.on)
    since = days[0]
    for before, day in pairwise(days):
        if day in day_1s or any(before < on <= day for on in came):
            since = day
    return since


def _came_back(plan: Plan) -> list[date]:
    return [fact.on for fact in plan.facts if isinstance(fact, Return)]


def _end(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    """Ask for the end of capsules that a decision stopped, once the infusion ended.

    Source:
        product.md, decision 5: safety follow-up hangs on the last dose of either.
    """
    stopped = discontinued(plan.facts)
    infusion_ended = any(isinstance(fact, EndOfTreatment) for fact in plan.facts)
    if stopped is None or last_dose(capsules, plan.facts) or not infusion_ended:
        return
    yield Notice(
        code=NoticeCode.END_NOT_RECORDED,
        on=plan.as_of,
        sentence=f"{capsules.name} was discontinued from {clinical_date(stopped)} and "
        f"the infusion has ended. Record the end of {capsules.name} with its last "
        "dose: follow-up counts from it.",
    )
