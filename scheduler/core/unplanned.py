"""Visits that somebody recorded or booked, and that no rule plans."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from scheduler.core.anchored import Anchors, series_number
from scheduler.core.course_facts import CourseFacts
from scheduler.core.cycles import Window
from scheduler.core.dates import clinical_date
from scheduler.core.facts import Booking, VisitOutcome, VisitRecord
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.core.visits import Status, Visit

NOT_PLANNED = "not planned"

_CYCLE_VISIT = re.compile(r"C([0-9]{1,3})(D(-?[0-9]{1,3}))", re.ASCII)
_STATUS = {
    VisitOutcome.DONE: Status.RECORDED,
    VisitOutcome.NOT_DONE: Status.NOT_DONE,
    VisitOutcome.MISSED: Status.MISSED,
}


def unplanned_visits(
    study: Study,
    settings: Settings,
    anchors: Anchors,
    known: CourseFacts,
    there: Collection[str],
    as_of: date,
) -> Iterator[Visit]:
    """Give a row to every visit that was recorded or booked and that no rule plans.

    The profile knows its name and plans none such by these settings, or hangs it on
    something that is not known yet, as a visit at the end of treatment before both
    drugs have ended.

    Args:
        study: for the visits that it plans.
        settings: for their schedules.
        anchors: what is known of the days that visits hang on.
        known: what was recorded and booked, by visit.
        there: the names of the rows that there are.
        as_of: the day asked; a booking ahead has no row yet.
    """
    for name in sorted({*known.visits, *known.bookings} - set(there)):
        fact = known.visits.get(name) or known.bookings[name]
        number = _number(name, study, settings, anchors)
        if fact.on <= as_of and number is not None:
            yield _row(name, number, fact)


def _number(
    name: str, study: Study, settings: Settings, anchors: Anchors
) -> int | None:
    """Return the number of a visit that is not planned; None for one that is."""
    if match := _CYCLE_VISIT.fullmatch(name):
        planned = {visit.label for visit in study.cycle_visits}
        if match[2] in planned or name in settings.interim_visits:
            return None
        return study.interim_visits.visitnum(int(match[1]), int(match[3]))
    for rule in study.anchored_visits:
        found = series_number(rule, name)
        if found is not None:
            number, planned_by = found
            return None if planned_by(settings, anchors) else number
    return 0


def _row(name: str, number: int, fact: VisitRecord | Booking) -> Visit:
    on, outcome, actual = fact.on, None, None
    status, said = Status.AWAITING_CONFIRMATION, "booked for"
    if isinstance(fact, VisitRecord):
        outcome, status, said = fact.outcome, _STATUS[fact.outcome], "recorded on"
        actual = on if outcome is VisitOutcome.DONE else None
    return Visit(
        visit=name,
        visitnum=number,
        kind=NOT_PLANNED,
        cycle=None,
        day=None,
        target=on,
        window=Window(on, on),
        booked=on if isinstance(fact, Booking) else None,
        booked_at=fact.at if isinstance(fact, Booking) else None,
        actual=actual,
        outcome=outcome,
        status=status,
        days_outside=0,
        infusion=False,
        dispense=False,
        why=f"{said} {clinical_date(on)}; by what is known the profile plans no such "
        "visit",
    )
