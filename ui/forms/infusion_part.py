"""What became of an infusion: given or not, why, from when to when, which kit."""

from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from scheduler.core.facts import InfusionOutcome, InfusionRecord
from scheduler.core.study import Study
from scheduler.core.wording import infusion_line
from ui.forms.choice import RadioChoice, ReasonField, Reasons
from ui.forms.entry import TextEntry
from ui.forms.field import Field, FieldGroup
from ui.forms.result_line import WrappedLabel
from ui.forms.time_span import TimeSpan
from ui.wording import whole_parts

KIT_SAMPLE = "0000000000000000"


class InfusionPart(FieldGroup):
    """Asks for everything about one infusion but its date."""

    def __init__(self, study: Study) -> None:
        super().__init__()
        line = WrappedLabel(whole_parts(infusion_line(study.infusion)))
        self.outcome = Field(self.tr("&Infusion"), RadioChoice(self._outcomes()))
        self.outcome.add_below(line)
        self.not_given = self._reason(study, Reasons.NOT_GIVEN)
        self.stopped = self._reason(study, Reasons.STOPPED_EARLY)
        self.times = Field(self.tr("Times"), TimeSpan())
        self.kit = Field(self.tr("&Kit number"), TextEntry(KIT_SAMPLE))
        self.outcome.entry.changed.connect(self.arrange)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.outcome, self.not_given, self.stopped, self.times, self.kit]

    def set_record(self, record: InfusionRecord) -> None:
        """Enter what is recorded."""
        self.outcome.entry.set_value(record.outcome)
        self.not_given.entry.set_value(record.reason)
        self.stopped.entry.set_value(record.reason)
        self.times.entry.set_value((record.start, record.stop))
        self.kit.entry.set_value(record.kit)

    def record(
        self, cycle: int, day: int, on: date, *, remark: str | None = None
    ) -> InfusionRecord:
        """Return what became of the infusion of one day.

        Args:
            cycle: its cycle.
            day: its day of the cycle.
            on: the day on which it was given, or decided against.
            remark: what else is to be known, such as why it was out of window.
        """
        outcome = self.outcome.usable() or InfusionOutcome.GIVEN
        given = outcome is not InfusionOutcome.NOT_GIVEN
        start, stop = (self.times.usable() if given else None) or (None, None)
        reasons = [self.not_given.usable(), self.stopped.usable(), remark]
        return InfusionRecord(
            cycle=cycle,
            day=day,
            on=on,
            outcome=outcome,
            start=start,
            stop=stop,
            reason="; ".join(reason for reason in reasons if reason) or None,
            kit=self.kit.usable() if given else None,
        )

    def _outcomes(self) -> list[tuple[InfusionOutcome, str]]:
        return [
            (InfusionOutcome.GIVEN, self.tr("&given")),
            (InfusionOutcome.NOT_GIVEN, self.tr("n&ot given")),
            (InfusionOutcome.STOPPED_EARLY, self.tr("stopped &early")),
        ]

    def _reason(self, study: Study, reasons: Reasons) -> Field[str]:
        sentence = {
            Reasons.NOT_GIVEN: self.tr("Choose why the infusion was not given."),
            Reasons.STOPPED_EARLY: self.tr("Choose why the infusion was stopped."),
        }[reasons]
        entry = ReasonField(study.reasons[reasons], at_least=1)
        return Field(self.tr("Reason"), entry, required=sentence)

    @Slot()
    def arrange(self) -> None:
        """Ask only for what the outcome leaves open."""
        outcome = self.outcome.entry.value()
        self.show_field(self.not_given, outcome is InfusionOutcome.NOT_GIVEN)
        self.show_field(self.stopped, outcome is InfusionOutcome.STOPPED_EARLY)
        for field in (self.times, self.kit):
            self.show_field(field, outcome is not InfusionOutcome.NOT_GIVEN)
