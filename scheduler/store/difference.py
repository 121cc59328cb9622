"""What a restore would take away and bring back, save by save."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from scheduler.core.dates import clinical_date
from scheduler.store.anchors import Head

_SEALS = "SELECT last_seq, mac FROM saves ORDER BY id"
_GROUPED = """
    SELECT coalesce(p.code, ''), h.person, count(DISTINCT s.id), max(h.at_utc)
    FROM history h JOIN saves s ON h.seq BETWEEN s.first_seq AND s.last_seq
    LEFT JOIN participants p ON p.id = h.participant
    WHERE h.seq > ? AND h.action <> 'event'
    GROUP BY h.participant, h.person ORDER BY p.code IS NULL, p.code, h.person
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saves:
    """What one person has saved about one participant.

    Attributes:
        participant: the code; empty for what concerns the site or its people.
        count: how many saves.
        last: aware; when the last one was made.
    """

    participant: str
    person: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What becomes of the present file by a restore.

    Attributes:
        present: its end; None if there is no present file, or it cannot be read.
        backup: the end of the backup.
        common: the last History row that both have.
        lost: what only the present file has.
        gained: what only the backup has.
        problem: why the present file cannot be read, as a sentence; else empty.
        known: how far it had got by what is written down outside of it.
        loses_code: True if the backup is from before the newest recovery code.
    """

    present: Head | None
    backup: Head
    common: int
    lost: tuple[Saves, ...] = ()
    gained: tuple[Saves, ...] = ()
    problem: str = ""
    known: Head | None = None
    loses_code: bool = False


def difference(
    present: sqlite3.Connection, backup: sqlite3.Connection, known: Head | None
) -> Difference:
    """Compare the present file with the records of a backup, both at today's schema.

    Args:
        present: a connection to the present file.
        backup: a connection to the records of the backup.
        known: how far the file had got by what is written down outside of it.
    """
    ours = present.execute(_SEALS).fetchall()
    theirs = backup.execute(_SEALS).fetchall()
    common = max((seq for seq, _ in {*ours} & {*theirs}), default=0)
    return Difference(
        present=Head(*ours[-1]) if ours else None,
        backup=Head(*theirs[-1]),
        common=common,
        lost=tuple(_saves(present, common)),
        gained=tuple(_saves(backup, common)),
        known=known,
        loses_code=not {*_wrapped(present)} <= {*_wrapped(backup)},
    )


def _saves(conn: sqlite3.Connection, since: int) -> Iterator[Saves]:
    for code, person, count, last in conn.execute(_GROUPED, (since,)):
        at = datetime.strptime(last, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        yield Saves(participant=code, person=person, count=count, last=at)


def _wrapped(conn: sqlite3.Connection) -> list[str]:
    """Return the key of the file as each of its recovery codes opens it."""
    return [text for (text,) in conn.execute("SELECT wrapped FROM file_keys")]


def in_words(found: Difference, zone: tzinfo | None, *, there: bool) -> Iterator[str]:
    """Yield what a restore would do, a sentence or a line each.

    Args:
        found: the difference.
        zone: of the desk.
        there: True if there is a present file.
    """
    if not there:
        yield "There is no file in this place yet, so nothing is lost."
        return
    if found.problem:
        yield "The present file cannot be read, so it cannot be compared."
        yield found.problem
        if found.known and found.known.seq > found.backup.seq:
            more = found.known.seq - found.backup.seq
            yield f"It had {_entries(more)} of History more than this backup."
        return
    if not found.lost:
        yield "Nothing that was saved would be lost."
    else:
        yield "These saves would be lost. They stay in the file that is set aside."
        yield from (_line(one, zone) for one in found.lost)
    if found.gained:
        yield "These saves would come back."
        yield from (_line(one, zone) for one in found.gained)
    if found.loses_code:
        yield (
            "The recovery code of this backup would count again: the one that was made "
            "since would not open the restored file."
        )


def _line(found: Saves, zone: tzinfo | None) -> str:
    what = found.participant or "Site and people"
    saves = "1 save" if found.count == 1 else f"{found.count} saves"
    at = found.last.astimezone(zone)
    when = f"{clinical_date(at.date())} {at:%H:%M}"
    return f"- {what}: {saves} by {found.person}, the last on {when}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
