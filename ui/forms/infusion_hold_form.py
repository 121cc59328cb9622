"""The infusion withheld, resumed or discontinued; its dose is never reduced."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from scheduler.core.dates import clinical_date, weekday_date
from scheduler.core.facts import EndOfTreatment, Fact, Hold, InfusionRecord
from scheduler.core.interruptions import last_dose
from scheduler.core.plan import Plan
from scheduler.core.wording import infusion_line
from ui.forms.choice import RadioChoice, Reasons
from ui.forms.date_field import DateField
from ui.forms.decision_part import DecisionPart
from ui.forms.dose_forms import not_before
from ui.forms.fact_form import FactForm, Ground, ToConfirm
from ui.forms.field import Field, FormGrid
from ui.forms.result_line import ResultLine, Tone, WrappedLabel
from ui.models.dose_words import dose_on
from ui.wording import whole_parts

ONE_DAY = timedelta(days=1)


class Course(Enum):
    """What may be decided about the infusion."""

    WITHHOLD = auto()
    RESUME = auto()
    DISCONTINUE = auto()


class InfusionHoldForm(FactForm):
    """Asks whether the infusion is withheld, goes on, or has ended.

    Args:
        ground: what it asks on.
        deciders: names to complete what is typed by.

    Source:
        ux.md 3.12: the label knows no reductions of the infusion.
    """

    def __init__(self, ground: Ground, deciders: Sequence[str] = ()) -> None:
        super().__init__(ground)
        self._name = ground.study.infusion.name
        self._held = self._hold_of_today()
        self.now = WrappedLabel(self._standing())
        self.line = WrappedLabel(whole_parts(infusion_line(ground.study.infusion)))
        self.result = ResultLine()
        self.course = Field(self.tr("&Action"), self._choice())
        self.first = self._day(self.tr("&First day without"), ground.today)
        self.last = Field(
            self.tr("&Last day without"),
            DateField(today=ground.today),
            check=self._check_last,
        )
        self.again = self._day(self.tr("&First day again"), ground.today)
        self.given = self.day_field(
            self._last_given(), label=self.tr("&Last infusion on")
        )
        self.first.required = self.tr("Enter the first day on which it is withheld.")
        self.again.required = self.tr("Enter the day from which it may be given.")
        self.decision = DecisionPart(ground.study, Reasons.HOLD, ground.today, deciders)
        self.course.entry.changed.connect(self._turn)
        self._turn()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        days = [self.first, self.last, self.again, self.given]
        asked = self.decision
        return [self.course, *days, asked.reason, asked.toxicity, asked.by]

    def join(self, form: FormGrid) -> None:
        """Add what is in force above the fields."""
        for name, widget in ((self.tr("Infusion"), self.line), ("", self.now)):
            label = QLabel(name)
            label.setProperty("role", "label")
            form.add_row(label, widget)
        super().join(form)

    def aside(self) -> list[QWidget]:
        """Return what the capsules do meanwhile."""
        return [self.result]

    def show_plan(self, plan: Plan | None) -> None:
        """Say that the capsules are decided upon by themselves, if they are."""
        study = self.ground.study
        if plan is None or self._chosen() is not Course.WITHHOLD:
            self.result.tell(Tone.HINT, "")
            return
        together = plan.settings.drugs_held_together
        sentence = (
            self.tr("{0} is on hold with it.")
            if together
            else self.tr("{0} is not changed by this: {1}.")
        )
        dose = dose_on(study, plan, self.ground.today)
        self.result.tell(Tone.INFO, sentence.format(study.capsules.name, dose))

    def most_used(self) -> QWidget:
        """Return the action."""
        return self.course.entry.control()

    def blamed(self) -> Field[Any]:
        """Return the day of the action, which other records contradict."""
        return {
            Course.WITHHOLD: self.first,
            Course.RESUME: self.again,
            Course.DISCONTINUE: self.given,
        }[self._chosen()]

    def why_not(self) -> str:
        """Say why nothing can be decided: the infusion has ended."""
        ended = last_dose(self.ground.study.infusion, self.ground.plan.facts)
        if ended is None:
            return ""
        sentence = self.tr("{0} has ended: last given on {1}. Correct that record.")
        return sentence.format(self._name, clinical_date(ended))

    def arrange(self) -> None:
        """Ask only for what the action leaves open."""
        course = self._chosen()
        for field in (self.first, self.last):
            self.show_field(field, course is Course.WITHHOLD)
        self.show_field(self.again, course is Course.RESUME)
        self.show_field(self.given, course is Course.DISCONTINUE)
        self.show_field(self.decision.toxicity, course is not Course.RESUME)
        self.show_field(self.decision.by, course is not Course.DISCONTINUE)

    def fact(self) -> Fact | None:
        """Return the hold, as it becomes, or the end of the infusion."""
        if any(field.find_problem() for field in self.fields()):
            return None
        return next(iter(self.draft()), None)

    def draft(self) -> tuple[Fact, ...]:
        """Return the same as soon as its days are known."""
        if self.last.find_problem():
            return ()
        makers = {
            Course.WITHHOLD: self._hold,
            Course.RESUME: self._resumed,
            Course.DISCONTINUE: self._end,
        }
        found = makers[self._chosen()]()
        return () if found is None else (found,)

    def replaces(self) -> Fact | None:
        """Return the hold that ends when the infusion is resumed."""
        return self._held if self._chosen() is Course.RESUME else None

    def reason_for_change(self) -> str:
        """Return why the hold that is recorded gets a last day."""
        parts = [self.decision.reason.usable(), self.decision.by.usable()]
        said = ", ".join(part for part in parts if part)
        return self.tr("resumed: {0}").format(said)

    def to_confirm(self) -> ToConfirm | None:
        """Ask before the course of the infusion changes."""
        day = self.blamed().usable()
        if day is None:
            return None
        fact, act, stay = {
            Course.WITHHOLD: (
                self.tr("{0} is withheld from {1}."),
                self.tr("&Withhold the infusion"),
                self.tr("&Keep giving it"),
            ),
            Course.RESUME: (
                self.tr("{0} may be given again from {1}."),
                self.tr("&Resume the infusion"),
                self.tr("&Keep the hold"),
            ),
            Course.DISCONTINUE: (
                self.tr("{0} is not given again: the last infusion was on {1}."),
                self.tr("&Discontinue the infusion"),
                self.tr("&Keep giving it"),
            ),
        }[self._chosen()]
        return ToConfirm(fact.format(self._name, weekday_date(day)), act, stay)

    def _chosen(self) -> Course:
        course = self.course.entry.value()
        assert course is not None, "one is always chosen"
        return course

    def _hold(self) -> Hold | None:
        first = self.first.usable()
        if first is None:
            return None
        return Hold(
            drug=self.ground.study.infusion.key,
            starts=first,
            ends=self.last.usable(),
            reason=self.decision.words(),
            decided_by=self.decision.by.usable(),
        )

    def _resumed(self) -> Hold | None:
        again, held = self.again.usable(), self._held
        if again is None or held is None:
            return None
        return Hold(
            drug=held.drug,
            starts=held.starts,
            ends=again - ONE_DAY,
            reason=held.reason,
            decided_by=held.decided_by,
        )

    def _end(self) -> EndOfTreatment | None:
        given = self.given.usable()
        if given is None:
            return None
        drug = self.ground.study.infusion.key
        return EndOfTreatment(drug=drug, last_dose=given, reason=self.decision.words())

    def _hold_of_today(self) -> Hold | None:
        """Return the hold of the infusion in which this day lies."""
        day, drug = self.ground.today, self.ground.study.infusion.key
        holds = (fact for fact in self.ground.plan.facts if isinstance(fact, Hold))
        mine = [hold for hold in holds if hold.drug == drug and hold.starts <= day]
        return next((h for h in mine if h.ends is None or h.ends >= day), None)

    def _standing(self) -> str:
        if self._held is None:
            return self.tr("Not on hold")
        since = clinical_date(self._held.starts)
        reason = f": {self._held.reason}" if self._held.reason else ""
        return self.tr("On hold since {0}{1}").format(since, reason)

    def _choice(self) -> RadioChoice[Course]:
        labels = {
            Course.WITHHOLD: self.tr("with&hold"),
            Course.RESUME: self.tr("resu&me"),
            Course.DISCONTINUE: self.tr("discontin&ue"),
        }
        choice = RadioChoice(list(labels.items()))
        if self._held:
            choice.set_value(Course.RESUME)
            choice.bar(Course.WITHHOLD, self.tr("It is on hold already."))
        else:
            choice.bar(Course.RESUME, self.tr("Nothing is on hold."))
        return choice

    def _day(self, label: str, day: date | None) -> Field[date]:
        found = Field(label, DateField(today=self.ground.today), check=self._check)
        found.entry.set_value(day)
        return found

    def _check(self, day: date) -> str:
        """Keep the days behind the one on which the hold begins."""
        if self._chosen() is Course.RESUME:
            starts = self._held.starts if self._held else None
            return not_before(starts and starts + ONE_DAY, day)
        return ""

    def _check_last(self, day: date) -> str:
        return not_before(self.first.usable(), day)

    def _last_given(self) -> date | None:
        records = [f for f in self.ground.plan.facts if isinstance(f, InfusionRecord)]
        return max((one.on for one in records if one.is_given), default=None)

    @Slot()
    def _turn(self) -> None:
        reasons = {
            Course.WITHHOLD: Reasons.HOLD,
            Course.RESUME: Reasons.DOSE,
            Course.DISCONTINUE: Reasons.END_OF_TREATMENT,
        }
        self.decision.offer(reasons[self._chosen()])
        self.arrange()
