"""A backup in the place of a file: compared, agreed to, and put there at once."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scheduler.clock import Clock
from scheduler.core.study import Study
from scheduler.store.age import REPLACED, RESTORE
from scheduler.store.anchors import Anchors, Head, beside
from scheduler.store.approval import TWO, Approval
from scheduler.store.backup_check import known_migrations, unpack
from scheduler.store.backup_errors import (
    BadBackupError,
    RestorePlaceError,
    SiteCodeError,
    SpentRestoreError,
)
from scheduler.store.backup_file import RECORDS
from scheduler.store.backup_key import key_of_backup, known_key
from scheduler.store.chain import Source, head
from scheduler.store.difference import Difference
from scheduler.store.keys import Keyring
from scheduler.store.manifest import Manifest
from scheduler.store.opening import open_store
from scheduler.store.panel import Panel
from scheduler.store.passwords import Passwords
from scheduler.store.present_file import compared, held
from scheduler.store.set_aside import aside_name, forget, keep_aside, put_in_place
from scheduler.store.store import Store
from scheduler.store.values import Person
from scheduler.store.verify import verdict
from scheduler.store.whereabouts import Whereabouts
from scheduler.store.workroom import workroom
from scheduler.store.writing import reading, writing

ONE_ONLY = "one person only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What a restore needs of this computer.

    Attributes:
        keys: those of this user.
        passwords: checks those of the people of the backup.
        study: the profile with all of its versions.
        clock: where the time comes from.
    """

    keys: Keyring
    passwords: Passwords
    study: Study
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of a restore.

    Attributes:
        path: the file.
        aside: where the file of before is; None if there was none.
        recovery_code: to be printed at once, of a file from before there were keys;
            else empty.
    """

    path: Path
    aside: Path | None
    recovery_code: str


class Prepared:
    """A backup, unpacked and verified beside the file that it is to replace.

    Attributes:
        manifest: of the backup.
        people: who can agree to it; of the present file where the backup has none.
        difference: what becomes of the present file.
    """

    def __init__(
        self,
        backup: Path,
        manifest: Manifest,
        target: Path,
        store: Store,
        at: Workplace,
    ) -> None:
        self.manifest, self._backup = manifest, backup
        self._target, self._store, self._at = target, store, at
        self._spent = False  # once its History says that it was restored
        self.difference = self._difference()
        there = target if self.difference.present else None
        self._panel = Panel(store.database, there, at.keys, at.passwords)
        self.people: tuple[Person, ...] = self._panel.people

    def carry_out(
        self, typed: str, approvals: Sequence[Approval], reason: str | None = None
    ) -> Restored:
        """Put the records of the backup in the place of the file.

        Nobody of this process may have the file open.

        Args:
            typed: the code of the site, as somebody typed it.
            approvals: two of ``people``.
            reason: why one is enough, where fewer than two can sign in.

        Raises:
            SpentRestoreError: it was tried before, and nothing came of it.
            SiteCodeError: it is not the code of this site.
            ApprovalError: it takes other people.
            ChangedMeanwhileError: somebody saved in the present file since.
            RestorePlaceError: the folder did not take the file.
            CycleDeskError: a password was wrong, or there is no reason.
        """
        if self._spent:
            raise SpentRestoreError
        if typed.strip() != self.manifest.site:
            raise SiteCodeError(typed=typed, site=self.manifest.site)
        now = self._at.clock().replace(microsecond=0)
        with _telling(self._target.parent):
            aside = aside_name(self._target, now) if self._target.exists() else None
            self._agree(now, approvals, reason, aside)
            return self._put(aside)

    def _agree(
        self,
        now: datetime,
        approvals: Sequence[Approval],
        reason: str | None,
        aside: Path | None,
    ) -> None:
        if refused := self._panel.judged(approvals, reason, now):
            raise refused.error
        by = self._panel.writer(approvals[0].name if approvals else "")
        with writing(self._store.database, at=now, by=by, source=Source.RESTORE) as tx:
            said = [*self._said(aside), _agreed(approvals)]
            tx.ledger.event(RESTORE, said, reason=reason)

    def _put(self, aside: Path | None) -> Restored:
        database, path = self._store.database, self._path()
        identity, end = database.identity, head(database.db.conn)
        self._spent = True
        self._at.keys.keep(identity.key)
        self._store.close()
        if aside:
            keep_aside(self._target, aside)
        try:
            with held(self._target, self.difference):
                put_in_place(path, self._target)
        except BaseException:
            if aside:
                forget(aside)
            raise
        self._write_down(end)
        return Restored(
            path=self._target, aside=aside, recovery_code=identity.recovery_code
        )

    def _write_down(self, end: Head) -> None:
        """Write down how far the file goes, but over no other that is worked in."""
        number = self._store.database.identity.key.file_id
        known = Whereabouts(number, self._target, self._at.keys)
        if known.elsewhere():
            Anchors(number, [beside(self._target)]).put(end)
        else:
            self._anchors().put(end)
            known.keep()

    def _said(self, aside: Path | None) -> Iterator[tuple[str, str]]:
        """Yield what History keeps; the end that is replaced explains its anchors."""
        yield "backup", self._backup.name
        yield "made", self.manifest.made
        yield "restores", _end(self.difference.backup)
        # Any of these may be written down still, should this be cut off.
        ends = {self.difference.present, *self._anchors().written()}
        for replaced in sorted(end for end in ends if end):
            yield REPLACED, _end(replaced)
        if aside:
            yield "set aside", aside.name

    def _difference(self) -> Difference:
        known, name = self._anchors().latest(), self._backup.name
        room = self._path().parent
        with reading(self._store.database) as conn:
            return compared(self._target, conn, self.manifest, known, name, room)

    def _path(self) -> Path:
        path = self._store.database.path
        assert path  # noqa: S101  the records were unpacked there
        return path

    def _anchors(self) -> Anchors:
        number = self._store.database.identity.key.file_id
        return Anchors(number, (self._at.keys.anchor(number), beside(self._target)))


@contextmanager
def prepared(
    backup: Path,
    target: Path,
    at: Workplace,
    *,
    passphrase: str | None = None,
    code: str | None = None,
) -> Iterator[Prepared]:
    """Unpack, verify and compare a backup; nothing of it is left at the end.

    Args:
        backup: the file.
        target: the file that it is to replace, or a name that is free.
        at: this computer.
        passphrase: where one protects the backup.
        code: the recovery code, on a computer without the key of the file.

    Raises:
        KeyMissingError: it takes the recovery code.
        RecoveryCodeError: that was not it.
        WrongSiteBackupError: the present file is of another site.
        OtherFileBackupError: it is another file of the same site.
        CycleDeskError: the backup cannot be used; the sentence says why.
    """
    # A link is not replaced: the file would stay where it is, as the newer one.
    target = Path(os.path.realpath(target))
    with _telling(target.parent), workroom(target.parent) as room:
        ours = Keyring(room / "keys")  # so that nothing outside is touched yet
        records = room / RECORDS
        key = key_of_backup(backup, at.keys, passphrase, code)
        if key:
            ours.keep(key)
        manifest = unpack(backup, records, known_key(key), passphrase)
        store = open_store(records, ours, at.clock, at.study, at.passwords)
        with closing(store):
            _refuse_doubtful(backup, manifest, store)
            yield Prepared(backup, manifest, target, store, at)


def _refuse_doubtful(backup: Path, manifest: Manifest, store: Store) -> None:
    """Raise for records of an earlier schema that do not agree with their History."""
    if set(manifest.schema) == known_migrations():
        return  # they were looked at when they were unpacked
    found = verdict(store.database)
    if not found.good:
        problem = found.findings[0].sentence.removesuffix(".")
        raise BadBackupError(name=backup.name, problem=problem)


def _end(found: Head) -> str:
    return f"{found.seq} {found.mac}"


def _agreed(approvals: Sequence[Approval]) -> tuple[str, str]:
    if len(approvals) < TWO:
        return "people", ONE_ONLY
    return "agreed", approvals[1].name


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise RestorePlaceError(folder=str(folder), problem=problem) from error
