"""The tables of facts: one for each kind, and how its value lies in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    Fact,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
    Observation,
    Return,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.store.rows import Row, Table, optional_day, optional_time, plain
from scheduler.store.values import FactKind

# Fields whose name is a word of SQL, or too short to stand alone in History.
_COLUMNS = {
    "on": "on_date",
    "at": "at_time",
    "start": "start_time",
    "stop": "stop_time",
    "to": "to_level",
}

_OUTCOMES = {outcome.value: outcome for outcome in InfusionOutcome}


def _weight(on: str, grams: int, baseline: int) -> Weight:
    return Weight(on=date.fromisoformat(on), grams=grams, baseline=baseline == 1)


def _infusion(
    cycle: int,
    on: str,
    outcome: str,
    day: int,
    *rest: str | None,
) -> InfusionRecord:
    start, stop, reason, kit = rest
    return InfusionRecord(
        cycle=cycle,
        on=date.fromisoformat(on),
        outcome=_OUTCOMES[outcome],
        day=day,
        start=optional_time(start),
        stop=optional_time(stop),
        reason=reason,
        kit=kit,
    )


def _booking(visit: str, on: str, at: str | None, reason: str | None) -> Booking:
    return Booking(
        visit=visit, on=date.fromisoformat(on), at=optional_time(at), reason=reason
    )


def _hold(
    drug: str, starts: str, ends: str | None, reason: str | None, by: str | None
) -> Hold:
    return Hold(
        drug=drug,
        starts=date.fromisoformat(starts),
        ends=optional_day(ends),
        reason=reason,
        decided_by=by,
    )


def _dose_decision(
    on: str, action: str, starts: str | None, to: str | None, *rest: Any
) -> DoseDecision:
    reason, term, grade, occurrence, decided_by = rest
    return DoseDecision(
        on=date.fromisoformat(on),
        action=DoseAction(action),
        starts=optional_day(starts),
        to=to,
        reason=reason,
        term=term,
        grade=grade,
        occurrence=occurrence,
        decided_by=decided_by,
    )


def _missed_doses(starts: str, ends: str, reason: str | None) -> MissedDoses:
    return MissedDoses(
        starts=date.fromisoformat(starts), ends=date.fromisoformat(ends), reason=reason
    )


def _dispensing(on: str, capsules: int) -> Dispensing:
    return Dispensing(on=date.fromisoformat(on), capsules=capsules)


def _return(
    on: str, capsules: int, lost: int, containers: int, reason: str | None
) -> Return:
    return Return(
        on=date.fromisoformat(on),
        capsules=capsules,
        lost=lost,
        containers_returned=containers == 1,
        reason=reason,
    )


def _visit_record(visit: str, on: str, outcome: str, reason: str | None) -> VisitRecord:
    return VisitRecord(
        visit=visit,
        on=date.fromisoformat(on),
        outcome=VisitOutcome(outcome),
        reason=reason,
    )


def _unscheduled_visit(on: str, reason: str) -> UnscheduledVisit:
    return UnscheduledVisit(on=date.fromisoformat(on), reason=reason)


def _observation(on: str, procedure: str, value: str | None) -> Observation:
    return Observation(on=date.fromisoformat(on), procedure=procedure, value=value)


def _end_of_treatment(drug: str, last_dose: str, reason: str | None) -> EndOfTreatment:
    return EndOfTreatment(
        drug=drug, last_dose=date.fromisoformat(last_dose), reason=reason
    )


def _event(event: str, on: str, reason: str | None) -> Event:
    return Event(event=EventKind(event), on=date.fromisoformat(on), reason=reason)


def _table(
    name: str,
    kind: type[Fact],
    make: Callable[..., Fact],
    *once: str,
    once_if: str | None = None,
) -> Table[Fact]:
    fields = tuple(kind.__dataclass_fields__)
    columns = tuple(_COLUMNS.get(field, field) for field in fields)

    def split(fact: Fact) -> Row:
        cells = (plain(getattr(fact, field)) for field in fields)
        return dict(zip(columns, cells, strict=True))

    return Table(name, columns, make, split, "participant", once, once_if)


FACT_TABLES: dict[FactKind, Table[Fact]] = {
    FactKind.WEIGHT: _table("weights", Weight, _weight, "baseline", once_if="baseline"),
    FactKind.INFUSION: _table("infusions", InfusionRecord, _infusion, "cycle", "day"),
    FactKind.BOOKING: _table("bookings", Booking, _booking, "visit"),
    FactKind.HOLD: _table("holds", Hold, _hold),
    FactKind.DOSE_DECISION: _table(
        "dose_decisions", DoseDecision, _dose_decision, "on_date"
    ),
    FactKind.MISSED_DOSES: _table("missed_doses", MissedDoses, _missed_doses),
    FactKind.DISPENSING: _table("dispensings", Dispensing, _dispensing),
    FactKind.RETURN: _table("returns", Return, _return),
    FactKind.VISIT: _table("visit_records", VisitRecord, _visit_record, "visit"),
    FactKind.UNSCHEDULED_VISIT: _table(
        "unscheduled_visits", UnscheduledVisit, _unscheduled_visit
    ),
    FactKind.OBSERVATION: _table("observations", Observation, _observation),
    FactKind.END_OF_TREATMENT: _table(
        "ends_of_treatment", EndOfTreatment, _end_of_treatment, "drug"
    ),
    FactKind.EVENT: _table("events", Event, _event),
}

_KINDS: dict[type[Fact], FactKind] = {
    Weight: FactKind.WEIGHT,
    InfusionRecord: FactKind.INFUSION,
    Booking: FactKind.BOOKING,
    Hold: FactKind.HOLD,
    DoseDecision: FactKind.DOSE_DECISION,
    MissedDoses: FactKind.MISSED_DOSES,
    Dispensing: FactKind.DISPENSING,
    Return: FactKind.RETURN,
    VisitRecord: FactKind.VISIT,
    UnscheduledVisit: FactKind.UNSCHEDULED_VISIT,
    Observation: FactKind.OBSERVATION,
    EndOfTreatment: FactKind.END_OF_TREATMENT,
    Event: FactKind.EVENT,
}


def kind_of(fact: Fact) -> FactKind:
    """Return the kind of a fact.

    >>> kind_of(Dispensing(on=date(2024, 3, 4), capsules=63)).value
    'dispensing'
    """
    return _KINDS[type(fact)]
