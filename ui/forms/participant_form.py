"""A new participant: who it is, when it begins, and the baseline weight."""

from collections.abc import Collection
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from scheduler.core.facts import Fact, Participant, Sex, Weight
from scheduler.core.identifiers import look_alikes
from scheduler.core.settings import Settings
from scheduler.core.study import Study
from scheduler.errors import DuplicateParticipantError
from ui.forms.checks import happened
from ui.forms.choice import ListChoice
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry, TextEntry
from ui.forms.entry_form import EntryForm
from ui.forms.field import Field
from ui.forms.result_line import ResultLine, Tone
from ui.forms.weighing import Weighing
from ui.forms.weight_field import WeightField
from ui.theme import SPACE
from ui.wording import wording

FIRST_YEAR = 1900
CODE_SAMPLE = "PL03-00000000"


class ParticipantForm(QWidget):
    """Asks for one participant; everything else is computed.

    Args:
        study: for ladder, bands and reasons.
        settings: for which weight decides.
        codes: those that are entered already.
        today: the last day on which anything can have happened.

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(
        self, study: Study, settings: Settings, codes: Collection[str], today: date
    ) -> None:
        super().__init__()
        self._study, self._settings = study, settings
        self._codes, self._today = codes, today
        self.similar = ResultLine()
        self.similar.hide()
        self._ask_who()
        self._ask_when()
        self.on_treatment = QCheckBox(self.tr("&Already on treatment"))
        self.entry = EntryForm(study, today)
        self.entry.hide()
        self._lay_out()
        self._connect()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        who: list[Field[Any]] = [self.code, self.number, self.birth_year, self.sex]
        when: list[Field[Any]] = [self.consented, self.randomized, self.first_day_1]
        return [*who, *when, self.weight, self.weighed, *self.entry.fields()]

    def value(self) -> Participant | None:
        """Return the participant, None while what a plan needs is missing."""
        entered = self.on_treatment.isChecked()
        entry = self.entry.value() if entered else None
        first = self.first_day_1.usable()
        if (entry if entered else first) is None:
            return None
        return Participant(
            code=self.code.usable() or "",
            first_day_1=first,
            birth_year=self.birth_year.usable(),
            sex=self.sex.usable(),
            randomization_number=self.number.usable(),
            consented=self.consented.usable(),
            randomized=self.randomized.usable(),
            entry=entry,
        )

    def facts(self) -> tuple[Fact, ...]:
        """Return what is already known to have happened."""
        grams, on = self.weight.usable(), self.weighed.usable()
        found: tuple[Fact, ...] = ()
        if grams is not None and on is not None:
            found = (Weight(on=on, grams=grams, baseline=True),)
        return found + (self.entry.facts() if self.on_treatment.isChecked() else ())

    def _ask_who(self) -> None:
        self.code = Field(
            self.tr("Participant I&D"),
            TextEntry(CODE_SAMPLE),
            required=self.tr("Enter the ID that the sponsor gave, as PL03-0012."),
            check=self._check_code,
            above=True,
        )
        self.number = Field(
            self.tr("&Randomization number"), TextEntry(CODE_SAMPLE), above=True
        )
        self.birth_year = Field(
            self.tr("Year of &birth"),
            CountEntry("0000"),
            check=self._check_year,
            above=True,
        )
        sexes = [(Sex.FEMALE, self.tr("female")), (Sex.MALE, self.tr("male"))]
        self.sex = Field(
            self.tr("Se&x"), ListChoice(sexes, self.tr("Choose…")), above=True
        )

    def _ask_when(self) -> None:
        self.consented = self._past(self.tr("Date of co&nsent"), "consent")
        self.randomized = self._past(self.tr("Rando&mization date"), "randomization")
        self.first_day_1 = Field(
            self.tr("Day 1 of cycle 1, &planned"),
            DateField(today=self._today),
            required=self.tr("Enter the day on which treatment is to begin."),
            above=True,
        )
        weight = WeightField(self._weighing(), self._study.reasons["weight"])
        self.weight = Field(self.tr("Baseline &weight"), weight, above=True)
        self.weighed = self._past(self.tr("Wei&ghed on"), "weight")
        self.weighed.entry.set_value(self._today)

    def _past(self, label: str, kind: str) -> Field[date]:
        """Return a field for the date of something that has happened."""
        entry = DateField(today=self._today, latest=self._today)
        check = happened(kind, self._today)
        return Field(label, entry, check=check, above=True)

    def _weighing(self) -> Weighing:
        return Weighing(
            capsules=self._study.capsules,
            basis=self._settings.weight_basis,
            profile_version=self._study.profile_version,
            becomes_baseline=True,
        )

    def _check_code(self, code: str) -> str:
        taken = {other.casefold() for other in self._codes}
        if code.casefold() in taken:
            return wording(DuplicateParticipantError(code=code))
        return ""

    def _check_year(self, year: int) -> str:
        if FIRST_YEAR <= year <= self._today.year:
            return ""
        sentence = self.tr("Enter a year from {0} to {1}.")
        return sentence.format(FIRST_YEAR, self._today.year)

    @Slot()
    def _compare_code(self) -> None:
        """Say which entered IDs this one may be taken for."""
        alike = look_alikes(self.code.entry.value() or "", self._codes)
        sentence = self.tr("Similar to {0}, already entered. Check the ID.")
        said = sentence.format(", ".join(alike)) if alike else ""
        self.similar.tell(Tone.WARNING, said)

    @Slot()
    def _weighed(self) -> None:
        self.entry.set_baseline(self.weight.usable())

    @Slot(bool)
    def _turn(self, on: bool) -> None:
        """Ask where somebody stands who is on treatment; C1D1 may be unknown."""
        self.entry.setVisible(on)
        sentence = self.tr("Enter the day on which treatment is to begin.")
        self.first_day_1.required = "" if on else sentence
        self.first_day_1.label.setText(
            self.tr("Day 1 of cycle 1, if &known")
            if on
            else self.tr("Day 1 of cycle 1, &planned")
        )
        self.changed.emit()

    def _connect(self) -> None:
        for field in self.fields()[: -len(self.entry.fields())]:
            field.entry.changed.connect(self.changed)
        self.code.entry.changed.connect(self._compare_code)
        self.weight.entry.changed.connect(self._weighed)
        self.on_treatment.toggled.connect(self._turn)
        self.entry.changed.connect(self.changed)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE[3])
        grid.setVerticalSpacing(SPACE[2])
        pairs: list[tuple[QWidget, QWidget | None]] = [
            (self.code, self.number),
            (self.similar, None),
            (self.birth_year, self.sex),
            (self.consented, self.randomized),
            (self.first_day_1, None),
            (self.weight, self.weighed),
            (self.on_treatment, None),
            (self.entry, None),
        ]
        top = Qt.AlignmentFlag.AlignTop
        for row, (left, right) in enumerate(pairs):
            grid.addWidget(left, row, 0, 1, 1 if right else 2, top)
            if right:
                grid.addWidget(right, row, 1, top)
        grid.setRowStretch(len(pairs), 1)
