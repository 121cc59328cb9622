import pytest

from scheduler.core.facts_text import read_facts
from tests.core.documents import ENTERED, PARTICIPANT, document, refusal
from tests.core.profiles import FIRST


def infusion(cycle: int, on: str, outcome: str = "given") -> dict:
    return {"kind": "infusion", "cycle": cycle, "on": on, "outcome": outcome}


def end(drug: str, last_dose: str) -> dict:
    return {"kind": "end_of_treatment", "drug": drug, "last_dose": last_dose}


def visit(on: str, outcome: str) -> dict:
    return {"kind": "visit", "visit": "C3D1", "on": on, "outcome": outcome}


def missed(starts: str, ends: str) -> dict:
    return {"kind": "missed_doses", "from": starts, "to": ends}


def living(on: str) -> list[tuple[str, dict]]:
    """Return what only a living person can do, each with the key of its day."""
    value = {"procedure": "blood pressure", "value": "139/89"}
    return [
        ("on", infusion(4, on)),
        ("on", infusion(4, on, "stopped early")),
        ("on", {"kind": "weight", "on": on, "kg": "60"}),
        ("on", {"kind": "dispensing", "on": on, "capsules": 1}),
        ("on", {"kind": "extra_doses", "on": on, "capsules": 1}),
        ("on", {"kind": "unscheduled_visit", "on": on, "reason": "fever"}),
        ("on", {"kind": "observation", "on": on, **value}),
        ("on", visit(on, "done")),
        ("from", missed(on, "2024-05-09")),
        ("last_dose", end("lenvatinib", on)),
        ("last_dose", end("infusion", on)),
    ]


DEATH = {"kind": "event", "event": "death", "on": "2024-05-01"}
HANDED = {"kind": "dispensing", "on": "2024-05-01", "capsules": 9}


@pytest.mark.parametrize(("key", "fact"), living("2024-05-02"))
def test_what_needs_a_living_person_is_refused_after_death(key: str, fact: dict):
    problem = refusal(document(DEATH, fact))
    assert problem.path == f"facts[1].{key}"
    assert problem.problem == (
        "2024-05-02 is after facts[0].on, 2024-05-01. Correct one of them."
    )


@pytest.mark.parametrize(
    "fact",
    [
        *(fact for _, fact in living("2024-05-01")),
        missed("2024-04-20", "2024-05-09"),
        visit("2024-05-02", "not done"),
        visit("2024-05-02", "missed"),
        infusion(4, "2024-05-02", "not given"),
        {"kind": "return", "on": "2024-05-20", "capsules": 9},
    ],
)
def test_what_can_be_on_the_day_of_death_or_after_it_is_read(fact: dict):
    assert len(read_facts(document(HANDED, DEATH, fact), FIRST).facts) == 3


@pytest.mark.parametrize(
    ("last", "later", "refused"),
    [
        (end("infusion", "2024-03-24"), infusion(2, "2024-03-25"), True),
        (end("infusion", "2024-03-24"), infusion(2, "2024-03-25", "not given"), False),
        (end("infusion", "2024-03-25"), infusion(2, "2024-03-25"), False),
        (end("lenvatinib", "2024-03-24"), infusion(2, "2024-03-25"), False),
        (
            {"kind": "event", "event": "progression", "on": "2024-03-24"},
            infusion(2, "2024-03-25"),
            False,
        ),
    ],
)
def test_no_infusion_is_given_after_the_last(last: dict, later: dict, refused: bool):
    text = document(infusion(1, "2024-03-04"), last, later)
    if not refused:
        assert len(read_facts(text, FIRST).facts) == 3
        return
    problem = refusal(text)
    assert problem.path == "facts[2].on"
    assert "facts[1].last_dose" in problem.problem


@pytest.mark.parametrize(
    ("who", "records", "first", "because"),
    [
        (PARTICIPANT, [], "2024-03-04", "participant.first_day_1"),
        (PARTICIPANT, [(1, "2024-03-06")], "2024-03-06", "facts[0].on"),
        (PARTICIPANT, [(2, "2024-03-25"), (1, "2024-03-02")], "2024-03-02",
         "facts[1].on"),
        (PARTICIPANT, [(2, "2024-03-25")], "2024-03-04", "participant.first_day_1"),
        (PARTICIPANT, [(2, "2024-03-03")], "2024-03-03", "facts[0].on"),
        (ENTERED, [], "2024-03-04", "participant.day_1"),
        (ENTERED, [(41, "2024-03-25")], "2024-03-04", "participant.day_1"),
        (ENTERED | {"first_day_1": "2022-01-03"}, [], "2024-03-04",
         "participant.day_1"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("drug", ["infusion", "lenvatinib"])
def test_no_drug_ends_before_treatment_began(
    who: dict, records: list[tuple[int, str]], first: str, because: str, drug: str
):
    facts = [infusion(cycle, on, "not given") for cycle, on in records]
    text = document(*facts, end(drug, first), participant=who)
    assert len(read_facts(text, FIRST).facts) == len(facts) + 1
    before = f"{first[:-2]}{int(first[-2:]) - 1:02}"
    problem = refusal(document(*facts, end(drug, before), participant=who))
    assert problem.path == f"facts[{len(facts)}].last_dose"
    assert problem.problem == (
        f"{before} is before treatment began, on {first} ({because}). Correct one of "
        "them."
    )
