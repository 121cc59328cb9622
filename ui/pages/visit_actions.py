"""What can be done with a visit: buttons, keys, and why one of them is off."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from scheduler.core.agenda import OPEN, Entry
from scheduler.core.visits import Status, Visit
from ui.icons import icon
from ui.pages.flow import FlowLayout
from ui.pages.labels import STRONG, label
from ui.theme import SPACE
from ui.wording import status_word


class VisitActions(QWidget):
    """Buttons for one visit; those that would fail say why.

    A key that is pressed where it can do nothing says why as well, so the actions
    stay enabled and only the buttons turn off.

    Args:
        parent: the page that the keys work on.
        named: True on pages of several participants: the code stands before the
            buttons, and the participant can be opened.

    Signals:
        record_requested, delay_requested, book_requested, print_requested: the
            number of the participant, and the name of the visit.
        open_requested: the number of the participant.
        said: why a key did nothing.
    """

    record_requested = Signal(int, str)
    delay_requested = Signal(int, str)
    book_requested = Signal(int, str)
    print_requested = Signal(int, str)
    open_requested = Signal(int)
    said = Signal(str)

    def __init__(self, parent: QWidget, *, named: bool = False) -> None:
        super().__init__(parent)
        self._number: int | None = None
        self._entry: Entry | None = None
        self._paper: Entry | None = None
        self.record = self._button("notebook-pen", primary=True)
        self.delay = self._button("calendar-clock")
        self.book = self._button("calendar-plus")
        self.print = self._button("printer")
        self.whose = label(points=STRONG, bold=True)
        self.open = self._button("user")
        flow = FlowLayout(self, across=SPACE[1], down=SPACE[1])
        buttons = (self.record, self.delay, self.book, self.print, self.open)
        for widget in (self.whose, *buttons):
            flow.addWidget(widget)
        self.whose.setVisible(named)
        self.open.setVisible(named)
        self._barred = dict.fromkeys(buttons[:-1], "")
        self._add_keys(parent)
        self.record.clicked.connect(self._record)
        self.delay.clicked.connect(self.delay_visit)
        self.book.clicked.connect(self._book)
        self.print.clicked.connect(self._print)
        self.open.clicked.connect(self._open)
        self.set_visit(None, None)

    @property
    def number(self) -> int | None:
        """Whose visit is offered; None while no row is chosen."""
        return self._number

    def set_visit(
        self,
        number: int | None,
        entry: Entry | None,
        code: str = "",
        *,
        paper: Entry | None = None,
    ) -> None:
        """Offer what can be done with a visit; without one, nothing.

        Args:
            number: whose visit.
            entry: the visit to record or to book.
            code: the participant's code, where several are listed.
            paper: the visit whose sheet is offered, if it is another one.
        """
        self._number, self._entry = number, entry
        self._paper = paper or entry
        self.whose.setText(code or self.tr("No row chosen"))
        self.open.setText(f" {self.tr('Open')} {code}".rstrip())
        self._allow(self.open, "" if code else self.tr("Choose a row first."))
        sheet = self.tr("Print sheet")
        offers = (
            (self.record, self.tr("Record"), "F8", why_not_record, self._entry),
            (self.delay, self.tr("Delay"), "F9", why_not_delay, self._entry),
            (self.book, self.tr("Book"), "", why_not_book, self._entry),
            (self.print, sheet, "Ctrl+P", why_not_print, self._paper),
        )
        for button, verb, key, why_not, meant in offers:
            dots = "\u2026" if button is not self.print else ""
            words = f"{verb} {meant.visit.visit if meant else ''}".strip()
            button.setText(f" {words}{dots}" + (f"  {key}" if key else ""))
            button.setAccessibleName(words)
            self._allow(button, self._barred[button] or why_not(meant))

    def bar(self, *, facts: str, sheets: str) -> None:
        """Say why nothing may be recorded, and no sheet printed; empty if it may."""
        self._barred = dict.fromkeys((self.record, self.delay, self.book), facts)
        self._barred[self.print] = sheets
        for button, why in self._barred.items():
            if why:
                self._allow(button, why)

    @Slot()
    def _record(self) -> None:
        why = self._barred[self.record] or why_not_record(self._entry)
        self._ask(self.record_requested, self._entry, why)

    @Slot()
    def delay_visit(self) -> None:
        """Ask for the visit to be put off, or say why it cannot be."""
        why = self._barred[self.delay] or why_not_delay(self._entry)
        self._ask(self.delay_requested, self._entry, why)

    @Slot()
    def _book(self) -> None:
        why = self._barred[self.book] or why_not_book(self._entry)
        self._ask(self.book_requested, self._entry, why)

    @Slot()
    def _print(self) -> None:
        why = self._barred[self.print] or why_not_print(self._paper)
        self._ask(self.print_requested, self._paper, why)

    @Slot()
    def _open(self) -> None:
        if self._number is not None:
            self.open_requested.emit(self._number)

    def _ask(self, signal: SignalInstance, meant: Entry | None, why_not: str) -> None:
        if why_not:
            self.said.emit(why_not)
        elif self._number is not None and meant is not None:
            signal.emit(self._number, meant.visit.visit)

    def _allow(self, button: QPushButton, why_not: str) -> None:
        button.setEnabled(not why_not)
        button.setToolTip(why_not)
        button.setStatusTip(why_not)
        button.setAccessibleDescription(why_not)

    def _button(self, drawing: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton()
        roles = QPalette.ColorRole
        button.setIcon(icon(drawing, roles.BrightText if primary else roles.ButtonText))
        side = button.fontMetrics().height()
        button.setIconSize(QSize(side, side))
        if primary:
            button.setProperty("primary", "true")
        return button

    def _add_keys(self, page: QWidget) -> None:
        for key, words, slot in (
            (QKeySequence("F8"), self.tr("Record visit"), self._record),
            (QKeySequence("F9"), self.tr("Delay visit"), self.delay_visit),
            (
                QKeySequence(QKeySequence.StandardKey.Print),
                self.tr("Print"),
                self._print,
            ),
        ):
            action = QAction(words, page)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(slot)
            page.addAction(action)


def why_not_record(entry: Entry | None) -> str:
    """Say why a visit cannot be recorded; nothing if it can."""
    if entry is None:
        return _tr("Choose a visit first.")
    visit = entry.visit
    if visit.outcome is not None:
        words = _tr("{visit} is saved already. Correct what is saved instead.")
        return words.format(visit=visit.visit)
    return _cancelled(visit)


def why_not_book(entry: Entry | None) -> str:
    """Say why a visit cannot be booked; nothing if it can."""
    if entry is None:
        return _tr("Choose a visit first.")
    visit = entry.visit
    if visit.status in OPEN:
        return ""
    words = _tr("{visit} is {status}: only a visit to come is booked.")
    return words.format(visit=visit.visit, status=status_word(visit.status).lower())


def why_not_delay(entry: Entry | None) -> str:
    """Say why a visit cannot be put off; nothing if it can."""
    if entry is None:
        return _tr("Nothing to move: no visit to come is chosen.")
    visit = entry.visit
    if visit.status in OPEN:
        return ""
    words = _tr("{visit} is {status}: only a visit to come is delayed.")
    return words.format(visit=visit.visit, status=status_word(visit.status).lower())


def why_not_print(entry: Entry | None) -> str:
    """Say why a visit has no dosing sheet to print; nothing if it has."""
    if entry is None:
        return _tr("Choose a visit first.")
    visit = entry.visit
    if not (visit.infusion or visit.dispense):
        return _tr("{visit} has no dosing sheet.").format(visit=visit.visit)
    if not entry.plan.dosing:
        return _tr("No dose is known yet. Record the baseline weight first.")
    return _cancelled(visit)


def _cancelled(visit: Visit) -> str:
    if visit.status is not Status.CANCELLED:
        return ""
    words = _tr("{visit} is cancelled, because treatment has ended.")
    return words.format(visit=visit.visit)


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitActions", text)
