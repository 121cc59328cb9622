"""When and where each account was in use, told from sign-ins and sign-outs.

One account at two workstations at once is a shared password, or a screen that was
left: both are told, neither is hindered.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from scheduler.store.account_values import Event, Use
from scheduler.store.rows import moment_cells, moment_from
from scheduler.store.values import Writer

FORGOTTEN = timedelta(hours=12)  # without a sign-out, nobody is there any longer

_EVENTS = f"""
    SELECT person, workstation, record, at_utc, zone, seq FROM history
    WHERE record IN ('{Event.SIGN_IN}', '{Event.SIGN_OUT}') ORDER BY seq
"""  # noqa: S608  our names
_NEWEST_FIRST = """
    SELECT person, workstation, record, at_utc, zone, seq FROM history
    ORDER BY seq DESC
"""
_LAST_SEEN = """
    SELECT at_utc, zone FROM history
    WHERE person = ? AND workstation = ? AND seq >= ? AND seq < ?
    ORDER BY seq DESC LIMIT 1
"""
_END = 2**62


@dataclass(frozen=True, slots=True)
class _Span:
    """One use, by the rows of History in which it begins and ends."""

    person: str
    workstation: str
    since: datetime
    first: int
    signed_out: datetime | None = None
    before: int = _END


def elsewhere(conn: sqlite3.Connection, by: Writer, now: datetime) -> tuple[Use, ...]:
    """Return the uses of a person's account elsewhere that nobody has ended."""
    return tuple(
        Use(
            person=one.person,
            workstation=one.workstation,
            since=one.since,
            until=None,
        )
        for one in _spans(_since(conn, now - FORGOTTEN))
        if (one.person, one.before) == (by.person, _END)
        and one.workstation != by.workstation
        and now - one.since < FORGOTTEN
    )


def at_once(conn: sqlite3.Connection) -> tuple[tuple[Use, Use], ...]:
    """Return each two uses of one account that overlap at two workstations.

    Where nobody signed out, a use ends with the last thing that History says of that
    person at that workstation.
    """
    there: dict[str, list[_Span]] = {}
    for one in _spans(conn.execute(_EVENTS)):
        there.setdefault(one.person, []).append(one)
    return tuple(
        pair
        for spans in there.values()
        if len({one.workstation for one in spans}) > 1
        for pair in _overlapping(_use(conn, one) for one in spans)
    )


def _overlapping(uses: Iterable[Use]) -> Iterator[tuple[Use, Use]]:
    """Yield each two uses by one person that overlap, by the later one's beginning."""
    present: list[Use] = []
    for one in sorted(uses, key=lambda use: use.since):
        present = [before for before in present if _is_in_use(before, one.since)]
        if _is_in_use(one, one.since):
            yield from ((o, one) for o in present if o.workstation != one.workstation)
            present.append(one)


def _is_in_use(use: Use, at: datetime) -> bool:
    return use.until is not None and at < use.until


def _use(conn: sqlite3.Connection, span: _Span) -> Use:
    until = span.signed_out
    if until is None:
        whose = span.person, span.workstation, span.first, span.before
        until = moment_from(*conn.execute(_LAST_SEEN, whose).fetchone())
    return Use(
        person=span.person,
        workstation=span.workstation,
        since=span.since,
        until=until,
    )


def _since(conn: sqlite3.Connection, since: datetime) -> list[tuple[Any, ...]]:
    """Return the comings and goings of late, without reading all of History."""
    utc, _ = moment_cells(since)
    late = takewhile(lambda row: row[3] >= utc, conn.execute(_NEWEST_FIRST))
    kinds = Event.SIGN_IN, Event.SIGN_OUT
    return [row for row in late if row[2] in kinds][::-1]


def _spans(rows: Iterable[tuple[Any, ...]]) -> list[_Span]:
    """Return every use, oldest first; a second sign-in ends one that was cut off."""
    ended: list[_Span] = []
    there: dict[tuple[str, str], _Span] = {}
    for person, workstation, record, utc, zone, seq in rows:
        at, where = moment_from(utc, zone), (person, workstation)
        left = record == Event.SIGN_OUT
        if where in there:
            span = there.pop(where)
            out = at if left else None
            ended.append(replace(span, signed_out=out, before=seq))
        if not left:
            there[where] = _Span(person, workstation, since=at, first=seq)
    return sorted([*ended, *there.values()], key=lambda one: one.first)
