"""Days without a drug: its holds, and what comes after its last dose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    ExtraDoses,
    Fact,
    Hold,
    InfusionRecord,
)
from scheduler.core.settings import Settings
from scheduler.core.study import Capsules, Infusion

ONE_DAY = timedelta(days=1)
RESUMING = frozenset({DoseAction.RESUME_SAME, DoseAction.RESUME_REDUCED})


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without a drug, up to the day before ``after``."""

    starts: date
    after: date

    def covers(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.starts <= day < self.after

    @property
    def ends(self) -> date | None:
        """The last day, or None while it goes on."""
        return self.after - ONE_DAY if self.after < date.max else None


def last_dose(drug: Capsules | Infusion, facts: Iterable[Fact]) -> date | None:
    """Return the last day of one drug, or None while it goes on.

    The recorded end of the drug decides; without one, the first day of an event
    that the profile ends it with, or the last day on which it was given after that.
    """
    events: list[date] = []
    taken: list[date] = []
    for fact in facts:
        if isinstance(fact, EndOfTreatment) and fact.drug == drug.key:
            return fact.last_dose
        if isinstance(fact, Event) and fact.event in drug.ends_with:
            events.append(fact.on)
        elif day := _taken_on(drug, fact):
            taken.append(day)
    return max([min(events), *taken]) if events else None


def _taken_on(drug: Capsules | Infusion, fact: Fact) -> date | None:
    """Return the one day on which a drug was given or taken, if a fact tells of it."""
    if isinstance(drug, Infusion) and isinstance(fact, InfusionRecord):
        return fact.on if fact.is_given else None
    if isinstance(drug, Capsules) and isinstance(fact, ExtraDoses):
        return fact.on
    return None


def infusion_pauses(
    infusion: Infusion, settings: Settings, facts: Sequence[Fact]
) -> list[Pause]:
    """Return the days on which the infusion is on hold.

    Where both drugs are held together, a hold of either is one of both, and so is
    the decision that ends it.
    """
    if settings.drugs_held_together:
        return capsule_pauses(None, facts)
    return [
        Pause(hold.starts, hold.ends + ONE_DAY if hold.ends else date.max)
        for hold in facts
        if isinstance(hold, Hold) and hold.drug == infusion.key
    ]


def capsule_pauses(key: str | None, facts: Sequence[Fact]) -> list[Pause]:
    """Return the holds of one drug, or of any for None, as days without capsules.

    A decision to resume ends them sooner.
    """
    resumed = [
        fact.starts or fact.on
        for fact in facts
        if isinstance(fact, DoseDecision) and fact.action in RESUMING
    ]
    pauses = []
    for hold in facts:
        if isinstance(hold, Hold) and key in {None, hold.drug}:
            after = hold.ends + ONE_DAY if hold.ends else date.max
            resumes = [day for day in resumed if day > hold.starts]
            pauses.append(Pause(hold.starts, min([after, *resumes])))
    return pauses
