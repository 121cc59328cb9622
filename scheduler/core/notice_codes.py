"""Every notice there is: its code, and what the code means."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoticeCode(StrEnum):
    """Every notice there is; ``cycledesk-cli codes`` prints them."""

    BASELINE_WEIGHT_MISSING = "baseline_weight_missing"
    WEIGHT_CROSSED_BAND = "weight_crossed_band"
    DOSE_PROPOSED = "dose_proposed"
    FACTS_AFTER_AS_OF = "facts_after_as_of"
    FIRST_DAY_1_LATE = "first_day_1_late"
    MINIMUM_INTERVAL = "minimum_interval"
    MAXIMUM_GAP = "maximum_gap"
    RELEVANT_DELAY = "relevant_delay"
    DAY_1_OUT_OF_ORDER = "day_1_out_of_order"
    CYCLE_SKIPPED = "cycle_skipped"
    LONG_HOLD = "long_hold"
    CAPSULES_SHORT = "capsules_short"
    END_NOT_RECORDED = "end_not_recorded"
    DIARY_DIFFERS = "diary_differs"
    COMPLIANCE_OUTSIDE_BAND = "compliance_outside_band"
    TREATMENT_CAP = "treatment_cap"
    UNSCHEDULED_IN_WINDOW = "unscheduled_in_window"
    CLOSED_DAY = "closed_day"
    HOLIDAYS_NOT_ANNOUNCED = "holidays_not_announced"


MEANINGS = {
    NoticeCode.BASELINE_WEIGHT_MISSING: "no baseline weight, so no dose is known",
    NoticeCode.WEIGHT_CROSSED_BAND: "a later weight lies in another dose band",
    NoticeCode.DOSE_PROPOSED: "the profile proposes another dose by a later weight",
    NoticeCode.FACTS_AFTER_AS_OF: "facts dated after the day asked were left out",
    NoticeCode.FIRST_DAY_1_LATE: "Day 1 of cycle 1 is late after randomization",
    NoticeCode.MINIMUM_INTERVAL: "two infusions lie closer than the profile allows",
    NoticeCode.MAXIMUM_GAP: "the last infusion is longer ago than the profile allows",
    NoticeCode.RELEVANT_DELAY: "a Day 1 is later than the profile takes as on time",
    NoticeCode.DAY_1_OUT_OF_ORDER: "a Day 1 does not come after the one before it",
    NoticeCode.CYCLE_SKIPPED: "a late infusion counts for a later cycle",
    NoticeCode.LONG_HOLD: "capsules were on hold longer than the profile allows",
    NoticeCode.CAPSULES_SHORT: "capsules handed out do not last to the next visit",
    NoticeCode.END_NOT_RECORDED: "capsules were stopped, and no last dose is recorded",
    NoticeCode.DIARY_DIFFERS: "the count of capsules and the diary differ",
    NoticeCode.COMPLIANCE_OUTSIDE_BAND: "compliance lies outside the profile's band",
    NoticeCode.TREATMENT_CAP: "a Day 1 lies beyond the longest treatment allowed",
    NoticeCode.UNSCHEDULED_IN_WINDOW: "an unscheduled visit lies in another's window",
    NoticeCode.CLOSED_DAY: "a visit ahead falls on a day on which the site is closed",
    NoticeCode.HOLIDAYS_NOT_ANNOUNCED: "public holidays of days ahead are not certain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to know, the day it bears on, and its sentence."""

    code: NoticeCode
    on: date
    sentence: str
