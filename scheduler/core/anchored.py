"""Visits that hang on an anchor of their own: imaging, follow-up, survival."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from operator import attrgetter

from scheduler.core.cycles import CourseFacts, Window
from scheduler.core.dates import clinical_date
from scheduler.core.facts import VisitOutcome
from scheduler.core.settings import CadenceStep, Recurring, Settings
from scheduler.core.study import Anchor, AnchoredVisit, Study
from scheduler.core.visits import (
    RECORDED,
    Circumstances,
    Following,
    Visit,
    Waiting,
    judge,
)

WEEK_DAYS = 7

Anchors = Mapping[Anchor, tuple[date, str]]


# One visit of a series: its number, days after its anchor, before and after that.
_Due = tuple[int, int, timedelta, timedelta]


def anchored_visits(
    study: Study,
    settings: Settings,
    anchors: Anchors,
    known: CourseFacts,
    around: Circumstances,
    *,
    shown: Window,
) -> Iterator[Visit]:
    """Place every visit that does not belong to a cycle, on the asked days.

    Args:
        study: for the rules of the visits.
        settings: for their schedules and windows.
        anchors: the date of each known anchor, and the words for it.
        known: what was recorded and booked, by visit.
        around: the day asked, and the end of everything.
        shown: the days asked for. Visits that were over before them are left out,
            unless more is known of them, and so are those with a later target.

    Yields:
        The visits, by rule and then by target. Visits whose anchor is not known
        yet are not there.
    """
    for rule in study.anchored_visits:
        found = anchors.get(_anchor(rule, settings))
        if found is None:
            continue
        series = _Series(rule, found, settings, known, around)
        yield from series.visits(shown)


def _anchor(rule: AnchoredVisit, settings: Settings) -> Anchor:
    return Anchor(getattr(settings, rule.anchor, rule.anchor))


class _Series:
    """The visits of one series, one after the other."""

    def __init__(
        self,
        rule: AnchoredVisit,
        anchor: tuple[date, str],
        settings: Settings,
        known: CourseFacts,
        around: Circumstances,
    ) -> None:
        self._rule, self._known, self._around = rule, known, around
        self._schedule = _schedule(rule, settings)
        self._day, words = anchor
        self._words = f"{words} on {clinical_date(self._day)} + "
        self._head, _, rest = rule.name.partition("{")
        self._unit, _, self._tail = rest.partition("}")

    def visits(self, shown: Window) -> Iterator[Visit]:
        """Yield the visits that are not over before some days, nor planned after."""
        due = next(self._schedule, None)
        while due is not None:
            number, days, before, after = due
            target = self._day + timedelta(days)
            if target > shown.closes:
                return
            due = next(self._schedule, None)
            closes = target + after
            if closes >= shown.opens or self._is_known(number):
                window = Window(target - before, closes)
                yield self._visit(number, target, window, due)

    def _visit(
        self, number: int, target: date, window: Window, due: _Due | None
    ) -> Visit:
        name = self._name(number)
        known, rule, unit = self._known, self._rule, self._unit
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
            rule.visitnum_base + number,
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
            why=f"{self._words}{number} {unit if number > 1 else unit[:-1]}",
        )

    def _following(self, due: _Due | None) -> Following | None:
        if due is None:
            return None
        number, days, before, _ = due
        opens = self._day + timedelta(days) - before
        return Following(opens, self._name(number) in self._known.visits)

    def _name(self, number: int) -> str:
        return f"{self._head}{number}{self._tail}"

    def _is_known(self, number: int) -> bool:
        name = self._name(number)
        return name in self._known.visits or name in self._known.bookings


def _schedule(rule: AnchoredVisit, settings: Settings) -> Iterator[_Due]:
    schedule = getattr(settings, rule.schedule)
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
