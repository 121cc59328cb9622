"""Starting dose, and the dose in force on any day, as periods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.cycles import CycleCourse
from scheduler.core.dates import clinical_date
from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    Fact,
    Hold,
    Participant,
    Weight,
)
from scheduler.core.quantities import weight_text
from scheduler.core.study import Capsules, EveryOtherDay, Level, Settings

ONE_DAY = timedelta(days=1)
ENDING_EVENTS = frozenset({EventKind.WITHDRAWAL, EventKind.DEATH})
RESUMING = frozenset({DoseAction.RESUME_SAME, DoseAction.RESUME_REDUCED})


@dataclass(frozen=True, slots=True, kw_only=True)
class StartingDose:
    """The level that a baseline weight gives, and why."""

    level: Level
    weight: Weight
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePeriod:
    """Days with one dose; both ends inclusive, None is still running.

    The first day is always a dosing day: every other day counts from it.
    """

    starts: date
    ends: date | None
    level: Level
    since: date
    why: str

    def doses(self, first: date, before: date) -> int:
        """Count the dosing days from ``first`` up to, not including, ``before``."""
        first = max(first, self.starts)
        if self.ends is not None and before > self.ends:
            before = self.ends + ONE_DAY
        days, skipped = (before - self.starts).days, (first - self.starts).days
        if (step := self.level.every_days) > 1:
            days, skipped = -(-days // step), -(-skipped // step)
        return days - skipped if days > skipped else 0

    def covers(self, day: date) -> bool:
        """Say whether a day lies in the period, dosing day or not."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def is_dosing_day(self, day: date) -> bool:
        """Say whether capsules are taken on a day."""
        return self.covers(day) and self.doses(day, day + ONE_DAY) == 1


def starting_dose(capsules: Capsules, facts: Iterable[Fact]) -> StartingDose | None:
    """Return the dose by the baseline weight, or None while there is none.

    The weight is compared exactly as entered, before any rounding, and a later
    weight changes nothing.

    Source:
        The public record for the bands; product.md, decision 2.
    """
    baseline = next(
        (fact for fact in facts if isinstance(fact, Weight) and fact.baseline), None
    )
    if baseline is None:
        return None
    band = capsules.band(baseline.grams)
    why = f"{weight_text(baseline.grams)} is {band.text}"
    return StartingDose(level=band.level, weight=baseline, why=why)


def dose_periods(
    capsules: Capsules,
    settings: Settings,
    participant: Participant,
    facts: Sequence[Fact],
    course: CycleCourse,
    *,
    horizon: date,
) -> tuple[DosePeriod, ...]:
    """Lay out the days with capsules, oldest first; days on hold have no period.

    The first period starts on the effective Day 1 of the first cycle. A period
    ends with a decision, a hold or the last dose.

    Args:
        capsules: the drug, with its bands and its ladder.
        settings: for the rule of every other day.
        participant: for somebody who was entered on treatment.
        facts: what happened, in any order.
        course: for the first Day 1, and for those that restart the days.
        horizon: the last day on which it matters where a cycle begins.

    Returns:
        The periods; none while the starting dose is not known.

    Source:
        facts.md, Lenvatinib; product.md, decision 2.
    """
    first = _first_level(capsules, participant, facts)
    if first is None:
        return ()
    level, why = first
    starts = course.first.effective
    levels = [_Change(starts, level, why)]
    levels += [c for c in _decided(capsules, facts, level) if c.on >= starts]
    pauses = _pauses(capsules, facts)
    end = last_dose(capsules.key, facts)
    cuts = {change.on for change in levels} | {pause.after for pause in pauses}
    if settings.every_other_day is EveryOtherDay.RESTART:
        cuts |= _day_1s(course, horizon)
    stops = {pause.starts for pause in pauses}
    inside = sorted(day for day in cuts | stops if starts <= day < date.max)
    return tuple(_periods(inside, levels, pauses, end))


def last_dose(key: str, facts: Iterable[Fact]) -> date | None:
    """Return the last day of one drug, or None while it goes on.

    The recorded end of the drug decides; without one, the day of a withdrawal
    of consent or of death.
    """
    events: list[date] = []
    for fact in facts:
        match fact:
            case EndOfTreatment(drug=drug, last_dose=day) if drug == key:
                return day
            case Event(event=kind, on=day) if kind in ENDING_EVENTS:
                events.append(day)
            case _:
                pass
    return min(events, default=None)


@dataclass(frozen=True, slots=True)
class _Change:
    """A level from a day on; no level is a stop."""

    on: date
    level: Level | None
    why: str


@dataclass(frozen=True, slots=True)
class _Pause:
    """Days without capsules, up to the day before ``after``."""

    starts: date
    after: date


def _first_level(
    capsules: Capsules, participant: Participant, facts: Sequence[Fact]
) -> tuple[Level, str] | None:
    start = starting_dose(capsules, facts)
    if entry := participant.entry:
        level = capsules.level(entry.level)
        if level is None:
            msg = f"the ladder has no level {entry.level!r}"
            raise ValueError(msg)
        reason = f": {entry.level_reason}" if entry.level_reason else ""
        return level, f"entered on treatment at {entry.level}{reason}"
    return (start.level, start.why) if start else None


def _decided(
    capsules: Capsules, facts: Iterable[Fact], level: Level
) -> Iterable[_Change]:
    decisions = [fact for fact in facts if isinstance(fact, DoseDecision)]
    for decision in sorted(decisions, key=lambda found: found.starts or found.on):
        if decision.action is DoseAction.DISCONTINUE:
            change: Level | None = None
        else:
            change = capsules.level(decision.to or level.name)
        why = f"{decision.action}, decided on {clinical_date(decision.on)}"
        if decision.reason:
            why += f": {decision.reason}"
        level = change or level
        yield _Change(decision.starts or decision.on, change, why)


def _pauses(capsules: Capsules, facts: Sequence[Fact]) -> list[_Pause]:
    holds = [f for f in facts if isinstance(f, Hold) and f.drug == capsules.key]
    resumed = sorted(
        fact.starts or fact.on
        for fact in facts
        if isinstance(fact, DoseDecision) and fact.action in RESUMING
    )
    pauses = []
    for hold in holds:
        after = hold.ends + ONE_DAY if hold.ends else date.max
        earlier = [day for day in resumed if hold.starts < day < after]
        pauses.append(_Pause(hold.starts, min([after, *earlier])))
    return pauses


def _day_1s(course: CycleCourse, horizon: date) -> set[date]:
    last = course.cycle_on(horizon) or course.first_cycle
    cycles = range(course.first_cycle, last + 1)
    return {course.day_1(cycle).effective for cycle in cycles}


def _periods(
    cuts: Sequence[date],
    levels: Sequence[_Change],
    pauses: Sequence[_Pause],
    end: date | None,
) -> Iterable[DosePeriod]:
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        change = next(c for c in reversed(levels) if c.on <= cut)
        if change.level is None or (end is not None and cut > end):
            continue
        if any(pause.starts <= cut < pause.after for pause in pauses):
            continue
        last = following - ONE_DAY if following else None
        if end is not None:
            last = min(last or end, end)
        yield DosePeriod(
            starts=cut, ends=last, level=change.level, since=change.on, why=change.why
        )
