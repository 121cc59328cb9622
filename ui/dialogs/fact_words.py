"""A recorded fact in words, on one line and by name."""

import re
from datetime import date

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.facts import (
    Booking,
    Dispensing,
    Fact,
    InfusionRecord,
    Return,
    Weight,
)
from scheduler.core.quantities import capsules_text, weight_text
from scheduler.core.standing import date_of
from scheduler.errors import CycleDeskError, DuplicateFactError, StaleRecordError
from ui.wording import wording

translate = QCoreApplication.translate


def fact_name(fact: Fact) -> str:
    """Return what a fact is called, with its day."""
    return f"{_kind(fact)}, {clinical_date(date_of(fact))}"


def fact_text(fact: Fact) -> str:
    """Return a fact as it is recorded, in one line."""
    said = [weekday_date(date_of(fact)), *_details(fact)]
    return ", ".join(part for part in said if part)


def refusal(error: CycleDeskError) -> str:
    """Return why nothing was saved; where two desks differ, both versions.

    Source:
        reliability.md R55.
    """
    match error:
        case StaleRecordError(theirs=theirs, ours=ours):
            return _both(error, theirs, ours)
        case DuplicateFactError(existing=theirs, ours=ours):
            return _both(error, theirs, ours)
        case _:
            return wording(error)


def _both(error: CycleDeskError, theirs: object, ours: object) -> str:
    recorded = translate("fact", "In the records: {0}").format(_version(theirs))
    entered = translate("fact", "Entered here: {0}").format(_version(ours))
    return "\n".join((wording(error), recorded, entered))


def _version(value: object) -> str:
    if value is None:
        return translate("fact", "withdrawn")
    return fact_text(value) if isinstance(value, Fact) else str(value)


def _kind(fact: Fact) -> str:
    match fact:
        case Weight(baseline=True):
            return translate("fact", "Baseline weight")
        case InfusionRecord():
            return translate("fact", "Infusion C{0}D{1}").format(fact.cycle, fact.day)
        case Booking():
            return translate("fact", "Booking {0}").format(fact.visit)
        case _:
            return _kind_of(type(fact))


def _kind_of(kind: type) -> str:
    known = {
        Weight: translate("fact", "Weight"),
        Dispensing: translate("fact", "Capsules dispensed"),
        Return: translate("fact", "Capsules returned"),
    }
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()
    return known.get(kind, words)


def _details(fact: Fact) -> list[str]:
    match fact:
        case Weight():
            return [weight_text(fact.grams)]
        case InfusionRecord():
            start = f"{fact.start:%H:%M}" if fact.start else ""
            stop = f"{fact.stop:%H:%M}" if fact.stop else ""
            times = translate("fact", "{0} to {1}").format(start, stop)
            return [fact.outcome, times if start and stop else start, fact.reason or ""]
        case Booking():
            return [f"{fact.at:%H:%M}" if fact.at else "", fact.reason or ""]
        case Dispensing() | Return():
            return [capsules_text(fact.capsules)]
        case _:
            return _plain(fact)


def _plain(fact: Fact) -> list[str]:
    """Return every value of a fact that has no words of its own."""
    found = []
    for name in fact.__dataclass_fields__:
        value = getattr(fact, name)
        if value not in {None, date_of(fact)}:
            said = clinical_date(value) if isinstance(value, date) else value
            found.append(f"{name.replace('_', ' ')} {said}")
    return found
