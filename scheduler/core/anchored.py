"""Visits that hang on an anchor of their own: imaging, follow-up, survival."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from operator import attrgetter
from typing import NamedTuple

from scheduler.core.cycles import CourseFacts, Window
from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import VisitOutcome
from scheduler.core.settings import CadenceStep, FollowUp, Recurring, Settings
from scheduler.core.study import Anchor, AnchoredVisit, Study
from scheduler.core.visits import Circumstances, Placed, Visit, judge

WEEK_DAYS = 7

Anchors = Mapping[Anchor, tuple[date, str]]


class _Due(NamedTuple):
    """One visit of a series: how long after its anchor, and its window in days."""

    days: int
    number: int
    length: str
    before: timedelta
    after: timedelta


def anchored_visits(
    study: Study,
    settings: Settings,
    anchors: Anchors,
    known: CourseFacts,
    around: Circumstances,
    *,
    until: date,
) -> Iterator[Visit]:
    """Place every visit that does not belong to a cycle, up to a target.

    Args:
        study: for the rules of the visits.
        settings: for their schedules and windows.
        anchors: the date of each known anchor, and the words for it.
        known: what was recorded and booked, by visit.
        around: the day asked, and the end of everything.
        until: the last target asked for, inclusive.

    Yields:
        The visits, by rule and then by target. Visits whose anchor is not known
        yet are not there.
    """
    for rule in study.anchored_visits:
        found = anchors.get(_anchor(rule, settings))
        if found is None:
            continue
        placed = _place(rule, found, settings, known)
        visit = next(placed, None)
        while visit is not None and visit.target <= until:
            following = next(placed, None)
            yield judge(visit, following, around)
            visit = following


def _anchor(rule: AnchoredVisit, settings: Settings) -> Anchor:
    return Anchor(getattr(settings, rule.anchor, rule.anchor))


def _place(
    rule: AnchoredVisit,
    anchor: tuple[date, str],
    settings: Settings,
    known: CourseFacts,
) -> Iterator[Placed]:
    day, words = anchor
    from_anchor = f"{words} on {clinical_date(day)} + "
    head, _, rest = rule.name.partition("{")
    tail = rest.partition("}")[2]
    for due in _schedule(rule, settings):
        name = f"{head}{due.number}{tail}"
        record, booking = known.visits.get(name), known.bookings.get(name)
        done = record is not None and record.outcome is VisitOutcome.DONE
        target = day + timedelta(due.days)
        yield Placed(
            name,
            rule.visitnum_base + due.number,
            rule.kind,
            None,
            None,
            target,
            Window(target - due.before, target + due.after),
            booking.on if booking else None,
            booking.at if booking else None,
            record.on if record and done else None,
            record.outcome if record else None,
            infusion=False,
            dispense=False,
            why=from_anchor + due.length,
        )


def _schedule(rule: AnchoredVisit, settings: Settings) -> Iterator[_Due]:
    schedule = getattr(settings, rule.schedule)
    if isinstance(schedule, Recurring):
        every = schedule.every_weeks
        before, after = timedelta(schedule.before), timedelta(schedule.after)
        return (_weeks(times * every, before, after) for times in count(1))
    if rule.window is None:  # only a cadence has its days in another setting
        return map(_follow_up, sorted(schedule, key=attrgetter("days")))
    margin = timedelta(getattr(settings, rule.window))
    return (_weeks(weeks, margin, margin) for weeks in _cadence_weeks(schedule))


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


def _follow_up(visit: FollowUp) -> _Due:
    length = days_text(visit.days)
    before, after = timedelta(visit.before), timedelta(visit.after)
    return _Due(visit.days, visit.days, length, before, after)


def _weeks(weeks: int, before: timedelta, after: timedelta) -> _Due:
    length = "1 week" if weeks == 1 else f"{weeks} weeks"
    return _Due(weeks * WEEK_DAYS, weeks, length, before, after)
