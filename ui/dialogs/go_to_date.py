"""Asks for a day to go to, typed as in every date field."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QWidget

from scheduler.core.dates import date_range
from ui.dialogs.form_dialog import FormDialog
from ui.forms.date_field import DateField
from ui.forms.field import Field, FormGrid
from ui.theme import SPACE


class GoToDateDialog(FormDialog):
    """Takes ``+3w`` as well as a date; nothing is saved by it.

    Args:
        today: what a typed step counts from.
        reach: the first and the last day that there is, both inclusive.
        go: takes the day.
        parent: who owns it.

    Source:
        ux.md 3.8, D-07, D-08.
    """

    def __init__(
        self,
        today: date,
        reach: tuple[date, date],
        go: Callable[[date], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(self.tr("Go to date"))
        self.act.setText(self.tr("&Go"))
        self.act.setDefault(True)
        self._reach, self._go = reach, go
        self.day = Field(
            self.tr("&Date"),
            DateField(today=today),
            required=self.tr("Enter a date, or a step from today such as +3w."),
            check=self._check,
        )
        self.watch(self.day)
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        rows.add_row(self.day.label, self.day)
        rows.end()

    def hand_over(self) -> None:
        """Give the day to whoever goes there."""
        day = self.day.usable()
        assert day is not None, "the day was checked"
        self._go(day)

    @Slot()
    def reject(self) -> None:
        """Leave at once: nothing that was typed here is to be kept."""
        QDialog.reject(self)

    def _check(self, day: date) -> str:
        first, last = self._reach
        if first <= day <= last:
            return ""
        words = self.tr("The calendar shows {days}. Enter a day among them.")
        return words.format(days=date_range(first, last))
