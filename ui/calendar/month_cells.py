"""The days of a month or of five weeks, a week a row, with the visits on each."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
)

from scheduler.core.agenda import Entry
from scheduler.core.dates import WEEKDAYS, weekday_date
from scheduler.core.landing import Ground, Landing
from scheduler.core.visits import Status
from scheduler.core.weeks import DAYS
from ui.calendar.month_words import closed_words, entry_spoken, landing_words
from ui.models.columns import ACROSS, NOWHERE, Index
from ui.models.spoken import DAYS as DAY_NAMES
from ui.models.spoken import long_date
from ui.roles import Role
from ui.wording import status_word

SUNDAY_OR_SATURDAY = 5
USUAL_STATUSES = frozenset({Status.PLANNED, Status.RECORDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """One day of the site's calendar.

    Attributes:
        inside: True if it belongs to the month shown; always, where weeks are.
        closed: the name of a closed day; empty if the site works.
        entries: the visits shown, in their order.
        landing: the verdict for the visit that is being moved, or None.
    """

    on: date
    today: date
    inside: bool
    closed: str
    entries: tuple[Entry, ...]
    landing: Landing | None = None

    @property
    def is_weekend(self) -> bool:
        """Say whether it is a Saturday or a Sunday."""
        return self.on.weekday() >= SUNDAY_OR_SATURDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet:
    """Everything that is shown at one time.

    Attributes:
        begins: the first day; the weeks begin with its weekday.
        weeks: how many weeks.
        inside: the first and the last day of the month, both inclusive; None where
            weeks are shown.
        closed: the names of the closed days among them.
        visits: those shown, by day.
    """

    begins: date
    weeks: int
    today: date
    inside: tuple[date, date] | None
    closed: Mapping[date, str]
    visits: Mapping[date, Sequence[Entry]]

    @property
    def ends(self) -> date:
        """The last day shown."""
        return self.begins + timedelta(days=DAYS * self.weeks - 1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.begins <= day <= self.ends

    def day(self, number: int, landing: Landing | None) -> MonthDay:
        """Return the day that lies some days behind the first."""
        on = self.begins + timedelta(days=number)
        inside = self.inside is None or self.inside[0] <= on <= self.inside[1]
        return MonthDay(
            on=on,
            today=self.today,
            inside=inside,
            closed=self.closed.get(on, ""),
            entries=tuple(self.visits.get(on, ())),
            landing=landing,
        )


class MonthCells(QAbstractTableModel):
    """Rows are weeks, columns are days of the week.

    Args:
        parent: who owns the model.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: MonthSheet | None = None
        self._days: tuple[MonthDay, ...] = ()
        self._judge: Callable[[date], Landing] | None = None
        self._said: dict[int, Callable[[MonthDay], str]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.AccessibleDescriptionRole: _listed,
            Qt.ItemDataRole.ToolTipRole: self._shown,
        }

    @property
    def days(self) -> tuple[MonthDay, ...]:
        """Every day shown, in order."""
        return self._days

    def show_sheet(self, sheet: MonthSheet) -> None:
        """Show other days, or other visits on them."""
        self.beginResetModel()
        self._sheet = sheet
        self._days = self._made()
        self.endResetModel()

    def judge(self, judge: Callable[[date], Landing] | None) -> None:
        """Mark every day for the visit that is moved; None takes the marks away."""
        self._judge = judge
        self._days = self._made()
        last = self.index(self.rowCount() - 1, DAYS - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def index_of(self, day: date) -> QModelIndex:
        """Return the cell of a day, an invalid index if it is not shown."""
        if self._sheet is None or day not in self._sheet:
            return QModelIndex()
        return self.index(*divmod((day - self._sheet.begins).days, DAYS))

    def __contains__(self, day: object) -> bool:
        return self._sheet is not None and day in self._sheet

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the weeks."""
        return 0 if parent.isValid() else len(self._days) // DAYS

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Seven."""
        return 0 if parent.isValid() else DAYS

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Name a day of the week; rows are read by their days."""
        if orientation != ACROSS or not self._days or not 0 <= section < DAYS:
            return None
        weekday = self._days[section].on.weekday()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return WEEKDAYS[weekday]
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return DAY_NAMES[weekday]
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say what a day shows, speaks and holds."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        day = self._days[index.row() * DAYS + index.column()]
        if role == Role.VALUE:
            return day
        found = self._said.get(role)
        return found(day) if found else None

    def counted(self, day: MonthDay) -> str:
        """Write how many visits a day has, in words.

        >>> MonthCells().counted(MonthDay(on=date(2026, 11, 23), inside=True,
        ...     today=date(2026, 11, 23), closed="", entries=()))
        'no visits'
        """
        count = len(day.entries)
        if count == 0:
            return self.tr("no visits")
        return self.tr("1 visit") if count == 1 else self.tr("%n visits", "", count)

    def _summary(self, day: MonthDay) -> str:
        """Write a day as it is read aloud behind its date.

        Source:
            ux.md K-07.
        """
        parts = [
            self.tr("today") if day.on == day.today else "",
            landing_words(day.landing) if day.landing else "",
            self._closed(day),
            self.counted(day),
            *self._statuses(day),
        ]
        return ", ".join(part for part in parts if part)

    def _closed(self, day: MonthDay) -> str:
        """Name a closed day, unless its verdict or its weekday has done so."""
        said = day.landing is not None and day.landing.ground is Ground.CLOSED
        weekday = DAY_NAMES[day.on.weekday()] == day.closed
        if not day.closed or said or weekday:
            return ""
        return closed_words(day.closed)

    def _statuses(self, day: MonthDay) -> list[str]:
        """Count what is not as usual: each status, and what is out of its window."""
        counts = Counter(entry.visit.status for entry in day.entries)
        found = [
            f"{counts[status]} {_counted(status)}"
            for status in Status
            if counts[status] and status not in USUAL_STATUSES
        ]
        outside = sum(entry.visit.verdict != 0 for entry in day.entries)
        if outside:
            found.append(self.tr("%n out of window", "", outside))
        return found

    def _shown(self, day: MonthDay) -> str:
        return f"{weekday_date(day.on)}, {self._summary(day)}"

    def _spoken(self, day: MonthDay) -> str:
        return f"{long_date(day.on)}, {self._summary(day)}"

    def _made(self) -> tuple[MonthDay, ...]:
        if self._sheet is None:
            return ()
        found = []
        for number in range(DAYS * self._sheet.weeks):
            on = self._sheet.begins + timedelta(days=number)
            judged = self._judge(on) if self._judge else None
            found.append(self._sheet.day(number, judged))
        return tuple(found)


def _counted(status: Status) -> str:
    if status is Status.LAST_DAY:
        return QCoreApplication.translate("MonthCells", "last day of window")
    return status_word(status).lower()


def _listed(day: MonthDay) -> str:
    return "; ".join(entry_spoken(entry) for entry in day.entries)
