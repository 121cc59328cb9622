"""Where everything of one day lies in its cell; nothing is drawn here."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from scheduler.core.agenda import Entry
from ui.calendar.month_cells import MonthDay
from ui.calendar.month_words import landing_mark
from ui.theme import sized

GAP, PAD, INSET = 3, 3, 2
SMALL = 9
LEAST_CHIP = 24  # ux.md K-10
NOTE_LINES = 2
TALL = 10_000
LONGEST_CODE = "PL03-0012"
WRAPPED = (
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
)


@dataclass(frozen=True, slots=True)
class Chip:
    """One visit in a cell.

    Attributes:
        one_line: False where the visit stands below the participant.
    """

    entry: Entry
    rect: QRect
    one_line: bool


@dataclass(frozen=True, slots=True)
class DayPlaces:
    """Where the parts of a day lie.

    Attributes:
        note: of the closed day or the verdict, and its words.
        more: of the words that say how many visits there is no room for.
        hidden: how many those are.
    """

    head: QRect
    note: QRect
    words: str
    chips: tuple[Chip, ...]
    more: QRect
    hidden: int

    def at(self, point: QPoint) -> Chip | None:
        """Return the visit at a point."""
        return next((chip for chip in self.chips if chip.rect.contains(point)), None)


class MonthLayout:
    """Measures in one font; what was measured once is known.

    Args:
        font: that of the calendar.
    """

    def __init__(self, font: QFont) -> None:
        self.font = QFont(font)
        self.head, self.small = sized(font, 10, bold=True), sized(font, SMALL)
        self.code = sized(font, SMALL, bold=True)
        self._small, self._code = QFontMetrics(self.small), QFontMetrics(self.code)
        self.line = self._small.height()
        self.icon = self._code.ascent() + 1
        self.head_height = QFontMetrics(self.head).height() + 2
        self._chips: dict[tuple[str, str, bool, int], tuple[bool, int]] = {}
        self._notes: dict[tuple[str, int], int] = {}

    def place(self, day: MonthDay, rect: QRect) -> DayPlaces:
        """Return where everything of a day lies in a rectangle."""
        room = rect.adjusted(PAD, PAD, -PAD - 1, -PAD)
        head = QRect(room.topLeft(), room.size())
        head.setHeight(self.head_height)
        words = note_of(day)
        note = QRect(head.bottomLeft() + QPoint(0, 1), head.size())
        note.setHeight(self._note_height(words, room.width()))
        room.setTop(note.bottom() + 1)
        chips, hidden = self._chips_in(day, room)
        more = QRect(room)
        if chips:
            more.setTop(chips[-1].rect.bottom() + 1)
        more.setHeight(self.line)
        return DayPlaces(head, note, words, chips, more, hidden)

    def least_width(self, code: str = LONGEST_CODE) -> int:
        """Return the narrowest cell in which no participant's code is cut."""
        wide = self._code.horizontalAdvance(code)
        return wide + 2 * self.icon + 2 * GAP + 2 * INSET + 2 * PAD + 2

    def least_height(self) -> int:
        """Return the lowest cell: its date, one visit, and how many more."""
        two_lines = max(2 * self.line + 2 * INSET, LEAST_CHIP)
        return self.head_height + two_lines + self.line + 3 * PAD

    def chip_height(self, entry: Entry, width: int) -> tuple[bool, int]:
        """Return whether a visit fits on one line of a width, and its height."""
        code, visit = entry.plan.participant.code, entry.visit.visit
        outside = bool(entry.visit.verdict)
        key = (code, visit, outside, width)
        if key not in self._chips:
            self._chips[key] = self._measure(code, visit, self.inner(outside, width))
        return self._chips[key]

    def inner(self, outside: bool, width: int) -> int:
        """Return the width that a visit's words have beside its icons."""
        icons = 2 if outside else 1
        return width - 2 * INSET - icons * (self.icon + GAP)

    def visit_left(self, code: str) -> int:
        """Return how far behind a participant's code the visit stands."""
        return self._code.horizontalAdvance(code) + self._small.horizontalAdvance(" ")

    def _measure(self, code: str, visit: str, inner: int) -> tuple[bool, int]:
        if self.visit_left(code) + self._small.horizontalAdvance(visit) <= inner:
            return True, max(self.line + 2 * INSET, LEAST_CHIP)
        room = QRect(0, 0, inner, TALL)
        below = self._small.boundingRect(room, WRAPPED, visit).height()
        return False, max(self._code.height() + below + 2 * INSET, LEAST_CHIP)

    def _chips_in(self, day: MonthDay, room: QRect) -> tuple[tuple[Chip, ...], int]:
        """Place as many visits as there is room for, and count the others."""
        found: list[Chip] = []
        top, last = room.top(), len(day.entries) - 1
        for number, entry in enumerate(day.entries):
            one_line, height = self.chip_height(entry, room.width())
            below = 0 if number == last else self.line
            if top + height + below > room.bottom() + 1:
                break
            rect = QRect(room.left(), top, room.width(), height)
            found.append(Chip(entry, rect, one_line))
            top += height + 2
        return tuple(found), len(day.entries) - len(found)

    def _note_height(self, words: str, width: int) -> int:
        if not words:
            return 0
        key = (words, width)
        if key not in self._notes:
            room = QRect(0, 0, width, TALL)
            needed = self._small.boundingRect(room, WRAPPED, words).height()
            self._notes[key] = min(needed, NOTE_LINES * self.line) + 2
        return self._notes[key]


def note_of(day: MonthDay) -> str:
    """Return what a cell says below its date: the verdict, or why it is closed."""
    if day.landing is not None and not day.landing.is_refused:
        return landing_mark(day.landing)
    return "" if day.is_weekend and day.closed.endswith("day") else day.closed
