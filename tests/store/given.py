"""Values that the tests of the store share; every date is given."""

from datetime import date, datetime, time, timedelta, timezone

from scheduler.core.facts import (
    Booking,
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    MissedDoses,
    Observation,
    Participant,
    Return,
    Sex,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.study_text import read_study
from scheduler.store.connection import OpenDatabase
from scheduler.store.store import Store
from scheduler.store.values import (
    Paper,
    ParticipantId,
    Role,
    Sheet,
    StudySite,
    Writer,
)
from tests.core.profiles import FIRST_TEXT, with_values
from tests.people import PASSWORDS
from tests.people import found as found_by

VERSIONS = [
    {
        "version": version,
        "dated": date(2026, 11, 22),
        "summary": f"Day 1 may be late by {after} days.",
        "changes": {"settings": {"day_1_after": after}},
        "source": "assumption",
        "citation": "invented for tests",
    }
    for version, after in (("2.0", 4), ("3.0", 5))
]
# The shipped profile as it would be after two amendments.
AMENDED = read_study(with_values(FIRST_TEXT, ("versions", VERSIONS)))
NOW = datetime(2026, 11, 23, 8, 12, 5, tzinfo=timezone(timedelta(hours=1)))
AK = Writer(
    person="A. Kowalska",
    role=Role.COORDINATOR,
    workstation="desk-1",
    program="0.1.0",
)
SITE = StudySite(study="js001-027-iii-hcc", code="PL03", name="Clinic", country="PL")
ADA = Participant(
    code="PL03-0012",
    first_day_1=date(2024, 3, 4),
    birth_year=1961,
    sex=Sex.FEMALE,
    randomization_number="4711",
    consented=date(2024, 2, 12),
    randomized=date(2024, 3, 1),
)
BASELINE = Weight(on=date(2024, 3, 1), grams=62000, baseline=True)
DIGEST = "0123456789abcdef" * 4

EVERY_FACT: tuple[Fact, ...] = (
    BASELINE,
    InfusionRecord(
        cycle=1,
        on=date(2024, 3, 4),
        outcome=InfusionOutcome.STOPPED_EARLY,
        start=time(9, 5),
        stop=time(9, 40),
        reason="reaction",
        kit="K-0815",
    ),
    Booking(visit="C3D1", on=date(2027, 4, 17), at=time(9, 0), reason="transport"),
    Hold(
        drug="lenvatinib",
        starts=date(2024, 5, 1),
        ends=date(2024, 5, 5),
        reason="toxicity",
        decided_by="investigator",
    ),
    DoseDecision(
        on=date(2024, 4, 2),
        action=DoseAction.REDUCE,
        starts=date(2024, 4, 3),
        to="8 mg daily",
        reason="toxicity",
        term="Hypertension",
        grade=3,
        occurrence=1,
        decided_by="investigator",
    ),
    MissedDoses(starts=date(2024, 3, 10), ends=date(2024, 3, 11), reason="forgot"),
    ExtraDoses(on=date(2024, 3, 12), capsules=3, reason="took them twice"),
    Dispensing(on=date(2024, 3, 4), capsules=63),
    Return(on=date(2024, 3, 25), capsules=6, lost=1, containers_returned=False),
    VisitRecord(
        visit="imaging week 6", on=date(2024, 4, 12), outcome=VisitOutcome.DONE
    ),
    UnscheduledVisit(on=date(2024, 4, 20), reason="adverse event"),
    Observation(on=date(2024, 4, 20), procedure="blood pressure", value="150/95"),
    EndOfTreatment(drug="lenvatinib", last_dose=date(2024, 6, 1), reason="progression"),
    Event(event=EventKind.PROGRESSION, on=date(2024, 6, 2), reason="imaging"),
)


def given(cycle: int, on: date) -> InfusionRecord:
    return InfusionRecord(cycle=cycle, on=on, outcome=InfusionOutcome.GIVEN)


def hold(starts: date, ends: date | None = None) -> Hold:
    return Hold(drug="lenvatinib", starts=starts, ends=ends)


def reduced(on: date, to: str) -> DoseDecision:
    return DoseDecision(on=on, action=DoseAction.REDUCE, to=to)


def clock() -> datetime:
    """Stand still on 23 November 2026, at 08:12 in Warsaw."""
    return NOW


def found(store: Store, site: StudySite = SITE) -> Store:
    """Return the store, founded by A. Kowalska, who is signed in on it."""
    assert found_by(store, site, AK) == AK
    return store


def store_with_ada(database: OpenDatabase) -> tuple[Store, ParticipantId]:
    """Return a store with a site and one participant in it."""
    store = found(Store(database, clock, AMENDED, PASSWORDS))
    [ada] = store.add_participant(ADA, by=AK).participants
    return store, ada


def sheet(store: Store, participant: ParticipantId, visit: str = "C1D1") -> Sheet:
    """Return the sheet that would be printed next."""
    coming = store.next_sheet(participant, visit)
    return Sheet(
        number=coming.number,
        participant=participant,
        visit=visit,
        issue=coming.issue,
        replaces=coming.replaces.number if coming.replaces else None,
        digest=DIGEST,
        content="{}",
        paper=Paper.A4,
        printed_at=NOW,
        person=AK.person,
    )
