"""Accounts as they lie in the file: who, with which role, password and standing."""

import sqlite3
from datetime import datetime

from scheduler.errors import DuplicatePersonError
from scheduler.store import records
from scheduler.store.account_values import (
    Account,
    Event,
    PasswordState,
    PersonId,
    SignIn,
)
from scheduler.store.attempts import MOST, WRONG, Standing, standing
from scheduler.store.people_errors import LastManagerError
from scheduler.store.record_rows import CREDENTIALS, PEOPLE, Credential
from scheduler.store.rights import managing
from scheduler.store.rows import Record, moment_from
from scheduler.store.values import Person
from scheduler.store.writing import Transaction

# Whatever follows a wrong password and starts the count anew.
_CLEARED = f"""
    SELECT coalesce(max(seq), 0) FROM history WHERE
        (record IN ('{Event.SIGN_IN}', '{Event.UNLOCK}') AND person = :name)
        OR (record = '{Event.ACCOUNT_UNLOCKED}' AND new = :name)
        OR (record = 'credentials' AND record_id IN (
            SELECT id FROM credentials WHERE person = :number))
"""  # noqa: S608  our names
_WRONG = f"""
    SELECT at_utc, zone FROM history
    WHERE record = '{Event.REFUSED}' AND person = :name AND new = '{WRONG}'
        AND seq > :since ORDER BY seq
"""  # noqa: S608  our names
_LAST_SIGN_IN = f"""
    SELECT at_utc, zone, workstation FROM history
    WHERE record = '{Event.SIGN_IN}' AND person = ? ORDER BY seq DESC LIMIT 1
"""  # noqa: S608  our names


def account(conn: sqlite3.Connection, name: str) -> Record[Person] | None:
    """Return the account of a name, disabled or not, None if nobody has it."""
    row = conn.execute(PEOPLE.select("name = ?"), (name,)).fetchone()
    return PEOPLE.record(row) if row else None


def credential(
    conn: sqlite3.Connection, person: PersonId | int
) -> Record[Credential] | None:
    """Return the password of an account as it is kept, None if it has none."""
    row = conn.execute(
        CREDENTIALS.select("person = ? AND withdrawn = 0"), (person,)
    ).fetchone()
    return CREDENTIALS.record(row) if row else None


def no_passwords(conn: sqlite3.Connection) -> bool:
    """Return whether nobody has a password in the file, as in one from before."""
    return conn.execute("SELECT 1 FROM credentials").fetchone() is None


def able(conn: sqlite3.Connection) -> tuple[Person, ...]:
    """Return everybody who can sign in, by name."""
    rows = conn.execute(
        PEOPLE.select(
            "withdrawn = 0 AND id IN (SELECT person FROM credentials WHERE "
            "withdrawn = 0) ORDER BY name"
        )
    )
    return tuple(PEOPLE.record(row).value for row in rows)


def managers(conn: sqlite3.Connection, besides: str) -> tuple[str, ...]:
    """Return the names of those who can look after accounts now, one left out.

    Whoever is locked out can help nobody, and would send each other round for ever.
    """
    people = able(conn)
    roles = managing([person.role for person in people])
    return tuple(
        one.name
        for one in people
        if one.role in roles and one.name != besides and not is_locked(conn, one.name)
    )


def standing_of(conn: sqlite3.Connection, name: str, now: datetime) -> Standing:
    """Return how many wrong passwords a name has, and what follows from it."""
    return standing(_wrong(conn, name), now)


def is_locked(conn: sqlite3.Connection, name: str) -> bool:
    """Return whether a name has too many wrong passwords to sign in."""
    return len(_wrong(conn, name)) >= MOST


def _wrong(conn: sqlite3.Connection, name: str) -> tuple[datetime, ...]:
    """Return when the wrong passwords of a name were tried, oldest first."""
    who = account(conn, name)
    number = who.number if who else None
    (since,) = conn.execute(_CLEARED, {"name": name, "number": number}).fetchone()
    rows = conn.execute(_WRONG, {"name": name, "since": since})
    return tuple(moment_from(*row) for row in rows)


def accounts(conn: sqlite3.Connection, now: datetime) -> tuple[Account, ...]:
    """Return every account there ever was, by name."""
    rows = conn.execute(PEOPLE.select("TRUE ORDER BY name")).fetchall()
    return tuple(_account(conn, PEOPLE.record(row), now) for row in rows)


def _account(conn: sqlite3.Connection, who: Record[Person], now: datetime) -> Account:
    kept = credential(conn, who.number)
    last = conn.execute(_LAST_SIGN_IN, (who.value.name,)).fetchone()
    return Account(
        id=PersonId(who.number),
        ver=who.ver,
        person=who.value,
        enabled=not who.withdrawn,
        password=_state(kept),
        locked_since=standing_of(conn, who.value.name, now).locked_since,
        last_sign_in=SignIn(moment_from(*last[:2]), last[2]) if last else None,
    )


def _state(kept: Record[Credential] | None) -> PasswordState:
    if kept is None:
        return PasswordState.NONE
    return PasswordState.TEMPORARY if kept.value.temporary else PasswordState.OWN


def add(tx: Transaction, person: Person) -> PersonId:
    """Enter an account; a name is used once and for ever.

    Raises:
        DuplicatePersonError: the name is taken, or was by somebody who left.
    """
    there = account(tx.conn, person.name)
    if there:
        raise DuplicatePersonError(name=there.value.name)
    return PersonId(records.create(tx, PEOPLE, person))


def give_password(
    tx: Transaction, person: int, kept: str, *, temporary: bool, reason: str
) -> None:
    """Put a password in the place of the one before, if there was one."""
    value = Credential(person=person, password=kept, temporary=temporary)
    there = credential(tx.conn, person)
    if there is None:
        records.create(tx, CREDENTIALS, value)
    else:
        records.correct(tx, CREDENTIALS, there.number, there.ver, value, reason)


def refuse_nobody_left(tx: Transaction, without: str) -> None:
    """Raise if nobody is left who looks after the accounts.

    Raises:
        LastManagerError: it was the last one.
    """
    if not managing([person.role for person in able(tx.conn)]):
        raise LastManagerError(name=without)
