"""When each drug, the treatment and the whole course ended, by a day of asking."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.reference.record import Case, Record


@dataclass(frozen=True, slots=True)
class Ends:
    """The last days; None of what goes on.

    Attributes:
        last_dose: of either drug, once both have ended.
        left: the day somebody left the trial for good.
        treatment: the last day on which a visit in a cycle still takes place.
    """

    infusion: int | None
    capsules: int | None
    last_dose: int | None
    left: int | None
    treatment: int | None


def ends(case: Case, record: Record) -> Ends:
    """Return what had ended on the day of asking."""
    study = case.study
    given = [on for _, _, on, outcome in record.infusions if outcome != "not given"]
    infusion = _last(record, study.infusion.key, study.infusion.ends_with, given)
    capsules = _last(record, study.capsules.key, study.capsules.ends_with, record.extra)
    both = None
    if infusion is not None and capsules is not None:
        both = max(infusion, capsules)
    left = first_of(record, study.ends_with)
    return Ends(infusion, capsules, both, left, left if both is None else both)


def _last(
    record: Record, drug: str, events: Iterable[str], given: list[int]
) -> int | None:
    """Return the recorded last dose, else the day of an event that ends the drug.

    What was given after the event puts it off.
    """
    event = first_of(record, events)
    if drug in record.ends or event is None:
        return record.ends.get(drug)
    return max(event, *given) if given else event


def first_of(record: Record, events: Iterable[str]) -> int | None:
    """Return the first day on which any of some events happened."""
    days = [record.events[str(name)] for name in events if name in record.events]
    return min(days, default=None)
