"""What a plan orders on a day, in the few words that a table cell holds."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date
from scheduler.core.facts import Dispensing, Hold
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text, dose_text, unbroken
from scheduler.core.study import Study
from scheduler.core.supply import Dispense
from scheduler.core.visits import Visit
from scheduler.core.wording import level_text

NONE = "none"


def held_on(plan: Plan, drug: str, day: date) -> Hold | None:
    """Return the hold of a drug that a day lies in, or None."""
    holds = (fact for fact in plan.facts if isinstance(fact, Hold))
    return next((h for h in holds if h.drug == drug and _covers(h, day)), None)


def dose_on(study: Study, plan: Plan, day: date) -> str:
    """Write the dose of the capsules in force on a day, or why there is none."""
    if period := plan.dose_on(day):
        return unbroken(level_text(period.level))
    if held_on(plan, study.capsules.key, day):
        return _tr("on hold")
    if not plan.dosing:
        return _tr("not known")
    return _tr("none ordered") if day >= plan.dosing[0].starts else _tr("not begun")


def why_dose(study: Study, plan: Plan, day: date) -> str:
    """Say what the dose of a day rests on."""
    if period := plan.dose_on(day):
        words = _tr("{why}, in force since {day}")
        return words.format(why=period.why, day=clinical_date(period.since))
    if held := held_on(plan, study.capsules.key, day):
        return _tr("on hold") + (f": {held.reason}" if held.reason else "")
    if not plan.dosing:
        return _tr("no baseline weight is recorded")
    first, last = plan.dosing[0].starts, plan.dosing[-1].ends
    words = _tr("the first dose is planned for {day}")
    if day >= first and last is not None:
        words, first = _tr("the last dose was ordered for {day}"), last
    return words.format(day=clinical_date(first))


def infusion_of(study: Study, visit: Visit) -> str:
    """Write the infusion of a visit: the masked dose and what became of it."""
    if not visit.infusion:
        return NONE
    dose = unbroken(dose_text(study.infusion.dose_mg))
    return f"{dose}, {visit.outcome}" if visit.outcome else dose


def capsules_of(study: Study, plan: Plan, visit: Visit) -> str:
    """Write what is handed out at a visit, or what was."""
    if visit.actual and visit.dispense:
        given = [
            fact.capsules
            for fact in plan.facts
            if isinstance(fact, Dispensing) and fact.on == visit.actual
        ]
        return f"{sum(given)} {_tr('given')}" if given else _tr("not recorded")
    found = dispense_of(plan, visit)
    if found is None:
        return NONE
    return unbroken(f"{found.total} x {study.capsules.strength_mg} mg")


def dispense_of(plan: Plan, visit: Visit) -> Dispense | None:
    """Return what to hand out at a visit, or None if nothing is."""
    if not visit.dispense or visit.cycle is None:
        return None
    return plan.dispense.get(visit.cycle)


def arithmetic(study: Study, plan: Plan, visit: Visit) -> tuple[str, ...]:
    """Write how many capsules a visit needs up to the next target, a line a dose.

    Source:
        ux.md N-11: no hidden multiplication.
    """
    found = dispense_of(plan, visit)
    if found is None:
        return ()
    return capsule_lines(study, plan, found.starts, found.next_target)


def capsule_lines(
    study: Study, plan: Plan, first: date, before: date
) -> tuple[str, ...]:
    """Write the capsules ordered from a day up to another, without it, a line a dose.

    Source:
        ux.md N-11: no hidden multiplication.
    """
    strength = dose_text(study.capsules.strength_mg)
    lines = []
    for period in plan.dosing:
        days = period.doses(first, before)
        if days:
            each = period.level.capsules
            unit = _days(days, period.level.every_days)
            lines.append(
                f"{capsules_text(each)} of {strength} x {unit} = "
                f"{capsules_text(each * days)}"
            )
    return tuple(unbroken(line) for line in lines)


def _days(days: int, every_days: int) -> str:
    words = "day" if every_days == 1 else "dosing day"
    return f"{days} {words}" if days == 1 else f"{days} {words}s"


def _covers(hold: Hold, day: date) -> bool:
    return hold.starts <= day and (hold.ends is None or day <= hold.ends)


def _tr(text: str) -> str:
    return QCoreApplication.translate("dose_words", text)
