"""Who is at the desk: signing in, locking the screen, and what a role may do."""

from importlib.metadata import version
from typing import Any

from PySide6.QtCore import QObject, QSysInfo, Signal

from scheduler.store.account_values import Account, PasswordState, PersonId, SignIn, Use
from scheduler.store.passwords import one_time_password
from scheduler.store.people_errors import (
    LockedAccountError,
    NoPasswordError,
    TemporaryPasswordError,
    TooSoonError,
    WrongPasswordError,
)
from scheduler.store.rights import Right, managing
from scheduler.store.signing import Meaning, Signature, Subject
from scheduler.store.store import Store
from scheduler.store.values import Person, StudySite, Writer

__all__ = [
    "PROGRAM",
    "Account",
    "Attendance",
    "LockedAccountError",
    "Meaning",
    "NoPasswordError",
    "PasswordState",
    "PersonId",
    "Right",
    "SignIn",
    "Signature",
    "Subject",
    "TemporaryPasswordError",
    "TooSoonError",
    "Use",
    "WrongPasswordError",
    "one_time_password",
]

PROGRAM = version("cycledesk")


class Attendance(QObject):
    """The one person who is signed in on an open file, if anybody is.

    Args:
        store: the open file.

    Signals:
        changed: somebody has signed in or out.
    """

    changed = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._writer: Writer | None = None
        self._person: Person | None = None

    @property
    def writer(self) -> Writer:
        """Who writes, where and with which program.

        Raises:
            LookupError: a fault of the program; nobody is signed in.
        """
        if self._writer is None:
            raise LookupError
        return self._writer

    @property
    def person(self) -> Person:
        """Who is signed in.

        Raises:
            LookupError: a fault of the program; nobody is.
        """
        if self._person is None:
            raise LookupError
        return self._person

    def people(self) -> tuple[Person, ...]:
        """Return everybody who may sign in, by name."""
        return self._store.people()

    def accounts(self) -> tuple[Account, ...]:
        """Return every account there ever was, by name."""
        return self._store.accounts()

    def is_new(self) -> bool:
        """Return whether nobody has a password in the file yet."""
        kinds = {one.password for one in self.accounts()}
        return kinds <= {PasswordState.NONE}

    def found(self, site: StudySite, person: Person, password: str) -> None:
        """Enter the site with its first account, and sign that person in.

        Raises:
            CycleDeskError: the password or the role is not taken.
        """
        self._enter(self._store.found(site, person, password, **self._here()))

    def sign_in(
        self, name: str, password: str, new_password: str | None = None
    ) -> tuple[Use, ...]:
        """Sign a person in; return where else the account is in use.

        Raises:
            CycleDeskError: the person is not let in, and why.
        """
        writer = self._store.sign_in(
            name, password, new_password=new_password, **self._here()
        )
        self._enter(writer)
        return self._store.other_uses(writer)

    def set_first_password(self, name: str, password: str) -> None:
        """Let the first person of an earlier file choose a password.

        Raises:
            CycleDeskError: it is not taken.
        """
        self._enter(self._store.set_first_password(name, password, **self._here()))

    def recover(self, name: str, code: str, password: str) -> None:
        """Set a lost password anew with the recovery code of the file.

        Raises:
            CycleDeskError: the code or the password is not taken.
        """
        self._enter(self._store.recover(name, code, password, **self._here()))

    def sign_out(self) -> None:
        """End what the person may write; nothing happens if nobody is there."""
        writer, self._writer, self._person = self._writer, None, None
        if writer is not None:
            self._store.sign_out(writer)
            self.changed.emit()

    def lock(self) -> None:
        """Take nothing from the person until the password is typed again."""
        self._store.lock(self.writer)

    def unlock(self, password: str) -> None:
        """Let the same person go on.

        Raises:
            CycleDeskError: the password is not right, or the account is locked.
        """
        self._store.unlock(self.writer, password)

    def confirmations(self, digest: str) -> tuple[Signature, ...]:
        """Return who has confirmed the study profile with this digest."""
        found = self._store.signatures(Subject.PROFILE)
        return tuple(one for one in found if one.covers(digest))

    def is_confirmed(self, digest: str) -> bool:
        """Return whether enough people have confirmed the profile."""
        return self._store.is_confirmed(Subject.PROFILE, digest)

    def second_people(self) -> tuple[str, ...]:
        """Return who else could confirm the profile."""
        return self._store.others_who_sign(by=self.writer)

    def change_password(self, old: str, new: str) -> None:
        """Put another password in the place of one's own.

        Raises:
            CycleDeskError: the old one is not right, or the new one not taken.
        """
        self._store.change_password(old, new, by=self.writer)

    def renew_recovery_code(self, password: str) -> str:
        """Return a new recovery code, to be shown once.

        Raises:
            CycleDeskError: the password is not right, or the role not the one.
        """
        return self._store.renew_recovery_code(password, by=self.writer)

    @property
    def recovery_code(self) -> str:
        """The code of a key that was made just now, to be shown once; else empty."""
        return self._store.database.identity.recovery_code

    def may(self, right: Right) -> bool:
        """Return whether the person who is signed in has a right."""
        if self._writer is None:
            return False
        return self._store.may(self._writer.role, right)

    def why_not(self, right: Right) -> str:
        """Return why the person who is signed in may not do something; "" if so."""
        if self._store.database.read_only and right is not Right.EXPORT:
            return self.tr("This file can only be read, so nothing can be saved.")
        if self.may(right):
            return ""
        if right is Right.PEOPLE:
            known = self.accounts()
            roles = managing([one.person.role for one in known if one.can_sign_in])
            who = [one.person.name for one in known if one.person.role in roles]
            words = self.tr("The accounts of this file are looked after by {names}")
            return words.format(names=", ".join(who))
        words = self.tr("You are signed in as {role}, which does not include this")
        return words.format(role=self.person.role.value)

    def _enter(self, writer: Writer) -> None:
        self._writer = writer
        known = {one.name: one for one in self.people()}
        self._person = known[writer.person]
        self.changed.emit()

    def _here(self) -> dict[str, Any]:
        where = QSysInfo.machineHostName() or "unknown"
        return {"workstation": where, "program": PROGRAM}
