"""How far a visit is put off: a few days, to a date, or with no date yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from scheduler.core.dates import weekday_date
from scheduler.core.delay import PRESETS
from scheduler.errors import CycleDeskError
from ui.forms.date_field import DateField
from ui.forms.entry import Entry
from ui.forms.time_span import quiet
from ui.icons import icon
from ui.theme import SPACE


@dataclass(frozen=True, slots=True)
class PutOff:
    """Where a visit is put off to; None is no date yet."""

    on: date | None


class PresetButton(QPushButton):
    """Stays down while it is what is chosen, and says so by a mark, not by colour."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("preset", True)
        self.toggled.connect(self._mark)

    def sizeHint(self) -> QSize:
        """Leave room for the mark, so that no button moves when it comes."""
        size = super().sizeHint()
        room = 0 if self.isChecked() else self.iconSize().width() + SPACE[0]
        return QSize(size.width() + room, size.height())

    @Slot(bool)
    def _mark(self, on: bool) -> None:
        self.setIcon(icon("check", QPalette.ColorRole.ButtonText) if on else QIcon())


class DelayChoice(Entry[PutOff]):
    """One press enters a new day; it can be typed as well.

    Args:
        now: the day of the visit as it is.
        today: the first day that can be chosen.

    Signals:
        settled: a press has chosen how far, so something else can be asked.

    Source:
        ux.md 3.9: job 5 in two clicks.
    """

    settled = Signal()

    def __init__(self, now: date, today: date) -> None:
        super().__init__()
        self._now = now
        self.days = {count: self._preset(count, today) for count in PRESETS}
        self.hold = PresetButton(self.tr("&Hold, no date yet"))
        self.hold.clicked.connect(self._held)
        self.date = DateField(today=today)
        self._lay_out()
        self.date.changed.connect(self._dated)
        self.date.left.connect(self.left)

    def value(self) -> PutOff | None:
        """Return the new day, no date yet, or None while nothing is chosen."""
        if self.hold.isChecked():
            return PutOff(None)
        on = self.date.value()
        return PutOff(on) if on else None

    def set_value(self, value: PutOff | None) -> None:
        """Choose a day, no date yet, or nothing."""
        self.hold.setChecked(value is not None and value.on is None)
        self.date.set_value(value.on if value else None)

    def control(self) -> QWidget:
        """Return the first press that can be chosen; the line where none can."""
        found = (button for button in self.days.values() if button.isEnabled())
        return next(found, self.date.edit)

    def mended_at(self) -> QWidget:
        """Return the line of the date."""
        return self.date.edit

    def name(self, what: str) -> None:
        """Name the line; each press is named by its own words."""
        self.date.name(self.tr("New date"))
        for button in (*self.days.values(), self.hold):
            button.setAccessibleDescription(what)

    def bar_hold(self, why: str) -> None:
        """Say why there is nothing to hold."""
        self.hold.setEnabled(False)
        self.hold.setToolTip(why)
        self.hold.setAccessibleDescription(why)

    def _preset(self, count: int, today: date) -> QPushButton:
        button = PresetButton(self.tr("+&%n days", "", count))
        on = self._now + timedelta(days=count)
        past = self.tr("{0} is past.").format(weekday_date(on))
        button.setEnabled(on >= today)
        button.setToolTip(weekday_date(on) if on >= today else past)
        button.setStatusTip(button.toolTip())
        button.clicked.connect(lambda _on=False, on=on: self._take(on))
        return button

    def _take(self, on: date) -> None:
        self.set_value(PutOff(on))
        self._dated()
        self.settled.emit()

    @Slot()
    def _held(self) -> None:
        """Take the date away, or give the word back to the line."""
        self.set_value(PutOff(None) if self.hold.isChecked() else None)
        self._dated()
        self.settled.emit()

    @Slot()
    def _dated(self) -> None:
        """Mark the press that says what the line says."""
        if self.date.edit.text():
            self.hold.setChecked(False)
        try:
            on = self.date.value()
        except CycleDeskError:
            on = None
        for count, button in self.days.items():
            button.setChecked(on == self._now + timedelta(days=count))
        self.changed.emit()

    def _lay_out(self) -> None:
        presets = QHBoxLayout()
        presets.setSpacing(SPACE[1])
        for button in (*self.days.values(), self.hold):
            presets.addWidget(button)
        presets.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(SPACE[1])
        line.addWidget(quiet(self.tr("or to")))
        line.addWidget(self.date)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addLayout(presets)
        column.addLayout(line)
