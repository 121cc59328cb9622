"""What papers tell people to do: how long an infusion lasts, when a dose is skipped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from scheduler.core.facts import InfusionRecord
from scheduler.core.settings import CapsulesOnDay1, Settings

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """What people are told at a site, by its settings.

    Attributes:
        observation: how long somebody is observed after an infusion.
        capsules_on_day_1: when capsules are taken on the day of the infusion; None
            where the investigator says so each time.
        missed_dose: what is done about a dose that was forgotten.
        vomited_dose: what is done about a dose that was vomited.
    """

    observation: str
    capsules_on_day_1: str | None
    missed_dose: str
    vomited_dose: str


def instructions(settings: Settings) -> Instructions:
    """Return the sentences that papers and plans give, by the settings.

    Source:
        domain.md 7; label of lenvatinib for the missed dose.
    """
    order = settings.capsules_on_day_1
    stated = order is not CapsulesOnDay1.NOT_STATED
    return Instructions(
        observation=_observation(settings.observation_minutes),
        capsules_on_day_1=f"Take the capsules {order} the infusion."
        if stated
        else None,
        missed_dose=_missed_dose(settings.missed_dose_hours),
        vomited_dose=settings.vomited_dose,
    )


def _observation(minutes: int) -> str:
    """Write the time of observation; a line to fill in where no one is set."""
    return f"observation for {minutes or '____'} minutes"


def _missed_dose(hours: int) -> str:
    if not hours:
        return "Skip a dose that was missed. Never take two."
    return (
        f"A dose that was missed may be taken within {hours} "
        f"{'hour' if hours == 1 else 'hours'}. Later, skip it and take the next one "
        "at the usual time. Never take two."
    )


def _minutes(at: time) -> int:
    return at.hour * _HOUR + at.minute
