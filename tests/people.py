"""Accounts that tests sign in with; no real parameters, which are slow on purpose."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from argon2 import PasswordHasher

from scheduler.store.passwords import Passwords
from scheduler.store.store import Store
from scheduler.store.values import Person, Role, StudySite, Writer

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORDS = Passwords(("password1234", "qwertyuiop12"), CHEAP)
PASSWORD = "quiet river lantern"
TEMPORARY = "kq7m-x2ha-9rtw-dnp4"
OTHER_PASSWORD = "seven grey umbrellas"


def found(store: Store, site: StudySite, who: Writer) -> Writer:
    """Enter the site with its first account, which is signed in."""
    return store.found(
        site,
        Person(name=who.person, initials="AK", role=who.role),
        PASSWORD,
        workstation=who.workstation,
        program=who.program,
    )


def signed_in(store: Store, who: Writer, password: str = PASSWORD) -> Store:
    """Return the store, with somebody signed in on it."""
    by = store.sign_in(
        who.person, password, workstation=who.workstation, program=who.program
    )
    assert by == who
    return store


def with_account(
    store: Store, person: Person, by: Writer, workstation: str = "desk-2"
) -> Writer:
    """Enter an account and return it signed in, with a password of its own."""
    store.add_person(person, TEMPORARY, by=by)
    return store.sign_in(
        person.name,
        TEMPORARY,
        new_password=OTHER_PASSWORD,
        workstation=workstation,
        program=by.program,
    )


def colleague(name: str, role: Role) -> Person:
    return Person(name=name, initials="XY", role=role)


def entered_before(store: Store, *writers: Writer) -> None:
    """Enter people as an earlier program did, without passwords."""
    conn = store.database.db.conn
    for who in writers:
        conn.execute(
            "INSERT INTO people (saved_utc, saved_zone, saved_by, name, initials, role)"
            " VALUES ('2026-11-20T07:12:05Z', '+01:00', 'X', ?, 'X', ?)",
            (who.person, who.role.value),
        )
    conn.execute("DELETE FROM shadow")  # the earlier program kept no second book


def from_before(store: Store, who: Writer) -> Writer:
    """Sign in somebody whom an earlier program entered."""
    entered_before(store, who)
    return first_password(store, who)


def first_password(store: Store, who: Writer) -> Writer:
    """Choose the first password of a file from before there were any."""
    return store.set_first_password(
        who.person, PASSWORD, workstation=who.workstation, program=who.program
    )


def records_of(path: Path) -> list[str]:
    """Return what lies in the file, but for who has signed in and out."""
    entered = re.compile(r'credentials|INTO "(history|saves)"')
    with closing(sqlite3.connect(path)) as tool:
        return [line for line in tool.iterdump() if not entered.search(line)]
