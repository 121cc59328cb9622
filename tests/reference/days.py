"""The calendar: one line a day, walked from the first day of treatment."""

from typing import NamedTuple

from scheduler.core.settings import EveryOtherDay
from scheduler.core.study import Level
from tests.reference.course import Course
from tests.reference.ends import Ends
from tests.reference.record import Case, Record

FOR_EVER = 10**9
Decision = tuple[int, str, str | None]


class Day(NamedTuple):
    """One day of the capsules.

    Attributes:
        cycle: the last cycle begun.
        level: ordered on this day, or None: before, held, stopped or ended.
        dosing: True if capsules are to be taken.
        begins: True if a run of equal days begins here.
        since: the day from which the level has been in force.
    """

    cycle: int
    level: Level | None
    dosing: bool
    begins: bool
    since: int


class Calendar:
    """The days of one case, from Day 1 to where nothing changes any more."""

    def __init__(self, case: Case, record: Record, course: Course, end: Ends) -> None:
        self.case, self.record, self.course = case, record, course
        self.start = course.rows[0].effective
        self.stop = FOR_EVER if end.capsules is None else end.capsules
        self._decisions = self._that_count()
        self._holds = self._held_spans()
        self._restarts = self._restarting_days()
        self.first_level = self._first_level()
        self.lines = self._lines()

    def capsules(self, first: int, beyond: int) -> int:
        """Return the capsules ordered from a day up to, not with, another."""
        return sum(
            line.level.capsules
            for day in range(first, beyond)
            if (line := self.lines.get(day)) and line.dosing and line.level
        )

    def _that_count(self) -> list[Decision]:
        """Return the decisions; those before an entry are in its level already."""
        entry = self.case.document.participant.entry
        since = entry.day_1.toordinal() if entry else 0
        return [row for row in self.record.decisions if row[0] >= since]

    def _held_spans(self) -> list[tuple[int, int]]:
        """Return when the capsules are held; a decision to resume ends it sooner.

        Held together, the hold of one drug is the hold of the other.
        """
        holds = self.record.holds
        spans = list(holds.get(self.case.study.capsules.key, ()))
        if self.case.settings.drugs_held_together:
            spans += holds.get(self.case.study.infusion.key, ())
        return [(first, self._held_until(first, last)) for first, last in spans]

    def infusion_holds(self) -> list[tuple[int, int]]:
        """Return when the infusion is withheld; alone, only its own last day counts."""
        if self.case.settings.drugs_held_together:
            return self._holds
        own = self.record.holds.get(self.case.study.infusion.key, ())
        return [(first, FOR_EVER if last is None else last) for first, last in own]

    def _held_until(self, first: int, last: int | None) -> int:
        resumed = [
            starts - 1
            for starts, action, _ in self.record.decisions
            if action in ("resume same", "resume reduced") and starts > first
        ]
        return min([FOR_EVER if last is None else last, *resumed])

    def _restarting_days(self) -> set[int]:
        """Return the Day 1s on which every other day is counted anew."""
        if self.case.settings.every_other_day is EveryOtherDay.CONTINUE:
            return set()
        last = self.course.cycle_on(self.course.following.effective)
        rows = self.course.rows
        return {row.effective for row in rows if (row.cycle or 0) <= last}

    def _last_line(self) -> int:
        """Return a day after which no line of the calendar changes."""
        rows = [row.effective for row in self.course.rows]
        held = [last for _, last in self._holds if last < FOR_EVER]
        decided = [starts for starts, _, _ in self._decisions]
        asked = [self.record.as_of, *(day for day, _ in self.record.handed)]
        return max([*rows, *held, *decided, *asked]) + 30

    def _lines(self) -> dict[int, Day]:
        """Walk the days: level, hold, and whether it is a dosing day."""
        found: dict[int, Day] = {}
        begun, last = self._days_that_begin_a_cycle(), self._last_line()
        held = self._held_days(last)
        known, stopped, since, counted_from = self.first_level, False, 0, 0
        cycle, waiting = 0, list(self._decisions)
        for day in range(min([self.start, *begun]), last + 1):
            cycle = max(cycle, begun.get(day, 0))
            if day < self.start:
                found[day] = Day(cycle, None, False, False, 0)
                continue
            decided = day == self.start
            while waiting and waiting[0][0] <= day:
                before = known, stopped
                known, stopped = self._decided(waiting.pop(0), known)
                ends_hold = day - 1 in held and day not in held
                decided |= ends_hold or before != (known, stopped)
            since = day if decided else since
            level = None if stopped or day in held or day > self.stop else known
            begins = decided or day - 1 in held or self._restarts_on(day, level)
            counted_from = day if begins else counted_from
            takes = level is not None and not (day - counted_from) % level.every_days
            found[day] = Day(cycle, level, takes, begins, since)
        return found

    def _held_days(self, until: int) -> set[int]:
        """Return every single day on which the capsules are held."""
        return {
            day
            for first, last in self._holds
            for day in range(first, min(last, until) + 1)
        }

    def _restarts_on(self, day: int, level: Level | None) -> bool:
        return level is not None and level.every_days > 1 and day in self._restarts

    def _days_that_begin_a_cycle(self) -> dict[int, int]:
        """Return the highest cycle that begins on each Day 1."""
        return {row.effective: row.cycle or 0 for row in self.course.rows}

    def _decided(
        self, decision: Decision, level: Level | None
    ) -> tuple[Level | None, bool]:
        """Return the level after a decision, and whether it is a stop."""
        _, action, to = decision
        if level is None or action == "discontinue":
            return level, True
        return (self._named(to) if to else level), False

    def _named(self, name: str) -> Level:
        ladder = self.case.study.capsules.ladder
        return next(level for level in ladder if level.name == name)

    def _first_level(self) -> Level | None:
        entry = self.case.document.participant.entry
        return self._named(entry.level) if entry else self.band_level()

    def band_level(self) -> Level | None:
        """Return the level that the baseline weight begins with."""
        grams = self.record.baseline
        for band in self.case.study.capsules.bands if grams is not None else ():
            low, high = band.from_grams or 0, band.below_grams or FOR_EVER
            if low <= grams < high:
                return band.level
        return None
