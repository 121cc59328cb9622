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
from scheduler.core.visits import Circumstances, Placed, Visit, judge

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
        placed = _place(rule, found, settings, known, shown.opens)
        visit = next(placed, None)
        while visit is not None and visit.target <= shown.closes:
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
    since: date,
) -> Iterator[Placed]:
    day, words = anchor
    from_anchor = f"{words} on {clinical_date(day)} + "
    head, _, rest = rule.name.partition("{")
    unit, _, tail = rest.partition("}")
    for number, days, before, after in _schedule(rule, settings):
        target, name = day + timedelta(days), f"{head}{number}{tail}"
        record, booking = known.visits.get(name), known.bookings.get(name)
        if target + after < since and record is None and booking is None:
            continue
        done = record is not None and record.outcome is VisitOutcome.DONE
        yield Placed(
            name,
            rule.visitnum_base + number,
            rule.kind,
            None,
            None,
            target,
            Window(target - before, target + after),
            booking.on if booking else None,
            booking.at if booking else None,
            record.on if record and done else None,
            record.outcome if record else None,
            infusion=False,
            dispense=False,
            why=f"{from_anchor}{number} {unit if number > 1 else unit[:-1]}",
        )


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
