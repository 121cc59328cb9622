"""When each drug, the treatment and the whole course ended, by a day of asking."""

from dataclasses import dataclass

from tests.reference.record import Case, Record

STOPS = ("death", "withdrawal of consent")
LEAVES = (*STOPS, "lost to follow-up")


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
    infusion = _last(record, case.study.infusion.key)
    capsules = _last(record, case.study.capsules.key)
    both = None
    if infusion is not None and capsules is not None:
        both = max(infusion, capsules)
    left = _first(record, LEAVES)
    return Ends(infusion, capsules, both, left, left if both is None else both)


def _last(record: Record, drug: str) -> int | None:
    """Return the recorded last dose, else the day that nobody takes a dose after."""
    return record.ends.get(drug, _first(record, STOPS))


def _first(record: Record, names: tuple[str, ...]) -> int | None:
    days = [record.events[name] for name in names if name in record.events]
    return min(days, default=None)
