"""A time of day in the 24-hour clock, typed."""

import re
from datetime import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from scheduler.core.dates import parse_time
from scheduler.errors import CycleDeskError, TimeTextError
from ui.forms.entry import LineEntry

_DIGITS = re.compile(r"(\d{1,2})(\d{2})", re.ASCII)


class TimeField(LineEntry[time]):
    """A line that reads ``9:05``, ``905`` and ``0905``, and shows ``09:05``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("00:00", parent=parent)
        self.edit.setPlaceholderText(self.tr("hh:mm"))
        self.edit.setToolTip(self.tr("24-hour clock"))
        self.edit.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        """Return the time that is typed, with a colon or without."""
        if not self.text():
            return None
        try:
            return parse_time(_with_colon(self.text()))
        except TimeTextError:
            raise TimeTextError(got=self.text()) from None

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


def _with_colon(typed: str) -> str:
    """Return three or four digits as hours and minutes, anything else as it is.

    >>> _with_colon("0905"), _with_colon("905"), _with_colon("9:05"), _with_colon("95")
    ('09:05', '9:05', '9:05', '95')
    """
    digits = _DIGITS.fullmatch(typed)
    return f"{digits[1]}:{digits[2]}" if digits else typed
