"""Where somebody stands who is brought in when already on treatment."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from scheduler.core.facts import (
    Dispensing,
    EntryOnTreatment,
    Fact,
    InfusionOutcome,
    InfusionRecord,
)
from scheduler.core.study import Level, Study
from scheduler.core.wording import level_text
from ui.forms.checks import happened
from ui.forms.choice import ListChoice, ReasonField
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry
from ui.forms.field import Field
from ui.theme import SPACE

FIRST_CYCLE, LAST_CYCLE = 2, 999


class EntryForm(QWidget):
    """Asks for the cycle in force, its Day 1, and the dose level.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, study: Study, today: date) -> None:
        super().__init__()
        self._study = study
        self._grams: int | None = None
        self.cycle = self._cycle()
        self.day_1 = self._day_1(today)
        self.level = self._level()
        self.reason = self._reason()
        self.capsules = Field(
            self.tr("Capsules handed &out that day"), CountEntry("0000"), above=True
        )
        self.given = QCheckBox(self.tr("The &infusion was given that day"))
        self.given.setChecked(True)
        self._lay_out()
        for field in self.fields():
            field.entry.changed.connect(self._revise)
        self.given.toggled.connect(self.changed)
        self._revise()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.cycle, self.day_1, self.level, self.reason, self.capsules]

    def value(self) -> EntryOnTreatment | None:
        """Return where the participant stands, None while that is not complete."""
        cycle, day_1 = self.cycle.usable(), self.day_1.usable()
        level = self.level.usable()
        if cycle is None or day_1 is None or level is None:
            return None
        return EntryOnTreatment(
            from_cycle=cycle,
            day_1=day_1,
            level=level.name,
            level_reason=self.reason.usable() if self._differs(level) else None,
        )

    def facts(self) -> tuple[Fact, ...]:
        """Return what happened on that Day 1."""
        cycle, on = self.cycle.usable(), self.day_1.usable()
        if cycle is None or on is None:
            return ()
        found: list[Fact] = []
        if self.given.isChecked():
            outcome = InfusionOutcome.GIVEN
            found.append(InfusionRecord(cycle=cycle, on=on, outcome=outcome))
        capsules = self.capsules.usable()
        if capsules:
            found.append(Dispensing(on=on, capsules=capsules))
        return tuple(found)

    def set_baseline(self, grams: int | None) -> None:
        """Know the baseline weight, which says what the starting dose was."""
        self._grams = grams
        self._revise()

    def _differs(self, level: Level) -> bool:
        """Say whether a level is not the one that the baseline weight gives."""
        bands = self._study.capsules
        if self._grams is None:
            return all(level is not band.level for band in bands.bands)
        return level is not bands.band(self._grams).level

    @Slot()
    def _revise(self) -> None:
        """Ask for a reason only where the level is not the starting one."""
        level = self.level.entry.value()
        self.reason.setVisible(level is not None and self._differs(level))
        self.changed.emit()

    def _check_cycle(self, cycle: int) -> str:
        if FIRST_CYCLE <= cycle <= LAST_CYCLE:
            return ""
        sentence = self.tr("Enter a cycle from {0} to {1}.")
        return sentence.format(FIRST_CYCLE, LAST_CYCLE)

    def _cycle(self) -> Field[int]:
        return Field(
            self.tr("Current c&ycle"),
            CountEntry("0000"),
            required=self.tr("Enter the number of the cycle in force."),
            check=self._check_cycle,
            above=True,
        )

    def _day_1(self, today: date) -> Field[date]:
        return Field(
            self.tr("Day &1 of that cycle"),
            DateField(today=today, latest=today),
            required=self.tr("Enter the date of Day 1 of that cycle."),
            check=happened("infusion", today),
            above=True,
        )

    def _level(self) -> Field[Level]:
        ladder = [(level, level_text(level)) for level in self._study.capsules.ladder]
        return Field(
            self.tr("Dose level in &force"),
            ListChoice(ladder, self.tr("Choose…")),
            required=self.tr("Choose the dose level in force."),
            above=True,
        )

    def _reason(self) -> Field[str]:
        return Field(
            self.tr("W&hy it is not the starting dose"),
            ReasonField(self._study.reasons["dose"]),
            required=self.tr("Choose why the dose is not the starting dose."),
            above=True,
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[2])
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.cycle, 0, 0, top)
        grid.addWidget(self.day_1, 0, 1, top)
        grid.addWidget(self.level, 1, 0, top)
        grid.addWidget(self.capsules, 1, 1, top)
        grid.addWidget(self.reason, 2, 0, 1, 2, top)
        grid.addWidget(self.given, 3, 0, 1, 2, top)
