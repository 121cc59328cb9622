"""Cycles as the columns of a table: Day 1, infusion and capsules of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from scheduler.core.dates import clinical_date, days_text
from scheduler.core.facts import Hold
from scheduler.core.plan import Cycle, Plan
from scheduler.core.quantities import unbroken
from scheduler.core.row_reasons import cycle_reasons
from scheduler.core.study import Level, Study
from scheduler.core.visits import Visit
from scheduler.core.wording import infusion_line, level_text
from ui.models.columns import ACROSS, NOWHERE, Index
from ui.models.dose_words import dose_on, infusion_of, why_dose
from ui.models.spoken import long_date, long_window
from ui.models.visit_reasons import why_date, why_window
from ui.models.visits_table import status_words
from ui.roles import Role

ONE_DAY = timedelta(days=1)


class Line(IntEnum):
    """The rows of the timeline, from top to bottom."""

    CYCLE = 0
    DAY_1 = 1
    INFUSION = 2
    CAPSULES = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """Days on the axis, both ends inclusive.

    Attributes:
        share: the dose as a share of the highest; None for a hold.
        words: what stands on it.
    """

    starts: date
    ends: date
    share: float | None
    words: str


@dataclass(frozen=True, slots=True)
class CycleColumn:
    """One cycle and what the timeline shows of it.

    Attributes:
        held: every hold of the plan, of both drugs.
    """

    study: Study
    plan: Plan
    cycle: Cycle
    day_1: Visit | None
    held: tuple[Hold, ...]

    @property
    def has_today(self) -> bool:
        """Say whether the day asked lies in the cycle."""
        return self.cycle.starts <= self.plan.as_of <= self.cycle.ends

    def capsule_bars(self) -> Iterator[Bar]:
        """Yield the dose levels and the holds, clipped to the cycle."""
        highest = max(level.mg for level in self.study.capsules.ladder)
        for period in self.plan.dosing:
            level = period.level
            share = level.mg / level.every_days / highest
            yield from self._clipped(
                Bar(period.starts, period.ends or date.max, share, _words(level))
            )
        yield from self.holds(self.study.capsules.key)

    def holds(self, drug: str) -> Iterator[Bar]:
        """Yield the holds of a drug, clipped to the cycle."""
        for hold in self.held:
            if hold.drug == drug:
                yield from self._clipped(
                    Bar(hold.starts, self._resumed(hold), None, "hold")
                )

    def _resumed(self, hold: Hold) -> date:
        """Return the last day of a hold; a decision may end it early."""
        ends = hold.ends or date.max
        if hold.drug == self.study.capsules.key:
            starts = (period.starts for period in self.plan.dosing)
            again = min((day for day in starts if day > hold.starts), default=None)
            ends = min(ends, again - ONE_DAY) if again else ends
        return ends

    def _clipped(self, bar: Bar) -> Iterator[Bar]:
        starts = max(bar.starts, self.cycle.starts)
        ends = min(bar.ends, self.cycle.ends)
        if starts <= ends:
            yield Bar(starts, ends, bar.share, bar.words)


@cache
def _words(level: Level) -> str:
    return unbroken(level_text(level))


class CycleColumns(QAbstractTableModel):
    """One column a cycle, four rows.

    Args:
        study: for the words of the drugs.
        parent: who owns the model.
    """

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._columns: tuple[CycleColumn, ...] = ()

    @property
    def cycles(self) -> tuple[CycleColumn, ...]:
        """The cycles, oldest first."""
        return self._columns

    def set_plan(self, plan: Plan) -> None:
        """Show the cycles of another plan."""
        day_1s = {visit.cycle: visit for visit in plan.visits if visit.day == 1}
        held = tuple(fact for fact in plan.facts if isinstance(fact, Hold))
        self.beginResetModel()
        self._columns = tuple(
            CycleColumn(self._study, plan, cycle, day_1s.get(cycle.number), held)
            for cycle in plan.cycles
        )
        self.endResetModel()

    def column_of(self, cycle: int) -> int | None:
        """Return where a cycle stands, or None if the plan does not hold it."""
        numbers = [column.cycle.number for column in self._columns]
        return numbers.index(cycle) if cycle in numbers else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the lines of the timeline."""
        return 0 if parent.isValid() or not self._columns else len(Line)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the cycles."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Name a cycle, or a line."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == ACROSS:
            return f"{self.tr('Cycle')} {self._columns[section].cycle.number}"
        drug = self._study.capsules.name
        return (self.tr("Cycle"), self.tr("Day 1"), self.tr("Infusion"), drug)[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say what a cell shows, speaks and holds."""
        if not index.isValid():
            return None
        column, line = self._columns[index.column()], Line(index.row())
        if role == Role.STATUS:
            return column.day_1.status if column.day_1 else None
        known: dict[int, Callable[[CycleColumn, Line], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._why,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._why,
            Role.VALUE: _itself,
        }
        found = known.get(role)
        return found(column, line) if found else None

    def _shown(self, column: CycleColumn, line: Line) -> str:
        match line:
            case Line.CYCLE:
                return f"C{column.cycle.number}\n{clinical_date(column.cycle.starts)}"
            case Line.DAY_1:
                return status_words(column.day_1) if column.day_1 else ""
            case Line.INFUSION:
                return infusion_of(self._study, column.day_1) if column.day_1 else ""
            case Line.CAPSULES:
                return self._doses(column, clinical_date)

    def _spoken(self, column: CycleColumn, line: Line) -> str:
        name = f"{self.tr('Cycle')} {column.cycle.number}"
        match line:
            case Line.CYCLE:
                said = self._span(column)
            case Line.DAY_1:
                said = self._day_1(column)
            case Line.INFUSION:
                said = f"{self.tr('infusion')} {self._shown(column, line)}"
            case Line.CAPSULES:
                drug = self._study.capsules.name
                said = f"{drug} {self._doses(column, long_date)}"
        return f"{name}, {said}"

    def _span(self, column: CycleColumn) -> str:
        cycle = column.cycle
        said = f"{long_date(cycle.starts)} {self.tr('to')} {long_date(cycle.ends)}"
        today = f", {self.tr('today is in it')}" if column.has_today else ""
        return f"{said}, {days_text(cycle.days)}{today}"

    def _day_1(self, column: CycleColumn) -> str:
        visit = column.day_1
        if visit is None:
            return self.tr("no Day 1")
        window = f"{self.tr('window')} {long_window(visit.window)}"
        said = f"{self.tr('day 1')} {self.tr('on')} {long_date(visit.expected)}"
        return f"{said}, {status_words(visit).lower()}, {window}"

    def _doses(self, column: CycleColumn, written: Callable[[date], str]) -> str:
        bars = sorted(column.capsule_bars(), key=lambda bar: bar.starts)
        if not bars:
            return dose_on(self._study, column.plan, column.cycle.starts)
        if len(bars) == 1 and bars[0].ends == column.cycle.ends:
            return bars[0].words
        to = self.tr("to")
        return ", ".join(
            f"{bar.words} {written(bar.starts)} {to} {written(bar.ends)}"
            for bar in bars
        )

    def _why(self, column: CycleColumn, line: Line) -> str:
        return unbroken(self._reason(column, line))

    def _reason(self, column: CycleColumn, line: Line) -> str:
        if line is Line.CYCLE:
            at = column.plan.cycles.index(column.cycle)
            return f"{cycle_reasons(column.plan)[at]}."
        if line is Line.CAPSULES:
            return f"{self._doses(column, clinical_date)}: {self._why_doses(column)}."
        if column.day_1 is None:
            return self.tr("No Day 1 is planned in this cycle.")
        said = why_date(column.day_1)
        if line is Line.INFUSION:
            return f"{infusion_line(self._study.infusion)}. {said}"
        return f"{status_words(column.day_1)}. {said} {why_window(column.day_1)}"

    def _why_doses(self, column: CycleColumn) -> str:
        """Say what orders each dose of a cycle."""
        days = [bar.starts for bar in column.capsule_bars()] or [column.cycle.starts]
        whys = (why_dose(self._study, column.plan, day) for day in sorted(days))
        return "; ".join(dict.fromkeys(whys))


def look_of(column: CycleColumn, line: Line) -> object:
    """Return what decides the height of a cell, so that equal ones are seen once."""
    visit, first = column.day_1, column.cycle.starts
    match line:
        case Line.CYCLE:
            return None
        case Line.DAY_1:
            return visit and (visit.status, visit.verdict)
        case Line.INFUSION:
            held = any(column.holds(column.study.infusion.key))
            return held, visit and (visit.infusion, visit.outcome)
        case Line.CAPSULES:
            bars = column.capsule_bars()
            return tuple((b.words, b.starts - first, b.ends - first) for b in bars)


def cycle_to_show(plan: Plan) -> int | None:
    """Return the cycle that today lies in, else the one nearest to it."""
    if plan.current.cycle or not plan.cycles:
        return plan.current.cycle
    begun = plan.cycles[0].starts <= plan.as_of
    return plan.cycles[-1 if begun else 0].number


def _itself(column: CycleColumn, _line: Line) -> CycleColumn:
    return column


def index_of(model: CycleColumns, cycle: int) -> QModelIndex:
    """Return the top cell of a cycle, an invalid index if it is not there."""
    column = model.column_of(cycle)
    return QModelIndex() if column is None else model.index(Line.CYCLE, column)
