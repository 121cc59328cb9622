"""Everything that is recorded at one visit, in reading order."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from scheduler.core.dates import weekday_date
from scheduler.core.facts import Booking, Fact, VisitOutcome, VisitRecord, Weight
from scheduler.core.plan import Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from ui.forms.capsules_part import CapsulesPart
from ui.forms.checks import happened
from ui.forms.choice import RadioChoice
from ui.forms.date_field import DateField
from ui.forms.entry import TextEntry
from ui.forms.field import Field, FieldGroup, FormGrid
from ui.forms.infusion_part import InfusionPart
from ui.forms.visit_date_part import VisitDatePart
from ui.forms.weighing import Weighing
from ui.forms.weight_part import PROCEDURE, WeightPart


class RecordForm(FieldGroup):
    """Asks what happened at one visit; the defaults are the ordinary case.

    Args:
        study: for bands, reasons and the masked line.
        plan: the plan as it stands.
        visit: the visit that is recorded.
        today: the last day on which it can have happened.

    Source:
        ux.md 3.10.
    """

    def __init__(self, study: Study, plan: Plan, visit: Visit, today: date) -> None:
        super().__init__()
        self._study, self._plan, self._visit = study, plan, visit
        self._is_past = happened("visit", today)
        self.date = self._date_part(today)
        self.infusion = InfusionPart(study)
        self.outcome = Field(self.tr("Outcome"), RadioChoice(self._outcomes()))
        self.weight = self._weight_part()
        self.capsules = CapsulesPart(study.capsules)
        next_day = DateField(today=today)
        self.next = VisitDatePart(self.tr("Ne&xt visit"), next_day, study)
        self.note = Field(self.tr("&Note"), TextEntry())
        self.date.entry.set_value(today)
        self.weight.set_day(today)
        self._listen()

    def fields(self) -> list[Field[Any]]:
        """Return the fields of this visit in reading order."""
        found = [field for group in self._groups() for field in group.fields()]
        if not self._visit.infusion:
            found.insert(len(self.date.fields()), self.outcome)
        return [*found, self.note]

    def join(self, form: FormGrid) -> None:
        """Add every row that this visit needs."""
        super().join(form)
        if not self.is_weight_due():
            words = QLabel(self.tr("No weight needed at this visit"))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setProperty("role", "label")
            form.add_row(QLabel(), words)
        form.end()

    def arrange(self) -> None:
        """Show what each group asks for."""
        for group in self._groups():
            group.arrange()

    def facts(self) -> tuple[Fact, ...]:
        """Return what happened, nothing while the day is not usable."""
        on = self.date.day.usable()
        if on is None:
            return ()
        found: list[Fact] = [self._record(on)]
        if self.is_weight_due():
            found += self.weight.facts(on)
        if self._visit.dispense:
            found += self.capsules.facts(on)
        return tuple(found)

    def booking(self, plan: Plan | None) -> tuple[Fact, ...]:
        """Return the booking of the next visit, if it is not the proposed day."""
        following, on = self._following(plan), self.next.day.usable()
        if following is None or on is None or on == following.expected:
            return ()
        reason = self.next.explanation()
        return (Booking(visit=following.visit, on=on, reason=reason),)

    def show_plan(self, plan: Plan | None) -> None:
        """Show what follows: the next visit, and the capsules to hand out."""
        following = self._following(plan)
        if following is not None:
            self.next.set_window(following.window)
            self.next.entry.propose(following.expected)
            booked = following.booked is not None
            label = self.tr("{0}, booked") if booked else self.tr("Ne&xt, {0}")
            self.next.day.label.setText(label.format(following.visit))
            self.next.entry.setEnabled(not booked)
        cycle = self._visit.cycle
        dispense = plan.dispense.get(cycle) if plan and cycle else None
        in_force = plan.in_force if plan else None
        self.capsules.propose(dispense, in_force.level if in_force else None)

    def is_weight_due(self) -> bool:
        """Say whether the profile has a weight measured at this visit."""
        return PROCEDURE in procedures_due(self._study, self._plan, self._visit)

    def _groups(self) -> list[FieldGroup]:
        """Return the groups that this visit needs, in reading order."""
        found: list[FieldGroup] = [self.date]
        if self._visit.infusion:
            found.append(self.infusion)
        if self.is_weight_due():
            found.append(self.weight)
        if self._visit.dispense:
            found.append(self.capsules)
        if self._visit.infusion and self._visit.day == 1:
            found.append(self.next)
        return found

    def _following(self, plan: Plan | None) -> Visit | None:
        if plan is None or self._visit.cycle is None:
            return None
        return plan.day_1(self._visit.cycle + 1)

    def _record(self, on: date) -> Fact:
        remarks = [self.date.explanation(), self.note.usable()]
        remark = "; ".join(part for part in remarks if part) or None
        cycle, day = self._visit.cycle, self._visit.day
        if self._visit.infusion and cycle is not None and day is not None:
            return self.infusion.record(cycle, day, on, remark=remark)
        outcome = self.outcome.usable() or VisitOutcome.DONE
        return VisitRecord(
            visit=self._visit.visit, on=on, outcome=outcome, reason=remark
        )

    def _outcomes(self) -> list[tuple[VisitOutcome, str]]:
        return [
            (VisitOutcome.DONE, self.tr("&done")),
            (VisitOutcome.NOT_DONE, self.tr("n&ot done")),
            (VisitOutcome.MISSED, self.tr("&missed")),
        ]

    def _date_part(self, today: date) -> VisitDatePart:
        part = VisitDatePart(
            self.tr("&Visit date"),
            DateField(today=today, latest=today),
            self._study,
            required=self.tr("Enter the day of the visit."),
            check=self._check_day,
        )
        part.set_window(self._visit.window)
        return part

    def _check_day(self, on: date) -> str:
        """Refuse the impossible: a day to come, or one before the last Day 1."""
        cycle = self._visit.cycle
        previous = self._plan.day_1(cycle - 1) if cycle else None
        if previous and previous.actual and on <= previous.actual:
            sentence = self.tr("Enter a day after {0} on {1}.")
            return sentence.format(previous.visit, weekday_date(previous.actual))
        return self._is_past(on)

    def _weight_part(self) -> WeightPart:
        plan, settings = self._plan, self._plan.settings
        weights = [fact for fact in plan.facts if isinstance(fact, Weight)]
        baseline = plan.starting.weight if plan.starting else None
        weighing = Weighing(
            capsules=self._study.capsules,
            basis=settings.weight_basis,
            profile_version=self._study.profile_version,
            baseline=baseline,
            last=max(weights, key=lambda weight: weight.on, default=None),
            in_force=plan.in_force.level if plan.in_force else None,
            becomes_baseline=baseline is None and plan.participant.entry is None,
        )
        return WeightPart(self._study, weighing, tuple(weights))

    def _listen(self) -> None:
        self.date.entry.changed.connect(self._day_changed)
        self.weight.skipped.toggled.connect(self.changed)

    @Slot()
    def _day_changed(self) -> None:
        self.weight.set_day(self.date.day.usable())
