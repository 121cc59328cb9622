"""Starting dose, and the dose in force on any day, as periods."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from scheduler.core.cycles import CycleCourse
from scheduler.core.dates import clinical_date
from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    Fact,
    Participant,
    Weight,
)
from scheduler.core.interruptions import Pause, capsule_pauses, last_dose
from scheduler.core.quantities import weight_text
from scheduler.core.settings import EveryOtherDay, Settings
from scheduler.core.study import Capsules, Level

ONE_DAY = timedelta(days=1)


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
        starts, ends, step = self.starts, self.ends, self.level.every_days
        first = max(first, starts)
        if ends is not None and before > ends:
            before = ends + ONE_DAY
        if before <= first:
            return 0
        if step == 1:
            return (before - first).days
        days, skipped = (before - starts).days, (first - starts).days
        return -(-days // step) - -(-skipped // step)

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
        settings: for the rule of every other day, and of holding both drugs.
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
    # What was decided before somebody was entered is in the level at entry already.
    since = starts if participant.entry else date.min
    decided = _decided(capsules, facts, level, since)
    changes = [_Change(starts, level, why)]
    changes += (replace(change, on=max(change.on, starts)) for change in decided)
    together = settings.drugs_held_together
    pauses = capsule_pauses(None if together else capsules.key, facts)
    changes = list(_telling(changes, pauses))
    cuts = {change.on for change in changes}
    cuts |= {day for pause in pauses for day in (pause.starts, pause.after)}
    if settings.every_other_day is EveryOtherDay.RESTART:
        cuts |= _day_1s(course, horizon, changes)
    inside = sorted(day for day in cuts if starts <= day < date.max)
    return tuple(_periods(inside, changes, pauses, last_dose(capsules, facts)))


@dataclass(frozen=True, slots=True)
class _Change:
    """A level from a day on; no level is a stop."""

    on: date
    level: Level | None
    why: str


def _first_level(
    capsules: Capsules, participant: Participant, facts: Sequence[Fact]
) -> tuple[Level, str] | None:
    if entry := participant.entry:
        reason = f": {entry.level_reason}" if entry.level_reason else ""
        why = f"entered on treatment at {entry.level}{reason}"
        return _level(capsules, entry.level), why
    start = starting_dose(capsules, facts)
    return (start.level, start.why) if start else None


def _level(capsules: Capsules, name: str) -> Level:
    level = capsules.level(name)
    if level is None:
        msg = f"the ladder has no level {name!r}"
        raise ValueError(msg)
    return level


def _decided(
    capsules: Capsules, facts: Iterable[Fact], level: Level, since: date
) -> Iterable[_Change]:
    decisions = [fact for fact in facts if isinstance(fact, DoseDecision)]
    for decision in sorted(decisions, key=_effective):
        if _effective(decision) < since:
            continue
        if decision.action is DoseAction.DISCONTINUE:
            change: Level | None = None
        else:
            change = _level(capsules, decision.to or level.name)
        level = change or level
        yield _Change(_effective(decision), change, _because(decision))


def _because(decision: DoseDecision) -> str:
    """Write a decision with its reason, and the toxicity with its grade."""
    said = f"{decision.action}, decided on {clinical_date(decision.on)}"
    grade = f"grade {decision.grade}" if decision.grade else ""
    toxicity = " ".join(filter(None, (decision.term, grade)))
    times = f"occurrence {decision.occurrence}" if decision.occurrence else ""
    reasons = ", ".join(filter(None, (decision.reason, toxicity, times)))
    return f"{said}: {reasons}" if reasons else said


def _telling(changes: Sequence[_Change], pauses: Sequence[Pause]) -> Iterator[_Change]:
    """Leave out decisions that keep the level while nothing was on hold.

    Source:
        facts.md, Lenvatinib: only a hold ends the alternation of days.
    """
    yield changes[0]
    for before, change in pairwise(changes):
        ends = any(pause.after == change.on for pause in pauses)
        resumes = ends and not _is_held(change.on, pauses)
        if change.level != before.level or resumes:
            yield change


def _is_held(day: date, pauses: Iterable[Pause]) -> bool:
    return any(pause.covers(day) for pause in pauses)


def _effective(decision: DoseDecision) -> date:
    return decision.starts or decision.on


def _day_1s(
    course: CycleCourse, horizon: date, changes: Sequence[_Change]
) -> set[date]:
    """Return the Day 1s that restart the days: where capsules are not daily."""
    last = course.cycle_on(horizon) or course.first_cycle
    cycles = range(course.first_cycle, last + 1)
    day_1s = {course.day_1(cycle).effective for cycle in cycles}
    return {day for day in day_1s if (c := _last(changes, day)) and c.every_days > 1}


def _last(changes: Sequence[_Change], day: date) -> Level | None:
    """Return the level in force on a day, or None after a stop or before all."""
    found = (change.level for change in reversed(changes) if change.on <= day)
    return next(found, None)


def _periods(
    cuts: Sequence[date],
    changes: Sequence[_Change],
    pauses: Sequence[Pause],
    end: date | None,
) -> Iterable[DosePeriod]:
    for cut, following in pairwise([*cuts, date.max]):
        change = next(c for c in reversed(changes) if c.on <= cut)
        if change.level is None or (end is not None and cut > end):
            continue
        if _is_held(cut, pauses):
            continue
        last = following - ONE_DAY if following < date.max else None
        if end is not None:
            last = min(last or end, end)
        yield DosePeriod(
            starts=cut, ends=last, level=change.level, since=change.on, why=change.why
        )
