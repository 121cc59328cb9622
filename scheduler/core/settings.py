"""Every setting of a profile as one frozen value, and the words it may take."""

from dataclasses import dataclass
from enum import StrEnum


class NextDay1(StrEnum):
    """What the next Day 1 counts from."""

    ROLLING = "rolling"
    FIXED = "fixed"
    ROLLING_IF_OUTSIDE = "rolling if outside"


class WeightBasis(StrEnum):
    """Which weight decides the starting dose."""

    BASELINE = "baseline"
    EVERY_DAY_1 = "every day 1"


class LateCycle(StrEnum):
    """What becomes of the number of a cycle that is a whole cycle late."""

    KEEP = "keep"
    SKIP = "skip"


class EveryOtherDay(StrEnum):
    """What the alternation of days does when a cycle begins."""

    CONTINUE = "continue"
    RESTART = "restart"


class ReEscalation(StrEnum):
    """Whether a dose may go up again."""

    REFUSED = "refused"
    WITH_REASON = "with reason"


class ImagingAnchor(StrEnum):
    """What imaging weeks count from."""

    RANDOMIZATION = "randomization"
    FIRST_DAY_1 = "first day 1"


class CapsulesOnDay1(StrEnum):
    """Whether capsules are taken before or after the infusion."""

    NOT_STATED = "not stated"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentCap:
    """The longest treatment allowed: one of the two, months inclusive."""

    cycles: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceStep:
    """Every so many weeks, until a week inclusive; None is for ever."""

    every_weeks: int
    until_week: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One visit so many days after its anchor, and its window in days."""

    days: int
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A visit every so many weeks after its anchor, and its window in days."""

    every_weeks: int
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting of domain.md section 7, by the names of facts.md.

    Days are calendar days, windows are inclusive, None means not checked.

    Attributes:
        first_day_1_within: days from randomization to Day 1 of cycle 1.
        relevant_delay_days: a delay of more days than this is reported as one.
        infusion_minutes: for the first infusion, and for later ones.
        compliance_band: lowest and highest percent that raise no question.
        drugs_held_together: whether holding one drug holds the other too.
        missed_dose_hours: a dose later than this is skipped; the edge is in time.
        vomited_dose: what the diary says about a dose that was vomited.
    """

    next_day_1: NextDay1
    weight_basis: WeightBasis
    day_1_before: int
    day_1_after: int
    first_day_1_within: int
    minimum_interval_days: int | None
    maximum_gap_days: int | None
    hold_warning_days: int | None
    relevant_delay_days: int
    late_cycle: LateCycle
    every_other_day: EveryOtherDay
    re_escalation: ReEscalation
    imaging: tuple[CadenceStep, ...]
    imaging_window: int
    imaging_anchor: ImagingAnchor
    imaging_moves: bool
    safety_follow_up: tuple[FollowUp, ...]
    survival: Recurring
    contraception_months: int
    treatment_cap: TreatmentCap | None
    interim_visits: tuple[str, ...]
    spare_days: int
    pack_size: int
    compliance_band: tuple[int, int]
    infusion_minutes: tuple[int, int]
    observation_minutes: int
    capsules_on_day_1: CapsulesOnDay1
    drugs_held_together: bool
    missed_dose_hours: int
    vomited_dose: str
