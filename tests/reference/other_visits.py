"""Random records and bookings of a history for visits that hang on anchors."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from scheduler.core.facts import Booking, Fact, VisitOutcome, VisitRecord
from scheduler.core.settings import CadenceStep, FollowUp, Recurring, Settings
from scheduler.core.study import Study
from scheduler.core.visit_rules import AnchoredVisit

OTHER_VISITS = ("screening", "end of treatment")
NEAR = (-8, -7, -3, -1, 0, 0, 0, 1, 7, 8, 15)


def series_facts(
    chance: Random,
    study: Study,
    settings: Settings,
    anchors: dict[str, date],
    until: date,
) -> list[Fact]:
    """Return what is known of a few visits, each near the day it is due.

    Args:
        anchors: a likely day for every anchor.
        until: nothing is recorded that is due much later.
    """
    found: list[Fact] = []
    for series in study.anchored_visits:
        anchor = anchors[str(getattr(settings, series.anchor, series.anchor))]
        for name, days in due_days(series, settings):
            on = anchor + timedelta(days + chance.choice(NEAR))
            if on < until + timedelta(60) and chance.random() < 0.4:
                found.append(_fact(chance, name, on))
    return found


def unruled_facts(
    chance: Random, study: Study, cycles: list[int], until: date
) -> list[Fact]:
    """Return a record or a booking of a name that most settings do not plan.

    Args:
        cycles: those of which a day may be told.
        until: the day around which most of it happened.
    """
    days = [f"C{chance.choice(cycles)}D{day}" for day in (2, 8, 9, 14)]
    names = [*OTHER_VISITS, *days]
    for series in study.anchored_visits:
        number = chance.choice((1, 3, 5, 15, 29, 45, 1000))
        names.append(series.name.format(weeks=number, days=number))
    chosen = chance.sample(list(dict.fromkeys(names)), chance.choice((1, 1, 2)))
    on = until + timedelta(chance.choice((-30, -9, -1, 0, 0, 1, 9)))
    return [_fact(chance, name, on) for name in chosen]


def _fact(chance: Random, name: str, on: date) -> Fact:
    if chance.random() < 0.25:
        return Booking(visit=name, on=on)
    outcome = chance.choice((VisitOutcome.DONE, VisitOutcome.DONE, *VisitOutcome))
    return VisitRecord(visit=name, on=on, outcome=outcome)


def due_days(series: AnchoredVisit, settings: Settings) -> Iterator[tuple[str, int]]:
    """Yield the names of the first visits of a series, and days after its anchor."""
    schedule = series.schedule
    if isinstance(schedule, str):
        schedule = getattr(settings, schedule)
    if isinstance(schedule, Recurring):
        weeks = [schedule.every_weeks, 2 * schedule.every_weeks]
        yield from ((series.name.format(weeks=week), 7 * week) for week in weeks)
        return
    week = 0
    for step in schedule:
        if isinstance(step, FollowUp):
            yield series.name.format(days=step.days), step.days
        elif isinstance(step, CadenceStep):
            week += step.every_weeks
            yield series.name.format(weeks=week), 7 * week
