"""The first page: a new site file, one that exists, or a look around."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.theme import sized

MEASURE = 80  # characters of a line


class WelcomePage(QWidget):
    """Three ways in, said in words.

    Signals:
        new_requested: a new site file is wanted.
        open_requested: an existing site file is wanted.
        demo_requested: the invented participants are wanted.
        restore_requested: a backup is to be restored.
    """

    new_requested = Signal()
    open_requested = Signal()
    demo_requested = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Welcome"))
        on_accent = QPalette.ColorRole.BrightText
        self.new = self._button("plus", self.tr("&New site file\u2026"), on_accent)
        self.open = self._button("folder-open", self.tr("&Open a site file\u2026"))
        self.demo = self._button("eye", self.tr("&Explore with demo data"))
        self.restore = self._button(
            "database-backup", self.tr("&Restore a backup\u2026")
        )
        self.new.setProperty("primary", "true")
        self.new.clicked.connect(self.new_requested)
        self.open.clicked.connect(self.open_requested)
        self.demo.clicked.connect(self.demo_requested)
        self.restore.clicked.connect(self.restore_requested)
        self._lay_out()

    def _button(
        self,
        drawing: str,
        text: str,
        colour: QPalette.ColorRole = QPalette.ColorRole.ButtonText,
    ) -> QPushButton:
        button = QPushButton(icon(drawing, colour), f" {text}")
        button.setMinimumHeight(40)
        return button

    def _lay_out(self) -> None:
        title = QLabel(self.tr("CycleDesk"))
        title.setFont(sized(QApplication.font(), 22, bold=True))
        purpose = self._text(
            self.tr(
                "Cycle calendars, doses and dosing sheets for the coordinators of "
                "JS001-027-III-HCC (NCT04523493)."
            )
        )
        limits = self._text(
            self.tr(
                "A trial administration aid. Not a medical device, and not for use "
                "outside this trial. The investigator is responsible for the "
                "prescribed dose. Check participant code, weight and date against "
                "the source before dosing. CycleDesk makes no network connection."
            ),
            role="label",
        )
        column = QWidget()
        column.setFixedWidth(MEASURE * column.fontMetrics().averageCharWidth())
        stack = QVBoxLayout(column)
        stack.setSpacing(12)
        for part in (title, purpose, self._card(), limits):
            stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_centred(column))

    def _card(self) -> QFrame:
        """Return the three buttons, each with what it is for."""
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(8)
        for button, words in (
            (self.new, self.tr("For a site that has none yet. You choose the folder.")),
            (self.open, self.tr("The file that you or a colleague made before.")),
            (
                self.demo,
                self.tr("24 invented participants. Nothing that you do there is kept."),
            ),
            (
                self.restore,
                self.tr("On a new computer, or where a site file was lost."),
            ),
        ):
            inside.addWidget(button)
            inside.addWidget(self._text(words, role="label"))
            inside.addSpacing(8)
        return card

    def _text(self, words: str, role: str = "") -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label


def _centred(column: QWidget) -> QScrollArea:
    """Return an area with a column in its middle, as high as its words need."""
    inside = QWidget()
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(column)
    across.addStretch(1)
    down = QVBoxLayout(inside)
    down.addStretch(1)
    down.addLayout(across)
    down.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
