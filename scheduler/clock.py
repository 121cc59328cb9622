"""The only place that reads the time; everyone else is handed a clock."""

from collections.abc import Callable
from datetime import date, datetime

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Return the current instant, aware, in this machine's zone."""
    return datetime.now().astimezone()  # noqa: TID251  the one place


def today(clock: Clock) -> date:
    """Return the calendar date that the clock's own zone shows."""
    return clock().date()
