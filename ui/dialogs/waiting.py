"""The seconds that a wrong password makes everybody wait, counted on the button."""

from math import ceil

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QPushButton

A_SECOND_MS = 1000


class Waiting(QObject):
    """Holds a button back for some seconds, and counts them on it.

    Args:
        button: the main button of a dialog.
    """

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._button, self._left, self._words = button, 0, ""
        self._timer = QTimer(self)
        self._timer.setInterval(A_SECOND_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self, seconds: float) -> None:
        """Hold the button back."""
        if not self._left:
            self._words = self._button.text()
        self._left = ceil(seconds)
        self._timer.start()
        self._show()

    @Slot()
    def tick(self) -> None:
        """Count one second."""
        self._left -= 1
        self._show()

    def _show(self) -> None:
        if self._left > 0:
            words = self.tr("{words} in {seconds} s")
            self._button.setText(words.format(words=self._words, seconds=self._left))
        else:
            self._timer.stop()
            self._left = 0
            self._button.setText(self._words)
        self._button.setEnabled(not self._left)
