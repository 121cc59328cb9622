"""The tables of facts: one for each kind, and how its value lies in it."""

from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
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
from scheduler.store.rows import Row, Table, plain
from scheduler.store.values import FactKind

# Fields whose name is a word of SQL, or too short to stand alone in History.
_COLUMNS = {
    "on": "on_date",
    "at": "at_time",
    "start": "start_time",
    "stop": "stop_time",
    "to": "to_level",
}

_days = cache(date.fromisoformat)
_FROM_CELL: dict[str, Callable[[Any], object]] = {
    "on": _days,
    "starts": _days,
    "ends": _days,
    "last_dose": _days,
    "start": time.fromisoformat,
    "stop": time.fromisoformat,
    "at": time.fromisoformat,
    "baseline": bool,
    "containers_returned": bool,
}


def _table(
    name: str,
    kind: type[Fact],
    *once: str,
    once_if: str | None = None,
    **words: type[StrEnum],
) -> Table[Fact]:
    fields = tuple(kind.__dataclass_fields__)
    columns = tuple(_COLUMNS.get(field, field) for field in fields)

    def split(fact: Fact) -> Row:
        cells = (plain(getattr(fact, field)) for field in fields)
        return dict(zip(columns, cells, strict=True))

    return Table(
        name, columns, _maker(kind, words), split, "participant", once, once_if
    )


def _maker(kind: type[Fact], words: Mapping[str, type[StrEnum]]) -> Callable[..., Fact]:
    """Return what makes a value of its cells, without ``__init__``.

    A frozen value is made through its slots in half the time, and a site of 530 has
    sixty thousand infusions.
    """
    from_cell = _FROM_CELL | {
        field: {word.value: word for word in kinds}.__getitem__
        for field, kinds in words.items()
    }
    slots = [
        (getattr(kind, field).__set__, from_cell.get(field))
        for field in kind.__dataclass_fields__
    ]

    def make(*cells: Any) -> Fact:
        fact: Fact = kind.__new__(kind)
        for (put, convert), cell in zip(slots, cells, strict=True):
            put(fact, cell if cell is None or convert is None else convert(cell))
        return fact

    return make


FACT_TABLES: dict[FactKind, Table[Fact]] = {
    FactKind.WEIGHT: _table("weights", Weight, "baseline", once_if="baseline"),
    FactKind.INFUSION: _table(
        "infusions", InfusionRecord, "cycle", "day", outcome=InfusionOutcome
    ),
    FactKind.BOOKING: _table("bookings", Booking, "visit"),
    FactKind.HOLD: _table("holds", Hold),
    FactKind.DOSE_DECISION: _table(
        "dose_decisions", DoseDecision, "on_date", action=DoseAction
    ),
    FactKind.MISSED_DOSES: _table("missed_doses", MissedDoses),
    FactKind.DISPENSING: _table("dispensings", Dispensing),
    FactKind.RETURN: _table("returns", Return),
    FactKind.VISIT: _table("visit_records", VisitRecord, "visit", outcome=VisitOutcome),
    FactKind.UNSCHEDULED_VISIT: _table("unscheduled_visits", UnscheduledVisit),
    FactKind.OBSERVATION: _table("observations", Observation),
    FactKind.END_OF_TREATMENT: _table("ends_of_treatment", EndOfTreatment, "drug"),
    FactKind.EVENT: _table("events", Event, event=EventKind),
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
