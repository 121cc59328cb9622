"""Ended at any time, the program keeps what it had said it saved, and tears nothing."""

from tests.campaigns.figures import Figures
from tests.campaigns.processes import Driver
from tests.campaigns.random_kills import campaign


def test_40_ends_at_any_time_lose_and_tear_nothing(waiting: Driver):
    """T1b; R43, F44: SIGKILL, and what a session ends with."""
    figures = Figures()
    campaign(waiting, "everyday work", 40, figures)
    assert figures.violations == []
    assert figures.tried["acknowledged entries"] >= 40


def test_the_window_ended_while_somebody_types_loses_and_tears_nothing(
    waiting: Driver,
):
    """T1b; R43, F44."""
    figures = Figures()
    campaign(waiting, "window", 5, figures)
    assert figures.violations == []
