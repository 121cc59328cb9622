"""A clock that went back, or far ahead, is said aloud."""

from datetime import datetime, timedelta, timezone

import pytest

from scheduler.store.clock_alarm import clock_alarm

SEEN = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("moved", "alarmed"),
    [
        (timedelta(minutes=-5), False),
        (timedelta(minutes=-5, seconds=-1), True),
        (timedelta(0), False),
        (timedelta(days=30), False),
        (timedelta(days=30, seconds=1), True),
        (timedelta(days=-365), True),
    ],
)
def test_five_minutes_back_or_thirty_days_ahead_raise_an_alarm(
    moved: timedelta, alarmed: bool
):
    """F12: at both edges."""
    assert (clock_alarm(SEEN + moved, SEEN) is not None) is alarmed


def test_another_zone_is_no_other_time():
    """F10, F12: summer time and travel raise nothing."""
    there = SEEN.astimezone(timezone(timedelta(hours=8)))
    assert clock_alarm(there, SEEN) is None


def test_the_first_time_ever_is_compared_with_nothing():
    assert clock_alarm(SEEN, None) is None


def test_the_sentence_says_both_times_and_what_to_do():
    back = clock_alarm(SEEN - timedelta(days=365), SEEN)
    assert back
    assert "shows 23-Nov-2025 09:41" in back.sentence
    assert "under 23-Nov-2026 09:41" in back.sentence
    assert "Set the clock right" in back.sentence
    ahead = clock_alarm(SEEN + timedelta(days=365), SEEN)
    assert ahead
    assert "365 days after the last time that is known, 23-Nov-2026 09:41" in (
        ahead.sentence
    )
