"""Notices about the course: intervals, gaps, late cycles, the longest treatment."""

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from scheduler.core.cycle_visits import UNSCHEDULED
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import EndOfTreatment, InfusionOutcome, InfusionRecord
from scheduler.core.infusions import infusion_days
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.standing import Phase
from scheduler.core.study import Capsules
from scheduler.core.treatment_cap import beyond_cap, treatment_cap
from scheduler.core.visits import WILL_NOT_BE, Status, Visit


def course_notices(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    """Yield what is to know about the days of visits.

    Args:
        capsules: what the course goes on with when the infusion has ended.
        plan: the plan as it stands.
    """
    yield from _order(plan)
    yield from _intervals(plan)
    yield from _delays(plan)
    yield from _gap(capsules, plan)
    yield from _skipped(plan)
    yield from _cap(plan)
    yield from _unscheduled(plan)


def _order(plan: Plan) -> Iterator[Notice]:
    day_1s = sorted((v for v in plan.visits if v.day == 1), key=attrgetter("cycle"))
    for earlier, later in pairwise(v for v in day_1s if v.status not in WILL_NOT_BE):
        if later.expected <= earlier.expected:
            yield Notice(
                code=NoticeCode.DAY_1_OUT_OF_ORDER,
                on=later.expected,
                sentence=f"{later.visit} on {clinical_date(later.expected)} does not "
                f"come after {earlier.visit} on {clinical_date(earlier.expected)}. "
                "Correct one of the two.",
            )


def _intervals(plan: Plan) -> Iterator[Notice]:
    low = plan.settings.minimum_interval_days or 0
    infusions = [visit for visit in plan.visits if visit.infusion and _stands(visit)]
    infusions.sort(key=attrgetter("expected"))
    for earlier, later in pairwise(infusions):
        days = (later.expected - earlier.expected).days
        # Two Day 1s on one day are out of order, which is said already.
        if days < low and (days or earlier.day != later.day):
            yield Notice(
                code=NoticeCode.MINIMUM_INTERVAL,
                on=later.expected,
                sentence=f"{later.visit} on {clinical_date(later.expected)} comes "
                f"{days_text(days)} after {earlier.visit}; the profile asks for "
                f"at least {low}.",
            )


def _delays(plan: Plan) -> Iterator[Notice]:
    """Name the Day 1s that lie so long after their target that it is a delay.

    Source:
        domain.md 2.1 and G25: exactly as many days as the setting are none.
    """
    high = plan.settings.relevant_delay_days
    for visit in plan.visits:
        days = (visit.expected - visit.target).days
        if visit.day == 1 and days > high and _stands(visit):
            yield Notice(
                code=NoticeCode.RELEVANT_DELAY,
                on=visit.expected,
                sentence=f"{visit.visit} on {clinical_date(visit.expected)} is "
                f"{days_text(days)} after its target; the profile counts more than "
                f"{days_text(high)} as a delay.",
            )


def _stands(visit: Visit) -> bool:
    """Leave out infusions that were not given, and those that will not be."""
    return (
        visit.outcome != InfusionOutcome.NOT_GIVEN
        and visit.status not in WILL_NOT_BE
        and visit.status is not Status.ON_HOLD
    )


def _gap(capsules: Capsules, plan: Plan) -> Iterator[Notice]:
    high = plan.settings.maximum_gap_days
    given = infusion_days(plan.participant, _infusions(plan), plan.as_of)
    ended = any(
        isinstance(fact, EndOfTreatment) and fact.drug != capsules.key
        for fact in plan.facts
    )
    if high is None or not given or ended or plan.current.phase is not Phase.TREATMENT:
        return
    days = (plan.as_of - max(given)).days
    if days > high:
        yield Notice(
            code=NoticeCode.MAXIMUM_GAP,
            on=plan.as_of,
            sentence=f"The last infusion was {days_text(days)} ago, on "
            f"{clinical_date(max(given))}; the profile allows {high}.",
        )


def _infusions(plan: Plan) -> list[InfusionRecord]:
    return [fact for fact in plan.facts if isinstance(fact, InfusionRecord)]


def _skipped(plan: Plan) -> Iterator[Notice]:
    """Say which infusions were entered for a cycle that was passed over.

    Source:
        facts.md, Late cycle; domain.md G26.
    """
    actual = {visit.actual: visit.visit for visit in plan.visits if visit.day == 1}
    for fact in _infusions(plan):
        entered, counts_for = f"C{fact.cycle}D1", actual.get(fact.on)
        if fact.day == 1 and counts_for not in {None, entered}:
            yield Notice(
                code=NoticeCode.CYCLE_SKIPPED,
                on=fact.on,
                sentence=f"The infusion on {clinical_date(fact.on)} was entered for "
                f"{entered} and is a whole cycle late, so it counts for {counts_for}.",
            )


def _cap(plan: Plan) -> Iterator[Notice]:
    """Name the first Day 1 that lies beyond the longest treatment allowed."""
    cap, visit = treatment_cap(plan), beyond_cap(plan)
    if cap and visit:
        yield Notice(
            code=NoticeCode.TREATMENT_CAP,
            on=visit.expected,
            sentence=f"{visit.visit} on {clinical_date(visit.expected)} lies "
            f"beyond {cap.said}, the longest treatment that the profile allows.",
        )


def _unscheduled(plan: Plan) -> Iterator[Notice]:
    """Name the planned visits whose window an unscheduled one lies in.

    Source:
        facts.md, Rows: it is kept, and never taken for that visit.
    """
    for found in plan.visits:
        for visit in plan.visits if found.kind == UNSCHEDULED else ():
            if visit.kind != UNSCHEDULED and found.target in visit.window:
                yield Notice(
                    code=NoticeCode.UNSCHEDULED_IN_WINDOW,
                    on=found.target,
                    sentence=f"The unscheduled visit on {clinical_date(found.target)} "
                    f"lies in the window of {visit.visit} and does not count for it.",
                )
