"""The tables of facts: one for each kind, and how its value lies in it."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cache
from itertools import repeat
from typing import Any

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
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


@cache
def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def _time(cell: str | None) -> time | None:
    return time.fromisoformat(cell) if cell else None


_FROM_CELL: dict[str, Callable[[Any], object]] = {
    "on": _day,
    "starts": _day,
    "ends": _day,
    "last_dose": _day,
    "start": _time,
    "stop": _time,
    "at": _time,
    "baseline": bool,
    "containers_returned": bool,
}
_Many = Callable[[Sequence[Sequence[Any]]], list[Fact]]


@dataclass(frozen=True, slots=True)
class FactTable(Table[Fact]):
    """A table of one kind of fact.

    Attributes:
        many: whole columns of cells to as many facts.
    """

    many: _Many = field(kw_only=True)

    def owned(self, rows: Sequence[tuple[Any, ...]]) -> Iterable[tuple[Any, Fact]]:
        """Return the participant and the fact of each row of ``select_values``."""
        if not rows:
            return ()
        owners, *columns = zip(*rows, strict=True)
        return zip(owners, self.many(columns), strict=True)


def _table(
    name: str,
    kind: type[Fact],
    *once: str,
    once_if: str | None = None,
    **words: type[StrEnum],
) -> FactTable:
    fields = tuple(kind.__dataclass_fields__)
    columns = tuple(_COLUMNS.get(field, field) for field in fields)
    many = _maker(kind, words)

    def make(*cells: Any) -> Fact:
        return many([(cell,) for cell in cells])[0]

    def split(fact: Fact) -> Row:
        cells = (plain(getattr(fact, field)) for field in fields)
        return dict(zip(columns, cells, strict=True))

    return FactTable(
        name, columns, make, split, "participant", once, once_if, many=many
    )


def _maker(kind: type[Fact], words: Mapping[str, type[StrEnum]]) -> _Many:
    """Return what makes facts through their slots, a column at a time.

    That takes a third of the time of ``__init__``, and a site of 530 participants
    has two hundred thousand facts.
    """
    from_cell = _FROM_CELL | {name: _word(kinds) for name, kinds in words.items()}
    slots = [
        (getattr(kind, name).__set__, from_cell.get(name))
        for name in kind.__dataclass_fields__
    ]

    new: Callable[[type[Fact]], Fact] = kind.__new__

    def many(columns: Sequence[Sequence[Any]]) -> list[Fact]:
        facts = list(map(new, repeat(kind, len(columns[0]))))
        for (put, convert), cells in zip(slots, columns, strict=True):
            values = map(convert, cells) if convert else cells
            deque(map(put, facts, values), maxlen=0)
        return facts

    return many


def _word(kinds: type[StrEnum]) -> Callable[[str], StrEnum]:
    return {word.value: word for word in kinds}.__getitem__


FACT_TABLES: dict[FactKind, FactTable] = {
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
    FactKind.EXTRA_DOSES: _table("extra_doses", ExtraDoses),
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
    ExtraDoses: FactKind.EXTRA_DOSES,
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


def in_words(kind: FactKind) -> str:
    """Return a kind as it stands in a sentence.

    >>> in_words(FactKind.DOSE_DECISION)
    'dose decision'
    """
    return kind.value.replace("_", " ")
