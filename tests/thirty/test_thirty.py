"""Varied participants, each read as a coordinator would: does every row say why?

The reasons are parsed and worked out again here, from nothing but their own words
and the facts. A reader who knew the rules went through every row of these plans.
"""

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta

from scheduler.commands.given import country_days, study_of
from scheduler.core.dates import parse_date
from scheduler.core.facts_text import read_facts
from scheduler.core.in_force import study_on
from scheduler.core.plan_text import plan_data
from scheduler.core.versions import plan_for

HERE = Path(__file__).parent
DAYS = {
    "01_screening_only": ("2024-02-20", "2024-03-10"),
    "02_on_time_booked_early": ("2024-04-29", "2024-05-01"),
    "03_entered_at_cycle_40": ("2024-04-12",),
    "04_cycle_112": ("2026-11-22",),
    "05_rolling_delays": ("2024-05-15", "2024-06-10"),
    "06_fixed_after_a_delay": ("2024-05-01",),
    "07_rolling_if_outside": ("2024-05-20", "2024-06-01"),
    "08_late_cycle_skipped": ("2024-05-20",),
    "09_late_cycle_kept_and_late_booking": ("2024-05-12", "2024-06-20"),
    "10_infusions_not_given": ("2024-05-01", "2024-05-20"),
    "11_infusion_hold_over_day_1": ("2024-04-17", "2024-05-06"),
    "12_capsule_holds": ("2024-05-18", "2024-06-12"),
    "13_drugs_held_together": ("2024-04-01", "2024-05-25"),
    "14_down_to_every_other_day": ("2024-04-30", "2024-05-28"),
    "15_every_other_day_restarts_then_stops": ("2024-04-12", "2024-05-10"),
    "16_up_again_then_capsules_end": ("2024-05-10",),
    "17_infusion_ends_after_progression": ("2024-06-20",),
    "18_both_ended_follow_up_late": ("2024-05-22", "2024-08-20"),
    "19_both_ended_no_end_visit": ("2025-04-20",),
    "20_withdrawal": ("2024-04-20",),
    "21_death": ("2024-05-20",),
    "22_lost_to_follow_up": ("2024-05-10", "2024-06-20"),
    "23_imaging_moves_with_cycles": ("2024-06-06",),
    "24_interim_and_unscheduled": ("2024-02-29", "2024-04-12"),
    "25_capsules_counted": ("2024-06-24",),
    "26_weight_crosses_below": ("2024-05-03",),
    "27_weight_every_day_1": ("2025-03-15",),
    "28_cap_in_months": ("2024-12-20",),
    "29_cap_in_cycles_closed_weeks": ("2025-09-30",),
    "30_second_profile_versions": ("2026-07-25", "2026-09-05", "2026-09-28"),
    "31_second_profile_progression": ("2024-06-05", "2024-07-20", "2024-10-10"),
}
CASES = [(name, day) for name, days in DAYS.items() for day in days]
each = pytest.mark.parametrize(("name", "as_of"), CASES)

DATE = r"[0-3]\d-[A-Z][a-z]{2}-\d{4}"
STEP = r" ([+-]) (?:(\d+) x )?(\d+) (day|week)s?"
TARGET = re.compile(
    rf"(?P<what>.+?) (?P<basis>on|planned for|booked for) (?P<date>{DATE})"
    rf"(?P<steps>(?:{STEP})*)(?:,(?P<moved>{STEP}) as .*)?"
    r"(?:, at entry|, after C\d+D1: .*|: .*)?"
)
TERM = re.compile(r"(\d+) x (\d+) (?:days?|doses?)")
SUM = re.compile(rf"{TERM.pattern}(?: \+ {TERM.pattern})* = (\d+)")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def facts_of(name: str) -> dict:
    found = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@cache
def plan_of(name: str, as_of: str) -> dict:
    """Return a plan as the command line gives it."""
    told = facts_of(name)
    second = HERE.parent / "studies" / "second.toml"
    study = study_of(second if told["study"] == "second" else None)
    document = read_facts(json.dumps(told), study)
    day = date.fromisoformat(as_of)
    country = country_days(document.site.country)
    plan = plan_for(study, document, as_of=day, country=country)
    found = plan_data(study_on(study, document.site, day), plan)
    assert isinstance(found, dict)
    return found


def day_of(clinical: str) -> date:
    return parse_date(clinical, today=date.min)


def days(steps: str) -> timedelta:
    """Add up steps such as ``+ 3 x 21 days`` and ``- 1 day``."""
    total = timedelta(0)
    for side, times, count, unit in re.findall(STEP, steps):
        length = int(times or 1) * int(count) * (7 if unit == "week" else 1)
        total += timedelta(days=length if side == "+" else -length)
    return total


