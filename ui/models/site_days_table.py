"""The days on which a site does otherwise than its week says, as rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.closed_days import SiteCalendar
from scheduler.core.dates import weekday_date
from ui.models.columns import Column, ColumnsTable
from ui.models.spoken import long_date


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One such day.

    Attributes:
        name: what it is.
        source: who says so.
        own: True if the site itself has entered it.
    """

    day: date
    open: bool
    name: str
    source: str
    own: bool


def site_days(calendar: SiteCalendar, first: date, last: date) -> list[SiteDay]:
    """Return the days of a stretch, both inclusive, in their order.

    A holiday that the site has turned into a working day is there once, as the
    site's own.
    """
    found = {one.day: one for one in _of_country(calendar)}
    found |= {one.day: one for one in _own(calendar)}
    return [found[day] for day in sorted(found) if first <= day <= last]


def _own(calendar: SiteCalendar) -> Iterator[SiteDay]:
    by = _tr("this site")
    for day in calendar.closed:
        yield SiteDay(day, False, _tr("Closed by the site"), by, True)
    for day in calendar.open:
        yield SiteDay(day, True, _tr("The site works"), by, True)


def _of_country(calendar: SiteCalendar) -> Iterator[SiteDay]:
    for one in calendar.country.days.values() if calendar.country else ():
        if one.open or one.day.weekday() in calendar.weekdays:
            said = f"{one.source} ({one.standing})"
            yield SiteDay(one.day, one.open, one.name, said, False)


class SiteDaysTable(ColumnsTable[SiteDay]):
    """Rows are ``SiteDay`` values in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[SiteDay]] = [
            Column(
                heading=_tr("Day"),
                text=lambda one: weekday_date(one.day),
                spoken=lambda one: long_date(one.day),
                sort=lambda one: one.day,
                strong=True,
            ),
            Column(
                heading=_tr("The site is"),
                text=lambda one: _tr("open") if one.open else _tr("closed"),
            ),
            Column(heading=_tr("What it is"), text=lambda one: one.name),
            Column(heading=_tr("Who says so"), text=lambda one: one.source),
        ]
        super().__init__(columns, parent)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SiteDaysTable", text)
