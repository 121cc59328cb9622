"""Capsules at home, held against the next visit at which more are handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scheduler.core.dates import clinical_date
from scheduler.core.dosing import ONE_DAY
from scheduler.core.facts import Dispensing, InfusionRecord, Return
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.supply import doses_between, terms
from scheduler.core.visits import WILL_NOT_BE, Visit

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """Capsules handed out whose account is still open.

    Attributes:
        since: the hand-out from which they are counted.
        last: the last hand-out.
        count: capsules handed out from ``since`` on.
        following: the next visit at which capsules are handed out.
        needed: capsules ordered from ``since`` to the day before that visit.
    """

    since: date
    last: date
    count: int
    following: Visit
    needed: int

    @property
    def short(self) -> int:
        """Capsules that are missing, 0 where there are enough."""
        return max(self.needed - self.count, 0)


def in_hand(plan: Plan) -> InHand | None:
    """Return the capsules at home, None where nobody can know them.

    Once capsules came back their account is closed, until more are handed out. Where
    no further hand-out is to come, there is nothing to hold them against.

    Source:
        domain.md G39; ux.md 3.9.
    """
    handed = [fact for fact in plan.facts if isinstance(fact, Dispensing)]
    last = max((fact.on for fact in handed), default=date.max)
    following = _following(plan, last)
    if following is None or any(on > last for on in _came_back(plan)):
        return None
    since = _since(plan, sorted({fact.on for fact in handed}))
    count = sum(fact.capsules for fact in handed if fact.on >= since)
    _, needed = doses_between(plan.dosing, since, following.expected)
    return InHand(
        since=since,
        last=last,
        count=count,
        following=following,
        needed=needed,
    )


def lasts_to(plan: Plan, found: InHand) -> date | None:
    """Return the last day for which the capsules at home are enough.

    The day before the hand-out where they are not enough for one day; None where
    they last for a year and more, because too few are ordered.
    """
    day, end = found.since, found.since + A_YEAR
    while doses_between(plan.dosing, found.since, day + ONE_DAY)[1] <= found.count:
        day += ONE_DAY
        if day > end:
            return None
    return day - ONE_DAY


def left_on(plan: Plan, found: InHand, morning: date) -> tuple[int, str]:
    """Count what is at home on the morning of a day if all was taken as ordered.

    Returns:
        The capsules, 0 where more was ordered, and the arithmetic in words.

    Source:
        ux.md 3.12 and N-11.
    """
    _, ordered = doses_between(plan.dosing, found.since, morning)
    said = terms(plan.dosing, found.since, morning)
    since, until = clinical_date(found.since), clinical_date(morning - ONE_DAY)
    why = f"{capsules_text(found.count)} handed out from {since} on, {said} ordered"
    return max(found.count - ordered, 0), f"{why} to {until}"


def _following(plan: Plan, last: date) -> Visit | None:
    """Return the first hand-out behind a day that nobody has said anything of."""
    waiting = (v for v in plan.visits if v.dispense and v.expected > last)
    return next(
        (v for v in waiting if not (v.outcome or v.status in WILL_NOT_BE)), None
    )


def _since(plan: Plan, days: Sequence[date]) -> date:
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
