from datetime import date

import pytest

from scheduler.core.facts_text import read_facts
from scheduler.core.study_text import read_study
from scheduler.errors import FactsError
from tests.core.documents import ENTERED, PARTICIPANT, document, refusal
from tests.core.profiles import FIRST, FIRST_TEXT, with_values

HEAVY = {"kind": "weight", "on": "2024-03-01", "kg": "60", "baseline": True}
LIGHT = HEAVY | {"kg": "59,95"}
LATER = {"kind": "weight", "on": "2024-02-01", "kg": "50"}
UPWARD = {"re_escalation": "with reason"}


def decide(day: int, action: str, to: str | None = None, **more: object) -> dict:
    return {
        "kind": "dose_decision",
        "on": f"2024-04-{day:02d}",
        "action": action,
        "to": to,
        **more,
    }


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(
            [
                HEAVY,
                decide(1, "reduce", "8 mg daily"),
                decide(2, "resume reduced", "4 mg daily"),
                decide(3, "reduce", "4 mg every other day"),
                decide(4, "discontinue"),
            ],
            id="G10 the whole ladder from 12 mg",
        ),
        pytest.param(
            [
                LIGHT,
                decide(1, "reduce", "4 mg daily"),
                decide(2, "reduce", "4 mg every other day"),
                decide(3, "discontinue"),
            ],
            id="G11 the whole ladder from 8 mg",
        ),
        pytest.param(
            [HEAVY, LATER, decide(1, "reduce", "8 mg daily")],
            id="only the baseline weight gives the first level",
        ),
        pytest.param([HEAVY, decide(1, "resume same")], id="same without its name"),
        pytest.param([HEAVY, decide(1, "resume same", "12 mg daily")], id="same"),
        pytest.param(
            [HEAVY, decide(1, "reduce", "4 mg daily", reason="toxicity")],
            id="a step skipped with a reason",
        ),
        pytest.param(
            [
                HEAVY,
                decide(1, "discontinue"),
                decide(2, "resume reduced", "8 mg daily", reason="refused a stop"),
            ],
            id="going on after a stop, with a reason",
        ),
        pytest.param(
            [decide(1, "resume same", "8 mg daily"), decide(2, "reduce", "4 mg daily")],
            id="without a weight the first decision gives the level",
        ),
        pytest.param([decide(1, "resume same")], id="no level known"),
        pytest.param(
            [
                HEAVY,
                decide(9, "reduce", "4 mg daily"),
                decide(2, "reduce", "8 mg daily"),
            ],
            id="in order of time, not of the file",
        ),
        pytest.param(
            [
                HEAVY,
                decide(2, "reduce", "4 mg daily", **{"from": "2024-04-20"}),
                decide(3, "reduce", "8 mg daily"),
            ],
            id="in order of the first day of the new dose",
        ),
    ],
)
def test_decisions_down_the_ladder_are_read(facts: list[dict]):
    """R08, F08."""
    assert len(read_facts(document(*facts), FIRST).facts) == len(facts)


@pytest.mark.parametrize(
    ("facts", "path", "says"),
    [
        pytest.param([decide(1, "reduce")], "facts[0].to", "reduce needs it", id="to"),
        pytest.param(
            [decide(1, "resume reduced")], "facts[0].to", "needs it", id="to resume"
        ),
        pytest.param(
            [decide(1, "discontinue", "4 mg daily")],
            "facts[0].to",
            "facts[0].action is discontinue",
            id="a stop with a dose",
        ),
        pytest.param(
            [decide(1, "re-escalate", "12 mg daily", reason="better")],
            "facts[0].action",
            "setting re_escalation",
            id="upward where it is refused",
        ),
        pytest.param(
            [HEAVY, decide(1, "reduce", "12 mg daily")],
            "facts[1].to",
            "is not lower than the level in force (12 mg daily, by facts[0].kg)",
            id="reduced to the same",
        ),
        pytest.param(
            [LIGHT, decide(1, "reduce", "12 mg daily")],
            "facts[1].to",
            "is not lower",
            id="reduced upward",
        ),
        pytest.param(
            [
                HEAVY,
                decide(1, "reduce", "8 mg daily"),
                decide(2, "reduce", "8 mg daily"),
            ],
            "facts[2].to",
            "(8 mg daily, by facts[1])",
            id="G12 from the level in force, not from the start",
        ),
        pytest.param(
            [HEAVY, decide(1, "resume same", "8 mg daily")],
            "facts[1].to",
            "is another than the level in force",
            id="the same that is another",
        ),
        pytest.param(
            [HEAVY, decide(1, "reduce", "4 mg daily")],
            "facts[1].reason",
            "skips a level",
            id="a step skipped without a reason",
        ),
        pytest.param(
            [HEAVY, decide(1, "discontinue"), decide(2, "resume same")],
            "facts[2].reason",
            "facts[1] had ended the capsules",
            id="going on after a stop",
        ),
    ],
)
def test_a_decision_that_cannot_be_is_refused(facts: list[dict], path: str, says: str):
    """R08, F08."""
    problem = refusal(document(*facts))
    assert problem.path == path
    assert says in problem.problem


def test_upward_needs_a_reason_and_a_higher_level_where_it_is_allowed():
    down = decide(1, "reduce", "8 mg daily")
    up = decide(2, "re-escalate", "12 mg daily", reason="toxicity resolved")
    assert read_facts(document(HEAVY, down, up, settings=UPWARD), FIRST)
    silent = document(HEAVY, down, up | {"reason": None}, settings=UPWARD)
    assert refusal(silent).path == "facts[2].reason"
    level = document(HEAVY, down, up | {"to": "8 mg daily"}, settings=UPWARD)
    assert "is not higher" in refusal(level).problem


def test_the_level_at_entry_is_the_first_and_earlier_decisions_are_past():
    past = decide(1, "reduce", "8 mg daily")
    entered = ENTERED | {"day_1": "2024-04-02"}
    lower = decide(2, "reduce", "4 mg daily")
    assert read_facts(document(past, lower, participant=entered), FIRST)
    problem = refusal(
        document(past, decide(2, "reduce", "8 mg daily"), participant=entered)
    )
    assert problem.path == "facts[1].to"
    assert "by participant.level" in problem.problem


def test_a_level_of_no_ladder_is_refused_at_entry():
    problem = refusal(document(participant=ENTERED | {"level": "10 mg daily"}))
    assert problem.path == "participant.level"
    assert read_facts(document(participant=PARTICIPANT), FIRST).facts == ()


@pytest.mark.parametrize(
    ("since", "refused"), [("2024-04-02", False), ("2024-04-03", True)]
)
def test_a_dose_goes_up_again_from_the_day_a_version_allows_it(
    since: str, refused: bool
):
    amendment = {
        "version": "2.0",
        "dated": date(2026, 11, 22),
        "summary": "A dose may go up again, with a reason.",
        "changes": {"settings": UPWARD},
        "source": "assumption",
        "citation": "invented for tests",
    }
    study = read_study(with_values(FIRST_TEXT, ("versions", [amendment])))
    up = decide(2, "re-escalate", "12 mg daily", reason="recovered")
    facts = [HEAVY, decide(1, "reduce", "8 mg daily"), up]
    source = document(*facts, site={"versions": {"2.0": since}})
    if refused:
        with pytest.raises(FactsError, match=r"facts\[2\]\.action: is not allowed"):
            read_facts(source, study)
    else:
        assert len(read_facts(source, study).facts) == len(facts)
