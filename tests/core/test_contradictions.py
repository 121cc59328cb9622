import pytest

from scheduler.core.facts_text import read_facts
from tests.core.documents import ENTERED, PARTICIPANT, document, refusal
from tests.core.profiles import FIRST


def infusion(cycle: int, on: str, outcome: str = "given", **more: object) -> dict:
    return {"kind": "infusion", "cycle": cycle, "on": on, "outcome": outcome, **more}


def booking(visit: str, on: str) -> dict:
    return {"kind": "booking", "visit": visit, "on": on}


def hold(drug: str, starts: str, ends: str | None = None) -> dict:
    return {"kind": "hold", "drug": drug, "from": starts, "to": ends}


def missed(starts: str, ends: str) -> dict:
    return {"kind": "missed_doses", "from": starts, "to": ends}


def visit(name: str, on: str, outcome: str = "done") -> dict:
    return {"kind": "visit", "visit": name, "on": on, "outcome": outcome}


def event(kind: str, on: str) -> dict:
    return {"kind": "event", "event": kind, "on": on}


def weight(on: str, kg: str, **more: object) -> dict:
    return {"kind": "weight", "on": on, "kg": kg, **more}


def decision(on: str, **more: object) -> dict:
    return {"kind": "dose_decision", "on": on, "action": "resume same", **more}


def end(drug: str, last_dose: str) -> dict:
    return {"kind": "end_of_treatment", "drug": drug, "last_dose": last_dose}


GIVEN_1 = infusion(1, "2024-03-04")
DEATH = event("death", "2024-05-01")
BASELINE = weight("2024-03-01", "62", baseline=True)

# Two facts of which the second is refused, by its key; the first is named too.
TWICE = {
    "two bookings of a visit": (
        [booking("C3D1", "2024-04-15"), booking("C3D1", "2024-04-16")],
        "visit",
    ),
    "two baseline weights": (
        [BASELINE, weight("2024-03-02", "61", baseline=True)],
        "baseline",
    ),
    "two weights of a day": ([BASELINE, weight("2024-03-01", "61")], "on"),
    "two infusions of a cycle": ([GIVEN_1, infusion(1, "2024-03-05")], "cycle"),
    "two infusions on a day": ([GIVEN_1, infusion(2, "2024-03-04")], "on"),
    "an infusion and a record of its visit": (
        [GIVEN_1, visit("C1D1", "2024-03-05", "missed")],
        "visit",
    ),
    "two decisions of a day": (
        [decision("2024-04-02"), decision("2024-04-02", **{"from": "2024-04-09"})],
        "on",
    ),
    "two decisions from a day": (
        [decision("2024-04-03"), decision("2024-04-02", **{"from": "2024-04-03"})],
        "from",
    ),
    "two records of a visit": (
        [visit("imaging week 6", "2024-04-12"), visit("imaging week 6", "2024-04-13")],
        "visit",
    ),
    "two ends of a drug": (
        [end("lenvatinib", "2024-05-01"), end("lenvatinib", "2024-05-02")],
        "drug",
    ),
    "two deaths": ([DEATH, event("death", "2024-05-02")], "event"),
    "an event twice": ([event("re-consent", "2024-05-01")] * 2, "event"),
    "an infusion before the one before it": (
        [infusion(2, "2024-03-25"), infusion(3, "2024-03-24", "not given")],
        "on",
    ),
    "a hold inside a hold": (
        [
            hold("lenvatinib", "2024-05-01", "2024-05-09"),
            hold("lenvatinib", "2024-05-09", "2024-05-12"),
        ],
        "from",
    ),
    "a hold after one without end": (
        [hold("infusion", "2024-05-01"), hold("infusion", "2025-05-01")],
        "from",
    ),
    "missed doses told twice": (
        [missed("2024-03-10", "2024-03-12"), missed("2024-03-12", "2024-03-12")],
        "from",
    ),
}

SOUND = {
    "bookings of two visits on a day": [
        booking("C3D1", "2024-04-12"),
        booking("imaging week 6", "2024-04-12"),
    ],
    "a weight at baseline and one later": [BASELINE, weight("2024-03-04", "61")],
    "decisions of a day and from another": [
        decision("2024-04-02", **{"from": "2024-04-05"}),
        decision("2024-04-03"),
    ],
    "infusions of two cycles in any order": [infusion(2, "2024-03-05"), GIVEN_1],
    "an infusion that takes no time": [
        infusion(1, "2024-03-04", "stopped early", start="09:05", stop="09:05")
    ],
    "an infusion whose start nobody noted": [infusion(1, "2024-03-04", stop="09:05")],
    "the ends of both drugs": [
        end("lenvatinib", "2024-05-01"),
        end("infusion", "2024-05-01"),
    ],
    "a hold of one day and the next": [
        hold("lenvatinib", "2024-05-01", "2024-05-01"),
        hold("lenvatinib", "2024-05-02"),
    ],
    "holds of two drugs": [
        hold("lenvatinib", "2024-05-01"),
        hold("infusion", "2024-05-01"),
    ],
    "a hold after a decision has ended the one before": [
        hold("lenvatinib", "2024-05-01"),
        decision("2024-05-10"),
        hold("lenvatinib", "2024-05-10"),
    ],
    "doses missed for one day": [missed("2024-03-10", "2024-03-10")],
}


