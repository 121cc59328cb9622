"""Notices about capsules: what does not last, and an end that nobody recorded."""

from collections.abc import Iterator

from scheduler.core.dates import clinical_date
from scheduler.core.decisions import discontinued
from scheduler.core.facts import EndOfTreatment
from scheduler.core.in_hand import in_hand
from scheduler.core.interruptions import last_dose
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.study import Capsules


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

    Source:
        domain.md G39.
    """
    found = in_hand(plan)
    if found and found.short:
        when = "on" if found.since == found.last else "since"
        following = found.following
        yield Notice(
            code=NoticeCode.CAPSULES_SHORT,
            on=found.last,
            sentence=f"{capsules_text(found.count)} handed out {when} "
            f"{clinical_date(found.since)} do not last to {following.visit} on "
            f"{clinical_date(following.expected)}: {capsules_text(found.short)} "
            "short.",
        )


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
