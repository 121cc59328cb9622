"""What can be done to any record: created, corrected, withdrawn, restored.

Every change counts the version up, and notes its fields in History.
"""

from typing import TypeVar

from scheduler.errors import StaleRecordError, WithdrawnRecordError
from scheduler.store.audit import Change, required
from scheduler.store.rows import Cell, Record, RecordId, Row, Table
from scheduler.store.values import Action, ParticipantId
from scheduler.store.writing import Transaction

V = TypeVar("V")

_STAMP = ("saved_utc", "saved_zone", "saved_by")


def create(
    tx: Transaction,
    table: Table[V],
    value: V,
    participant: ParticipantId | None = None,
) -> RecordId:
    """Add one record and return its number."""
    row = table.split(value)
    cells = dict(row)
    if table.owner == "participant":
        cells["participant"] = participant
    cells |= dict(zip(_STAMP, tx.stamp, strict=True))
    marks = ", ".join("?" * len(cells))
    names = ", ".join(cells)
    done = tx.run(
        f"INSERT INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608  our names
        tuple(cells.values()),
    )
    number = RecordId(done.lastrowid or 0)
    owner = number if table.owner == "id" else participant
    tx.ledger.note(
        Change(
            action=Action.CREATE,
            record=table.name,
            record_id=number,
            participant=owner,
            old={},
            new=table.noted(row),
        )
    )
    return number


def find(tx: Transaction, table: Table[V], number: int) -> Record[V]:
    """Return one record, withdrawn or not.

    Raises:
        TamperedRecordsError: somebody has removed it.
        LookupError: a fault of the program; there never was such a record.
    """
    cells = tx.first(table.select("id = ?"), (number,))
    if cells is None:
        tx.ledger.refuse_removed(table.name, number)
        msg = f"{table.name} has no record {number}"
        raise LookupError(msg)
    return table.record(cells)


def same(
    tx: Transaction, table: Table[V], row: Row, participant: ParticipantId | None = None
) -> Record[V] | None:
    """Return the record in force that leaves no room for one with this row."""
    if not table.once or (table.once_if and not row[table.once_if]):
        return None
    where = [f"{name} = ?" for name in table.once]
    cells = [row[name] for name in table.once]
    if table.owner == "participant":
        where, cells = ["participant = ?", *where], [participant, *cells]
    found = tx.first(table.select(" AND ".join([*where, "withdrawn = 0"])), cells)
    return table.record(found) if found else None


def correct(
    tx: Transaction, table: Table[V], number: int, ver: int, value: V, reason: str
) -> bool:
    """Put a value in the place of another; return whether anything differed.

    Raises:
        StaleRecordError: it is no longer the version that was read.
        WithdrawnRecordError: it is withdrawn.
    """
    stored = unchanged(tx, table, number, ver, ours=value)
    if stored.withdrawn:
        raise WithdrawnRecordError(by=stored.by, at=stored.at)
    old, new = table.split(stored.value), table.split(value)
    return _change(tx, table, stored, (Action.CORRECT, old, new, reason))


def withdraw(
    tx: Transaction, table: Table[V], number: int, ver: int, reason: str
) -> bool:
    """Take a record out of force; return whether it was in force."""
    stored = unchanged(tx, table, number, ver, ours=None)
    rows = {"withdrawn": int(stored.withdrawn)}, {"withdrawn": 1}
    return _change(tx, table, stored, (Action.WITHDRAW, *rows, reason))


def restore(
    tx: Transaction, table: Table[V], number: int, ver: int, reason: str
) -> bool:
    """Put a withdrawn record back in force; return whether it was withdrawn."""
    stored = unchanged(tx, table, number, ver, ours=None)
    rows = {"withdrawn": int(stored.withdrawn)}, {"withdrawn": 0}
    return _change(tx, table, stored, (Action.RESTORE, *rows, reason))


def touch(tx: Transaction, table: Table[V], number: int, reason: str) -> None:
    """Count the version up because of what hangs on the record."""
    stored = find(tx, table, number)
    _update(tx, table.name, stored, {})
    versions = {"ver": stored.ver}, {"ver": stored.ver + 1}
    _note(tx, table, stored, (Action.CORRECT, *versions, required(reason)))


def unchanged(
    tx: Transaction, table: Table[V], number: int, ver: int, *, ours: V | None
) -> Record[V]:
    """Return the record if it still is the version that was read.

    Raises:
        StaleRecordError: with both values.
    """
    stored = find(tx, table, number)
    if stored.ver != ver:
        raise stale(stored, ours)
    return stored


def stale(stored: Record[V], ours: object) -> StaleRecordError:
    """Return the error that shows both versions."""
    theirs = None if stored.withdrawn else stored.value
    return StaleRecordError(theirs=theirs, ours=ours, by=stored.by, at=stored.at)


def _change(
    tx: Transaction,
    table: Table[V],
    stored: Record[V],
    change: tuple[Action, Row, Row, str],
) -> bool:
    action, old, new, reason = change
    said = required(reason)
    if old == new:
        return False
    _update(tx, table.name, stored, new)
    _note(tx, table, stored, (action, table.noted(old), table.noted(new), said))
    return True


def _note(
    tx: Transaction,
    table: Table[V],
    stored: Record[V],
    change: tuple[Action, Row, Row, str],
) -> None:
    action, old, new, reason = change
    tx.ledger.note(
        Change(
            action=action,
            record=table.name,
            record_id=stored.number,
            participant=stored.participant,
            old=old,
            new=new,
            reason=reason,
            ver=stored.ver + 1,
        )
    )


def _update(tx: Transaction, table: str, stored: Record[V], new: Row) -> None:
    stamp = dict(zip(_STAMP, tx.stamp, strict=True))
    cells: dict[str, Cell] = {**new, **stamp, "ver": stored.ver + 1}
    names = ", ".join(f"{name} = ?" for name in cells)
    tx.run(
        f"UPDATE {table} SET {names} WHERE id = ?",  # noqa: S608  our names
        (*cells.values(), stored.number),
    )
