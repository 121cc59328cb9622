"""Who is signed in on a store; nobody else's write is taken."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from scheduler.clock import Clock
from scheduler.core.study import Study
from scheduler.store import people, rights
from scheduler.store.account_values import PersonId
from scheduler.store.chain import Source
from scheduler.store.connection import OpenDatabase
from scheduler.store.passwords import Passwords
from scheduler.store.people_errors import (
    DisabledAccountError,
    NotAllowedError,
    NotSignedInError,
    RoleChangedError,
    UnknownAccountError,
)
from scheduler.store.questions import Questions
from scheduler.store.record_rows import PEOPLE
from scheduler.store.records import find
from scheduler.store.rights import Right
from scheduler.store.rows import Record
from scheduler.store.values import Person, Role, Writer
from scheduler.store.writing import Transaction, reading, writing


class Gate(Questions):
    """Takes a write only from who is signed in, and has the right to it.

    Args:
        database: the open file.
        clock: where the time of a write comes from.
        study: the profile with all of its versions.
        passwords: takes and checks passwords.
    """

    def __init__(
        self, database: OpenDatabase, clock: Clock, study: Study, passwords: Passwords
    ) -> None:
        super().__init__(database)
        self._clock, self._study, self._passwords = clock, study, passwords
        self._signed_in: dict[Writer, PersonId] = {}
        self._away: dict[Writer, PersonId] = {}

    def may(self, role: Role, right: Right) -> bool:
        """Return whether a role includes a right in this file today."""
        with reading(self.database) as conn:
            return _may(conn, role, right)

    def _account(self, name: str) -> Record[Person] | None:
        with reading(self.database) as conn:
            return people.account(conn, name)

    def _known(self, name: str) -> Record[Person]:
        with reading(self.database) as conn:
            found = people.account(conn, name)
            if found is None:
                known = tuple(person.name for person in people.able(conn))
                raise UnknownAccountError(known=known)
        if found.withdrawn:
            raise DisabledAccountError(name=found.value.name)
        return found

    def _now(self) -> datetime:
        return self._clock().replace(microsecond=0)

    @contextmanager
    def _unsigned(self, by: Writer) -> Iterator[Transaction]:
        """Write what belongs to coming and going, whoever it is."""
        with writing(self.database, at=self._now(), by=by) as transaction:
            yield transaction

    @contextmanager
    def _writing(
        self,
        by: Writer,
        right: Right,
        source: Source = Source.ENTRY,
        undoes: int | None = None,
    ) -> Iterator[Transaction]:
        """Write what the person who is signed in has the right to.

        Args:
            by: who writes.
            right: what is written.
            source: where it comes from.
            undoes: the number of the save that it takes back.

        Raises:
            NotSignedInError: that is nobody who is signed in on this store.
            DisabledAccountError: the account was disabled since.
            RoleChangedError: its role was changed since.
            NotAllowedError: the role does not include the right.
        """
        with writing(
            self.database, at=self._now(), by=by, source=source, undoes=undoes
        ) as transaction:
            self._refuse(transaction, by, right)
            yield transaction

    def _refuse(self, tx: Transaction, by: Writer, right: Right) -> None:
        number = self._signed_in.get(by)
        if number is None:
            raise NotSignedInError(name=by.person)
        who = find(tx, PEOPLE, number)
        if who.withdrawn:
            raise DisabledAccountError(name=by.person)
        if who.value.role is not by.role:
            raise RoleChangedError(name=by.person, role=who.value.role.value)
        if not _may(tx.conn, by.role, right):
            raise NotAllowedError(name=by.person, role=by.role.value, right=right.value)


def _may(conn: sqlite3.Connection, role: Role, right: Right) -> bool:
    return rights.may(role, right, [one.role for one in people.able(conn)])
