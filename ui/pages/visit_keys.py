"""What can be done with the visit that has the focus: by its keys and in a menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from scheduler.core.agenda import Entry
from ui.calendar.month_words import entry_name
from ui.icons import icon
from ui.pages.visit_actions import (
    why_not_book,
    why_not_delay,
    why_not_print,
    why_not_record,
)

Chosen = Callable[[], tuple[int, Entry] | None]
WhyNot = Callable[[Entry | None], str]


class VisitKeys(QObject):
    """Keys that work wherever a visit is chosen on a page, and a menu of them.

    Where a key can do nothing it says why, so the actions stay enabled; in the menu
    each that would fail is off, with the reason as its tooltip.

    Args:
        page: on which the keys work.
        chosen: returns the visit that has the focus with its participant's number.

    Signals:
        record_requested, delay_requested, book_requested, print_requested: the
            number of the participant, and the name of the visit.
        open_requested: the number of the participant.
        move_requested: the visit is to be picked up.
        said: why a key did nothing.

    Source:
        ux.md K-01, K-05, F-04.
    """

    record_requested = Signal(int, str)
    delay_requested = Signal(int, str)
    book_requested = Signal(int, str)
    print_requested = Signal(int, str)
    open_requested = Signal(int)
    move_requested = Signal(object)
    said = Signal(str)

    def __init__(self, page: QWidget, chosen: Chosen) -> None:
        super().__init__(page)
        self._page, self._chosen = page, chosen
        self._facts = self._sheets = ""
        self.record = self._action(self.tr("Record visit"), "F8", self.record_visit)
        self.delay = self._action(self.tr("Delay visit"), "F9", self.delay_visit)
        self.print = self._action(self.tr("Print"), "Ctrl+P", self.print_sheet)

    def bar(self, *, facts: str, sheets: str) -> None:
        """Say why nothing may be recorded, and no sheet printed; empty if it may."""
        self._facts, self._sheets = facts, sheets

    def why_not_move(self, entry: Entry | None) -> str:
        """Say why a visit cannot be moved; nothing if it can."""
        return self._facts or why_not_book(entry)

    @Slot()
    def record_visit(self) -> None:
        """Ask for the visit to be recorded, or say why it cannot be."""
        self._ask(self.record_requested, self._facts, why_not_record)

    @Slot()
    def delay_visit(self) -> None:
        """Ask for the visit to be put off, or say why it cannot be."""
        self._ask(self.delay_requested, self._facts, why_not_delay)

    @Slot()
    def book_visit(self) -> None:
        """Ask for another date of the visit, or say why it cannot be booked."""
        self._ask(self.book_requested, self._facts, why_not_book)

    @Slot()
    def print_sheet(self) -> None:
        """Ask for the sheet of the visit, or say why it has none."""
        self._ask(self.print_requested, self._sheets, why_not_print)

    def menu(self) -> QMenu | None:
        """Return what can be done with the visit, None where none is chosen."""
        chosen = self._chosen()
        if chosen is None:
            return None
        number, entry = chosen
        found = QMenu(self._page)
        found.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found.setToolTipsVisible(True)
        found.setAccessibleName(entry_name(entry))
        opened = found.addAction(icon("user"), self.tr("&Open the participant\tEnter"))
        opened.triggered.connect(lambda: self.open_requested.emit(number))
        moved = found.addAction(icon("calendar-days"), self.tr("&Move by keys\tM"))
        moved.triggered.connect(lambda: self.move_requested.emit(entry))
        self._bar(moved, self.why_not_move(entry))
        found.addSeparator()
        for words, drawing, why_not, act in (
            (self.tr("&Record\u2026\tF8"), "notebook-pen",
             self._facts or why_not_record(entry), self.record_visit),
            (self.tr("&Delay\u2026\tF9"), "calendar-clock",
             self._facts or why_not_delay(entry), self.delay_visit),
            (self.tr("&Book\u2026"), "calendar-plus",
             self._facts or why_not_book(entry), self.book_visit),
            (self.tr("&Print sheet\tCtrl+P"), "printer",
             self._sheets or why_not_print(entry), self.print_sheet),
        ):  # fmt: skip
            action = found.addAction(icon(drawing), words)
            action.triggered.connect(act)
            self._bar(action, why_not)
        return found

    @Slot(QPoint)
    def show_menu(self, at: QPoint) -> None:
        """Show the menu at a point of the screen."""
        menu = self.menu()
        if menu is not None:
            menu.popup(at)

    def _ask(self, signal: SignalInstance, barred: str, why_not: WhyNot) -> None:
        number, entry = self._chosen() or (0, None)
        why = barred or why_not(entry)
        if why or entry is None:
            self.said.emit(why)
        else:
            signal.emit(number, entry.visit.visit)

    def _bar(self, action: QAction, why_not: str) -> None:
        action.setEnabled(not why_not)
        action.setToolTip(why_not)
        action.setStatusTip(why_not)

    def _action(self, words: str, key: str, act: Callable[[], None]) -> QAction:
        action = QAction(words, self._page)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self._page.addAction(action)
        return action
