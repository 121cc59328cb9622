"""Capsules and infusions counted from the calendar: cycles, hand-outs, percentages."""

from typing import Any

from tests.reference.course import Course
from tests.reference.days import FOR_EVER, Calendar
from tests.reference.record import Case, Record

Json = dict[str, Any]


def percent(part: int | None, whole: int) -> str | None:
    """Return a percentage with one decimal, halves rounded up; None of nothing."""
    if part is None or not whole:
        return None
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


class Counts:
    """What the calendar of one case adds up to."""

    def __init__(
        self, case: Case, record: Record, course: Course, calendar: Calendar
    ) -> None:
        self.case, self.record = case, record
        self.course, self.calendar = course, calendar

    def supply(self) -> list[Json]:
        """Return one account for each hand-out, up to the next."""
        handed: dict[int, int] = {}
        for day, capsules in self.record.handed:
            handed[day] = handed.get(day, 0) + capsules
        days = sorted(handed)
        return [
            self._account(day, beyond, handed[day])
            for day, beyond in zip(days, [*days[1:], None], strict=False)
        ]

    def _account(self, day: int, beyond: int | None, handed: int) -> Json:
        last = beyond if beyond is not None else FOR_EVER
        first = min(row[0] for row in self.record.handed)
        own = [row for row in self.record.returned if row[0] == day == first]
        later = [row for row in self.record.returned if day < row[0] <= last]
        ends, until = self._period(day, beyond, [row[0] for row in later])
        back = own + later
        counted = later or (own and ends is not None and ends <= day)
        returned, lost = sum(row[1] for row in back), sum(row[2] for row in back)
        taken: int | None = handed - returned - lost
        if not counted or not all(row[3] for row in back) or (taken or 0) < 0:
            taken = None
        start = self.calendar.band_level()
        planned = start.capsules * (until - day) if start else 0
        expected = self.calendar.capsules(day, until)
        return {
            "from": day,
            "to": ends,
            "dispensed": handed,
            "expected": expected,
            "returned": returned,
            "lost": lost,
            "taken": taken,
            "compliance_percent": percent(taken, expected),
            "dose_intensity_percent": percent(taken, planned),
        }

    def _period(
        self, day: int, beyond: int | None, back: list[int]
    ) -> tuple[int | None, int]:
        """Return where a period ends, and the first day that it does not count."""
        stop = self.calendar.stop
        if beyond is not None:
            return beyond, beyond
        if stop < FOR_EVER:
            return stop, max(day, stop + 1)
        if back:
            return max(back), max(back)
        return None, max(day, self.record.as_of)

    def dispense(self, cycle: int | None) -> Json | None:
        """Return what to hand out in the current cycle, up to the next target."""
        if cycle is None or not any(
            line.level for line in self.calendar.lines.values()
        ):
            return None
        this, following = self.course.row(cycle), self.course.row(cycle + 1)
        spare = self.case.settings.spare_days
        first, target = this.effective, following.target
        total = self.calendar.capsules(first, target + spare)
        return {
            "from": first,
            "next_target": target,
            "to_target": self.calendar.capsules(first, target),
            "spare_days": spare,
            "total": total,
            "to_window_end": self.calendar.capsules(first, following.closes),
            "packs": -(-total // self.case.settings.pack_size),
        }

    def infusions(self) -> Json:
        """Return the infusions given, and how dense they were in time."""
        days = [row[2] for row in self.record.infusions if row[3] != "not given"]
        days += self._at_entry()
        if not days:
            return {"given": 0, "relative_intensity_percent": None}
        per_cycle = sum(1 for row in self.case.study.cycle_visits if row.infusion)
        length = self.case.study.cycle_length_days
        span = max(days) - min(days) + length // per_cycle
        dense = percent(len(days) * length, per_cycle * span)
        return {"given": len(days), "relative_intensity_percent": dense}

    def _at_entry(self) -> list[int]:
        """Return the day of entry on treatment, which had one unless told otherwise."""
        entry = self.case.document.participant.entry
        day = entry.day_1.toordinal() if entry else FOR_EVER
        told = {row[2] for row in self.record.infusions}
        return [day] if day <= self.record.as_of and day not in told else []
