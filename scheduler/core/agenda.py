"""A site's days: every visit of every participant that a stretch of days asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.cycles import LAST_CYCLE
from scheduler.core.deviations import Deviation, find_deviations
from scheduler.core.plan import Plan
from scheduler.core.study import Study
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
# Lists show what was missed so long ago; what is still waited for stays for ever.
LOOK_BACK = timedelta(days=70)
# So long a visit that was missed asks for a decision.
RECENT = timedelta(days=14)
LATE = (
    Status.MISSED,
    Status.OVERDUE,
    Status.LAST_DAY,
    Status.AWAITING_CONFIRMATION,
)
AHEAD = (Status.DUE, Status.PLANNED, Status.ON_HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One visit on a site's list, and the plan it comes from."""

    plan: Plan
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One deviation candidate on a site's list, and the plan it comes from."""

    plan: Plan
    deviation: Deviation


def agenda(plans: Iterable[Plan], first: date, last: date) -> dict[Status, list[Entry]]:
    """Return what some days ask for: what is late first, then what is expected.

    Whatever waits for somebody is there whichever days are asked, unless it is
    expected behind them; what is ahead is there if it is expected on one of them.

    Args:
        plans: of everybody, as of one day.
        first: the first of the days asked.
        last: the last of them, inclusive.

    Source:
        facts.md, Status.
    """
    known = tuple(plans)
    found = {
        status: [entry for entry in waiting if entry.visit.expected <= last]
        for status, waiting in late(known).items()
    }
    expected = between(entries(known), first, last)
    return found | {
        status: [entry for entry in expected if entry.visit.status is status]
        for status in AHEAD
    }


def candidates(
    study: Study, plans: Iterable[Plan], first: date, last: date
) -> list[Candidate]:
    """Return the deviation candidates that bear on some days, by day.

    Args:
        study: for its two drugs.
        plans: of everybody, as of one day.
        first: the first of the days asked.
        last: the last of them, inclusive.
    """
    found = [
        Candidate(plan=plan, deviation=one)
        for plan in plans
        for one in find_deviations(study, plan)
        if first <= one.on <= last
    ]
    return sorted(found, key=lambda c: (c.deviation.on, c.plan.participant.code))


def cycle_to_reach(plan: Plan, day: date, length_days: int) -> int | None:
    """Return the cycle through which a plan is to be asked to show a day.

    None if it shows that day already, or if treatment has ended.

    Args:
        plan: a plan that goes as far as plans go by themselves.
        day: the last day to show.
        length_days: the days of a cycle.
    """
    short = (day - shown_to(plan)).days
    if short <= 0:
        return None
    return min(_last_cycle(plan) + -(-short // length_days), LAST_CYCLE)


def shown_to(plan: Plan) -> date:
    """Return the last day that a plan is sure to show; the last of all, if it ended."""
    reached = plan.day_1(_last_cycle(plan))
    if reached is None or plan.ended:
        return date.max
    return reached.target


def _last_cycle(plan: Plan) -> int:
    return max((visit.cycle or 0 for visit in plan.visits), default=0)


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
        facts.md, Status: the four late states are kept apart.
    """
    found: dict[Status, list[Entry]] = {status: [] for status in LATE}
    for plan in plans:
        for visit in plan.visits:
            if visit.status in found and visit.outcome is None:
                found[visit.status].append(Entry(plan=plan, visit=visit))
    return {status: by_urgency(entered) for status, entered in found.items()}


def unconfirmed(plans: Iterable[Plan], today: date) -> list[Entry]:
    """Return the visits whose day has passed and that nobody has recorded.

    Those that are taken as missed, because the next one has begun, are asked about
    for two weeks.

    Args:
        plans: of everybody, as of one day.
        today: that day.
    """
    known = late(plans)
    fresh = [e for e in known[Status.MISSED] if e.visit.window.closes >= today - RECENT]
    waiting = [*known[Status.OVERDUE], *known[Status.AWAITING_CONFIRMATION], *fresh]
    return by_urgency(entry for entry in waiting if entry.visit.expected < today)


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


def visits_inside(plan: Plan, first: date, last: date) -> list[Entry]:
    """Return every visit of one plan on some days, also what took place or will not.

    Args:
        plan: of one participant.
        first: the first of the days asked.
        last: the last of them, inclusive.
    """
    return [
        Entry(plan=plan, visit=visit)
        for visit in plan.visits
        if first <= visit.expected <= last
    ]


def visits_by_day(found: Iterable[Entry]) -> dict[date, list[Entry]]:
    """Sort visits into their days; days without one are left out.

    Within a day by the time booked, then by participant.
    """
    days: dict[date, list[Entry]] = {}
    for entry in between(found, date.min, date.max):
        days.setdefault(entry.visit.expected, []).append(entry)
    return days


def not_booked(plans: Iterable[Plan], today: date) -> list[Entry]:
    """Return the visits whose window is open and that have no booking, by urgency.

    Source:
        ux.md 3.8, the side panel.
    """
    return by_urgency(
        entry
        for entry in entries(plans)
        if entry.visit.booked is None and today in entry.visit.window
    )


def last_expected(plans: Iterable[Plan]) -> Entry | None:
    """Return the last visit that still has to take place, None if there is none."""
    found = list(entries(plans))
    return max(found, key=lambda entry: entry.visit.expected, default=None)


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
