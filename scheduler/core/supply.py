"""Capsules needed from one visit to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.core.dates import clinical_date, days_text
from scheduler.core.dosing import DosePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispense:
    """What to hand out at one Day 1.

    Attributes:
        starts: the first day it is for.
        next_target: the target of the next Day 1, for which it need not last.
        to_target: capsules up to that target.
        spare_days: days beyond the target that the profile adds.
        total: capsules with the spare days.
        to_window_end: capsules if the next Day 1 is on its last allowed day.
        packs: whole packs that hold the total.
        why: the arithmetic, in words.
    """

    starts: date
    next_target: date
    to_target: int
    spare_days: int
    total: int
    to_window_end: int
    packs: int
    why: str


def doses_between(
    periods: Sequence[DosePeriod], first: date, before: date
) -> tuple[int, int]:
    """Count what is ordered from ``first`` up to, not including, ``before``.

    Returns:
        Dosing days, and capsules.
    """
    doses = capsules = 0
    for period in periods:
        found = period.doses(first, before)
        doses += found
        capsules += found * period.level.capsules
    return doses, capsules


def dispense(
    periods: Sequence[DosePeriod],
    *,
    starts: date,
    next_target: date,
    next_closes: date,
    spare_days: int,
    pack_size: int,
) -> Dispense:
    """Work out what to hand out from one Day 1 to the next.

    Args:
        periods: the dose in force over time.
        starts: the Day 1 on which capsules are handed out.
        next_target: the target of the next one.
        next_closes: the last day of its window; capsules are handed out then.
        spare_days: days counted from the target, not from the window's end.
        pack_size: capsules in one pack.

    Source:
        facts.md, Supply; domain.md G32, G39.
    """
    _, to_target = doses_between(periods, starts, next_target)
    spare_until = next_target + timedelta(days=spare_days)
    _, total = doses_between(periods, starts, spare_until)
    _, to_window_end = doses_between(periods, starts, next_closes)
    spare = f", {days_text(spare_days)} to spare" if spare_days else ""
    return Dispense(
        starts=starts,
        next_target=next_target,
        to_target=to_target,
        spare_days=spare_days,
        total=total,
        to_window_end=to_window_end,
        packs=-(-total // pack_size),
        why=arithmetic(periods, starts, spare_until) + spare,
    )


def arithmetic(periods: Sequence[DosePeriod], first: date, before: date) -> str:
    """Write how a number of capsules came about, and the last day that it is for.

    Source:
        ux.md N-11: no hidden multiplication.
    """
    until = clinical_date(before - timedelta(days=1))
    return f"{terms(periods, first, before)}, to {until}"


def terms(periods: Sequence[DosePeriod], first: date, before: date) -> str:
    """Write how a number of capsules came about, one term for each dose.

    Where capsules are not taken every day, the days counted are those of doses.
    """
    found, total = [], 0
    for period in periods:
        doses = period.doses(first, before)
        if doses:
            total += doses * period.level.capsules
            found.append(f"{period.level.capsules} x {_doses_text(period, doses)}")
    return f"{' + '.join(found)} = {total}" if found else "no capsules ordered"


def _doses_text(period: DosePeriod, doses: int) -> str:
    if period.level.every_days == 1:
        return days_text(doses)
    return f"{doses} {'dose' if doses == 1 else 'doses'}"
