"""What a printed dosing sheet says of its visit, and whether that still holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import TypeVar

from scheduler.core.dosing import DosePeriod
from scheduler.core.facts import (
    Booking,
    Dispensing,
    Hold,
    InfusionOutcome,
    InfusionRecord,
    Weight,
)
from scheduler.core.interruptions import last_dose
from scheduler.core.plan import Plan
from scheduler.core.procedures import procedures_due
from scheduler.core.study import Study
from scheduler.core.supply import doses_between
from scheduler.core.visits import Status, Visit

ONE_DAY = timedelta(days=1)
GONE = frozenset({Status.MISSED, Status.CANCELLED, Status.NOT_DONE})

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet:
    """The last sheet printed for one visit.

    Attributes:
        number: the number of the sheet, ``S000482``; empty if it is not known.
    """

    visit: str
    issue: int
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongSheet:
    """A printed sheet that no longer says what the plan says.

    Attributes:
        changed: the lines that differ, in the words of the sheet.
    """

    sheet: PrintedSheet
    changed: tuple[str, ...]


def wrong_sheet(
    study: Study, before: Plan, after: Plan, sheet: PrintedSheet
) -> WrongSheet | None:
    """Return a sheet that becomes wrong, or None if it goes on saying the same.

    Args:
        study: for the drugs, and for the length of a cycle.
        before: the plan that the sheet was printed from.
        after: the plan as it becomes; both reach the cycle after the sheet's.
        sheet: the sheet. What it says must be what ``before`` says.

    Source:
        ux.md PR-06, 3.9.
    """
    old, new = before.visit(sheet.visit), after.visit(sheet.visit)
    said = _lines(study, before, old) if old else {}
    says = _lines(study, after, new) if new else {}
    changed = tuple(key for key in said | says if said.get(key) != says.get(key))
    return WrongSheet(sheet=sheet, changed=changed) if changed else None


def next_imaging(study: Study, plan: Plan, visit: Visit) -> Visit | None:
    """Return the first imaging from a visit on that is not recorded, or None.

    Imaging is the first series of the profile with a cadence: only a cadence has the
    days of its windows in a setting of its own.

    Source:
        domain.md 6(a): a dosing sheet names the next imaging.
    """
    cadences = (rule.kind for rule in study.anchored_visits if rule.window is not None)
    kind = next(cadences, None)
    found = (
        other
        for other in plan.visits
        if other.kind == kind
        and other.outcome is None
        and other.status is not Status.CANCELLED
        and max(other.window.closes, other.expected) >= visit.expected
    )
    return min(found, key=attrgetter("target"), default=None)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One visit of a plan, and the days that its capsules are for."""

    study: Study
    plan: Plan
    visit: Visit
    following: Visit | None

    @property
    def first(self) -> date:
        return self.visit.expected

    @property
    def before(self) -> date:
        length = timedelta(days=self.study.cycle_length_days)
        return self.following.target if self.following else self.first + length

    def of(self, kind: type[_Kind]) -> Iterator[_Kind]:
        """Yield the facts of one kind."""
        return (fact for fact in self.plan.facts if isinstance(fact, kind))


def _lines(study: Study, plan: Plan, visit: Visit) -> dict[str, object]:
    """Return what is printed for one visit, by the labels of the sheet."""
    sheet = _Sheet(study, plan, visit, plan.day_1((visit.cycle or 0) + 1))
    dose = _dose(sheet)
    person = plan.participant
    return {
        "participant": (person.code, person.randomization_number, person.initials),
        "person": (person.birth_year, person.sex),
        "visit date": (visit.expected, visit.actual is None and visit.booked_at),
        "reason for the date": _reason(sheet),
        "planned": visit.target,
        "window": visit.window,
        "infusion": _infusion(sheet),
        "dose": dose or _no_dose(sheet),
        "dosing days": _dosing_days(sheet),
        "capsules on hold": _holds(sheet, study.capsules.key, sheet.before),
        "capsules to dispense": _handed_out(sheet) if dose else None,
        "capsules due back": _due_back(sheet),
        "weight": _weight(sheet),
        "checks before the dose": procedures_due(study, plan, visit),
        "next visit": _when(sheet.following),
        "next imaging": _when(next_imaging(study, plan, visit)),
    }


