"""What papers tell people to do: how long an infusion lasts, when a dose is skipped."""

from collections.abc import Iterable
from datetime import time

from scheduler.core.facts import InfusionRecord
from scheduler.core.settings import Settings

INFUSION_REACTION = "infusion reaction"

_HOUR = 60
_DAY = 24 * _HOUR


def missed_dose_may_be_taken(
    due: time, remembered: time, *, hours: int, days_later: int = 0
) -> bool:
    """Say whether a late dose may still be taken; else the next one is taken in time.

    Counted in minutes by the clock on the wall, as a diary is kept: a night on which
    the clocks change counts as any other. Seconds do not count.

    Args:
        due: when the dose was to be taken.
        remembered: when somebody thought of it.
        hours: the longest delay allowed, so many hours exactly still among them.
        days_later: midnights between the two; 1 for a dose due at 20:00 and
            remembered at 07:00.

    Raises:
        ValueError: it was thought of before it was due, so it is not missed.

    Source:
        Label of lenvatinib: not within 12 hours, then skip it; domain.md G52.
    """
    late = days_later * _DAY + _minutes(remembered) - _minutes(due)
    if late < 0:
        msg = f"{remembered:%H:%M} is before the dose is due, {due:%H:%M}"
        raise ValueError(msg)
    return late <= hours * _HOUR


def infusion_minutes(
    settings: Settings, earlier: int, records: Iterable[InfusionRecord]
) -> int:
    """Return how many minutes an infusion is to last.

    Args:
        settings: for the minutes of the first infusion, and of later ones.
        earlier: infusions that come before this one, given or still to come.
        records: what is recorded of those.

    Source:
        EU label of the antibody, section 4.2: the first over 60 minutes, later ones
        over 30 if there was no reaction; domain.md G53.
    """
    first, later = settings.infusion_minutes
    return first if earlier == 0 or had_reaction(records) else later


def had_reaction(records: Iterable[InfusionRecord]) -> bool:
    """Say whether a record gives an infusion reaction as its reason."""
    said = (record.reason or "" for record in records)
    return any(reason.strip().casefold() == INFUSION_REACTION for reason in said)


def _minutes(at: time) -> int:
    return at.hour * _HOUR + at.minute
