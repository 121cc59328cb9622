"""Every change of one participant: old value, new value, who, when, why."""

import re
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.dates import clinical_date, parse_iso_date
from scheduler.core.quantities import unbroken, weight_text
from ui.models.columns import Column, ColumnsTable
from ui.models.facts_table import moment
from ui.models.spoken import long_date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YES_OR_NO = frozenset({"baseline", "containers_returned", "withdrawn"})


class Author(Protocol):
    """Who wrote, as History keeps it."""

    @property
    def person(self) -> str:
        """The name."""

    @property
    def role(self) -> str:
        """What the person may do at the site."""


class Change(Protocol):
    """One field of one change, as History keeps it."""

    @property
    def at(self) -> datetime:
        """When it was saved, in the zone of the desk."""

    @property
    def writer(self) -> Author:
        """Who saved it."""

    @property
    def record(self) -> str:
        """The kind of record."""

    @property
    def action(self) -> str:
        """What was done."""

    @property
    def field(self) -> str:
        """Which of its fields changed."""

    @property
    def old(self) -> str | None:
        """The value before, if there was one."""

    @property
    def new(self) -> str | None:
        """The value after, if there is one."""

    @property
    def reason(self) -> str | None:
        """Why, where that was asked."""


class HistoryTable(ColumnsTable[Change]):
    """Rows are History rows in the order given, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[Change]] = [
            Column(
                heading=_tr("Saved"),
                text=lambda r: zoned(r.at),
                sort=lambda r: int(r.at.timestamp()),
                spoken=lambda r: f"{long_date(r.at.date())}, {r.at:%H:%M}",
                why=lambda _row: _tr("24-hour clock, with the zone of the desk"),
            ),
            Column(heading=_tr("Person"), text=lambda r: r.writer.person),
            Column(heading=_tr("Role"), text=lambda r: str(r.writer.role)),
            Column(heading=_tr("Done"), text=lambda r: str(r.action)),
            Column(heading=_tr("Record"), text=lambda r: record_name(r.record)),
            Column(heading=_tr("Field"), text=lambda r: _words(r.field), strong=True),
            Column(
                heading=_tr("Old value"), text=lambda r: shown_value(r.field, r.old)
            ),
            Column(
                heading=_tr("New value"), text=lambda r: shown_value(r.field, r.new)
            ),
            Column(heading=_tr("Reason"), text=lambda r: r.reason or _tr("not asked")),
        ]
        super().__init__(columns, parent)


def zoned(at: datetime) -> str:
    """Write an instant with the zone in which it was read off the clock.

    >>> from datetime import timedelta, timezone
    >>> zoned(datetime(2026, 11, 23, 9, 5, tzinfo=timezone(timedelta(hours=1))))
    '23-Nov-2026 09:05 +01:00'
    """
    zone = f"{at:%z}"
    return f"{moment(at)} {zone[:3]}:{zone[3:]}" if zone else moment(at)


def record_name(table: str) -> str:
    """Write what kind of record a row is about.

    >>> record_name("dose_decisions"), record_name("ends_of_treatment")
    ('dose decision', 'end of treatment')
    """
    if table == "ends_of_treatment":
        return "end of treatment"
    return _words(table).removesuffix("s")


def shown_value(field: str, value: str | None) -> str:
    """Write a value of History as screens show it; the records keep it plain.

    >>> shown_value("on_date", "2026-11-23"), shown_value("baseline", "0")
    ('23-Nov-2026', 'no')
    """
    if value is None:
        return _tr("none")
    if field in _YES_OR_NO:
        return _tr("yes") if value == "1" else _tr("no")
    if field == "grams" and value.isdecimal():
        return unbroken(weight_text(int(value)))
    if _ISO.fullmatch(value):
        return clinical_date(parse_iso_date(value))
    return value


def _words(name: str) -> str:
    return name.replace("_", " ")


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryTable", text)
