"""Who else has the open file open, and whether the clock can be right."""

from scheduler.store.clock_alarm import ClockAlarm, clock_alarm
from scheduler.store.presence import Neighbour, Presence

__all__ = ["ClockAlarm", "Neighbour", "Presence", "clock_alarm"]
