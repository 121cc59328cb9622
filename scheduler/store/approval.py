"""Who agrees to a restore: two people, of the backup's own accounts if it has any."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.errors import CycleDeskError
from scheduler.store import people
from scheduler.store.audit import required
from scheduler.store.backup_errors import ApprovalError
from scheduler.store.passwords import Passwords
from scheduler.store.rights import Right, may
from scheduler.store.rows import Record
from scheduler.store.sign_in import judged
from scheduler.store.values import Person

TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person who agrees.

    Attributes:
        name: of an account in the backup, or in the present file if that has none.
        password: the one that counts in the same.
    """

    name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why people are not let through.

    Attributes:
        error: for who tried.
        why: for History; empty if no password was looked at.
        who: whose password was not taken, None if nobody has the name.
    """

    error: CycleDeskError
    why: str = ""
    who: Record[Person] | None = None


def agree(
    conn: sqlite3.Connection,
    passwords: Passwords,
    now: datetime,
    approvals: Sequence[Approval],
    reason: str | None,
    counted: sqlite3.Connection,
) -> Refused | None:
    """Return why these people are not let through, None if they agree.

    Args:
        conn: the records whose accounts decide, inside of a transaction.
        passwords: checks passwords.
        now: the moment of the attempt.
        approvals: one or two people.
        reason: why one is enough, where fewer than two can sign in.
        counted: the records that count wrong passwords, inside of a transaction.

    Source:
        product.md, decision 9.
    """
    try:
        _refuse_unfit(conn, approvals, reason)
        found = (_wrong(conn, passwords, now, one, counted) for one in approvals)
        return next((wrong for wrong in found if wrong), None)
    except CycleDeskError as error:
        return Refused(error)


def who_can_agree(conn: sqlite3.Connection) -> tuple[Person, ...]:
    """Return everybody of the records who can sign in, by name.

    Whoever has set a password for somebody else knows it. So it counts only where
    nobody has one of their own.
    """
    able = people.able(conn)
    return tuple(one for one in able if _has_own_password(conn, one.name)) or able


def who_decide(
    backup: sqlite3.Connection, present: sqlite3.Connection | None
) -> sqlite3.Connection:
    """Return the records whose people are asked.

    Those of the backup. One from before there were accounts cannot be asked for
    any, so those of the present file are; only where it has none either, it is
    enough that somebody gives a reason.
    """
    if people.able(backup) or present is None or not people.able(present):
        return backup
    return present


def _refuse_unfit(
    conn: sqlite3.Connection, approvals: Sequence[Approval], reason: str | None
) -> None:
    able = who_can_agree(conn)
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
    conn: sqlite3.Connection,
    passwords: Passwords,
    now: datetime,
    one: Approval,
    counted: sqlite3.Connection,
) -> Refused | None:
    if people.no_passwords(conn):  # from before there were any
        return None
    who = people.account(conn, one.name)
    refusal = judged(conn, passwords, who, one.password, now, counted)
    if refusal is None:
        return _not_yet_own(conn, one)
    return Refused(refusal.error, refusal.why, who)


def _not_yet_own(conn: sqlite3.Connection, one: Approval) -> Refused | None:
    if one.name in {person.name for person in who_can_agree(conn)}:
        return None
    problem = f"{one.name} has not chosen a password yet"
    return Refused(ApprovalError(problem=problem))


def _has_own_password(conn: sqlite3.Connection, name: str) -> bool:
    who = people.account(conn, name)
    kept = people.credential(conn, who.number) if who else None
    return kept is not None and not kept.value.temporary
