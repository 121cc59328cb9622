"""Every row that is not a Day 1: in cycles, on anchors, and unscheduled."""

from collections.abc import Iterator
from itertools import count

from scheduler.core.settings import CadenceStep, FollowUp, Recurring
from scheduler.core.visit_rules import AnchoredVisit, CycleVisit
from tests.reference.course import Course, Row, take_visit
from tests.reference.ends import Ends
from tests.reference.record import Case, Record

FAR = 400  # days by which a visit that moves may come before its time

Due = tuple[int, int, int, int]


class Others:
    """The other rows of one case, each list in the order of their targets."""

    def __init__(self, case: Case, record: Record, course: Course, end: Ends) -> None:
        self.case, self.record, self.course, self.end = case, record, course, end
        self.settings = case.settings

    def in_cycles(self) -> list[list[Row]]:
        """Return the visits of every cycle other than Day 1, by their kind."""
        return [
            [self._in_cycle(visit, day_1) for day_1 in self.course.rows]
            for visit in self.case.study.cycle_visits
            if visit.offset_days
        ]

    def interim(self) -> list[tuple[Row, Row]]:
        """Return the visits between Day 1s, each with what follows in its cycle.

        After the last of a cycle that is the next Day 1.
        """
        days = [name[1:].split("D") for name in self.settings.interim_visits]
        wanted = sorted((int(cycle), int(day)) for cycle, day in days)
        rows = {row.cycle: row for row in self.course.rows}
        found = [
            self._between(rows[row[0]], row[1]) for row in wanted if row[0] in rows
        ]
        pairs = zip(found, [*found[1:], None], strict=False)
        return [
            (row, following)
            if following and following.cycle == row.cycle
            else (row, rows.get((row.cycle or 0) + 1, row))
            for row, following in pairs
        ]

    def _between(self, day_1: Row, day: int) -> Row:
        rule, cycle = self.case.study.interim_visits, day_1.cycle or 0
        name, target = f"C{cycle}D{day}", day_1.effective + day - 1
        row = Row(
            name=name,
            visitnum=rule.visitnum_base + 1000 * day + cycle,
            kind=f"D{day}",
            cycle=cycle,
            day=day,
            target=target,
            opens=target - rule.before,
            closes=target + rule.after,
            booked=self.record.bookings.get(name),
        )
        self._take(row, day_1, row.kind)
        return row

    def _take(self, row: Row, day_1: Row, label: str) -> None:
        """Give a row what is recorded of it, by the cycle that it was entered as.

        All of a cycle that was passed over did not take place.
        """
        if day_1.passed:
            row.said = row.outcome = "not done"
            return
        entered = self.course.entered.get(day_1.cycle or 0, day_1.cycle)
        visits = self.record.visits
        take_visit(row, visits.get(row.name) or visits.get(f"C{entered}{label}"))
        for cycle, day, on, outcome in self.record.infusions:
            if row.infusion and (cycle, day) == (entered, row.day):
                row.actual, row.outcome, row.said = on, outcome, None

    def _in_cycle(self, visit: CycleVisit, day_1: Row) -> Row:
        target = day_1.effective + visit.offset_days
        name = f"C{day_1.cycle}{visit.label}"
        row = Row(
            name=name,
            visitnum=visit.visitnum_base + day_1.cycle,
            kind=visit.label,
            cycle=day_1.cycle,
            day=visit.day,
            target=target,
            opens=target - self._days(visit.before),
            closes=target + self._days(visit.after),
            booked=self.record.bookings.get(name),
            infusion=visit.infusion,
        )
        self._take(row, day_1, visit.label)
        return row

    def _days(self, window: int | str) -> int:
        if isinstance(window, int):
            return window
        found = getattr(self.settings, window)
        assert isinstance(found, int)
        return found

    def on_anchors(self, until: int) -> list[tuple[AnchoredVisit, list[Row]]]:
        """Return the rows of every series up to that day, and the one that follows."""
        return [
            (series, self._series(series, until))
            for series in self.case.study.anchored_visits
        ]

    def _series(self, series: AnchoredVisit, until: int) -> list[Row]:
        anchor = self.anchor(series.anchor)
        if anchor is None:
            return []
        found: list[Row] = []
        moves = series.moves is not None and getattr(self.settings, series.moves)
        for number, offset, before, after in self._spans(series):
            on_time = anchor + offset
            name = series.name.format(weeks=number, days=number)
            target = on_time + (self._delay(name, on_time) if moves else 0)
            found.append(self._anchored(series, number, target, (before, after)))
            if on_time > until + (FAR if moves else 0):
                break
        return found

    def _delay(self, name: str, on_time: int) -> int:
        """Return the delay of a visit; once it is done, later cycles add nothing."""
        on, outcome = self.record.visits.get(name, (0, ""))
        if outcome != "done":
            return self.course.delay(on_time)
        first = self.course.rows[0]
        begun = self.course.cycle_on(on) - (first.cycle or 0)
        latest = first.effective + max(begun, 0) * self.case.study.cycle_length_days
        return self.course.delay(min(on_time, latest))

    def numbers(self, series: AnchoredVisit, most: int) -> Iterator[int]:
        """Yield the number of each visit of a series, none above ``most``."""
        for number, *_ in self._spans(series):
            if number > most:
                return
            yield number

    def _spans(self, series: AnchoredVisit) -> Iterator[Due]:
        """Yield the number of each visit, its day, and its window either side."""
        schedule = series.schedule
        if isinstance(schedule, str):
            schedule = getattr(self.settings, schedule)
        if isinstance(schedule, Recurring):
            for week in count(schedule.every_weeks, schedule.every_weeks):
                yield week, 7 * week, schedule.before, schedule.after
        elif isinstance(schedule[0], FollowUp):
            for visit in schedule:
                yield visit.days, visit.days, visit.before, visit.after
        else:
            window = self._days(series.window or 0)
            for week in _weeks(schedule):
                yield week, 7 * week, window, window

    def _anchored(
        self, series: AnchoredVisit, number: int, target: int, window: tuple[int, int]
    ) -> Row:
        name = series.name.format(weeks=number, days=number)
        row = Row(
            name=name,
            visitnum=series.visitnum_base + (number if name != series.name else 0),
            kind=series.kind,
            target=target,
            opens=target - window[0],
            closes=target + window[1],
            booked=self.record.bookings.get(name),
        )
        take_visit(row, self.record.visits.get(name))
        return row

    def anchor(self, name: str) -> int | None:
        """Return the day that a series counts from, if it is known."""
        who = self.case.document.participant
        on, outcome = self.record.visits.get("end of treatment", (0, ""))
        days = {
            "consent": who.consented and who.consented.toordinal(),
            "randomization": who.randomized and who.randomized.toordinal(),
            "first day 1": self.course.first_day_1(),
            "last infusion": self.end.infusion,
            "last capsules": self.end.capsules,
            "last dose": self.end.last_dose,
            "end of treatment": on if outcome == "done" else self.end.last_dose,
            "progression": self.record.events.get("progression"),
        }
        return days[str(getattr(self.settings, name, name))]

    def unscheduled(self) -> list[Row]:
        """Return the unscheduled visits, numbered after the Day 1 before them."""
        found: list[Row] = []
        counts: dict[int, int] = {}
        for day in self.record.unscheduled:
            cycle = self.course.cycle_on(day)
            counts[cycle] = counts.get(cycle, 0) + 1
            number = f"{cycle}.{counts[cycle]:02d}"
            name = f"unscheduled {number}"
            row = Row(name, float(number), "unscheduled", day, day, day)
            row.actual, row.outcome = day, "done"
            found.append(row)
        return found


def _weeks(steps: tuple[CadenceStep, ...]) -> Iterator[int]:
    """Yield the weeks of imaging, week after week: is a visit due in it?"""
    due, at = 0, 0
    for week in count(1):
        while (last := steps[at].until_week) and due + steps[at].every_weeks > last:
            at += 1
        if week == due + steps[at].every_weeks:
            due = week
            yield week
