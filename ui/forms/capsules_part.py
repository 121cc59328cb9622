"""Capsules at a visit: what came back, what is handed out, and why so many."""

from datetime import date
from typing import Any

from scheduler.core.facts import Dispensing, Fact, Return
from scheduler.core.quantities import dose_text
from scheduler.core.study import Capsules, Level
from scheduler.core.supply import Dispense
from ui.forms.capsules_entry import CapsulesEntry
from ui.forms.field import Field, FieldGroup
from ui.forms.result_line import ResultLine, Tone


class CapsulesPart(FieldGroup):
    """Asks for two counts and shows the arithmetic of the second."""

    def __init__(self, capsules: Capsules) -> None:
        super().__init__()
        self._capsules = capsules
        self.entry, self.arithmetic = CapsulesEntry(), ResultLine()
        self.counts = Field(self.tr("Capsules"), self.entry)
        self.counts.add_below(self.arithmetic)

    def fields(self) -> list[Field[Any]]:
        """Return the one field."""
        return [self.counts]

    def propose(self, dispense: Dispense | None, level: Level | None) -> None:
        """Enter what the plan hands out, and say how that came about."""
        if dispense is None or level is None:
            self.entry.propose(None)
            self.arithmetic.tell(Tone.HINT, self.tr("No dose is known yet."))
            return
        self.entry.propose(dispense.total)
        handed = (self.counts.usable() or (None, None))[1]
        if handed and handed % level.capsules:
            sentence = self.tr("{0} is not a multiple of the {1} capsules of a dose.")
            said = sentence.format(handed, level.capsules)
            self.arithmetic.tell(Tone.WARNING, said)
            return
        sentence = self.tr("capsules of {0}: {1}")
        strength = dose_text(self._capsules.strength_mg)
        self.arithmetic.tell(Tone.INFO, sentence.format(strength, dispense.why))

    def facts(self, on: date) -> list[Fact]:
        """Return what came back and what was handed out on a day."""
        returned, dispensed = self.counts.usable() or (None, None)
        found: list[Fact] = []
        if returned is not None:
            found.append(Return(on=on, capsules=returned))
        if dispensed:
            found.append(Dispensing(on=on, capsules=dispensed))
        return found
