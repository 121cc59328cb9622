"""The end of a drug, and events that bear on the whole course, as forms."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot

from scheduler.core.dates import weekday_date
from scheduler.core.facts import EndOfTreatment, Event, EventKind, Fact
from ui.forms.choice import ListChoice, Reasons
from ui.forms.entry import TextEntry
from ui.forms.fact_form import FactForm, Ground, ToConfirm
from ui.forms.field import Field
from ui.forms.result_line import ResultLine, Tone

UNBLINDING = frozenset({EventKind.EMERGENCY_UNBLINDING, EventKind.STUDY_UNBLINDED})

translate = QCoreApplication.translate


class EndOfTreatmentForm(FactForm):
    """The end of one drug, with the day of its last dose."""

    def __init__(self, ground: Ground, fact: EndOfTreatment) -> None:
        super().__init__(ground)
        study = ground.study
        drugs = [(drug.key, drug.name) for drug in (study.capsules, study.infusion)]
        self.drug = Field(
            self.tr("Dr&ug"),
            ListChoice(drugs, self.tr("Choose…")),
            required=self.tr("Choose which drug has ended."),
        )
        self.last_dose = self.day_field(fact.last_dose, label=self.tr("&Last dose"))
        self.why = self.reason_field(Reasons.END_OF_TREATMENT, fact.reason)
        self.drug.entry.set_value(fact.drug)

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.drug, self.last_dose, self.why]

    def blamed(self) -> Field[date]:
        """Return the last dose, which facts after it contradict."""
        return self.last_dose

    def fact(self) -> Fact | None:
        """Return the end of the drug."""
        drug, on = self.drug.usable(), self.last_dose.usable()
        if drug is None or on is None or self.why.find_problem():
            return None
        return EndOfTreatment(drug=drug, last_dose=on, reason=self.why.usable())


class EventForm(FactForm):
    """Something that bears on the whole course; never what an unblinding showed.

    Args:
        ground: what it asks on.
        fact: the event that is corrected, None for a new one.
        kinds: those to choose from; all of them by default.

    Source:
        product.md, decision 1: unblinding is recorded without its result.
    """

    def __init__(
        self,
        ground: Ground,
        fact: Event | None = None,
        kinds: Sequence[EventKind] = tuple(EventKind),
    ) -> None:
        super().__init__(ground)
        self.on = self.day_field(fact.on if fact else ground.today)
        options = [(kind, event_words(kind)) for kind in kinds]
        self.kind = Field(
            self.tr("&Event"),
            ListChoice(options, self.tr("Choose…")),
            required=self.tr("Choose what happened."),
        )
        self.masked = ResultLine()
        self.kind.add_below(self.masked)
        self.note = Field(self.tr("&Note"), TextEntry())
        self.kind.entry.set_value(fact.event if fact else None)
        self.note.entry.set_value(fact.reason if fact else None)
        self.kind.entry.changed.connect(self._remind)
        self._remind()

    def fields(self) -> list[Field[Any]]:
        """Return the fields in reading order."""
        return [self.on, self.kind, self.note]

    def fact(self) -> Event | None:
        """Return the event."""
        on, event = self.on.usable(), self.kind.usable()
        if on is None or event is None:
            return None
        return Event(on=on, event=event, reason=self.note.usable())

    def to_confirm(self) -> ToConfirm | None:
        """Ask before participation ends."""
        found = self.fact()
        if found is None or found.event not in self.ground.study.ends_with:
            return None
        sentence = self.tr(
            "{0} on {1} ends participation: no visit takes place after it."
        )
        what = event_words(found.event)
        said = sentence.format(what[:1].upper() + what[1:], weekday_date(found.on))
        return ToConfirm(
            said, self.tr("&End participation"), self.tr("&Keep participating")
        )

    @Slot()
    def _remind(self) -> None:
        """Ask that it happened, and nothing about the treatment."""
        unblinded = self.kind.entry.value() in UNBLINDING
        sentence = self.tr(
            "Only that it happened is recorded. Write nothing about the treatment."
        )
        self.masked.tell(Tone.WARNING, sentence if unblinded else "")


def event_words(kind: EventKind) -> str:
    """Return what an event is called."""
    return {
        EventKind.PROGRESSION: translate("event", "progression"),
        EventKind.WITHDRAWAL: translate("event", "withdrawal of consent"),
        EventKind.LOST: translate("event", "lost to follow-up"),
        EventKind.DEATH: translate("event", "death"),
        EventKind.EMERGENCY_UNBLINDING: translate("event", "emergency unblinding"),
        EventKind.STUDY_UNBLINDED: translate("event", "study unblinded"),
        EventKind.RE_CONSENT: translate("event", "re-consent"),
        EventKind.TRANSFER: translate("event", "transfer to another site"),
    }[kind]
