"""What every page has: the part that takes the focus when the page comes up."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """Hands the focus on to its most used part.

    A focus proxy would do so as well, but Tab then leaves the page after that part
    and never reaches what lies beside it.

    Attributes:
        first: what has the focus when the page comes up.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on."""
        super().focusInEvent(event)
        if self.first is not None:
            self.first.setFocus(event.reason())
