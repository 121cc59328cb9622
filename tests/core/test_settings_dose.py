"""What each setting of the dose does: weights, alternation, holds, going up again."""

from datetime import date

import pytest

from scheduler.core.plan import Plan
from tests.core.site_settings import (
    OFF,
    STUDIES,
    after,
    booking,
    decision,
    each_value,
    hold,
    infusion,
    plan_with,
    refused,
    row,
    told,
    weight,
)

C1 = infusion(1, "2024-03-04")
BASELINE = {"first": weight("62.0"), "second": weight("85")}
LOWEST = {"first": "4 mg every other day", "second": "10 mg every 3 days"}


def dosing_days(plan: Plan, first: str, last: str) -> list[str]:
    """Return the days with capsules between two days, both included."""
    days, day = [], first
    while day <= last:
        days += (
            [day]
            if any(p.is_dosing_day(date.fromisoformat(day)) for p in plan.dosing)
            else []
        )
        day = after(day, 1)
    return days


@each_value(
    "weight_basis",
    "study, baseline, later, code, level",
    [
        ("baseline", "first", "62.0", "60.0", None, "12 mg daily"),
        ("baseline", "first", "62.0", "59.99", "weight_crossed_band", "12 mg daily"),
        ("baseline", "first", "59.99", "60.0", "weight_crossed_band", "8 mg daily"),
        ("every day 1", "first", "62.0", "60.0", None, "12 mg daily"),
        ("every day 1", "first", "62.0", "59.99", "dose_proposed", "12 mg daily"),
        ("every day 1", "first", "59.99", "60.0", "dose_proposed", "8 mg daily"),
        ("baseline", "second", "80.5", "80.49", "weight_crossed_band", "20 mg daily"),
        ("every day 1", "second", "80.5", "80.49", "dose_proposed", "20 mg daily"),
        ("every day 1", "second", "50", "49.99", "dose_proposed", "15 mg daily"),
        ("every day 1", "second", "50", "80.49", None, "15 mg daily"),
    ],
)
def test_a_later_weight_in_another_band_is_told_or_proposed_and_changes_nothing(
    value: str, study: str, baseline: str, later: str, code: str | None, level: str
):
    rules = STUDIES[study]
    facts = [weight(baseline), C1, weight(later, "2024-03-25", baseline=False)]
    chosen = {"weight_basis": value}
    plan = plan_with(chosen, *facts, as_of="2024-03-26", study=rules)
    assert plan.in_force is not None
    assert plan.in_force.level.name == level
    codes = {"weight_crossed_band", "dose_proposed"}
    assert [c for c in sorted(codes) if told(plan, c, rules)] == (
        [code] if code else []
    )


@each_value(
    "every_other_day",
    "study, days",
    [
        # C2D1 on 25-Mar, after 21 days: the day before it was a dosing day.
        ("continue", "first", ["2024-03-22", "2024-03-24", "2024-03-26", "2024-03-28"]),
        ("restart", "first", ["2024-03-22", "2024-03-24", "2024-03-25", "2024-03-27"]),
        # C2D1 on 01-Apr, after 28 days: 31-Mar was a dosing day.
        ("continue", "second", ["2024-03-22", "2024-03-25", "2024-03-28", "2024-03-31",
                                "2024-04-03"]),
        ("restart", "second", ["2024-03-22", "2024-03-25", "2024-03-28", "2024-03-31",
                               "2024-04-01"]),
    ],
)  # fmt: skip
def test_a_new_cycle_goes_on_with_the_alternation_or_begins_it_anew(
    value: str, study: str, days: list[str]
):
    facts = [BASELINE[study], C1]
    facts.append(decision("2024-03-04", "reduce", LOWEST[study], reason="toxicity"))
    plan = plan_with(
        {"every_other_day": value}, *facts, as_of="2024-03-05", study=STUDIES[study]
    )
    assert dosing_days(plan, "2024-03-22", days[-1]) == days


@each_value(
    "every_other_day",
    "moved, first, capsules",
    [
        # 22 days: Day 1 of cycle 2 is a dosing day whatever the rule.
        ("continue", "2024-03-26", "2024-03-26", 11),
        ("restart", "2024-03-26", "2024-03-26", 11),
        ("continue", "2024-03-27", "2024-03-28", 12),
        ("restart", "2024-03-27", "2024-03-27", 12),
    ],
)
def test_a_moved_day_1_decides_where_the_alternation_begins_anew(
    value: str, moved: str, first: str, capsules: int
):
    facts = [BASELINE["first"], C1, booking("C2D1", moved)]
    facts.append(decision("2024-03-04", "reduce", LOWEST["first"], reason="toxicity"))
    plan = plan_with({"every_other_day": value}, *facts, as_of="2024-03-05")
    assert dosing_days(plan, moved, after(moved, 1))[0] == first
    assert plan.cycles[0].capsules == capsules


