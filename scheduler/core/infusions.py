"""The days of infusions given, the one at entry on treatment with them."""

from collections.abc import Iterable
from datetime import date

from scheduler.core.facts import InfusionRecord, Participant


def infusion_days(
    participant: Participant, records: Iterable[InfusionRecord], as_of: date
) -> list[date]:
    """Return the days on which an infusion was given, oldest first.

    Day 1 of the cycle at entry carried one, unless a record of that day says that
    it was not given. An entry on a later day is still to come.

    Args:
        participant: for the day of entry on treatment.
        records: the infusions recorded by the day asked.
        as_of: the day asked.

    Source:
        facts.md, Mid-treatment.
    """
    given = {record.on: record.is_given for record in records}
    entry = participant.entry
    if entry and entry.day_1 <= as_of:
        given.setdefault(entry.day_1, True)
    return sorted(day for day, is_given in given.items() if is_given)
