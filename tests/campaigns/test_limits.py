"""No room, no right, no lock: it is told, and the work goes on when that is over."""

import pytest

from tests.campaigns import limits

SLOW = {"locked for 4 s", "locked for 30 s"}


@pytest.fixture(scope="module")
def report() -> str:
    """What the campaign printed of all limits that are quickly tried."""
    if problem := limits.missing():
        pytest.skip(problem)
    return limits.run(sorted(limits.NAMES - SLOW)).stdout


def test_every_limit_is_told_and_gone_on_from(report: str):
    """T4; R45, R49, F36, F37, F38, F41, F45: the right words, nothing saved, no end."""
    for word in ("lost", "torn", "unusable", "not told", "false alarm"):
        assert f"       0 {word}\n" in report, report


@pytest.mark.parametrize("name", sorted(limits.NAMES - SLOW))
def test_each_limit_was_tried(report: str, name: str):
    assert f"       1 {name}\n" in report
