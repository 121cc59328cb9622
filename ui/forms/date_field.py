"""A date that is typed, stepped, or taken from a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from scheduler.core.dates import WEEKDAYS, parse_date, weekday_date
from scheduler.errors import AmbiguousDateError, CycleDeskError
from ui.forms.entry import Entry, SampleEdit, bare_row
from ui.icons import icon
from ui.theme import SPACE

SAMPLE = "Wed 30-Nov-2026"
ONE_DAY = timedelta(days=1)


class DateEdit(SampleEdit):
    """The line of a date; the arrow keys ask for another day.

    Signals:
        stepped: one day later (1) or earlier (-1) is wanted.
        asked: the calendar is wanted.
    """

    stepped = Signal(int)
    asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by Up and Down, open the calendar by Alt+Down."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.asked.emit()
        else:
            self.stepped.emit(step)


class PickButton(QToolButton):
    """A button with an icon, square and as high as the line beside it."""

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = self.fontMetrics().height() + 2 * SPACE[1]
        self.setIconSize(QSize(side, side) - QSize(SPACE[3], SPACE[3]))
        return QSize(side, side)


class DateField(Entry[date]):
    """Reads every form that ``parse_date`` reads; shows ``Mon 23-Nov-2026``.

    An ambiguous date is never guessed: each reading is offered as a button.

    Args:
        today: what a typed step counts from, and what Today enters.
        latest: the last day that the calendar offers.
        parent: who owns it.
    """

    def __init__(
        self,
        *,
        today: date,
        latest: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._latest = today, latest
        self._written, self._own = "", False
        self._calendar: QCalendarWidget | None = None
        self.edit = DateEdit(SAMPLE)
        self.edit.setPlaceholderText(self.tr("DD-Mmm-YYYY"))
        self.pick = PickButton()
        self.today_button = QPushButton(self.tr("Today"))
        self._readings = QWidget()
        self._lay_out()
        self._connect()

    def value(self) -> date | None:
        """Return the date that is typed."""
        typed = self.edit.text().strip()
        return parse_date(typed, today=self._today) if typed else None

    def set_value(self, value: date | None) -> None:
        """Put a date into the line, with its weekday."""
        self._written = weekday_date(value) if value else ""
        self.edit.setText(self._written)

    def propose(self, day: date | None) -> None:
        """Enter a computed date, unless somebody entered another."""
        if not self._own:
            self.set_value(day)

    def control(self) -> QWidget:
        """Return the line."""
        return self.edit

    def calendar(self) -> QCalendarWidget | None:
        """Return the calendar that was opened last."""
        return self._calendar

    def name(self, what: str) -> None:
        """Name the line, and the buttons by what the date is of."""
        self.edit.setAccessibleName(what)
        self.pick.setAccessibleName(self.tr("Calendar: {0}").format(what))
        self.today_button.setAccessibleName(self.tr("Today: {0}").format(what))

    def _lay_out(self) -> None:
        self.pick.setIcon(icon("calendar"))
        self.pick.setProperty("framed", True)
        self.pick.setToolTip(self.tr("Choose from a calendar (Alt+Down)"))
        self.pick.setAccessibleName(self.tr("Calendar"))
        self.today_button.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(SPACE[0])
        for widget in (self.edit, self.pick, self.today_button):
            line.addWidget(widget)
        line.addStretch(1)
        bare_row(self._readings)
        self._readings.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        column.addLayout(line)
        column.addWidget(self._readings)

    def _connect(self) -> None:
        self.edit.textEdited.connect(self._edited)
        self.edit.textChanged.connect(self._offer_readings)
        self.edit.textChanged.connect(self.changed)
        self.edit.editingFinished.connect(self._tidy)
        self.edit.editingFinished.connect(self.left)
        self.edit.stepped.connect(self._step)
        self.edit.asked.connect(self._open_calendar)
        self.pick.clicked.connect(self._open_calendar)
        self.today_button.clicked.connect(self._enter_today)

    @Slot(str)
    def _edited(self, text: str) -> None:
        """Take our own weekday away once its date is edited, lest the two differ."""
        self._own = True
        weekday = self._written[: len(WEEKDAYS[0]) + 1]
        if weekday and text.startswith(weekday):
            at = self.edit.cursorPosition()
            self.edit.setText(text[len(weekday) :])
            self.edit.setCursorPosition(max(at - len(weekday), 0))
        self._written = ""

    @Slot()
    def _tidy(self) -> None:
        """Show an accepted date in its one form; keep anything else as typed."""
        try:
            found = self.value()
        except CycleDeskError:
            return
        self.set_value(found)

    @Slot(int)
    def _step(self, days: int) -> None:
        try:
            found = self.value()
        except CycleDeskError:
            return
        self._enter(found + days * ONE_DAY if found else self._today)

    def _enter(self, day: date) -> None:
        """Take a day that somebody chose."""
        self._own = True
        self.set_value(day)

    @Slot()
    def _enter_today(self) -> None:
        self._enter(self._today)
        self.left.emit()

    @Slot()
    def _offer_readings(self) -> None:
        """Offer both readings of an ambiguous date, each as a button."""
        for old in self._readings.findChildren(QPushButton):
            old.setParent(None)
            old.deleteLater()
        try:
            self.value()
        except AmbiguousDateError as error:
            readings = error.readings
        except CycleDeskError:
            readings = ()
        else:
            readings = ()
        for day in readings:
            self._offer(day)
        self._readings.setVisible(bool(readings))

    def _offer(self, day: date) -> None:
        button = QPushButton(weekday_date(day))
        button.setAutoDefault(False)
        button.setProperty("day", day.isoformat())
        button.clicked.connect(self._take_reading)
        row = self._readings.layout()
        assert row is not None
        row.addWidget(button)

    @Slot()
    def _take_reading(self) -> None:
        chosen = self.sender()
        assert isinstance(chosen, QPushButton)
        self._enter(date.fromisoformat(chosen.property("day")))
        self.edit.setFocus()
        self.left.emit()

    @Slot()
    def _open_calendar(self) -> None:
        """Show a calendar under the line; Enter takes its day, Esc leaves."""
        calendar = self._calendar = _calendar(self._shown_day(), self._latest)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(self._take_day)
        calendar.clicked.connect(self._take_day)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        menu.popup(self.edit.mapToGlobal(QPoint(0, self.edit.height())))
        calendar.setFocus()

    def _shown_day(self) -> date:
        try:
            return self.value() or self._today
        except CycleDeskError:
            return self._today

    @Slot(QDate)
    def _take_day(self, day: QDate) -> None:
        self._enter(date(day.year(), day.month(), day.day()))
        self.edit.setFocus()
        self.left.emit()


def _calendar(day: date, latest: date | None) -> QCalendarWidget:
    """Return a calendar of one month, in the words of every clinical date."""
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale.c())
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(
        QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
    )
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    if latest:
        calendar.setMaximumDate(QDate(latest.year, latest.month, latest.day))
    return calendar
