"""Random holds, dose decisions, hand-outs and returns of a history."""

from datetime import date, timedelta
from random import Random

from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    ExtraDoses,
    Fact,
    Hold,
    MissedDoses,
    Return,
)
from scheduler.core.settings import Settings
from scheduler.core.study import Study

ANY = (*DoseAction, DoseAction.REDUCE, DoseAction.REDUCE, DoseAction.RESUME_REDUCED)


def capsule_facts(
    chance: Random,
    study: Study,
    settings: Settings,
    known: tuple[list[date], str],
    until: date,
) -> list[Fact]:
    """Return holds of both drugs, decisions down the ladder, and supply.

    Args:
        known: the Day 1s so far, and the level at the start.
        until: the day at which the history stops.
    """
    day_1s, level = known
    found: list[Fact] = []
    for drug in (study.infusion.key, study.capsules.key):
        found += _holds(chance, drug, day_1s, until)
    if chance.random() < 0.15:
        found += _resumed(chance, found)
    found += _decisions(chance, study, day_1s, level)
    found += _supply(chance, day_1s, settings)
    if chance.random() < 0.3:
        on = until - timedelta(chance.choice((0, 1, 4, 15)))
        found.append(ExtraDoses(on=on, capsules=1))
    if chance.random() < 0.2:
        starts = day_1s[0] + timedelta(2)
        found.append(MissedDoses(starts=starts, ends=starts + timedelta(1)))
    return found


def _holds(chance: Random, drug: str, day_1s: list[date], until: date) -> list[Fact]:
    found: list[Fact] = []
    free = day_1s[0] - timedelta(2)
    for day in day_1s:
        if chance.random() > 0.15:
            continue
        starts = day + timedelta(chance.choice((-2, -1, 0, 1, 7)))
        ends = starts + timedelta(chance.choice((0, 0, 1, 2, 5, 13, 21, 24)))
        if starts <= free:
            continue
        found.append(Hold(drug=drug, starts=starts, ends=ends))
        free = ends + timedelta(chance.choice((0, 0, 3)))
    if chance.random() < 0.12 and until > free:
        found.append(Hold(drug=drug, starts=until - timedelta(chance.randint(0, 6))))
    return [hold for hold in found if isinstance(hold, Hold)]


def _resumed(chance: Random, holds: list[Fact]) -> list[Fact]:
    """Return a decision to go on as before, near a hold of either drug if any."""
    firsts = [hold.starts for hold in holds if isinstance(hold, Hold)]
    days = [first + timedelta(chance.choice((0, 1, 2, 5, 14))) for first in firsts]
    resume = DoseAction.RESUME_SAME
    return [DoseDecision(on=chance.choice(days), action=resume)] if days else []


def _decisions(
    chance: Random, study: Study, day_1s: list[date], level: str
) -> list[Fact]:
    """Return decisions, each on a later day; some of them contradict the ladder."""
    names = [known.name for known in study.capsules.ladder]
    at = names.index(level)
    free = day_1s[0] - timedelta(3)
    found: list[Fact] = []
    for day in day_1s:
        if chance.random() > 0.3:
            continue
        starts = day + timedelta(chance.choice((-1, 0, 1, 2, 9, 10)))
        on = starts - timedelta(chance.choice((0, 0, 0, 1, 5)))
        if on <= free:
            continue
        action = chance.choice(ANY)
        step = {DoseAction.RE_ESCALATE: -1, DoseAction.RESUME_SAME: 0}.get(action, 1)
        step *= chance.choice((1, 1, 1, 2))
        if action is DoseAction.DISCONTINUE:
            found.append(DoseDecision(on=on, starts=starts, action=action))
        elif 0 <= at + step < len(names):
            at += step
            to = names[at] if step or chance.random() < 0.5 else None
            early = None if on == starts else starts
            found.append(
                DoseDecision(on=on, starts=early, action=action, to=to, reason="rash")
            )
        free = starts
    return found


def _supply(chance: Random, day_1s: list[date], settings: Settings) -> list[Fact]:
    """Hand out on most Day 1s, and bring something back before or on the next."""
    found: list[Fact] = []
    out = 0
    behind = day_1s[-1] + timedelta(chance.randint(1, 30))
    for day in [*day_1s, behind]:
        on = day + timedelta(chance.choice((0, 0, 0, 0, -1, 3)))
        if out and chance.random() < 0.8:
            back = chance.randint(0, out)
            lost = chance.choice((0, 0, chance.randint(0, out - back)))
            found.append(
                Return(
                    on=on - timedelta(chance.choice((0, 0, 0, 1, 4))),
                    capsules=back,
                    lost=lost,
                    containers_returned=chance.random() < 0.9,
                )
            )
        out = 0
        if day is not behind and chance.random() < 0.8:
            out = settings.pack_size * chance.randint(0, 3) + chance.randint(0, 72)
            found.append(Dispensing(on=on, capsules=out))
    return found
