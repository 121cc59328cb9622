"""A row of chips, one of which is always on."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.icons import icon
from ui.models.participant_filter import Chip, chip_why, chip_words
from ui.pages.flow import FlowLayout
from ui.theme import CONTROL_HEIGHT, SPACE, tokens_of

GAP, PAD = SPACE[0], SPACE[2]
RING = 2


class ChipButton(QAbstractButton):
    """A rounded button that shows by a tick, too, that it is on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Leave room for the tick, so that nothing moves when it comes."""
        metrics = self.fontMetrics()
        tick = metrics.height() + GAP
        width = metrics.horizontalAdvance(self.text()) + tick + 2 * PAD
        return QSize(width, max(CONTROL_HEIGHT, metrics.height() + 2 * SPACE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline, the tick and the words."""
        tokens, on = tokens_of(self.palette()), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = RING if self.hasFocus() else 1
        edge = tokens.accent if on or self.hasFocus() else tokens.border
        outline = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(tokens.selection if on else tokens.surface))
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        side = self.fontMetrics().height()
        words = self.rect()
        if on:
            top = (self.height() - side) // 2
            icon("check", tokens.text).paint(painter, QRect(PAD, top, side, side))
            words = words.adjusted(PAD + side + GAP, 0, -PAD, 0)
        painter.setPen(QColor(tokens.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())


class Chips(QWidget):
    """Asks which participants to list.

    Signals:
        chosen: the ``Chip``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which participants to list"))
        self.buttons: dict[Chip, ChipButton] = {}
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, across=SPACE[1], down=SPACE[1])
        for number, chip in enumerate(Chip):
            button = ChipButton()
            button.setToolTip(chip_why(chip))
            button.setAccessibleDescription(chip_why(chip))
            self._group.addButton(button, number)
            self.buttons[chip] = button
            flow.addWidget(button)
        self.buttons[Chip.ALL].setChecked(True)
        self._group.idClicked.connect(self._choose)

    def show_counts(self, counts: Mapping[Chip, int]) -> None:
        """Write on each chip how many it would list."""
        for chip, button in self.buttons.items():
            button.setText(f"{chip_words(chip)} {counts[chip]}")
            button.updateGeometry()

    def choose(self, chip: Chip) -> None:
        """Turn a chip on, as a click does."""
        self.buttons[chip].click()

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.chosen.emit(tuple(Chip)[number])
