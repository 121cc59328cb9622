"""The capsules of a dosing sheet: dose, days, and the number to hand out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.dates import clinical_date, days_text, weekday_date
from scheduler.core.dosing import DosePeriod
from scheduler.core.facts import Dispensing, Fact, Hold
from scheduler.core.interruptions import last_dose
from scheduler.core.plan import Plan
from scheduler.core.quantities import capsules_text, dose_text
from scheduler.core.study import Capsules, Level, Study
from scheduler.core.supply import doses_between
from scheduler.core.visits import Visit
from scheduler.core.wording import DASH, capsules_line, level_text
from scheduler.documents.sheet_data import CapsulesPart, DosePart

ONE_DAY = timedelta(days=1)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
UNKNOWN_DOSE = "not known: no baseline weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days from one visit to the next Day 1.

    Attributes:
        first: the day of the visit.
        before: the target of the next Day 1, for which nothing need last.
        latest: the last allowed day of the next Day 1, or None if there is none.
    """

    first: date
    before: date
    latest: date | None


def stretch(study: Study, plan: Plan, visit: Visit) -> Stretch:
    """Return the days that one visit's capsules are for."""
    following = plan.day_1((visit.cycle or 0) + 1)
    if following is None:
        length = timedelta(days=study.cycle_length_days)
        return Stretch(
            first=visit.expected, before=visit.expected + length, latest=None
        )
    latest = following.window.closes
    return Stretch(first=visit.expected, before=following.target, latest=latest)


def capsules_part(study: Study, plan: Plan, visit: Visit) -> CapsulesPart:
    """Write the capsules from one visit to the next.

    Source:
        ux.md 4.2, N-11; domain.md 6(a), G32, G58.
    """
    capsules, days = study.capsules, stretch(study, plan, visit)
    periods = [p for p in plan.dosing if p.doses(days.first, days.before)]
    doses = tuple(_dose(capsules, period, days) for period in periods)
    unknown = plan.starting is None and plan.participant.entry is None
    supply = _supply(capsules, plan, visit, days) if doses else _nothing(unknown)
    return CapsulesPart(
        line=(capsules.name, capsules.form),
        no_dose="" if doses else no_dose_text(capsules, plan, days, unknown=unknown),
        unknown=unknown,
        doses=doses,
        level="" if doses else _level_before(plan, days),
        holds=tuple(holds_text(plan.facts, capsules.key, days.first, days.before)),
        arithmetic=supply.arithmetic,
        total=supply.total,
        covers=supply.covers,
        due_back=_due_back(plan, visit),
    )


def holds_text(
    facts: tuple[Fact, ...], drug: str, first: date, before: date
) -> Iterator[str]:
    """Say each hold of one drug that bears on some days."""
    for fact in facts:
        if (
            isinstance(fact, Hold)
            and fact.drug == drug
            and fact.starts < before
            and (fact.ends is None or fact.ends >= first)
        ):
            until = f" to {clinical_date(fact.ends)}" if fact.ends else ", no end yet"
            reason = f": {fact.reason}" if fact.reason else ""
            yield f"On hold from {clinical_date(fact.starts)}{until}{reason}"


def in_words(capsules: Capsules, level: Level) -> str:
    """Write a dose in milligrams and in capsules, in words.

    Source:
        reliability.md R12; domain.md 6(a), G58.
    """
    number = NUMBERS[level.capsules] if level.capsules < len(NUMBERS) else ""
    counted = capsules_text(level.capsules)
    said = counted.replace(str(level.capsules), number) if number else counted
    return f"{dose_text(level.mg)} = {said} of {dose_text(capsules.strength_mg)}"


@dataclass(frozen=True, slots=True)
class _Supply:
    arithmetic: str
    total: str
    covers: str


def _dose(capsules: Capsules, period: DosePeriod, days: Stretch) -> DosePart:
    taken = [day for day in _days(days) if period.is_dosing_day(day)]
    every_day = period.level.every_days == 1
    return DosePart(
        line=tuple(capsules_line(capsules, period.level).split(DASH)),
        words=in_words(capsules, period.level),
        first=weekday_date(taken[0]),
        last=weekday_date(taken[-1]),
        length=_length(period, len(taken)),
        days=() if every_day else tuple(clinical_date(day) for day in taken),
        level=_level(period),
    )


