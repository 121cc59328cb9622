"""How often the pointer was pressed: ux.md 1.3 counts a press, and no typing."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

PRESSED = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}


class Presses(QObject):
    """Counts the presses on every widget, from now on."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(watched, QWidget) and event.type() in PRESSED:
            self.count += 1
        return False
