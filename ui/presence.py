"""Who else has the open file open, and whether clock and file are as they must be."""

from scheduler.store.clock_alarm import ClockAlarm, clock_alarm
from scheduler.store.places import is_writable
from scheduler.store.presence import Neighbour, Presence

__all__ = ["ClockAlarm", "Neighbour", "Presence", "clock_alarm", "is_writable"]
