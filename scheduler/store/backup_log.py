"""What History says of backups: which were made, which failed, and since when."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.store.audit import Ledger
from scheduler.store.backup_folder import Answer, Seen, seen_in
from scheduler.store.backup_values import Outcome, Written
from scheduler.store.backup_warnings import BackupState
from scheduler.store.rows import moment_from

BACKUP, RESTORE = "backup", "restore"
_EVENTS = """
    SELECT seq, at_utc, zone, field, new FROM history
    WHERE record = 'backup' AND action = 'event' ORDER BY seq
"""
_FIRST = "SELECT at_utc, zone FROM history ORDER BY seq LIMIT 1"
_RESTORED = """
    SELECT at_utc, zone FROM history WHERE record = 'restore' AND action = 'event'
    ORDER BY seq DESC LIMIT 1
"""
# What is no reason for another backup: that there was one, and who came and went.
_LAST_CHANGE = "SELECT coalesce(max(seq), 0) FROM history WHERE action <> 'event'"
_LAST_HEAD = """
    SELECT new FROM history
    WHERE record = 'backup' AND action = 'event' AND field = 'entry'
    ORDER BY seq DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One backup in one place, as History keeps it.

    Attributes:
        at: when History was told of it; aware.
        file: its name; empty if it failed.
        digest: of the file; empty if it failed.
        entry: the number of the last History row in it; 0 if it failed.
        size: its bytes; 0 if it failed, or an earlier version did not say.
        problem: why it failed; empty if it did not.
        remark: what else went wrong although it was made; else empty.
    """

    at: datetime
    place: Path
    file: str
    digest: str
    entry: int
    size: int
    problem: str
    remark: str


def note(ledger: Ledger, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of a backup in each place."""
    for one in outcomes:
        ledger.event(BACKUP, _fields(one))


def logged(conn: sqlite3.Connection) -> tuple[Logged, ...]:
    """Return every backup that History knows of, oldest first."""
    found: list[dict[str, str]] = []
    moments: list[datetime] = []
    for _, utc, zone, field, new in conn.execute(_EVENTS):
        if field == "place":  # the first field of each
            found.append({})
            moments.append(moment_from(utc, zone))
        if found:
            found[-1][field] = new or ""
    return tuple(map(_logged, moments, found))


def written(conn: sqlite3.Connection) -> Mapping[str, Written]:
    """Return what was written of every backup, by the name of its file."""
    return {
        one.file: Written(digest=one.digest, size=one.size)
        for one in logged(conn)
        if one.file
    }


def restored(conn: sqlite3.Connection) -> datetime | None:
    """Return when these records were last restored, None if they never were."""
    row = conn.execute(_RESTORED).fetchone()
    return moment_from(*row) if row else None


def has_changed(conn: sqlite3.Connection) -> bool:
    """Return whether a record has changed since the last backup was begun."""
    (last,) = conn.execute(_LAST_CHANGE).fetchone()
    row = conn.execute(_LAST_HEAD).fetchone()
    return row is None or last > int(row[0])


def state(
    conn: sqlite3.Connection,
    own: Path,
    second: Path | None,
    look: Callable[[Path], Seen] = seen_in,
) -> BackupState:
    """Return how the backups of a file stand.

    Args:
        conn: a connection to the file.
        own: the place on this computer.
        second: the other place, None if none was chosen.
        look: tells what lies in a folder.
    """
    known = logged(conn)
    places = {place: look(place) for place in (own, second) if place}
    there = (
        one
        for one in reversed(known)
        if one.file
        and one.place in places
        and places[one.place].holds(one.file, one.size)
    )
    newest = next(there, None)
    return BackupState(
        since=_since(conn),
        good=newest.at if newest else None,
        failure=_last_problem(known, own),
        second=_second_problem(known, second, places),
        has_second=second is not None,
    )


def _fields(one: Outcome) -> Iterator[tuple[str, str | None]]:
    yield "place", str(one.folder)
    yield "kind", one.kind.value
    if one.made:
        yield "file", one.name
        yield "digest", one.digest
        yield "entry", str(one.head)
        yield "bytes", str(one.size)
        if one.remark:
            yield "remark", one.remark
    else:
        yield "problem", one.problem


def _logged(at: datetime, fields: Mapping[str, str]) -> Logged:
    return Logged(
        at=at,
        place=Path(fields["place"]),
        file=fields.get("file", ""),
        digest=fields.get("digest", ""),
        entry=int(fields.get("entry", 0)),
        size=int(fields.get("bytes", 0)),
        problem=fields.get("problem", ""),
        remark=fields.get("remark", ""),
    )


def _since(conn: sqlite3.Connection) -> datetime:
    [row] = conn.execute(_FIRST).fetchall()  # every file begins with one
    return moment_from(*row)


def _last_problem(known: Sequence[Logged], place: Path) -> str:
    there = (one for one in reversed(known) if one.place == place)
    return next((one.problem or one.remark for one in there), "")


def _second_problem(
    known: Sequence[Logged], second: Path | None, places: Mapping[Path, Seen]
) -> str:
    if second is None:
        return ""
    answer = places[second].answer
    if answer is Answer.GONE:
        return (
            f"The second place for backups is not there: {second}. "
            "Connect the drive, or choose another folder."
        )
    if answer is Answer.SILENT:
        return (
            f"The second place for backups does not answer: {second}. "
            "Connect the drive or the network, or choose another folder."
        )
    return _last_problem(known, second)
