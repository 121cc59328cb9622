import json
from datetime import date, timedelta

import pytest

from scheduler.core.fact_kinds import KINDS
from scheduler.core.facts import Fact
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.errors import FactsError
from tests.core.documents import ENTERED, EXAMPLE, PARTICIPANT, document, refusal
from tests.core.profiles import FIRST, SECOND

FACTS = EXAMPLE["facts"]
OUT = {"kind": "dispensing", "on": "2024-02-01", "capsules": 63}  # may come back
HAPPENED = {
    "weight": "on",
    "infusion": "on",
    "dose_decision": "on",
    "missed_doses": "to",
    "extra_doses": "on",
    "dispensing": "on",
    "return": "on",
    "visit": "on",
    "unscheduled_visit": "on",
    "observation": "on",
    "end_of_treatment": "last_dose",
    "event": "on",
}


def test_there_is_a_kind_for_every_fact():
    assert {record.make for record in KINDS.values()} == set(Fact.__args__)
    for record in KINDS.values():
        fields = [key.field for key in record.keys]
        assert sorted(fields) == sorted(record.make.__dataclass_fields__)
    assert {fact["kind"] for fact in FACTS} == set(KINDS)


@pytest.mark.parametrize(
    "visit",
    [
        "C1D1",
        "C999D1",
        "C3D2",
        "C3D21",
        "screening",
        "end of treatment",
        "imaging week 6",
        "imaging week 2997",
        "safety follow-up 30 days",
        "survival week 12",
    ],
)
def test_a_visit_of_the_study_is_known_by_its_name(visit: str):
    booking = {"kind": "booking", "visit": visit, "on": "2024-04-17"}
    assert read_facts(document(booking), FIRST).facts[0].visit == visit


def test_the_second_study_has_its_own_days_drugs_and_visits():
    whole = {
        "study": "second",
        "participant": {"code": "1", "first_day_1": "2024-03-04"},
        "facts": [
            {"kind": "infusion", "cycle": 1, "on": "2024-03-04", "outcome": "given"},
            {
                "kind": "infusion",
                "cycle": 1,
                "day": 15,
                "on": "2024-03-18",
                "outcome": "given",
            },
            {"kind": "hold", "drug": "examplinib", "from": "2024-05-01"},
            {"kind": "booking", "visit": "C2D-1", "on": "2024-03-31"},
            {"kind": "booking", "visit": "scan week 8", "on": "2024-04-29"},
            {"kind": "booking", "visit": "blood bank", "on": "2024-02-26"},
        ],
    }
    found = read_facts(json.dumps(whole), SECOND)
    assert [found.facts[0].day, found.facts[1].day] == [1, 15]
    assert json.loads(write_facts(found)) == whole
    with pytest.raises(FactsError, match=r"^study: 'second' is another study"):
        read_facts(json.dumps(whole), FIRST)


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_what_has_happened_cannot_lie_ahead_but_orders_and_bookings_may(fact: dict):
    text = document(OUT, fact)
    name = HAPPENED.get(fact["kind"])
    if name is None:
        assert read_facts(text, FIRST, today=date(2024, 2, 29)).facts
        return
    day = date.fromisoformat(fact[name])
    assert read_facts(text, FIRST, today=day).facts
    problem = refusal(text, today=day - timedelta(days=1))
    assert problem.path == f"facts[1].{name}"
    assert f"{day} is after today" in problem.problem


@pytest.mark.parametrize("name", ["consented", "randomized"])
def test_consent_and_randomization_cannot_lie_ahead(name: str):
    text = document(participant={**PARTICIPANT, name: "2024-02-12"})
    assert read_facts(text, FIRST, today=date(2024, 2, 12))
    assert refusal(text, today=date(2024, 2, 11)).path == f"participant.{name}"


def test_the_day_1_at_entry_cannot_lie_ahead():
    text = document(participant=ENTERED)
    assert read_facts(text, FIRST, today=date(2024, 3, 4))
    assert refusal(text, today=date(2024, 3, 3)).path == "participant.day_1"


@pytest.mark.parametrize(
    ("versions", "path", "says"),
    [
        ({"10": "2024-05-06"}, "site.versions.10", "is not a known key"),
        ({"8": "soon"}, "site.versions.8", "is not a date"),
        (
            {"8": "2024-05-07", "9": "2024-05-06"},
            "site.versions.9",
            "2024-05-06 is before 2024-05-07, on which 8 took effect",
        ),
        ([], "site.versions", "must be a table"),
    ],
)
def test_versions_at_a_site_are_those_of_the_profile_in_their_order(
    versions: object, path: str, says: str
):
    with pytest.raises(FactsError) as caught:
        read_facts(json.dumps(WITH_VERSIONS | {"site": {"versions": versions}}), SECOND)
    assert caught.value.path == path
    assert says in caught.value.problem


def test_versions_at_a_site_are_written_and_read_back():
    versions = {"8": "2024-05-06", "9": "2024-05-06"}
    text = json.dumps(WITH_VERSIONS | {"site": {"versions": versions}})
    found = read_facts(text, SECOND)
    assert found.site.versions == (
        ("8", date(2024, 5, 6)),
        ("9", date(2024, 5, 6)),
    )
    assert read_facts(write_facts(found), SECOND) == found


WITH_VERSIONS = {
    "study": "second",
    "participant": {"code": "1", "first_day_1": "2024-03-04"},
}
