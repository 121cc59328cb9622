"""Where the capsules stand on a day, and the steps that may be decided from there."""

from dataclasses import dataclass
from datetime import date

from scheduler.core.decisions import decisions_in_turn, discontinued
from scheduler.core.dosing import DosePeriod
from scheduler.core.interruptions import Pause, capsule_pauses, last_dose
from scheduler.core.plan import Plan
from scheduler.core.settings import ReEscalation
from scheduler.core.study import Capsules, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseSteps:
    """The ladder as one participant stands on it.

    Attributes:
        level: the level in force, or that held or stopped; None if none is known.
        since: its first day, or None if it has none yet.
        why: what it rests on; empty if it is not known.
        ladder: the levels from the starting one down.
        lower: those that may be reduced to, the next one first.
        higher: those that may be gone up to, the nearest first; none unless the
            profile allows it.
        held: the days without capsules that the day lies in, or None.
        stopped: the first day without capsules after a decision to stop, or None.
        ended: the day of the last dose, or None while treatment goes on.
        coming: the first day of a change that is decided and not yet in force.
    """

    level: Level | None
    since: date | None
    why: str
    ladder: tuple[Level, ...]
    lower: tuple[Level, ...]
    higher: tuple[Level, ...]
    held: Pause | None
    stopped: date | None
    ended: date | None
    coming: date | None

    def skipped(self, to: Level) -> tuple[Level, ...]:
        """Return the levels between the present one and another lower down."""
        return self.lower[: self.lower.index(to)] if to in self.lower else ()


def dose_steps(capsules: Capsules, plan: Plan) -> DoseSteps:
    """Find the level of the day of a plan, and where it may lead.

    Args:
        capsules: for the ladder.
        plan: the plan, as of the day asked.

    Source:
        product.md, decision 2: downward along the ladder from the level in force;
        upward is refused unless the profile allows it.
    """
    level = _level(capsules, plan)
    at = capsules.ladder.index(level) if level else 0
    here = _period(plan, level)
    return DoseSteps(
        level=level,
        since=here.since if here else None,
        why=here.why if here else "",
        ladder=capsules.ladder[min(_top(capsules, plan), at) :],
        lower=capsules.ladder[at + 1 :] if level else (),
        higher=_higher(capsules, plan, at),
        held=_held(capsules, plan),
        stopped=discontinued(plan.facts),
        ended=last_dose(capsules, plan.facts),
        coming=_coming(plan),
    )


def _level(capsules: Capsules, plan: Plan) -> Level | None:
    """Follow the decisions to the day of the plan; a hold or a stop keeps the level."""
    entry = plan.participant.entry
    level = capsules.level(entry.level) if entry else None
    if plan.starting and not entry:
        level = plan.starting.level
    since = entry.day_1 if entry else date.min
    for starts, decision in decisions_in_turn(plan.facts):
        if decision.to and since <= starts <= plan.as_of:
            level = capsules.level(decision.to)
    return level


def _period(plan: Plan, level: Level | None) -> DosePeriod | None:
    """Return the last period of a level that has begun, else the first of all."""
    begun = [p for p in plan.dosing if p.starts <= plan.as_of and p.level == level]
    return begun[-1] if begun else next(iter(plan.dosing), None)


def _coming(plan: Plan) -> date | None:
    """Return the first day of a decision that is still to come."""
    days = (starts for starts, _ in decisions_in_turn(plan.facts))
    return next((day for day in days if day > plan.as_of), None)


def _top(capsules: Capsules, plan: Plan) -> int:
    """Return the place of the starting level, the highest where it is not known."""
    return capsules.ladder.index(plan.starting.level) if plan.starting else 0


def _higher(capsules: Capsules, plan: Plan, at: int) -> tuple[Level, ...]:
    if plan.settings.re_escalation is ReEscalation.REFUSED:
        return ()
    return capsules.ladder[_top(capsules, plan) : at][::-1]


def _held(capsules: Capsules, plan: Plan) -> Pause | None:
    together = plan.settings.drugs_held_together
    pauses = capsule_pauses(None if together else capsules.key, plan.facts)
    return next((pause for pause in pauses if pause.covers(plan.as_of)), None)
