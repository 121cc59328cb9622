"""When and where each account was in use, told from sign-ins and sign-outs.

One account at two workstations at once is a shared password, or a screen that was
left: both are told, neither is hindered.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations

from scheduler.store.account_values import Event, Use
from scheduler.store.rows import moment_from
from scheduler.store.values import Writer

FORGOTTEN = timedelta(hours=12)  # without a sign-out, nobody is there any longer

_EVENTS = f"""
    SELECT person, workstation, record, at_utc, zone, seq FROM history
    WHERE record IN ('{Event.SIGN_IN}', '{Event.SIGN_OUT}') ORDER BY seq
"""  # noqa: S608  our names
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
        for one in _spans(conn)
        if (one.person, one.before) == (by.person, _END)
        and one.workstation != by.workstation
        and now - one.since < FORGOTTEN
    )


def at_once(conn: sqlite3.Connection) -> tuple[tuple[Use, Use], ...]:
    """Return each two uses of one account that overlap at two workstations.

    Where nobody signed out, a use ends with the last thing that History says of that
    person at that workstation.
    """
    spans = _spans(conn)
    shared = {
        one.person
        for one, other in combinations(spans, 2)
        if one.person == other.person and one.workstation != other.workstation
    }
    found = [_use(conn, one) for one in spans if one.person in shared]
    return tuple(
        (one, other) for one, other in combinations(found, 2) if _at_once(one, other)
    )


def _at_once(one: Use, other: Use) -> bool:
    if one.person != other.person or one.workstation == other.workstation:
        return False
    ends = one.until, other.until
    return all(end and max(one.since, other.since) < end for end in ends)


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


def _spans(conn: sqlite3.Connection) -> list[_Span]:
    """Return every use, oldest first; a second sign-in ends one that was cut off."""
    ended: list[_Span] = []
    there: dict[tuple[str, str], _Span] = {}
    for person, workstation, record, utc, zone, seq in conn.execute(_EVENTS):
        at, where = moment_from(utc, zone), (person, workstation)
        left = record == Event.SIGN_OUT
        if where in there:
            span = there.pop(where)
            out = at if left else None
            ended.append(replace(span, signed_out=out, before=seq))
        if not left:
            there[where] = _Span(person, workstation, since=at, first=seq)
    return sorted([*ended, *there.values()], key=lambda one: one.first)
