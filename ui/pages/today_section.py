"""One list on Today: its title, its count and its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from scheduler.core.agenda import Entry
from scheduler.core.study import Study
from ui.models.days_strip import Day, DaysStrip, index_of
from ui.models.notices_table import NoticesTable
from ui.models.today_lists import PlanNotice
from ui.models.visits_table import VisitsTable
from ui.pages.labels import SECTION, faint, label
from ui.pages.tables import RowsView
from ui.roles import Role
from ui.theme import SPACE


class Section(QWidget):
    """A titled table; it hides while it has no rows.

    Args:
        title: what the rows have in common.
        order: how they are sorted, in words.
        view: shows the rows.

    Signals:
        chosen: the value of the row that was selected, None for none.
        opened: the value of a row.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, title: str, order: str, view: RowsView) -> None:
        super().__init__()
        self._title = title
        self.title = label(title, SECTION, bold=True)
        self.order = faint(order)
        self.view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addWidget(self.title)
        column.addWidget(self.order)
        column.addWidget(view)
        view.chosen.connect(self.chosen)
        view.opened.connect(self.opened)

    def rename(self, title: str) -> None:
        """Give the list another title."""
        self._title = title
        self.view.setAccessibleName(title)

    def count(self, rows: int) -> None:
        """Say how many rows there are."""
        self.title.setText(f"{self._title} ({rows})")
        self.setVisible(rows > 0)


class VisitsSection(Section):
    """A list of visits."""

    def __init__(self, title: str, order: str, study: Study) -> None:
        super().__init__(title, order, RowsView(title, whole=True))
        self.table = VisitsTable(study, parent=self)
        self.view.setModel(self.table)

    def show_rows(self, rows: Sequence[Entry]) -> None:
        """Replace the visits."""
        self.table.set_rows(rows)
        self.count(len(rows))

    def choose(self, code: str, visit: str) -> bool:
        """Select a visit of somebody; say whether it is on this list."""
        for row, entry in enumerate(self.table.rows):
            if (entry.plan.participant.code, entry.visit.visit) == (code, visit):
                self.view.selectRow(row)
                return True
        return False


class NoticesSection(Section):
    """A list of notices, each with its whole sentence."""

    def __init__(self, title: str, order: str) -> None:
        super().__init__(title, order, RowsView(title, whole=True, wraps=True))
        self.table = NoticesTable(self)
        self.view.setModel(self.table)

    def show_rows(self, rows: Sequence[PlanNotice]) -> None:
        """Replace the notices."""
        self.table.set_rows(rows)
        self.count(len(rows))


class DaysView(RowsView):
    """The days side by side, each as wide as the others."""

    def __init__(self, name: str) -> None:
        super().__init__(name, whole=True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Share the width out evenly, and cut no date."""
        least = max(widths, default=0)
        super().set_widths([least] * len(widths))
        share = max(least, self.viewport().width() // max(len(widths), 1))
        for column in range(len(widths)):
            self.setColumnWidth(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        if self.model() is not None:
            self.lay_out()


class DaysSection(Section):
    """The days ahead with their counts; a chosen day lists its visits.

    Signals:
        day_chosen: the ``Day``.
    """

    day_chosen = Signal(object)

    def __init__(self, title: str, order: str) -> None:
        view = DaysView(title)
        super().__init__(title, order, view)
        self.strip = DaysStrip(self)
        view.setModel(self.strip)
        view.selectionModel().currentChanged.connect(self._choose)

    def show_days(self, days: Sequence[Day]) -> None:
        """Replace the days, and keep the one that was chosen."""
        chosen = self.view.currentIndex().data(Role.VALUE)
        self.strip.set_days(days)
        index = index_of(self.strip, chosen.on) if chosen else QModelIndex()
        if index.isValid():
            self.view.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if (day := index.data(Role.VALUE)) is not None:
            self.day_chosen.emit(day)
