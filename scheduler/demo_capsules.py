"""The capsules of invented participants: handed out, forgotten, brought back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from scheduler.core.facts import Dispensing, Fact, MissedDoses, Return
from scheduler.core.plan import Plan
from scheduler.core.supply import doses_between
from scheduler.core.visits import Status, Visit

FORGOTTEN = 3  # on fewer days than this are capsules forgotten in a cycle
FORGETS_AFTER = timedelta(days=8)  # from Day 1


def demo_capsules(plan: Plan) -> Iterator[Fact]:
    """Yield whole packs handed out at the last visits, what came back, and why."""
    left: tuple[Fact, ...] = ()
    for visit in plan.visits:
        handed = plan.dispense.get(visit.cycle or 0)
        if visit.status is not Status.RECORDED or visit.day != 1 or handed is None:
            continue
        for fact in left:
            yield replace(fact, on=visit.expected) if isinstance(fact, Return) else fact
        packs = handed.packs * plan.settings.pack_size
        yield Dispensing(on=visit.expected, capsules=packs)
        left = tuple(_left(plan, visit, packs))


def _left(plan: Plan, visit: Visit, packs: int) -> Iterator[Fact]:
    """Yield the days forgotten in a cycle, and what is left of its packs."""
    ordered = next(c.capsules for c in plan.cycles if c.number == visit.cycle)
    first, days = visit.expected + FORGETS_AFTER, (visit.cycle or 0) % FORGOTTEN
    before = first + timedelta(days=days)
    _, forgotten = doses_between(plan.dosing, first, before)
    if forgotten:
        last = before - timedelta(days=1)
        yield MissedDoses(starts=first, ends=last, reason="forgot")
    yield Return(on=before, capsules=max(packs - ordered, 0) + forgotten)
