"""Above the site's calendar: which days, which visits, and what is hidden."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scheduler.core.visits import Status
from ui.icons import icon
from ui.models.visit_filter import (
    USUAL,
    Asked,
    Group,
    VisitFilter,
    asked_words,
    kind_words,
)
from ui.pages.chips import ChipButton
from ui.pages.flow import FlowLayout
from ui.pages.labels import TITLE, label, wrapped
from ui.theme import SPACE

ASKED: tuple[Asked, ...] = (*Group, *Status)  # Qt would make plain words of them


class CalendarHead(QWidget):
    """Leafs, chooses a month or five weeks, and filters.

    Signals:
        leafed: -1 for the month before, 1 for the one after.
        today_wanted, date_wanted: another day is asked for.
        weeks_wanted: True for five weeks, False for a month.
        filtered: the ``VisitFilter``.
    """

    leafed = Signal(int)
    today_wanted = Signal()
    date_wanted = Signal()
    weeks_wanted = Signal(bool)
    filtered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(points=TITLE, bold=True)
        self.before, self.after = QPushButton(), QPushButton()
        self.today = QPushButton(self.tr("Today  T"))
        self.go_to = QPushButton()
        self.month, self.weeks = ChipButton(), ChipButton()
        self.text = QLineEdit()
        self.status, self.kind = QComboBox(), QComboBox()
        self.bar, self.said = QFrame(), wrapped()
        self.clear = QPushButton(self.tr("Clear filter"))
        self._filter = USUAL
        self._set_up()
        self._lay_out()
        self._connect()

    @property
    def filter(self) -> VisitFilter:
        """What is asked for."""
        return self._filter

    def set_kinds(self, kinds: Sequence[str]) -> None:
        """Offer the kinds of visits that there are; what is chosen stays."""
        wanted = ["", *kinds]
        if self._filter.kind not in wanted:
            wanted.append(self._filter.kind)
        if wanted == _values(self.kind):
            return
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in wanted:
            self.kind.addItem(kind_words(kind), kind)
        self.kind.setCurrentIndex(wanted.index(self._filter.kind))
        self.kind.blockSignals(False)
        self._fit()

    def say_hidden(self, shown: int, count: int) -> None:
        """Say which filter is on and how many visits it hides.

        Source:
            ux.md L-02.
        """
        names = self.tr(" and ").join(f"\u201c{n}\u201d" for n in self._filter.names())
        words = self.tr(
            "Showing {shown} of {count} visits, filter {names}. {hidden} hidden."
        )
        if not shown:
            words = self.tr("No visit of these weeks matches {names}. {hidden} hidden.")
        self.said.setText(
            words.format(shown=shown, count=count, names=names, hidden=count - shown)
        )
        self.bar.setVisible(self._filter.is_on)

    @Slot()
    def clear_filter(self) -> None:
        """Show every visit again."""
        self.text.clear()
        self.status.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
        self.text.setFocus()

    @Slot()
    def _fit(self) -> None:
        """Make each choice as wide as what is chosen, its list as wide as all."""
        for box in (self.status, self.kind):
            wide = box.fontMetrics().horizontalAdvance
            widest = max(wide(box.itemText(at)) for at in range(box.count()))
            around = box.sizeHint().width() - widest
            box.setFixedWidth(wide(box.currentText()) + around)
            view = box.view()
            view.setMinimumWidth(view.sizeHintForColumn(0) + SPACE[5])

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @Slot()
    def _refilter(self) -> None:
        self._filter = VisitFilter(
            asked=ASKED[max(self.status.currentIndex(), 0)],
            kind=self.kind.currentData() or "",
            text=self.text.text().strip(),
        )
        self.filtered.emit(self._filter)

    def _set_up(self) -> None:
        for button, drawing, words, key in (
            (self.before, "chevron-left", self.tr("Month before"), "PgUp"),
            (self.after, "chevron-right", self.tr("Month after"), "PgDn"),
        ):
            button.setIcon(icon(drawing))
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({key})")
        self.today.setAccessibleName(self.tr("Today"))
        self.go_to.setAccessibleName(self.tr("Go to date"))
        self.go_to.setIcon(icon("calendar-days"))
        self.go_to.setToolTip(self.tr("Go to date (Ctrl+G)"))
        self.month.setText(self.tr("Month"))
        self.weeks.setText(self.tr("Five weeks"))
        self.month.setChecked(True)
        self._set_up_filters()

    def _set_up_filters(self) -> None:
        self.status.addItems([asked_words(asked) for asked in ASKED])
        self.set_kinds(())
        for box, name in (
            (self.status, self.tr("Status of the visits")),
            (self.kind, self.tr("Kind of the visits")),
        ):
            box.setAccessibleName(name)
            view = box.view()
            view.setAccessibleName(name)
            view.setTextElideMode(Qt.TextElideMode.ElideNone)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentTextChanged.connect(self._fit)
            self._fit()
        self.text.setAccessibleName(self.tr("Filter by participant or visit"))
        self.text.setPlaceholderText(self.tr("Filter\u2026  Ctrl+F"))
        self.text.setClearButtonEnabled(True)
        metrics = self.text.fontMetrics()
        wide = metrics.horizontalAdvance(self.text.placeholderText())
        self.text.setFixedWidth(wide + 2 * metrics.height() + SPACE[2])

    def add_keys(self, page: QWidget) -> None:
        """Let a page know the keys of this head, also while its list has the focus."""
        action = QAction(self.tr("Filter visits"), page)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._find)
        page.addAction(action)

    @Slot()
    def _find(self) -> None:
        self.text.setFocus()
        self.text.selectAll()

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.leafed.emit(-1))
        self.after.clicked.connect(lambda: self.leafed.emit(1))
        self.today.clicked.connect(self.today_wanted)
        self.go_to.clicked.connect(self.date_wanted)
        self._kinds_of_span = QButtonGroup(self)
        self._kinds_of_span.addButton(self.month, 0)
        self._kinds_of_span.addButton(self.weeks, 1)
        self._kinds_of_span.idClicked.connect(lambda n: self.weeks_wanted.emit(n == 1))
        self.text.textChanged.connect(self._refilter)
        self.status.currentIndexChanged.connect(self._refilter)
        self.kind.currentIndexChanged.connect(self._refilter)
        self.clear.clicked.connect(self.clear_filter)

    def _lay_out(self) -> None:
        side = self.fontMetrics().height()
        for button in (self.before, self.after, self.go_to):
            button.setIconSize(QSize(side, side))
        flow = FlowLayout(across=SPACE[1], down=SPACE[1])
        for widget in (
            self.title,
            self.before,
            self.today,
            self.after,
            self.month,
            self.weeks,
            self.go_to,
            self.text,
            self.status,
            self.kind,
        ):
            flow.addWidget(widget)
        self.bar.setProperty("message", "info")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(SPACE[2], SPACE[0], SPACE[0], SPACE[0])
        row.addWidget(self.said, 1)
        row.addWidget(self.clear)
        self.bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(flow)
        column.addWidget(self.bar)


def _values(box: QComboBox) -> list[str]:
    return [box.itemData(at) for at in range(box.count())]
