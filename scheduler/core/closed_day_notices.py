"""Visits that fall on days on which the site does not work: told, never moved."""

from collections.abc import Iterator
from datetime import date

from scheduler.core.closed_days import nearest_open_days, nearest_text
from scheduler.core.cycle_visits import UNSCHEDULED
from scheduler.core.dates import weekday_date
from scheduler.core.notice_codes import Notice, NoticeCode
from scheduler.core.plan import Plan
from scheduler.core.visits import Status, Visit

OVER = frozenset(
    {Status.RECORDED, Status.NOT_DONE, Status.CANCELLED, Status.MISSED},
)
NONE_LEFT = "No open day of its window is left."
NOT_AHEAD = OVER | {Status.ON_HOLD}


def closed_day_notices(plan: Plan) -> Iterator[Notice]:
    """Tell of visits ahead on closed days, and what is not known of such days.

    Source:
        domain.md G21: suggest, never move. technology.md, section 10.
    """
    ahead = [
        v for v in plan.visits if v.status not in OVER and v.expected >= plan.as_of
    ]
    closed = [v for v in ahead if not plan.calendar.is_open(v.expected)]
    yield from (_closed(visit, plan) for visit in closed)
    # Without a country nothing is said of holidays unless the calendar is needed.
    yield from _remarks(ahead if plan.calendar.country else closed, plan)


def closed_day_said(visit: Visit, plan: Plan) -> str:
    """Say that a visit took place, or is booked ahead, on a closed day; else nothing.

    An unscheduled visit has no day of its own that could have been another.

    Source:
        product.md, decision 7.
    """
    if visit.kind == UNSCHEDULED:
        return ""
    if visit.actual is not None:
        return _said(plan, f"on {weekday_date(visit.actual)} was", visit.actual)
    if visit.booked is None or visit.booked < plan.as_of or visit.status in NOT_AHEAD:
        return ""
    return _said(plan, f"is booked for {weekday_date(visit.booked)},", visit.booked)


def _said(plan: Plan, began: str, day: date) -> str:
    why = plan.calendar.why_closed(day)
    return f"{began} on a closed day: {why}" if why else ""


def _closed(visit: Visit, plan: Plan) -> Notice:
    day, window = visit.expected, visit.window
    first = max(window.opens, plan.as_of)
    nearest = nearest_open_days(plan.calendar, day, first, window.closes)
    passed = not nearest and first > window.opens
    suggested = NONE_LEFT if passed else nearest_text(nearest)
    return Notice(
        code=NoticeCode.CLOSED_DAY,
        on=day,
        sentence=f"{visit.visit} on {weekday_date(day)} falls on a closed day: "
        f"{plan.calendar.why_closed(day)}. {suggested}",
    )


def _remarks(visits: list[Visit], plan: Plan) -> Iterator[Notice]:
    """Say each remark once, on the day of the first visit that it bears on."""
    told = set[str]()
    for visit in sorted(visits, key=lambda visit: visit.expected):
        first = min(visit.window.opens, visit.expected)
        last = max(visit.window.closes, visit.expected)
        for said in plan.calendar.remarks(first, last):
            if said not in told:
                told.add(said)
                yield Notice(
                    code=NoticeCode.HOLIDAYS_NOT_ANNOUNCED,
                    on=visit.expected,
                    sentence=said,
                )
