"""The timeline of all cycles, seven of them in sight."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from scheduler.core.plan import Plan
from scheduler.core.study import Study
from ui.calendar.cycle_columns import (
    CycleColumns,
    Line,
    cycle_to_show,
    index_of,
    look_of,
)
from ui.calendar.timeline_painter import TimelinePainter, least_width
from ui.roles import Role

BEFORE, IN_SIGHT = 3, 7


class Timeline(QTableView):
    """Each cycle is a column; Left and Right move, Enter opens the cycle.

    Args:
        study: for the words of the drugs and the length of a cycle.
        parent: the widget it lies in.

    Signals:
        cycle_chosen: the number of the cycle to open in the grid.
    """

    cycle_chosen = Signal(int)

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length = study.cycle_length_days
        self._shown = 0
        self._laid_out: tuple[int, int, str] | None = None
        self._cycles = CycleColumns(study, self)
        self._painter = TimelinePainter(self)
        self.setModel(self._cycles)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("Timeline of cycles"))
        self.setAccessibleDescription(
            self.tr("Left and Right move between cycles, Enter opens a cycle.")
        )
        self._set_up_view()
        self.activated.connect(self._choose)

    def set_plan(self, plan: Plan) -> None:
        """Show another plan, the current cycle in the middle."""
        self._cycles.set_plan(plan)
        self._shown += 1
        self._lay_out()
        shown = cycle_to_show(plan)
        if shown is not None:
            self.show_cycle(shown)

    def show_cycle(self, cycle: int) -> None:
        """Select a cycle, with three before it in sight."""
        index = index_of(self._cycles, cycle)
        if index.isValid():
            self.setCurrentIndex(index)
            self._scroll_to(index.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep seven cycles in sight where their words leave room for them."""
        super().resizeEvent(event)
        self._lay_out()
        if self.currentIndex().isValid():
            self._scroll_to(self.currentIndex().column())

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: the font may have come with the window."""
        super().showEvent(event)
        self._lay_out()
        if self.currentIndex().isValid():
            self._scroll_to(self.currentIndex().column())

    def sizeHint(self) -> QSize:
        """Return a height that cuts no row."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return a height that cuts no row."""
        return QSize(super().minimumSizeHint().width(), self._height())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.cycle_chosen.emit(index.data(Role.VALUE).cycle.number)

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.horizontalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setSectionsClickable(False)

    def _lay_out(self) -> None:
        """Give each cycle the width of its days, each line the height of its words."""
        known = (self._shown, self.viewport().width(), self.font().toString())
        if known == self._laid_out:
            return
        self._laid_out = known
        least = least_width(QFontMetrics(self.font()))
        width = max(self.viewport().width() // IN_SIGHT, least)
        for at, column in enumerate(self._cycles.cycles):
            days = column.cycle.days / self._length
            self.setColumnWidth(at, max(round(width * days), least))
        for line in Line:
            if line < self._cycles.rowCount():
                self.setRowHeight(line, self._line_height(line))
        self.updateGeometry()

    def _line_height(self, line: Line) -> int:
        heights = {}
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for at, column in enumerate(self._cycles.cycles):
            key = (look_of(column, line), self.columnWidth(at))
            if key not in heights:
                option.rect.setWidth(self.columnWidth(at))
                index = self._cycles.index(line, at)
                heights[key] = self._painter.sizeHint(option, index).height()
        return max(heights.values(), default=0)

    def _scroll_to(self, column: int) -> None:
        header = self.horizontalHeader()
        first = max(column - BEFORE, 0)
        self.updateGeometries()
        self.horizontalScrollBar().setValue(header.sectionPosition(first))

    def _height(self) -> int:
        rows = self.verticalHeader().length()
        bar = self.horizontalScrollBar().sizeHint().height()
        return rows + bar + 2 * self.frameWidth()
