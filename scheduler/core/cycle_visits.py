"""Visits of every cycle, and those that no rule planned, as rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scheduler.core.cycles import CourseFacts, CycleCourse, Day1, Window
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import UnscheduledVisit, VisitOutcome
from scheduler.core.settings import Settings
from scheduler.core.study import CycleVisit, Study
from scheduler.core.visits import (
    RECORDED,
    Circumstances,
    Following,
    Visit,
    Waiting,
    judge,
)

UNSCHEDULED = "unscheduled"


def cycle_visits(
    study: Study,
    course: CycleCourse,
    known: CourseFacts,
    around: Circumstances,
    cycles: range,
) -> Iterator[Visit]:
    """Place every visit of the asked cycles on the calendar.

    Args:
        study: for the visits that every cycle has.
        course: the Day 1s.
        known: what was recorded and booked, by visit.
        around: the day asked, holds, and the ends of the drugs.
        cycles: the numbers of the cycles asked for, in a row.

    Yields:
        The visits, by rule and then by cycle.
    """
    settings = course.settings
    for rule in study.cycle_visits:
        series = _Series(rule, course, known, around, settings)
        for cycle in cycles:
            yield series.visit(cycle)


def unscheduled_visits(
    found: Iterable[UnscheduledVisit], course: CycleCourse
) -> Iterator[Visit]:
    """Give every visit that no rule planned a number behind the last Day 1.

    Source:
        facts.md, Rows; domain.md G60.
    """
    counted = Counter[int]()
    for fact in sorted(found, key=lambda fact: (fact.on, fact.reason)):
        cycle = course.cycle_on(fact.on) or 0
        counted[cycle] += 1
        number = round(cycle + counted[cycle] / 100, 2)
        after = f", after C{cycle}D1" if cycle else ""
        yield Visit(
            visit=f"{UNSCHEDULED} {number:.2f}",
            visitnum=number,
            kind=UNSCHEDULED,
            cycle=None,
            day=None,
            target=fact.on,
            window=Window(fact.on, fact.on),
            booked=None,
            booked_at=None,
            actual=fact.on,
            outcome=VisitOutcome.DONE,
            infusion=False,
            dispense=False,
            why=f"unscheduled on {clinical_date(fact.on)}{after}: {fact.reason}",
            status=RECORDED,
            days_outside=0,
        )


class _Series:
    """One visit of every cycle, cycle after cycle."""

    def __init__(
        self,
        rule: CycleVisit,
        course: CycleCourse,
        known: CourseFacts,
        around: Circumstances,
        settings: Settings,
    ) -> None:
        self._day_1, self._known, self._around = course.day_1, known, around
        self._label, self._day, self._base = rule.label, rule.day, rule.visitnum_base
        self._offset, self._infusion = rule.offset_days, rule.infusion
        infusion_ended = around.infusion_ended or date.max
        capsules_ended = around.capsules_ended or date.max
        self._infusion_until = infusion_ended if rule.infusion else date.min
        self._dispense_until = capsules_ended if rule.dispense else date.min
        self._before = timedelta(days=_days(rule.before, settings))
        self._after = timedelta(days=_days(rule.after, settings))

    def visit(self, cycle: int) -> Visit:
        """Place the visit of one cycle, and say where it stands."""
        name = f"C{cycle}{self._label}"
        target, actual, outcome, why = self._what(cycle, name)
        booking = self._known.bookings.get(name)
        booked = booking.on if booking else None
        window = Window(target - self._before, target + self._after)
        expected = actual or booked or target
        infusion = expected <= self._infusion_until
        if actual:
            status, outside = RECORDED, window.days_outside(actual)
        else:
            waiting = Waiting(expected, window, booked, outcome, infusion)
            status, outside = judge(waiting, self._following(cycle + 1), self._around)
        return Visit(
            name,
            self._base + cycle,
            self._label,
            cycle,
            self._day,
            target,
            window,
            booked,
            booking.at if booking else None,
            actual,
            outcome,
            status,
            outside,
            infusion,
            expected <= self._dispense_until,
            why,
        )

    def _following(self, cycle: int) -> Following:
        target, _, outcome, _ = self._what(cycle, f"C{cycle}{self._label}")
        return Following(target - self._before, outcome is not None)

    def _what(self, cycle: int, name: str) -> tuple[date, date | None, str | None, str]:
        """Return the target, the actual date, the outcome, and the rule in words."""
        day_1 = self._day_1(cycle)
        if self._offset == 0:
            return day_1.target, day_1.actual, day_1.outcome, day_1.why
        target, why = self._beside(day_1)
        return target, *self._happened(cycle, name), why

    def _beside(self, day_1: Day1) -> tuple[date, str]:
        offset = self._offset
        side = "+" if offset > 0 else "-"
        why = (
            f"C{day_1.cycle}D1 {day_1.basis} "
            f"{clinical_date(day_1.effective)} {side} {days_text(abs(offset))}"
        )
        return day_1.effective + timedelta(days=offset), why

    def _happened(self, cycle: int, name: str) -> tuple[date | None, str | None]:
        infusion = self._known.infusions.get((cycle, self._day))
        if self._infusion and infusion:
            return infusion.on, infusion.outcome
        if record := self._known.visits.get(name):
            done = record.outcome is VisitOutcome.DONE
            return record.on if done else None, record.outcome
        return None, None


def _days(bound: int | str, settings: Settings) -> int:
    return bound if isinstance(bound, int) else int(getattr(settings, bound))
