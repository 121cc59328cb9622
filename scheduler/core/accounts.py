"""What was handed out, came back and was taken, and how much of it was planned."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from scheduler.core.dates import date_range
from scheduler.core.facts import (
    Dispensing,
    ExtraDoses,
    Fact,
    InfusionRecord,
    MissedDoses,
    Return,
)
from scheduler.core.infusions import infusion_days
from scheduler.core.interruptions import last_dose
from scheduler.core.plan import Plan
from scheduler.core.study import Capsules, Study
from scheduler.core.supply import doses_between

ONE_DAY = timedelta(days=1)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The capsules of one hand-out, until the next one or until they came back.

    Attributes:
        starts: the day of the hand-out.
        ends: the day on which it stops counting, exclusive; the last dose,
            inclusive, in the last period; None while it is open.
        before: the first day whose doses no longer count.
        dispensed: capsules handed out.
        expected: capsules ordered over the days that passed.
        returned: capsules that came back; they never go into the next period.
        missed: capsules ordered on days that the diary says were missed; days on
            hold and days off count nothing.
        extra: capsules taken beyond the order, by the diary; in the last period
            also those taken after its end.
        by_diary: what the diary says was taken: expected, less missed, and extra.
            None while the period is open, for the diary is not back, and while no
            dose is known.
        taken: handed out less returned less lost; None if nobody can tell.
        compliance: taken of expected, as text in percent with one decimal.
        dose_intensity: milligrams taken of the starting dose on every day, likewise.
        why: why one of the three is not known; empty if they all are.
    """

    starts: date
    ends: date | None
    before: date
    dispensed: int
    expected: int
    returned: int
    lost: int
    missed: int
    extra: int
    by_diary: int | None
    taken: int | None
    compliance: str | None
    dose_intensity: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity:
    """A percentage as text, or None and why it is not known."""

    percent: str | None
    why: str


def capsule_accounts(capsules: Capsules, plan: Plan) -> tuple[Account, ...]:
    """Return the account of every hand-out, oldest first.

    Args:
        capsules: for their strength, and the key of their last dose.
        plan: for the doses ordered and the facts.

    Source:
        facts.md, Supply; domain.md 6.1: the day of a hand-out counts, the day of
        the next one does not, and the last period runs to the last dose.
    """
    return tuple(
        _account(capsules, plan, _period(capsules, plan, page)) for page in _pages(plan)
    )


def infusion_intensity(study: Study, plan: Plan) -> Intensity:
    """Return the infusions given of those planned in the same time, in percent.

    Infusions are counted, never milligrams. One planned interval belongs to each
    of them, so the last one is followed by an interval too.

    Source:
        domain.md 6.1 and G44.
    """
    records = (fact for fact in plan.facts if isinstance(fact, InfusionRecord))
    given = infusion_days(plan.participant, records, plan.as_of)
    if not given:
        return Intensity(percent=None, why="no infusion is recorded as given")
    in_cycle = sum(visit.infusion for visit in study.cycle_visits)
    if not in_cycle:
        return Intensity(percent=None, why="no infusion is planned in a cycle")
    interval = Decimal(study.cycle_length_days) / in_cycle
    days = (max(given) - min(given)).days + interval
    said = (
        f"{len(given)} given in {days.normalize():f} days, "
        f"{date_range(min(given), max(given))} and the interval after it; one planned "
        f"every {interval.normalize():f} days"
    )
    return Intensity(percent=_percent(len(given) * interval, days), why=said)


@dataclass(frozen=True, slots=True)
class _Page:
    """One hand-out, and the facts that belong to it or reach into its days."""

    starts: date
    following: date | None
    dispensed: int
    returns: list[Return]
    missed: list[MissedDoses]
    extra: list[ExtraDoses]


def _pages(plan: Plan) -> list[_Page]:
    """Give each fact to its hand-out; in one go, for there are hundreds of both."""
    handed: Counter[date] = Counter()
    for fact in plan.facts:
        if isinstance(fact, Dispensing):
            handed[fact.on] += fact.capsules
    days = sorted(handed)
    pages = [
        _Page(starts, following, handed[starts], [], [], [])
        for starts, following in zip(days, [*days[1:], None], strict=False)
    ]
    for fact in plan.facts if pages else ():
        _give(fact, days, pages)
    return pages


