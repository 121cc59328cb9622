import json

import pytest

from scheduler.core.study import Level
from scheduler.documents.dosing_sheet import content_lines
from scheduler.documents.paper_text import printable
from scheduler.documents.sheet_capsules import in_words
from tests.documents.samples import (
    HOLD,
    every_other_day,
    infusions,
    plan,
    sheet,
    study,
    treated,
    weight,
)

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("kg", "dose", "band"),
    [
        ("60", "DOSE 12 mg", "60.0 kg on 20-Feb-2026, at baseline"),
        ("60.04", "DOSE 12 mg", "60.04 kg on 20-Feb-2026, at baseline"),
        ("59.9", "DOSE 8 mg", "59.9 kg on 20-Feb-2026, at baseline"),
        pytest.param("59.95", "DOSE 8 mg", "59.95 kg on 20-Feb-2026, at baseline"),
        pytest.param("59.99", "DOSE 8 mg", "59.99 kg on 20-Feb-2026, at baseline"),
        ("45.0", "DOSE 8 mg", "45.0 kg on 20-Feb-2026, at baseline"),
        ("120.0", "DOSE 12 mg", "120.0 kg on 20-Feb-2026, at baseline"),
    ],
)
def test_the_dose_follows_the_weight_as_entered(kg: str, dose: str, band: str):
    found = sheet(treated(kg))
    assert found.capsules.doses[0].line[2] == dose
    assert found.weight.basis == band


def test_a_typical_sheet_says_what_is_needed():
    assert content_lines(sheet(treated())) == {
        "Participant": "PL03-0012",
        "Randomization number": "4711",
        "Initials": "J-W",
        "Year of birth": "1961",
        "Sex": "male",
        "Visit": "C14D1",
        "Visit date": "Mon 23-Nov-2026",
        "Planned": "Mon 23-Nov-2026",
        "Window": "20-Nov-2026 to 26-Nov-2026",
        "Infusion": "toripalimab or placebo \u2013 solution for infusion \u2013 "
        "DOSE 240 mg \u2013 intravenous \u2013 once every 21 days",
        "Infusion minutes": "over 30 minutes",
        "Dose": "lenvatinib \u2013 capsule 4 mg \u2013 DOSE 12 mg \u2013 3 capsules "
        "\u2013 by mouth \u2013 once daily",
        "Dose level": "12 mg once daily since 23-Feb-2026: 61.4 kg is 60 kg or more",
        "Dosing days": "Mon 23-Nov-2026 to Sun 13-Dec-2026, 21 days",
        "Capsules": "3 capsules of 4 mg x 21 days = 63 capsules",
        "Capsules to dispense": "63 capsules",
        "Capsules last": "Covers to 13-Dec-2026; latest visit date is 17-Dec-2026",
        "Capsules due back": "0 of 63 handed out on 02-Nov-2026",
        "Last weight": "61.2 kg on 02-Nov-2026",
        "Dose set from": "61.4 kg on 20-Feb-2026, at baseline",
        "Weight bands": "60 kg or more = 12 mg; less than 60 kg = 8 mg",
        "Weight rule": "the weight at baseline sets the dose and is kept",
        "Checks before the dose": "weight, blood pressure, liver tests, urine protein, "
        "thyroid test, calcium and electrolytes, ECG as indicated, adverse events "
        "reviewed, other medicines reviewed, capsules counted",
        "Next visit": "Cycle 15 Day 1, Mon 14-Dec-2026, window 11-Dec-2026 to "
        "17-Dec-2026",
        "Next imaging": "week 42, Fri 11-Dec-2026, window 04-Dec-2026 to 18-Dec-2026",
    }


def test_without_a_baseline_weight_no_dose_is_guessed():
    capsules = sheet([], "C1D1", as_of="2026-02-22").capsules
    assert capsules.no_dose == "not known: no baseline weight"
    assert capsules.unknown
    assert capsules.doses == ()
    assert capsules.total == ""


