"""A table model whose columns are data: one entry a column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont

from scheduler.core.quantities import unbroken
from scheduler.core.visits import Status
from ui.roles import Role

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NOWHERE = QModelIndex()
ACROSS = Qt.Orientation.Horizontal


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its heading, what it shows, and what it sorts by.

    Attributes:
        heading: as shown above the column.
        text: what a cell shows.
        sort: a value that sorts; the text if None.
        spoken: what is read aloud; the text if None.
        copied: what is copied; the text if None.
        why: the reason of a computed value, shown as tooltip.
        status: the status that the cell shows as a badge.
        outside: signed days outside the window, beside the badge.
        strong: True for what a row is known by.
    """

    heading: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    spoken: Callable[[Row], str] | None = None
    copied: Callable[[Row], str] | None = None
    why: Callable[[Row], str] | None = None
    status: Callable[[Row], Status | None] | None = None
    outside: Callable[[Row], int] | None = None
    alignment: Qt.AlignmentFlag = LEFT
    strong: bool = False


class ColumnsTable(QAbstractTableModel, Generic[Row]):
    """Rows as handed in; a view sorts through a proxy.

    Args:
        columns: from left to right.
        parent: who owns the model.
    """

    def __init__(
        self, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self._strong = QFont()
        self._strong.setBold(True)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, as they were handed in."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows; a cell has none under it."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns; a cell has none under it."""
        return 0 if parent.isValid() else len(self._columns)

    def distinct(self, column: int) -> set[tuple[str, Status | None, int]]:
        """Return each different content of a column: text, status, days outside.

        A view measures these instead of every cell.
        """
        found = self._columns[column]
        if found.status is None:
            return {(found.text(row), None, 0) for row in self._rows}
        return {
            (found.text(row), found.status(row), _outside(found, row) or 0)
            for row in self._rows
        }

    def is_strong(self, column: int) -> bool:
        """Say whether a column is written in bold."""
        return self._columns[column].strong

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Name a column."""
        if orientation != ACROSS or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.heading
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.alignment
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say what a cell shows, sorts by, speaks and holds."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.VALUE:
            return row
        column = self._columns[index.column()]
        if role in _STYLE:
            return self._style(column, role)
        found = _FOUND.get(role)
        return found(column, row) if found else None

    def _style(self, column: Column[Row], role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        return self._strong if column.strong else None


def _sort(column: Column[Any], row: Any) -> Any:
    return (column.sort or column.text)(row)


def _spoken(column: Column[Any], row: Any) -> str:
    return (column.spoken or column.text)(row)


def _copied(column: Column[Any], row: Any) -> str:
    return (column.copied or column.text)(row)


def _why(column: Column[Any], row: Any) -> str | None:
    return unbroken(column.why(row)) if column.why else None


def _status(column: Column[Any], row: Any) -> Status | None:
    return column.status(row) if column.status else None


def _outside(column: Column[Any], row: Any) -> int | None:
    return column.outside(row) if column.outside else None


def _text(column: Column[Any], row: Any) -> str:
    return column.text(row)


_STYLE = frozenset({Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.FontRole})
_FOUND: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ToolTipRole: _why,
    Qt.ItemDataRole.AccessibleDescriptionRole: _why,
    Role.SORT: _sort,
    Role.COPY: _copied,
    Role.STATUS: _status,
    Role.OUTSIDE: _outside,
}
