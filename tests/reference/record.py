"""What a document says on one day, as plain tables of whole-numbered days."""

from dataclasses import dataclass, field
from datetime import date

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseDecision,
    EndOfTreatment,
    Event,
    ExtraDoses,
    FactsDocument,
    Hold,
    InfusionRecord,
    Return,
    UnscheduledVisit,
    VisitRecord,
    Weight,
)
from scheduler.core.settings import Settings
from scheduler.core.study import Study

Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One question: what is the plan of this document on this day?"""

    study: Study
    settings: Settings
    document: FactsDocument
    as_of: date
    through: int | None = None


@dataclass(slots=True)
class Record:
    """The facts that are seen on the day, by what they are about."""

    as_of: int
    infusions: list[tuple[int, int, int, str]] = field(default_factory=list)
    visits: dict[str, tuple[int, str]] = field(default_factory=dict)
    bookings: dict[str, int] = field(default_factory=dict)
    holds: dict[str, list[Span]] = field(default_factory=dict)
    decisions: list[tuple[int, str, str | None]] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    baseline: int | None = None
    handed: list[tuple[int, int]] = field(default_factory=list)
    returned: list[tuple[int, int, int, bool]] = field(default_factory=list)
    unscheduled: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)


def _day(fact: object) -> int:
    """Return the day on which a fact is known; bookings are known always."""
    if isinstance(fact, Booking):
        return 0
    for name in ("on", "starts", "last_dose"):
        if (found := getattr(fact, name, None)) is not None:
            return found.toordinal()
    raise TypeError(fact)


def read(case: Case) -> Record:
    """Return what was known at the end of the day of a case."""
    record = Record(case.as_of.toordinal())
    for fact in case.document.facts:
        if _day(fact) <= record.as_of:
            _READERS.get(type(fact), lambda *_: None)(record, fact)
    record.infusions.sort()
    record.decisions.sort()
    record.handed.sort()
    record.unscheduled.sort()
    return record


def _infusion(record: Record, fact: InfusionRecord) -> None:
    row = (fact.cycle, fact.day, fact.on.toordinal(), str(fact.outcome))
    record.infusions.append(row)


def _visit(record: Record, fact: VisitRecord) -> None:
    record.visits[fact.visit] = (fact.on.toordinal(), str(fact.outcome))


def _booking(record: Record, fact: Booking) -> None:
    record.bookings[fact.visit] = fact.on.toordinal()


def _hold(record: Record, fact: Hold) -> None:
    ends = fact.ends.toordinal() if fact.ends else None
    record.holds.setdefault(fact.drug, []).append((fact.starts.toordinal(), ends))


def _decision(record: Record, fact: DoseDecision) -> None:
    starts = (fact.starts or fact.on).toordinal()
    record.decisions.append((starts, str(fact.action), fact.to))


def _end(record: Record, fact: EndOfTreatment) -> None:
    record.ends[fact.drug] = fact.last_dose.toordinal()


def _event(record: Record, fact: Event) -> None:
    name, day = str(fact.event), fact.on.toordinal()
    record.events[name] = min(day, record.events.get(name, day))


def _weight(record: Record, fact: Weight) -> None:
    if fact.baseline:
        record.baseline = fact.grams


def _handed(record: Record, fact: Dispensing) -> None:
    record.handed.append((fact.on.toordinal(), fact.capsules))


def _returned(record: Record, fact: Return) -> None:
    on, whole = fact.on.toordinal(), fact.containers_returned
    record.returned.append((on, fact.capsules, fact.lost, whole))


def _unscheduled(record: Record, fact: UnscheduledVisit) -> None:
    record.unscheduled.append(fact.on.toordinal())


def _extra(record: Record, fact: ExtraDoses) -> None:
    record.extra.append(fact.on.toordinal())


_READERS = {
    InfusionRecord: _infusion,
    VisitRecord: _visit,
    Booking: _booking,
    Hold: _hold,
    DoseDecision: _decision,
    EndOfTreatment: _end,
    Event: _event,
    Weight: _weight,
    Dispensing: _handed,
    Return: _returned,
    UnscheduledVisit: _unscheduled,
    ExtraDoses: _extra,
}
