"""A site's days: every visit of every participant that a stretch of days asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit

OPEN = frozenset(
    {
        Status.OVERDUE,
        Status.LAST_DAY,
        Status.AWAITING_CONFIRMATION,
        Status.DUE,
        Status.PLANNED,
        Status.ON_HOLD,
    }
)
LATE = (
    Status.MISSED,
    Status.OVERDUE,
    Status.LAST_DAY,
    Status.AWAITING_CONFIRMATION,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One visit on a site's list, and the plan it comes from."""

    plan: Plan
    visit: Visit


def entries(plans: Iterable[Plan]) -> Iterator[Entry]:
    """Yield every visit that still has to take place, of every plan."""
    for plan in plans:
        for visit in plan.visits:
            if visit.status in OPEN:
                yield Entry(plan=plan, visit=visit)


def late(plans: Iterable[Plan]) -> dict[Status, list[Entry]]:
    """Return the visits that wait for somebody, each late state apart.

    What somebody has said was missed waits no more; a visit is in one state only.

    Source:
        facts.md, Status; issue 3: the four late states are kept apart.
    """
    found: dict[Status, list[Entry]] = {status: [] for status in LATE}
    for plan in plans:
        for visit in plan.visits:
            if visit.status in found and visit.outcome is None:
                found[visit.status].append(Entry(plan=plan, visit=visit))
    return {status: by_urgency(entered) for status, entered in found.items()}


def by_urgency(found: Iterable[Entry]) -> list[Entry]:
    """Order visits: overdue first, then the one whose window closes first.

    Source:
        ux.md L-08.
    """
    return sorted(
        found,
        key=lambda entry: (
            entry.visit.status is not Status.OVERDUE,
            entry.visit.window.closes,
            entry.plan.participant.code,
        ),
    )


def between(found: Iterable[Entry], first: date, last: date) -> list[Entry]:
    """Return the visits expected on the asked days, both inclusive, by day."""
    inside = [entry for entry in found if first <= entry.visit.expected <= last]
    return sorted(
        inside,
        key=lambda entry: (
            entry.visit.expected,
            entry.visit.booked_at is None,
            entry.visit.booked_at,
            entry.plan.participant.code,
        ),
    )
