"""The whole plan of a case by the reference, as plain data without its reasons."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from scheduler.core.study import Level
from tests.reference.course import Course, Row, add_months
from tests.reference.days import Calendar, Day
from tests.reference.ends import ends, first_of
from tests.reference.record import Case, read
from tests.reference.statuses import Around, days_outside, status
from tests.reference.supply import Counts
from tests.reference.unruled import Unruled
from tests.reference.visits import Others

Json = dict[str, Any]
DATED = frozenset({"from", "to", "next_target", "starts", "ends"})
YEAR = 365


def plan(case: Case) -> Json:
    """Return the plan of a case, in the shape of facts.md."""
    return _Plan(case).data()


class _Plan:
    def __init__(self, case: Case) -> None:
        self.case, self.record = case, read(case)
        self.end = ends(case, self.record)
        self.course = Course(case, self.record, self.end.treatment)
        self.calendar = Calendar(case, self.record, self.course, self.end)
        self.others = Others(case, self.record, self.course, self.end)
        self.unruled = Unruled(case, self.record, self.others)
        self.counts = Counts(case, self.record, self.course, self.calendar)

    def data(self) -> Json:
        current = self._current()
        return {
            "current": current,
            "dose": {"starting": self._starting(), "in_force": self._in_force()},
            "visits": self._visits(),
            "cycles": [dated(row) for row in self._cycles()],
            "dosing": [dated(row) for row in self._dosing()],
            "supply": [dated(row) for row in self.counts.supply()],
            "dispense": dated(self.counts.dispense(current["cycle"])),
            "infusions": self.counts.infusions(),
            "contraception_until": self._contraception(),
        }

    def _contraception(self) -> str | None:
        last, months = self.end.last_dose, self.case.settings.contraception_months
        return day(None if last is None else add_months(last, months))

    def _current(self) -> Json:
        as_of, first = self.record.as_of, self.course.first_day_1()
        phase = self._phase()
        number = self.course.cycle_on(as_of) if phase == "treatment" else 0
        begun = as_of - self.course.row(number).effective + 1 if number else None
        study_day = None if first is None else as_of - first + (as_of >= first)
        return {
            "cycle": number or None,
            "day": begun,
            "phase": phase,
            "study_day": study_day,
        }

    def _phase(self) -> str:
        as_of, ended = self.record.as_of, self.end.treatment
        visits = self.case.settings.safety_follow_up
        safe = max((visit.days + visit.after for visit in visits), default=0)
        entered = self.case.document.participant.entry is not None
        begun = as_of >= self.course.rows[0].effective
        table = (
            ("ended", self.end.left is not None),
            ("treatment" if entered else "screening", not begun),
            ("treatment", ended is None or as_of <= ended),
            ("safety follow-up", ended is not None and as_of <= ended + safe),
            ("survival follow-up", True),
        )
        return next(word for word, fits in table if fits)

    def _starting(self) -> Json | None:
        level = self.calendar.band_level()
        return _level(level) if level else None

    def _in_force(self) -> Json | None:
        asked = max(self.record.as_of, self._first_dose())
        line = self.calendar.lines.get(asked)
        if line is None or line.level is None:
            return None
        return _level(line.level) | {"since": day(line.since)}

    def _first_dose(self) -> int:
        days = (at for at, line in self.calendar.lines.items() if line.level)
        return min(days, default=0)

    def _visits(self) -> list[Json]:
        rows = [*self.course.shown, self.course.following]
        until = max(row.effective for row in rows) - 1
        if self.end.treatment is not None:
            until = max(until, self.record.as_of + YEAR)
        found = [
            (row, self._around(following, cancels))
            for row, following, cancels in self._pairs(until)
            if self._is_shown(row, until)
        ]
        found.sort(key=lambda pair: (pair[0].target, pair[0].visitnum))
        return [self._visit(row, around) for row, around in found]

    def _pairs(self, until: int) -> Iterator[tuple[Row, Row | None, int | None]]:
        """Yield each row, the next of its kind, and the last day for it."""
        ended = self.end.treatment
        for rows in (self.course.rows, *self.others.in_cycles()):
            yield from ((*pair, ended) for pair in with_next(rows))
        yield from ((*pair, ended) for pair in self.others.interim())
        for series, rows in self.others.on_anchors(until):
            events, needless = series.ends_with, self._is_there(series.until)
            left = self.end.left if events is None else first_of(self.record, events)
            for row, following in with_next(rows):
                if row.outcome or row.booked or not needless:
                    yield row, following, left
        alone = [*self.others.unscheduled(), *self.unruled.rows()]
        yield from ((row, None, None) for row in alone)

    def _is_there(self, anchor: str | None) -> bool:
        """Say whether the day of an anchor has come."""
        on = None if anchor is None else self.others.anchor(anchor)
        return on is not None and on <= self.record.as_of

    def _is_shown(self, row: Row, until: int) -> bool:
        """Say whether a row is asked for, and was not over untold before an entry."""
        if row.cycle and row.cycle > self.course.last:
            return False
        if not row.cycle and row.target > until:
            return False
        entry = self.case.document.participant.entry
        if entry is None or row.outcome:
            return True
        return max(row.closes, row.arranged) >= entry.day_1.toordinal()

    def _around(self, following: Row | None, cancels: int | None) -> Around:
        return Around(
            as_of=self.record.as_of,
            following=following,
            cancels=cancels,
            holds=self.calendar.infusion_holds(),
            infusion_ended=self.end.infusion,
        )

    def _visit(self, row: Row, around: Around) -> Json:
        word = status(row, around)
        return {
            "visit": row.name,
            "visitnum": row.visitnum,
            "cycle": row.cycle,
            "day": row.day,
            "target": day(row.target),
            "window": [day(row.opens), day(row.closes)],
            "booked": day(row.booked),
            "actual": day(row.actual),
            "outcome": row.outcome,
            "status": word,
            "days_outside": days_outside(row, word, self.record.as_of),
        }

    def _cycles(self) -> list[Json]:
        """Count the days of every cycle in the calendar, up to the last dose."""
        last = self.end.treatment
        found: dict[int, list[tuple[int, Day]]] = {}
        for number, line in self.calendar.lines.items():
            if last is None or number <= last:
                found.setdefault(line.cycle, []).append((number, line))
        shown = {row.cycle for row in self.course.shown}
        return [
            {
                "number": cycle,
                "starts": days[0][0],
                "ends": days[-1][0],
                "days": len(days),
                "doses": sum(line.dosing for _, line in days),
                "capsules": sum(
                    line.level.capsules
                    for _, line in days
                    if line.dosing and line.level
                ),
            }
            for cycle, days in sorted(found.items())
            if cycle in shown
        ]

    def _dosing(self) -> list[Json]:
        """Return the runs of days that begin alike, cut where nothing is ordered."""
        runs: list[list[int]] = []
        lines = self.calendar.lines
        for number, line in lines.items():
            if line.level is None:
                continue
            if line.begins or not runs or runs[-1][1] < number - 1:
                runs.append([number, number])
            runs[-1][1] = number
        last = max(lines)
        return [
            {"from": first, "to": None if to == last else to}
            | _level(lines[first].level)
            for first, to in runs
        ]


def _level(level: Level | None) -> Json:
    assert level
    return {
        "level": level.name,
        "mg": level.mg,
        "capsules": level.capsules,
        "every_days": level.every_days,
    }


def with_next(rows: list[Row]) -> list[tuple[Row, Row | None]]:
    """Return each row with the one that follows it."""
    return list(zip(rows, [*rows[1:], None], strict=False))


@cache
def day(number: int | None) -> str | None:
    """Return a day as files write it."""
    return None if number is None else date.fromordinal(number).isoformat()


def dated(row: Json | None) -> Json | None:
    """Return a row with the days under some keys written as dates."""
    if row is None:
        return None
    return {key: day(item) if key in DATED else item for key, item in row.items()}
