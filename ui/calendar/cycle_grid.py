"""One cycle as a grid of days from Day 1, with keys to leaf through cycles."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.dates import date_range, days_text
from scheduler.core.plan import Cycle, Plan
from scheduler.core.study import Study
from ui.calendar.cycle_columns import cycle_to_show
from ui.calendar.day_cells import IN_ROW, DayCells
from ui.calendar.day_painter import DayPainter, least_width
from ui.icons import icon
from ui.roles import Role
from ui.theme import SPACE, sized


class DaysView(QTableView):
    """The days of a cycle; no row is cut, whatever the size of text.

    Signals:
        leafed: -1 for the cycle before, 1 for the one after.
        today_wanted: the key for today was pressed.
    """

    leafed = Signal(int)
    today_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = DayPainter(self)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)

    def own_keys(self) -> Iterable[tuple[str, str]]:
        """Return what is done, and by which keys."""
        yield self.tr("Another day of the cycle"), self.tr("Arrow keys")
        yield self.tr("Cycle before, cycle after"), self.tr("PgUp, PgDn")
        yield self.tr("Today"), "T"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf by PgUp and PgDn, go to today by T; arrows stay Qt's."""
        match event.key():
            case Qt.Key.Key_PageUp:
                self.leafed.emit(-1)
            case Qt.Key.Key_PageDown:
                self.leafed.emit(1)
            case Qt.Key.Key_T:
                self.today_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the days over the width."""
        super().resizeEvent(event)
        self.lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: the font may have come with the window."""
        super().showEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Give every day the same width, every row the height of its words."""
        width = max(self.viewport().width() // IN_ROW, least_width(self.font()))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect.setWidth(width)
        for column in range(IN_ROW):
            self.setColumnWidth(column, width)
        model = self.model()
        for row in range(model.rowCount()):
            cells = (model.index(row, column) for column in range(IN_ROW))
            heights = [self._painter.sizeHint(option, cell).height() for cell in cells]
            self.setRowHeight(row, max(heights))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return a height that cuts no row."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return a height that cuts no row."""
        return QSize(super().minimumSizeHint().width(), self._height())

    def _height(self) -> int:
        bar = self.horizontalScrollBar()
        wide = IN_ROW * self.columnWidth(0) > self.viewport().width()
        room = bar.sizeHint().height() if wide else 0
        return self.verticalHeader().length() + room + 2 * self.frameWidth()


class CycleGrid(QWidget):
    """A cycle's days, and the way to the cycles before and after.

    Args:
        study: for the words of the drugs.
        parent: the widget it lies in.

    Signals:
        said: why a key did nothing.
        visit_chosen: the name of the visit on the day that was opened.
    """

    said = Signal(str)
    visit_chosen = Signal(str)

    def __init__(self, study: Study, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._number = 0
        self._cells = DayCells(study, self)
        self.days = DaysView()
        self.days.setModel(self._cells)
        self.title = QLabel()
        self.span = QLabel()
        self.before, self.after = QPushButton(), QPushButton()
        self.today = QPushButton(self.tr("Today (T)"))
        self._lay_out()
        self._connect()

    @property
    def cycle(self) -> int:
        """The number of the cycle on show."""
        return self._number

    def set_plan(self, plan: Plan) -> None:
        """Show another plan, at the cycle that today lies in."""
        self._plan = plan
        wanted = cycle_to_show(plan)
        if wanted is not None:
            self.show_cycle(wanted)

    @Slot(int)
    def show_cycle(self, number: int) -> None:
        """Show the days of a cycle, if the plan holds it."""
        found = self._found(number)
        if self._plan is None or found is None:
            return
        self._number = number
        self._cells.set_cycle(self._plan, found)
        self.title.setText(f"{self.tr('Cycle')} {number}")
        span = date_range(found.starts, found.ends)
        self.span.setText(f"{span}, {days_text(found.days)}")
        self.days.setAccessibleName(f"{self.title.text()}, {self.span.text()}")
        self.days.lay_out()
        self._select(found)
        self._refresh_buttons()

    @Slot(int)
    def leaf(self, by: int) -> None:
        """Go to the cycle before or after, or say that there is none."""
        if self._found(self._number + by) is None:
            self.said.emit(self._why_not(by))
        else:
            self.show_cycle(self._number + by)

    @Slot()
    def go_to_today(self) -> None:
        """Go to the day asked, or say that it lies in no cycle."""
        cycle = self._plan.current.cycle if self._plan else None
        if cycle is None:
            self.said.emit(self.tr("Today lies in no cycle."))
        else:
            self.show_cycle(cycle)
            self.days.setFocus()

    @Slot()
    def _leaf_back(self) -> None:
        self.leaf(-1)

    @Slot()
    def _leaf_on(self) -> None:
        self.leaf(1)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        cell = index.data(Role.VALUE)
        if cell and cell.visits:
            self.visit_chosen.emit(cell.visits[0].visit)
        else:
            self.said.emit(self.tr("No visit is planned on this day."))

    def _lay_out(self) -> None:
        self.title.setFont(sized(self.font(), 13, bold=True))
        self.span.setProperty("role", "label")
        self.before.setIcon(icon("chevron-left"))
        self.after.setIcon(icon("chevron-right"))
        self.after.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        head = QHBoxLayout()
        head.setSpacing(SPACE[2])
        for widget in (self.title, self.span):
            head.addWidget(widget)
        head.addStretch()
        for button in (self.before, self.today, self.after):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[2])
        column.addLayout(head)
        column.addWidget(self.days)
        column.addStretch()

    def _connect(self) -> None:
        self.before.clicked.connect(self._leaf_back)
        self.after.clicked.connect(self._leaf_on)
        self.today.clicked.connect(self.go_to_today)
        self.days.leafed.connect(self.leaf)
        self.days.today_wanted.connect(self.go_to_today)
        self.days.activated.connect(self._open)

    def _refresh_buttons(self) -> None:
        for by, button, key in ((-1, self.before, "PgUp"), (1, self.after, "PgDn")):
            there = self._found(self._number + by) is not None
            button.setText(f"{self.tr('Cycle')} {self._number + by}")
            button.setEnabled(there)
            button.setToolTip(key if there else self._why_not(by))
            button.setAccessibleDescription(button.toolTip())

    def _why_not(self, by: int) -> str:
        if by < 0:
            return self.tr("This is the first cycle that is known.")
        return self.tr("The plan reaches no further.")

    def _select(self, cycle: Cycle) -> None:
        assert self._plan is not None
        today = self._plan.as_of
        inside = cycle.starts <= today <= cycle.ends
        row, column = divmod((today - cycle.starts).days if inside else 0, IN_ROW)
        self.days.setCurrentIndex(self._cells.index(row, column))

    def _found(self, number: int) -> Cycle | None:
        cycles = self._plan.cycles if self._plan else ()
        return next((cycle for cycle in cycles if cycle.number == number), None)