def _give(fact: Fact, days: Sequence[date], pages: Sequence[_Page]) -> None:
    match fact:
        case Return(on=day) if day >= days[0]:
            # On the day of a hand-out the earlier one comes back, if there is one.
            pages[max(bisect_left(days, day) - 1, 0)].returns.append(fact)
        case ExtraDoses(on=day) if day >= days[0]:
            pages[bisect_right(days, day) - 1].extra.append(fact)
        case MissedDoses(starts=first, ends=last):
            reached = max(bisect_right(days, first) - 1, 0)
            for page in pages[reached : bisect_right(days, last)]:
                page.missed.append(fact)
        case _:
            pass


def _came_later(page: _Page) -> bool:
    """Say whether any came back after the hand-out; of its own day it is no count."""
    return any(fact.on > page.starts for fact in page.returns)


@dataclass(frozen=True, slots=True)
class _Period:
    """One hand-out, what is known of it, and the day before which doses count."""

    starts: date
    ends: date | None
    before: date
    dispensed: int
    returns: Sequence[Return]
    counted: bool
    missed: int
    extra: int


def _period(capsules: Capsules, plan: Plan, page: _Page) -> _Period:
    starts, ends, before = page.starts, page.following, page.following or plan.as_of
    if page.following is None and (ended := last_dose(capsules, plan.facts)):
        ends, before = ended, ended + ONE_DAY
    elif page.following is None and _came_later(page):
        ends = before = max(fact.on for fact in page.returns)
    before = max(starts, before)
    return _Period(
        starts=starts,
        ends=ends,
        before=before,
        dispensed=page.dispensed,
        returns=page.returns,
        counted=_came_later(page) or bool(page.returns and ends and ends <= starts),
        missed=_missed(plan, page.missed, starts, before),
        extra=sum(fact.capsules for fact in page.extra),
    )


def _missed(
    plan: Plan, missed: Sequence[MissedDoses], starts: date, before: date
) -> int:
    """Count the capsules ordered on missed days of a period."""
    days = (
        (max(span.starts, starts), min(span.ends + ONE_DAY, before)) for span in missed
    )
    return sum(doses_between(plan.dosing, *bounds)[1] for bounds in days)


def _account(capsules: Capsules, plan: Plan, period: _Period) -> Account:
    _, expected = doses_between(plan.dosing, period.starts, period.before)
    returned = sum(fact.capsules for fact in period.returns)
    lost = sum(fact.lost for fact in period.returns)
    taken = period.dispensed - returned - lost
    uncounted = _uncounted(period, taken)
    planned = _planned_mg(plan, (period.before - period.starts).days)
    reasons = [uncounted] if uncounted else _not_applicable(expected, planned)
    told = period.ends is not None and _has_dose(plan)
    return Account(
        starts=period.starts,
        ends=period.ends,
        before=period.before,
        dispensed=period.dispensed,
        expected=expected,
        returned=returned,
        lost=lost,
        missed=period.missed,
        extra=period.extra,
        by_diary=expected - period.missed + period.extra if told else None,
        taken=None if uncounted else taken,
        compliance=None if uncounted else _percent(taken, expected),
        dose_intensity=(
            None if uncounted else _percent(taken * capsules.strength_mg, planned)
        ),
        why="; ".join(reasons),
    )


def _has_dose(plan: Plan) -> bool:
    return plan.starting is not None or plan.participant.entry is not None


def _uncounted(period: _Period, taken: int) -> str:
    """Say why nobody can tell what was taken, or nothing.

    Source:
        domain.md G40: never 100 % without a count.
    """
    if not period.counted:
        return "containers not returned" if period.ends else "not counted yet"
    if not all(fact.containers_returned for fact in period.returns):
        return "containers not returned"
    return "more came back than was handed out" if taken < 0 else ""


def _not_applicable(expected: int, planned: int) -> list[str]:
    """Say which percentages have nothing to be a part of.

    Source:
        domain.md G41.
    """
    said = ["no capsules were ordered"] if not expected else []
    return said if planned else [*said, "no starting dose is known for these days"]


def _planned_mg(plan: Plan, days: int) -> int:
    if plan.starting is None:
        return 0
    level = plan.starting.level
    return level.mg * -(-days // level.every_days)


def _percent(part: int | Decimal, whole: int | Decimal) -> str | None:
    """Write a part of a whole in percent with one decimal, halves up."""
    if not whole:
        return None
    percent = 100 * Decimal(part) / Decimal(whole)
    return str(percent.quantize(TENTH, rounding=ROUND_HALF_UP))
