from dataclasses import replace

import pytest

from scheduler.core.facts import Fact
from scheduler.core.plan_text import plan_data
from scheduler.core.settings import TreatmentCap
from scheduler.core.treatment_cap import beyond_cap, treatment_cap
from tests.core.plans import (
    ADA,
    DRIP,
    ENTERED,
    MISSED,
    NOT_GIVEN,
    PILLS,
    booked,
    day,
    ended,
    given,
    planned,
    recorded,
)
from tests.core.profiles import FIRST

MONTHS, CYCLES = TreatmentCap(months=24), TreatmentCap(cycles=35)
EARLY = replace(ADA, first_day_1=day("2020-06-29"), randomized=None, consented=None)
LATE = replace(ENTERED, first_day_1=day("2021-11-15"))


def cap_of(
    *facts: Fact, cap: TreatmentCap | None, as_of: str = "2020-06-29", **more: object
):
    """Return the cap as plain data, and the first Day 1 beyond it."""
    chosen = {"who": EARLY, "through": 40} | more
    plan = planned(*facts, as_of=as_of, treatment_cap=cap, **chosen)
    beyond = beyond_cap(plan)
    return plan_data(FIRST, plan)["treatment_cap"], beyond and beyond.visit


def test_without_a_cap_there_is_none():
    assert cap_of(cap=None) == (None, None)


def test_a_cap_in_cycles_names_the_last_of_them():
    assert cap_of(cap=CYCLES) == (
        {
            "cycles": 35,
            "until": None,
            "last_day_1": "C35D1",
            "why": "35 cycles by the profile, so C35D1 is the last Day 1",
        },
        "C36D1",
    )


@pytest.mark.parametrize(
    ("facts", "until", "last", "beyond"),
    [
        pytest.param([], "2022-06-29", "C35D1", "C36D1", id="G19"),
        pytest.param([given(1, "2020-06-29"), given(2, "2020-08-05")],
                     "2022-06-29", "C35D1", "C36D1", id="G19 16 days late"),
        pytest.param([given(1, "2020-06-29"), given(2, "2020-08-06")],
                     "2022-06-29", "C34D1", "C35D1", id="G19 17 days late"),
        pytest.param([given(1, "2020-07-01")], "2022-07-01", "C35D1", "C36D1",
                     id="infusion 1 replaces the plan"),
        pytest.param([recorded("C1D1", "2020-07-01")], "2022-07-01", "C35D1", "C36D1",
                     id="a recorded C1D1 replaces the plan"),
        pytest.param([booked("C1D1", "2020-07-02")], "2022-06-29", "C35D1", "C36D1",
                     id="a booking of it anchors nothing"),
        pytest.param([recorded("C35D1", "2020-07-01", MISSED)],
                     "2022-06-29", "C34D1", "C36D1", id="a missed one is not the last"),
    ],
)  # fmt: skip
def test_a_cap_in_months_counts_from_c1d1_and_its_last_day_is_inside(
    facts: list[Fact], until: str, last: str, beyond: str
):
    found, first_beyond = cap_of(*facts, cap=MONTHS, as_of="2020-08-10")
    assert (found["until"], found["last_day_1"]) == (until, last)
    assert (found["cycles"], first_beyond) == (None, beyond)


def test_a_cap_in_months_says_what_it_counts_from():
    found, _ = cap_of(cap=MONTHS)
    assert found["why"] == (
        "24 months from C1D1 on 29-Jun-2020, to 29-Jun-2022, that day included; C35D1 "
        "on 13-Jun-2022 is the last Day 1 in it"
    )


@pytest.mark.parametrize(("through", "last"), [(35, None), (36, "C35D1")])
def test_a_plan_that_ends_before_the_cap_names_no_last_day_1(
    through: int, last: str | None
):
    found, _ = cap_of(cap=MONTHS, through=through)
    assert found["last_day_1"] == last
    assert ("does not look beyond it" in found["why"]) is (last is None)


def test_after_the_end_of_treatment_there_is_no_last_day_1_to_come():
    ends = [ended(DRIP, "2020-07-20"), ended(PILLS, "2020-07-20")]
    found, beyond = cap_of(*ends, cap=MONTHS, as_of="2020-08-01")
    assert (found["last_day_1"], beyond) == (None, None)


def test_a_cap_in_months_is_not_known_without_c1d1():
    found, beyond = cap_of(cap=MONTHS, who=ENTERED, as_of="2024-03-04", through=60)
    assert found == {
        "cycles": None,
        "until": None,
        "last_day_1": None,
        "why": "24 months count from C1D1, and its date is not known",
    }
    assert beyond is None


def test_a_cap_counts_for_somebody_entered_on_treatment():
    found, beyond = cap_of(cap=CYCLES, who=ENTERED, as_of="2024-03-04", through=60)
    assert (found["last_day_1"], beyond) == ("C35D1", "C40D1")
    found, beyond = cap_of(cap=MONTHS, who=LATE, as_of="2024-03-04", through=60)
    assert found["until"] == "2023-11-15"
    assert (found["last_day_1"], beyond) == (None, "C40D1")


def test_a_first_infusion_that_was_not_given_counts_on_its_day():
    found, _ = cap_of(given(1, "2020-06-30", NOT_GIVEN), cap=MONTHS, as_of="2020-07-10")
    assert found["until"] == "2022-06-30"


def test_a_plan_of_days_to_come_knows_the_first_day_1_from_the_facts():
    plan = planned(
        given(1, "2020-06-30"),
        as_of="2022-06-01",
        who=EARLY,
        since="2022-06-01",
        treatment_cap=MONTHS,
    )
    cap = treatment_cap(plan)
    assert cap
    assert cap.until == day("2022-06-30")
