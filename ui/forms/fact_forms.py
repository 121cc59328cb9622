"""One recorded fact as a form: what may be corrected of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from scheduler.core.dates import weekday_date
from scheduler.core.facts import (
    Booking,
    Dispensing,
    Fact,
    InfusionOutcome,
    InfusionRecord,
    Return,
    Weight,
)
from scheduler.core.plan import Plan
from scheduler.core.study import Study
from ui.forms.checks import happened
from ui.forms.date_field import DateField
from ui.forms.entry import CountEntry, TextEntry
from ui.forms.field import Field, FieldGroup
from ui.forms.infusion_part import InfusionPart
from ui.forms.time_field import TimeField
from ui.forms.weighing import Weighing
from ui.forms.weight_field import WeightField


class FactForm(FieldGroup):
    """Asks for one fact anew, starting from what is recorded."""

    def fact(self) -> Fact | None:
        """Return the fact as it is entered, None while it is not usable."""
        raise NotImplementedError

    def day_field(
        self, today: date, on: date, check: Callable[[date], str] | None = None
    ) -> Field[date]:
        """Return a field for the day on which something happened."""
        found = Field(
            self.tr("&Date"),
            DateField(today=today, latest=today),
            required=self.tr("Enter the day on which it happened."),
            check=check or happened("record", today),
        )
        found.entry.set_value(on)
        return found


class WeightForm(FactForm):
    """A weight: its day and its kilograms."""

    def __init__(self, study: Study, plan: Plan, fact: Weight, today: date) -> None:
        super().__init__()
        self._recorded = fact
        self.on = self.day_field(today, fact.on)
        entry = WeightField(_weighing(study, plan, fact), study.reasons["weight"])
        entry.set_value(fact.grams)
        self.weight = Field(
            self.tr("&Weight"), entry, required=self.tr("Enter the measured weight.")
        )

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.weight]

    def fact(self) -> Fact | None:
        """Return the weight, still the baseline if it was."""
        on, grams = self.on.usable(), self.weight.usable()
        if on is None or grams is None:
            return None
        return Weight(on=on, grams=grams, baseline=self._recorded.baseline)


class InfusionForm(FactForm):
    """An infusion: its day, and what became of it."""

    def __init__(
        self, study: Study, plan: Plan, fact: InfusionRecord, today: date
    ) -> None:
        super().__init__()
        self._recorded, self._plan = fact, plan
        self._happened = happened("infusion", today)
        self.on = self.day_field(today, fact.on, self._check_day)
        self.infusion = InfusionPart(study)
        self.infusion.set_record(fact)
        self.remark = Field(self.tr("Re&mark"), TextEntry())
        if fact.outcome is InfusionOutcome.GIVEN:
            self.remark.entry.set_value(fact.reason)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, *self.infusion.fields(), self.remark]

    def arrange(self) -> None:
        """Show what the outcome asks for."""
        self.infusion.arrange()

    def fact(self) -> Fact | None:
        """Return the infusion of the same cycle and day."""
        on, recorded = self.on.usable(), self._recorded
        if on is None or any(field.find_problem() for field in self.fields()):
            return None
        remark = self.remark.usable()
        return self.infusion.record(recorded.cycle, recorded.day, on, remark=remark)

    def _check_day(self, on: date) -> str:
        """Keep the infusion between the recorded ones around it."""
        before = self._plan.day_1(self._recorded.cycle - 1)
        after = self._plan.day_1(self._recorded.cycle + 1)
        if before and before.actual and on <= before.actual:
            sentence = self.tr("Enter a day after {0} on {1}.")
            return sentence.format(before.visit, weekday_date(before.actual))
        if after and after.actual and on >= after.actual:
            sentence = self.tr("Enter a day before {0} on {1}.")
            return sentence.format(after.visit, weekday_date(after.actual))
        return self._happened(on)


class BookingForm(FactForm):
    """A booking: its day, its time, and why it was moved."""

    def __init__(self, fact: Booking, today: date) -> None:
        super().__init__()
        self._recorded = fact
        self.on = Field(
            self.tr("&Date"),
            DateField(today=today),
            required=self.tr("Enter the day that was arranged."),
        )
        self.at = Field(self.tr("&Time"), TimeField())
        self.why = Field(self.tr("Why that da&y"), TextEntry())
        self.on.entry.set_value(fact.on)
        self.at.entry.set_value(fact.at)
        self.why.entry.set_value(fact.reason)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.at, self.why]

    def fact(self) -> Fact | None:
        """Return the booking of the same visit."""
        on = self.on.usable()
        if on is None or self.at.find_problem():
            return None
        return Booking(
            visit=self._recorded.visit,
            on=on,
            at=self.at.usable(),
            reason=self.why.usable(),
        )


class CapsulesForm(FactForm):
    """Capsules handed out, or brought back and lost."""

    def __init__(self, fact: Dispensing | Return, today: date) -> None:
        super().__init__()
        self._recorded = fact
        self.on = self.day_field(today, fact.on)
        self.capsules = Field(
            self.tr("Ca&psules"),
            CountEntry("00000"),
            required=self.tr("Enter the number of capsules."),
        )
        self.lost = Field(self.tr("said to be &lost"), CountEntry("00000"))
        self.capsules.entry.set_value(fact.capsules)
        if isinstance(fact, Return):
            self.lost.entry.set_value(fact.lost)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        lost = [self.lost] if isinstance(self._recorded, Return) else []
        return [self.on, self.capsules, *lost]

    def fact(self) -> Fact | None:
        """Return the same kind of fact with other numbers."""
        on, capsules = self.on.usable(), self.capsules.usable()
        recorded = self._recorded
        if on is None or capsules is None or self.lost.find_problem():
            return None
        if isinstance(recorded, Dispensing):
            return Dispensing(on=on, capsules=capsules)
        return Return(
            on=on,
            capsules=capsules,
            lost=self.lost.usable() or 0,
            containers_returned=recorded.containers_returned,
            reason=recorded.reason,
        )


class FixedForm(FactForm):
    """A fact that can only be withdrawn and recorded anew."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._recorded = fact

    def fields(self) -> list[Field[Any]]:
        """Return nothing: there is nothing to enter."""
        return []

    def fact(self) -> Fact | None:
        """Return the fact as it is recorded."""
        return self._recorded


def form_for(study: Study, plan: Plan, fact: Fact, today: date) -> FactForm:
    """Return the form of a fact's kind."""
    match fact:
        case Weight():
            return WeightForm(study, plan, fact, today)
        case InfusionRecord():
            return InfusionForm(study, plan, fact, today)
        case Booking():
            return BookingForm(fact, today)
        case Dispensing() | Return():
            return CapsulesForm(fact, today)
        case _:
            return FixedForm(fact)


def _weighing(study: Study, plan: Plan, fact: Weight) -> Weighing:
    """Hold a weight against the others, not against itself."""
    others = [one for one in plan.facts if isinstance(one, Weight) and one != fact]
    before = [one for one in others if one.on <= fact.on]
    baseline = plan.starting.weight if plan.starting else None
    return Weighing(
        capsules=study.capsules,
        basis=plan.settings.weight_basis,
        profile_version=study.profile_version,
        baseline=None if fact.baseline else baseline,
        last=max(before, key=lambda one: one.on, default=None),
        in_force=plan.in_force.level if plan.in_force else None,
        becomes_baseline=fact.baseline,
    )
