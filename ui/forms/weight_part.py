"""The weight at a visit, or why there is none."""

from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from scheduler.core.dates import clinical_date
from scheduler.core.facts import Fact, Observation, Weight
from scheduler.core.quantities import weight_text
from scheduler.core.study import Study
from ui.forms.choice import ReasonField, Reasons
from ui.forms.field import Field, FieldGroup
from ui.forms.weighing import Weighing
from ui.forms.weight_field import WeightField

PROCEDURE = "weight"


class WeightPart(FieldGroup):
    """Asks for a weight; where one is due, leaving it out is explained.

    Args:
        study: for the reasons.
        weighing: what the weight is held against.
        recorded: the weights that are recorded already.
    """

    def __init__(
        self, study: Study, weighing: Weighing, recorded: tuple[Weight, ...]
    ) -> None:
        super().__init__()
        self._recorded, self._weighing = recorded, weighing
        self._on: date | None = None
        self.skipped = QCheckBox(self.tr("not &measured"))
        self.entry = WeightField(weighing, study.reasons[Reasons.WEIGHT])
        self.entry.add_beside(self.skipped)
        self.weight = Field(
            self.tr("&Weight"), self.entry, required=self._wanted(), check=self._check
        )
        self.reason = Field(
            self.tr("Reason"),
            ReasonField(study.reasons[Reasons.NOT_DONE], at_least=1),
            required=self.tr("Choose why it was not measured."),
        )
        self.skipped.toggled.connect(self._turn)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.weight, self.reason]

    def arrange(self) -> None:
        """Ask for a reason only where no weight was measured."""
        self.show_field(self.reason, self.skipped.isChecked())

    def set_day(self, on: date | None) -> None:
        """Know the day, on which a weight may be recorded already."""
        self._on = on
        there = self._there()
        skipped = self.skipped.isChecked()
        self.weight.required = "" if there or skipped else self._wanted()

    def facts(self, on: date) -> list[Fact]:
        """Return the weight, or why there is none, or why it changed so much."""
        if self.skipped.isChecked():
            reason = f"not measured: {self.reason.usable()}"
            return [Observation(on=on, procedure=PROCEDURE, value=reason)]
        grams = self.weight.usable()
        if grams is None:
            return []
        baseline = self._weighing.becomes_baseline
        found: list[Fact] = [Weight(on=on, grams=grams, baseline=baseline)]
        explained = self.entry.explanation()
        if explained:
            value = f"change explained: {explained}"
            found.append(Observation(on=on, procedure=PROCEDURE, value=value))
        return found

    def _wanted(self) -> str:
        return self.tr("Enter today's weight or choose why it was not measured.")

    def _there(self) -> Weight | None:
        return next((one for one in self._recorded if one.on == self._on), None)

    def _check(self, _grams: int) -> str:
        there = self._there()
        if there is None:
            return ""
        sentence = self.tr(
            "{0} is recorded on {1} already. Leave this empty, or correct that weight."
        )
        return sentence.format(weight_text(there.grams), clinical_date(there.on))

    @Slot(bool)
    def _turn(self, skipped: bool) -> None:
        """Ask for the reason in the place of the weight."""
        self.arrange()
        self.entry.set_readable(not skipped)
        self.set_day(self._on)
        self.changed.emit()
