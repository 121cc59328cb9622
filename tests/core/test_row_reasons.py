from dataclasses import replace

import pytest

from scheduler.core.accounts import capsule_accounts
from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    EventKind,
    Fact,
    Return,
)
from scheduler.core.plan import Plan
from scheduler.core.row_reasons import (
    account_reason,
    contraception_reason,
    current_reason,
    cycle_reasons,
    dispense_reason,
    dosing_reason,
)
from scheduler.core.settings import EveryOtherDay, LateCycle
from tests.core.plans import (
    DRIP,
    ENTERED,
    PILLS,
    booked,
    day,
    decided,
    ended,
    given,
    happened,
    held,
    planned,
    weighed,
)
from tests.core.profiles import FIRST

COURSE = [weighed(62000), given(1, "2024-03-04")]
SAID = "62.0 kg is 60 kg or more, weighed on 01-Mar-2024"


def dosing(plan: Plan) -> list[str]:
    return [dosing_reason(FIRST.capsules, plan, period) for period in plan.dosing]


def cycle(plan: Plan, number: int) -> str:
    said = zip(plan.cycles, cycle_reasons(plan), strict=True)
    return next(why for one, why in said if one.number == number)


@pytest.mark.parametrize(
    ("facts", "number", "why"),
    [
        ([], 1, ("from C1D1 on 04-Mar-2024 to the day before C2D1 planned for "
                "25-Mar-2024; 3 x 21 days = 63")),
        ([booked("C2D1", "2024-03-27")], 1,
         ("from C1D1 on 04-Mar-2024 to the day before C2D1 booked for 27-Mar-2024; "
         "3 x 23 days = 69")),
        ([booked("C2D1", "2024-03-27")], 2,
         ("from C2D1 booked for 27-Mar-2024 to the day before C3D1 planned for "
         "17-Apr-2024; 3 x 21 days = 63")),
        ([given(2, "2024-03-18")], 1,
         ("from C1D1 on 04-Mar-2024 to the day before C2D1 on 18-Mar-2024; "
         "3 x 14 days = 42")),
        ([], 4, ("from C4D1 planned for 06-May-2024 to the day before C5D1 planned for "
                "27-May-2024; 3 x 21 days = 63")),
        ([booked("C5D1", "2024-05-29")], 4,
         ("from C4D1 planned for 06-May-2024 to the day before C5D1 booked for "
         "29-May-2024; 3 x 23 days = 69")),
        ([booked("C7D1", "2024-05-20")], 4,
         ("from C4D1 planned for 06-May-2024 to the day before C7D1 booked for "
         "20-May-2024; 3 x 14 days = 42")),
        ([held(PILLS, "2024-03-20")], 2,
         ("from C2D1 planned for 25-Mar-2024 to the day before C3D1 planned for "
         "15-Apr-2024; no capsules ordered")),
        ([ended(DRIP, "2024-03-04"), ended(PILLS, "2024-03-20")], 1,
         ("from C1D1 on 04-Mar-2024 to the end of treatment on 20-Mar-2024; "
         "3 x 17 days = 51")),
    ],
)  # fmt: skip
def test_a_cycle_names_the_days_that_bound_it_and_adds_up_its_capsules(
    facts: list[Fact], number: int, why: str
):
    assert cycle(planned(*COURSE, *facts, as_of="2024-03-20"), number) == why


