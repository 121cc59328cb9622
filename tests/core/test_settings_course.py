"""What each setting of the course does: cycles, intervals, gaps, delays, the cap."""

import pytest

from tests.core.site_settings import (
    OFF,
    STUDIES,
    after,
    booking,
    each_value,
    infusion,
    plan_with,
    row,
    told,
)

C1, C2 = infusion(1, "2024-03-04"), infusion(2, "2024-03-25")
DUE_3 = {"first": "2024-04-15", "second": "2024-04-29"}
ON_TIME = {"first": [C1, C2], "second": [C1, infusion(2, "2024-04-01")]}


@each_value(
    "next_day_1",
    "study, late, target",
    [
        ("rolling", "first", -3, "2024-05-03"),
        ("rolling", "first", 3, "2024-05-09"),
        ("rolling", "first", 10, "2024-05-16"),
        ("fixed", "first", -3, "2024-05-06"),
        ("fixed", "first", 3, "2024-05-06"),
        ("fixed", "first", 10, "2024-05-06"),
        ("rolling if outside", "first", -4, "2024-05-02"),
        ("rolling if outside", "first", -3, "2024-05-06"),  # the first day inside
        ("rolling if outside", "first", 3, "2024-05-06"),  # the last day inside
        ("rolling if outside", "first", 4, "2024-05-10"),
        ("rolling", "second", 2, "2024-05-29"),
        ("fixed", "second", 3, "2024-05-27"),
        ("rolling if outside", "second", -1, "2024-05-26"),
        ("rolling if outside", "second", 0, "2024-05-27"),
        ("rolling if outside", "second", 2, "2024-05-27"),
        ("rolling if outside", "second", 3, "2024-05-30"),
    ],
)
@pytest.mark.parametrize("arranged", [True, False], ids=["booked", "given"])
def test_the_next_day_1_counts_from_what_the_site_says(
    value: str, study: str, late: int, target: str, arranged: bool
):
    on = after(DUE_3[study], late)
    third = booking("C3D1", on) if arranged else infusion(3, on)
    plan = plan_with(
        {"next_day_1": value},
        *ON_TIME[study],
        third,
        as_of="2024-05-02",
        study=STUDIES[study],
        through=5,
    )
    assert row(plan, "C4D1").target.isoformat() == target


@each_value(
    "late_cycle",
    "study, late, counts_for",
    [
        ("keep", "first", 20, "C3D1"),
        ("keep", "first", 21, "C3D1"),
        ("keep", "first", 42, "C3D1"),
        ("skip", "first", 20, "C3D1"),
        ("skip", "first", 21, "C4D1"),  # a whole cycle late
        ("skip", "first", 41, "C4D1"),
        ("skip", "first", 42, "C5D1"),
        ("keep", "second", 28, "C3D1"),
        ("skip", "second", 27, "C3D1"),
        ("skip", "second", 28, "C4D1"),
    ],
)
def test_an_infusion_a_whole_cycle_late_keeps_its_number_or_not(
    value: str, study: str, late: int, counts_for: str
):
    on = after(DUE_3[study], late)
    rules = STUDIES[study]
    facts = [*ON_TIME[study], infusion(3, on)]
    plan = plan_with({"late_cycle": value}, *facts, as_of="2024-08-01", study=rules)
    last = [v for v in plan.visits if v.day == 1 and v.actual][-1]
    assert (last.visit, last.expected.isoformat()) == (counts_for, on)
    assert bool(told(plan, "cycle_skipped", rules)) is (counts_for != "C3D1")


@each_value(
    "minimum_interval_days",
    "study, interval, said",
    [
        (1, "first", 1, False),
        (18, "first", 18, False),
        (18, "first", 17, True),
        (60, "first", 60, False),
        (60, "first", 59, True),
        (OFF, "first", 1, False),
        (None, "first", 1, False),
        (10, "second", 10, False),
        (10, "second", 9, True),
        (OFF, "second", 1, False),
    ],
)
def test_infusions_closer_than_the_site_allows_are_told(
    value: object, study: str, interval: int, said: bool
):
    rules, on = STUDIES[study], after("2024-03-04", interval)
    # In the second study the infusion of the cycle's day 15 comes next.
    name, facts = {
        "first": ("C2D1", [C1, infusion(2, on)]),
        "second": ("C1D15", [C1, infusion(1, on, day=15)]),
    }[study]
    plan = plan_with(
        {"minimum_interval_days": value}, *facts, as_of="2024-05-03", study=rules
    )
    found = told(plan, "minimum_interval", rules)
    about = [n.on.isoformat() for n in found if n.sentence.startswith(name)]
    assert about == ([on] if said else [])


