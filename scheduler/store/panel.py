"""Whose accounts decide about a restore, read anew at each attempt."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from scheduler.errors import CycleDeskError
from scheduler.store.account_values import Event
from scheduler.store.approval import (
    Approval,
    Refused,
    agree,
    who_can_agree,
    who_decide,
)
from scheduler.store.connection import OpenDatabase, open_database
from scheduler.store.file_identity import program
from scheduler.store.keys import Keyring
from scheduler.store.passwords import Passwords
from scheduler.store.sign_in import claimed
from scheduler.store.values import Person, Writer
from scheduler.store.writing import reading, writing


class Panel:
    """The people who can agree to put a backup in the place of a file.

    Args:
        backup: the records of the backup, unpacked.
        present: the file that it is to replace; None if it cannot be read.
        keys: those of this user.
        passwords: checks passwords.
    """

    def __init__(
        self,
        backup: OpenDatabase,
        present: Path | None,
        keys: Keyring,
        passwords: Passwords,
    ) -> None:
        self._backup, self._present = backup, present
        self._keys, self._passwords = keys, passwords
        self._counts = True  # until the present file takes no note
        with self._accounts() as conn:
            self.people = who_can_agree(conn)

    def judged(
        self, approvals: Sequence[Approval], reason: str | None, now: datetime
    ) -> Refused | None:
        """Return why these people are not let through, None if they agree.

        A wrong password stands in the History of the present file, if that can be
        written: there it makes the next one wait, and is not forgotten with the
        unpacked backup. Whoever may sign in there can unlock the account again.
        """
        with self._writable() as present:
            refused = self._heard(present, approvals, reason, now)
            if refused and refused.why:
                self._note(self._backup, refused, now)
                if present and not self._is_noted(present, refused, now):
                    self._counts = False
        return refused

    def _heard(
        self,
        present: OpenDatabase | None,
        approvals: Sequence[Approval],
        reason: str | None,
        now: datetime,
    ) -> Refused | None:
        with self._accounts() as conn:
            if present is None:
                return agree(conn, self._passwords, now, approvals, reason, conn)
            with reading(present) as counted:
                return agree(conn, self._passwords, now, approvals, reason, counted)

    def writer(self, name: str) -> Writer:
        """Return somebody as the one who writes; nobody else is the program."""
        ours = program()
        for person in self.people:
            if person.name == name:
                return _writer(person, ours)
        return ours

    def _is_noted(self, present: OpenDatabase, refused: Refused, now: datetime) -> bool:
        """Note an attempt in the present file; say whether it stands there."""
        try:
            self._note(present, refused, now)
        except CycleDeskError:
            return False
        return True

    def _note(self, database: OpenDatabase, refused: Refused, now: datetime) -> None:
        ours = program()
        by = claimed(refused.who, ours.workstation, ours.program)
        with writing(database, at=now, by=by) as tx:
            said = [("why", refused.why), ("for", "restore")]
            tx.ledger.event(Event.REFUSED, said)

    @contextmanager
    def _writable(self) -> Iterator[OpenDatabase | None]:
        """Open the present file; None if nothing can be noted in it."""
        database = self._opened(read_only=False) if self._counts else None
        if database is None:
            yield None
            return
        with closing(database):
            yield None if database.read_only else database

    @contextmanager
    def _accounts(self) -> Iterator[sqlite3.Connection]:
        """Read the records whose people are asked."""
        with reading(self._backup) as conn, self._looked_at() as present:
            yield who_decide(conn, present)

    @contextmanager
    def _looked_at(self) -> Iterator[sqlite3.Connection | None]:
        """Read the present file; None if there is none that can be read."""
        database = self._opened(read_only=True)
        if database is None:
            yield None
            return
        with closing(database), reading(database) as conn:
            yield conn

    def _opened(self, *, read_only: bool) -> OpenDatabase | None:
        if self._present is None:
            return None
        try:
            return open_database(self._present, self._keys, read_only=read_only)
        except CycleDeskError:
            return None


def _writer(person: Person, ours: Writer) -> Writer:
    return Writer(
        person=person.name,
        role=person.role,
        workstation=ours.workstation,
        program=ours.program,
    )
