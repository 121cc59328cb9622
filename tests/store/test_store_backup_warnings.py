"""What is said of the backups, day by day."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from scheduler.core.closed_days import SiteCalendar
from scheduler.store.backup_warnings import BackupState, backup_warnings, is_old

WARSAW = timezone(timedelta(hours=1))
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=WARSAW)
CALENDAR = SiteCalendar()
GOOD = BackupState(since=FRIDAY, good=FRIDAY)
OLD = "older than two working days"


def at(days: int, hour: int = 16, minute: int = 0):
    return (FRIDAY + timedelta(days=days)).replace(hour=hour, minute=minute)


def said(state: BackupState, now: datetime):
    return " ".join(backup_warnings(state, now, CALENDAR.is_open))


def test_a_weekend_does_not_make_a_backup_old():
    """R51: two working days after Friday are over on Tuesday."""
    assert said(GOOD, at(4)) == ""
    assert OLD in said(GOOD, at(4, 16, 1))


def test_a_day_on_which_the_site_is_closed_does_not_count():
    """R51: the site's own closed days are looked at."""
    closed = SiteCalendar(closed=frozenset({date(2026, 11, 23)}))
    assert not is_old(FRIDAY, at(5), closed.is_open)
    assert is_old(FRIDAY, at(5, 16, 1), closed.is_open)


def test_a_site_that_never_works_is_warned_in_the_end():
    """R51: a calendar without a working day silences nothing for ever."""
    assert is_old(FRIDAY, FRIDAY + timedelta(days=400), lambda _: False)


def test_a_new_file_has_two_working_days_for_its_first_backup():
    """R51."""
    none = replace(GOOD, good=None)
    assert said(none, at(4)) == ""
    assert "There is no backup of this file" in said(none, at(4, 16, 1))


def test_a_failure_and_a_missing_second_place_are_told_at_once():
    """R51, F43: whatever else is good."""
    state = replace(GOOD, failure="The disk is full.", second="The stick is gone.")
    assert said(state, at(0, 17)) == "The disk is full. The stick is gone."


def test_the_moment_is_compared_across_zones():
    """R51, F10: a desk that moved its clock's zone sees the same age."""
    there = timezone(timedelta(hours=8))
    assert not is_old(FRIDAY.astimezone(there), at(4), CALENDAR.is_open)
    assert is_old(FRIDAY.astimezone(there), at(4, 16, 1), CALENDAR.is_open)