def test_a_cycle_that_was_passed_over_begins_as_planned_whatever_was_booked():
    facts = [given(2, "2024-05-01"), booked("C2D1", "2024-03-26")]
    plan = planned(*COURSE, *facts, as_of="2024-05-02", late_cycle=LateCycle.SKIP)
    assert cycle(plan, 2).startswith("from C2D1 planned for 25-Mar-2024 to the day")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], [f"{SAID}; from C1D1 on 04-Mar-2024"]),
        ([decided("2024-03-10", DoseAction.REDUCE, "8 mg daily")],
         [(f"{SAID}; from C1D1 on 04-Mar-2024; to the day before the next dose decided "
          "for 10-Mar-2024"),
          "reduce, decided on 10-Mar-2024; from 10-Mar-2024"]),
        ([DoseDecision(on=day("2024-03-10"), action=DoseAction.DISCONTINUE)],
         [(f"{SAID}; from C1D1 on 04-Mar-2024; to the day before the end decided for "
          "10-Mar-2024")]),
        ([held(PILLS, "2024-03-08", "2024-03-10")],
         [(f"{SAID}; from C1D1 on 04-Mar-2024; to the day before the hold from "
          "08-Mar-2024"),
          f"{SAID}; from 11-Mar-2024, after the hold 08-Mar-2024 to 10-Mar-2024"]),
        ([held(DRIP, "2024-03-08", "2024-03-10")],
         [f"{SAID}; from C1D1 on 04-Mar-2024"]),
        ([ended(PILLS, "2024-03-15")],
         [f"{SAID}; from C1D1 on 04-Mar-2024; to the last capsules on 15-Mar-2024"]),
        ([happened(EventKind.DEATH, "2024-03-15")],
         [(f"{SAID}; from C1D1 on 04-Mar-2024; to death on 15-Mar-2024; no end of the "
          "capsules is recorded")]),
    ],
)  # fmt: skip
def test_a_dose_names_its_level_its_first_day_and_its_last(
    facts: list[Fact], expected: list[str]
):
    assert dosing(planned(*COURSE, *facts, as_of="2024-03-20")) == expected


def test_a_first_dose_after_a_hold_names_the_hold():
    holds = [
        held(PILLS, "2024-03-10", "2024-03-12"),
        held(PILLS, "2024-03-01", "2024-03-06"),
    ]
    first, second = dosing(planned(*COURSE, *holds, as_of="2024-03-20"))
    assert first.startswith(
        f"{SAID}; from 07-Mar-2024, after the hold 01-Mar-2024 to 06-Mar-2024; to "
    )
    assert second.endswith("; from 13-Mar-2024, after the hold 10-Mar-2024 to "
                           "12-Mar-2024")  # fmt: skip


def test_a_hold_of_either_drug_is_named_where_they_are_held_together():
    facts = [*COURSE, held(PILLS, "2024-03-06"), held(DRIP, "2024-03-08", "2024-03-10")]
    resumed = decided("2024-03-20", DoseAction.RESUME_SAME)
    plan = planned(*facts, resumed, as_of="2024-03-25", drugs_held_together=True)
    assert dosing(plan) == [
        (
            f"{SAID}; from C1D1 on 04-Mar-2024; to the day before the hold from "
            "06-Mar-2024"
        ),
        "resume same, decided on 20-Mar-2024; from 20-Mar-2024",
    ]


def test_days_that_count_anew_name_their_day_1_also_the_one_beyond_the_plan():
    reduced = decided("2024-03-10", DoseAction.REDUCE, "4 mg every other day")
    plan = planned(
        *COURSE,
        reduced,
        as_of="2024-03-20",
        through=2,
        every_other_day=EveryOtherDay.RESTART,
    )
    why = "reduce, decided on 10-Mar-2024; from"
    assert dosing(plan)[1:] == [
        f"{why} 10-Mar-2024; to the day before C2D1 planned for 25-Mar-2024",
        (
            f"{why} C2D1 planned for 25-Mar-2024, from which the days count anew; to "
            "the day before C3D1 planned for 15-Apr-2024"
        ),
        f"{why} C3D1 planned for 15-Apr-2024, from which the days count anew",
    ]


def test_somebody_entered_on_treatment_is_dosed_from_the_day_of_entry():
    plan = planned(as_of="2024-03-20", who=ENTERED)
    assert dosing(plan) == [
        "entered on treatment at 8 mg daily: rash; from C40D1 on 04-Mar-2024"
    ]


def out(on: str, capsules: int) -> Dispensing:
    return Dispensing(on=day(on), capsules=capsules)


def back(on: str, capsules: int, lost: int = 0) -> Return:
    return Return(on=day(on), capsules=capsules, lost=lost)