UP = decision("2024-04-01", "re-escalate", "12 mg daily", reason="recovered")
UP_SECOND = decision("2024-04-01", "re-escalate", "20 mg daily", reason="recovered")
DOWN = decision("2024-03-20", "reduce", "8 mg daily")
DOWN_SECOND = decision("2024-03-20", "reduce", "15 mg daily")


@each_value(
    "re_escalation",
    "study, up, result",
    [
        ("refused", "first", UP, "facts[2].action"),
        ("with reason", "first", UP, "12 mg daily"),
        ("with reason", "first", UP | {"reason": None}, "facts[2].reason"),
        ("refused", "second", UP_SECOND, "facts[2].action"),
        ("with reason", "second", UP_SECOND, "20 mg daily"),
        ("with reason", "second", UP_SECOND | {"reason": None}, "facts[2].reason"),
    ],
)
def test_a_dose_goes_up_again_only_where_the_site_allows_it_and_with_a_reason(
    value: str, study: str, up: dict, result: str
):
    rules, chosen = STUDIES[study], {"re_escalation": value}
    facts = [BASELINE[study], {"first": DOWN, "second": DOWN_SECOND}[study], up]
    if result.startswith("facts"):
        assert refused(chosen, *facts, study=rules) == result
        return
    plan = plan_with(chosen, *facts, as_of="2024-04-01", study=rules)
    assert plan.in_force is not None
    assert plan.in_force.level.name == result


@each_value(
    "drugs_held_together",
    "study, held, day_1, dosing",
    [
        (False, "first", "capsules", "planned", []),
        (False, "first", "infusion", "on hold", ["2024-03-25"]),
        (True, "first", "capsules", "on hold", []),
        (True, "first", "infusion", "on hold", []),
        (False, "second", "capsules", "planned", []),
        (False, "second", "infusion", "on hold", ["2024-03-25"]),
        (True, "second", "capsules", "on hold", []),
        (True, "second", "infusion", "on hold", []),
    ],
)
@pytest.mark.parametrize("last", ["2024-03-25", "2024-03-24"], ids=["on", "before"])
def test_a_hold_of_one_drug_holds_the_other_or_not(
    value: bool, study: str, held: str, day_1: str, dosing: list[str], last: str
):
    rules = STUDIES[study]
    key = {"capsules": rules.capsules.key, "infusion": rules.infusion.key}[held]
    facts = [BASELINE[study], C1, booking("C2D1", "2024-03-25")]
    plan = plan_with(
        {"drugs_held_together": value},
        *facts,
        hold(key, "2024-03-10", last),
        as_of="2024-03-11",
        study=rules,
    )
    reaches = last == "2024-03-25"
    assert row(plan, "C2D1").status == (day_1 if reaches else "planned")
    found = dosing_days(plan, "2024-03-25", "2024-03-25")
    assert found == (dosing if reaches else ["2024-03-25"])


@each_value(
    "hold_warning_days",
    "days, said",
    [
        (1, 1, False),
        (1, 2, True),
        (28, 28, False),
        (28, 29, True),
        (365, 365, False),
        (365, 366, True),
        (OFF, 2000, False),
        (None, 2000, False),
    ],
)
@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("open_hold", [True, False], ids=["open", "closed"])
def test_a_longer_hold_of_the_capsules_is_told(
    value: object, days: int, said: bool, study: str, open_hold: bool
):
    rules, last = STUDIES[study], after("2024-03-10", days - 1)
    held = hold(rules.capsules.key, "2024-03-10", None if open_hold else last)
    as_of = last if open_hold else after(last, 100)
    chosen = {"hold_warning_days": value}
    plan = plan_with(chosen, BASELINE[study], C1, held, as_of=as_of, study=rules)
    found = told(plan, "long_hold", rules)
    assert [n.on.isoformat() for n in found] == ([last] if said else [])


@each_value("hold_warning_days", "days", [(1, 300)])
def test_a_hold_of_the_infusion_is_not_told(value: int, days: int):
    held = hold("infusion", "2024-03-10")
    as_of = after("2024-03-10", days)
    plan = plan_with({"hold_warning_days": value}, C1, held, as_of=as_of)
    assert not told(plan, "long_hold")
