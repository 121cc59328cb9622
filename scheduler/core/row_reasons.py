"""Why a row of a plan is what it is, for rows whose reason is seldom read.

A plan is made hundreds of times a day and read once: these sentences are written
when somebody reads it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from scheduler.core.accounts import Account
from scheduler.core.cycles import ACTUAL, BOOKED, TARGET
from scheduler.core.dates import clinical_date, date_range, days_text
from scheduler.core.dosing import ONE_DAY, DosePeriod
from scheduler.core.facts import (
    Booking,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    Hold,
)
from scheduler.core.interruptions import last_dose
from scheduler.core.plan import Cycle, Plan
from scheduler.core.study import Capsules, Infusion, Study
from scheduler.core.supply import Dispense, terms
from scheduler.core.visits import Visit


def current_reason(plan: Plan) -> str:
    """Say what the day of the cycle and the study day count from."""
    current = plan.current
    if current.cycle is None or current.day is None:
        return current.why
    began = plan.as_of - (current.day - 1) * ONE_DAY
    cycle = _began(_Day1s(plan), current.cycle, began)
    return f"day {current.day} counted from {cycle}; study day: {current.why}"


def cycle_reasons(plan: Plan) -> tuple[str, ...]:
    """Say of each cycle which days bound it, and how its capsules add up."""
    day_1s = _Day1s(plan)
    return tuple(_cycle_reason(plan, cycle, day_1s) for cycle in plan.cycles)


def _cycle_reason(plan: Plan, cycle: Cycle, day_1s: "_Day1s") -> str:
    after = cycle.ends + ONE_DAY
    ends = (
        f"the end of treatment on {clinical_date(cycle.ends)}"
        if cycle.ends == plan.ended
        else f"the day before {_next(plan, cycle.number, after, day_1s)}"
    )
    began = _began(day_1s, cycle.number, cycle.starts)
    return f"from {began} to {ends}; {terms(plan.dosing, cycle.starts, after)}"


def dosing_reason(capsules: Capsules, plan: Plan, period: DosePeriod) -> str:
    """Say why a dose is this one, why from its first day, and why to its last."""
    said = f"{_level_reason(plan, period)}; from {_first_day(capsules, plan, period)}"
    if period.ends is None:
        return said
    return f"{said}; to {_last_day(capsules, plan, period.ends)}"


def account_reason(capsules: Capsules, plan: Plan, account: Account) -> str:
    """Write the arithmetic of one hand-out, and what of it nobody can know.

    Source:
        ux.md N-11: no hidden multiplication.
    """
    said = [_ordered(plan, account)]
    if account.taken is not None:
        said.append(
            f"{account.dispensed} handed out - {account.returned} returned - "
            f"{account.lost} lost = {account.taken} taken"
        )
    if account.dose_intensity is not None and plan.starting:
        days = days_text((account.before - account.starts).days)
        mg, planned = capsules.strength_mg, plan.starting.level
        said.append(f"{account.taken} x {mg} mg of {days} at {planned.name}")
    if account.why:
        said.append(account.why)
    return "; ".join(said)


def dispense_reason(plan: Plan, found: Dispense) -> str:
    """Write the arithmetic of what is handed out, with the size of a pack."""
    return f"{found.why}; {plan.settings.pack_size} in a pack"


def contraception_reason(study: Study, plan: Plan) -> str:
    """Say what the end of contraception counts from, or why there is none yet."""
    if plan.contraception_until is None or plan.ended is None:
        return "treatment has not ended"
    infusion = last_dose(study.infusion, plan.facts) == plan.ended
    drug = study.infusion if infusion else study.capsules
    months = plan.settings.contraception_months
    return f"{months} months after {_end_of(drug, plan, plan.ended)}"


def _end_of(drug: Capsules | Infusion, plan: Plan, day: date) -> str:
    """Name what ended a drug on a day: its last dose, or else an event."""
    on_day = clinical_date(day)
    name = "capsules" if isinstance(drug, Capsules) else "infusion"
    for fact in plan.facts:
        if isinstance(fact, EndOfTreatment) and fact.drug == drug.key:
            return f"the last {name} on {on_day}"
    ends = (f.event for f in plan.facts if isinstance(f, Event) and f.on == day)
    for event in sorted(kind for kind in ends if kind in drug.ends_with):
        return f"{event} on {on_day}; no end of the {name} is recorded"
    return f"the last {name} told of, on {on_day}; no end of the {name} is recorded"


class _Day1s:
    """Every Day 1 of a plan, found without a look at all other visits."""

    def __init__(self, plan: Plan) -> None:
        self.of_cycle: dict[int | None, Visit] = {}
        self.on_day: defaultdict[date, list[Visit]] = defaultdict(list)
        for visit in plan.visits:
            if visit.day == 1:
                self.of_cycle.setdefault(visit.cycle, visit)
                self.on_day[visit.expected].append(visit)


def _began(day_1s: _Day1s, cycle: int, day: date) -> str:
    """Name the Day 1 that a cycle began with, and what its date is."""
    found = day_1s.of_cycle.get(cycle)
    return f"C{cycle}D1 {_basis(found, day)} {clinical_date(day)}"


def _basis(visit: Visit | None, day: date) -> str:
    if visit and visit.actual == day:
        return ACTUAL
    return BOOKED if visit and visit.booked == day else TARGET


def _next(plan: Plan, cycle: int, day: date, day_1s: _Day1s) -> str:
    """Name the later Day 1 that lies on a day, also one beyond the plan."""
    on_day = [v for v in day_1s.on_day.get(day, ()) if (v.cycle or 0) > cycle]
    for visit in sorted(on_day, key=lambda visit: visit.visitnum):
        return f"{visit.visit} {_basis(visit, day)} {clinical_date(day)}"
    booked = {
        fact.visit
        for fact in plan.facts
        if isinstance(fact, Booking) and fact.on == day and fact.visit.endswith("D1")
    }
    for name in booked:
        return f"{name} {BOOKED} {clinical_date(day)}"
    return f"C{cycle + 1}D1 {TARGET} {clinical_date(day)}"


def _level_reason(plan: Plan, period: DosePeriod) -> str:
    start = plan.starting
    if start is None or period.why != start.why:
        return period.why
    return f"{period.why}, weighed on {clinical_date(start.weight.on)}"


def _first_day(capsules: Capsules, plan: Plan, period: DosePeriod) -> str:
    """Name what a period begins with: a level, the end of a hold, or a Day 1."""
    day = period.starts
    for hold in _holds(capsules, plan):
        if hold.ends and hold.ends + ONE_DAY == day:
            held = date_range(hold.starts, hold.ends)
            return f"{clinical_date(day)}, after the hold {held}"
    if period is plan.dosing[0]:
        return _day_1_on(plan, day)
    if day == period.since:
        return clinical_date(day)
    return f"{_day_1_on(plan, day)}, from which the days count anew"


def _last_day(capsules: Capsules, plan: Plan, day: date) -> str:
    """Name what a period ends with: the last dose, a hold, a decision or a Day 1."""
    if day == last_dose(capsules, plan.facts):
        return _end_of(capsules, plan, day)
    return f"the day before {_what_begins(capsules, plan, day + ONE_DAY)}"


def _what_begins(capsules: Capsules, plan: Plan, day: date) -> str:
    on_day = clinical_date(day)
    if any(hold.starts == day for hold in _holds(capsules, plan)):
        return f"the hold from {on_day}"
    for fact in plan.facts:
        if isinstance(fact, DoseDecision) and (fact.starts or fact.on) == day:
            ends = fact.action is DoseAction.DISCONTINUE
            return f"the {'end' if ends else 'next dose'} decided for {on_day}"
    return _day_1_on(plan, day)


def _holds(capsules: Capsules, plan: Plan) -> Iterator[Hold]:
    """Yield the holds that interrupt the capsules."""
    together = plan.settings.drugs_held_together
    for fact in plan.facts:
        if isinstance(fact, Hold) and (together or fact.drug == capsules.key):
            yield fact


def _day_1_on(plan: Plan, day: date) -> str:
    """Name the Day 1 of a day; it may lie beyond the plan."""
    day_1s = _Day1s(plan)
    for cycle in plan.cycles:
        if cycle.starts == day:
            return _began(day_1s, cycle.number, day)
    number = plan.cycles[-1].number if plan.cycles else 0
    return _next(plan, number, day, day_1s)


def _ordered(plan: Plan, account: Account) -> str:
    """Write the capsules ordered over the days that passed."""
    last = account.before - ONE_DAY
    if last < account.starts:
        return f"no day has passed since {clinical_date(account.starts)}"
    found = terms(plan.dosing, account.starts, account.before)
    said = found if account.expected else "0"
    return f"{said} ordered, {date_range(account.starts, last)}"
