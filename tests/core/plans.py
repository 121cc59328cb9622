"""Plans made from a few facts; every date is given."""

from dataclasses import replace
from datetime import date, timedelta

from scheduler.core.course_facts import course_facts
from scheduler.core.cycles import CycleCourse
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
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.plan import Plan, make_plan
from scheduler.core.settings import NextDay1, Settings
from scheduler.core.study import Study
from tests.core.profiles import FIRST, SECOND

ADA = Participant(
    code="PL03-0012",
    first_day_1=date(2024, 3, 4),
    consented=date(2024, 2, 12),
    randomized=date(2024, 3, 1),
)
ENTERED = Participant(
    code="PL03-0033",
    first_day_1=None,
    randomized=date(2021, 12, 1),
    entry=EntryOnTreatment(
        from_cycle=40, day_1=date(2024, 3, 4), level="8 mg daily", level_reason="rash"
    ),
)
ROLLING, FIXED, IF_OUTSIDE = NextDay1
GIVEN, STOPPED, NOT_GIVEN = InfusionOutcome
DONE, NOT_DONE, MISSED = VisitOutcome
DRIP, PILLS = FIRST.infusion.key, FIRST.capsules.key
STUDIES = {"first": FIRST, "second": SECOND}


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def weighed(grams: int, on: str = "2024-03-01", *, baseline: bool = True) -> Weight:
    return Weight(on=day(on), grams=grams, baseline=baseline)


def given(
    cycle: int, on: str, outcome: InfusionOutcome = GIVEN, at: int = 1
) -> InfusionRecord:
    return InfusionRecord(cycle=cycle, on=day(on), outcome=outcome, day=at)


# The first two infusions, each on the day planned for it.
ON_TIME = [given(1, "2024-03-04"), given(2, "2024-03-25")]


def booked(visit: str, on: str) -> Booking:
    return Booking(visit=visit, on=day(on))


def recorded(visit: str, on: str, outcome: VisitOutcome = DONE) -> VisitRecord:
    return VisitRecord(visit=visit, on=day(on), outcome=outcome)


def held(drug: str, starts: str, ends: str | None = None) -> Hold:
    return Hold(drug=drug, starts=day(starts), ends=day(ends) if ends else None)


def decided(
    starts: str, action: DoseAction, to: str | None = None, on: str | None = None
) -> DoseDecision:
    return DoseDecision(on=day(on or starts), starts=day(starts), action=action, to=to)


def ended(drug: str, last_dose: str) -> EndOfTreatment:
    return EndOfTreatment(drug=drug, last_dose=day(last_dose))


def happened(event: EventKind, on: str) -> Event:
    return Event(event=event, on=day(on))


def settings(study: Study = FIRST, **chosen: object) -> Settings:
    return replace(study.settings, **chosen)


def document(
    *facts: Fact, who: Participant = ADA, study: Study = FIRST
) -> FactsDocument:
    return FactsDocument(study=study.key, participant=who, facts=facts)


def planned(
    *facts: Fact,
    as_of: str,
    who: Participant = ADA,
    study: Study = FIRST,
    through: int | None = None,
    since: str | None = None,
    **chosen: object,
) -> Plan:
    return make_plan(
        study,
        settings(study, **chosen),
        document(*facts, who=who, study=study),
        as_of=day(as_of),
        through=through,
        since=day(since) if since else None,
    )


def course(
    *facts: Fact,
    who: Participant = ADA,
    study: Study = FIRST,
    as_of: str = "2199-12-31",
    **chosen: object,
) -> CycleCourse:
    known = course_facts(
        [fact for fact in facts if isinstance(fact, InfusionRecord)],
        [fact for fact in facts if isinstance(fact, Booking)],
        [fact for fact in facts if isinstance(fact, VisitRecord)],
    )
    return CycleCourse(study, settings(study, **chosen), who, known, as_of=day(as_of))


def targets(plan: Plan) -> list[str]:
    """Return the target of every Day 1, as files write it."""
    return [visit.target.isoformat() for visit in plan.visits if visit.day == 1]


def periods(plan: Plan) -> list[tuple[str, str | None, str]]:
    """Return first day, last day and level of every period, as files write them."""
    return [
        (p.starts.isoformat(), p.ends and p.ends.isoformat(), p.level.name)
        for p in plan.dosing
    ]
