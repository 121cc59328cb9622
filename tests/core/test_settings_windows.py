"""What each setting of windows and of visits between Day 1s does."""

import pytest

from tests.core.site_settings import (
    STUDIES,
    after,
    booking,
    done,
    each_value,
    infusion,
    plan_with,
    refused,
    row,
    told,
)

C1 = infusion(1, "2024-03-04")
NEXT = {"first": "2024-03-25", "second": "2024-04-01"}
# The wide windows leave no room for the visits in between of the second study.
NARROW = {"interim_visits": [], "day_1_before": 0, "day_1_after": 0}


@each_value(
    "day_1_before",
    "study, early, outside",
    [
        (0, "first", 0, 0),
        (0, "first", 1, -1),
        (3, "first", 3, 0),
        (3, "first", 4, -1),
        (20, "first", 20, 0),
        (20, "first", 1, 0),
        (0, "second", 0, 0),
        (0, "second", 1, -1),
    ],
)
def test_day_1_may_be_so_many_days_early(
    value: int, study: str, early: int, outside: int
):
    on = after(NEXT[study], -early)
    chosen = NARROW | {"day_1_before": value}
    facts = [C1, infusion(2, on)]
    plan = plan_with(chosen, *facts, as_of=on, study=STUDIES[study])
    found = row(plan, "C2D1")
    assert found.days_outside == outside
    assert found.window.opens.isoformat() == after(NEXT[study], -value)
    assert found.window.closes.isoformat() == NEXT[study]


@each_value(
    "day_1_after",
    "study, late, outside",
    [
        (0, "first", 0, 0),
        (0, "first", 1, 1),
        (3, "first", 3, 0),
        (3, "first", 4, 1),
        (20, "first", 20, 0),
        (20, "first", 21, 1),
        (0, "second", 1, 1),
        (2, "second", 2, 0),
        (2, "second", 3, 1),
        (10, "second", 10, 0),  # D15 may be three days early
        (10, "second", 11, 1),
    ],
)
def test_day_1_may_be_so_many_days_late(
    value: int, study: str, late: int, outside: int
):
    on = after(NEXT[study], late)
    chosen = NARROW | {"day_1_after": value, "late_cycle": "keep"}
    facts = [C1, infusion(2, on)]
    plan = plan_with(chosen, *facts, as_of=on, study=STUDIES[study])
    found = row(plan, "C2D1")
    assert found.days_outside == outside
    assert found.window.opens.isoformat() == NEXT[study]
    assert found.window.closes.isoformat() == after(NEXT[study], value)


@each_value(
    "day_1_after",
    "as_of, status",
    [
        (0, "2024-03-25", "last day"),
        (0, "2024-03-26", "overdue"),
        (3, "2024-03-28", "last day"),
        (3, "2024-03-29", "overdue"),
        (20, "2024-04-14", "last day"),
    ],
)
def test_the_last_day_for_day_1_is_the_last_of_its_window(
    value: int, as_of: str, status: str
):
    plan = plan_with({"day_1_before": 0, "day_1_after": value}, C1, as_of=as_of)
    assert row(plan, "C2D1").status == status


@pytest.mark.parametrize(
    ("study", "chosen", "at"),
    [
        ("first", {"day_1_before": -1}, "day_1_before"),
        ("first", {"day_1_before": 21, "day_1_after": 0}, "day_1_before"),
        ("first", {"day_1_before": 20, "day_1_after": 1}, "day_1_before"),
        ("first", {"day_1_after": 21, "day_1_before": 0}, "day_1_after"),
        # The visit of the day before leaves Day 1 no room to be early, and D15
        # leaves it ten days to be late.
        ("second", NARROW | {"day_1_before": 1}, "day_1_before"),
        ("second", NARROW | {"day_1_after": 11}, "day_1_after"),
        ("first", {"first_day_1_within": 61}, "first_day_1_within"),
        ("first", {"interim_visits": ["C1D6"]}, "interim_visits"),
        ("first", {"interim_visits": ["C1D17"]}, "interim_visits"),
        ("first", {"interim_visits": ["C1D22"]}, "interim_visits[0]"),
        ("first", {"interim_visits": ["C1000D8"]}, "interim_visits[0]"),
        ("second", {"interim_visits": ["C1D15"]}, "interim_visits[0]"),
    ],
)
def test_one_step_beyond_the_allowed_edge_is_refused(
    study: str, chosen: dict[str, object], at: str
):
    assert refused(chosen, study=STUDIES[study]) == f"settings.{at}"


@each_value(
    "first_day_1_within",
    "days, said",
    [(0, 0, False), (0, 1, True), (3, 3, False), (3, 4, True), (60, 60, False),
     (60, 61, True)],
)  # fmt: skip
@pytest.mark.parametrize("study", STUDIES)
def test_a_later_first_day_1_is_told(value: int, days: int, said: bool, study: str):
    rules, first = STUDIES[study], after("2024-03-01", days)
    plan = plan_with(
        {"first_day_1_within": value},
        as_of="2024-03-01",
        study=rules,
        first_day_1=first,
    )
    found = told(plan, "first_day_1_late", rules)
    assert [n.on.isoformat() for n in found] == ([first] if said else [])


@each_value(
    "interim_visits",
    "study, shown",
    [
        ([], "first", {}),
        (["C1D7"], "first", {"C1D7": "2024-03-10"}),  # the first day with room
        (["C1D16"], "first", {"C1D16": "2024-03-19"}),  # and the last
        (
            ["C1D8", "C1D15", "C2D15"],
            "first",
            {"C1D8": "2024-03-11", "C1D15": "2024-03-18", "C2D15": "2024-04-10"},
        ),
        (["C2D8", "C999D8"], "first", {"C2D8": "2024-04-03"}),
        ([], "second", {}),
        (["C2D8"], "second", {"C2D8": "2024-04-03"}),
    ],
)
def test_visits_in_between_hang_on_the_effective_day_1(
    value: list[str], study: str, shown: dict[str, str]
):
    rules = STUDIES[study]
    moved = {"first": "2024-03-27", "second": "2024-03-27"}[study]
    plan = plan_with(
        {"interim_visits": value},
        C1,
        booking("C2D1", moved),
        as_of="2024-03-04",
        study=rules,
        through=3,
    )
    planned = {f"D{visit.day}" for visit in rules.cycle_visits} | {"D-1"}
    found = {v.visit: v.target.isoformat() for v in plan.visits if v.cycle}
    assert shown == {
        k: v for k, v in found.items() if f"D{k.split('D')[1]}" not in planned
    }


@each_value(
    "interim_visits",
    "study, on, outside",
    [
        (["C1D8"], "first", "2024-03-09", 0),
        (["C1D8"], "first", "2024-03-08", -1),
        (["C1D8"], "first", "2024-03-13", 0),
        (["C1D8"], "first", "2024-03-14", 1),
        (["C1D8", "C1D22"], "second", "2024-03-10", 0),
        (["C1D8", "C1D22"], "second", "2024-03-09", -1),
        (["C1D8", "C1D22"], "second", "2024-03-13", 0),
        (["C1D8", "C1D22"], "second", "2024-03-14", 1),
    ],
)
def test_a_visit_in_between_has_the_window_of_its_profile(
    value: list[str], study: str, on: str, outside: int
):
    plan = plan_with(
        {"interim_visits": value},
        C1,
        done("C1D8", on),
        as_of="2024-03-20",
        study=STUDIES[study],
    )
    assert row(plan, "C1D8").days_outside == outside
