"""Looking after accounts: enter, reset, unlock, change role, disable, enable."""

from dataclasses import replace

from scheduler.store import people, records, uses
from scheduler.store.account_values import Account, Event, PersonId, Use
from scheduler.store.audit import required
from scheduler.store.doors import Doors
from scheduler.store.file_identity import enter_key
from scheduler.store.keys import new_recovery_code
from scheduler.store.people_errors import SecondPersonError
from scheduler.store.record_rows import PEOPLE
from scheduler.store.rights import Right
from scheduler.store.rows import Record
from scheduler.store.values import Changes, Person, Role, Topic, Writer
from scheduler.store.writing import Transaction, reading

_FIRST = "given with the account"
_FROM_NOW_ON = "this file and its backups from now on"
_PEOPLE = Changes.to(Topic.PEOPLE)


class Accounts(Doors):
    """What whoever looks after the accounts can do; nothing is ever removed."""

    def accounts(self) -> tuple[Account, ...]:
        """Return every account there ever was, by name, with its last sign-in."""
        with reading(self.database) as conn:
            return people.accounts(conn, self._now())

    def double_uses(self) -> tuple[tuple[Use, Use], ...]:
        """Return each time one account was in use at two workstations at once."""
        with reading(self.database) as conn:
            return uses.at_once(conn)

    def add_person(self, person: Person, password: str, *, by: Writer) -> Changes:
        """Enter an account with a temporary password, to be told to the person.

        Raises:
            DuplicatePersonError: the name is taken, or was by somebody who left.
            WeakPasswordError: the password is too easily guessed.
        """
        with self._writing(by, Right.PEOPLE) as tx:
            number = people.add(tx, person)
            self._give(tx, records.find(tx, PEOPLE, number), password, _FIRST)
        return _PEOPLE

    def reset_password(
        self, account: PersonId, password: str, *, reason: str, by: Writer
    ) -> Changes:
        """Give somebody else a temporary password; it also unlocks the account.

        Raises:
            SecondPersonError: it is one's own account.
            WeakPasswordError: the password is too easily guessed.
            ReasonRequiredError: the reason is missing or says nothing.
        """
        said = required(reason)
        with self._writing(by, Right.PEOPLE) as tx:
            self._give(tx, _other(tx, account, by), password, said)
        return _PEOPLE

    def unlock_account(self, account: PersonId, *, reason: str, by: Writer) -> Changes:
        """Let somebody else try again who typed too many wrong passwords.

        Raises:
            SecondPersonError: it is one's own account.
            ReasonRequiredError: the reason is missing or says nothing.
        """
        said = required(reason)
        with self._writing(by, Right.PEOPLE) as tx:
            name = _other(tx, account, by).value.name
            tx.ledger.event(Event.ACCOUNT_UNLOCKED, [("account", name)], reason=said)
        return _PEOPLE

    def change_role(
        self, account: PersonId, ver: int, role: Role, *, reason: str, by: Writer
    ) -> Changes:
        """Give an account another role; who is signed in has to sign in again.

        Raises:
            LastManagerError: nobody would be left who looks after the accounts.
            StaleRecordError: it was changed since it was read.
        """
        with self._writing(by, Right.PEOPLE) as tx:
            who = records.find(tx, PEOPLE, account)
            value = replace(who.value, role=role)
            differs = records.correct(tx, PEOPLE, account, ver, value, reason)
            people.refuse_nobody_left(tx, who.value.name)
        return _PEOPLE if differs else Changes()

    def disable_person(
        self, account: PersonId, ver: int, *, reason: str, by: Writer
    ) -> Changes:
        """End an account; its name stays beside everything it recorded.

        Raises:
            LastManagerError: nobody would be left who looks after the accounts.
            StaleRecordError: it was changed since it was read.
        """
        with self._writing(by, Right.PEOPLE) as tx:
            name = records.find(tx, PEOPLE, account).value.name
            differs = records.withdraw(tx, PEOPLE, account, ver, reason)
            people.refuse_nobody_left(tx, name)
        return _PEOPLE if differs else Changes()

    def enable_person(
        self, account: PersonId, ver: int, *, reason: str, by: Writer
    ) -> Changes:
        """Let somebody in again who had left.

        Raises:
            StaleRecordError: it was changed since it was read.
        """
        with self._writing(by, Right.PEOPLE) as tx:
            differs = records.restore(tx, PEOPLE, account, ver, reason)
        return _PEOPLE if differs else Changes()

    def renew_recovery_code(self, password: str, *, by: Writer) -> str:
        """Return a new recovery code, to be printed at once; it is kept nowhere.

        It alone opens this file and its backups from now on. Copies from before open
        with the code that counted then, which nobody can change.

        Args:
            password: of the person, once more.
            by: who makes it.

        Raises:
            WrongPasswordError: it counts as an attempt to sign in.
        """
        who, code = self._known(by.person), new_recovery_code()
        with self._writing(by, Right.PEOPLE) as tx:
            found = self._noted(tx, who, password, "new recovery code")
            if found is None:
                enter_key(tx.conn, tx.ledger, self.database.identity.key, code)
                tx.ledger.event(Event.NEW_CODE, [("opens", _FROM_NOW_ON)])
        if found:
            raise found.error
        return code

    def _give(
        self, tx: Transaction, who: Record[Person], password: str, reason: str
    ) -> None:
        self._passwords.refuse_weak(password, who.value.name)
        kept = self._passwords.keep(password)
        people.give_password(tx, who.number, kept, temporary=True, reason=reason)


def _other(tx: Transaction, account: PersonId, by: Writer) -> Record[Person]:
    who = records.find(tx, PEOPLE, account)
    if who.value.name == by.person:
        raise SecondPersonError(name=by.person)
    return who
