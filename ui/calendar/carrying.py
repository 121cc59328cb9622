"""A visit that was picked up: over which day it is, where it is dropped."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from scheduler.core.agenda import Entry
from scheduler.core.landing import Landing
from ui.calendar.month_words import entry_name, landing_words

Judge = Callable[[Entry, date], Landing]
WhyNot = Callable[[Entry | None], str]
DayAt = Callable[[QPoint], date | None]
EntryAt = Callable[[QPoint], Entry | None]


class Carrying(QObject):
    """One visit on its way from a day to another; at most one at a time.

    Args:
        judge: says what a day is for a visit.
        why_not: says why a visit cannot be moved; nothing if it can.
        parent: who owns it.

    Signals:
        began: the visit that was picked up.
        moved: the ``Landing`` that it is over now, or None beside the days.
        ended: nothing is carried any more.
        dropped: the visit and its new day, after ``ended``.
        said: why nothing was picked up or dropped.

    Source:
        ux.md 3.8, L-10, D5: what the mouse begins can be taken back.
    """

    began = Signal(object)
    moved = Signal(object)
    ended = Signal()
    dropped = Signal(object, object)
    said = Signal(str)

    def __init__(
        self, judge: Judge, why_not: WhyNot, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._judge, self._why_not = judge, why_not
        self.entry: Entry | None = None
        self.landing: Landing | None = None
        self.by_keyboard = False

    def pick_up(self, entry: Entry | None, *, by_keyboard: bool) -> bool:
        """Pick a visit up, or say why that cannot be; return whether it was."""
        why = self._why_not(entry)
        if why or entry is None:
            self.said.emit(why)
            return False
        self.entry, self.landing = entry, None
        self.by_keyboard = by_keyboard
        self.began.emit(entry)
        return True

    @Slot(object)
    def pick_up_by_key(self, entry: Entry | None) -> None:
        """Pick a visit up to be moved by the arrow keys, or say why that cannot be."""
        self.pick_up(entry, by_keyboard=True)

    def judged(self, day: date) -> Landing:
        """Return what a day is for the visit that is carried."""
        assert self.entry is not None
        return self._judge(self.entry, day)

    def over(self, day: date | None) -> None:
        """Come over a day, or beside all days."""
        if self.entry is None:
            return
        landing = self.judged(day) if day is not None else None
        if landing != self.landing:
            self.landing = landing
            self.moved.emit(landing)

    def drop(self) -> None:
        """Let go over the day; where that is refused, say so and change nothing."""
        entry, landing = self.entry, self.landing
        if entry is None:
            return
        if landing is None:
            self.cancel()
            return
        if landing.is_refused:
            self._refuse(landing)
            return
        if landing.on == entry.visit.booked:
            self.cancel()
            return
        self._end()
        self.dropped.emit(entry, landing.on)

    def cancel(self) -> None:
        """Put the visit back where it was."""
        if self.entry is not None:
            words = self.tr("{what} stays where it was.").format(
                what=entry_name(self.entry)
            )
            self._end()
            self.said.emit(words)

    def _refuse(self, landing: Landing) -> None:
        """Say no; whoever uses the keyboard may go on, the mouse has let go."""
        if not self.by_keyboard:
            self._end()
        self.said.emit(landing_words(landing).capitalize() + ".")

    def _end(self) -> None:
        self.entry = self.landing = None
        self.ended.emit()


class Dragging:
    """Turns the mouse events of one list of visits into carrying.

    Args:
        carrying: the visit on its way.
        entry_at: which visit is at a point of the list.
        day_at: which day is at a point of the screen.
    """

    def __init__(self, carrying: Carrying, entry_at: EntryAt, day_at: DayAt) -> None:
        self._carrying, self._entry_at, self._day_at = carrying, entry_at, day_at
        self._pressed: QPoint | None = None
        self._cancelled = False

    def asks_menu(self) -> bool:
        """Say whether the right button asks for a menu: not where it cancelled."""
        asks, self._cancelled = not self._cancelled, False
        return asks

    def press(self, event: QMouseEvent) -> bool:
        """Remember where the left button went down; the right one cancels."""
        if event.button() == Qt.MouseButton.RightButton:
            self._pressed = None
            self._cancelled = self._carrying.entry is not None
            self._carrying.cancel()
            return self._cancelled
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._cancelled = False
        self._pressed = event.position().toPoint()
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Pick up once the pointer has gone far enough, then follow it."""
        if self._pressed is None:
            return False
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed = None  # let go where nobody told us
            self._carrying.cancel()
            return False
        at = event.position().toPoint()
        if self._carrying.entry is None:
            far = (at - self._pressed).manhattanLength()
            if far < QApplication.startDragDistance():
                return True
            if not self._begin(self._entry_at(self._pressed)):
                return True
        self._carrying.over(self._day_at(event.globalPosition().toPoint()))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Drop what is carried; return whether anything was."""
        dragged = self._pressed is not None and self._carrying.entry is not None
        self._pressed = None
        if dragged:
            self._carrying.over(self._day_at(event.globalPosition().toPoint()))
            self._carrying.drop()
        return dragged

    def _begin(self, entry: Entry | None) -> bool:
        if entry is None or not self._carrying.pick_up(entry, by_keyboard=False):
            self._pressed = None
            return False
        return True
