"""What each setting of follow-up does: safety, survival, contraception."""

import pytest

from tests.core.site_settings import (
    STUDIES,
    WHO,
    after,
    done,
    each_value,
    ends,
    infusion,
    plan_with,
    refused,
    row,
)

C1 = infusion(1, "2024-03-04")
LAST = "2024-09-30"  # of the capsules; the infusion ended two weeks before
SAFETY = {"first": "safety follow-up", "second": "call"}
CALL = {"first": "survival week", "second": "late call week"}


def ended(study: str, infusion_on: str = "2024-09-16", last: str = LAST) -> list[dict]:
    return ends(STUDIES[study], infusion_on, last)


@each_value(
    "safety_follow_up",
    "days",
    [
        ([], []),
        ([[1, 0, 0]], [1]),
        ([[28, 0, 7]], [28]),
        ([[30, 7, 7], [90, 7, 7]], [30, 90]),
        ([[90, 7, 7], [30, 7, 7]], [30, 90]),  # in any order
        ([[3650, 3650, 3650]], [3650]),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_safety_follow_up_comes_so_many_days_after_the_last_dose(
    value: list[list[int]], days: list[int], study: str
):
    plan = plan_with(
        {"safety_follow_up": value},
        C1,
        *ended(study),
        as_of="2034-09-28",  # the longest allowed is planned for the year after
        study=STUDIES[study],
    )
    kind = SAFETY[study]
    found = {v.visit: v.target.isoformat() for v in plan.visits if v.kind == kind}
    assert found == {f"{kind} {day} days": after(LAST, day) for day in days}


@each_value(
    "safety_follow_up",
    "on, outside",
    [
        ([[1, 0, 0]], "2024-10-01", 0),
        ([[1, 0, 0]], "2024-10-02", 1),
        ([[30, 7, 5]], "2024-10-22", -1),
        ([[30, 7, 5]], "2024-10-23", 0),
        ([[30, 7, 5]], "2024-11-04", 0),
        ([[30, 7, 5]], "2024-11-05", 1),
        ([[3650, 3650, 3650]], LAST, 0),
        ([[3650, 3650, 3650]], after(LAST, -1), -1),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_safety_follow_up_has_the_window_of_the_setting(
    value: list[list[int]], on: str, outside: int, study: str
):
    name = f"{SAFETY[study]} {value[0][0]} days"
    plan = plan_with(
        {"safety_follow_up": value},
        C1,
        *ended(study),
        done(name, on),
        as_of="2034-09-28",
        study=STUDIES[study],
    )
    assert row(plan, name).days_outside == outside


@each_value(
    "safety_follow_up",
    "as_of, phase",
    [
        ([], "2024-10-01", "survival follow-up"),
        ([[30, 7, 7], [90, 7, 7]], "2025-01-05", "safety follow-up"),
        ([[30, 7, 7], [90, 7, 7]], "2025-01-06", "survival follow-up"),
        ([[28, 0, 7]], "2024-11-04", "safety follow-up"),
        ([[28, 0, 7]], "2024-11-05", "survival follow-up"),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_the_phase_of_safety_follow_up_lasts_to_the_last_window(
    value: list[list[int]], as_of: str, phase: str, study: str
):
    plan = plan_with(
        {"safety_follow_up": value},
        C1,
        *ended(study),
        as_of=as_of,
        study=STUDIES[study],
    )
    assert plan.current.phase == phase


@each_value(
    "survival",
    "weeks",
    [
        ([12, 14, 14], [12, 24, 36, 48]),
        ([26, 0, 0], [26, 52]),
        ([1, 0, 0], list(range(1, 53))),
        ([1, 3, 3], list(range(1, 53))),
        ([52, 0, 0], [52]),
        ([53, 0, 0], []),
        ([520, 0, 0], []),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("visited", [True, False], ids=["visit", "last dose"])
def test_survival_calls_come_every_so_many_weeks_after_the_end(
    value: list[int], weeks: list[int], study: str, visited: bool
):
    anchor = "2024-10-07" if visited else LAST
    facts = [C1, *ended(study)]
    facts += [done("end of treatment", anchor)] if visited else []
    plan = plan_with({"survival": value}, *facts, as_of=anchor, study=STUDIES[study])
    found = [v for v in plan.visits if v.visit.startswith(CALL[study])]
    assert [v.target.isoformat() for v in found] == [
        after(anchor, 7 * week) for week in weeks
    ]


@each_value(
    "survival",
    "days, outside",
    [
        ([12, 14, 10], 12 * 7 - 14, 0),
        ([12, 14, 10], 12 * 7 - 15, -1),
        ([12, 14, 10], 12 * 7 + 10, 0),
        ([12, 14, 10], 12 * 7 + 11, 1),
        ([1, 0, 0], 7, 0),
        ([1, 0, 0], 8, 1),
        ([520, 3639, 0], 1, 0),
        ([520, 3639, 0], 0, -1),
        ([520, 3639, 0], 3640, 0),
        ([520, 3639, 0], 3641, 1),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
def test_survival_calls_have_the_window_of_the_setting(
    value: list[int], days: int, outside: int, study: str
):
    name, on = f"{CALL[study]} {value[0]}", after(LAST, days)
    facts = [C1, *ended(study), done(name, on)]
    as_of = max(on, after(LAST, 7 * value[0]))
    plan = plan_with({"survival": value}, *facts, as_of=as_of, study=STUDIES[study])
    assert row(plan, name).days_outside == outside


@each_value(
    "contraception_months",
    "study, last, until",
    [
        (5, "first", "2024-09-30", "2025-02-28"),
        (5, "first", "2023-09-30", "2024-02-29"),
        (5, "first", "2024-01-31", "2024-06-30"),
        (6, "second", "2024-08-31", "2025-02-28"),
        (6, "second", "2024-08-28", "2025-02-28"),
    ],
)
def test_contraception_lasts_the_months_that_are_locked(
    value: int, study: str, last: str, until: str
):
    first = after(last, -60)
    plan = plan_with(
        {"contraception_months": value},
        infusion(1, first),
        *ended(study, infusion_on=first, last=last),
        as_of=last,
        study=STUDIES[study],
        **WHO | {"consented": first, "randomized": first, "first_day_1": first},
    )
    assert plan.contraception_until is not None
    assert plan.contraception_until.isoformat() == until


@pytest.mark.parametrize(
    ("study", "chosen", "at"),
    [
        ("first", {"contraception_months": 4}, "contraception_months"),
        ("first", {"contraception_months": 6}, "contraception_months"),
        ("second", {"contraception_months": 5}, "contraception_months"),
        ("first", {"safety_follow_up": [[0, 0, 0]]}, "safety_follow_up[0][0]"),
        ("first", {"safety_follow_up": [[3651, 0, 0]]}, "safety_follow_up[0][0]"),
        ("first", {"safety_follow_up": [[7, 8, 0]]}, "safety_follow_up"),
        ("first", {"survival": [0, 0, 0]}, "survival[0]"),
        ("first", {"survival": [521, 0, 0]}, "survival[0]"),
        ("first", {"survival": [1, 4, 3]}, "survival"),
        ("first", {"imaging": [[521, "none"]]}, "imaging[0][0]"),
        ("first", {"imaging": [[0, "none"]]}, "imaging[0][0]"),
        ("first", {"imaging_window": 31}, "imaging_window"),
    ],
)
def test_one_step_beyond_the_allowed_edge_is_refused(
    study: str, chosen: dict[str, object], at: str
):
    assert refused(chosen, study=STUDIES[study]) == f"settings.{at}"
