"""Backups of the open file: taken in a process of their own, noted in History."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from scheduler.commands.backing_up import Job, own_place
from scheduler.core.closed_days import site_calendar
from scheduler.errors import CycleDeskError
from scheduler.store.backup_folder import (
    Answer,
    Listed,
    Seen,
    Soundness,
    listed,
    seen_in,
)
from scheduler.store.backup_log import Logged
from scheduler.store.backup_values import Outcome, Place, site_in_name
from scheduler.store.backup_warnings import BackupState, backup_warnings
from scheduler.store.file_identity import program
from scheduler.store.passphrases import (
    drop_passphrase,
    keep_passphrase,
    kept_passphrase,
)
from scheduler.store.people_errors import NotSignedInError
from scheduler.store.retention import Kind
from scheduler.store.room import hold_reserve, scarce
from ui.backup_run import BackupRun
from ui.lookouts import Errands, Lookouts
from ui.preferences import Preferences
from ui.session import Paper, Session

__all__ = ["BackupRow", "Backups", "Kind", "Listed", "Outcome", "Soundness"]


class Backups(QObject):
    """Takes backups of the file that is open, and knows how they stand.

    Args:
        keys: the folder with the keys of this user.
        preferences: where the second place is kept.
        parent: who owns it.

    Attributes:
        run: the backup that is being taken.

    Signals:
        began: a backup is being taken.
        finished: what became of it: a tuple of ``Outcome``.
        found: the backups in both places, newest first, as far as they answered.
    """

    began = Signal()
    finished = Signal(object)
    found = Signal(object)
    _listed = Signal(object, object, object)

    def __init__(self, keys: Path, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._keys, self._preferences = keys, preferences
        self._session: Session | None = None
        self.run = BackupRun(self)
        self._lookouts = Lookouts(
            seen_in, Seen(answer=Answer.NOT_KNOWN), Seen(answer=Answer.SILENT)
        )
        self._errands = Errands()
        self._rows: dict[Path, tuple[BackupRow, ...]] = {}
        self._kind = Kind.REQUESTED
        self._source: Path | None = None
        self.run.finished.connect(self._note)
        self._listed.connect(self._show)

    @property
    def running(self) -> bool:
        """True while a backup is being taken."""
        return self.run.running

    @property
    def session(self) -> Session:
        """The open file.

        Raises:
            LookupError: a fault of the program; none is open, or the demo is.
        """
        if self._session is None:
            raise LookupError
        return self._session

    def watch(self, session: Session | None) -> None:
        """Look after a file from now on; the demo has no backups."""
        self._session = None if session is None or session.demo else session
        if self._session and self._session.path:
            hold_reserve(self._session.path)

    @property
    def own(self) -> Path:
        """The folder for backups on this computer."""
        assert self.session.path
        return own_place(self.session.path)

    @property
    def second(self) -> Path | None:
        """The second place, None if none was chosen."""
        return self._preferences.second_place

    @second.setter
    def second(self, folder: Path | None) -> None:
        self._preferences.second_place = folder

    @property
    def protected(self) -> bool:
        """True if backups in the second place are behind a passphrase."""
        return kept_passphrase(self._keys, self._file_id()) is not None

    def protect(self, passphrase: str) -> None:
        """Put backups in the second place behind a passphrase from now on.

        Raises:
            ShortPassphraseError: it protects nothing.
        """
        keep_passphrase(self._keys, self._file_id(), passphrase)

    def unprotect(self) -> None:
        """Leave backups in the second place open from now on."""
        drop_passphrase(self._keys, self._file_id())

    def begin(self, kind: Kind) -> None:
        """Begin to take a backup; nothing happens while one is being taken."""
        if self.running:
            return
        self._kind, self._source = kind, self.session.path
        self.run.begin(self._job(kind))
        self.began.emit()

    def state(self) -> BackupState:
        """Return how the backups stand; a folder that is silent is not waited for."""
        own, second, look = self.own, self.second, self._lookouts.seen
        return self.session.read(lambda store: store.backup_state(own, second, look))

    def has_changed(self) -> bool:
        """Return whether a record has changed since the last backup was begun."""
        return self.session.read(lambda store: store.has_changed_since_backup())

    def warnings(self) -> tuple[str, ...]:
        """Return what is to be said of backups and room; nothing if all is well."""
        site = self.session.rules.site
        calendar = site_calendar(site, self.session.countries(site.country))
        now = self.session.clock()
        said = backup_warnings(self.state(), now, calendar.is_open)
        assert self.session.path
        short = scarce(self.session.path)
        return (*said, *([short] if short else []))

    def look(self) -> None:
        """Look at all backups in both places; ``found`` tells, place by place."""
        logged = dict(self.session.read(lambda store: store.backups()))
        site = self.session.site()
        code = site_in_name(site.code if site else "")
        self._rows = {}
        for place in (self.own, *([self.second] if self.second else [])):
            self._errands.send(place, partial(self._list, place, logged, code))

    def close(self) -> None:
        """Wait for nothing any more."""
        self.run.kill()

    def _list(self, place: Path, logged: Mapping[str, Logged], site: str) -> None:
        """Tell, from a thread, what lies in a place."""
        session, found = self._session, tuple(_found(place, logged, site))
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._listed.emit(session, place, found)

    @Slot(object, object, object)
    def _show(
        self, session: Session, place: Path, rows: "tuple[BackupRow, ...]"
    ) -> None:
        if session is self._session:
            self._rows[place] = rows
            known = chain.from_iterable(self._rows.values())
            self.found.emit(tuple(sorted(known, key=_made, reverse=True)))

    def _job(self, kind: Kind) -> Job:
        session = self.session
        assert session.path
        site = session.site()
        asked = kind is Kind.REQUESTED
        return Job(
            source=session.path,
            keys=self._keys,
            places=self._places(),
            kind=kind,
            by=session.attendance.writer if asked else program(),
            at=session.clock().replace(microsecond=0),
            page="Letter" if site and site.paper is Paper.LETTER else "A4",
        )

    def _places(self) -> tuple[Place, ...]:
        own = Place(folder=self.own)
        if self.second is None:
            return (own,)
        phrase = kept_passphrase(self._keys, self._file_id())
        return (own, Place(folder=self.second, passphrase=phrase))

    def _file_id(self) -> str:
        return self.session.read(lambda store: store.database.identity.key.file_id)

    def _keep(self, outcomes: tuple[Outcome, ...]) -> None:
        """Write down what became of a backup, by whom it was asked for if they can."""
        if self._kind is Kind.REQUESTED:
            with suppress(NotSignedInError):  # a lock or a sign-out came before its end
                self.session.write(
                    lambda store, by: store.note_backups(outcomes, by=by)
                )
                return
        self.session.read(lambda store: store.note_own_backups(outcomes))

    @Slot(object)
    def _note(self, outcomes: tuple[Outcome, ...]) -> None:
        """Keep in History what there is, and what there is not."""
        if self._session is None:
            return
        try:
            if self._session.path == self._source:  # else it is another History
                self._keep(outcomes)
        except CycleDeskError as error:
            outcomes = tuple(replace(one, problem=str(error)) for one in outcomes)
        self.finished.emit(outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRow:
    """One backup in the list.

    Attributes:
        entry: the number of the last History row in it; 0 if History does not know.
    """

    listed: Listed
    entry: int


def _found(place: Path, logged: Mapping[str, Logged], site: str) -> Iterator[BackupRow]:
    """Yield the backups of one site in a place."""
    digests = {name: one.digest for name, one in logged.items()}
    for one in listed(place, digests):
        if one.site == site:
            yield BackupRow(listed=one, entry=_entry(logged.get(one.path.name)))


def _entry(found: Logged | None) -> int:
    return found.entry if found else 0


def _made(row: BackupRow) -> tuple[datetime, str]:
    return row.listed.made, str(row.listed.path)
