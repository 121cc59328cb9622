"""The table of a delay: as high as its rows, read cell by cell."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
)

from scheduler.core.delay import ROWS
from ui.delegates.verdict import VerdictDelegate
from ui.models.delay_table import DelayTable
from ui.theme import ROW_HEIGHT, SPACE


class DelayView(QTableView):
    """Shows the next visits before and after; F2 tells why."""

    def __init__(self) -> None:
        super().__init__()
        self.table = DelayTable(self)
        self.setModel(self.table)
        self.setItemDelegate(VerdictDelegate(self))
        self.setAccessibleName(self.tr("Next visits, now and after the delay"))
        self.setProperty("framed", True)
        self._set_up()
        self.table.modelReset.connect(self._fit)

    def sizeHint(self) -> QSize:
        """Return the height of the most rows there can be, so that nothing jumps."""
        rows = ROWS * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        head = self.horizontalHeader().sizeHint().height()
        width = self.horizontalHeader().length() + 2 * self.frameWidth()
        return QSize(width, head + rows + bar + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """Return the same height: no row is cut."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        for column in range(self.table.columnCount()):
            self.setColumnWidth(column, self.columnWidth(column) + SPACE[2])
        self.updateGeometry()

    def _set_up(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(self.table.headerData(0, header.orientation(), 7))
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(
            max(ROW_HEIGHT, self.fontMetrics().height() + 2 * SPACE[1])
        )
