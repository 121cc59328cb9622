"""A time of day in the 24-hour clock, typed."""

from datetime import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from scheduler.core.dates import parse_time
from scheduler.errors import CycleDeskError
from ui.forms.entry import LineEntry


class TimeField(LineEntry[time]):
    """A line that reads ``9:05`` and shows ``09:05``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("00:00", parent=parent)
        self.edit.setPlaceholderText(self.tr("hh:mm"))
        self.edit.setToolTip(self.tr("24-hour clock"))
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        """Return the time that is typed."""
        return parse_time(self.text()) if self.text() else None

    def set_value(self, value: time | None) -> None:
        """Put a time into the line."""
        self.edit.setText(f"{value:%H:%M}" if value else "")

    @Slot()
    def _tidy(self) -> None:
        """Show an accepted time in its one form; keep anything else as typed."""
        try:
            found = self.value()
        except CycleDeskError:
            return
        self.set_value(found)
