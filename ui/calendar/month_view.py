"""The keys of the site's calendar: by days, weeks and months, and with a visit."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from scheduler.core.agenda import Entry
from scheduler.core.dates import weekday_date
from scheduler.core.weeks import DAYS
from ui.calendar.month_cells import MonthDay
from ui.calendar.month_table import MonthTable
from ui.calendar.month_words import entry_spoken, entry_why

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS,
    Qt.Key.Key_Down: DAYS,
}
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MonthView(MonthTable):
    """Takes keys while it has the focus; letters are keys nowhere else.

    Signals:
        beyond: a day that is wanted and not shown.
        leafed: -1 for the month before, 1 for the one after.
        today_wanted: the key for today.
        said: what a key did not do, or where it has gone, to be told.

    Source:
        ux.md K-03, K-04, K-06, 3.8.
    """

    beyond = Signal(object)
    leafed = Signal(int)
    today_wanted = Signal()
    said = Signal(str)

    def go(self, day: date) -> None:
        """Give a day the focus, or ask for it where it is not shown."""
        index = self.cells.index_of(day)
        if not index.isValid():
            self.beyond.emit(day)
            return
        self.choose(None)
        self.setCurrentIndex(index)

    def own_keys(self) -> Iterable[tuple[str, str]]:
        """Return what each key does here, for the list of all keys."""
        return (
            (self.tr("A day earlier or later"), self.tr("Left, Right")),
            (self.tr("A week earlier or later"), self.tr("Up, Down")),
            (self.tr("First or last day of the week"), self.tr("Home, End")),
            (self.tr("A month earlier or later"), self.tr("PgUp, PgDown")),
            (self.tr("Today"), "T"),
            (self.tr("The visits of the day, one after the other"), self.tr("Tab")),
            (self.tr("Open the participant, or list the visits"), self.tr("Enter")),
            (self.tr("Pick a visit up, to move it by the arrow keys"), "M"),
            (self.tr("Drop it on the day, or put it back"), self.tr("Enter, Esc")),
        )

    def explained(self) -> tuple[str, str] | None:
        """Return the visit that has the focus with its reason, else what a day has."""
        if self.day is None:
            return None
        if entry := self.chosen or only(self.day):
            name, _, why = entry_why(entry).partition("\n")
            return name, why
        told = str(self.currentIndex().data(Qt.ItemDataRole.DisplayRole))
        on, _, counted = told.partition(", ")
        return on, f"{counted}."

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key is for; what it is not for is left to the window."""
        day = self.day
        plain = event.modifiers() in PLAIN
        if day is None or not plain or not self._act(Qt.Key(event.key()), day):
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are keys of their own here."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the visits of the day by Tab, then on to what is beside."""
        if self._is_carrying():
            return True
        if self.day is None:
            return bool(super().focusNextPrevChild(forward))
        stops = self.stops()
        at = stops.index(self.chosen) + (1 if forward else -1)
        if not 0 <= at < len(stops):
            self.choose(None)
            return bool(super().focusNextPrevChild(forward))
        self.choose(stops[at])
        entry = stops[at]
        self.said.emit(entry_spoken(entry) if entry else weekday_date(self.day.on))
        return True

    def _act(self, key: Qt.Key, day: MonthDay) -> bool:
        """Do what a key is for; return whether it is for anything."""
        if key in STEPS:
            self.go(day.on + timedelta(days=STEPS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._to_end_of_week(day, last=key == Qt.Key.Key_End)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.leafed.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_T:
            self.today_wanted.emit()
        else:
            return self._act_on_visit(key, day)
        return True

    def _act_on_visit(self, key: Qt.Key, day: MonthDay) -> bool:
        if key in ENTER:
            self._enter(day)
        elif key == Qt.Key.Key_M:
            self._pick_up(day)
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def _to_end_of_week(self, day: MonthDay, *, last: bool) -> None:
        row = self.currentIndex().row()
        column = DAYS - 1 if last else 0
        self.go(self.cells.days[row * DAYS + column].on)

    def _enter(self, day: MonthDay) -> None:
        """Drop what is carried, else open the visit, else list those of the day."""
        if self.carrying.entry is not None:
            self.carrying.drop()
        elif entry := self.chosen or only(day):
            self.opened.emit(entry)
        elif day.entries:
            self.listed.emit(day)
        else:
            self.said.emit(self._none(day))

    def _pick_up(self, day: MonthDay) -> None:
        if self._is_carrying():
            return
        entry = self.chosen or only(day)
        if entry is not None:
            self.carrying.pick_up_by_key(entry)
        elif day.entries:
            words = self.tr("Choose one of the visits on {day} by Tab, then press M.")
            self.said.emit(words.format(day=weekday_date(day.on)))
        else:
            self.said.emit(self._none(day))

    def _escape(self) -> bool:
        """Cancel what is carried, else go from a visit back to its day."""
        if self.carrying.entry is not None:
            self.carrying.cancel()
            return True
        was = self.chosen is not None
        self.choose(None)
        return was

    def _is_carrying(self) -> bool:
        """Say how to go on, if a visit is on its way."""
        if self.carrying.entry is None:
            return False
        self.said.emit(self.tr("Drop the visit with Enter, or cancel with Esc."))
        return True

    def _none(self, day: MonthDay) -> str:
        return self.tr("No visit on {day}.").format(day=weekday_date(day.on))


def only(day: MonthDay) -> Entry | None:
    """Return the one visit of a day, None if there are more or none."""
    return day.entries[0] if len(day.entries) == 1 else None
