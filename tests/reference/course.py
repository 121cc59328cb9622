"""The table of Day 1s: one row a cycle, made by walking from the first to the last."""

import re
from dataclasses import dataclass
from datetime import date

from scheduler.core.settings import LateCycle, NextDay1
from tests.reference.record import Case, Record

AHEAD = 3


@dataclass(slots=True)
class Row:
    """One visit as the reference sees it; days are whole numbers.

    Attributes:
        said: what is said of it that did not happen, ``not done`` or ``missed``.
        passed: True for a Day 1 that a late infusion passed over.
        infusion: True if the infusion is given there.
    """

    name: str
    visitnum: float
    kind: str
    target: int
    opens: int
    closes: int
    cycle: int | None = None
    day: int | None = None
    booked: int | None = None
    actual: int | None = None
    outcome: str | None = None
    said: str | None = None
    passed: bool = False
    infusion: bool = False

    @property
    def arranged(self) -> int:
        """Return the actual day, else the booked, else the target."""
        if self.actual is not None:
            return self.actual
        return self.target if self.booked is None else self.booked

    @property
    def effective(self) -> int:
        """Return the day that the next counts from: of a cycle passed over, its own."""
        return self.target if self.passed else self.arranged


class Course:
    """The Day 1s of one case, walked as far as they are asked for.

    Args:
        ended: the last day of treatment, if it has ended.

    Attributes:
        rows: at least two more than are shown, and one more than are named.
        last: the last cycle shown.
        last_named: the last cycle of which any fact speaks, or 0.
        following: the row after the last one shown.
    """

    def __init__(self, case: Case, record: Record, ended: int | None) -> None:
        self.case, self.record, self.ended = case, record, ended
        self.length = case.study.cycle_length_days
        self.rule = case.settings.next_day_1
        self.rows: list[Row] = []
        self.entered: dict[int, int] = {}  # the cycle that a moved one was entered as
        self._waiting = [row for row in record.infusions if row[1] == 1]
        self._recorded = {row[0] for row in self._waiting}
        self.last_named = self._last_cycle_named()
        self._walk()
        self.last = self._last_shown()
        self.shown = [row for row in self.rows if (row.cycle or 0) <= self.last]
        self.following = self.rows[len(self.shown)]

    def _last_cycle_named(self) -> int:
        names = [*self.record.bookings, *self.record.visits]
        found = [int(m[1]) for name in names if (m := re.match(r"C(\d+)D", name))]
        return max([*found, *(row[0] for row in self.record.infusions)], default=0)

    def _walk(self) -> None:
        """Walk until nothing is named any more, and two rows beyond those shown."""
        number, target = self._first()
        while True:
            row = self._row(number, target)
            self.rows.append(row)
            if number > max(self.last_named, self._last_shown() + 1):
                break
            number, target = number + 1, self._next_target(row)

    def _first(self) -> tuple[int, int]:
        who = self.case.document.participant
        if who.entry:
            return who.entry.from_cycle, who.entry.day_1.toordinal()
        assert who.first_day_1
        return 1, who.first_day_1.toordinal()

    def _last_shown(self) -> int:
        """Return the last cycle that is shown, as far as is known by now."""
        if self.case.through is not None:
            return self.case.through
        day = self.record.as_of
        begun = self.cycle_on(day if self.ended is None else min(day, self.ended))
        return (begun or self._first()[0]) + AHEAD

    def cycle_on(self, day: int) -> int:
        """Return the last cycle that has begun by a day, else 0."""
        begun = [row.cycle or 0 for row in self.rows if row.effective <= day]
        return max(begun, default=0)

    def delay(self, day: int) -> int:
        """Return how far the cycle was moved that a day would lie in on time.

        Behind the last cycle walked nothing is known, so nothing more is moved.
        """
        begins, later = self.rows[0].effective, iter(self.rows[1:])
        row = self.rows[0]
        while begins + self.length <= day and (found := next(later, None)):
            row, begins = found, begins + self.length
        return row.effective - begins

    def row(self, cycle: int) -> Row:
        """Return Day 1 of a cycle."""
        return self.rows[cycle - (self.rows[0].cycle or 0)]

    def first_day_1(self) -> int | None:
        """Return Day 1 of cycle 1, or None if nobody knows it."""
        who, first = self.case.document.participant, self.rows[0]
        if who.entry is None:
            return first.target if first.actual is None else first.actual
        return who.first_day_1.toordinal() if who.first_day_1 else None

    def _row(self, number: int, target: int) -> Row:
        settings, name = self.case.settings, f"C{number}D1"
        row = Row(
            name=name,
            visitnum=number,
            kind="D1",
            cycle=number,
            day=1,
            target=target,
            opens=target - settings.day_1_before,
            closes=target + settings.day_1_after,
            booked=self.record.bookings.get(name),
            infusion=True,
        )
        self._fill(row, number)
        return row

    def _fill(self, row: Row, number: int) -> None:
        """Give a row what is recorded of it, or pass it over."""
        entry = self.case.document.participant.entry
        if entry and entry.from_cycle == number and row.target <= self.record.as_of:
            row.actual, row.outcome = row.target, "given"
        take_visit(row, self.record.visits.get(row.name))
        if not self._waiting or self._waiting[0][0] > number:
            return
        entered, _, on, outcome = self._waiting[0]
        if self._passes_over(row, number, on):
            row.passed, row.outcome, row.said, row.actual = (
                True,
                *["not done"] * 2,
                None,
            )
            return
        row.actual, row.outcome, row.said = on, outcome, None
        self.entered[number] = entered
        self._waiting.pop(0)

    def _passes_over(self, row: Row, number: int, on: int) -> bool:
        """Say whether an infusion of that day belongs to a later cycle.

        It never goes past a cycle of which something else is recorded.
        """
        if self.case.settings.late_cycle is LateCycle.KEEP:
            return False
        late = on - row.target >= self.length
        told = number + 1 in self._recorded or f"C{number + 1}D1" in self.record.visits
        return late and not told

    def _next_target(self, row: Row) -> int:
        first = self.rows[0]
        if self.rule is NextDay1.FIXED:
            start = first.target if first.actual is None else first.actual
            return start + ((row.cycle or 0) + 1 - (first.cycle or 0)) * self.length
        inside = row.opens <= row.effective <= row.closes
        if self.rule is NextDay1.ROLLING_IF_OUTSIDE and inside:
            counts = row is first and row.actual is not None
            return (row.effective if counts else row.target) + self.length
        return row.effective + self.length


def take_visit(row: Row, said: tuple[int, str] | None) -> None:
    """Give a row the record of its visit, if there is one."""
    if said is None:
        return
    on, row.outcome = said
    if row.outcome == "done":
        row.actual = on
    else:
        row.said = row.outcome


def add_months(day: int, months: int) -> int:
    """Return the same day so many months on, or the last day of that month."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    wanted = start.day
    while True:
        try:
            return date(year, month + 1, wanted).toordinal()
        except ValueError:
            wanted -= 1
