"""Wrong passwords: each waits longer than the last, and the fifth locks."""

from datetime import datetime, timedelta

import pytest

from scheduler.store.attempts import MOST, WAITS, Standing, standing
from tests.store.given import NOW

SECOND = timedelta(seconds=1)


def tried(*seconds_ago: int) -> list[datetime]:
    return [NOW - ago * SECOND for ago in seconds_ago]


def test_nobody_waits_before_a_first_attempt():
    assert standing((), NOW) == Standing()


def test_each_wrong_password_makes_the_next_wait_longer():
    """R32"""
    found = [standing(tried(*[0] * count), NOW) for count in range(1, MOST)]
    assert [one.wait for one in found] == list(WAITS) == sorted(set(WAITS))
    assert [one.left for one in found] == [4, 3, 2, 1]


def test_the_fifth_wrong_password_locks_for_good():
    """R32"""
    five = tried(400, 300, 200, 100, 50)
    assert standing(five, NOW).locked_since == five[-1]
    assert standing(five, NOW + timedelta(days=400)).locked_since == five[-1]
    assert standing([*five, NOW], NOW).locked_since == five[-1]


@pytest.mark.parametrize(("ago", "wait"), [(0, 5), (1, 4), (4, 1), (5, 0), (90, 0)])
def test_a_wait_runs_out(ago: int, wait: int):
    found = standing(tried(60 + ago, ago), NOW)
    assert (found.wait, found.wrong) == (wait, 2)


def test_a_clock_set_back_makes_nobody_wait_but_still_counts():
    found = standing([NOW + timedelta(days=1)] * 4, NOW)
    assert (found.wait, found.left) == (0, 1)
