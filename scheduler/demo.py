"""Twenty-four invented participants around a day, so that every status occurs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from scheduler.core.facts import (
    Booking,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    EntryOnTreatment,
    Event,
    EventKind,
    Fact,
    FactsDocument,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    Participant,
    Sex,
    Site,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.quantities import parse_weight
from scheduler.core.study import Study
from scheduler.core.versions import plan_for
from scheduler.demo_capsules import demo_capsules

COUNTRY = "PL"
SITE_CODE = "PL03"
SITE_NAME = "Demonstration site"
RANDOMIZED_BEFORE = 2  # days from randomization to the first Day 1
CONSENTED_BEFORE = 17


@dataclass(frozen=True, slots=True)
class Case:
    """One invented participant, in days from today.

    Attributes:
        number: the last four digits of the code.
        cycle: the cycle whose Day 1 is not recorded yet.
        in_days: days from today to the target of that Day 1.
        kg: the baseline weight as typed; empty while there is none.
        later_kg: a weight measured at the last recorded Day 1.
        booked_in: days from today to the booked date, if one is booked.
        at: the time booked.
        entered_at: the cycle at which somebody already on treatment was entered.
        level: the dose level at entry.
        imaging_open: True if the last imaging is not recorded yet.
    """

    number: str
    cycle: int
    in_days: int
    kg: str
    initials: str
    born: int
    sex: Sex
    later_kg: str = ""
    booked_in: int | None = None
    at: str = ""
    entered_at: int | None = None
    level: str = ""
    imaging_open: bool = False


F, M = Sex.FEMALE, Sex.MALE

CASES = (
    Case("0004", 31, -4, "57.4", "M-K", 1958, F),
    Case("0008", 22, 11, "71.0", "A-B", 1955, M),
    Case("0012", 14, 0, "61.4", "J-W", 1961, M,
         later_kg="61.2", booked_in=0, at="09:00"),
    Case("0015", 9, -3, "58.2", "K-L", 1970, F,
         booked_in=0, at="10:30", imaging_open=True),
    Case("0019", 3, 21, "84.5", "P-Z", 1966, M),
    Case("0021", 3, 0, "60", "T-S", 1963, M,
         later_kg="59.9", booked_in=0, at="11:15"),
    Case("0022", 6, 1, "54.3", "E-D", 1959, F,
         booked_in=1, at="09:00"),
    Case("0023", 5, 2, "59.9", "W-N", 1972, M),
    Case("0024", 7, 5, "60", "B-C", 1964, F),
    Case("0025", 112, 3, "66.8", "S-O", 1957, M,
         later_kg="65.1", booked_in=3, at="08:30"),
    Case("0026", 1, 1, "59.95", "L-R", 1968, M,
         booked_in=1, at="12:00"),
    Case("0027", 11, 2, "77.7", "D-G", 1960, M),
    Case("0028", 8, -19, "63.0", "H-P", 1951, F),
    Case("0029", 5, 9, "69.2", "I-M", 1969, M),
    Case("0030", 17, -1, "92.4", "R-J", 1962, M,
         booked_in=-1, at="13:30"),
    Case("0031", 19, 6, "55.0", "N-T", 1956, F),
    Case("0032", 25, 4, "73.6", "C-F", 1953, M),
    Case("0033", 41, 10, "", "G-A", 1965, M,
         entered_at=40, level="8 mg daily"),
    Case("0034", 34, 8, "", "O-H", 1967, F,
         entered_at=33, level="4 mg every other day"),
    Case("0035", 13, 4, "80.1", "Z-E", 1971, M,
         booked_in=9, at="10:00"),
    Case("0036", 10, 6, "64.4", "V-B", 1954, F,
         imaging_open=True),
    Case("0037", 1, 7, "", "F-I", 1973, M),
    Case("0038", 12, 8, "68.9", "Y-K", 1959, M),
    Case("0039", 100, 13, "62.5", "U-S", 1952, F),
)  # fmt: skip


def demo_documents(study: Study, today: date) -> tuple[FactsDocument, ...]:
    """Return the facts of every invented participant, placed around a day.

    Args:
        study: for its key, the length of a cycle and the names of its drugs.
        today: the day around which the visits lie.

    Source:
        ux.md 3.4.
    """
    return tuple(
        _with_past(study, _document(study, case, today), today, case.imaging_open)
        for case in CASES
    )


def _document(study: Study, case: Case, today: date) -> FactsDocument:
    length = timedelta(days=study.cycle_length_days)
    first = today + timedelta(days=case.in_days) - (case.cycle - 1) * length
    person = _participant(case, first, today)
    if case.entered_at:
        day_1 = first + (case.entered_at - 1) * length
        entry = EntryOnTreatment(
            from_cycle=case.entered_at,
            day_1=day_1,
            level=case.level,
            level_reason="toxicity before entry",
        )
        person = replace(person, entry=entry)
    facts = [*_ordinary(study, case, first, today), *_special(study, case, today)]
    return FactsDocument(
        study=study.key,
        participant=person,
        facts=_without_contradiction(facts),
        site=Site(country=COUNTRY),
    )


def _participant(case: Case, first: date, today: date) -> Participant:
    randomized = first - timedelta(days=RANDOMIZED_BEFORE)
    return Participant(
        code=f"{SITE_CODE}-{case.number}",
        first_day_1=first,
        birth_year=case.born,
        sex=case.sex,
        randomization_number=str(4700 + int(case.number)),
        consented=first - timedelta(days=CONSENTED_BEFORE),
        randomized=randomized if randomized <= today else None,
        initials=case.initials,
    )


def _ordinary(study: Study, case: Case, first: date, today: date) -> Iterator[Fact]:
    """Yield the weights, every infusion on its day, and the next booking."""
    length = timedelta(days=study.cycle_length_days)
    if case.kg:
        weighed = first - timedelta(days=RANDOMIZED_BEFORE)
        yield Weight(on=min(weighed, today), grams=parse_weight(case.kg), baseline=True)
    for cycle in range(case.entered_at or 1, case.cycle):
        yield _given(cycle, first + (cycle - 1) * length)
    if case.later_kg:
        last = first + (case.cycle - 2) * length
        yield Weight(on=last, grams=parse_weight(case.later_kg))
    if case.booked_in is not None:
        on = today + timedelta(days=case.booked_in)
        hour, minute = (int(part) for part in case.at.split(":"))
        yield Booking(visit=f"C{case.cycle}D1", on=on, at=time(hour, minute))


def _given(cycle: int, on: date) -> InfusionRecord:
    stop = time(10, 5) if cycle == 1 else time(9, 35)
    given = InfusionOutcome.GIVEN
    return InfusionRecord(
        cycle=cycle, on=on, outcome=given, start=time(9, 5), stop=stop
    )


def _special(study: Study, case: Case, today: date) -> Iterable[Fact]:
    """Return what makes a participant worth showing."""
    before = today + timedelta(days=case.in_days - study.cycle_length_days)
    drip, pills, day = study.infusion.key, study.capsules.key, timedelta(days=1)
    doctor, toxicity = "investigator", "toxicity"
    not_given, early = InfusionOutcome.NOT_GIVEN, InfusionOutcome.STOPPED_EARLY
    special: dict[str, list[Fact]] = {
        "0027": [
            Hold(
                drug=drip,
                starts=today - 5 * day,
                reason=toxicity,
                decided_by=doctor,
            )
        ],
        "0029": [
            VisitRecord(
                visit="C4D1",
                on=before,
                outcome=VisitOutcome.NOT_DONE,
                reason="participant's refusal",
            )
        ],
        "0031": [
            Event(event=EventKind.WITHDRAWAL, on=today - 8 * day, reason="own wish")
        ],
        "0032": [
            EndOfTreatment(drug=drip, last_dose=before, reason="progression"),
            EndOfTreatment(drug=pills, last_dose=today - 9 * day, reason="progression"),
            Event(event=EventKind.PROGRESSION, on=today - 10 * day),
        ],
        "0036": [
            InfusionRecord(cycle=9, on=before, outcome=not_given, reason=toxicity)
        ],
        "0038": [
            Hold(
                drug=pills,
                starts=before + 3 * day,
                ends=before + 7 * day,
                reason=toxicity,
                decided_by=doctor,
            ),
            DoseDecision(
                on=before + 7 * day,
                starts=before + 8 * day,
                action=DoseAction.RESUME_REDUCED,
                to="8 mg daily",
                reason=toxicity,
                term="Hypertension",
                grade=3,
                occurrence=1,
                decided_by=doctor,
            ),
        ],
        "0039": [
            InfusionRecord(
                cycle=99,
                on=before + 5 * day,
                outcome=early,
                start=time(9, 10),
                stop=time(9, 25),
                reason="infusion reaction",
            )
        ],
    }
    return special.get(case.number, [])


def _without_contradiction(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Let what is special about a cycle stand in place of the ordinary infusion."""
    found = list(facts)
    not_done = {f.visit for f in found if isinstance(f, VisitRecord)}
    last = {f.cycle: f for f in found if isinstance(f, InfusionRecord)}
    return tuple(
        fact
        for fact in found
        if not isinstance(fact, InfusionRecord)
        or (last[fact.cycle] is fact and f"C{fact.cycle}D1" not in not_done)
    )


def _with_past(
    study: Study, document: FactsDocument, today: date, imaging_open: bool
) -> FactsDocument:
    """Add what a plan of the facts so far says should have happened by today."""
    plan = plan_for(study, document, as_of=today)
    done = [
        VisitRecord(visit=visit.visit, on=visit.target, outcome=VisitOutcome.DONE)
        for visit in plan.visits
        if visit.cycle is None and visit.target <= min(today, plan.ended or today)
    ]
    done = done[:-1] if imaging_open else done
    return replace(document, facts=(*document.facts, *done, *demo_capsules(plan)))