@each_value(
    "maximum_gap_days",
    "days, said",
    [
        (1, 1, False),
        (1, 2, True),
        (84, 84, False),
        (84, 85, True),
        (365, 365, False),
        (365, 366, True),
        (OFF, 3000, False),
        (None, 3000, False),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_a_longer_gap_since_the_last_infusion_is_told(
    value: object, days: int, said: bool, study: str
):
    rules = STUDIES[study]
    as_of = after("2024-03-04", days)
    plan = plan_with({"maximum_gap_days": value}, C1, as_of=as_of, study=rules)
    assert bool(told(plan, "maximum_gap", rules)) is said


@each_value(
    "relevant_delay_days",
    "late, said",
    [
        (0, 0, False),
        (0, 1, True),
        (3, 3, False),
        (3, 4, True),
        (60, 60, False),
        (60, 61, True),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_a_longer_delay_of_a_day_1_is_told(
    value: int, late: int, said: bool, study: str
):
    rules, on = STUDIES[study], after(DUE_3[study], late)
    chosen = {"relevant_delay_days": value, "late_cycle": "keep"}
    facts = [*ON_TIME[study], infusion(3, on)]
    plan = plan_with(chosen, *facts, as_of=on, study=rules)
    found = told(plan, "relevant_delay", rules)
    assert [n.on.isoformat() for n in found] == ([on] if said else [])


@each_value(
    "treatment_cap",
    "third, through, beyond",
    [
        (OFF, "2024-04-15", 200, None),
        (None, "2024-04-15", 200, None),
        ({"cycles": 1}, "2024-04-15", 5, "C2D1"),
        ({"cycles": 35}, "2024-04-15", 35, None),
        ({"cycles": 35}, "2024-04-15", 36, "C36D1"),
        ({"cycles": 35}, "2024-06-15", 36, "C36D1"),  # delays do not count
        ({"cycles": 999}, "2024-04-15", 999, None),
        ({"months": 1}, "2024-04-15", 5, "C3D1"),
        ({"months": 2}, "2024-05-04", 3, None),  # the anniversary is inside
        ({"months": 2}, "2024-05-05", 3, "C3D1"),
        ({"months": 24}, "2024-04-15", 36, "C36D1"),  # C35D1 on 16-Feb-2026
        ({"months": 24}, "2024-05-01", 36, "C36D1"),  # C35D1 on 04-Mar-2026
        ({"months": 24}, "2024-05-02", 36, "C35D1"),
        ({"months": 1200}, "2024-04-15", 999, None),
    ],
)
def test_the_first_day_1_beyond_the_longest_treatment_is_told(
    value: object, third: str, through: int, beyond: str | None
):
    plan = plan_with(
        {"treatment_cap": value},
        C1,
        C2,
        booking("C3D1", third),
        as_of="2024-03-26",
        through=through,
    )
    said = [found.sentence.split()[0] for found in told(plan, "treatment_cap")]
    assert said == ([beyond] if beyond else [])


@each_value(
    "treatment_cap",
    "beyond",
    [(OFF, None), ({"cycles": 12}, "C13D1"), ({"months": 12}, "C15D1")],
)
def test_the_second_study_counts_cycles_of_28_days(value: object, beyond: str | None):
    study = STUDIES["second"]
    plan = plan_with(
        {"treatment_cap": value}, C1, as_of="2024-03-04", study=study, through=20
    )
    said = [found.sentence.split()[0] for found in told(plan, "treatment_cap", study)]
    assert said == ([beyond] if beyond else [])


def test_with_one_cycle_only_the_window_of_day_1_may_meet_the_next_one():
    wide = {"day_1_before": 20, "day_1_after": 20, "treatment_cap": {"cycles": 1}}
    window = row(plan_with(wide, as_of="2024-03-04"), "C1D1").window
    assert [day.isoformat() for day in window] == ["2024-02-13", "2024-03-24"]
