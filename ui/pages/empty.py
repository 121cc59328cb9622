"""What stands where there is nothing to list: why, and the way on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.pages.labels import SECTION, label, wrapped
from ui.theme import SPACE

MEASURE = 560  # pixels of a readable line


class Empty(QWidget):
    """A heading, a sentence and one button.

    Args:
        title: what is not there.
        sentence: what belongs here, and why it is empty.
        button: what to do about it.
    """

    def __init__(self, title: str, sentence: str, button: str) -> None:
        super().__init__()
        self.title = label(title, SECTION, bold=True)
        self.sentence = wrapped(sentence)
        self.sentence.setMaximumWidth(MEASURE)
        self.button = QPushButton(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE[5], 0, SPACE[5])
        column.setSpacing(SPACE[2])
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
