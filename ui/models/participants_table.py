"""Participants as rows: where each stands, what comes next, which dose."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.agenda import OPEN
from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.facts import Participant, Weight
from scheduler.core.identifiers import look_alikes
from scheduler.core.plan import Plan
from scheduler.core.quantities import unbroken, weight_text
from scheduler.core.standing import Phase
from scheduler.core.study import Study
from scheduler.core.visits import Status, Visit
from ui.models.columns import Column, ColumnsTable
from ui.models.dose_words import dose_on, held_on, why_dose
from ui.models.spoken import long_date, long_window, short_window
from ui.models.visit_reasons import why_date, why_window
from ui.models.visits_table import status_words

SIMILAR = "~"  # stands behind a code that is easily taken for another
NEVER = 10**7  # sorts after every day that a calendar has
_NOW = frozenset(
    {Status.OVERDUE, Status.LAST_DAY, Status.AWAITING_CONFIRMATION, Status.DUE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """One participant as the list shows it.

    Attributes:
        number: what the records call the participant.
        visit: the next visit that is still to take place, or None.
        weight: the last one measured, or None.
        held: True if either drug is on hold today.
        alike: codes on the same list that are easily taken for this one.
    """

    number: int
    participant: Participant
    plan: Plan
    visit: Visit | None
    weight: Weight | None
    held: bool
    alike: tuple[str, ...] = ()


def participant_rows(
    study: Study, found: Iterable[tuple[int, Plan]]
) -> tuple[ParticipantRow, ...]:
    """Return a row for each numbered plan, in the order given."""
    numbered = tuple(found)
    codes = {plan.participant.code for _, plan in numbered}
    return tuple(_row(study, number, plan, codes) for number, plan in numbered)


def next_visit(plan: Plan) -> Visit | None:
    """Return the visit to see to next, None if none is still open.

    A dose that may be given today comes first, then what is overdue, then what
    comes next.
    """
    waiting = [visit for visit in plan.visits if visit.status in OPEN]
    return min(waiting, key=_turn, default=None)


def sheet_visit(plan: Plan) -> Visit | None:
    """Return the visit whose sheet is wanted: one recorded today, else the next.

    What was just recorded is what goes to the pharmacy and into the binder.
    """
    recorded = [v for v in plan.visits if v.dispense and v.actual == plan.as_of]
    return recorded[-1] if recorded else next_visit(plan)


def last_weight(plan: Plan) -> Weight | None:
    """Return the weight measured last, or None if none was."""
    weights = [fact for fact in plan.facts if isinstance(fact, Weight)]
    return max(weights, key=lambda weight: weight.on, default=None)


def phase_words(plan: Plan) -> str:
    """Write where a participant stands, in words."""
    if plan.current.phase is Phase.TREATMENT:
        return _tr("On treatment")
    return plan.current.phase.value.capitalize()


class Heading(IntEnum):
    """The columns, from left to right."""

    CODE = 0
    INITIALS = 1
    VISIT = 2
    DATE = 3
    STATUS = 4
    WINDOW = 5
    DOSE = 6
    CYCLE = 7
    WEIGHT = 8


class ParticipantsTable(ColumnsTable[ParticipantRow]):
    """Rows are ``ParticipantRow`` values; a proxy filters and sorts them."""

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        known = _who() | _next() | _dose(study)
        super().__init__([known[heading] for heading in Heading], parent)


def _turn(visit: Visit) -> tuple[int, date, float]:
    if (visit.infusion or visit.dispense) and visit.status in _NOW:
        turn = 0
    else:
        turn = 1 if visit.status is Status.OVERDUE else 2
    return turn, visit.expected, visit.visitnum


def _row(
    study: Study, number: int, plan: Plan, codes: Container[str]
) -> ParticipantRow:
    drugs = (study.infusion.key, study.capsules.key)
    return ParticipantRow(
        number=number,
        participant=plan.participant,
        plan=plan,
        visit=next_visit(plan),
        weight=last_weight(plan),
        held=any(held_on(plan, drug, plan.as_of) for drug in drugs),
        alike=look_alikes(plan.participant.code, codes),
    )


def _who() -> dict[Heading, Column[ParticipantRow]]:
    return {
        Heading.CODE: Column(
            heading=_tr("Participant"),
            text=lambda r: (
                f"{r.participant.code} {SIMILAR if r.alike else ''}".rstrip()
            ),
            sort=lambda r: r.participant.code,
            spoken=_spoken_code,
            copied=lambda r: r.participant.code,
            why=_why_alike,
            strong=True,
        ),
        Heading.INITIALS: Column(
            heading=_tr("Initials"),
            text=lambda r: r.participant.initials or _tr("Not recorded"),
        ),
        Heading.CYCLE: Column(
            heading=_tr("Cycle"),
            text=_stands,
            sort=lambda r: r.plan.current.cycle or 0,
            why=_why_phase,
        ),
    }


def _next() -> dict[Heading, Column[ParticipantRow]]:
    return {
        Heading.VISIT: Column(
            heading=_tr("Next visit"),
            text=lambda r: r.visit.visit if r.visit else _tr("None planned"),
            sort=lambda r: r.visit.visitnum if r.visit else NEVER,
            why=lambda r: r.visit.why if r.visit else r.plan.current.why,
        ),
        Heading.DATE: Column(
            heading=_tr("Date"),
            text=lambda r: weekday_date(r.visit.expected) if r.visit else "",
            sort=lambda r: r.visit.expected.toordinal() if r.visit else NEVER,
            spoken=lambda r: long_date(r.visit.expected) if r.visit else _tr("none"),
            why=lambda r: why_date(r.visit) if r.visit else "",
        ),
        Heading.WINDOW: Column(
            heading=_tr("Window"),
            text=lambda r: short_window(r.visit.window) if r.visit else "",
            sort=lambda r: r.visit.window.closes.toordinal() if r.visit else NEVER,
            spoken=lambda r: long_window(r.visit.window) if r.visit else _tr("none"),
            why=lambda r: why_window(r.visit) if r.visit else "",
        ),
        Heading.STATUS: Column(
            heading=_tr("Status"),
            text=lambda r: status_words(r.visit) if r.visit else phase_words(r.plan),
            sort=_urgency,
            why=lambda r: r.visit.why if r.visit else r.plan.current.why,
            status=lambda r: r.visit.status if r.visit else None,
            outside=lambda r: r.visit.verdict if r.visit else 0,
        ),
    }


def _dose(study: Study) -> dict[Heading, Column[ParticipantRow]]:
    return {
        Heading.DOSE: Column(
            heading=study.capsules.name,
            text=lambda r: dose_on(study, r.plan, r.plan.as_of),
            sort=lambda r: _mg(r.plan),
            why=lambda r: why_dose(study, r.plan, r.plan.as_of),
        ),
        Heading.WEIGHT: Column(
            heading=_tr("Last weight"),
            text=lambda r: _weight(r, clinical_date),
            sort=lambda r: r.weight.grams if r.weight else 0,
            spoken=lambda r: _weight(r, long_date),
        ),
    }


def _spoken_code(row: ParticipantRow) -> str:
    alike = _why_alike(row)
    return f"{row.participant.code}, {alike}" if alike else row.participant.code


def _why_alike(row: ParticipantRow) -> str:
    words = _tr("easily taken for {codes}")
    return words.format(codes=", ".join(row.alike)) if row.alike else ""


def _stands(row: ParticipantRow) -> str:
    """Write the cycle, or the phase of somebody who is in none."""
    words = str(row.plan.current.cycle or phase_words(row.plan))
    return f"{words}, {_tr('on hold')}" if row.held else words


def _why_phase(row: ParticipantRow) -> str:
    if row.plan.ended:
        return _tr("Last dose on {day}.").format(day=clinical_date(row.plan.ended))
    return _cycle(row.plan)


def _cycle(plan: Plan) -> str:
    if plan.current.cycle is None:
        return plan.current.why
    starts = next(c.starts for c in plan.cycles if c.number == plan.current.cycle)
    return _tr("Day {day} of the cycle that began on {starts}.").format(
        day=plan.current.day, starts=clinical_date(starts)
    )


def _urgency(row: ParticipantRow) -> int:
    order = list(Status)
    return order.index(row.visit.status) if row.visit else len(order)


def _mg(plan: Plan) -> int:
    return plan.in_force.level.mg if plan.in_force else 0


def _weight(row: ParticipantRow, written: Callable[[date], str]) -> str:
    if row.weight is None:
        return _tr("Not recorded")
    on = written(row.weight.on)
    return unbroken(f"{weight_text(row.weight.grams)} {_tr('on')} {on}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParticipantsTable", text)
