"""The day of a visit, with the verdict on its window, and why if it is outside."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from scheduler.core.cycles import Window
from scheduler.core.study import Study
from ui.forms.choice import ReasonField, Reasons
from ui.forms.date_field import DateField
from ui.forms.field import Field, FieldGroup
from ui.forms.result_line import ResultLine, Tone
from ui.wording import verdict_sentence


class VisitDatePart(FieldGroup):
    """Asks for a day and holds it against a window; outside needs a reason.

    Args:
        label: what day it is, with its mnemonic.
        entry: the date field.
        study: for the reasons.
        required: the sentence where the day may not be left out.
        check: what else stands against a day.
    """

    def __init__(
        self,
        label: str,
        entry: DateField,
        study: Study,
        *,
        required: str = "",
        check: Callable[[date], str] | None = None,
    ) -> None:
        super().__init__()
        self._window: Window | None = None
        self.entry, self.verdict = entry, ResultLine()
        self.verdict.hide()
        self.day = Field(label, entry, required=required, check=check)
        self.day.add_below(self.verdict)
        self.reason = Field(
            self.tr("Reason"),
            ReasonField(study.reasons[Reasons.MOVED], at_least=1),
            required=self.tr("Choose why it is out of window."),
        )
        self.day.entry.changed.connect(self.arrange)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.day, self.reason]

    def set_window(self, window: Window | None) -> None:
        """Hold the day against another window."""
        self._window = window
        self.arrange()

    def days_outside(self) -> int:
        """Return how far the day lies outside the window; 0 if it is unknown."""
        on = self.day.usable()
        return self._window.days_outside(on) if self._window and on else 0

    def explanation(self) -> str | None:
        """Return why the day is out of window, None if it is not."""
        return self.reason.usable() if self.days_outside() else None

    @Slot()
    def arrange(self) -> None:
        """Say the verdict, and ask why where the day is outside."""
        on, outside = self.day.usable(), self.days_outside()
        self.show_field(self.reason, bool(outside))
        if self._window is None or on is None:
            self.verdict.tell(Tone.HINT, "")
            return
        tone = Tone.WRONG if outside else Tone.GOOD
        self.verdict.tell(tone, verdict_sentence(self._window, on))
