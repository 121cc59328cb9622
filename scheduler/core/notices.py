"""What a coordinator should know about a plan: each with a code and a sentence."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from scheduler.core.account_notices import account_notices
from scheduler.core.closed_day_notices import closed_day_notices
from scheduler.core.course_notices import course_notices
from scheduler.core.dates import clinical_date, date_range, days_text
from scheduler.core.decisions import discontinued
from scheduler.core.dosing import ONE_DAY
from scheduler.core.facts import Dispensing
from scheduler.core.interruptions import capsule_pauses, last_dose
from scheduler.core.notice_codes import MEANINGS, Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.standing import date_of
from scheduler.core.study import Capsules
from scheduler.core.supply import doses_between
from scheduler.core.visits import WILL_NOT_BE
from scheduler.core.weight_notices import weight_notices

__all__ = ["MEANINGS", "Notice", "NoticeCode", "find_notices"]


def find_notices(capsules: Capsules, plan: Plan) -> tuple[Notice, ...]:
    """Return every notice of a plan, oldest first.

    Args:
        capsules: for the dose bands that a later weight may cross.
        plan: the plan as it stands.
    """
    found = [
        *weight_notices(capsules, plan),
        *_left_out(plan),
        *_first_day_1(plan),
        *_holds(capsules, plan),
        *_short(plan),
        *account_notices(capsules, plan),
        *course_notices(capsules, plan),
        *closed_day_notices(plan),
    ]
    return tuple(sorted(found, key=attrgetter("on", "code", "sentence")))


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


def _holds(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    """Name the holds of the capsules that were long.

    A decision to resume or to discontinue ends one, and so does the last dose.
    """
    high, together = plan.settings.hold_warning_days, plan.settings.drugs_held_together
    last_day = min(plan.as_of, last_dose(capsules, plan.facts) or date.max)
    if stopped := discontinued(plan.facts):
        last_day = min(last_day, stopped - ONE_DAY)
    for pause in capsule_pauses(None if together else capsules.key, plan.facts):
        last = min(pause.after - ONE_DAY, last_day)
        days = (last - pause.starts).days + 1
        if high is not None and days > high:
            yield Notice(
                code=NoticeCode.LONG_HOLD,
                on=last,
                sentence=f"{capsules.name} was on hold for {days_text(days)}, "
                f"{date_range(pause.starts, last)}; the profile allows {high}.",
            )


def _short(plan: Plan) -> Iterator[Notice]:
    """Say that what was handed out last does not reach the next hand-out.

    Source:
        domain.md G39.
    """
    handed = [fact for fact in plan.facts if isinstance(fact, Dispensing)]
    last = max((fact.on for fact in handed), default=date.max)
    waiting = [v for v in plan.visits if v.dispense and v.expected > last]
    following = next((v for v in waiting if v.status not in WILL_NOT_BE), None)
    if following is None:
        return
    count = sum(fact.capsules for fact in handed if fact.on == last)
    _, ordered = doses_between(plan.dosing, last, following.expected)
    if ordered > count:
        yield Notice(
            code=NoticeCode.CAPSULES_SHORT,
            on=last,
            sentence=f"{capsules_text(count)} handed out on {clinical_date(last)} do "
            f"not last to {following.visit} on {clinical_date(following.expected)}: "
            f"{capsules_text(ordered - count)} short.",
        )
