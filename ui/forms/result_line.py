"""One line that says what an entry means: an icon, words, a tint, said aloud."""

import re
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import SPACE, Badge, tokens_of
from ui.wording import shown

WORD_JOINER = "\u2060"

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


class Tone(StrEnum):
    """What kind of thing is said; the same icon always means the same kind."""

    HINT = "hint"
    INFO = "info"
    GOOD = "success"
    WARNING = "warning"
    WRONG = "error"


ICONS = {
    Tone.HINT: "info",
    Tone.INFO: "info",
    Tone.GOOD: "circle-check",
    Tone.WARNING: "triangle-alert",
    Tone.WRONG: "octagon-alert",
}


def whole_words(text: str) -> str:
    """Return a text that breaks its lines at spaces only, never in a date or a code."""
    return _HYPHEN.sub("-" + WORD_JOINER, text)


class WrappedLabel(QLabel):
    """Plain text that wraps and is never cut, whatever was typed into it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text whose dates and codes stay on one line."""
        super().setText(whole_words(text))

    def text(self) -> str:
        """Return the text as it was given."""
        return super().text().replace(WORD_JOINER, "")


class ToneIcon(QWidget):
    """The icon of a tone, as high as the text beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = Tone.HINT
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(fixed, fixed)

    def sizeHint(self) -> QSize:
        """Return a square as high as a line of text."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the colour of the tone's text."""
        painter = QPainter(self)
        colour = tone_colours(self, self.tone).text
        icon(ICONS[self.tone], colour).paint(painter, self.rect())
        painter.end()


class ResultLine(QFrame):
    """Says what an entry means, and announces it to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = Tone.HINT
        self._mark = ToneIcon()
        self._words = WrappedLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[1], SPACE[0], SPACE[1], SPACE[0])
        row.setSpacing(SPACE[1])
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setProperty("message", self.tone.value)

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def tell(self, tone: Tone, text: str) -> None:
        """Say something in a tone; nothing hides the line."""
        words = shown(text)
        self.setVisible(bool(words))
        if (tone, words) == (self.tone, self.text()):
            return
        self.tone = self._mark.tone = tone
        self._words.setText(words)
        self.setProperty("message", tone.value)
        restyle(self)
        restyle(self._words)
        self._mark.update()
        announce(self, words)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say what appeared without the focus moving.

    Source:
        ux.md K-08.
    """
    if words and widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def tone_colours(widget: QWidget, tone: Tone) -> Badge:
    """Return the text and the fill of a tone in the theme of a widget."""
    tokens = tokens_of(widget.palette())
    return {
        Tone.HINT: Badge(tokens.label, tokens.window),
        Tone.INFO: tokens.info,
        Tone.GOOD: tokens.success,
        Tone.WARNING: tokens.warning,
        Tone.WRONG: tokens.error,
    }[tone]
