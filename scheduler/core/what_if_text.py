"""A what-if as plain data, and as a table with sentences."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scheduler.core.changes import Scope
from scheduler.core.comparison import Both, Comparison, Dispensed
from scheduler.core.dates import clinical_date, date_range, weekday_date
from scheduler.core.deviations import outside_text
from scheduler.core.dosing import DosePeriod
from scheduler.core.facts import Booking
from scheduler.core.notice_codes import NoticeCode
from scheduler.core.plan_text import notice_data, period_data
from scheduler.core.printed import WrongSheet
from scheduler.core.quantities import capsules_text
from scheduler.core.visits import Visit
from scheduler.core.what_if import WhatIf
from scheduler.core.wording import level_text

Json = dict[str, Any]
IN_WINDOW = "in window"
NOTHING = "Nothing changes."
HEADINGS = ("Visit", "Now", "After", "Change", "Window after", "Verdict")


def what_if_data(found: WhatIf, scope: Scope) -> Json:
    """Return what a move does as dictionaries, lists and text, ready for JSON.

    Dates are ``YYYY-MM-DD``; days outside a window are signed, early negative.
    """
    seen = found.comparison
    return {
        "as_of": found.after.as_of.isoformat(),
        "participant": found.after.participant.code,
        "scope": scope.value,
        "bookings": [_booking(booking) for booking in found.bookings],
        "remarks": list(remarks(found)),
        "moved": [_moved(row) for row in seen.moved],
        "not_moved": [
            {"visit": row.visit, "on": row.expected.isoformat(), "why": why}
            for row, why in seen.unmoved
        ],
        "no_longer_planned": [_row(row) for row in seen.only_before],
        "newly_planned": [_row(row) for row in seen.only_after],
        "status": [_restated(row) for row in seen.restated],
        "windows": [_window_moved(row) for row in seen.windows],
        "newly_out_of_window": [
            _row(row) | _verdict(row) for row in seen.newly_outside
        ],
        "closed_days": [_row(row) | {"why": why} for row, why in seen.closed],
        "minimum_interval": [notice_data(notice) for notice in seen.intervals],
        "supply_short": [notice_data(notice) for notice in seen.short],
        "notices": {
            "new": [notice_data(notice) for notice in seen.notices_new],
            "gone": [notice_data(notice) for notice in seen.notices_gone],
        },
        "dosing": {
            "before": [period_data(period) for period in seen.dosing_before],
            "after": [period_data(period) for period in seen.dosing_after],
        },
        "dispense": [_dispensed(row) for row in seen.dispense],
        "sheets": [_sheet(sheet) for sheet in seen.sheets],
    }


def what_if_lines(found: WhatIf) -> Iterator[str]:
    """Yield what a move does for people: a table of visits, then sentences.

    Source:
        ux.md 3.9, D-01, D-03, D-09.
    """
    seen, plan = found.comparison, found.after
    yield f"{plan.participant.code} as of {clinical_date(plan.as_of)}"
    yield from map(_booked, found.bookings)
    yield from remarks(found)
    if not seen:
        yield NOTHING
        return
    yield from aligned([HEADINGS, *map(_cells, seen.moved)])
    yield from (_stays(row, why) for row, why in seen.unmoved)
    yield from _sentences(seen)


def remarks(found: WhatIf) -> Iterator[str]:
    """Say which bookings lie before the day asked."""
    as_of = found.after.as_of
    for booking in found.bookings:
        if booking.on < as_of:
            yield (
                f"{booking.visit} would be booked for {clinical_date(booking.on)}, "
                f"which is before {clinical_date(as_of)}."
            )


def verdict_text(days: int) -> str:
    """Write days outside a window as a verdict.

    >>> verdict_text(0), verdict_text(4)
    ('in window', '4 days late, out of window')
    """
    return outside_text(days) if days else IN_WINDOW


def _booking(booking: Booking) -> Json:
    return {
        "visit": booking.visit,
        "on": booking.on.isoformat(),
        "at": f"{booking.at:%H:%M}" if booking.at else None,
        "reason": booking.reason,
    }


def _row(row: Visit) -> Json:
    return {
        "visit": row.visit,
        "on": row.expected.isoformat(),
        "status": row.status.value,
        "window": _window(row),
    }


def _window(row: Visit) -> list[str]:
    return [day.isoformat() for day in row.window]


def _verdict(row: Visit) -> Json:
    return {"days_outside": row.verdict, "verdict": verdict_text(row.verdict)}


def _moved(row: Both) -> Json:
    return {
        "visit": row.visit,
        "from": row.before.expected.isoformat(),
        "to": row.after.expected.isoformat(),
        "days": row.days,
        "window": _window(row.after),
        **_verdict(row.after),
    }


def _restated(row: Both) -> Json:
    return {
        "visit": row.visit,
        "from": row.before.status.value,
        "to": row.after.status.value,
    }


def _window_moved(row: Both) -> Json:
    windows = {"from": _window(row.before), "to": _window(row.after)}
    return {"visit": row.visit} | windows | _verdict(row.after)


def _dispensed(row: Dispensed) -> Json:
    return {
        "visit": f"C{row.cycle}D1",
        "from": row.before.total if row.before else None,
        "to": row.after.total if row.after else None,
        "why": row.after.why if row.after else None,
    }


def _sheet(found: WrongSheet) -> Json:
    return {
        "visit": found.sheet.visit,
        "issue": found.sheet.issue,
        "number": found.sheet.number,
        "changed": list(found.changed),
    }


def _cells(row: Both) -> tuple[str, ...]:
    return (
        row.visit,
        weekday_date(row.before.expected),
        weekday_date(row.after.expected),
        f"{row.days:+d}",
        date_range(*row.after.window),
        verdict_text(row.after.verdict),
    )


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Align cells by column, for a fixed width of letters."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _booked(booking: Booking) -> str:
    return f"To book: {booking.visit} for {weekday_date(booking.on)}."


def _stays(row: Visit, why: str) -> str:
    return f"{row.visit} stays on {weekday_date(row.expected)}: {why}."


def _sentences(seen: Comparison) -> Iterator[str]:
    for row in seen.only_before:
        yield f"{row.visit} on {clinical_date(row.expected)} is no longer planned."
    for row in seen.only_after:
        yield f"{row.visit} on {clinical_date(row.expected)} is newly planned."
    for both in seen.restated:
        yield f"{both.visit} becomes {both.after.status}, before {both.before.status}."
    for row in seen.newly_outside:
        yield f"{row.visit} on {weekday_date(row.expected)} is {_outside(row)}."
    told = {n.on for n in seen.notices_new if n.code is NoticeCode.CLOSED_DAY}
    for row, why in seen.closed:
        if row.expected not in told:
            yield f"{row.visit} on {weekday_date(row.expected)}: closed day, {why}."
    yield from (notice.sentence for notice in seen.notices_new)
    yield from (f"No longer so: {notice.sentence}" for notice in seen.notices_gone)
    yield from _doses("no longer", seen.dosing_before)
    yield from _doses("newly", seen.dosing_after)
    yield from map(_dispense_text, seen.dispense)
    yield from map(sheet_text, seen.sheets)


def _outside(row: Visit) -> str:
    return f"{verdict_text(row.verdict)}. Window {date_range(*row.window)}"


def _doses(said: str, periods: Iterable[DosePeriod]) -> Iterator[str]:
    for period in periods:
        until = f" to {clinical_date(period.ends)}" if period.ends else " on"
        dose = level_text(period.level)
        yield f"DOSE {dose} {said} from {clinical_date(period.starts)}{until}."


def _dispense_text(row: Dispensed) -> str:
    before, after = (
        capsules_text(found.total) if found else "not known"
        for found in (row.before, row.after)
    )
    return f"C{row.cycle}D1: to dispense {after}, before {before}."


def sheet_text(found: WrongSheet) -> str:
    """Write which printed sheet is to be printed again, and why."""
    sheet = found.sheet
    number = f" ({sheet.number})" if sheet.number else ""
    return (
        f"Sheet {sheet.visit} issue {sheet.issue}{number} becomes out of date: "
        f"{', '.join(found.changed)}. Print it again."
    )
