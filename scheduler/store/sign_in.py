"""One attempt to sign in: what is answered, and what History says of it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from scheduler.errors import CycleDeskError
from scheduler.store import people
from scheduler.store.account_values import Event
from scheduler.store.attempts import WAITS, WRONG, Standing
from scheduler.store.passwords import Passwords
from scheduler.store.people_errors import (
    DisabledAccountError,
    LockedAccountError,
    NoPasswordError,
    TemporaryPasswordError,
    TooSoonError,
    UnknownAccountError,
    WeakPasswordError,
    WrongPasswordError,
)
from scheduler.store.record_rows import Credential
from scheduler.store.rows import Record
from scheduler.store.values import Person, Role, Writer
from scheduler.store.writing import Transaction

NOBODY = "unknown"
_REHASHED = "kept anew with the parameters of today"
_CHOSEN = "chosen in place of a temporary one"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody was not let in: for History, and for who tried."""

    why: str
    error: CycleDeskError


def claimed(who: Record[Person] | None, workstation: str, program: str) -> Writer:
    """Return who says to be there; of an unknown name nothing typed is kept."""
    return Writer(
        person=who.value.name if who else NOBODY,
        role=who.value.role if who else Role.MONITOR,
        workstation=workstation,
        program=program,
    )


def judged(
    conn: sqlite3.Connection,
    passwords: Passwords,
    who: Record[Person] | None,
    password: str,
    now: datetime,
    counted: sqlite3.Connection | None = None,
) -> Refusal | None:
    """Return why somebody is not let in, None if the password is right.

    Args:
        conn: the records in which the account is.
        passwords: checks passwords.
        who: the account, None if nobody has the name.
        password: as it was typed.
        now: the moment of the attempt.
        counted: the records that count wrong passwords; None for the same.
    """
    book = counted or conn
    kept = people.credential(conn, who.number) if who else None
    if who is None or who.withdrawn or kept is None:
        passwords.check_nobodys(password)
        return _no_way_in(conn, who)
    before = people.standing_of(book, who.value.name, now)
    if before.locked_since:
        return Refusal("locked", _locked(book, who, before.locked_since))
    if before.wait:
        return Refusal("too soon", TooSoonError(wait=before.wait))
    if not passwords.is_right(kept.value.password, password):
        return Refusal(WRONG, _wrong(book, who, before, now))
    return None


def _no_way_in(conn: sqlite3.Connection, who: Record[Person] | None) -> Refusal:
    if who is None:
        known = tuple(person.name for person in people.able(conn))
        return Refusal("no such account", UnknownAccountError(known=known))
    name = who.value.name
    if who.withdrawn:
        return Refusal("disabled", DisabledAccountError(name=name))
    first = people.no_passwords(conn)
    return Refusal("no password yet", NoPasswordError(name=name, first=first))


def _wrong(
    conn: sqlite3.Connection, who: Record[Person], before: Standing, now: datetime
) -> CycleDeskError:
    left = before.left - 1
    if not left:
        return _locked(conn, who, now)
    return WrongPasswordError(wait=WAITS[before.wrong], left=left)


def _locked(
    conn: sqlite3.Connection, who: Record[Person], since: datetime
) -> CycleDeskError:
    name = who.value.name
    others = people.managers(conn, besides=name)
    return LockedAccountError(name=name, since=since, managers=others)


def of_a_moment(conn: sqlite3.Connection, who: Record[Person]) -> Refusal | None:
    """Return why a right password serves for nothing but to choose another."""
    kept = people.credential(conn, who.number)
    if kept is None or not kept.value.temporary:
        return None
    name = who.value.name
    return Refusal("temporary password", TemporaryPasswordError(name=name))


def let_in(
    tx: Transaction,
    passwords: Passwords,
    who: Record[Person],
    password: str,
    new_password: str | None,
    kind: Event,
) -> Refusal | None:
    """Note the sign-in, and change the password where it has to be.

    Raises:
        WeakPasswordError: the new password is not taken.
    """
    kept = people.credential(tx.conn, who.number)
    if kept is None:
        raise LookupError(who.number)
    if kept.value.temporary:
        if new_password is None:
            return of_a_moment(tx.conn, who)
        refuse_same(password, new_password)
        set_own(tx, passwords, who, new_password, _CHOSEN)
    elif passwords.is_outdated(kept.value.password):
        anew = passwords.keep(password)
        people.give_password(tx, who.number, anew, temporary=False, reason=_REHASHED)
    tx.ledger.event(kind, [("with", _with(kept.value))])
    return None


def _with(kept: Credential) -> str:
    return "temporary password" if kept.temporary else "password"


def set_own(
    tx: Transaction,
    passwords: Passwords,
    who: Record[Person],
    password: str,
    reason: str,
) -> None:
    """Keep a password that a person has chosen.

    Raises:
        WeakPasswordError: it is too easily guessed.
    """
    passwords.refuse_weak(password, who.value.name)
    kept = passwords.keep(password)
    people.give_password(tx, who.number, kept, temporary=False, reason=reason)


def refuse_same(old: str, new: str) -> None:
    """Raise if the new password is the old one.

    Raises:
        WeakPasswordError: it is.
    """
    if old == new:
        raise WeakPasswordError(problem="This is the password that was to be replaced.")
