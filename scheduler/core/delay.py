"""A delay that is tried: the visits before and after, and what has to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.core.changes import Scope, asked_outlook, bookings_within
from scheduler.core.comparison import Both
from scheduler.core.facts import Fact, FactsDocument, Hold, InfusionRecord
from scheduler.core.infusions import infusion_days
from scheduler.core.interruptions import infusion_pauses
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.outlook import Outlook, cycle_named, is_open, with_bookings
from scheduler.core.plan import Plan
from scheduler.core.printed import PrintedSheet
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from scheduler.core.what_if import WhatIf, what_if

PRESETS = (3, 7, 14, 21)  # days
ROWS = 6
SHEETS_BACK = 1  # cycles: a sheet names the visit behind its own
# Named in the table, or in the line about supply.
_SAID_ELSEWHERE = frozenset({NoticeCode.CAPSULES_SHORT, NoticeCode.CLOSED_DAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """What is tried: another day for a visit or none yet, and what becomes of capsules.

    Attributes:
        visit: its name.
        on: the new day; None holds the infusion until somebody says otherwise.
        capsules_from: the first day without capsules; None where nobody has decided
            that they stop.
        decided_by: who decided on the capsules.
        reason: of every booking and hold that it makes.
    """

    visit: str
    on: date | None
    capsules_from: date | None = None
    decided_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days from the last infusion to a new date, where the profile allows fewer."""

    last: date
    days: int
    allowed: int


def try_delay(
    outlook: Outlook, delay: Delay, printed: Sequence[PrintedSheet] = ()
) -> tuple[WhatIf, tuple[Hold, ...]]:
    """Return what a delay does, and the holds that it would record.

    Later visits follow by the profile's rule. The capsules go on unless the delay
    says from when they do not.

    Args:
        outlook: the document as it is.
        delay: what is tried.
        printed: the last sheet of each visit that has one.

    Raises:
        UnmovableVisitError: the visit is not in the plan, is recorded, or will not be.
        ThroughError: the outlook was asked for a cycle above 999.

    Source:
        ux.md 3.9; product.md, decision 5.
    """
    moves = {delay.visit: delay.on} if delay.on else {}
    cycle = cycle_named(delay.visit)
    shown = outlook.reaching(cycle + ROWS - 1)
    # Six cycles are far enough for a visit of the cycles; others are looked for.
    seen = shown if cycle else asked_outlook(shown, moves)
    bookings = bookings_within(seen, moves, Scope.ALL, reason=delay.reason)
    holds = _holds(seen, delay)
    changed = _with_facts(with_bookings(outlook.document, bookings), holds)
    return what_if(seen, changed, bookings=bookings, printed=printed), holds


def six_rows(found: WhatIf, name: str) -> list[Both]:
    """Return a visit and the open ones behind it in both plans, by their day now."""
    before = {v.visit: v for v in found.before.visits if is_open(v)}
    both = [Both(before[v.visit], v) for v in found.after.visits if v.visit in before]
    first = before[name].expected
    behind = [row for row in both if row.visit == name or row.before.expected > first]
    return sorted(behind, key=lambda row: row.before.expected)[:ROWS]


def new_notices(found: WhatIf) -> list[Notice]:
    """Return what becomes known by a delay and is not told elsewhere beside it."""
    new = found.comparison.notices_new
    return [notice for notice in new if notice.code not in _SAID_ELSEWHERE]


def gap_beyond(plan: Plan, on: date) -> Gap | None:
    """Return how long after the last infusion a day lies, if the profile allows less.

    Args:
        plan: the plan as it is.
        on: the new day of an infusion.
    """
    allowed = plan.settings.maximum_gap_days
    records = [fact for fact in plan.facts if isinstance(fact, InfusionRecord)]
    given = infusion_days(plan.participant, records, plan.as_of)
    if allowed is None or not given:
        return None
    days = (on - given[-1]).days
    return Gap(given[-1], days, allowed) if days > allowed else None


def recorded_behind(plan: Plan, visit: Visit, on: date) -> Visit | None:
    """Return a later visit of the cycles that took place by a day, if there is one.

    A visit cannot be put off behind one that comes after it and is recorded.
    """
    for later in plan.visits:
        if _comes_later(visit, later) and later.actual and later.actual <= on:
            return later
    return None


def held_since(study: Study, plan: Plan, day: date) -> date | None:
    """Return since when the infusion is on hold without an end, on a day, or None."""
    for pause in infusion_pauses(study.infusion, plan.settings, plan.facts):
        if pause.ends is None and pause.covers(day):
            return pause.starts
    return None


def _comes_later(visit: Visit, other: Visit) -> bool:
    if visit.cycle is None or other.cycle is None:
        return False
    places = (visit.cycle, visit.day or 0), (other.cycle, other.day or 0)
    return places[0] < places[1]


def _holds(outlook: Outlook, delay: Delay) -> tuple[Hold, ...]:
    study, found = outlook.version, []
    if delay.on is None:
        row = outlook.plan().visit(delay.visit)
        starts = min(outlook.as_of, row.expected) if row else outlook.as_of
        found.append(Hold(drug=study.infusion.key, starts=starts, reason=delay.reason))
    if delay.capsules_from:
        hold = Hold(
            drug=study.capsules.key,
            starts=delay.capsules_from,
            reason=delay.reason,
            decided_by=delay.decided_by,
        )
        found.append(hold)
    return tuple(found)


def _with_facts(document: FactsDocument, facts: Sequence[Fact]) -> FactsDocument:
    return replace(document, facts=(*document.facts, *facts))