def rows(plan: dict) -> list[dict]:
    """Return everything in a plan that is dated or dosed."""
    single = [*plan["dose"].values(), plan["dispense"], plan["treatment_cap"]]
    listed = [
        row for key in ("visits", "cycles", "dosing", "supply") for row in plan[key]
    ]
    return [row for row in (*single, *listed) if row] + [
        plan["current"],
        plan["infusions"],
        {"why": plan["contraception_why"]},
    ]


def test_there_are_thirty_and_each_is_read():
    assert sorted(DAYS) == sorted(path.stem for path in HERE.glob("*.json"))
    assert len(DAYS) >= 30


@each
def test_every_row_says_why_in_one_line_with_clinical_dates(name: str, as_of: str):
    plan = plan_of(name, as_of)
    for row in rows(plan):
        assert row["why"].strip(), row
        assert "\n" not in row["why"]
        assert not ISO.search(row["why"]), row


@each
def test_every_deviation_and_notice_is_a_sentence(name: str, as_of: str):
    plan = plan_of(name, as_of)
    for found in (*plan["deviations"], *plan["notices"]):
        assert found["sentence"].endswith("."), found
        assert not ISO.search(found["sentence"]), found


@each
def test_the_target_of_every_visit_is_what_its_reason_adds_up_to(name: str, as_of: str):
    for row in plan_of(name, as_of)["visits"]:
        match = TARGET.fullmatch(row["why"])
        assert match, row["why"]
        found = (
            day_of(match["date"]) + days(match["steps"]) + days(match["moved"] or "")
        )
        assert found == date.fromisoformat(row["target"]), row


@each
def test_a_reason_names_the_day_1_that_it_counts_from_as_that_row_stands(
    name: str, as_of: str
):
    visits = {row["visit"]: row for row in plan_of(name, as_of)["visits"]}
    keys = {"on": "actual", "booked for": "booked", "planned for": "target"}
    for row in visits.values():
        match = TARGET.fullmatch(row["why"])
        assert match
        anchor = visits.get(match["what"])
        if anchor is not None and "at entry" not in row["why"]:
            said = day_of(match["date"]).isoformat()
            assert anchor[keys[match["basis"]]] == said, row


@each
def test_a_reason_counts_from_days_that_the_facts_give(name: str, as_of: str):
    told = facts_of(name)
    who = told["participant"]
    given = {"consent": who.get("consented"), "randomization": who.get("randomized")}
    for row in plan_of(name, as_of)["visits"]:
        match = TARGET.fullmatch(row["why"])
        assert match
        if match["what"] in given:
            assert day_of(match["date"]).isoformat() == given[match["what"]], row


@each
def test_a_window_lies_around_the_target_and_days_outside_are_counted_from_it(
    name: str, as_of: str
):
    for row in plan_of(name, as_of)["visits"]:
        first, last = (date.fromisoformat(day) for day in row["window"])
        assert first <= date.fromisoformat(row["target"]) <= last
        over = {"cancelled", "not done", "missed"}
        counted = date.fromisoformat(row["actual"] or as_of)
        late, early = (counted - last).days, (counted - first).days
        outside = max(late, 0) or (min(early, 0) if row["actual"] else 0)
        assert row["days_outside"] == (0 if row["status"] in over else outside), row


@each
def test_sums_in_reasons_are_the_numbers_of_their_rows(name: str, as_of: str):
    plan = plan_of(name, as_of)
    numbers = [(row, row["capsules"]) for row in plan["cycles"]]
    numbers += [(row, row["expected"]) for row in plan["supply"]]
    numbers += [(row, row["total"]) for row in [plan["dispense"]] if row]
    for row, number in numbers:
        found = SUM.search(row["why"])
        terms = TERM.findall(found[0]) if found else []
        assert sum(int(each) * int(count) for each, count in terms) == number, row
        assert number == (int(found[0].rpartition(" = ")[2]) if found else 0), row


@each
def test_bounds_of_cycles_and_doses_are_the_days_of_their_reasons(
    name: str, as_of: str
):
    plan = plan_of(name, as_of)
    bounds = [(row, row["starts"], row["ends"]) for row in plan["cycles"]]
    bounds += [(row, row["from"], row["to"]) for row in plan["dosing"]]
    for row, starts, ends in bounds:
        said = {day_of(text) for text in re.findall(DATE, row["why"])}
        assert date.fromisoformat(starts) in said, row
        if ends is not None:
            last = date.fromisoformat(ends)
            assert {last, last + timedelta(days=1)} & said, row


@each
def test_contraception_ends_whole_months_after_the_day_named(name: str, as_of: str):
    plan = plan_of(name, as_of)
    why, until = plan["contraception_why"], plan["contraception_until"]
    if until is None:
        assert why == "treatment has not ended"
        return
    months, named = int(why.split()[0]), re.findall(DATE, why)
    ends = day_of(named[0]) + relativedelta(months=months)
    assert (len(named), ends.isoformat()) == (1, until)
