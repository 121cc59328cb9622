"""Whether the capsules go on while a visit is put off: asked, never assumed."""

from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Slot

from scheduler.core.study import Study
from ui.forms.checks import happened
from ui.forms.choice import RadioChoice
from ui.forms.date_field import DateField
from ui.forms.entry import TextEntry
from ui.forms.field import Field, FieldGroup


class Goes(StrEnum):
    """What somebody has decided about the capsules."""

    UNDECIDED = "not decided"
    ON = "goes on"
    HELD = "on hold"


class CapsulesQuestion(FieldGroup):
    """Asks what the investigator has decided; what is not decided changes nothing.

    Args:
        study: for the name of the capsules.
        today: the last day on which a hold can have begun.

    Source:
        ux.md 3.9: infusion delay and interruption are separate decisions.
    """

    def __init__(self, study: Study, today: date) -> None:
        super().__init__()
        name = study.capsules.name
        choices = [
            (Goes.UNDECIDED, self.tr("not decided \u2013 ask the &investigator")),
            (Goes.ON, self.tr("goes o&n")),
            (Goes.HELD, self.tr("on hold &from")),
        ]
        self.goes = Field(name, RadioChoice(choices))
        self.starts = Field(
            self.tr("First day &without {0}").format(name),
            DateField(today=today, latest=today),
            required=self.tr("Enter the first day without capsules."),
            check=happened("hold", today),
        )
        self.decided_by = Field(
            self.tr("Decided b&y"),
            TextEntry(),
            required=self.tr("Say who decided that."),
        )
        self.starts.entry.set_value(today)
        self.goes.entry.changed.connect(self.arrange)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.goes, self.starts, self.decided_by]

    @Slot()
    def arrange(self) -> None:
        """Ask from when, and who decided, where the capsules are on hold."""
        held = self.is_asked() and self.answer() is Goes.HELD
        for field in (self.starts, self.decided_by):
            self.show_field(field, held)

    def is_asked(self) -> bool:
        """Say whether there is something to be asked."""
        return self.goes.isEnabled()

    def answer(self) -> Goes:
        """Return what was chosen."""
        return self.goes.entry.value() or Goes.UNDECIDED

    def held_from(self) -> date | None:
        """Return the first day without capsules, None where they go on."""
        held = self.is_asked() and self.answer() is Goes.HELD
        return self.starts.usable() if held else None

    def drop(self) -> None:
        """Ask nothing: there is nothing to decide about the capsules."""
        self.goes.setEnabled(False)
        self.show_field(self.goes, False)
        self.arrange()
