"""Holds and dose decisions that are recorded, as forms to correct them."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from scheduler.core.dates import clinical_date
from scheduler.core.facts import DoseAction, DoseDecision, Fact, Hold
from scheduler.core.study import Level
from scheduler.core.wording import level_text
from ui.forms.choice import ListChoice, Reasons
from ui.forms.date_field import DateField
from ui.forms.decision_part import PERSON, DecisionPart
from ui.forms.entry import TextEntry
from ui.forms.fact_form import FactForm, Ground
from ui.forms.field import Field

WITHOUT_LEVEL = frozenset({DoseAction.DISCONTINUE, DoseAction.RESUME_SAME})

translate = QCoreApplication.translate


class HoldForm(FactForm):
    """An ordered interruption: of which drug, and from when to when."""

    def __init__(self, ground: Ground, fact: Hold) -> None:
        super().__init__(ground)
        study = ground.study
        drugs = [(drug.key, drug.name) for drug in (study.capsules, study.infusion)]
        self.drug = Field(
            self.tr("Dr&ug"),
            ListChoice(drugs, self.tr("Choose…")),
            required=self.tr("Choose which drug is on hold."),
        )
        self.first = Field(
            self.tr("&First day without"),
            DateField(today=ground.today),
            required=self.tr("Enter the first day without the drug."),
        )
        self.last = Field(
            self.tr("&Last day without"),
            DateField(today=ground.today),
            check=self._check_last,
        )
        self.why = self.reason_field(Reasons.HOLD, fact.reason)
        self.by = Field(self.tr("Decided &by"), TextEntry(PERSON))
        self.drug.entry.set_value(fact.drug)
        self.first.entry.set_value(fact.starts)
        self.last.entry.set_value(fact.ends)
        self.by.entry.set_value(fact.decided_by)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.drug, self.first, self.last, self.why, self.by]

    def blamed(self) -> Field[date]:
        """Return the first day, which another hold may cover."""
        return self.first

    def fact(self) -> Fact | None:
        """Return the hold; without a last day it goes on."""
        drug, first = self.drug.usable(), self.first.usable()
        wrong = self.last.find_problem() or self.why.find_problem()
        if drug is None or first is None or wrong:
            return None
        return Hold(
            drug=drug,
            starts=first,
            ends=self.last.usable(),
            reason=self.why.usable(),
            decided_by=self.by.usable(),
        )

    def _check_last(self, last: date) -> str:
        return not_before(self.first.usable(), last)


class DoseDecisionForm(FactForm):
    """A decision about the capsules, each of its values."""

    def __init__(self, ground: Ground, fact: DoseDecision) -> None:
        super().__init__(ground)
        actions = [(action, action_words(action)) for action in DoseAction]
        self.action = Field(self.tr("&Action"), ListChoice(actions, self.tr("Choose…")))
        self.action.required = self.tr("Choose what was decided.")
        levels = [(one, level_text(one)) for one in ground.study.capsules.ladder]
        self.level = Field(
            self.tr("&New dose"),
            ListChoice(levels, self.tr("Choose…")),
            required=self.tr("Choose the dose that was decided on."),
        )
        self.first = Field(
            self.tr("&First day"),
            DateField(today=ground.today),
            required=self.tr("Enter the first day on which it holds."),
        )
        self.decision = DecisionPart(ground.study, Reasons.DOSE, ground.today)
        self.decision.by.required = self.decision.reason.required = ""
        self._enter(fact)
        self.action.entry.changed.connect(self.arrange)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.action, self.level, self.first, *self.decision.fields()]

    def blamed(self) -> Field[Any]:
        """Return the new dose, which the ladder may not allow, else the first day."""
        return self.level if self.level.is_asked() else self.first

    def arrange(self) -> None:
        """Ask for a dose only where the action leads to one."""
        leads = self.action.entry.value() not in WITHOUT_LEVEL
        self.show_field(self.level, leads)

    def fact(self) -> Fact | None:
        """Return the decision."""
        action, first, on = (
            self.action.usable(),
            self.first.usable(),
            self.decision.on.usable(),
        )
        if any(field.find_problem() for field in self.fields()):
            return None
        if action is None or first is None or on is None:
            return None
        level = self.level.usable()
        term, grade, occurrence = self.decision.seen()
        return DoseDecision(
            on=on,
            action=action,
            starts=self._starts(first, on),
            to=level.name if level else self._kept(action),
            reason=self.decision.reason.usable(),
            term=term,
            grade=grade,
            occurrence=occurrence,
            decided_by=self.decision.by.usable(),
        )

    def _starts(self, first: date, on: date) -> date | None:
        """Return the first day; left out as it was where it is that of the decision."""
        return None if self._recorded.starts is None and first == on else first

    def _kept(self, action: DoseAction) -> str | None:
        """Return the level that a decision to go on the same was recorded with."""
        same = action is self._recorded.action is DoseAction.RESUME_SAME
        return self._recorded.to if same else None

    def _enter(self, fact: DoseDecision) -> None:
        self._recorded = fact
        self.action.entry.set_value(fact.action)
        self.level.entry.set_value(self._level(fact.to))
        self.first.entry.set_value(fact.starts or fact.on)
        self.decision.set_decision(fact)

    def _level(self, name: str | None) -> Level | None:
        return self.ground.study.capsules.level(name) if name else None


def action_words(action: DoseAction) -> str:
    """Return what a decision is called."""
    return {
        DoseAction.REDUCE: translate("action", "reduce"),
        DoseAction.RESUME_SAME: translate("action", "resume at the same dose"),
        DoseAction.RESUME_REDUCED: translate("action", "resume at a reduced dose"),
        DoseAction.DISCONTINUE: translate("action", "discontinue"),
        DoseAction.RE_ESCALATE: translate("action", "go up again"),
    }[action]


def not_before(first: date | None, last: date) -> str:
    """Say what stands against a last day: it is not before the first."""
    if first is None or last >= first:
        return ""
    sentence = translate("action", "Enter {0} or a later day.")
    return sentence.format(clinical_date(first))
