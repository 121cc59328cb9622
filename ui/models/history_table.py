"""Every change: old value, new value, who, when, why; more are read when needed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from scheduler.core.history import HistoryPage, Sorting
from scheduler.core.history_text import HistoryLine, lines_of, source_text, zoned
from ui.models.columns import NOWHERE, Column, ColumnsTable, Index
from ui.models.spoken import long_date
from ui.wording import shown

Read = Callable[[int], HistoryPage]

TIME, PERSON, PARTICIPANT, OBJECT, OLD, NEW, REASON, SOURCE = range(8)
SORTINGS = {
    TIME: Sorting.TIME,
    PERSON: Sorting.PERSON,
    PARTICIPANT: Sorting.PARTICIPANT,
    OBJECT: Sorting.RECORD,
}


class HistoryTable(ColumnsTable[HistoryLine]):
    """Rows are lines of History in the order in which they are read."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: list[Column[HistoryLine]] = [
            Column(
                heading=_tr("Time"),
                text=lambda r: zoned(r.entry.at),
                spoken=lambda r: f"{long_date(r.entry.at.date())}, {r.entry.at:%H:%M}",
                why=lambda _row: _tr("24-hour clock, with the zone of the desk"),
            ),
            Column(
                heading=_tr("Person"),
                text=lambda r: f"{r.entry.person}, {r.entry.role}",
            ),
            Column(
                heading=_tr("Participant"), text=lambda r: r.entry.participant or ""
            ),
            Column(heading=_tr("Object"), text=lambda r: r.what, strong=True),
            Column(heading=_tr("Old value"), text=lambda r: shown(r.old)),
            Column(heading=_tr("New value"), text=lambda r: shown(r.new)),
            Column(heading=_tr("Reason"), text=lambda r: r.entry.reason or ""),
            Column(heading=_tr("Source"), text=lambda r: source_text(r.entry)),
        ]
        super().__init__(columns, parent)
        self._read: Read | None = None
        self._from = 0

    def begin(self, read: Read) -> None:
        """Show another list from its beginning.

        Args:
            read: returns the entries from a place on.
        """
        self._read, self._from = read, 0
        self.set_rows(self._next())

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Say whether there is more to read."""
        return not parent.isValid() and self._read is not None

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        """Read on, below what is shown."""
        if found := self._next():
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(found) - 1)
            self._rows = (*self._rows, *found)
            self.endInsertRows()

    def ends_save(self, row: int) -> bool:
        """Say whether the line below belongs to another save, or is not there."""
        if row + 1 >= len(self._rows):
            return True
        here, below = self._rows[row].entry, self._rows[row + 1].entry
        return (here.save, here.at, here.person) != (below.save, below.at, below.person)

    def _next(self) -> Sequence[HistoryLine]:
        if self._read is None:
            return ()
        page = self._read(self._from)
        self._from = page.rows
        if page.ended:
            self._read = None
        return [line for entry in page.entries for line in lines_of(entry)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryTable", text)
