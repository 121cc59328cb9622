"""Visits of every cycle, and those that no rule planned, as rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scheduler.core.course_facts import CourseFacts
from scheduler.core.cycles import CycleCourse, Day1, Window
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import UnscheduledVisit, VisitOutcome
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.core.visit_rules import CycleVisit, InterimVisits
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
    for rule in study.cycle_visits:
        series = _Series(rule, course, known, around)
        for cycle in cycles:
            yield series.visit(cycle)


def interim_visits(
    study: Study,
    course: CycleCourse,
    known: CourseFacts,
    around: Circumstances,
    cycles: range,
) -> Iterator[Visit]:
    """Place the visits between Day 1s that the settings turn on, such as ``C1D8``.

    Each hangs on the effective Day 1 of its cycle. It is missed when the next one
    of its cycle has begun, or the next Day 1.

    Yields:
        The visits, by cycle and day.
    """
    for cycle, days in _interim_days(course.settings, cycles).items():
        for day, following in zip(days, [*days[1:], None], strict=True):
            rule = _interim_rule(study.interim_visits, day)
            yield _Interim(rule, course, known, around, following).visit(cycle)


def _interim_days(settings: Settings, cycles: range) -> dict[int, list[int]]:
    """Return the days of each asked cycle that has visits between its Day 1s."""
    found: dict[int, list[int]] = {}
    for code in settings.interim_visits:
        cycle, _, day = code[1:].partition("D")
        if int(cycle) in cycles:
            found.setdefault(int(cycle), []).append(int(day))
    return {cycle: sorted(days) for cycle, days in sorted(found.items())}


def _interim_rule(rule: InterimVisits, day: int) -> CycleVisit:
    return CycleVisit(
        label=f"D{day}",
        offset_days=day - 1,
        before=rule.before,
        after=rule.after,
        infusion=False,
        dispense=False,
        visitnum_base=rule.visitnum(0, day),
        provenance=rule.provenance,
    )


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
    ) -> None:
        settings = course.settings
        self._day_1, self._entered_as = course.day_1, course.entered_as
        self._known, self._around = known, around
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
        entered = self._entered_as(cycle)
        if entered is None:
            return None, VisitOutcome.NOT_DONE
        infusion = self._known.infusions.get((entered, self._day))
        if self._infusion and infusion:
            return infusion.on, infusion.outcome
        known = self._known.visits
        if record := known.get(name) or known.get(f"C{entered}{self._label}"):
            done = record.outcome is VisitOutcome.DONE
            return record.on if done else None, record.outcome
        return None, None


class _Interim(_Series):
    """One visit between two Day 1s, and what begins after it."""

    def __init__(
        self,
        rule: CycleVisit,
        course: CycleCourse,
        known: CourseFacts,
        around: Circumstances,
        following: int | None,
    ) -> None:
        super().__init__(rule, course, known, around)
        self._then, self._window = following, course.window

    def _following(self, cycle: int) -> Following:
        """Return the next visit of the cycle, or Day 1 of the one after it."""
        if self._then is None:
            day_1 = self._day_1(cycle)
            return Following(self._window(day_1).opens, day_1.outcome is not None)
        begins = self._day_1(cycle - 1).effective
        opens = begins + timedelta(days=self._then - 1) - self._before
        return Following(opens, f"C{cycle - 1}D{self._then}" in self._known.visits)


def _days(bound: int | str, settings: Settings) -> int:
    return bound if isinstance(bound, int) else int(getattr(settings, bound))