@pytest.mark.parametrize(
    ("visit", "minutes", "rule"),
    [
        ("C2D1", "over 30 minutes", "first infusion 60"),  # at this visit, not before
        ("C3D1", "over 60 minutes", "after an infusion reaction"),
        ("C4D1", "over 60 minutes", "after an infusion reaction"),
    ],
)
def test_an_infusion_after_a_reaction_takes_longer_again(
    visit: str, minutes: str, rule: str
):
    facts = [weight("61.4"), *infusions(2)]
    facts[2] |= {"outcome": "stopped early", "reason": "infusion reaction"}
    found = sheet(facts, visit, as_of=facts[2]["on"]).infusion
    assert (found.minutes, found.rule) == (minutes, rule)


@pytest.mark.parametrize(("visit", "minutes"), [("C1D1", "60"), ("C2D1", "30")])
def test_the_first_infusion_takes_longer(visit: str, minutes: str):
    found = sheet([weight("61.4")], visit, as_of="2026-02-22")
    assert found.infusion.minutes == f"over {minutes} minutes"


def test_an_infusion_not_given_leaves_the_first_to_come():
    facts = [weight("61.4"), *infusions(1)]
    facts[1] |= {"outcome": "not given", "reason": "toxicity"}
    found = sheet(facts, "C2D1", as_of="2026-03-01")
    assert found.infusion.minutes == "over 60 minutes"


def test_somebody_entered_on_treatment_has_had_the_first():
    entry = {"from_cycle": 40, "day_1": "2026-03-23", "level": "8 mg daily"}
    found = sheet([], "C40D1", as_of="2026-03-23", **entry)
    assert found.infusion.minutes == "over 30 minutes"
    assert found.weight.basis == "entered on treatment at 8 mg daily"


def test_a_baseline_weight_does_not_set_the_dose_of_somebody_entered_on_treatment():
    entry = {
        "from_cycle": 40,
        "day_1": "2026-03-23",
        "level": "8 mg daily",
        "level_reason": "toxicity",
    }
    found = sheet([weight("61.4")], "C40D1", as_of="2026-03-23", **entry)
    assert found.weight.basis == "entered on treatment at 8 mg daily: toxicity"
    assert "61.4 kg" in found.weight.last
    assert found.weight.rule == "the dose at entry is kept; no weight changes it"


def test_every_other_day_prints_its_dates_across_cycles():
    found = sheet(every_other_day()).capsules.doses[0]
    assert found.line[-1] == "every other day"
    assert found.words == "4 mg = one capsule of 4 mg"
    assert found.length == "11 doses"
    assert found.days[:2] == ("23-Nov-2026", "25-Nov-2026")
    assert found.days[-1] == "13-Dec-2026"
    assert found.level.endswith("reduce, decided on 10-Aug-2026: toxicity")


@pytest.mark.parametrize(
    ("kg", "total", "arithmetic"),
    [
        (
            "61.4",
            "72 capsules",
            (
                "3 capsules of 4 mg x 21 days = 63 capsules, plus 3 days to spare = "
                "9 capsules"
            ),
        ),
        (
            "50",
            "48 capsules",
            (
                "2 capsules of 4 mg x 21 days = 42 capsules, plus 3 days to spare = "
                "6 capsules"
            ),
        ),
    ],
)
def test_spare_days_are_counted_in_the_open(kg: str, total: str, arithmetic: str):
    found = sheet(treated(kg), settings={"spare_days": 3}).capsules
    assert (found.total, found.arithmetic) == (total, arithmetic)
    assert found.covers.startswith("Covers to 16-Dec-2026;")


def test_a_dose_that_changes_within_the_cycle_has_two_parts():
    decision = {
        "kind": "dose_decision",
        "on": "2026-11-20",
        "from": "2026-11-30",
        "action": "reduce",
        "to": "8 mg daily",
        "reason": "toxicity",
    }
    found = sheet([*treated(), decision]).capsules
    assert [part.first for part in found.doses] == [
        "Mon 23-Nov-2026",
        "Mon 30-Nov-2026",
    ]
    assert found.arithmetic == (
        "3 capsules of 4 mg x 7 days + 2 capsules of 4 mg x 14 days = 49 capsules"
    )


