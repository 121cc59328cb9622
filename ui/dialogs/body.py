"""The part of a dialog that scrolls."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget


class Body(QWidget):
    """The form inside a dialog.

    Signals:
        grown: the form asks for another size.
    """

    grown = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell when the layout has changed."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.grown.emit()
        return handled
