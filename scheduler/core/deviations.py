"""Planned against done: what may have to be reported, one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scheduler.core.closed_day_notices import closed_day_said
from scheduler.core.dates import clinical_date, date_range, days_text
from scheduler.core.facts import InfusionOutcome
from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit


class DeviationCode(StrEnum):
    """Every candidate there is; ``cycledesk-cli codes`` prints them."""

    OUT_OF_WINDOW = "out_of_window"
    BOOKED_OUT_OF_WINDOW = "booked_out_of_window"
    OVERDUE = "overdue"
    MISSED = "missed"
    NOT_DONE = "not_done"
    INFUSION_NOT_GIVEN = "infusion_not_given"
    INFUSION_STOPPED_EARLY = "infusion_stopped_early"
    BEFORE_CONSENT = "before_consent"
    CLOSED_DAY = "closed_day"


MEANINGS = {
    DeviationCode.OUT_OF_WINDOW: "a visit took place outside its window",
    DeviationCode.BOOKED_OUT_OF_WINDOW: "a visit is booked outside its window",
    DeviationCode.OVERDUE: "the window of a visit is over and nothing is recorded",
    DeviationCode.MISSED: "a visit did not take place before the next one began",
    DeviationCode.NOT_DONE: "a planned visit was recorded as not done",
    DeviationCode.INFUSION_NOT_GIVEN: "an infusion was not given",
    DeviationCode.INFUSION_STOPPED_EARLY: "an infusion was stopped early",
    DeviationCode.BEFORE_CONSENT: "something was done before consent",
    DeviationCode.CLOSED_DAY: "a visit took place, or is booked, on a closed day",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One candidate: the visit, days outside its window, and a sentence."""

    visit: str
    code: DeviationCode
    days: int
    sentence: str


def find_deviations(plan: Plan) -> tuple[Deviation, ...]:
    """Return every deviation candidate of a plan, in the order of its visits.

    Source:
        product.md, decision 7.
    """
    return tuple(
        found
        for visit in plan.visits
        for found in (*_of(visit, plan), *_on_closed_day(visit, plan))
    )


def _on_closed_day(visit: Visit, plan: Plan) -> Iterator[Deviation]:
    if said := closed_day_said(visit, plan):
        yield _found(visit, DeviationCode.CLOSED_DAY, 0, said)


def _of(visit: Visit, plan: Plan) -> Iterator[Deviation]:
    match visit.status:
        case Status.RECORDED:
            yield from _recorded(visit, plan)
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


def _recorded(visit: Visit, plan: Plan) -> Iterator[Deviation]:
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
    consented = plan.participant.consented
    if consented and visit.actual and visit.actual < consented:
        said = f"took place before consent on {clinical_date(consented)}"
        yield _found(visit, DeviationCode.BEFORE_CONSENT, 0, said)


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
        days=days,
        sentence=f"{visit.visit} {said}. Window {window}.",
    )
