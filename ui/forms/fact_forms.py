"""The form of each kind of fact: every saved value can be corrected."""

from collections.abc import Callable
from typing import Any

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseDecision,
    EndOfTreatment,
    Event,
    ExtraDoses,
    Fact,
    Hold,
    InfusionRecord,
    MissedDoses,
    Observation,
    Return,
    UnscheduledVisit,
    VisitRecord,
    Weight,
)
from ui.forms.capsule_forms import DispensingForm, ReturnForm
from ui.forms.diary_forms import ExtraDosesForm, MissedDosesForm
from ui.forms.dose_forms import DoseDecisionForm, HoldForm
from ui.forms.end_forms import EndOfTreatmentForm, EventForm
from ui.forms.fact_form import FactForm, Ground
from ui.forms.visit_forms import (
    BookingForm,
    InfusionForm,
    ObservationForm,
    UnscheduledVisitForm,
    VisitRecordForm,
)
from ui.forms.weight_form import WeightForm

_FORMS: dict[type[Any], Callable[[Ground, Any], FactForm]] = {
    Weight: WeightForm,
    InfusionRecord: InfusionForm,
    Booking: BookingForm,
    Hold: HoldForm,
    DoseDecision: DoseDecisionForm,
    MissedDoses: MissedDosesForm,
    ExtraDoses: ExtraDosesForm,
    Dispensing: DispensingForm,
    Return: ReturnForm,
    VisitRecord: VisitRecordForm,
    UnscheduledVisit: UnscheduledVisitForm,
    Observation: ObservationForm,
    EndOfTreatment: EndOfTreatmentForm,
    Event: EventForm,
}


def form_for(ground: Ground, fact: Fact) -> FactForm:
    """Return the form of a fact's kind, with what is recorded.

    Source:
        product.md, decision 17: every fact can be corrected.
    """
    return _FORMS[type(fact)](ground, fact)
