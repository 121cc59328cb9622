"""The longest treatment that the profile allows, counted for one participant."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter

from scheduler.core.dates import add_months, clinical_date
from scheduler.core.plan import Plan
from scheduler.core.visits import WILL_NOT_BE, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class CapReached:
    """How long a treatment may last, by cycles or by months.

    Attributes:
        cycles: the number of the last cycle, or None for a cap in months.
        until: the last day on which a Day 1 may lie, that day included; None for a
            cap in cycles, and if Day 1 of cycle 1 is not known.
        last_day_1: the last Day 1 inside the cap; None if that is not known, or if
            the plan does not reach it.
        said: the cap in words.
        why: what it counts from, or why it is not known.
    """

    cycles: int | None
    until: date | None
    last_day_1: str | None
    said: str
    why: str

    def allows(self, visit: Visit) -> bool:
        """Say whether a Day 1 lies inside; what is not known forbids nothing."""
        if self.cycles is not None:
            return (visit.cycle or 0) <= self.cycles
        return self.until is None or visit.expected <= self.until


def treatment_cap(plan: Plan) -> CapReached | None:
    """Return the longest treatment of a participant, or None if the profile has none.

    Source:
        domain.md 7 and G19: both ends inclusive; facts.md, Mid-treatment: a cap in
        months is not known without Day 1 of cycle 1.
    """
    cap = plan.settings.treatment_cap
    if cap is None:
        return None
    if cap.cycles is not None:
        last, said = f"C{cap.cycles}D1", f"{cap.cycles} cycles"
        return CapReached(
            cycles=cap.cycles,
            until=None,
            last_day_1=last,
            said=said,
            why=f"{said} by the profile, so {last} is the last Day 1",
        )
    return _by_months(plan, cap.months or 0)


def beyond_cap(plan: Plan) -> Visit | None:
    """Return the first Day 1 beyond the longest treatment, or None."""
    cap = treatment_cap(plan)
    if cap is None:
        return None
    return next((visit for visit in _day_1s(plan) if not cap.allows(visit)), None)


def _by_months(plan: Plan, months: int) -> CapReached:
    first, said = plan.first_day_1, f"{months} months"
    if first is None:
        why = f"{said} count from C1D1, and its date is not known"
        return CapReached(cycles=None, until=None, last_day_1=None, said=said, why=why)
    until = add_months(first, months)
    last = _last_until(plan, until)
    ends = (
        f"{last.visit} on {clinical_date(last.expected)} is the last Day 1 in it"
        if last
        else "this plan does not look beyond it"
    )
    return CapReached(
        cycles=None,
        until=until,
        last_day_1=last.visit if last else None,
        said=f"{said}, to {clinical_date(until)}",
        why=f"{said} from C1D1 on {clinical_date(first)}, to {clinical_date(until)}, "
        f"that day included; {ends}",
    )


def _last_until(plan: Plan, until: date) -> Visit | None:
    """Return the last Day 1 up to a day, if the plan goes on beyond that day."""
    for visit, following in pairwise(_day_1s(plan)):
        if visit.expected <= until < following.expected:
            return visit
    return None


def _day_1s(plan: Plan) -> list[Visit]:
    """Return the Day 1s that took place or are to come, by cycle."""
    found = [v for v in plan.visits if v.day == 1 and v.status not in WILL_NOT_BE]
    return sorted(found, key=attrgetter("cycle"))
