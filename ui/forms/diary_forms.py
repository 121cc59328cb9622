"""What the diary says of capsules, as forms: days missed, and more than ordered."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from scheduler.core.dates import clinical_date
from scheduler.core.facts import ExtraDoses, Fact, MissedDoses
from scheduler.core.quantities import capsules_text, dose_text
from scheduler.core.supply import doses_between
from ui.forms.choice import Reasons
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry, TextEntry
from ui.forms.fact_form import FactForm, Ground
from ui.forms.field import Field
from ui.forms.result_line import ResultLine, Tone
from ui.models.dose_words import capsule_lines

SAMPLE = "00000"
ONE_DAY = timedelta(days=1)


class MissedDosesForm(FactForm):
    """Days on which ordered capsules were not taken, by the diary."""

    def __init__(self, ground: Ground, fact: MissedDoses | None = None) -> None:
        super().__init__(ground)
        self.first = self.day_field(
            fact.starts if fact else None, label=self.tr("&First day")
        )
        self.last = self.day_field(
            fact.ends if fact else None,
            label=self.tr("&Last day"),
            check=self._check_last,
        )
        self.count = ResultLine()
        self.last.add_below(self.count)
        self.why = self.reason_field(
            Reasons.MISSED_DOSES, fact.reason if fact else None
        )
        if fact is None:
            self.first.entry.changed.connect(self._propose_last)
        for field in (self.first, self.last):
            field.entry.changed.connect(self._work_out)
        self._work_out()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.first, self.last, self.why]

    def fact(self) -> Fact | None:
        """Return the days."""
        first, last = self.first.usable(), self.last.usable()
        if first is None or last is None or self.why.find_problem():
            return None
        return MissedDoses(starts=first, ends=last, reason=self.why.usable())

    def most_used(self) -> QWidget:
        """Return the first day; the last one follows it."""
        return self.first.entry.control()

    def _check_last(self, last: date) -> str:
        first = self.first.usable()
        if first and last < first:
            sentence = self.tr("Enter {0} or a later day.")
            return sentence.format(clinical_date(first))
        if last > self.ground.today:
            sentence = self.tr("Enter a date on or before {0}.")
            return sentence.format(clinical_date(self.ground.today))
        return ""

    @Slot()
    def _propose_last(self) -> None:
        """Enter one day, until somebody enters a later last one."""
        entry = self.last.entry
        assert isinstance(entry, DateField)
        entry.propose(self.first.usable())

    @Slot()
    def _work_out(self) -> None:
        found = self.fact()
        if not isinstance(found, MissedDoses):
            self.count.tell(Tone.HINT, "")
            return
        ground, before = self.ground, found.ends + ONE_DAY
        lines = capsule_lines(ground.study, ground.plan, found.starts, before)
        if lines:
            sentence = self.tr("Ordered and not taken: {0}.")
            self.count.tell(Tone.INFO, sentence.format("; ".join(lines)))
        else:
            none = self.tr("No capsules were ordered on these days.")
            self.count.tell(Tone.WARNING, none)


class ExtraDosesForm(FactForm):
    """Capsules taken beyond what was ordered on a day, by the diary."""

    def __init__(self, ground: Ground, fact: ExtraDoses | None = None) -> None:
        super().__init__(ground)
        self.on = self.day_field(fact.on if fact else ground.today)
        self.capsules = Field(
            self.tr("Ca&psules beyond the order"),
            CountEntry(SAMPLE),
            required=self.tr("Enter how many capsules more were taken."),
            check=self._check,
        )
        self.dose = ResultLine()
        self.capsules.add_below(self.dose)
        self.why = Field(self.tr("&Note"), TextEntry())
        self.why.entry.set_value(fact.reason if fact else None)
        self.capsules.entry.set_value(fact.capsules if fact else None)
        for field in (self.on, self.capsules):
            field.entry.changed.connect(self._work_out)
        self._work_out()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.capsules, self.why]

    def fact(self) -> Fact | None:
        """Return what was taken beyond the order."""
        on, capsules = self.on.usable(), self.capsules.usable()
        if on is None or capsules is None:
            return None
        return ExtraDoses(on=on, capsules=capsules, reason=self.why.usable())

    def _check(self, capsules: int) -> str:
        return "" if capsules else self.tr("Enter 1 capsule or more.")

    @Slot()
    def _work_out(self) -> None:
        """Say what was taken on that day in all."""
        on, extra = self.on.usable(), self.capsules.usable()
        if on is None or extra is None:
            self.dose.tell(Tone.HINT, "")
            return
        strength = self.ground.study.capsules.strength_mg
        ordered = doses_between(self.ground.plan.dosing, on, on + ONE_DAY)[1]
        sentence = self.tr("{0} ordered + {1} more = {2} of {3}: {4} on {5}.")
        said = sentence.format(
            capsules_text(ordered),
            extra,
            capsules_text(ordered + extra),
            dose_text(strength),
            dose_text((ordered + extra) * strength),
            clinical_date(on),
        )
        self.dose.tell(Tone.INFO, said)