@pytest.mark.parametrize(
    ("facts", "as_of", "why"),
    [
        ([out("2024-03-04", 72), back("2024-03-25", 9, 3)], "2024-03-25",
         ("3 x 21 days = 63 ordered, 04-Mar-2024 to 24-Mar-2024; 72 handed out - 9 "
         "returned - 3 lost = 60 taken; 60 x 4 mg of 21 days at 12 mg daily")),
        ([out("2024-03-04", 63)], "2024-03-06",
         "3 x 2 days = 6 ordered, 04-Mar-2024 to 05-Mar-2024; not counted yet"),
        ([out("2024-03-04", 63)], "2024-03-04",
         "no day has passed since 04-Mar-2024; not counted yet"),
        ([held(PILLS, "2024-03-04"), out("2024-03-04", 63), back("2024-03-25", 63)],
         "2024-03-25",
         ("0 ordered, 04-Mar-2024 to 24-Mar-2024; 63 handed out - 63 returned - 0 lost "
         "= 0 taken; 0 x 4 mg of 21 days at 12 mg daily; no capsules were ordered")),
        ([out("2024-03-04", 63), ended(PILLS, "2024-03-05")], "2024-03-08",
         "3 x 2 days = 6 ordered, 04-Mar-2024 to 05-Mar-2024; containers not returned"),
    ],
)  # fmt: skip
def test_a_hand_out_shows_its_arithmetic_and_what_is_not_known(
    facts: list[Fact], as_of: str, why: str
):
    """N-11, E-03."""
    plan = planned(*COURSE, *facts, as_of=as_of)
    [account] = capsule_accounts(FIRST.capsules, plan)
    assert account_reason(FIRST.capsules, plan, account) == why


def test_without_a_starting_dose_the_intensity_is_left_out():
    facts = [out("2024-03-04", 60), back("2024-03-25", 18)]
    plan = planned(*facts, as_of="2024-03-25", who=ENTERED)
    [account] = capsule_accounts(FIRST.capsules, plan)
    assert account_reason(FIRST.capsules, plan, account).endswith(
        "= 42 taken; no starting dose is known for these days"
    )


def test_what_is_handed_out_says_how_many_are_in_a_pack():
    plan = planned(*COURSE, as_of="2024-03-04", spare_days=3, pack_size=28)
    assert dispense_reason(plan, plan.dispense[1]) == (
        "3 x 24 days = 72, to 27-Mar-2024, 3 days to spare; 28 in a pack"
    )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([], "treatment has not ended"),
        ([happened(EventKind.TRANSFER, "2024-03-15")], "treatment has not ended"),
        ([happened(EventKind.LOST, "2024-03-15")],
         ("5 months after lost to follow-up on 15-Mar-2024; no end of the "
          "infusion is recorded")),
        ([happened(EventKind.WITHDRAWAL, "2024-03-02")],
         ("5 months after the last infusion told of, on 04-Mar-2024; no end of the "
          "infusion is recorded")),
        ([ended(DRIP, "2024-03-04"), ended(PILLS, "2024-03-14")],
         "5 months after the last capsules on 14-Mar-2024"),
        ([ended(DRIP, "2024-03-15"), ended(PILLS, "2024-03-14")],
         "5 months after the last infusion on 15-Mar-2024"),
        ([happened(EventKind.WITHDRAWAL, "2024-03-12"), ended(DRIP, "2024-03-04")],
         ("5 months after withdrawal of consent on 12-Mar-2024; no end of the "
          "capsules is recorded")),
    ],
)  # fmt: skip
def test_contraception_names_the_day_that_it_counts_from(facts: list[Fact], why: str):
    plan = planned(*COURSE, *facts, as_of="2024-03-20")
    assert contraception_reason(FIRST, plan) == why


def test_the_day_of_the_cycle_and_the_study_day_say_what_they_count_from():
    plan = planned(*COURSE, booked("C2D1", "2024-03-26"), as_of="2024-03-27")
    assert current_reason(plan) == (
        "day 2 counted from C2D1 booked for 26-Mar-2024; study day: counted from C1D1 "
        "on 04-Mar-2024, which is day 1"
    )
    early = planned(*COURSE[:1], as_of="2024-03-02")
    assert current_reason(early) == (
        "counted from C1D1 planned for 04-Mar-2024, which is day 1"
    )


def test_a_plan_cut_off_at_a_day_still_says_why():
    plan = planned(*COURSE, as_of="2024-04-20", since="2024-04-16")
    assert cycle(plan, 3).startswith("from C3D1 ")
    alone = replace(plan, cycles=())
    assert dosing(alone) == [f"{SAID}; from C1D1 planned for 04-Mar-2024"]
