import pytest

from tests.core.documents import document, refusal


def infusion(outcome: str = "given", **times: str) -> dict:
    found = {"kind": "infusion", "cycle": 1, "on": "2024-03-04", "outcome": outcome}
    return found | times


def span(kind: str, starts: str, ends: str) -> dict:
    drug = {"drug": "lenvatinib"} if kind == "hold" else {}
    return {"kind": kind, "from": starts, "to": ends} | drug


@pytest.mark.parametrize(
    ("fact", "path", "other"),
    [
        pytest.param(
            span("hold", "2024-05-05", "2024-05-04"),
            "facts[0].to",
            "facts[0].from",
            id="hold ends before it starts",
        ),
        pytest.param(
            span("missed_doses", "2024-03-11", "2024-03-10"),
            "facts[0].to",
            "facts[0].from",
            id="missed doses end before they start",
        ),
        pytest.param(
            infusion(start="10:05", stop="10:04"),
            "facts[0].stop",
            "facts[0].start",
            id="infusion stops before it starts",
        ),
        pytest.param(
            infusion("not given", start="10:05"),
            "facts[0].start",
            "facts[0].outcome",
            id="start of an infusion not given",
        ),
        pytest.param(
            infusion("not given", stop="10:05"),
            "facts[0].stop",
            "facts[0].outcome",
            id="stop of an infusion not given",
        ),
    ],
)
def test_a_fact_that_contradicts_itself_is_refused(fact: dict, path: str, other: str):
    problem = refusal(document(fact))
    assert problem.path == path
    assert other in problem.problem
