"""Undo: what a person saved last today is taken back by a new save.

Nothing is removed. A record that was entered is withdrawn, one that was corrected
gets back what it said before, each by the rules of any other write.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from scheduler.core.facts import Fact
from scheduler.errors import NothingToUndoError, StaleRecordError
from scheduler.store import facts, participants, records
from scheduler.store.chain import Source
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.record_rows import PARTICIPANTS, SITE, SITE_DAYS, SITE_VERSIONS
from scheduler.store.rights import Right
from scheduler.store.rows import Cell, Table, V, moment_from
from scheduler.store.undo_errors import GoneOnError
from scheduler.store.values import Action, FactId, ParticipantId
from scheduler.store.writing import Transaction

_KINDS = {table.name: kind for kind, table in FACT_TABLES.items()}
OF_SITE: dict[str, Table[Any]] = {
    table.name: table for table in (SITE, SITE_DAYS, SITE_VERSIONS)
}
_TABLES: dict[str, Table[Any]] = {
    **OF_SITE,
    PARTICIPANTS.name: PARTICIPANTS,
    **{table.name: table for table in FACT_TABLES.values()},
}
_NEWEST_FIRST = """
    SELECT s.id, s.first_seq, s.last_seq, s.source, s.undoes, h.person,
        h.at_utc, h.zone
    FROM saves s JOIN history h ON h.seq = s.first_seq ORDER BY s.id DESC
"""
_ROWS = """
    SELECT record, record_id, action, participant, ver, field, old
    FROM history WHERE seq BETWEEN ? AND ? ORDER BY seq
"""
_SINCE = """
    SELECT DISTINCT record, record_id FROM history
    WHERE participant = ? AND action <> 'event'
        AND seq > (SELECT last_seq FROM saves WHERE id = ?)
    ORDER BY record, record_id
"""
_SHEETS = """
    SELECT DISTINCT s.number FROM history h JOIN sheets s ON s.id = h.record_id
    WHERE h.record = 'sheets' AND h.participant = ? AND h.seq > ? ORDER BY s.number
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What was done to one record.

    Attributes:
        ver: the version that the record has had since.
        old: the fields that were changed, as they were before.
    """

    record: str
    number: int
    action: Action
    ver: int
    old: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The save that Undo would take back.

    Attributes:
        save: its number, by which its entries are found in History.
        participants: whom it is about; nobody where it is about the site alone.
        at: when it was saved.
        steps: what was done, in order.
        printed: the numbers of the sheets printed for them since.
    """

    save: int
    participants: tuple[ParticipantId, ...]
    at: datetime
    steps: tuple[Step, ...]
    printed: tuple[str, ...]

    @property
    def rights(self) -> tuple[Right, ...]:
        """What somebody must be allowed to do who takes it back."""
        named = {step.record for step in self.steps}
        site = (Right.SITE,) if named & OF_SITE.keys() else ()
        if PARTICIPANTS.name in named:
            return (*site, Right.PARTICIPANTS)
        return (*site, Right.FACTS) if named - OF_SITE.keys() else site


def undoable(conn: sqlite3.Connection, person: str, now: datetime) -> Undoable | None:
    """Return the newest save of a person today that Undo can take back, or None.

    What is about participants and the days of the site is taken back: no sheets, no
    accounts, and not the site itself.
    """
    for number, first, last, at in _of_today(conn, person, now):
        rows = conn.execute(_ROWS, (first, last)).fetchall()
        if {row[0] for row in rows} <= _TABLES.keys() and not _founds(rows):
            owners = sorted({row[3] for row in rows} - {None})
            return Undoable(
                save=number,
                participants=tuple(map(ParticipantId, owners)),
                at=at,
                steps=tuple(_steps(rows)),
                printed=tuple(_printed(conn, owners, last)),
            )
    return None


def _founds(rows: Iterable[tuple[Any, ...]]) -> bool:
    """Say whether a save entered the site, without which nothing is recorded."""
    return any(row[0] == SITE.name and row[2] == Action.CREATE for row in rows)


def _printed(
    conn: sqlite3.Connection, owners: Iterable[int], since: int
) -> Iterator[str]:
    for owner in owners:
        for (sheet,) in conn.execute(_SHEETS, (owner, since)):
            yield sheet


