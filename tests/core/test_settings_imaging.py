"""What each setting of imaging does: weeks, window, anchor, moving with cycles."""

import pytest

from scheduler.core.plan import Plan
from tests.core.site_settings import (
    STUDIES,
    after,
    booking,
    done,
    each_value,
    infusion,
    plan_with,
    row,
)

C1 = infusion(1, "2024-03-04")
NAME = {"first": "imaging week", "second": "scan week"}
STILL = {"imaging_anchor": "randomization", "imaging_moves": False}


def weeks(plan: Plan) -> list[int]:
    """Return the weeks of imaging, of whatever name."""
    found = [v for v in plan.visits if v.kind in {"imaging", "scan"}]
    return [int(visit.visit.split()[-1]) for visit in found]


@each_value(
    "imaging",
    "window, expected",
    [
        ([[6, 54], [9, "none"]], 7, [6, 12, 18, 24, 30, 36, 42, 48, 54, 63, 72]),
        ([[6, 53], [9, "none"]], 7, [6, 12, 18, 24, 30, 36, 42, 48, 57, 66, 75]),
        ([[6, 48], [9, None]], 7, [6, 12, 18, 24, 30, 36, 42, 48, 57, 66, 75]),
        ([[9, "none"]], 7, [9, 18, 27, 36, 45, 54, 63, 72]),
        ([[3, 6], [4, 17], [5, None]], 7, [3, 6, 10, 14, 19, 24, 29, 34, 39, 44, 49,
                                           54, 59, 64, 69, 74]),
        ([[1, 2], [52, "none"]], 3, [1, 2, 54]),
        ([[1, 1], [520, "none"]], 3, [1]),
        ([[1, "none"]], 3, list(range(1, 77))),
        ([[520, "none"]], 7, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("study", STUDIES)
def test_imaging_comes_every_so_many_weeks(
    value: list, window: int, expected: list[int], study: str
):
    chosen = STILL | {"imaging": value, "imaging_window": window}
    # Week 76 begins on 15-Aug-2025, the day before the next Day 1 in both studies.
    through = {"first": 26, "second": 19}[study]
    last = "2025-08-16"
    plan = plan_with(
        chosen,
        C1,
        booking(f"C{through + 1}D1", last),
        as_of="2024-03-04",
        study=STUDIES[study],
        through=through,
    )
    assert weeks(plan) == expected
    start = "2024-03-01"
    for week in expected:
        visit = row(plan, f"{NAME[study]} {week}")
        assert visit.target.isoformat() == after(start, 7 * week)


@each_value(
    "imaging",
    "through, shown",
    [([[520, "none"]], 173, []), ([[520, "none"]], 174, [520])],
)
def test_the_longest_step_reaches_its_week(value: list, through: int, shown: list[int]):
    plan = plan_with({"imaging": value}, C1, as_of="2024-03-04", through=through)
    assert weeks(plan) == shown


@each_value(
    "imaging_window",
    "days, outside",
    [
        (0, 0, 0),
        (0, 1, 1),
        (0, -1, -1),
        (7, 7, 0),
        (7, 8, 1),
        (7, -7, 0),
        (7, -8, -1),
        (30, 30, 0),
        (30, 31, 1),
        (30, -30, 0),
        (30, -31, -1),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_imaging_may_be_early_or_late_by_so_many_days(
    value: int, days: int, outside: int, study: str
):
    chosen = STILL | {"imaging": [[9, "none"]], "imaging_window": value}
    name, target = f"{NAME[study]} 9", "2024-05-03"
    plan = plan_with(
        chosen,
        C1,
        done(name, after(target, days)),
        as_of="2024-06-20",
        study=STUDIES[study],
    )
    found = row(plan, name)
    assert found.target.isoformat() == target
    assert found.days_outside == outside
    assert found.window.opens.isoformat() == after(target, -value)
    assert found.window.closes.isoformat() == after(target, value)


@each_value(
    "imaging_anchor",
    "first, target",
    [
        ("randomization", "2024-03-04", "2024-04-26"),
        ("randomization", "2024-03-11", "2024-04-26"),
        ("first day 1", "2024-03-04", "2024-04-29"),
        ("first day 1", "2024-03-11", "2024-05-06"),  # the infusion, not the plan
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_imaging_weeks_count_from_what_the_site_says(
    value: str, first: str, target: str, study: str
):
    chosen = {"imaging_anchor": value, "imaging_moves": False}
    plan = plan_with(
        chosen | {"imaging": [[8, "none"]]},
        infusion(1, first),
        as_of="2024-03-11",
        study=STUDIES[study],
        through=4,
    )
    assert row(plan, f"{NAME[study]} 8").target.isoformat() == target


# Week 6 from randomization lies in cycle 2; from C1D1 it is C3D1 of the first study,
# which moves by the same days.
@each_value(
    "imaging_moves",
    "study, moved, delay",
    [
        (False, "first", "2024-04-04", 0),
        (False, "first", "2024-03-22", 0),
        (True, "first", "2024-03-25", 0),
        (True, "first", "2024-04-04", 10),
        (True, "first", "2024-03-22", -3),
        (False, "second", "2024-04-11", 0),
        (True, "second", "2024-04-01", 0),
        (True, "second", "2024-04-11", 10),
        (True, "second", "2024-03-31", -1),
    ],
)
@pytest.mark.parametrize("anchor", ["randomization", "first day 1"])
def test_imaging_moves_with_its_cycle_or_stays(
    value: bool, study: str, moved: str, delay: int, anchor: str
):
    chosen = {"imaging_moves": value, "imaging_anchor": anchor, "next_day_1": "rolling"}
    plan = plan_with(
        chosen | {"imaging": [[6, "none"]], "imaging_window": 7},
        C1,
        booking("C2D1", moved),
        as_of="2024-03-05",
        study=STUDIES[study],
        through=4,
    )
    on_time = {"randomization": "2024-04-12", "first day 1": "2024-04-15"}[anchor]
    found = row(plan, f"{NAME[study]} 6")
    assert found.target.isoformat() == after(on_time, delay)
    assert found.window.opens.isoformat() == after(on_time, delay - 7)
