"""The ways into a file: found it, sign in, lock, unlock, sign out."""

from scheduler.store import people, site, uses
from scheduler.store.account_values import Event, PersonId, Use
from scheduler.store.file_errors import RecoveryCodeError
from scheduler.store.file_identity import wrapped_key
from scheduler.store.gate import Gate
from scheduler.store.keys import unwrap
from scheduler.store.people_errors import (
    AlreadyFoundedError,
    NotAloneError,
    NotSignedInError,
    PasswordsAlreadySetError,
)
from scheduler.store.record_rows import PEOPLE
from scheduler.store.records import find
from scheduler.store.rights import Right
from scheduler.store.rows import Record
from scheduler.store.sign_in import (
    Refusal,
    claimed,
    judged,
    let_in,
    refuse_same,
    set_own,
)
from scheduler.store.values import Changes, Person, StudySite, Topic, Writer
from scheduler.store.writing import Transaction, reading

_OWN_CHANGE = "changed by the person"
_RECOVERED = "set anew with the recovery code of the file"


class Doors(Gate):
    """How somebody comes to be signed in, and goes."""

    def found(
        self,
        ours: StudySite,
        person: Person,
        password: str,
        *,
        workstation: str,
        program: str,
    ) -> Writer:
        """Enter the site and its first account, and sign that person in.

        Raises:
            WeakPasswordError: the password is too easily guessed.
            AlreadyFoundedError: the file has accounts already.
            LastManagerError: the role does not look after accounts.
        """
        site.refuse_unfit(ours, self._study)
        by = Writer(
            person=person.name,
            role=person.role,
            workstation=workstation,
            program=program,
        )
        with self._unsigned(by) as tx:
            if people.accounts(tx.conn, tx.at):
                raise AlreadyFoundedError
            who = find(tx, PEOPLE, people.add(tx, person))
            set_own(tx, self._passwords, who, password, _OWN_CHANGE)
            people.refuse_nobody_left(tx, person.name)
            site.set_site(tx, ours, 0, None)
            tx.ledger.event(Event.SIGN_IN, [("with", "first account of the file")])
        return self._enter(by, who)

    def sign_in(
        self,
        name: str,
        password: str,
        *,
        workstation: str,
        program: str,
        new_password: str | None = None,
    ) -> Writer:
        """Let a person write on this store from now on.

        Every attempt stands in History, also a wrong one; of a name that nobody has,
        and of any password, nothing typed does. A file that may only be read keeps
        no attempts.

        Args:
            name: of the account.
            password: as it was typed.
            workstation: the name of this computer.
            program: the version of the program.
            new_password: takes the place of a temporary one.

        Raises:
            WrongPasswordError: with the seconds to wait.
            TooSoonError: the wait after a wrong password is not over.
            LockedAccountError: too many passwords were wrong.
            TemporaryPasswordError: it is right; choose a new one and give both.
            DisabledAccountError: the person has left.
            UnknownAccountError: nobody has that name.
            NoPasswordError: the account has none yet.
            WeakPasswordError: the new password is too easily guessed.
        """
        who = self._account(name)
        by = claimed(who, workstation, program)
        if self.database.read_only:
            with reading(self.database) as conn:
                found = judged(conn, self._passwords, who, password, self._now())
        else:
            found = self._attempt(by, who, password, new_password)
        if found:
            raise found.error
        assert who  # noqa: S101  or there would have been an error
        return self._enter(by, who)

    def set_first_password(
        self, name: str, password: str, *, workstation: str, program: str
    ) -> Writer:
        """Let somebody choose a password in a file from before there were any.

        Raises:
            PasswordsAlreadySetError: somebody has one in this file.
            UnknownAccountError: nobody has that name.
            WeakPasswordError: it is too easily guessed.
        """
        who = self._known(name)
        by = claimed(who, workstation, program)
        with self._unsigned(by) as tx:
            if not people.no_passwords(tx.conn):
                raise PasswordsAlreadySetError
            set_own(tx, self._passwords, who, password, _OWN_CHANGE)
            people.refuse_nobody_left(tx, name)
            tx.ledger.event(Event.SIGN_IN, [("with", "first password of the file")])
        return self._enter(by, who)

    def recover(
        self, name: str, code: str, password: str, *, workstation: str, program: str
    ) -> Writer:
        """Set a lost password anew with the recovery code, where nobody else can.

        Raises:
            RecoveryCodeError: it is not the code of this file.
            NotAloneError: there is a second person to ask.
            UnknownAccountError: nobody has that name.
            WeakPasswordError: it is too easily guessed.
        """
        who = self._known(name)
        by = claimed(who, workstation, program)
        with self._unsigned(by) as tx:
            if others := people.managers(tx.conn, besides=who.value.name):
                raise NotAloneError(others=others)
            wrong = _wrong_code(tx, code)
            if wrong:
                tx.ledger.event(Event.REFUSED, [("why", "wrong recovery code")])
            else:
                set_own(tx, self._passwords, who, password, _RECOVERED)
                said = [("with", "recovery code"), ("people", "one person only")]
                tx.ledger.event(Event.SIGN_IN, said)
        if wrong:
            raise wrong
        return self._enter(by, who)

    def sign_out(self, by: Writer) -> None:
        """End what the person may write on this store; twice does no harm."""
        known = self._signed_in.pop(by, None) or self._away.pop(by, None)
        if known is not None and not self.database.read_only:
            with self._unsigned(by) as tx:
                tx.ledger.event(Event.SIGN_OUT, [("workstation", by.workstation)])

    def lock(self, by: Writer) -> None:
        """Refuse what the person writes until the password is typed again."""
        if by in self._signed_in:
            self._away[by] = self._signed_in.pop(by)
            if not self.database.read_only:
                with self._unsigned(by) as tx:
                    said = [("workstation", by.workstation)]
                    tx.ledger.event(Event.IDLE_LOCK, said)

    def unlock(self, by: Writer, password: str) -> None:
        """Let the person go on who was there when the screen was locked.

        Raises:
            WrongPasswordError: and everything that ``sign_in`` raises.
            NotSignedInError: the person has signed out since.
        """
        if by not in self._away:
            raise NotSignedInError(name=by.person)
        who = self._account(by.person)
        if self.database.read_only:
            with reading(self.database) as conn:
                found = judged(conn, self._passwords, who, password, self._now())
        else:
            found = self._attempt(by, who, password, None, Event.UNLOCK)
        if found:
            raise found.error
        self._signed_in[by] = self._away.pop(by)

    def change_password(self, old: str, new: str, *, by: Writer) -> Changes:
        """Put another password in the place of one's own.

        Raises:
            WrongPasswordError: the old one is not right; it counts as an attempt.
            WeakPasswordError: the new one is too easily guessed.
        """
        refuse_same(old, new)
        who = self._known(by.person)
        with self._writing(by, Right.OWN) as tx:
            found = self._noted(tx, who, old)
            if found is None:
                set_own(tx, self._passwords, who, new, _OWN_CHANGE)
        if found:
            raise found.error
        return Changes.to(Topic.PEOPLE)

    def other_uses(self, by: Writer) -> tuple[Use, ...]:
        """Return where the same account is in use at another workstation."""
        with reading(self.database) as conn:
            return uses.elsewhere(conn, by, self._now())

    def _attempt(
        self,
        by: Writer,
        who: Record[Person] | None,
        password: str,
        new_password: str | None,
        kind: Event = Event.SIGN_IN,
    ) -> Refusal | None:
        """Look at a password and note what came of it, before anybody is told."""
        with self._unsigned(by) as tx:
            found = self._noted(tx, who, password)
            if found is None and who is not None:
                found = let_in(tx, self._passwords, who, password, new_password, kind)
        return found

    def _noted(
        self,
        tx: Transaction,
        who: Record[Person] | None,
        password: str,
        what_for: str = "",
    ) -> Refusal | None:
        # Somebody else may have disabled the account since it was looked up.
        now = find(tx, PEOPLE, who.number) if who else None
        found = judged(tx.conn, self._passwords, now, password, tx.at)
        if found:
            said = [("for", what_for)] if what_for else []
            tx.ledger.event(Event.REFUSED, [("why", found.why), *said])
        return found

    def _enter(self, by: Writer, who: Record[Person]) -> Writer:
        self._signed_in[by] = PersonId(who.number)
        return by


def _wrong_code(tx: Transaction, code: str) -> RecoveryCodeError | None:
    kept = wrapped_key(tx.conn)
    if kept is None:
        raise LookupError
    try:
        unwrap(*kept, code)
    except RecoveryCodeError as error:
        return error
    return None
