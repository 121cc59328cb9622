"""A question in the dialog itself: the fact, a safe answer, and the act."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.forms.result_line import (
    Tone,
    ToneIcon,
    WrappedLabel,
    announce,
)
from ui.theme import SPACE
from ui.wording import shown


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something is done.

    Attributes:
        fact: the new fact, as a sentence.
        act: the verb of what is done.
        stay: the verb of leaving it; the safe answer.
    """

    fact: str
    act: str
    stay: str


class DeliberateButton(QPushButton):
    """Is pressed by a click of its own, not by the second half of a double click.

    The question appears where other buttons were, perhaps under the pointer.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second click, and do nothing."""
        event.accept()


class ConfirmBar(QFrame):
    """Takes the place of a dialog's buttons while it asks.

    Signals:
        agreed: the act was chosen.
        declined: the safe answer was chosen.

    Source:
        ux.md F-07: the safe button is the default, Esc is safe.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = WrappedLabel()
        self.stay, self.act = QPushButton(), DeliberateButton()
        self.stay.setDefault(True)
        self.act.setAutoDefault(False)
        self.setProperty("message", Tone.WARNING.value)
        self._lay_out()
        self.stay.clicked.connect(self.declined)
        self.act.clicked.connect(self.agreed)
        self.hide()

    def ask(self, question: Question) -> None:
        """Ask, with the focus on the safe answer."""
        self.fact.setText(shown(question.fact))
        self.act.setText(question.act)
        self.stay.setText(question.stay)
        self.show()
        self.stay.setFocus()
        announce(self, question.fact)

    def _lay_out(self) -> None:
        mark = ToneIcon()
        mark.tone = Tone.WARNING
        words = QHBoxLayout()
        words.setSpacing(SPACE[1])
        words.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.fact, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE[1])
        buttons.addStretch(1)
        buttons.addWidget(self.stay)
        buttons.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addLayout(words)
        column.addLayout(buttons)
