"""Visits that hang on an anchor of their own: imaging, follow-up, survival."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count, takewhile
from operator import attrgetter
from typing import Any, NamedTuple

from scheduler.core.course_facts import CourseFacts
from scheduler.core.cycles import LAST_CYCLE, CycleCourse, Window
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import VisitOutcome
from scheduler.core.settings import CadenceStep, Recurring, Settings
from scheduler.core.study import Study
from scheduler.core.visit_rules import Anchor, AnchoredVisit
from scheduler.core.visits import (
    RECORDED,
    Circumstances,
    Following,
    Visit,
    Waiting,
    judge,
)

WEEK_DAYS = 7
_ONE_DAY = timedelta(days=1)

Anchors = Mapping[Anchor, tuple[date, str]]
Around = Callable[[AnchoredVisit], Circumstances]


# One visit of a series: its number, days after its anchor, before and after that.
_Due = tuple[int, int, timedelta, timedelta]


class _Moved(NamedTuple):
    """The delay that a visit shares, and the cycle whose Day 1 was moved by it."""

    cycle: int
    delay: timedelta


_NONE = _Moved(0, timedelta(0))


def anchored_visits(
    study: Study,
    course: CycleCourse,
    anchors: Anchors,
    known: CourseFacts,
    around: Around,
    *,
    shown: Window,
) -> Iterator[Visit]:
    """Place every visit that does not belong to a cycle, on the asked days.

    Args:
        study: for the rules of the visits.
        course: for the settings, and the delays that some visits move with.
        anchors: the date of each known anchor, and the words for it.
        known: what was recorded and booked, by visit.
        around: the day asked, and the end of a series, by its rule.
        shown: the days asked for. Visits that were over before them are left out,
            unless more is known of them, and so are those with a later target.

    Yields:
        The visits, by rule and then by target. Visits whose anchor is not known
        yet are not there.
    """
    for rule in study.anchored_visits:
        found = anchors.get(_anchor(rule, course.settings))
        if found is not None:
            series = _Series(rule, found, course, known, around(rule))
            yield from series.visits(shown, needed=_is_needed(rule, anchors, series))


def _anchor(rule: AnchoredVisit, settings: Settings) -> Anchor:
    return Anchor(getattr(settings, rule.anchor, rule.anchor))


def series_number(
    rule: AnchoredVisit, name: str
) -> tuple[int, Callable[[Settings, Anchors], bool]] | None:
    """Return the visit number of a name in a series, and what says if it is planned.

    None for a name of another series.
    """
    head, _, rest = rule.name.partition("{")
    tail = rest.partition("}")[2]
    text = name.removeprefix(head).removesuffix(tail)
    whole = f"{head}{text}{tail}" if text.isdecimal() else ""
    if name != (whole if rule.numbered else rule.name):
        return None
    number = int(text) if rule.numbered else 0

    def is_planned(settings: Settings, anchors: Anchors) -> bool:
        if anchors.get(_anchor(rule, settings)) is None:
            return False
        ahead = takewhile(lambda due: due[0] <= number, _schedule(rule, settings))
        return not rule.numbered or any(due[0] == number for due in ahead)

    return rule.visitnum_base + number, is_planned


def _is_needed(rule: AnchoredVisit, anchors: Anchors, series: "_Series") -> bool:
    """Say whether a series still asks for visits of which nothing is known."""
    found = anchors.get(rule.until) if rule.until else None
    return found is None or found[0] > series.as_of


class _Series:
    """The visits of one series, one after the other."""

    def __init__(
        self,
        rule: AnchoredVisit,
        anchor: tuple[date, str],
        course: CycleCourse,
        known: CourseFacts,
        around: Circumstances,
    ) -> None:
        self._rule, self._known, self._around = rule, known, around
        self._schedule = _schedule(rule, course.settings)
        self._course = course if _moves(rule, course.settings) else None
        self._day, words = anchor
        self._words = f"{words} {clinical_date(self._day)}"
        self._head, _, rest = rule.name.partition("{")
        self._unit, _, self._tail = rest.partition("}")

    @property
    def as_of(self) -> date:
        """The day asked."""
        return self._around.as_of

    def visits(self, shown: Window, *, needed: bool) -> Iterator[Visit]:
        """Yield the visits that are not over before some days, nor planned after."""
        due = next(self._schedule, None)
        while due is not None:
            number, days, before, after = due
            target, moved = self._target(number, days)
            due = next(self._schedule, None)
            if target > shown.closes:
                if self._is_past(target - moved.delay, shown.closes):
                    return
                continue
            closes, name = target + after, self._name(number)
            asked = closes >= shown.opens or self._is_last_yet(due)
            if (needed and asked) or self._is_known(name):
                window = Window(target - before, closes)
                yield self._visit(name, (number, days, moved), target, window, due)

    def _target(self, number: int, days: int) -> tuple[date, _Moved]:
        """Return a target, and how much of it is the delay of a cycle."""
        on_time = self._day + timedelta(days)
        if self._course is None:
            return on_time, _NONE
        moved = self._moved(self._course, number, on_time)
        return on_time + moved.delay, moved

    def _moved(self, course: CycleCourse, number: int, on_time: date) -> _Moved:
        """Return the delay of the cycle that a visit would lie in on time.

        A visit that was done stays where it was: of the cycles that began after it,
        none moves it any more.

        Source:
            product.md, decision 5: what is done never moves.
        """
        record = self._known.visits.get(self._name(number))
        if record and record.outcome is VisitOutcome.DONE:
            first = course.first.effective
            while on_time > first and course.on_time(on_time) > record.on:
                on_time -= _ONE_DAY
        return _Moved(course.cycle_on_time(on_time), course.delay(on_time))

    def _is_past(self, on_time: date, last: date) -> bool:
        """Say whether no later visit of the series can come before a day.

        A target that moves lies in the cycle that it would have lain in anyway, and
        a cycle may have been put off behind later ones.
        """
        course = self._course
        if course is None:
            return True
        cycle = course.cycle_on_time(on_time)
        # No cycle follows the last one, so what lies behind it moves alike.
        return cycle == LAST_CYCLE or cycle > (course.cycle_on(last) or 0)

    def _visit(
        self,
        name: str,
        what: tuple[int, int, _Moved],
        target: date,
        window: Window,
        due: _Due | None,
    ) -> Visit:
        number, days, moved = what
        known, rule = self._known, self._rule
        record, booking = known.visits.get(name), known.bookings.get(name)
        booked, actual = booking.on if booking else None, None
        outcome = record.outcome if record else None
        if record and outcome is VisitOutcome.DONE:
            actual = record.on
            status, outside = RECORDED, window.days_outside(actual)
        else:
            waiting = Waiting(booked or target, window, booked, outcome, False)
            status, outside = judge(waiting, self._following(due), self._around)
        return Visit(
            name,
            rule.visitnum_base + (number if self._unit else 0),
            rule.kind,
            None,
            None,
            target,
            window,
            booked,
            booking.at if booking else None,
            actual,
            outcome,
            status,
            outside,
            infusion=False,
            dispense=False,
            why=self._why(number, days, moved),
        )

    def _why(self, number: int, days: int, moved: _Moved) -> str:
        if self._unit:
            unit = self._unit if number > 1 else self._unit[:-1]
            said = f"{self._words} + {number} {unit}"
        else:
            said = self._words + _signed(days)
        delay = _signed(moved.delay.days)
        return said + (f",{delay} as C{moved.cycle}D1 moved" if delay else "")

    def _following(self, due: _Due | None) -> Following | None:
        if due is None:
            return None
        number, days, before, _ = due
        opens = self._target(number, days)[0] - before
        return Following(opens, self._name(number) in self._known.visits)

    def _name(self, number: int) -> str:
        return f"{self._head}{number}{self._tail}" if self._unit else self._head

    def _is_last_yet(self, due: _Due | None) -> bool:
        """Say whether the visit after one has not begun, so that it is waited for."""
        following = self._following(due)
        return following is None or following.opens > self.as_of

    def _is_known(self, name: str) -> bool:
        return name in self._known.visits or name in self._known.bookings


def _signed(days: int) -> str:
    """Write days that are added or taken away; nothing for none."""
    side = "+" if days > 0 else "-"
    return f" {side} {days_text(abs(days))}" if days else ""


def _moves(rule: AnchoredVisit, settings: Settings) -> bool:
    return rule.moves is not None and bool(getattr(settings, rule.moves))


def _schedule(rule: AnchoredVisit, settings: Settings) -> Iterator[_Due]:
    schedule: Any = rule.schedule
    if isinstance(schedule, str):
        schedule = getattr(settings, schedule)
    if isinstance(schedule, Recurring):
        before, after = timedelta(schedule.before), timedelta(schedule.after)
        calls = count(schedule.every_weeks, schedule.every_weeks)
        return ((week, WEEK_DAYS * week, before, after) for week in calls)
    if rule.window is None:  # only a cadence has its days in another setting
        return (
            (visit.days, visit.days, timedelta(visit.before), timedelta(visit.after))
            for visit in sorted(schedule, key=attrgetter("days"))
        )
    margin, weeks = timedelta(getattr(settings, rule.window)), _cadence_weeks(schedule)
    return ((week, WEEK_DAYS * week, margin, margin) for week in weeks)


def _cadence_weeks(steps: tuple[CadenceStep, ...]) -> Iterator[int]:
    """Yield the weeks of a changing cadence, each step going on from the last.

    >>> steps = (CadenceStep(every_weeks=6, until_week=12),
    ...          CadenceStep(every_weeks=9, until_week=None))
    >>> found = _cadence_weeks(steps)
    >>> [next(found) for _ in range(4)]
    [6, 12, 21, 30]
    """
    week = 0
    for step in steps[:-1]:
        while week + step.every_weeks <= (step.until_week or 0):
            week += step.every_weeks
            yield week
    every = steps[-1].every_weeks  # the last step goes on for ever
    yield from count(week + every, every)