def _level(period: DosePeriod) -> str:
    since = clinical_date(period.since)
    return f"{level_text(period.level)} since {since}: {period.why}"


def _level_before(plan: Plan, days: Stretch) -> str:
    before = [period for period in plan.dosing if period.starts < days.first]
    return _level(before[-1]) if before else ""


def _capsules_between(plan: Plan, first: date, before: date) -> int:
    _, capsules = doses_between(plan.dosing, first, before)
    return capsules


def _days(days: Stretch) -> list[date]:
    count = (days.before - days.first).days
    return [days.first + timedelta(days=index) for index in range(count)]


def _length(period: DosePeriod, doses: int) -> str:
    if period.level.every_days == 1:
        return days_text(doses)
    return "1 dose" if doses == 1 else f"{doses} doses"


def _supply(capsules: Capsules, plan: Plan, visit: Visit, days: Stretch) -> _Supply:
    if not visit.dispense:
        return _Supply("No capsules are handed out at this visit", "", "")
    spare = days.before + timedelta(days=plan.settings.spare_days)
    needed = _capsules_between(plan, days.first, days.before)
    total = _capsules_between(plan, days.first, spare)
    terms = _terms(capsules, plan, days)
    arithmetic = f"{terms} = {capsules_text(needed)}"
    if total > needed:
        extra = f"{days_text(plan.settings.spare_days)} to spare"
        arithmetic += f", plus {extra} = {capsules_text(total - needed)}"
    return _Supply(arithmetic, capsules_text(total), _covers(spare, days))


def _terms(capsules: Capsules, plan: Plan, days: Stretch) -> str:
    strength = dose_text(capsules.strength_mg)
    found = []
    for period in plan.dosing:
        if doses := period.doses(days.first, days.before):
            each = f"{capsules_text(period.level.capsules)} of {strength}"
            found.append(f"{each} x {_length(period, doses)}")
    return " + ".join(found)


def _covers(before: date, days: Stretch) -> str:
    """Say how long the capsules last.

    Source:
        ux.md 3.7, the note on late visits.
    """
    said = f"Covers to {clinical_date(before - ONE_DAY)}"
    if days.latest is None:
        return said
    return f"{said}; latest visit date is {clinical_date(days.latest)}"


def _nothing(unknown: bool) -> _Supply:
    if unknown:
        return _Supply("Number of capsules not known: no baseline weight", "", "")
    return _Supply("No capsules are ordered for these days", "", "")


def no_dose_text(
    capsules: Capsules, plan: Plan, days: Stretch, *, unknown: bool
) -> str:
    """Say why no capsules are taken in some days."""
    if unknown:
        return UNKNOWN_DOSE
    ended = last_dose(capsules, plan.facts)
    if ended is not None and ended < days.first:
        return f"none: last dose on {clinical_date(ended)}"
    if any(holds_text(plan.facts, capsules.key, days.first, days.before)):
        return "none: on hold"
    before = [period for period in plan.dosing if period.starts < days.first]
    return (
        f"none since {clinical_date(before[-1].ends + ONE_DAY)}"
        if (before and before[-1].ends)
        else "none in these days"
    )


def _due_back(plan: Plan, visit: Visit) -> str:
    """Say how many capsules should come back from the last hand-out."""
    earlier = [
        fact
        for fact in plan.facts
        if isinstance(fact, Dispensing) and fact.on < visit.expected
    ]
    if not earlier:
        return "not known, no hand-out recorded"
    last = max(earlier, key=lambda fact: fact.on)
    handed = sum(fact.capsules for fact in earlier if fact.on == last.on)
    ordered = _capsules_between(plan, last.on, visit.expected)
    left = max(handed - ordered, 0)
    return f"{left} of {handed} handed out on {clinical_date(last.on)}"
