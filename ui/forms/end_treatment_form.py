"""The end of one drug or of both, each with its last dose, in one step."""

from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from PySide6.QtWidgets import QWidget

from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.decisions import discontinued
from scheduler.core.facts import EndOfTreatment, Fact, InfusionRecord
from scheduler.core.interruptions import last_dose
from scheduler.core.study import Capsules, Infusion
from ui.forms.choice import RadioChoice, Reasons
from ui.forms.fact_form import FactForm, Ground, ToConfirm
from ui.forms.field import Field

ONE_DAY = timedelta(days=1)


class Which(Enum):
    """What ends."""

    BOTH = auto()
    CAPSULES = auto()
    INFUSION = auto()


class EndTreatmentForm(FactForm):
    """Asks which drug has ended, and for the day of its last dose."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._capsules, self._infusion = ground.study.capsules, ground.study.infusion
        self._barred = self._ended()
        self.which = Field(self.tr("&What has ended"), self._choice())
        self.capsules = self.day_field(
            self._last_capsules(),
            label=self.tr("Last dose of &{0}").format(self._capsules.name),
        )
        self.infusion = self.day_field(
            self._last_infusion(), label=self.tr("Last &infusion")
        )
        self.why = self.reason_field(
            Reasons.END_OF_TREATMENT, required=self.tr("Choose or say why it ended.")
        )
        self.which.entry.changed.connect(self.arrange)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.which, self.capsules, self.infusion, self.why]

    def arrange(self) -> None:
        """Ask only for what has ended."""
        which = self.which.entry.value()
        self.show_field(self.capsules, which is not Which.INFUSION)
        self.show_field(self.infusion, which is not Which.CAPSULES)

    def fact(self) -> Fact | None:
        """Return the first of the ends."""
        return next(iter(self.facts()), None)

    def facts(self) -> tuple[EndOfTreatment, ...]:
        """Return the end of each drug, nothing while anything is not usable."""
        wrong = any(field.find_problem() for field in self.fields())
        return () if wrong else self.draft()

    def draft(self) -> tuple[EndOfTreatment, ...]:
        """Return the end of each drug as soon as its last dose is known."""
        if self.capsules.find_problem() or self.infusion.find_problem():
            return ()
        days = (
            (self._capsules.key, self.capsules.usable()),
            (self._infusion.key, self.infusion.usable()),
        )
        return tuple(
            EndOfTreatment(drug=drug, last_dose=day, reason=self.why.usable())
            for drug, day in days
            if day is not None
        )

    def most_used(self) -> QWidget:
        """Return what has ended."""
        return self.which.entry.control()

    def blamed(self) -> Field[date]:
        """Return the last dose, which facts after it contradict."""
        infusion_only = self.which.entry.value() is Which.INFUSION
        return self.infusion if infusion_only else self.capsules

    def why_not(self) -> str:
        """Say that both have ended."""
        if len(self._barred) < len(Which):
            return ""
        sentence = self.tr("Treatment has ended: {0} Correct that record instead.")
        return sentence.format(self._barred[Which.BOTH])

    def to_confirm(self) -> ToConfirm | None:
        """Ask before treatment ends, by the last doses."""
        ends = self.facts()
        if not ends:
            return None
        names = {drug.key: drug.name for drug in (self._capsules, self._infusion)}
        sentence = self.tr("{0} ends: last dose on {1}.")
        said = [sentence.format(names[e.drug], weekday_date(e.last_dose)) for e in ends]
        return ToConfirm(
            " ".join(said), self.tr("&End treatment"), self.tr("&Keep treating")
        )

    def _ended(self) -> dict[Which, str]:
        """Return what cannot end again, each with the reason."""
        found: dict[Which, str] = {}
        drugs: tuple[tuple[Which, Capsules | Infusion], ...] = (
            (Which.CAPSULES, self._capsules),
            (Which.INFUSION, self._infusion),
        )
        for which, drug in drugs:
            if day := last_dose(drug, self.ground.plan.facts):
                sentence = self.tr("the last dose of {0} was on {1}.")
                found[which] = sentence.format(drug.name, clinical_date(day))
        if found:
            found[Which.BOTH] = " ".join(found.values())
        return found

    def _choice(self) -> RadioChoice[Which]:
        labels = {
            Which.BOTH: self.tr("&both drugs"),
            Which.CAPSULES: self._capsules.name,
            Which.INFUSION: self._infusion.name,
        }
        choice = RadioChoice(list(labels.items()))
        choice.set_value(next((one for one in Which if one not in self._barred), None))
        for which, why in self._barred.items():
            choice.bar(which, why)
        return choice

    def _last_capsules(self) -> date:
        """Propose the day before a decision to stop, else this day."""
        stopped = discontinued(self.ground.plan.facts)
        today = self.ground.today
        return min(stopped - ONE_DAY, today) if stopped else today

    def _last_infusion(self) -> date | None:
        given = [
            fact.on
            for fact in self.ground.plan.facts
            if isinstance(fact, InfusionRecord) and fact.is_given
        ]
        return max(given, default=None)
