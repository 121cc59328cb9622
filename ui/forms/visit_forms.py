"""What became of visits, as forms: infusions, bookings, records, procedures."""

from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from scheduler.core.dates import weekday_date
from scheduler.core.facts import (
    Booking,
    Fact,
    InfusionOutcome,
    InfusionRecord,
    Observation,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
)
from scheduler.core.visits import Visit
from ui.forms.checks import happened
from ui.forms.choice import ListChoice, RadioChoice, Reasons
from ui.forms.date_field import DateField
from ui.forms.entry import TextEntry
from ui.forms.fact_form import FactForm, Ground
from ui.forms.field import Field
from ui.forms.infusion_part import InfusionPart
from ui.forms.result_line import ResultLine, Tone
from ui.forms.time_field import TimeField
from ui.wording import verdict_sentence


class InfusionForm(FactForm):
    """An infusion: its day, and what became of it."""

    def __init__(self, ground: Ground, fact: InfusionRecord) -> None:
        super().__init__(ground)
        self._recorded = fact
        self._happened = happened("infusion", ground.today)
        self.on = self.day_field(fact.on, check=self._check_day)
        self.infusion = InfusionPart(ground.study)
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
        before = self.ground.plan.day_1(self._recorded.cycle - 1)
        after = self.ground.plan.day_1(self._recorded.cycle + 1)
        if before and before.actual and on <= before.actual:
            sentence = self.tr("Enter a day after {0} on {1}.")
            return sentence.format(before.visit, weekday_date(before.actual))
        if after and after.actual and on >= after.actual:
            sentence = self.tr("Enter a day before {0} on {1}.")
            return sentence.format(after.visit, weekday_date(after.actual))
        return self._happened(on)


class BookingForm(FactForm):
    """A booking: its day, its time, and why it was moved."""

    def __init__(self, ground: Ground, fact: Booking) -> None:
        super().__init__(ground)
        self._recorded = fact
        self.on = Field(
            self.tr("&Date"),
            DateField(today=ground.today),
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


class VisitRecordForm(FactForm):
    """What became of a visit without an infusion."""

    def __init__(self, ground: Ground, fact: VisitRecord) -> None:
        super().__init__(ground)
        self._visit = fact.visit
        self.on = self.day_field(fact.on)
        self.outcome = Field(self.tr("O&utcome"), RadioChoice(self._outcomes()))
        self.outcome.entry.set_value(fact.outcome)
        self.why = self.reason_field(Reasons.NOT_DONE, fact.reason)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.outcome, self.why]

    def fact(self) -> Fact | None:
        """Return the record of the same visit."""
        on, outcome = self.on.usable(), self.outcome.usable()
        if on is None or outcome is None or self.why.find_problem():
            return None
        return VisitRecord(
            visit=self._visit, on=on, outcome=outcome, reason=self.why.usable()
        )

    def _outcomes(self) -> list[tuple[VisitOutcome, str]]:
        return [
            (VisitOutcome.DONE, self.tr("do&ne")),
            (VisitOutcome.NOT_DONE, self.tr("not don&e")),
            (VisitOutcome.MISSED, self.tr("&missed")),
        ]


class UnscheduledVisitForm(FactForm):
    """A visit that no rule planned: its day, and what it was for."""

    def __init__(self, ground: Ground, fact: UnscheduledVisit | None = None) -> None:
        super().__init__(ground)
        self.on = self.day_field(fact.on if fact else ground.today)
        self.place = ResultLine()
        self.on.add_below(self.place)
        self.why = self.reason_field(
            Reasons.UNSCHEDULED,
            fact.reason if fact else None,
            required=self.tr("Choose or say what the visit was for."),
        )
        self.on.entry.changed.connect(self._say_place)
        self._say_place()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.why]

    def fact(self) -> Fact | None:
        """Return the visit."""
        on, reason = self.on.usable(), self.why.usable()
        return UnscheduledVisit(on=on, reason=reason) if on and reason else None

    @Slot()
    def _say_place(self) -> None:
        """Point to a planned visit that may be meant: it is never taken for that."""
        on = self.on.usable()
        near = self._planned(on) if on else None
        if on is None or near is None:
            self.place.tell(Tone.HINT, "")
            return
        sentence = self.tr(
            "{0} is planned: {1}. If this was {0}, record that visit instead."
        )
        said = sentence.format(near.visit, verdict_sentence(near.window, on))
        self.place.tell(Tone.WARNING, said)

    def _planned(self, on: date) -> Visit | None:
        waiting = (v for v in self.ground.plan.visits if v.outcome is None)
        return next((visit for visit in waiting if on in visit.window), None)


class ObservationForm(FactForm):
    """A procedure that was done, as the profile names it, and its result."""

    def __init__(self, ground: Ground, fact: Observation | None = None) -> None:
        super().__init__(ground)
        self.on = self.day_field(fact.on if fact else ground.today)
        names = [procedure.name for procedure in ground.study.procedures]
        if fact and fact.procedure not in names:  # of another version of the profile
            names.append(fact.procedure)
        choice = ListChoice([(name, name) for name in names], self.tr("Choose…"))
        self.procedure = Field(
            self.tr("&Procedure"),
            choice,
            required=self.tr("Choose what was done."),
        )
        self.result = Field(self.tr("Resu&lt"), TextEntry())
        self.procedure.entry.set_value(fact.procedure if fact else None)
        self.result.entry.set_value(fact.value if fact else None)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.procedure, self.result]

    def fact(self) -> Fact | None:
        """Return the procedure; without a result it was done."""
        on, procedure = self.on.usable(), self.procedure.usable()
        if on is None or procedure is None:
            return None
        return Observation(on=on, procedure=procedure, value=self.result.usable())
