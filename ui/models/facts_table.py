"""What was recorded of one participant, a row a fact."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseDecision,
    EndOfTreatment,
    Event,
    ExtraDoses,
    Fact,
    Hold,
    InfusionRecord,
    MissedDoses,
    Observation,
    Return,
    UnscheduledVisit,
    VisitRecord,
    Weight,
)
from scheduler.core.quantities import capsules_text, unbroken, weight_text
from scheduler.core.standing import date_of
from ui.models.columns import Column, ColumnsTable
from ui.models.spoken import long_date


class Recorded(Protocol):
    """A fact as the records hold it."""

    @property
    def ver(self) -> int:
        """The version that was read."""

    @property
    def fact(self) -> Fact:
        """What happened."""

    @property
    def recorded_at(self) -> datetime:
        """When it was saved, in the zone of the desk."""

    @property
    def recorded_by(self) -> str:
        """Who saved it."""


class FactsTable(ColumnsTable[Recorded]):
    """Rows are stored facts in the order given; a proxy sorts them."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[Recorded]] = [
            Column(
                heading=_tr("Date"),
                text=lambda r: weekday_date(date_of(r.fact)),
                sort=lambda r: date_of(r.fact).toordinal(),
                spoken=lambda r: long_date(date_of(r.fact)),
            ),
            Column(heading=_tr("What"), text=lambda r: fact_name(r.fact), strong=True),
            Column(
                heading=_tr("Value"),
                text=lambda r: fact_value(r.fact),
                why=lambda r: fact_value(r.fact),
            ),
            Column(heading=_tr("Recorded by"), text=lambda r: r.recorded_by),
            Column(
                heading=_tr("Recorded"),
                text=lambda r: moment(r.recorded_at),
                sort=lambda r: int(r.recorded_at.timestamp()),
                spoken=lambda r: (
                    f"{long_date(r.recorded_at.date())}, {r.recorded_at:%H:%M}"
                ),
            ),
        ]
        super().__init__(columns, parent)


def fact_name(fact: Fact) -> str:
    """Write what kind of thing a fact is."""
    return _WORDS[type(fact)][0](fact)


def fact_value(fact: Fact) -> str:
    """Write what a fact says, apart from its date."""
    said = _WORDS[type(fact)][1](fact)
    reason = getattr(fact, "reason", None)
    parts = [said, reason if reason != said else None]
    return unbroken(", ".join(part for part in parts if part)) or _tr("no more said")


def moment(at: datetime) -> str:
    """Write an instant with its date before it, in the 24-hour clock.

    >>> moment(datetime(2026, 11, 23, 9, 5))  # noqa: DTZ001
    '23-Nov-2026 09:05'
    """
    return f"{clinical_date(at.date())} {at:%H:%M}"


def _weight(fact: Weight) -> str:
    words = weight_text(fact.grams)
    return f"{words}, {_tr('decides the starting dose')}" if fact.baseline else words


def _infusion(fact: InfusionRecord) -> str:
    times = [f"{at:%H:%M}" for at in (fact.start, fact.stop) if at]
    kit = f"{_tr('kit')} {fact.kit}" if fact.kit else None
    parts = [fact.outcome.value, f" {_tr('to')} ".join(times), kit]
    return ", ".join(part for part in parts if part)


def _booking(fact: Booking) -> str:
    when = weekday_date(fact.on)
    return f"{_tr('booked for')} {when}" + (f", {fact.at:%H:%M}" if fact.at else "")


def _hold(fact: Hold) -> str:
    return _and_by(_span(fact.starts, fact.ends), fact.decided_by)


def _decision(fact: DoseDecision) -> str:
    grade = f"{_tr('grade')} {fact.grade}" if fact.grade is not None else None
    since = f"{_tr('from')} {clinical_date(fact.starts or fact.on)}"
    times = f"{_tr('occurrence')} {fact.occurrence}" if fact.occurrence else None
    parts = [fact.action.value, fact.to, since, fact.term, grade, times]
    said = ", ".join(part for part in parts if part)
    return _and_by(said, fact.decided_by)


def _missed(fact: MissedDoses) -> str:
    return _span(fact.starts, fact.ends)


def _returned(fact: Return) -> str:
    lost = f"{fact.lost} {_tr('lost')}" if fact.lost else None
    away = None if fact.containers_returned else _tr("containers did not come back")
    parts = [capsules_text(fact.capsules), lost, away]
    return ", ".join(part for part in parts if part)


def _and_by(said: str, decided_by: str | None) -> str:
    return f"{said}, {_tr('decided by')} {decided_by}" if decided_by else said


def _span(first: date, last: date | None) -> str:
    until = clinical_date(last) if last else _tr("further notice")
    return f"{clinical_date(first)} {_tr('to')} {until}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("FactsTable", text)


_Words = tuple[Callable[[Any], str], Callable[[Any], str]]
_WORDS: dict[type[Any], _Words] = {
    Weight: (
        lambda fact: _tr("Baseline weight") if fact.baseline else _tr("Weight"),
        _weight,
    ),
    InfusionRecord: (
        lambda fact: f"{_tr('Infusion')} C{fact.cycle}D{fact.day}",
        _infusion,
    ),
    Booking: (lambda fact: f"{_tr('Booking')} {fact.visit}", _booking),
    Hold: (lambda fact: f"{_tr('Hold of')} {fact.drug}", _hold),
    DoseDecision: (lambda _fact: _tr("Dose decision"), _decision),
    MissedDoses: (lambda _fact: _tr("Missed doses"), _missed),
    ExtraDoses: (
        lambda _fact: _tr("Extra doses"),
        lambda fact: capsules_text(fact.capsules),
    ),
    Dispensing: (
        lambda _fact: _tr("Capsules handed out"),
        lambda fact: capsules_text(fact.capsules),
    ),
    Return: (lambda _fact: _tr("Capsules returned"), _returned),
    VisitRecord: (
        lambda fact: f"{_tr('Visit')} {fact.visit}",
        lambda fact: fact.outcome.value,
    ),
    UnscheduledVisit: (
        lambda _fact: _tr("Unscheduled visit"),
        lambda fact: fact.reason,
    ),
    Observation: (
        lambda fact: fact.procedure.capitalize(),
        lambda fact: fact.value or _tr("done"),
    ),
    EndOfTreatment: (
        lambda fact: f"{_tr('End of')} {fact.drug}",
        lambda fact: f"{_tr('last dose on')} {clinical_date(fact.last_dose)}",
    ),
    Event: (lambda _fact: _tr("Event"), lambda fact: fact.event.value),
}
