"""The verdict in words, beside the day over which a visit is carried."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from scheduler.core.agenda import Entry
from scheduler.core.dates import weekday_date
from scheduler.core.landing import Ground, Landing
from ui.calendar.month_words import entry_name, landing_sentence
from ui.forms.result_line import Tone, ToneIcon, WrappedLabel, restyle
from ui.theme import SPACE, sized

WIDTH = 44  # characters
TONES = {
    Ground.IN_WINDOW: Tone.GOOD,
    Ground.OUTSIDE: Tone.WARNING,
    Ground.CLOSED: Tone.WARNING,
    Ground.OVER: Tone.WRONG,
}


class VerdictLine(QFrame):
    """Floats over the calendar; the pointer goes through it.

    Args:
        parent: the page over which it floats.

    Source:
        ux.md 3.8.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.what, self.verdict = WrappedLabel(), WrappedLabel()
        self._mark = ToneIcon()
        self.setProperty("floating", True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.verdict)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        row.setSpacing(SPACE[1])
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def tell(self, entry: Entry, landing: Landing, cell: QRect) -> None:
        """Say what a day is for a visit, below its cell or above it.

        Args:
            entry: the visit.
            landing: the verdict on the day.
            cell: of the day, on the parent.
        """
        tone = TONES[landing.ground]
        words = self.tr("{what} to {day}")
        self.what.setText(
            words.format(what=entry_name(entry), day=weekday_date(landing.on))
        )
        sentence = landing_sentence(entry, landing)
        self.verdict.setText(sentence[:1].upper() + sentence[1:])
        self._mark.tone = tone
        self.setProperty("message", tone.value)
        for widget in (self, self.what, self.verdict):
            restyle(widget)
        self.what.setFont(sized(self.font(), 10, bold=True))
        self._place(cell)
        self.show()
        self.raise_()

    def _place(self, cell: QRect) -> None:
        width = WIDTH * self.fontMetrics().averageCharWidth() + 2 * SPACE[4]
        width = min(width, self._page.width() - 2 * SPACE[1])
        self.resize(width, self.heightForWidth(width))
        right = self._page.width() - width - SPACE[1]
        at = QPoint(max(SPACE[1], min(cell.left(), right)), cell.bottom() + SPACE[0])
        if at.y() + self.height() > self._page.height():
            at.setY(cell.top() - self.height() - SPACE[0])
        self.move(at)
