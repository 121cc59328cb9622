"""A fact of every kind, of the participant in the fourth cycle."""

from datetime import date

from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Hold,
    MissedDoses,
    Observation,
    Return,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
)

HOLD = Hold(
    drug="lenvatinib",
    starts=date(2026, 11, 10),
    ends=date(2026, 11, 14),
    reason="toxicity",
    decided_by="Dr P. Nowak",
)
REDUCED = DoseDecision(
    on=date(2026, 11, 16),
    starts=date(2026, 11, 17),
    action=DoseAction.REDUCE,
    to="8 mg daily",
    reason="toxicity",
    term="Hypertension",
    grade=3,
    occurrence=1,
    decided_by="Dr P. Nowak",
)
MISSED = MissedDoses(starts=date(2026, 11, 3), ends=date(2026, 11, 4), reason="forgot")
EXTRA = ExtraDoses(on=date(2026, 11, 5), capsules=1, reason="took it twice")
CAME_BACK = Return(
    on=date(2026, 11, 20),
    capsules=3,
    lost=2,
    containers_returned=False,
    reason="dropped",
)
IMAGING = VisitRecord(
    visit="imaging week 6",
    on=date(2026, 10, 30),
    outcome=VisitOutcome.NOT_DONE,
    reason="illness",
)
UNPLANNED = UnscheduledVisit(on=date(2026, 11, 12), reason="adverse event")
SEEN = Observation(on=date(2026, 11, 12), procedure="blood pressure", value="150/92")
ENDED = EndOfTreatment(drug="infusion", last_dose=date(2026, 11, 2), reason="toxicity")
EVENT = Event(event=EventKind.PROGRESSION, on=date(2026, 11, 20), reason="week 9 scan")
