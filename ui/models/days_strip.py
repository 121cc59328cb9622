"""The days ahead with the number of visits on each, as one row of a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from scheduler.core.agenda import Entry
from scheduler.core.dates import WEEKDAYS, day_month, weekday_date
from ui.models.columns import ACROSS, NOWHERE, Index
from ui.models.spoken import long_date
from ui.roles import Role


@dataclass(frozen=True, slots=True)
class Day:
    """One day and the visits expected on it."""

    on: date
    entries: tuple[Entry, ...]


class DaysStrip(QAbstractTableModel):
    """One column a day, one row of counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()

    def set_days(self, days: Sequence[Day]) -> None:
        """Replace every day."""
        self.beginResetModel()
        self._days = tuple(days)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """One row while there are days."""
        return 1 if self._days and not parent.isValid() else 0

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the days."""
        return 0 if parent.isValid() else len(self._days)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Name a day; the title of the page shows the year."""
        if orientation != ACROSS or not 0 <= section < len(self._days):
            return None
        day = self._days[section].on
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{WEEKDAYS[day.weekday()]}\n{day_month(day)}"
            case Qt.ItemDataRole.ToolTipRole:
                return weekday_date(day)
            case Qt.ItemDataRole.AccessibleTextRole:
                return long_date(day)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say how many visits a day has, and hold them."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        day = self._days[index.column()]
        found: dict[int, Callable[[Day], object]] = {
            Qt.ItemDataRole.DisplayRole: _count,
            Role.COPY: _count,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._why,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._why,
            Qt.ItemDataRole.TextAlignmentRole: _centre,
            Role.VALUE: _itself,
        }
        return found[role](day) if role in found else None

    def _spoken(self, day: Day) -> str:
        return f"{long_date(day.on)}, {self._visits(len(day.entries))}"

    def _why(self, day: Day) -> str:
        """Name what is counted, so that the number can be checked."""
        counted = f"{weekday_date(day.on)}, {self._visits(len(day.entries))}"
        named = ", ".join(
            f"{entry.plan.participant.code} {entry.visit.visit}"
            for entry in day.entries
        )
        return f"{counted}: {named}" if named else counted

    def _visits(self, count: int) -> str:
        if count == 0:
            return self.tr("no visits")
        return self.tr("1 visit") if count == 1 else f"{count} {self.tr('visits')}"


def index_of(strip: DaysStrip, day: date) -> QModelIndex:
    """Return the cell of a day, an invalid index if it is not there."""
    for column in range(strip.columnCount()):
        index = strip.index(0, column)
        if index.data(Role.VALUE).on == day:
            return index
    return QModelIndex()


def _count(day: Day) -> str:
    return str(len(day.entries))


def _centre(_day: Day) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignCenter


def _itself(day: Day) -> Day:
    return day
