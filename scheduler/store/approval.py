"""Who agrees to a restore: two people of the backup's own accounts."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.errors import CycleDeskError
from scheduler.store import people
from scheduler.store.account_values import Event
from scheduler.store.audit import required
from scheduler.store.backup_errors import ApprovalError
from scheduler.store.passwords import Passwords
from scheduler.store.rights import Right, may
from scheduler.store.sign_in import judged
from scheduler.store.values import Person
from scheduler.store.writing import Transaction

TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person who agrees.

    Attributes:
        name: of an account in the backup.
        password: the one that counted when the backup was made.
    """

    name: str
    password: str = field(repr=False)


def agree(
    tx: Transaction,
    passwords: Passwords,
    approvals: Sequence[Approval],
    reason: str | None,
) -> CycleDeskError | None:
    """Return why these people are not let through, None if they agree.

    A wrong password stands in History, so the transaction is to be saved.

    Args:
        tx: a write of the records that are to be restored.
        passwords: checks passwords.
        approvals: one or two people.
        reason: why one is enough, where fewer than two can sign in.

    Source:
        product.md, decision 9.
    """
    try:
        _refuse_unfit(tx, approvals, reason)
        for one in approvals:
            if error := _wrong(tx, passwords, one):
                return error
    except CycleDeskError as error:
        return error
    return None


def who_can_agree(conn: sqlite3.Connection) -> tuple[Person, ...]:
    """Return everybody of the records who can sign in, by name.

    Whoever has set a password for somebody else knows it. So it counts only where
    nobody has one of their own.
    """
    able = people.able(conn)
    return tuple(one for one in able if _has_own_password(conn, one.name)) or able


def _refuse_unfit(
    tx: Transaction, approvals: Sequence[Approval], reason: str | None
) -> None:
    able = who_can_agree(tx.conn)
    names = {one.name for one in approvals}
    if len(names) < len(approvals):
        raise ApprovalError(problem="it takes two different people")
    if len(names) < min(len(able), TWO):
        who = ", ".join(one.name for one in able)
        said = f"two people of {who}" if len(able) >= TWO else who
        raise ApprovalError(problem=f"it takes {said}")
    if len(names) < TWO:
        required(reason)
    roles = [one.role for one in able if one.name in names]
    if able and not any(may(role, Right.RESTORE, roles) for role in roles):
        raise ApprovalError(
            problem="one of them has to be coordinator, investigator or administrator"
        )


def _wrong(
    tx: Transaction, passwords: Passwords, one: Approval
) -> CycleDeskError | None:
    if people.no_passwords(tx.conn):  # from before there were any
        return None
    who = people.account(tx.conn, one.name)
    refusal = judged(tx.conn, passwords, who, one.password, tx.at)
    if refusal is None:
        return _not_yet_own(tx, one)
    tx.ledger.event(Event.REFUSED, [("why", refusal.why), ("for", "restore")])
    return refusal.error


def _not_yet_own(tx: Transaction, one: Approval) -> ApprovalError | None:
    if one.name in {person.name for person in who_can_agree(tx.conn)}:
        return None
    return ApprovalError(problem=f"{one.name} has not chosen a password yet")


def _has_own_password(conn: sqlite3.Connection, name: str) -> bool:
    who = people.account(conn, name)
    kept = people.credential(conn, who.number) if who else None
    return kept is not None and not kept.value.temporary
