"""Visits as rows: of everybody on Today, of one on a participant's page."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.agenda import Entry
from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.quantities import unbroken
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from scheduler.core.wording import infusion_line
from ui.models.columns import Column, ColumnsTable
from ui.models.dose_words import (
    capsules_of,
    dose_on,
    infusion_of,
    why_dose,
)
from ui.models.spoken import (
    grid_date,
    grid_window,
    long_date,
    long_window,
    short_window,
)
from ui.models.visit_reasons import date_basis, why_capsules, why_date, why_window
from ui.wording import status_word, verdict_words


class Shown(StrEnum):
    """Every column that a list of visits can have."""

    TIME = "time"
    PARTICIPANT = "participant"
    VISIT = "visit"
    PLANNED = "planned"
    DATE = "date"
    WINDOW = "window"
    SHORT_DATE = "date without year"
    SHORT_WINDOW = "window without year"
    STATUS = "status"
    INFUSION = "infusion"
    DOSE = "dose"
    CAPSULES = "capsules"


_LAST = (Shown.STATUS, Shown.INFUSION, Shown.DOSE, Shown.CAPSULES)
OF_ALL = (
    Shown.TIME,
    Shown.PARTICIPANT,
    Shown.VISIT,
    Shown.SHORT_DATE,
    Shown.SHORT_WINDOW,
    *_LAST,
)
OF_ONE = (Shown.VISIT, Shown.PLANNED, Shown.DATE, Shown.WINDOW, *_LAST)


class VisitsTable(ColumnsTable[Entry]):
    """Rows are ``core.agenda.Entry`` values in the order given.

    Args:
        study: for the words of the drugs.
        shown: the columns, from left to right.
        parent: who owns the model.
    """

    def __init__(
        self,
        study: Study,
        shown: Sequence[Shown] = OF_ALL,
        parent: QObject | None = None,
    ) -> None:
        known = _who_and_when() | _where_it_stands() | _doses(study)
        known[Shown.SHORT_DATE] = replace(
            known[Shown.DATE], text=lambda e: grid_date(e.visit.expected), copied=_date
        )
        known[Shown.SHORT_WINDOW] = replace(
            known[Shown.WINDOW],
            text=lambda e: grid_window(e.visit.window),
            copied=_full,
        )
        super().__init__([known[name] for name in shown], parent)


def status_words(visit: Visit) -> str:
    """Write the status of a visit, and beside it the verdict on its window."""
    word = status_word(visit.status)
    if not visit.verdict:
        return word
    return f"{word}, {verdict_words(visit.verdict)}"


def _who_and_when() -> dict[Shown, Column[Entry]]:
    return {
        Shown.TIME: Column(
            heading=_tr("Time"),
            text=lambda e: f"{e.visit.booked_at:%H:%M}" if e.visit.booked_at else "",
            spoken=lambda e: (
                f"{e.visit.booked_at:%H:%M}"
                if e.visit.booked_at
                else _tr("no time booked")
            ),
            why=lambda e: _tr("24-hour clock") if e.visit.booked_at else "",
        ),
        Shown.PARTICIPANT: Column(
            heading=_tr("Participant"),
            text=lambda e: e.plan.participant.code,
            strong=True,
        ),
        Shown.VISIT: Column(
            heading=_tr("Visit"),
            text=lambda e: e.visit.visit,
            sort=lambda e: e.visit.visitnum,
            why=lambda e: e.visit.why,
            strong=True,
        ),
        Shown.PLANNED: Column(
            heading=_tr("Planned"),
            text=lambda e: weekday_date(e.visit.target),
            sort=lambda e: e.visit.target.toordinal(),
            spoken=lambda e: long_date(e.visit.target),
            why=lambda e: e.visit.why,
        ),
        Shown.DATE: Column(
            heading=_tr("Date"),
            text=_date,
            sort=lambda e: e.visit.expected.toordinal(),
            spoken=lambda e: f"{long_date(e.visit.expected)}, {date_basis(e.visit)}",
            why=lambda e: why_date(e.visit),
        ),
    }


def _where_it_stands() -> dict[Shown, Column[Entry]]:
    return {
        Shown.WINDOW: Column(
            heading=_tr("Window"),
            text=lambda e: short_window(e.visit.window),
            sort=lambda e: e.visit.window.closes.toordinal(),
            spoken=lambda e: long_window(e.visit.window),
            why=lambda e: why_window(e.visit),
        ),
        Shown.STATUS: Column(
            heading=_tr("Status"),
            text=lambda e: status_words(e.visit),
            why=_why_status,
            status=lambda e: e.visit.status,
            outside=lambda e: e.visit.verdict,
        ),
    }


def _doses(study: Study) -> dict[Shown, Column[Entry]]:
    line = unbroken(infusion_line(study.infusion))
    return {
        Shown.INFUSION: Column(
            heading=_tr("Infusion"),
            text=lambda e: _outcome(e) or infusion_of(study, e.visit),
            why=lambda e: line if e.visit.infusion else _tr("No infusion here."),
        ),
        Shown.DOSE: Column(
            heading=study.capsules.name,
            text=lambda e: dose_on(study, e.plan, e.visit.expected),
            why=lambda e: why_dose(study, e.plan, e.visit.expected),
        ),
        Shown.CAPSULES: Column(
            heading=_tr("Capsules"),
            text=lambda e: capsules_of(study, e.plan, e.visit),
            why=lambda e: why_capsules(e.plan, e.visit),
        ),
    }


def _outcome(entry: Entry) -> str | None:
    return entry.visit.outcome if entry.visit.infusion else None


def _date(entry: Entry) -> str:
    return weekday_date(entry.visit.expected)


def _full(entry: Entry) -> str:
    return date_range(entry.visit.window.opens, entry.visit.window.closes)


def _why_status(entry: Entry) -> str:
    visit = entry.visit
    on = _tr("as of {day}").format(day=clinical_date(entry.plan.as_of))
    window = date_range(visit.window.opens, visit.window.closes)
    return f"{status_words(visit)}, {on}. {_tr('Window')} {window}. {visit.why}."


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitsTable", text)
