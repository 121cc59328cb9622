"""The days of one cycle, seven in a row from Day 1."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from scheduler.core.dates import WEEKDAYS, day_month, weekday_date
from scheduler.core.dosing import DosePeriod
from scheduler.core.facts import Hold
from scheduler.core.plan import Cycle, Plan
from scheduler.core.quantities import dose_text, unbroken
from scheduler.core.study import Study
from scheduler.core.visits import Status, Visit
from scheduler.core.wording import level_text
from ui.models.columns import NOWHERE, Index
from ui.models.dose_words import held_on, why_dose
from ui.models.spoken import long_date
from ui.models.visits_table import status_words
from ui.roles import Role

IN_ROW = 7
OVER = frozenset({Status.CANCELLED, Status.NOT_DONE, Status.MISSED})


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a cycle.

    Attributes:
        number: the day of the cycle, from 1.
        visits: those expected on this day.
        period: the dose in force, or None.
        held: the hold of the capsules that the day lies in, or None.
        why_dose: what orders the capsules of the day, or leaves them out.
        windows: the Day 1s whose window holds this day, and is still of use.
        closed: why the site does not work on this day; empty if it does.
    """

    study: Study
    cycle: int
    number: int
    on: date
    as_of: date
    visits: tuple[Visit, ...]
    period: DosePeriod | None
    held: Hold | None
    why_dose: str
    windows: tuple[str, ...]
    closed: str

    @property
    def takes_capsules(self) -> bool:
        """Say whether capsules are taken on this day."""
        return self.period is not None and self.period.is_dosing_day(self.on)


class DayCells(QAbstractTableModel):
    """Rows of seven days; what is left of the last row is empty.

    Args:
        study: for the words of the drugs.
        parent: who owns the model.
    """

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._days: tuple[DayCell, ...] = ()

    @property
    def days(self) -> tuple[DayCell, ...]:
        """The days of the cycle, from Day 1."""
        return self._days

    def set_cycle(self, plan: Plan, cycle: Cycle) -> None:
        """Show the days of another cycle."""
        self.beginResetModel()
        self._days = tuple(
            _day(self._study, plan, cycle, number)
            for number in range(1, cycle.days + 1)
        )
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows of seven days."""
        return 0 if parent.isValid() else -(-len(self._days) // IN_ROW)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Seven, whatever the cycle."""
        return 0 if parent.isValid() else IN_ROW

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nobody step on the places after the last day."""
        return Qt.ItemFlag.NoItemFlags if self._cell(index) is None else _USABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say what a day shows, speaks and holds."""
        cell = self._cell(index)
        known: dict[int, Callable[[DayCell], object]] = {
            Qt.ItemDataRole.DisplayRole: self.shown,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._why,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._why,
            Role.VALUE: _itself,
        }
        found = known.get(role)
        return found(cell) if found and cell else None

    def shown(self, cell: DayCell) -> str:
        """Write a day with everything on it, a line each."""
        head = " ".join(self.heading(cell))
        return "\n".join([head, *self.visits(cell), *self.rest(cell)])

    def heading(self, cell: DayCell) -> tuple[str, str]:
        """Write the day of the cycle, and the date; the title has the year."""
        on = f"{WEEKDAYS[cell.on.weekday()]} {day_month(cell.on)}"
        return f"{self.tr('Day')} {cell.number}", on

    def visits(self, cell: DayCell) -> tuple[str, ...]:
        """Write the visits of a day, the infusion in capitals."""
        dose = dose_text(self._study.infusion.dose_mg)
        infusion = unbroken(f"{self.tr('INFUSION')} {dose}")
        return tuple(
            f"{infusion} {status_words(visit).lower()}"
            if visit.infusion
            else f"{visit.visit} {status_words(visit).lower()}"
            for visit in cell.visits
        )

    def dose(self, cell: DayCell) -> str:
        """Write the capsules of a day."""
        if cell.takes_capsules and cell.period:
            return unbroken(dose_text(cell.period.level.mg))
        if cell.period:
            return self.tr("no capsule")
        return self.tr("capsules on hold") if cell.held else self.tr("none ordered")

    def rest(self, cell: DayCell) -> tuple[str, ...]:
        """Write the capsules and the windows of a day, and if the site is closed."""
        window = self.tr("window")
        closed = (self.tr("closed"),) if cell.closed else ()
        windows = (f"{window} {name}" for name in cell.windows)
        return (self.dose(cell), *windows, *closed)

    def _spoken(self, cell: DayCell) -> str:
        drug = self._study.capsules.name
        taken = cell.takes_capsules and cell.period
        level = level_text(cell.period.level) if taken and cell.period else None
        parts = [
            long_date(cell.on),
            f"{self.tr('cycle')} {cell.cycle} {self.tr('day')} {cell.number}",
            self.tr("today") if cell.on == cell.as_of else None,
            *(self._visit_spoken(visit) for visit in cell.visits),
            f"{drug} {level or self.dose(cell)}",
            *(f"{self.tr('in the window of')} {name}" for name in cell.windows),
            self._closed(cell),
        ]
        return ", ".join(part for part in parts if part)

    def _visit_spoken(self, visit: Visit) -> str:
        name = self.tr("infusion") if visit.infusion else visit.visit
        return f"{name} {status_words(visit).lower()}"

    def _why(self, cell: DayCell) -> str:
        whys = [f"{visit.visit}: {visit.why}." for visit in cell.visits]
        drug = self._study.capsules.name
        dose = level_text(cell.period.level) if cell.period else drug
        whys.append(f"{dose}: {cell.why_dose}.")
        if cell.closed:
            whys.append(f"{self._closed(cell)}.")
        return unbroken("\n".join([weekday_date(cell.on), *whys]))

    def _closed(self, cell: DayCell) -> str:
        return f"{self.tr('closed day:')} {cell.closed}" if cell.closed else ""

    def _cell(self, index: Index) -> DayCell | None:
        if not index.isValid():
            return None
        at = index.row() * IN_ROW + index.column()
        return self._days[at] if at < len(self._days) else None


_USABLE = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemNeverHasChildren
)


def _day(study: Study, plan: Plan, cycle: Cycle, number: int) -> DayCell:
    on = cycle.starts + timedelta(days=number - 1)
    return DayCell(
        study=study,
        cycle=cycle.number,
        number=number,
        on=on,
        as_of=plan.as_of,
        visits=tuple(visit for visit in plan.visits if visit.expected == on),
        period=plan.dose_on(on),
        held=held_on(plan, study.capsules.key, on),
        why_dose=why_dose(study, plan, on),
        windows=tuple(v.visit for v in plan.visits if _in_window(v, cycle, on)),
        closed=plan.calendar.why_closed(on),
    )


def _in_window(visit: Visit, cycle: Cycle, on: date) -> bool:
    """Say whether a day may still take a Day 1, of this cycle or the next."""
    if visit.day != 1 or on not in visit.window or visit.status in OVER:
        return False
    if visit.cycle == cycle.number + 1:
        return True
    return visit.cycle == cycle.number and visit.status is not Status.RECORDED


def _itself(cell: DayCell) -> DayCell:
    return cell
