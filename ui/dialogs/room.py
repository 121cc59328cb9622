"""How much of the screen a dialog may take."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

SCREEN_MARGIN = 48  # frame and task bar around a dialog that fills the screen


def room(dialog: QWidget) -> QSize:
    """Return the largest size of a dialog that fits the screen it opens on."""
    parent = dialog.parentWidget()
    size = (parent or dialog).screen().availableSize()
    return QSize(size.width() - SCREEN_MARGIN, size.height() - SCREEN_MARGIN)