def test_a_hold_of_each_drug_is_said_of_that_drug_alone():
    found = sheet([*treated(), {**HOLD, "drug": "lenvatinib"}])
    assert found.capsules.no_dose == "none: on hold"
    assert found.capsules.holds == ("On hold from 10-Nov-2026, no end yet: toxicity",)
    assert found.capsules.level.startswith("12 mg once daily since 23-Feb-2026")
    assert found.infusion.holds == ()
    assert found.capsules.due_back == "39 of 63 handed out on 02-Nov-2026"


def test_a_hold_that_ends_in_the_cycle_moves_the_first_dose():
    hold = {**HOLD, "drug": "lenvatinib", "to": "2026-11-25"}
    found = sheet([*treated(), hold]).capsules
    assert found.doses[0].first == "Thu 26-Nov-2026"
    assert found.holds == ("On hold from 10-Nov-2026 to 25-Nov-2026: toxicity",)


def test_after_the_last_capsule_there_is_none():
    end = {
        "kind": "end_of_treatment",
        "drug": "lenvatinib",
        "last_dose": "2026-11-10",
        "reason": "toxicity",
    }
    found = sheet([*treated(), end]).capsules
    assert found.no_dose == "none: last dose on 10-Nov-2026"
    assert found.arithmetic == "No capsules are ordered for these days"


def test_after_a_stop_by_decision_there_is_none():
    stop = {"kind": "dose_decision", "on": "2026-11-10", "action": "discontinue"}
    found = sheet([*treated(), {**stop, "reason": "toxicity"}]).capsules
    assert found.no_dose == "none since 10-Nov-2026"


def test_after_the_last_infusion_capsules_go_on():
    end = {
        "kind": "end_of_treatment",
        "drug": "infusion",
        "last_dose": "2026-11-02",
        "reason": "toxicity",
    }
    found = sheet([*treated(), end])
    assert found.infusion.none == "none at this visit: last infusion on 02-Nov-2026"
    assert found.capsules.total == "63 capsules"


def test_a_later_weight_in_the_other_band_is_told_and_changes_nothing():
    found = sheet([*treated(), weight("58.2", "2026-11-20", baseline=False)])
    assert found.weight.last == "58.2 kg on 20-Nov-2026"
    assert "The dose does not change" in found.weight.notice
    assert found.capsules.doses[0].line[2] == "DOSE 12 mg"


def test_what_was_recorded_is_on_a_reprint():
    facts = [*treated(), infusions(14)[-1] | {"start": "09:05", "stop": "09:35"}]
    found = sheet(facts, as_of="2026-11-24")
    assert found.actual == "Mon 23-Nov-2026"
    assert found.infusion.recorded == ("given on 23-Nov-2026, start 09:05, stop 09:35")


def test_a_visit_outside_the_cycles_has_no_dosing_sheet():
    with pytest.raises(ValueError, match="not in a cycle"):
        sheet(treated(), "imaging week 42")


def test_plain_data_are_json_with_unbroken_units():
    plain = sheet(treated()).as_json()
    text = json.dumps(plain, ensure_ascii=False)
    assert f"DOSE{NO_BREAK}12{NO_BREAK}mg" in text
    assert "12 mg" not in text
    assert plain["code"]["modules"] == 37


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\r\ntwo\tthree", "one  two three"),
        ("bell\x07", "bell\ufffd"),
        ("12\u202e mg", "12\ufffd mg"),
        ("\ud800", "\ufffd"),
        ("患者", "患者"),
        ("a" * 30, "a" * 24 + "\u200b" + "a" * 6),
    ],
)
def test_free_text_shows_what_is_hidden_in_it(typed: str, shown: str):
    assert printable(typed) == shown


@pytest.mark.parametrize(("capsules", "said"), [(1, "one capsule"), (12, "12 caps")])
def test_a_number_of_capsules_is_also_a_word(capsules: int, said: str):
    level = Level(name="", mg=4, capsules=capsules, every_days=1, frequency="")
    assert in_words(study().capsules, level).startswith(f"4 mg = {said}")


def test_without_randomization_imaging_is_not_made_up():
    found = plan(treated(), randomized=None)
    assert not any(visit.kind == "imaging" for visit in found.visits)
