"""Facts documents of the first study as plain data."""

import json
from datetime import date

import pytest

from scheduler.core.facts_text import read_facts
from scheduler.errors import FactsError
from tests.core.profiles import FIRST

PARTICIPANT = {"code": "PL03-0012", "first_day_1": "2024-03-04"}
ENTERED = {
    "code": "PL03-0012",
    "from_cycle": 40,
    "day_1": "2024-03-04",
    "level": "8 mg daily",
}
EXAMPLE = {
    "study": "js001-027-iii-hcc",
    "settings": {"next_day_1": "rolling"},
    "site": {"country": "PL", "closed_days": ["2024-05-02"], "open_days": []},
    "participant": {
        "code": "PL03-0012",
        "randomization_number": "4711",
        "birth_year": 1961,
        "sex": "male",
        "consented": "2024-02-12",
        "randomized": "2024-03-01",
        "first_day_1": "2024-03-04",
    },
    "facts": [
        {"kind": "weight", "on": "2024-03-01", "kg": "62.0", "baseline": True},
        {
            "kind": "infusion",
            "cycle": 1,
            "on": "2024-03-04",
            "outcome": "given",
            "start": "09:05",
            "stop": "10:05",
        },
        {
            "kind": "infusion",
            "cycle": 2,
            "on": "2024-03-25",
            "outcome": "not given",
            "reason": "toxicity",
        },
        {
            "kind": "booking",
            "visit": "C3D1",
            "on": "2024-04-17",
            "at": "09:00",
            "reason": "transport",
        },
        {
            "kind": "dose_decision",
            "on": "2024-04-02",
            "from": "2024-04-03",
            "action": "reduce",
            "to": "8 mg daily",
            "reason": "toxicity",
            "term": "Hypertension",
            "grade": 3,
            "occurrence": 1,
            "decided_by": "investigator",
        },
        {
            "kind": "hold",
            "drug": "lenvatinib",
            "from": "2024-05-01",
            "to": "2024-05-05",
            "reason": "toxicity",
        },
        {
            "kind": "missed_doses",
            "from": "2024-03-10",
            "to": "2024-03-11",
            "reason": "forgot",
        },
        {"kind": "dispensing", "on": "2024-03-04", "capsules": 63},
        {
            "kind": "return",
            "on": "2024-03-25",
            "capsules": 6,
            "lost": 0,
            "containers_returned": True,
        },
        {
            "kind": "visit",
            "visit": "imaging week 6",
            "on": "2024-04-12",
            "outcome": "done",
        },
        {"kind": "unscheduled_visit", "on": "2024-04-20", "reason": "adverse event"},
        {
            "kind": "observation",
            "on": "2024-03-04",
            "procedure": "blood pressure",
            "value": "139/89",
        },
        {"kind": "end_of_treatment", "drug": "infusion", "last_dose": "2024-03-04"},
        {"kind": "event", "event": "re-consent", "on": "2024-05-06"},
        {
            "kind": "extra_doses",
            "on": "2024-03-12",
            "capsules": 3,
            "reason": "took them twice",
        },
    ],
}


def document(*facts: dict, **parts: object) -> str:
    """Return a document of the first study with these facts."""
    whole = {"study": "js001-027-iii-hcc", "participant": PARTICIPANT, **parts}
    return json.dumps({**whole, "facts": list(facts)})


def refusal(text: str, today: date | None = None) -> FactsError:
    with pytest.raises(FactsError) as caught:
        read_facts(text, FIRST, today=today)
    return caught.value
