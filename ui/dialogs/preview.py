"""What a plan becomes by facts that are not saved yet, and what differs then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Booking, Fact, FactsDocument, Hold
from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit
from scheduler.core.wording import level_text
from ui.models.dose_words import dose_on
from ui.rules import Rules

OPEN = frozenset(
    {
        Status.PLANNED,
        Status.DUE,
        Status.LAST_DAY,
        Status.OVERDUE,
        Status.AWAITING_CONFIRMATION,
        Status.ON_HOLD,
    }
)

ONE_DAY = timedelta(days=1)

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Change:
    """One line of before and after."""

    what: str
    before: str
    after: str


def with_facts(document: FactsDocument, facts: Sequence[Fact]) -> FactsDocument:
    """Return a document with more facts."""
    return replace(document, facts=(*document.facts, *facts))


def with_another(
    document: FactsDocument, fact: Fact, other: Fact | None
) -> FactsDocument:
    """Return a document with another fact in the place of one, or with none."""
    at = document.facts.index(fact)
    instead = () if other is None else (other,)
    facts = (*document.facts[:at], *instead, *document.facts[at + 1 :])
    return replace(document, facts=facts)


def open_visits(plan: Plan, count: int) -> list[Visit]:
    """Return the next visits that nothing is recorded of, by their dates."""
    waiting = [visit for visit in plan.visits if visit.status in OPEN]
    return sorted(waiting, key=lambda visit: visit.expected)[:count]


def changes(before: Plan, after: Plan) -> list[Change]:
    """Return which dates and doses differ between two plans, in order."""
    return [*supply_changes(before, after), *date_changes(before, after)]


def date_changes(before: Plan, after: Plan) -> list[Change]:
    """Return which visits have another date, or are new, or are gone."""
    old = {visit.visit: visit for visit in before.visits}
    new = {visit.visit: visit for visit in after.visits}
    names = [*old, *(name for name in new if name not in old)]
    found = []
    for name in names:
        earlier, later = _when(old.get(name)), _when(new.get(name))
        if earlier != later:
            found.append(Change(name, earlier, later))
    return found


def _when(visit: Visit | None) -> str:
    if visit is None:
        return translate("preview", "not planned")
    if visit.outcome is None:
        return weekday_date(visit.expected)
    if visit.actual is None:
        return visit.outcome
    return f"{weekday_date(visit.actual)}, {visit.outcome}"


def supply_changes(before: Plan, after: Plan) -> list[Change]:
    """Return which doses, and which numbers of capsules to hand out, differ."""
    lines = [
        (translate("preview", "starting dose"), _starting(before), _starting(after)),
        (translate("preview", "dose in force"), _in_force(before), _in_force(after)),
    ]
    number = translate("preview", "capsules to dispense at C{0}D1")
    for cycle in sorted({*before.dispense} & {*after.dispense}):
        if _is_ahead(after.day_1(cycle)):
            old, new = before.dispense[cycle].total, after.dispense[cycle].total
            lines.append((number.format(cycle), str(old), str(new)))
    return [Change(*line) for line in lines if line[1] != line[2]]


def _starting(plan: Plan) -> str:
    none = translate("preview", "not known")
    return level_text(plan.starting.level) if plan.starting else none


def _in_force(plan: Plan) -> str:
    if plan.in_force:
        return level_text(plan.in_force.level)
    known = plan.dosing or plan.starting
    return translate("preview", "none") if known else translate("preview", "not known")


def _is_ahead(visit: Visit | None) -> bool:
    """Say whether capsules are still to be handed out at a visit."""
    return visit is not None and visit.outcome is None


def with_booking(document: FactsDocument, booking: Booking) -> FactsDocument:
    """Return a document with a booking in the place of the visit's own."""
    for fact in document.facts:
        if isinstance(fact, Booking) and fact.visit == booking.visit:
            return with_another(document, fact, booking)
    return with_facts(document, [booking])


def compare(rules: Rules, before: FactsDocument, after: FactsDocument) -> list[Change]:
    """Return what differs between the plans of two documents, equally far."""
    old, new = rules.plan(before), rules.plan(after)
    reach = max((cycle.number for cycle in (*old.cycles, *new.cycles)), default=0)
    both = rules.plan(before, reach), rules.plan(after, reach)
    return [*changes(*both), *dose_changes(rules, before, after)]


def dose_changes(
    rules: Rules, before: FactsDocument, after: FactsDocument
) -> list[Change]:
    """Return from which days on another dose is ordered, or none.

    A hold counts from its first day on, so the plans are made as of the last one.
    """
    holds = [f.starts for f in (*before.facts, *after.facts) if isinstance(f, Hold)]
    ahead = replace(rules, today=max([rules.today, *holds]))
    old, new = ahead.plan(before), ahead.plan(after)
    found, last = [], ("", "")
    label = translate("preview", "dose from {0}")
    for day in _turns(old, new):
        said = dose_on(rules.study, old, day), dose_on(rules.study, new, day)
        if said[0] != said[1] and said != last:
            found.append(Change(label.format(weekday_date(day)), *said))
        last = said
    return found


def _turns(old: Plan, new: Plan) -> list[date]:
    """Return the days on which the dose of either plan begins or ends."""
    periods = [*old.dosing, *new.dosing]
    ends = [period.ends + ONE_DAY for period in periods if period.ends]
    return sorted({*(period.starts for period in periods), *ends})