def _reason(sheet: _Sheet) -> str:
    found = (b.reason for b in sheet.of(Booking) if b.visit == sheet.visit.visit)
    return next(found, None) or ""


def _infusion(sheet: _Sheet) -> object:
    drug, place = sheet.study.infusion.key, (sheet.visit.cycle, sheet.visit.day)
    ended = last_dose(sheet.study.infusion, sheet.plan.facts)
    return (
        sheet.visit.infusion or (ended and ended < sheet.first and ended),
        any(_comes_first(other, sheet.visit) for other in sheet.plan.visits),
        _holds(sheet, drug, sheet.first + ONE_DAY),
        [fact for fact in sheet.of(InfusionRecord) if (fact.cycle, fact.day) == place],
    )


def _comes_first(other: Visit, visit: Visit) -> bool:
    """Say whether an infusion comes before another, which then is not the first."""
    places = [(found.cycle or 0, found.day or 0) for found in (other, visit)]
    given = other.outcome != InfusionOutcome.NOT_GIVEN and other.status not in GONE
    return other.infusion and given and places[0] < places[1]


def _holds(sheet: _Sheet, drug: str, before: date) -> list[object]:
    return [
        (hold.starts, hold.ends, hold.reason)
        for hold in sheet.of(Hold)
        if hold.drug == drug
        and hold.starts < before
        and (hold.ends or date.max) >= sheet.first
    ]


def _dose(sheet: _Sheet) -> list[object]:
    return [(p.level, p.since, p.why) for p in _periods(sheet)]


def _dosing_days(sheet: _Sheet) -> list[object]:
    """Return the days on which each dose is taken from this visit to the next."""
    count = (sheet.before - sheet.first).days
    days = [sheet.first + timedelta(days=index) for index in range(count)]
    return [list(filter(p.is_dosing_day, days)) for p in _periods(sheet)]


def _periods(sheet: _Sheet) -> list[DosePeriod]:
    return [p for p in sheet.plan.dosing if p.doses(sheet.first, sheet.before)]


def _no_dose(sheet: _Sheet) -> object:
    """Return why there is no dose: the last one before, and the end."""
    earlier = [p for p in sheet.plan.dosing if p.starts < sheet.first]
    last = [(p.level, p.since, p.ends, p.why) for p in earlier[-1:]]
    return last, last_dose(sheet.study.capsules, sheet.plan.facts)


def _handed_out(sheet: _Sheet) -> object:
    """Return the capsules, the day they last to, and the latest next visit."""
    spare = sheet.before + timedelta(days=sheet.plan.settings.spare_days)
    total = doses_between(sheet.plan.dosing, sheet.first, spare)
    latest = sheet.following and sheet.following.window.closes
    return (total, spare, latest) if sheet.visit.dispense else None


def _due_back(sheet: _Sheet) -> object:
    earlier = [fact for fact in sheet.of(Dispensing) if fact.on < sheet.first]
    last = max((fact.on for fact in earlier), default=sheet.first)
    handed = sum(fact.capsules for fact in earlier if fact.on == last)
    _, ordered = doses_between(sheet.plan.dosing, last, sheet.first)
    return last, handed, max(handed - ordered, 0)


def _weight(sheet: _Sheet) -> object:
    """Return the last weight, and what the dose was set by."""
    weights = [fact for fact in sheet.of(Weight) if fact.on <= sheet.first]
    start, plan = sheet.plan.starting, sheet.plan
    return (
        max(weights, key=attrgetter("on"), default=None),
        plan.participant.entry or (start and start.weight),
        plan.settings.weight_basis,
    )


def _when(visit: Visit | None) -> object:
    if visit is None or visit.status is Status.CANCELLED:
        return visit is None
    return visit.visit, visit.target, visit.window, visit.booked
