"""The only place that reads the time; everyone else is handed a clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """Return the current instant, aware, in this machine's zone."""
    return datetime.now().astimezone()  # noqa: TID251  the one place


def today(clock: Clock) -> date:
    """Return the calendar date that the clock's own zone shows."""
    return clock().date()


def changed_ahead(path: Path) -> datetime | None:
    """Return when a file was changed, if by this machine's clock that is to come.

    Only a clock that was set back can tell so.
    """
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None
    return changed if changed > local_now() else None
