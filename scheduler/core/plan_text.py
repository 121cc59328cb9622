"""A plan as plain data, with the keys of facts.md."""

from dataclasses import asdict
from datetime import date
from typing import Any

from scheduler.core.accounts import (
    Account,
    capsule_accounts,
    infusion_intensity,
)
from scheduler.core.deviations import Deviation, find_deviations
from scheduler.core.dosing import DosePeriod, StartingDose
from scheduler.core.instructions import instructions
from scheduler.core.notices import Notice, find_notices
from scheduler.core.plan import Cycle, Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.row_reasons import (
    account_reason,
    contraception_reason,
    current_reason,
    cycle_reasons,
    dispense_reason,
    dosing_reason,
)
from scheduler.core.study import Level, Study
from scheduler.core.supply import Dispense
from scheduler.core.treatment_cap import CapReached, treatment_cap
from scheduler.core.visits import Visit
from scheduler.core.wording import capsules_line, infusion_line

Json = dict[str, Any]


def plan_data(study: Study, plan: Plan) -> Json:
    """Return a plan as dictionaries, lists and text, ready for JSON.

    Dates are ``YYYY-MM-DD``; what is not known is None.

    Source:
        facts.md, Plan.
    """
    in_force, around = plan.in_force, plan.dispense.get(plan.current.cycle or 0)
    accounts = capsule_accounts(study.capsules, plan)
    intensity = infusion_intensity(study, plan)
    return {
        "as_of": plan.as_of.isoformat(),
        "participant": plan.participant.code,
        "current": _current(plan),
        "dose": {
            "starting": _starting(plan.starting),
            "in_force": _in_force(study, plan),
        },
        "drug_lines": _lines(study, in_force),
        "visits": [
            _visit(visit) | {"procedures": list(procedures_due(study, plan, visit))}
            for visit in plan.visits
        ],
        "cycles": [
            _cycle(cycle) | {"why": why}
            for cycle, why in zip(plan.cycles, cycle_reasons(plan), strict=True)
        ],
        "dosing": [
            period_data(period) | {"why": dosing_reason(study.capsules, plan, period)}
            for period in plan.dosing
        ],
        "supply": [
            _account(found) | {"why": account_reason(study.capsules, plan, found)}
            for found in accounts
        ],
        "dispense": (
            _dispense(around) | {"why": dispense_reason(plan, around)}
            if around
            else None
        ),
        "infusions": {
            "given": plan.infusions_given,
            "relative_intensity_percent": intensity.percent,
            "why": intensity.why,
        },
        "instructions": asdict(instructions(plan.settings)),
        "contraception_until": _iso(plan.contraception_until),
        "contraception_why": contraception_reason(study, plan),
        "treatment_cap": _cap(treatment_cap(plan)),
        "deviations": [_deviation(found) for found in find_deviations(study, plan)],
        "notices": [notice_data(found) for found in find_notices(study.capsules, plan)],
    }


def level_data(level: Level) -> Json:
    """Return one level of the ladder as plain data."""
    return {
        "level": level.name,
        "mg": level.mg,
        "capsules": level.capsules,
        "every_days": level.every_days,
    }


def _current(plan: Plan) -> Json:
    return {
        "cycle": plan.current.cycle,
        "day": plan.current.day,
        "phase": plan.current.phase.value,
        "study_day": plan.current.study_day,
        "why": current_reason(plan),
    }


def _starting(start: StartingDose | None) -> Json | None:
    return level_data(start.level) | {"why": start.why} if start else None


def _in_force(study: Study, plan: Plan) -> Json | None:
    period = plan.in_force
    if period is None:
        return None
    why = dosing_reason(study.capsules, plan, period)
    since = {"since": period.since.isoformat(), "why": why}
    return level_data(period.level) | since


def _lines(study: Study, period: DosePeriod | None) -> Json:
    return {
        "infusion": infusion_line(study.infusion),
        "capsules": capsules_line(study.capsules, period.level) if period else None,
    }


def _visit(visit: Visit) -> Json:
    return {
        "visit": visit.visit,
        "visitnum": visit.visitnum,
        "cycle": visit.cycle,
        "day": visit.day,
        "target": visit.target.isoformat(),
        "window": [visit.window.opens.isoformat(), visit.window.closes.isoformat()],
        "booked": _iso(visit.booked),
        "actual": _iso(visit.actual),
        "outcome": visit.outcome,
        "status": visit.status.value,
        "days_outside": visit.days_outside,
        "why": visit.why,
    }


def _cycle(cycle: Cycle) -> Json:
    return {
        "number": cycle.number,
        "starts": cycle.starts.isoformat(),
        "ends": cycle.ends.isoformat(),
        "days": cycle.days,
        "doses": cycle.doses,
        "capsules": cycle.capsules,
    }


def period_data(period: DosePeriod) -> Json:
    """Return one period with capsules as plain data."""
    return {
        "from": period.starts.isoformat(),
        "to": _iso(period.ends),
        "level": period.level.name,
        "mg": period.level.mg,
        "capsules": period.level.capsules,
        "every_days": period.level.every_days,
        "why": period.why,
    }


def _account(found: Account) -> Json:
    return {
        "from": found.starts.isoformat(),
        "to": _iso(found.ends),
        "dispensed": found.dispensed,
        "expected": found.expected,
        "returned": found.returned,
        "lost": found.lost,
        "missed": found.missed,
        "extra": found.extra,
        "by_diary": found.by_diary,
        "taken": found.taken,
        "compliance_percent": found.compliance,
        "dose_intensity_percent": found.dose_intensity,
    }


def _dispense(found: Dispense) -> Json:
    return {
        "from": found.starts.isoformat(),
        "next_target": found.next_target.isoformat(),
        "to_target": found.to_target,
        "spare_days": found.spare_days,
        "total": found.total,
        "to_window_end": found.to_window_end,
        "packs": found.packs,
    }


def _cap(found: CapReached | None) -> Json | None:
    if found is None:
        return None
    return {
        "cycles": found.cycles,
        "until": _iso(found.until),
        "last_day_1": found.last_day_1,
        "why": found.why,
    }


def _deviation(found: Deviation) -> Json:
    return {
        "visit": found.visit,
        "code": found.code.value,
        "on": found.on.isoformat(),
        "days": found.days,
        "sentence": found.sentence,
    }


def notice_data(found: Notice) -> Json:
    """Return one notice as plain data."""
    return {
        "code": found.code.value,
        "on": found.on.isoformat(),
        "sentence": found.sentence,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
