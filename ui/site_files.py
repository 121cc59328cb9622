"""Opens a site file, makes a new one, or opens the invented participants."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resources
from scheduler import demo as demo_data
from scheduler.clock import Clock, changed_ahead
from scheduler.commands.backing_up import back_up_older
from scheduler.core.closed_days import CountryDays
from scheduler.core.closed_days_text import read_country_days
from scheduler.core.history_names import record_name
from scheduler.core.study import Study
from scheduler.errors import CycleDeskError
from scheduler.store.carried_key import bring_key
from scheduler.store.connection import (
    OpenDatabase,
    create_database,
    discard,
    open_memory,
)
from scheduler.store.file_errors import (
    AlteredDatabaseError,
    DamagedDatabaseError,
    ForeignDatabaseError,
    KeyMissingError,
    MissingDatabaseError,
    TamperedRecordsError,
)
from scheduler.store.keys import Keyring, users_folder
from scheduler.store.opening import open_store
from scheduler.store.passwords import Passwords, one_time_password
from scheduler.store.store import Store
from scheduler.store.verdict import Doubt, Finding
from scheduler.store.verify import verify
from ui.session import ParticipantId, Person, Role, Session, StudySite
from ui.troubles import Told, Trouble
from ui.wording import refusal_or_fault

__all__ = [
    "DAMAGE",
    "KeyMissingError",
    "Keyring",
    "Passwords",
    "SiteFiles",
    "country_days",
    "shipped_passwords",
    "told",
    "users_folder",
]

# What is wrong with the file itself, so that only a backup helps.
DAMAGE = (DamagedDatabaseError, AlteredDatabaseError, TamperedRecordsError)
DEMO_PERSON = Person(name="Demo Coordinator", initials="DC", role=Role.COORDINATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFiles:
    """Opens files of one study for one user of this computer.

    Attributes:
        study: the profile with all of its versions.
        keys: those of the user.
        clock: where the time comes from.
        passwords: takes and checks passwords.
    """

    study: Study
    keys: Keyring
    clock: Clock
    passwords: Passwords

    def open(self, path: Path) -> Session:
        """Open a site file; nobody is signed in yet.

        Raises:
            CycleDeskError: it cannot be opened; the sentence says why.
        """
        ahead = changed_ahead(path)
        outcomes = back_up_older(path.absolute(), self.keys.folder, self.clock())
        store = open_store(path, self.keys, self.clock, self.study, self.passwords)
        session = self._session(store, path)
        known = [at for at in (ahead, session.seen_at) if at]
        session.seen_at = max(known, default=None)
        if outcomes and not session.read_only:
            store.note_own_backups(outcomes)
        return session

    def bring_key(self, path: Path, code: str) -> None:
        """Keep the key of a file from another computer on this one.

        Raises:
            RecoveryCodeError: it is not the code of this file.
            CycleDeskError: the key cannot be read or kept.
        """
        bring_key(path.absolute(), self.keys, code)

    def findings(self, path: Path) -> tuple[Told, ...]:
        """Look at a whole file; return what is not as the program wrote it.

        One fault of reading is looked at again, on another connection: some disks
        answer wrongly once.

        Raises:
            CycleDeskError: it cannot be opened; the sentence says why.

        Source:
            reliability.md R24, R46.
        """
        try:
            found = verify(path, self.keys)
        except DamagedDatabaseError:
            found = verify(path, self.keys)
        codes = self._codes(path) if found.findings else {}
        return tuple(_told(finding, codes) for finding in found.findings)

    def _codes(self, path: Path) -> Mapping[ParticipantId, str]:
        """Return how participants are called, as far as that can be read."""
        try:
            store = open_store(
                path, self.keys, self.clock, self.study, self.passwords, read_only=True
            )
        except CycleDeskError:
            return {}
        with closing(store):
            return {one.id: one.participant.code for one in store.participants()}

    def create(
        self, path: Path, site: StudySite, person: Person, password: str
    ) -> Session:
        """Make a new site file, and sign in its first person.

        Raises:
            CycleDeskError: it cannot be made; the sentence says why.
        """
        database = create_database(path, self.keys, clock=self.clock)
        session = self._session(self._store(database), path)
        try:
            session.attendance.found(site, person, password)
        except CycleDeskError:
            session.close()
            discard(path)  # nothing is in it, and its name is free again
            raise
        return session

    def demo(self) -> Session:
        """Open the invented participants, in memory and out of reach of any file."""
        session = self._session(self._store(open_memory(clock=self.clock)), None)
        site = StudySite(
            study=self.study.key,
            code=demo_data.SITE_CODE,
            name=demo_data.SITE_NAME,
            country=demo_data.COUNTRY,
        )
        session.attendance.found(site, DEMO_PERSON, one_time_password())
        documents = demo_data.demo_documents(self.study, session.today())
        session.write(lambda store, by: store.load_documents(documents, by=by))
        return session

    def _store(self, database: OpenDatabase) -> Store:
        return Store(database, self.clock, self.study, self.passwords)

    def _session(self, store: Store, path: Path | None) -> Session:
        return Session(self.study, store, self.clock, path=path, countries=country_days)


@cache
def shipped_passwords() -> Passwords:
    """Return what checks passwords, with the list of those that are worn out."""
    file = resources.path("passwords", "worn-out.txt")
    return Passwords(file.read_text(encoding="utf-8").splitlines())


@cache
def country_days(country: str | None) -> CountryDays | None:
    """Return the shipped table of a country, or None if there is none."""
    if country is None:
        return None
    try:
        file = resources.path("sites", f"{country}.csv")
    except LookupError:
        return None
    return read_country_days(country, file.read_text(encoding="utf-8"))


def told(error: BaseException) -> Told:
    """Return what an error says of the file that could not be opened or checked."""
    return Told(refusal_or_fault(error)[0], _trouble(error))


def _trouble(error: BaseException) -> Trouble:
    match error:
        case DamagedDatabaseError():
            return Trouble.DAMAGED
        case AlteredDatabaseError() | TamperedRecordsError():
            return Trouble.CHANGED
        case ForeignDatabaseError() | MissingDatabaseError():
            return Trouble.GONE
        case _:
            return Trouble.UNKNOWN


def _told(finding: Finding, codes: Mapping[ParticipantId, str]) -> Told:
    aged = finding.doubt is Doubt.AGE
    trouble = Trouble.OLDER if aged else Trouble.CHANGED
    return Told(_in_words(finding, codes), trouble)


def _in_words(finding: Finding, codes: Mapping[ParticipantId, str]) -> str:
    """Say of whose record a finding is, before what it found."""
    if finding.record is None:
        return finding.sentence
    name = record_name(finding.record).capitalize()
    code = codes.get(finding.participant) if finding.participant else None
    return f"{name}{f' of {code}' if code else ''}. {finding.sentence}"
