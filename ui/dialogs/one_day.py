"""Asks about one day of the site: which one, and why."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.dates import weekday_date
from ui.dialogs.form_dialog import FormDialog
from ui.forms.date_field import DateField
from ui.forms.entry import TextEntry
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import WrappedLabel
from ui.theme import SPACE

Save = Callable[[date, str], None]


class OneDayDialog(FormDialog):
    """Asks for a day and a reason.

    Args:
        title: of the window; the verb of its button.
        words: what will be so afterwards.
        today: the first day that can be entered.
        save: takes the day and the reason.
        parent: the window.
        day: the day that is meant, if it is chosen already.
    """

    def __init__(
        self,
        title: tuple[str, str],
        words: str,
        today: date,
        save: Save,
        parent: QWidget | None,
        *,
        day: date | None = None,
    ) -> None:
        super().__init__(*title, parent)
        self._today, self._save = today, save
        self.day = Field(
            self.tr("&Day"),
            DateField(today=today),
            required=self.tr("Enter the day."),
            check=self._check,
        )
        self.reason = Field(
            self.tr("&Reason"),
            TextEntry(),
            required=self.tr("Say why, in a few words."),
        )
        self.day.entry.set_value(day)
        rows = FormGrid(self.body)
        rows.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        rows.add_row(QLabel(), WrappedLabel(words))
        fields: list[Field[Any]] = [self.day, self.reason]
        for field in fields:
            rows.add_row(field.label, field)
            self.watch(field)
        rows.end()

    def hand_over(self) -> None:
        """Give the day and the reason to whoever saves them."""
        on = self.day.usable()
        assert on is not None, "the day was checked"
        self._save(on, self.reason.usable() or "")

    def first_focus(self) -> QWidget:
        """Return the reason where the day is known already."""
        return (self.reason if self.day.usable() else self.day).entry.control()

    def _check(self, on: date) -> str:
        if on >= self._today:
            return ""
        sentence = self.tr("Enter {0} or a later day: what is over is not changed.")
        return sentence.format(weekday_date(self._today))