def _of_today(
    conn: sqlite3.Connection, person: str, now: datetime
) -> Iterator[tuple[int, int, int, datetime]]:
    """Yield what a person entered today and nobody took back, newest first.

    Only the saves of today are read, however many there are before.
    """
    taken_back: set[int] = set()
    for number, first, last, source, undoes, who, utc, zone in conn.execute(
        _NEWEST_FIRST
    ):
        at = moment_from(utc, zone)
        days = (at.astimezone(now.tzinfo).date() - now.date()).days
        if days < 0 or (days and who == person):
            return
        taken_back.add(undoes)  # a save is only taken back by a later one
        if (source, who) == (Source.ENTRY, person) and number not in taken_back:
            yield number, first, last, at


def _steps(rows: Iterable[tuple[Any, ...]]) -> Iterator[Step]:
    for what, group in groupby(rows, key=lambda row: (*row[:3], row[4])):
        record, number, action, ver = what
        old = tuple((row[5], row[6]) for row in group)
        yield Step(record, number, Action(action), ver or 0, old)


def take_back(tx: Transaction, wanted: Undoable, person: str) -> None:
    """Reverse a save, newest step first.

    Raises:
        NothingToUndoError: it is no longer the newest that can be taken back.
        GoneOnError: somebody has changed one of its records since, or recorded more
            of a participant who would be taken out.
    """
    there = undoable(tx.conn, person, tx.at)
    if there is None or there.save != wanted.save:
        raise NothingToUndoError
    reason = f"undo of what was saved at {there.at:%H:%M}"
    try:
        for step in reversed(there.steps):
            _take_back(tx, step, reason)
            _refuse_hiding(tx, step, there.save)
    except StaleRecordError as error:
        raise GoneOnError(by=error.by, at=error.at) from error


def _refuse_hiding(tx: Transaction, step: Step, save: int) -> None:
    """Raise if facts that were recorded since go out of sight with a participant."""
    if step.record != PARTICIPANTS.name:
        return
    if step.action not in {Action.CREATE, Action.RESTORE}:
        return
    for record, number in tx.run(_SINCE, (step.number, save)).fetchall():
        if record in _KINDS:
            fact = records.find(tx, FACT_TABLES[_KINDS[record]], number)
            if not fact.withdrawn:
                raise GoneOnError(by=fact.by, at=fact.at)


def _take_back(tx: Transaction, step: Step, reason: str) -> None:
    if step.record == PARTICIPANTS.name:
        _participant(tx, step, reason)
    elif step.record in OF_SITE:
        _of_site(tx, OF_SITE[step.record], step, reason)
    else:
        _fact(tx, FactId(_KINDS[step.record], step.number), step, reason)


def _participant(tx: Transaction, step: Step, reason: str) -> None:
    number, ver = step.number, step.ver
    match step.action:
        case Action.CREATE | Action.RESTORE:
            participants.withdraw(tx, number, ver, reason)
        case Action.WITHDRAW:
            participants.restore(tx, number, ver, reason)
        case _:
            before = _before(tx, PARTICIPANTS, step)
            participants.correct(tx, number, ver, before, reason)


def _of_site(tx: Transaction, table: Table[Any], step: Step, reason: str) -> None:
    number, ver = step.number, step.ver
    match step.action:
        case Action.CREATE | Action.RESTORE:
            records.withdraw(tx, table, number, ver, reason)
        case Action.WITHDRAW:
            value = records.find(tx, table, number).value
            if there := records.same(tx, table, table.split(value)):
                raise GoneOnError(by=there.by, at=there.at)
            records.restore(tx, table, number, ver, reason)
        case _ if {name for name, _ in step.old} == {"ver"}:
            records.touch(tx, table, number, reason)
        case _:
            records.correct(tx, table, number, ver, _before(tx, table, step), reason)


def _fact(tx: Transaction, stored: FactId, step: Step, reason: str) -> None:
    match step.action:
        case Action.CREATE | Action.RESTORE:
            facts.withdraw(tx, stored, step.ver, reason)
        case Action.WITHDRAW:
            facts.restore(tx, stored, step.ver, reason)
        case _:
            before: Fact = _before(tx, FACT_TABLES[stored.kind], step)
            facts.correct(tx, stored, step.ver, before, reason)


def _before(tx: Transaction, table: Table[V], step: Step) -> V:
    """Return the value that a corrected record had."""
    row = dict(table.split(records.find(tx, table, step.number).value))
    types = dict(
        tx.run("SELECT name, type FROM pragma_table_info(?)", (table.name,)).fetchall()
    )
    for name, text in step.old:
        row[name] = _cell(types[name], text)
    return table.make(*row.values())


def _cell(kind: str, text: str | None) -> Cell:
    as_kept: Callable[[str], Cell] = int if kind == "INTEGER" else str
    return None if text is None else as_kept(text)
