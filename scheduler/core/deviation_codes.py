"""Every deviation candidate there is: its code, and what the code means."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeviationCode(StrEnum):
    """Every candidate there is; ``cycledesk-cli codes`` prints them."""

    OUT_OF_WINDOW = "out_of_window"
    BOOKED_OUT_OF_WINDOW = "booked_out_of_window"
    OVERDUE = "overdue"
    MISSED = "missed"
    NOT_DONE = "not_done"
    INFUSION_NOT_GIVEN = "infusion_not_given"
    INFUSION_STOPPED_EARLY = "infusion_stopped_early"
    MINIMUM_INTERVAL = "minimum_interval"
    DURING_HOLD = "during_hold"
    AFTER_LAST_DOSE = "after_last_dose"
    WRONG_DOSE = "wrong_dose"
    MISSED_DOSES = "missed_doses"
    BEFORE_CONSENT = "before_consent"
    AFTER_WITHDRAWAL = "after_withdrawal"
    CLOSED_DAY = "closed_day"
    BEYOND_CAP = "beyond_cap"
    FIRST_DAY_1_LATE = "first_day_1_late"


MEANINGS = {
    DeviationCode.OUT_OF_WINDOW: "a visit took place outside its window",
    DeviationCode.BOOKED_OUT_OF_WINDOW: "a visit is booked outside its window",
    DeviationCode.OVERDUE: "the window of a visit is over and nothing is recorded",
    DeviationCode.MISSED: "a visit did not take place before the next one began",
    DeviationCode.NOT_DONE: "a planned visit was recorded as not done",
    DeviationCode.INFUSION_NOT_GIVEN: "an infusion was not given",
    DeviationCode.INFUSION_STOPPED_EARLY: "an infusion was stopped early",
    DeviationCode.MINIMUM_INTERVAL: "two infusions were given too close together",
    DeviationCode.DURING_HOLD: "an infusion was given while it was on hold",
    DeviationCode.AFTER_LAST_DOSE: "a drug was given or taken after its recorded end",
    DeviationCode.WRONG_DOSE: "capsules taken beyond the order, or handed out without",
    DeviationCode.MISSED_DOSES: "ordered capsules were not taken, by the diary",
    DeviationCode.BEFORE_CONSENT: "something was done before consent",
    DeviationCode.AFTER_WITHDRAWAL: "something was done after consent was withdrawn",
    DeviationCode.CLOSED_DAY: "a visit took place, or is booked, on a closed day",
    DeviationCode.BEYOND_CAP: "an infusion was given beyond the longest treatment",
    DeviationCode.FIRST_DAY_1_LATE: "Day 1 of cycle 1 was late after randomization",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One candidate: what may have to be reported, and a sentence.

    Attributes:
        visit: the visit; for what was done without one the day of its cycle,
            ``C3D5``, and outside the cycles the fact and its day,
            ``weight of 10-Feb-2024``.
        on: the day that it bears on.
        days: days outside the window, or short of the limit, early negative; 0
            where there is neither.
    """

    visit: str
    code: DeviationCode
    on: date
    days: int
    sentence: str
