"""Whether the clock can be right, by what was written under it before.

History is in the order of its numbers and never in that of its times, so a wrong
clock puts nothing out of order. It is said aloud all the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.core.dates import clinical_date

BACK = timedelta(minutes=5)
FORWARD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ClockAlarm:
    """What is wrong with the clock.

    Attributes:
        now: what it shows.
        seen: what it has shown before, or what it was compared with.
    """

    now: datetime
    seen: datetime

    @property
    def sentence(self) -> str:
        """What to tell the person, ending in a way out."""
        now, seen = _moment(self.now), _moment(self.seen.astimezone(self.now.tzinfo))
        if self.now < self.seen:
            return (
                f"The clock of this computer shows {now}, but something was saved "
                f"under {seen} already. Set the clock right before you record anything."
            )
        days = (self.now - self.seen).days
        return (
            f"The clock of this computer shows {now}, {days} days after the last time "
            f"that is known, {seen}. If that is not so, set the clock right before you "
            "record anything."
        )


def clock_alarm(now: datetime, seen: datetime | None) -> ClockAlarm | None:
    """Return an alarm if the clock went back, or far ahead.

    Args:
        now: aware; what the clock shows.
        seen: aware; the latest time known so far, None if none is.

    Source:
        reliability.md F12: more than 5 minutes back, more than 30 days forward.
    """
    if seen is None or -BACK <= now - seen <= FORWARD:
        return None
    return ClockAlarm(now, seen)


def _moment(at: datetime) -> str:
    return f"{clinical_date(at.date())} {at:%H:%M}"
