import json
from datetime import date

import pytest

from scheduler.core.facts_text import read_facts
from scheduler.core.plan import make_plan
from scheduler.core.plan_text import level_data, plan_data
from scheduler.core.setting_text import settings_with
from tests.core.documents import EXAMPLE
from tests.core.plans import ENTERED, given, planned, weighed
from tests.core.profiles import FIRST


def example(as_of: date = date(2024, 5, 10)) -> dict:
    """Return the plan of the example of facts.md, through JSON."""
    document = read_facts(json.dumps(EXAMPLE), FIRST)
    plan = make_plan(
        FIRST, settings_with(FIRST, document.settings), document, as_of=as_of
    )
    found = json.loads(json.dumps(plan_data(FIRST, plan)))
    assert isinstance(found, dict)
    return found


def holds(found: object, expected: object) -> bool:
    """Say whether plain data hold everything expected, and may hold more."""
    if isinstance(expected, dict):
        assert isinstance(found, dict)
        return all(holds(found[key], value) for key, value in expected.items())
    return found == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("as_of", "2024-05-10"),
        ("current", {"cycle": 4, "day": 3, "phase": "treatment"}),
        ("dose", {
            "starting": {"level": "12 mg daily", "mg": 12, "capsules": 3,
                         "every_days": 1, "why": "62.0 kg is 60 kg or more"},
            "in_force": {"level": "8 mg daily", "mg": 8, "capsules": 2,
                         "every_days": 1, "since": "2024-04-03"},
        }),
        ("dispense", {"to_target": 42, "spare_days": 0, "total": 42,
                      "to_window_end": 48, "packs": 2}),
        ("infusions", {"given": 1, "relative_intensity_percent": "100.0"}),
        ("contraception_until", None),
    ],
)  # fmt: skip
def test_the_example_of_the_contract_gives_the_plan_of_the_contract(
    part: str, expected: object
):
    assert holds(example()[part], expected)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("visits", {
            "visit": "C3D1", "visitnum": 3, "cycle": 3, "day": 1,
            "target": "2024-04-15", "window": ["2024-04-12", "2024-04-18"],
            "booked": "2024-04-17", "actual": None, "status": "missed",
            "days_outside": 0, "why": "C2D1 on 25-Mar-2024 + 21 days",
        }),
        ("cycles", {"number": 1, "starts": "2024-03-04", "ends": "2024-03-24",
                    "days": 21, "doses": 21, "capsules": 63}),
        ("dosing", {"from": "2024-03-04", "to": "2024-04-02", "mg": 12,
                    "capsules": 3, "every_days": 1}),
        ("dosing", {"from": "2024-04-03", "to": "2024-04-30", "mg": 8}),
        ("dosing", {"from": "2024-05-06", "to": None, "mg": 8}),
        ("supply", {"from": "2024-03-04", "to": "2024-03-25", "dispensed": 63,
                    "expected": 63, "returned": 6, "lost": 0, "taken": 57,
                    "compliance_percent": "90.5",
                    "dose_intensity_percent": "90.5"}),
        ("deviations", {"visit": "C3D1", "code": "missed", "days": 0}),
    ],
)  # fmt: skip
def test_the_rows_of_the_example_are_those_of_the_contract(
    part: str, expected: dict[str, object]
):
    assert any(holds(row, expected) for row in example()[part])


def test_a_closed_hold_goes_on_at_the_same_level_and_held_days_have_no_row():
    found = example()
    cycle = next(row for row in found["cycles"] if row["number"] == 3)
    assert (cycle["days"], cycle["doses"], cycle["capsules"]) == (21, 16, 32)
    held = example(date(2024, 5, 3))
    assert held["dose"]["in_force"] is None
    assert held["drug_lines"]["capsules"] is None


def test_a_notice_has_its_code_its_day_and_its_sentence():
    weight = weighed(58500, "2024-03-25", baseline=False)
    plan = planned(weighed(62000), given(1, "2024-03-04"), weight, as_of="2024-03-25")
    [notice] = plan_data(FIRST, plan)["notices"]
    assert (notice["code"], notice["on"]) == ("weight_crossed_band", "2024-03-25")
    assert notice["sentence"].startswith("58.5 kg on 25-Mar-2024 is less than 60 kg")


def test_what_is_not_known_is_null():
    found = plan_data(FIRST, planned(as_of="2024-03-10", who=ENTERED))
    assert found["dose"]["starting"] is None
    assert found["dose"]["in_force"]["level"] == "8 mg daily"
    assert found["current"]["study_day"] is None
    found = plan_data(FIRST, planned(as_of="2024-03-01"))
    assert (found["dispense"], found["dose"]["in_force"]) == (None, None)
    assert found["infusions"]["relative_intensity_percent"] is None
    assert found["infusions"]["why"]


def test_every_row_with_a_target_or_a_dose_says_why():
    """E-03."""
    found = example()
    for part in ("visits", "cycles", "dosing", "supply"):
        assert all(row["why"] for row in found[part])
    assert found["dispense"]["why"] == (
        "2 x 21 days = 42, to 28-May-2024; 30 in a pack"
    )
    assert found["contraception_why"] == "treatment has not ended"


def test_a_level_is_four_values():
    assert level_data(FIRST.capsules.ladder[-1]) == {
        "level": "4 mg every other day",
        "mg": 4,
        "capsules": 1,
        "every_days": 2,
    }
