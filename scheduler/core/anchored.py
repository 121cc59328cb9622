"""Visits that hang on an anchor of their own: imaging, follow-up, survival."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from scheduler.core.cycles import CourseFacts, Window
from scheduler.core.dates import clinical_date
from scheduler.core.facts import VisitOutcome
from scheduler.core.study import (
    Anchor,
    AnchoredVisit,
    CadenceStep,
    FollowUp,
    Recurring,
    Settings,
    Study,
)
from scheduler.core.visits import Circumstances, Placed, Visit, judge

Anchors = Mapping[Anchor, tuple[date, str]]


@dataclass(frozen=True, slots=True)
class _Due:
    """One visit of a series: how long after its anchor, and its window in days."""

    days: int
    number: int
    length: str
    before: int
    after: int


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
    for due in _schedule(rule, settings):
        name = rule.name.format(weeks=due.number, days=due.number)
        record = known.visits.get(name)
        done = record is not None and record.outcome is VisitOutcome.DONE
        target = day + timedelta(days=due.days)
        yield Placed(
            name,
            rule.visitnum_base + due.number,
            rule.kind,
            None,
            None,
            target,
            Window(
                opens=target - timedelta(days=due.before),
                closes=target + timedelta(days=due.after),
            ),
            known.bookings.get(name),
            record.on if record and done else None,
            record.outcome if record else None,
            infusion=False,
            dispense=False,
            why=f"{words} on {clinical_date(day)} + {due.length}",
        )


def _schedule(rule: AnchoredVisit, settings: Settings) -> Iterator[_Due]:
    schedule = getattr(settings, rule.schedule)
    if isinstance(schedule, Recurring):
        for index in count(1):
            weeks = index * schedule.every_weeks
            yield _weeks(weeks, schedule.before, schedule.after)
        return
    margin = int(getattr(settings, rule.window)) if rule.window else 0
    for step in schedule:
        if isinstance(step, FollowUp):
            length = f"{step.days} days"
            yield _Due(step.days, step.days, length, step.before, step.after)
    steps = tuple(step for step in schedule if isinstance(step, CadenceStep))
    for weeks in _cadence_weeks(steps):
        yield _weeks(weeks, margin, margin)


def _cadence_weeks(steps: tuple[CadenceStep, ...]) -> Iterator[int]:
    """Yield the weeks of a changing cadence, each step going on from the last.

    >>> steps = (CadenceStep(every_weeks=6, until_week=12),
    ...          CadenceStep(every_weeks=9, until_week=None))
    >>> found = _cadence_weeks(steps)
    >>> [next(found) for _ in range(4)]
    [6, 12, 21, 30]
    """
    week = 0
    for step in steps:
        while step.until_week is None or week + step.every_weeks <= step.until_week:
            week += step.every_weeks
            yield week


def _weeks(weeks: int, before: int, after: int) -> _Due:
    return _Due(weeks * 7, weeks, f"{weeks} weeks", before, after)
