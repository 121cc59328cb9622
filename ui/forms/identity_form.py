"""The participant's own data: who it is, and when it began."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.core.facts import EntryOnTreatment, Participant, Sex
from scheduler.core.study import Level, Study
from scheduler.core.wording import level_text
from scheduler.errors import DuplicateParticipantError
from ui.forms.checks import happened
from ui.forms.choice import ListChoice
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry, TextEntry
from ui.forms.entry_form import FIRST_CYCLE, LAST_CYCLE
from ui.forms.field import Field, FieldGroup
from ui.forms.participant_form import CODE_SAMPLE, FIRST_YEAR
from ui.wording import wording


class IdentityForm(FieldGroup):
    """Asks for a participant anew, starting from what is recorded.

    Args:
        study: for the ladder.
        recorded: the participant as recorded.
        codes: those of the other participants.
        today: the last day on which anything can have happened.
    """

    def __init__(
        self,
        study: Study,
        recorded: Participant,
        codes: Collection[str],
        today: date,
    ) -> None:
        super().__init__()
        self._study, self._recorded, self._today = study, recorded, today
        self._taken = {code.casefold() for code in codes}
        self._ask_who()
        self._ask_when()
        self._ask_entry()
        self._enter()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order; entry only of somebody entered so."""
        found: list[Field[Any]] = [self.code, self.number, self.birth_year, self.sex]
        found += self._extra()
        found += [self.consented, self.randomized, self.first_day_1]
        if self._recorded.entry:
            found += [self.cycle, self.day_1, self.level, self.why]
        return found

    def participant(self) -> Participant | None:
        """Return the participant as entered, None while it is not usable."""
        code = self.code.usable()
        if code is None or any(field.find_problem() for field in self.fields()):
            return None
        return replace(
            self._recorded,
            code=code,
            randomization_number=self.number.usable(),
            birth_year=self.birth_year.usable(),
            sex=self.sex.usable(),
            initials=self.initials.usable(),
            hospital_number=self.hospital.usable(),
            consented=self.consented.usable(),
            randomized=self.randomized.usable(),
            first_day_1=self.first_day_1.usable(),
            entry=self._entry(),
        )

    def _extra(self) -> list[Field[Any]]:
        """Return the second identifiers that this participant has."""
        known = self._recorded
        kept = ((self.initials, known.initials), (self.hospital, known.hospital_number))
        return [field for field, value in kept if value]

    def _entry(self) -> EntryOnTreatment | None:
        cycle, day_1 = self.cycle.usable(), self.day_1.usable()
        level = self.level.usable()
        if self._recorded.entry is None or not (cycle and day_1 and level):
            return None
        return EntryOnTreatment(
            from_cycle=cycle,
            day_1=day_1,
            level=level.name,
            level_reason=self.why.usable(),
        )

    def _ask_who(self) -> None:
        self.code = Field(
            self.tr("Participant I&D"),
            TextEntry(CODE_SAMPLE),
            required=self.tr("Enter the ID that the sponsor gave, as PL03-0012."),
            check=self._check_code,
        )
        self.number = Field(self.tr("Randomization &number"), TextEntry(CODE_SAMPLE))
        self.birth_year = Field(
            self.tr("Year of &birth"), CountEntry("0000"), check=self._check_year
        )
        sexes = [(Sex.FEMALE, self.tr("female")), (Sex.MALE, self.tr("male"))]
        self.sex = Field(self.tr("Se&x"), ListChoice(sexes, self.tr("Not known")))
        self.initials = Field(self.tr("&Initials"), TextEntry("ABCDE"))
        self.hospital = Field(self.tr("H&ospital number"), TextEntry(CODE_SAMPLE))

    def _ask_when(self) -> None:
        self.consented = self._past(self.tr("Date of consen&t"), "consent")
        self.randomized = self._past(self.tr("Rando&mization date"), "randomization")
        sentence = self.tr("Enter the day on which treatment is to begin.")
        self.first_day_1 = Field(
            self.tr("Day &1 of cycle 1"),
            DateField(today=self._today),
            required="" if self._recorded.entry else sentence,
        )

    def _ask_entry(self) -> None:
        self.cycle = Field(
            self.tr("Entered in c&ycle"),
            CountEntry("0000"),
            required=self.tr("Enter the number of the cycle at entry."),
            check=self._check_cycle,
        )
        self.day_1 = self._past(self.tr("Day 1 o&f that cycle"), "infusion")
        self.day_1.required = self.tr("Enter the date of Day 1 of that cycle.")
        ladder = [(one, level_text(one)) for one in self._study.capsules.ladder]
        self.level: Field[Level] = Field(
            self.tr("Dose &level then"),
            ListChoice(ladder, self.tr("Choose…")),
            required=self.tr("Choose the dose level at entry."),
        )
        self.why = Field(self.tr("Why that le&vel"), TextEntry())

    def _enter(self) -> None:
        known, entry = self._recorded, self._recorded.entry
        values: list[tuple[Field[Any], Any]] = [
            (self.code, known.code),
            (self.number, known.randomization_number),
            (self.birth_year, known.birth_year),
            (self.sex, known.sex),
            (self.initials, known.initials),
            (self.hospital, known.hospital_number),
            (self.consented, known.consented),
            (self.randomized, known.randomized),
            (self.first_day_1, known.first_day_1),
        ]
        if entry:
            level = self._study.capsules.level(entry.level)
            values += [(self.cycle, entry.from_cycle), (self.day_1, entry.day_1)]
            values += [(self.level, level), (self.why, entry.level_reason)]
        for field, value in values:
            field.entry.set_value(value)

    def _past(self, label: str, kind: str) -> Field[date]:
        entry = DateField(today=self._today, latest=self._today)
        return Field(label, entry, check=happened(kind, self._today))

    def _check_code(self, code: str) -> str:
        if code.casefold() in self._taken:
            return wording(DuplicateParticipantError(code=code))
        return ""

    def _check_year(self, year: int) -> str:
        if FIRST_YEAR <= year <= self._today.year:
            return ""
        sentence = self.tr("Enter a year from {0} to {1}.")
        return sentence.format(FIRST_YEAR, self._today.year)

    def _check_cycle(self, cycle: int) -> str:
        if FIRST_CYCLE <= cycle <= LAST_CYCLE:
            return ""
        sentence = self.tr("Enter a cycle from {0} to {1}.")
        return sentence.format(FIRST_CYCLE, LAST_CYCLE)
