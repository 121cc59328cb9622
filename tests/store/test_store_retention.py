"""Which backups stay: the rule of R52, on any set of backups."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.store.retention import (
    DAILY,
    HOURLY,
    MONTHLY,
    WEEKLY,
    Kept,
    Kind,
    expendable,
)

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
MINUTES = st.integers(min_value=0, max_value=3 * 365 * 24 * 60)


def kept(minutes: int, kind: Kind = Kind.HOURLY, *, verified: bool = True):
    made = NOW - timedelta(minutes=minutes)
    name = f"PL03_{made:%Y%m%dT%H%M%SZ}_{kind}"
    return Kept(name=name, made=made, kind=kind, verified=verified)


PLACES = st.lists(
    st.builds(
        lambda minutes, kind, verified: kept(minutes, kind, verified=verified),
        MINUTES,
        st.sampled_from(Kind),
        st.booleans(),
    ),
    max_size=60,
    unique_by=lambda one: one.name,
)
DENSE = st.lists(
    st.integers(min_value=0, max_value=20 * 24 * 2).map(lambda n: kept(n * 30)),
    max_size=120,
    unique_by=lambda one: one.name,
)


def left(place: list[Kept], **more: datetime):
    gone = {one.name for one in expendable(place, **more)}
    return [one for one in place if one.name not in gone]


def periods(found: list[Kept], key: Callable[[datetime], object]):
    return {key(one.made) for one in found if one.verified}


@given(PLACES | DENSE)
def test_as_many_hours_days_weeks_and_months_stay_as_the_rule_says(place: list[Kept]):
    """R52: 24 hourly, 14 daily, 8 weekly, 12 monthly."""
    for key, most in (
        (lambda at: (at.date(), at.hour), HOURLY),
        (lambda at: at.date(), DAILY),
        (lambda at: at.isocalendar()[:2], WEEKLY),
        (lambda at: (at.year, at.month), MONTHLY),
    ):
        newest = sorted(periods(place, key))[-most:]
        assert set(newest) <= periods(left(place), key)


@given(PLACES)
def test_the_newest_of_each_period_stays(place: list[Kept]):
    """R52: an hour is kept by its last backup, not by its first."""
    verified = [one.made for one in place if one.verified]
    if verified:
        assert max(verified) in {one.made for one in left(place) if one.verified}


@given(PLACES)
def test_nothing_from_before_a_migration_goes(place: list[Kept]):
    """R52: all of them are kept."""
    assert all(one.kind is not Kind.MIGRATION for one in expendable(place))


@given(PLACES)
def test_what_was_asked_for_is_not_replaced_by_what_comes_by_itself(
    place: list[Kept],
):
    """R50, R52: nor is what was taken before a restore or an import, for a month."""
    newest = max((one.made for one in place if one.verified), default=NOW)
    for one in expendable(place):
        if one.kind in {Kind.REQUESTED, Kind.RESTORE, Kind.IMPORT}:
            assert one.made <= newest - timedelta(days=30)


@given(PLACES)
def test_a_backup_only_goes_when_a_newer_verified_one_stays(place: list[Kept]):
    """R52: deleted only after a newer verified one exists."""
    stays = [one.made for one in left(place) if one.verified]
    for one in expendable(place):
        assert any(made >= one.made for made in stays)


@given(PLACES)
def test_what_is_not_verified_neither_goes_nor_counts(place: list[Kept]):
    """R52: a bad file never takes the place of a good one."""
    alone = [one for one in place if one.verified]
    assert expendable(place) == expendable(alone)


@given(PLACES)
def test_a_second_look_deletes_nothing_more(place: list[Kept]):
    """R52: the rule is stable."""
    assert expendable(left(place)) == ()


@given(DENSE, MINUTES)
def test_after_a_restore_nothing_older_than_it_goes_for_thirty_days(
    place: list[Kept], minutes: int
):
    """R53: a restore may be a mistake; the backups of before are the way back."""
    restored = NOW - timedelta(minutes=minutes)
    newest = max((one.made for one in place), default=NOW)
    if newest < restored + timedelta(days=30):
        gone = expendable(place, restored=restored)
        assert all(one.made > restored for one in gone)


@given(DENSE)
def test_a_restore_long_ago_changes_nothing(place: list[Kept]):
    """R52: thirty days later the ordinary rule holds again."""
    assert expendable(place, restored=NOW - timedelta(days=400)) == expendable(place)


def test_an_hour_with_three_backups_keeps_the_last():
    """R52: what goes is what the rule does not name."""
    three = [kept(9), kept(5), kept(1)]
    assert expendable(three) == (three[0], three[1])
    assert expendable([replace(one, verified=False) for one in three]) == ()


def test_a_backup_on_request_outlives_its_hour():
    """R52: somebody asked for it before a work that went wrong ten minutes later."""
    asked, exit_, hourly = kept(25, Kind.REQUESTED), kept(9, Kind.EXIT), kept(1)
    assert expendable([asked, exit_, hourly]) == (exit_,)
    month_later = kept(-31 * 24 * 60)
    assert expendable([asked, exit_, hourly, month_later]) == (asked, exit_)


def test_a_backup_on_request_keeps_its_hour_from_no_other():
    """R52: the newest of an hour is the newest, whoever asked for it."""
    hourly, asked = kept(9), kept(1, Kind.REQUESTED)
    assert expendable([hourly, asked]) == (hourly,)
