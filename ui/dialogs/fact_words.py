"""A recorded fact in words, on one line and by name."""

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.facts import (
    Booking,
    Dispensing,
    Fact,
    InfusionRecord,
    Weight,
)
from scheduler.core.quantities import capsules_text, unbroken, weight_text
from scheduler.core.standing import date_of
from scheduler.errors import (
    CycleDeskError,
    DuplicateFactError,
    FutureFactError,
    ImpossibleFactError,
    StaleRecordError,
)
from ui.models.facts_table import fact_name as named
from ui.models.facts_table import fact_value
from ui.wording import wording

# Errors about what was entered, which are said beside it.
CANNOT_BE = (DuplicateFactError, FutureFactError, ImpossibleFactError)

translate = QCoreApplication.translate


def fact_name(fact: Fact) -> str:
    """Return what a fact is called, with its day."""
    return f"{_kind(fact)}, {clinical_date(date_of(fact))}"


def fact_text(fact: Fact) -> str:
    """Return a fact as it is recorded, in one line."""
    said = [weekday_date(date_of(fact)), *_details(fact)]
    return unbroken(", ".join(part for part in said if part))


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
        case Dispensing():
            return translate("fact", "Capsules dispensed")
        case _:
            return named(fact)


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
        case Dispensing():
            return [capsules_text(fact.capsules)]
        case _:
            return [fact_value(fact)]
