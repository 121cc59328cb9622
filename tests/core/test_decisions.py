import pytest

from scheduler.core.decisions import decisions_in_turn, discontinued
from scheduler.core.facts import DoseAction, Fact
from tests.core.plans import day, decided, weighed

STOP, RESUME = DoseAction.DISCONTINUE, DoseAction.RESUME_SAME


@pytest.mark.parametrize(
    ("facts", "stopped"),
    [
        ([], None),
        ([weighed(62000)], None),
        ([decided("2024-04-02", STOP)], "2024-04-02"),
        ([decided("2024-04-05", STOP, on="2024-04-02")], "2024-04-05"),
        ([decided("2024-04-02", STOP), decided("2024-04-09", RESUME)], None),
        ([decided("2024-04-09", RESUME), decided("2024-04-02", STOP)], None),
        ([decided("2024-04-02", RESUME), decided("2024-04-09", STOP)], "2024-04-09"),
    ],
)
def test_the_last_decision_says_whether_the_capsules_go_on(
    facts: list[Fact], stopped: str | None
):
    assert discontinued(facts) == (stopped and day(stopped))
    starts = [on for on, _ in decisions_in_turn(facts)]
    assert starts == sorted(starts)
