"""Which procedures are due at a visit, each by its own rhythm."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from scheduler.core.plan import Plan
from scheduler.core.study import Study
from scheduler.core.visit_rules import Procedure
from scheduler.core.visits import Status, Visit

_DID_NOT_COUNT = frozenset({Status.CANCELLED, Status.NOT_DONE, Status.MISSED})


def procedures_due(study: Study, plan: Plan, visit: Visit) -> tuple[str, ...]:
    """Return what is due at a visit, in the order of the profile.

    A rhythm by days is due at the first visit on the day it falls due, or later;
    visits that did not take place pass it on. Where Day 1 of cycle 1 is not known,
    such a procedure is due every time.

    Args:
        study: for the procedures.
        plan: for Day 1 of cycle 1, and the visits before this one.
        visit: any visit of the plan.

    Source:
        The profile; domain.md 3.3 for the rhythm of the label.
    """
    return tuple(
        procedure.name
        for procedure in study.procedures
        if visit.kind in procedure.visits and _is_due(procedure, plan, visit)
    )


def _is_due(procedure: Procedure, plan: Plan, visit: Visit) -> bool:
    if visit.cycle is None:
        return True
    if procedure.days:
        return _day_has_come(procedure, plan, visit)
    last = procedure.last_cycle or visit.cycle
    since_first = visit.cycle - procedure.first_cycle
    on_turn = since_first % procedure.every_cycles == 0
    return since_first >= 0 and visit.cycle <= last and on_turn


def _day_has_come(procedure: Procedure, plan: Plan, visit: Visit) -> bool:
    """Say whether a day of the rhythm lies after the last visit, up to this one."""
    if plan.first_day_1 is None:
        return True
    before = [
        other.expected
        for other in plan.visits
        if other.cycle is not None
        and other.kind in procedure.visits
        and other.status not in _DID_NOT_COUNT
        and other.expected < visit.expected
    ]
    last = max(before, default=date.min)
    for day in _due_days(procedure, plan.first_day_1):
        if day > visit.expected:
            return False
        if day > last:
            return True
    return False


def _due_days(procedure: Procedure, first_day_1: date) -> Iterator[date]:
    start = first_day_1 - timedelta(days=1)
    yield from (start + timedelta(days=day) for day in procedure.days)
    if every := procedure.then_every_days:
        last = procedure.days[-1]
        yield from (start + timedelta(days=day) for day in count(last + every, every))