@pytest.mark.parametrize("name", TWICE)
def test_a_contradiction_is_refused_with_both_paths(name: str):
    """R13."""
    facts, key = TWICE[name]
    problem = refusal(document(*facts))
    assert problem.path == f"facts[1].{key}"
    assert "facts[0]" in problem.problem


@pytest.mark.parametrize("name", SOUND)
def test_what_is_unusual_but_possible_is_read(name: str):
    found = read_facts(document(*SOUND[name]), FIRST)
    assert len(found.facts) == len(SOUND[name])


@pytest.mark.parametrize(
    ("on", "outcome", "refused"),
    [
        ("2024-03-03", "given", True),
        ("2024-03-03", "stopped early", True),
        ("2024-03-03", "not given", False),
        ("2024-03-04", "given", False),
        ("2024-03-05", "given", False),
    ],
)
@pytest.mark.parametrize("who", [PARTICIPANT, {**PARTICIPANT, "consented": None}])
def test_no_infusion_is_given_before_consent(
    who: dict, on: str, outcome: str, refused: bool
):
    consent = {} if "consented" in who else {"consented": "2024-03-04"}
    text = document(infusion(1, on, outcome), participant=who | consent)
    if not (refused and consent):
        assert len(read_facts(text, FIRST).facts) == 1
        return
    problem = refusal(text)
    assert problem.path == "facts[0].on"
    assert problem.problem == (
        f"{on} is before the day of consent (participant.consented, 2024-03-04). "
        "Correct one of them."
    )


def test_a_day_is_not_both_closed_and_open():
    site = {"closed_days": ["2024-05-02", "2024-05-03"], "open_days": ["2024-05-03"]}
    problem = refusal(document(site=site))
    assert problem.path == "site.open_days[0]"
    assert "site.closed_days[1]" in problem.problem


@pytest.mark.parametrize(
    ("participant", "fact", "path"),
    [
        ({"first_day_1": "2024-03-04"}, None, "participant.day_1"),
        ({}, infusion(39, "2024-02-12"), "facts[0].cycle"),
        ({}, infusion(40, "2024-03-05"), "facts[0].on"),
        ({}, infusion(41, "2024-03-04"), "facts[0].on"),
        ({}, visit("C40D1", "2024-03-05"), "facts[0].visit"),
        ({}, visit("C40D1", "2024-03-04", "not done"), "facts[0].visit"),
    ],
)
def test_nothing_lies_before_the_cycle_at_entry(
    participant: dict, fact: dict | None, path: str
):
    text = document(*([fact] if fact else []), participant=ENTERED | participant)
    assert refusal(text).path == path


def test_the_visit_at_entry_and_later_ones_are_read():
    facts = [visit("C40D1", "2024-03-04"), visit("C41D1", "2024-03-26", "missed")]
    assert len(read_facts(document(*facts, participant=ENTERED), FIRST).facts) == 2


def test_the_infusion_at_entry_and_later_ones_are_read():
    facts = [infusion(40, "2024-03-04"), infusion(41, "2024-03-25")]
    entered = ENTERED | {"first_day_1": "2022-01-03"}
    assert len(read_facts(document(*facts, participant=entered), FIRST).facts) == 2


def test_the_order_of_facts_means_nothing():
    facts, _ = TWICE["an infusion before the one before it"]
    problem = refusal(document(*reversed(facts), participant=PARTICIPANT))
    assert problem.path == "facts[0].on"
    assert "facts[1].on" in problem.problem


@pytest.mark.parametrize(("together", "sound"), [(True, True), (False, False)])
def test_a_decision_to_resume_ends_the_hold_of_both_drugs_held_together(
    together: bool, sound: bool
):
    facts = [
        weight("2024-03-01", "62.0", baseline=True),
        hold("infusion", "2024-03-10"),
        decision("2024-03-15"),
        hold("infusion", "2024-03-20"),
    ]
    text = document(*facts, settings={"drugs_held_together": together})
    if sound:
        assert read_facts(text, FIRST).facts
    else:
        assert refusal(text).path == "facts[3].from"
