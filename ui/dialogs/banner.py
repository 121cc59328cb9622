"""Whose dialog it is: the code, a second identifier, and the visit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from scheduler.core.facts import Participant
from scheduler.core.quantities import unbroken
from ui.theme import SPACE


class BannerLine(QFrame):
    """One line above everything else in a dialog about one participant.

    Args:
        participant: whose code and second identifier are shown.
        what: the visit, or whatever the dialog is about.
        parent: who owns it.

    Source:
        ux.md I-01, I-04, I-06.
    """

    def __init__(
        self, participant: Participant, what: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("banner", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        row.setSpacing(SPACE[3])
        row.addWidget(_value(participant.code, code_font(self.font())))
        row.addLayout(self._pair(*self._second(participant)))
        row.addWidget(_value(what, _bold(self.font())))
        row.addStretch(1)

    def _second(self, participant: Participant) -> tuple[str, str]:
        if participant.initials:
            return self.tr("Initials"), participant.initials
        if participant.hospital_number:
            return self.tr("Hospital number"), participant.hospital_number
        number = participant.randomization_number or self.tr("Not known")
        return self.tr("Randomization number"), number

    def _pair(self, label: str, value: str) -> QHBoxLayout:
        pair = QHBoxLayout()
        pair.setSpacing(SPACE[1])
        name = QLabel(label)
        name.setProperty("role", "label")
        pair.addWidget(name)
        pair.addWidget(_value(value, _bold(self.font())))
        return pair


def code_font(font: QFont) -> QFont:
    """Return a font in which 0 and O, and 1, l and I, differ."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    fixed.setPointSizeF(font.pointSizeF())
    fixed.setBold(True)
    return fixed


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _value(text: str, font: QFont) -> QLabel:
    label = QLabel(unbroken(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font)
    return label
