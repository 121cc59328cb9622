"""Planned against done: what may have to be reported, one list."""

from collections.abc import Iterator
from operator import attrgetter

from scheduler.core.closed_day_notices import closed_day_said
from scheduler.core.dates import clinical_date, date_range, days_text
from scheduler.core.deviation_codes import MEANINGS, Deviation, DeviationCode
from scheduler.core.fact_deviations import fact_deviations
from scheduler.core.facts import InfusionOutcome
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.treatment_cap import treatment_cap
from scheduler.core.visits import Status, Visit

__all__ = ["MEANINGS", "Deviation", "DeviationCode", "find_deviations"]


def find_deviations(study: Study, plan: Plan) -> tuple[Deviation, ...]:
    """Return every deviation candidate of a plan, oldest first.

    Args:
        study: for its two drugs.
        plan: the plan as it stands.

    Source:
        product.md, decision 7: one list, nothing left out.
    """
    found = [
        one
        for visit in plan.visits
        for one in (*_of(visit), *_on_closed_day(visit, plan))
    ]
    found += [*_beyond_cap(plan), *_first_day_1(plan)]
    # The order in which facts stand means nothing; that of visits does.
    found += sorted(fact_deviations(study, plan), key=attrgetter("sentence"))
    return tuple(sorted(found, key=attrgetter("on")))


def _on_closed_day(visit: Visit, plan: Plan) -> Iterator[Deviation]:
    if said := closed_day_said(visit, plan):
        yield _found(visit, DeviationCode.CLOSED_DAY, 0, said)


def _beyond_cap(plan: Plan) -> Iterator[Deviation]:
    cap = treatment_cap(plan)
    if cap is None:
        return
    for visit in plan.visits:
        given = visit.actual and visit.outcome != InfusionOutcome.NOT_GIVEN
        if visit.infusion and given and not cap.allows(visit):
            said = f"was given beyond {cap.said}, the longest treatment allowed"
            yield _found(visit, DeviationCode.BEYOND_CAP, 0, said)


def _first_day_1(plan: Plan) -> Iterator[Deviation]:
    """Name a first Day 1 later after randomization than the profile allows."""
    visit, randomized = plan.day_1(1), plan.participant.randomized
    if visit is None or visit.actual is None or randomized is None:
        return
    days, high = (visit.actual - randomized).days, plan.settings.first_day_1_within
    if days > high:
        said = (
            f"on {clinical_date(visit.actual)} was {days_text(days)} after "
            f"randomization, and the profile allows {days_text(high)}"
        )
        yield _found(visit, DeviationCode.FIRST_DAY_1_LATE, days - high, said)


def _of(visit: Visit) -> Iterator[Deviation]:
    match visit.status:
        case Status.RECORDED:
            yield from _recorded(visit)
        case Status.MISSED:
            yield _found(visit, DeviationCode.MISSED, 0, "was missed")
        case Status.NOT_DONE:
            yield _found(visit, DeviationCode.NOT_DONE, 0, "was not done")
        case Status.OVERDUE:
            said = f"is {days_text(visit.days_outside)} overdue"
            yield _found(visit, DeviationCode.OVERDUE, visit.days_outside, said)
        case Status.CANCELLED | Status.ON_HOLD:
            return
        case _:
            yield from _booked(visit)


def _recorded(visit: Visit) -> Iterator[Deviation]:
    if visit.days_outside and visit.actual:
        said = (
            f"on {clinical_date(visit.actual)} was {outside_text(visit.days_outside)}"
        )
        yield _found(visit, DeviationCode.OUT_OF_WINDOW, visit.days_outside, said)
    if visit.outcome == InfusionOutcome.NOT_GIVEN:
        yield _found(
            visit, DeviationCode.INFUSION_NOT_GIVEN, 0, "had no infusion given"
        )
    if visit.outcome == InfusionOutcome.STOPPED_EARLY:
        said = "had its infusion stopped early"
        yield _found(visit, DeviationCode.INFUSION_STOPPED_EARLY, 0, said)


def _booked(visit: Visit) -> Iterator[Deviation]:
    days = visit.window.days_outside(visit.booked) if visit.booked else 0
    if visit.booked and days:
        said = f"is booked for {clinical_date(visit.booked)}, {outside_text(days)}"
        yield _found(visit, DeviationCode.BOOKED_OUT_OF_WINDOW, days, said)


def outside_text(days: int) -> str:
    """Write a signed number of days outside a window in words.

    >>> outside_text(-2), outside_text(1)
    ('2 days early, out of window', '1 day late, out of window')
    """
    side = "early" if days < 0 else "late"
    return f"{days_text(abs(days))} {side}, out of window"


def _found(visit: Visit, code: DeviationCode, days: int, said: str) -> Deviation:
    window = date_range(visit.window.opens, visit.window.closes)
    return Deviation(
        visit=visit.visit,
        code=code,
        on=visit.expected,
        days=days,
        sentence=f"{visit.visit} {said}. Window {window}.",
    )
