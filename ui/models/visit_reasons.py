"""Why a visit has its day, its window and its hand-out, in one place for all lists."""

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date, date_range, days_text, weekday_date
from scheduler.core.facts import Dispensing
from scheduler.core.plan import Plan
from scheduler.core.row_reasons import dispense_reason
from scheduler.core.visits import Visit
from ui.models.dose_words import dispense_of


def date_basis(visit: Visit) -> str:
    """Say whether the date of a visit happened, is booked or is only planned."""
    if visit.actual:
        return _tr("actual date")
    return _tr("booked date") if visit.booked else _tr("planned date, not booked")


def why_date(visit: Visit) -> str:
    """Say what the date of a visit is, and what the planned one counts from.

    Source:
        ux.md E-03, L-07.
    """
    on = f"{weekday_date(visit.expected)}, {date_basis(visit)}"
    return f"{on}. {_planned(visit)}"


def why_window(visit: Visit) -> str:
    """Say how many days around which date a window is."""
    before = (visit.target - visit.window.opens).days
    after = (visit.window.closes - visit.target).days
    words = _tr("{window}: {before} before to {after} after the planned date.")
    said = words.format(
        window=date_range(*visit.window),
        before=days_text(before),
        after=days_text(after),
    )
    return f"{said} {_planned(visit)}"


def why_capsules(plan: Plan, visit: Visit) -> str:
    """Write the arithmetic of a hand-out, or say that it is a count of what was given.

    Source:
        ux.md N-11: no hidden multiplication.
    """
    if visit.actual and visit.dispense:
        given = [
            str(fact.capsules)
            for fact in plan.facts
            if isinstance(fact, Dispensing) and fact.on == visit.actual
        ]
        words = _tr("Recorded as handed out on {day}: {given}")
        said = " + ".join(given) or _tr("nothing")
        return words.format(day=clinical_date(visit.actual), given=said)
    found = dispense_of(plan, visit)
    return dispense_reason(plan, found) if found else _tr("Nothing is handed out here.")


def _planned(visit: Visit) -> str:
    words = _tr("Planned for {day}: {why}.")
    return words.format(day=weekday_date(visit.target), why=visit.why)


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit_reasons", text)
