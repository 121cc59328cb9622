import pytest

from scheduler.core.facts import Dispensing, Return
from scheduler.core.facts_text import read_facts
from scheduler.core.supply_contradictions import supply_contradictions
from tests.core.documents import ENTERED, PARTICIPANT, document, refusal
from tests.core.plans import day
from tests.core.plans import document as facts_of
from tests.core.profiles import FIRST


def out(on: str, capsules: int) -> dict:
    return {"kind": "dispensing", "on": on, "capsules": capsules}


def back(on: str, capsules: int, lost: int = 0) -> dict:
    return {"kind": "return", "on": on, "capsules": capsules, "lost": lost}


OUT = out("2024-03-04", 63)

# The last fact is refused, as so many capsules too many; a hand-out is named.
TOO_MANY = {
    "one more than was handed out": ([OUT, back("2024-03-25", 64)], "1 capsule", 0),
    "one more with those lost": ([OUT, back("2024-03-25", 60, 4)], "1 capsule", 0),
    "all lost and one more": ([OUT, back("2024-03-25", 0, 64)], "1 capsule", 0),
    "one more than two hand-outs": (
        [OUT, out("2024-03-25", 63), back("2024-03-25", 20), back("2024-04-15", 107)],
        "1 capsule",
        1,
    ),
    "before the hand-out": ([OUT, back("2024-03-03", 2)], "2 capsules", None),
    "with nothing handed out": ([back("2024-03-25", 1)], "1 capsule", None),
    "what a later hand-out would cover": (
        [OUT, out("2024-04-15", 63), back("2024-03-25", 64)],
        "1 capsule",
        0,
    ),
    "again after a hand-out has covered the first": (
        [OUT, out("2024-03-25", 63), back("2024-03-25", 126), back("2024-04-15", 1)],
        "1 capsule",
        1,
    ),
}
SOUND = {
    "all that was handed out": [OUT, back("2024-03-25", 63)],
    "all of it, some of them lost": [OUT, back("2024-03-25", 60, 3)],
    "on the day of the hand-out": [OUT, back("2024-03-04", 63)],
    "of one hand-out after the next": [
        OUT,
        out("2024-03-25", 63),
        back("2024-03-25", 20),
        back("2024-04-15", 106),
    ],
    "nothing of nothing": [back("2024-03-25", 0)],
}


@pytest.mark.parametrize("name", TOO_MANY)
def test_no_more_comes_back_than_was_handed_out(name: str):
    facts, count, last = TOO_MANY[name]
    problem = refusal(document(*facts))
    assert problem.path == f"facts[{len(facts) - 1}].capsules"
    assert problem.problem.startswith(f"brings back {count} more than was handed out")
    said = "there is no hand-out" if last is None else f"facts[{last}] is the last"
    assert said in problem.problem


@pytest.mark.parametrize("name", SOUND)
def test_as_many_as_were_handed_out_come_back(name: str):
    found = read_facts(document(*SOUND[name]), FIRST)
    assert len(found.facts) == len(SOUND[name])


def test_the_order_of_facts_means_nothing():
    facts, _, _ = TOO_MANY["one more than two hand-outs"]
    problem = refusal(document(*reversed(facts), participant=PARTICIPANT))
    assert problem.path == "facts[0].capsules"


def test_what_was_handed_out_before_entry_is_not_known():
    text = document(back("2024-03-25", 30), participant=ENTERED)
    assert len(read_facts(text, FIRST).facts) == 1


def test_too_many_are_told_once_until_a_hand_out_covers_them():
    facts = [
        Return(on=day("2024-03-25"), capsules=1),
        Return(on=day("2024-03-26"), capsules=1),
        Dispensing(on=day("2024-04-01"), capsules=63),
        Return(on=day("2024-04-15"), capsules=99),
    ]
    found = list(supply_contradictions(facts_of(*facts)))
    assert [problem.path for problem in found] == [
        "facts[0].capsules",
        "facts[3].capsules",
    ]
    assert found[1].problem == (
        "brings back 38 capsules more than was handed out by 2024-04-15, with what was "
        "lost and what came back before (facts[2] is the last hand-out). Correct a "
        "number or a date."
    )
