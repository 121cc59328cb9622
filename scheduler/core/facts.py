"""What happened, as frozen values; nothing here is computed.

The names are those of facts.md. A correction is a new value in a fact's place.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Sex(StrEnum):
    """As the coordinator enters it."""

    FEMALE = "female"
    MALE = "male"


class InfusionOutcome(StrEnum):
    """What became of an infusion."""

    GIVEN = "given"
    STOPPED_EARLY = "stopped early"
    NOT_GIVEN = "not given"


class VisitOutcome(StrEnum):
    """What became of a visit."""

    DONE = "done"
    NOT_DONE = "not done"
    MISSED = "missed"


class DoseAction(StrEnum):
    """What the investigator decided about the capsules."""

    REDUCE = "reduce"
    RESUME_SAME = "resume same"
    RESUME_REDUCED = "resume reduced"
    DISCONTINUE = "discontinue"
    RE_ESCALATE = "re-escalate"


class EventKind(StrEnum):
    """What may happen to a participant or to the study."""

    PROGRESSION = "progression"
    WITHDRAWAL = "withdrawal of consent"
    LOST = "lost to follow-up"
    DEATH = "death"
    EMERGENCY_UNBLINDING = "emergency unblinding"
    STUDY_UNBLINDED = "study unblinded"
    RE_CONSENT = "re-consent"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOnTreatment:
    """Where a participant stood who was entered when already on treatment.

    Attributes:
        from_cycle: the cycle in force at entry, 2 or more.
        day_1: that cycle's actual Day 1.
        level: the name of the dose level in force.
        level_reason: why it is not the starting dose, if it is not.
    """

    from_cycle: int
    day_1: date
    level: str
    level_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person in the trial, known by a code; no name is stored.

    Attributes:
        first_day_1: the planned Day 1 of cycle 1; optional only for somebody
            entered on treatment.
    """

    code: str
    first_day_1: date | None
    birth_year: int | None = None
    sex: Sex | None = None
    randomization_number: str | None = None
    consented: date | None = None
    randomized: date | None = None
    initials: str | None = None
    hospital_number: str | None = None
    entry: EntryOnTreatment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One measured body weight, in whole grams exactly as entered."""

    on: date
    grams: int
    baseline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionRecord:
    """What became of one infusion.

    Attributes:
        day: the day of the cycle it belongs to, for studies with several.
        kit: an opaque text, shown only on its own participant.
    """

    cycle: int
    on: date
    outcome: InfusionOutcome
    day: int = 1
    start: time | None = None
    stop: time | None = None
    reason: str | None = None
    kit: str | None = None

    @property
    def is_given(self) -> bool:
        """True for one that was given, whole or stopped early."""
        return self.outcome is not InfusionOutcome.NOT_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The date arranged for one visit."""

    visit: str
    on: date
    at: time | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An ordered interruption of one drug; both ends inclusive, None is open."""

    drug: str
    starts: date
    ends: date | None = None
    reason: str | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseDecision:
    """The investigator's decision about the capsules.

    Attributes:
        starts: the first day of the new dose; the day of the decision if None.
        to: the name of the level decided on; None for ``discontinue``.
    """

    on: date
    action: DoseAction
    starts: date | None = None
    to: str | None = None
    reason: str | None = None
    term: str | None = None
    grade: int | None = None
    occurrence: int | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedDoses:
    """Days on which ordered capsules were not taken, both ends inclusive."""

    starts: date
    ends: date
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraDoses:
    """Capsules taken beyond what was ordered on a day, by the diary."""

    on: date
    capsules: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispensing:
    """Capsules handed out."""

    on: date
    capsules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Capsules brought back, and those said to be lost."""

    on: date
    capsules: int
    lost: int = 0
    containers_returned: bool = True
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord:
    """What became of a visit without an infusion."""

    visit: str
    on: date
    outcome: VisitOutcome
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnscheduledVisit:
    """A visit that no rule planned."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A procedure done at a visit, as the profile names it."""

    on: date
    procedure: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfTreatment:
    """The end of one drug, with the day of its last dose."""

    drug: str
    last_dose: date
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that bears on the whole course; unblinding without its result."""

    event: EventKind
    on: date
    reason: str | None = None


Fact = (
    Weight
    | InfusionRecord
    | Booking
    | Hold
    | DoseDecision
    | MissedDoses
    | ExtraDoses
    | Dispensing
    | Return
    | VisitRecord
    | UnscheduledVisit
    | Observation
    | EndOfTreatment
    | Event
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the participant is treated, and what holds there.

    Attributes:
        country: two capital letters.
        closed_days: days without work beyond weekends and public holidays.
        open_days: weekend days or holidays on which the site works.
        versions: later versions of the profile, each with the day on which it
            took effect at this site; the first version held from the beginning.
    """

    country: str | None = None
    closed_days: tuple[date, ...] = ()
    open_days: tuple[date, ...] = ()
    versions: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsDocument:
    """Everything that is stored of one participant, as one value.

    Attributes:
        settings: what differs from the profile, as plain data by setting name.
    """

    study: str
    participant: Participant
    facts: tuple[Fact, ...] = ()
    settings: tuple[tuple[str, object], ...] = ()
    site: Site = Site()
