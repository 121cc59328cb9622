"""What was done, given or taken that the plan did not ask for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from scheduler.core.dates import clinical_date, date_range, days_text
from scheduler.core.deviation_codes import Deviation, DeviationCode
from scheduler.core.facts import (
    Dispensing,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    Hold,
    InfusionRecord,
    MissedDoses,
    Observation,
    UnscheduledVisit,
    VisitOutcome,
    VisitRecord,
    Weight,
)
from scheduler.core.infusions import infusion_days
from scheduler.core.interruptions import capsule_pauses
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text
from scheduler.core.standing import date_of
from scheduler.core.study import Study
from scheduler.core.supply import doses_between

ONE_DAY = timedelta(days=1)
HANDED_OUT, EXTRA = "capsules handed out", "extra doses"

# What counts as done: the words for it, or nothing if it did not take place.
_DEEDS: dict[type[Fact], Callable[[Any], str]] = {
    InfusionRecord: lambda fact: "infusion" if fact.is_given else "",
    VisitRecord: lambda fact: "visit" if fact.outcome is VisitOutcome.DONE else "",
    UnscheduledVisit: lambda _: "unscheduled visit",
    Weight: lambda _: "weight",
    Observation: lambda fact: fact.procedure,
    Dispensing: lambda fact: HANDED_OUT if fact.capsules else "",
    ExtraDoses: lambda _: EXTRA,
}


def fact_deviations(study: Study, plan: Plan) -> Iterator[Deviation]:
    """Yield the candidates that hang on facts and not on the row of a visit.

    Args:
        study: for its two drugs.
        plan: the plan as it stands.

    Source:
        product.md, decision 7; reliability.md R13.
    """
    given = _given_days(plan)
    yield from _consent(plan)
    yield from _too_close(plan, given)
    yield from _during_hold(study, plan, given)
    yield from _after_last_dose(study, plan, given)
    yield from _extra(plan)
    yield from _nothing_ordered(plan)
    yield from _missed(plan)


def _consent(plan: Plan) -> Iterator[Deviation]:
    """Name the days before consent, and those after its withdrawal, with what was done.

    The day itself is neither: people consent and withdraw at visits.
    """
    consented = plan.participant.consented or date.min
    ends = [date_of(fact) for fact in plan.facts if _is_withdrawal(fact)]
    withdrawn = min(ends, default=date.max)
    outside = [f for f in plan.facts if not consented <= date_of(f) <= withdrawn]
    for day, done in _done(outside).items():
        if day < consented:
            said = f"before consent on {clinical_date(consented)}"
            yield _found(plan, DeviationCode.BEFORE_CONSENT, day, done, said)
        if day > withdrawn:
            said = f"after withdrawal of consent on {clinical_date(withdrawn)}"
            yield _found(plan, DeviationCode.AFTER_WITHDRAWAL, day, done, said)


def _is_withdrawal(fact: Fact) -> bool:
    return isinstance(fact, Event) and fact.event is EventKind.WITHDRAWAL


def _done(facts: Iterable[Fact]) -> Mapping[date, str]:
    """Return what was done on each day, in words; what only came back is not there."""
    kinds = list(_DEEDS)
    found: dict[date, set[tuple[int, str]]] = defaultdict(set)
    for fact in facts:
        deed = _DEEDS.get(type(fact), _nothing)(fact)
        if deed:
            found[date_of(fact)].add((kinds.index(type(fact)), deed))
    return {
        day: ", ".join(deed for _, deed in sorted(deeds))
        for day, deeds in found.items()
    }


def _nothing(_fact: Fact) -> str:
    return ""


def _too_close(plan: Plan, given: Sequence[date]) -> Iterator[Deviation]:
    """Name the infusions given sooner after the one before than the profile allows.

    Source:
        domain.md G24, G25.
    """
    low = plan.settings.minimum_interval_days or 0
    for earlier, later in pairwise(given):
        days = (later - earlier).days
        if days < low:
            said = f"{days_text(days)} after the one before; the profile asks for {low}"
            code = DeviationCode.MINIMUM_INTERVAL
            yield _found(plan, code, later, "infusion", said, days - low)


def _during_hold(
    study: Study, plan: Plan, given: Sequence[date]
) -> Iterator[Deviation]:
    spans = [
        (fact.starts, fact.ends)
        for fact in plan.facts
        if isinstance(fact, Hold) and fact.drug == study.infusion.key
    ]
    if plan.settings.drugs_held_together:
        pauses = capsule_pauses(study.capsules.key, plan.facts)
        spans += [(pause.starts, pause.ends) for pause in pauses]
    for on in given:
        held = [(first, last) for first, last in spans if first <= on <= (last or on)]
        for first, last in held[:1]:
            said = f"while it was on hold, {_span(first, last)}"
            yield _found(plan, DeviationCode.DURING_HOLD, on, "infusion", said)


def _after_last_dose(
    study: Study, plan: Plan, given: Sequence[date]
) -> Iterator[Deviation]:
    taken = {
        study.infusion.key: ("infusion", study.infusion.name, given),
        study.capsules.key: (
            EXTRA,
            study.capsules.name,
            [fact.on for fact in plan.facts if isinstance(fact, ExtraDoses)],
        ),
    }
    for end in plan.facts:
        if not isinstance(end, EndOfTreatment):
            continue
        what, name, days = taken[end.drug]
        said = f"after the last dose of {name} on {clinical_date(end.last_dose)}"
        for on in days:
            if on > end.last_dose:
                yield _found(plan, DeviationCode.AFTER_LAST_DOSE, on, what, said)


def _extra(plan: Plan) -> Iterator[Deviation]:
    for fact in plan.facts:
        if isinstance(fact, ExtraDoses):
            _, ordered = doses_between(plan.dosing, fact.on, fact.on + ONE_DAY)
            what = f"{capsules_text(fact.capsules)} taken"
            said = f"beyond the {ordered} ordered that day"
            yield _found(plan, DeviationCode.WRONG_DOSE, fact.on, what, said)


def _nothing_ordered(plan: Plan) -> Iterator[Deviation]:
    """Name hand-outs for days on which, as far as is known, nothing is ordered.

    A hand-out lasts until the next one: capsules given during a hold are for the
    days after it.
    """
    handed = [f for f in plan.facts if isinstance(f, Dispensing) and f.capsules]
    days = sorted({fact.on for fact in handed})
    for on, following in zip(days, [*days[1:], date.max], strict=False):
        _, ordered = doses_between(plan.dosing, on, following)
        if not ordered:
            count = sum(fact.capsules for fact in handed if fact.on == on)
            what, said = f"{capsules_text(count)} handed out", "with none ordered"
            yield _found(plan, DeviationCode.WRONG_DOSE, on, what, said)


def _missed(plan: Plan) -> Iterator[Deviation]:
    """Name missed days; days on hold and days off are none."""
    for fact in plan.facts:
        if isinstance(fact, MissedDoses):
            last = min(fact.ends, plan.as_of)
            _, missed = doses_between(plan.dosing, fact.starts, last + ONE_DAY)
            if missed:
                what, said = f"{capsules_text(missed)} missed", "by the diary"
                if last > fact.starts:
                    what = f"first of {what}"
                    said = f"the last on {clinical_date(last)}, {said}"
                code = DeviationCode.MISSED_DOSES
                yield _found(plan, code, fact.starts, what, said)


def _given_days(plan: Plan) -> list[date]:
    records = (fact for fact in plan.facts if isinstance(fact, InfusionRecord))
    return infusion_days(plan.participant, records, plan.as_of)


def _span(first: date, last: date | None) -> str:
    return date_range(first, last) if last else f"since {clinical_date(first)}"


def _found(
    plan: Plan, code: DeviationCode, on: date, what: str, said: str, days: int = 0
) -> Deviation:
    name = _name(plan, on)
    return Deviation(
        visit=name or f"{what} of {clinical_date(on)}",
        code=code,
        on=on,
        days=days,
        sentence=f"{name or 'Outside the cycles'}: {what} on {clinical_date(on)}, "
        f"{said}.",
    )


def _name(plan: Plan, day: date) -> str:
    """Return the visit that took place on a day, or the day of its cycle, or nothing.

    Of two visits on a day the one in a cycle gives the name.
    """
    there = [visit for visit in plan.visits if visit.actual == day]
    for visit in sorted(there, key=lambda visit: visit.cycle is None):
        return visit.visit
    for cycle in plan.cycles:
        if cycle.starts <= day <= cycle.ends:
            return f"C{cycle.number}D{(day - cycle.starts).days + 1}"
    return ""
