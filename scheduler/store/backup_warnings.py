"""What is to be said of the backups for as long as it is so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WORKING_DAYS = 2
_ONE_DAY = timedelta(days=1)
_MOST_DAYS = 366  # of a calendar on which no day is a working day


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How the backups of one file stand.

    Attributes:
        since: aware; when the file was begun.
        good: aware; when the newest verified backup was made, None if none was.
        failure: why the last attempt failed, or what it could not remove, as a
            sentence; empty if all went well.
        second: the same of the second place.
        has_second: True if a second place was chosen.
    """

    since: datetime
    good: datetime | None
    failure: str = ""
    second: str = ""
    has_second: bool = False


def backup_warnings(
    state: BackupState, now: datetime, works: Callable[[date], bool]
) -> tuple[str, ...]:
    """Return what is to be said of the backups, the worst first.

    Args:
        state: how they stand.
        now: aware.
        works: says whether the site works on a day.

    Source:
        reliability.md R51; product.md, decision 19: two working days.
    """
    return tuple(_warnings(state, now, works))


def is_old(made: datetime, now: datetime, works: Callable[[date], bool]) -> bool:
    """Say whether more than two working days have passed since a moment."""
    day, left = made.astimezone(now.tzinfo), WORKING_DAYS
    for _ in range(_MOST_DAYS):
        if not left:
            break
        day += _ONE_DAY
        left -= works(day.date())
    return now > day


def _warnings(
    state: BackupState, now: datetime, works: Callable[[date], bool]
) -> Iterator[str]:
    if state.good is None and is_old(state.since, now, works):
        yield "There is no backup of this file. Back up now."
    if state.good is not None and is_old(state.good, now, works):
        yield "The newest backup is older than two working days. Back up now."
    if state.failure:
        yield state.failure
    if state.second:
        yield state.second
