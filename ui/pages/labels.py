"""Labels, cards and drug lines, all in plain text."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scheduler.core.quantities import unbroken
from scheduler.core.wording import DASH
from ui.pages.flow import FlowLayout
from ui.theme import SPACE, sized

WORD_JOINER, BREAK = "\u2060", "\u200b"
_DATE = re.compile(r"(\d\d)-([A-Z][a-z]{2})-(\d{4})", re.ASCII)
# What is longer has no place to break of its own, or too few of them.
_LONG = re.compile(r"\S{20,}")
_JOINT = re.compile(r"[_./\\](?=\S)|[^\s_./\\]{12}(?=[^\W_])")
TITLE, SECTION, STRONG, BODY = 17, 13, 11, 10


def label(text: str = "", points: float = BODY, *, bold: bool = False) -> QLabel:
    """Return a label that shows text as typed, in a size of ux.md 5.3."""
    found = QLabel(text)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setFont(sized(found.font(), points, bold=bold))
    return found


def whole_dates(text: str) -> str:
    """Keep a clinical date on one line: hyphens invite breaks.

    >>> whole_dates("on 23-Nov-2026").replace(WORD_JOINER, "|")
    'on 23-|Nov-|2026'
    """
    return _DATE.sub(rf"\1-{WORD_JOINER}\2-{WORD_JOINER}\3", text)


def breakable(text: str) -> str:
    """Let words break that no column holds, such as the names of files.

    >>> breakable("PL03_20261123T084100Z_sign-in.backup").replace(BREAK, "|")
    'PL03_|20261123T084|100Z_|sign-in.|backup'
    """
    return _LONG.sub(lambda word: _JOINT.sub(rf"\g<0>{BREAK}", word[0]), text)


class Wrapped(QLabel):
    """A label that breaks its lines where the width ends, but never in a date."""

    def __init__(self, text: str, points: float, *, bold: bool) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sized(self.font(), points, bold=bold))
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; it is read aloud as it was given."""
        super().setText(whole_dates(text))
        self.setAccessibleName(text)


def wrapped(text: str = "", points: float = BODY, *, bold: bool = False) -> QLabel:
    """Return a label that breaks its lines where the width ends."""
    return Wrapped(text, points, bold=bold)


def faint(text: str = "") -> QLabel:
    """Return a label that names a value."""
    found = label(text)
    found.setProperty("role", "label")
    return found


def message(text: str, kind: str) -> QLabel:
    """Return a sentence on the tint of its kind: info, warning, error, success."""
    found = wrapped(text)
    found.setProperty("message", kind)
    return found


def clear(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


class Card(QFrame):
    """A titled area; its lines are replaced as a whole.

    Args:
        title: what the card is about.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        self.title = label(title, SECTION, bold=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(SPACE[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[1])
        column.addWidget(self.title)
        column.addLayout(self.lines)
        column.addStretch()

    def show_lines(self, widgets: list[QWidget]) -> None:
        """Replace everything below the title."""
        clear(self.lines)
        for widget in widgets:
            self.lines.addWidget(widget)


class DrugLine(QWidget):
    """One drug: name and dose bold, wrapped between attributes only.

    Args:
        line: as ``core.wording`` writes it.

    Source:
        ux.md N-06 to N-09.
    """

    def __init__(self, line: str) -> None:
        super().__init__()
        self.line = unbroken(line)
        self.setAccessibleName(self.line)
        flow = FlowLayout(self, across=SPACE[0])
        parts = self.line.split(DASH)
        for at, part in enumerate(parts):
            bold = at == 0 or part.startswith("DOSE")
            flow.addWidget(_attribute(part, bold=bold, dash=at < len(parts) - 1))


def _attribute(text: str, *, bold: bool, dash: bool) -> QWidget:
    """Return one attribute with the dash after it, which never begins a line."""
    found = QWidget()
    row = QHBoxLayout(found)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE[0])
    row.addWidget(label(text, bold=bold))
    if dash:
        row.addWidget(label(DASH.strip()))
    return found
