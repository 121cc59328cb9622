"""Signatures: who stood behind which content, given with the password each time."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scheduler.store import people
from scheduler.store.audit import Change, required
from scheduler.store.doors import Doors
from scheduler.store.people_errors import OthersCanSignError, SignedAlreadyError
from scheduler.store.rights import MATRIX, Right
from scheduler.store.rows import Cell, moment_cells, moment_from
from scheduler.store.sign_in import of_a_moment
from scheduler.store.values import Action, Changes, Role, Topic, Writer
from scheduler.store.writing import Transaction, reading

ALONE = "one person only"
PROFILE_CONFIRMED = "profile confirmed"
_ENOUGH = 2
_COLUMNS = "person, role, meaning, subject, digest, signed_utc, signed_zone"
_OF_SUBJECT = f"SELECT {_COLUMNS} FROM signatures WHERE subject = ? ORDER BY id"  # noqa: S608


class Subject(StrEnum):
    """What is signed."""

    PROFILE = "study profile"


class Meaning(StrEnum):
    """What a signature says."""

    CONFIRMED = "confirmed against the site's protocol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature, as it is shown and printed.

    Attributes:
        digest: SHA-256 of the content that was signed, in hexadecimal.
    """

    person: str
    role: Role
    meaning: Meaning
    subject: Subject
    digest: str
    at: datetime

    def covers(self, digest: str) -> bool:
        """Return whether the content is still the one that was signed."""
        return self.digest == digest


class Signing(Doors):
    """Signs, and tells what is signed."""

    def sign(
        self,
        subject: Subject,
        digest: str,
        password: str,
        *,
        by: Writer,
        alone_because: str | None = None,
    ) -> Changes:
        """Sign the content with this digest; the password is asked each time.

        Args:
            subject: what is signed.
            digest: SHA-256 of its content, in hexadecimal.
            password: of the person who signs.
            by: who signs.
            alone_because: why nobody else will sign, where there is nobody else.

        Raises:
            WrongPasswordError: it counts as an attempt to sign in.
            TemporaryPasswordError: somebody else has set it.
            SignedAlreadyError: the person has signed this content before.
            OthersCanSignError: there is somebody else who can sign as well.
            ReasonRequiredError: the reason says too little.
        """
        who = self._known(by.person)
        with self._writing(by, Right.PROFILE) as tx:
            refused = self._noted(tx, who, password) or of_a_moment(tx.conn, who)
            if refused is None:
                _sign(tx, by, subject, digest, alone_because)
        if refused:
            raise refused.error
        return Changes.to(Topic.SITE)

    def signatures(self, subject: Subject) -> tuple[Signature, ...]:
        """Return every signature of a subject, oldest first."""
        with reading(self.database) as conn:
            return _signatures(conn, subject)

    def others_who_sign(self, *, by: Writer) -> tuple[str, ...]:
        """Return who else could be the second person."""
        with reading(self.database) as conn:
            return _others(conn, by)

    def is_confirmed(self, subject: Subject, digest: str) -> bool:
        """Return whether two people stand behind a content, or one who said why."""
        with reading(self.database) as conn:
            return _is_confirmed(conn, subject, digest)


def confirmed(conn: sqlite3.Connection, subject: Subject) -> frozenset[str]:
    """Return the digests of the contents that enough people stand behind."""
    signed = {one.digest for one in _signatures(conn, subject)}
    return frozenset(one for one in signed if _is_confirmed(conn, subject, one))


def _sign(
    tx: Transaction, by: Writer, subject: Subject, digest: str, alone: str | None
) -> None:
    signed = _covering(tx.conn, subject, digest)
    if by.person in signed:
        raise SignedAlreadyError(name=by.person)
    said = None
    if alone is not None:
        if others := _others(tx.conn, by):
            raise OthersCanSignError(others=others)
        said = required(alone)
    _insert(tx, by, subject, digest)
    fields = [("subject", subject.value), ("digest", digest)]
    if said is not None:
        fields.append(("people", ALONE))
    tx.ledger.event(PROFILE_CONFIRMED, fields, reason=said)


def _insert(tx: Transaction, by: Writer, subject: Subject, digest: str) -> None:
    utc, zone = moment_cells(tx.at)
    row: dict[str, Cell] = {
        "person": by.person,
        "role": by.role.value,
        "meaning": Meaning.CONFIRMED.value,
        "subject": subject.value,
        "digest": digest,
        "signed_utc": utc,
        "signed_zone": zone,
    }
    done = tx.run(
        f"INSERT INTO signatures ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        tuple(row.values()),
    )
    tx.ledger.note(
        Change(
            action=Action.CREATE,
            record="signatures",
            record_id=done.lastrowid or 0,
            participant=None,
            old={},
            new=row,
        )
    )


def _signatures(conn: sqlite3.Connection, subject: Subject) -> tuple[Signature, ...]:
    return tuple(map(_signature, conn.execute(_OF_SUBJECT, (subject.value,))))


def _signature(cells: Iterable[str]) -> Signature:
    person, role, meaning, subject, digest, utc, zone = cells
    return Signature(
        person=person,
        role=Role(role),
        meaning=Meaning(meaning),
        subject=Subject(subject),
        digest=digest,
        at=moment_from(utc, zone),
    )


def _is_confirmed(conn: sqlite3.Connection, subject: Subject, digest: str) -> bool:
    signed = _covering(conn, subject, digest)
    return len(signed) >= _ENOUGH or _signed_alone(conn, digest)


def _covering(conn: sqlite3.Connection, subject: Subject, digest: str) -> set[str]:
    """Return who signed this very content."""
    return {one.person for one in _signatures(conn, subject) if one.covers(digest)}


def _others(conn: sqlite3.Connection, by: Writer) -> tuple[str, ...]:
    """Return who else could sign."""
    return tuple(
        one.name
        for one in people.able(conn)
        if one.name != by.person and one.role in MATRIX[Right.PROFILE]
    )


def _signed_alone(conn: sqlite3.Connection, digest: str) -> bool:
    """Return whether History says that one person alone stands behind a content."""
    found = conn.execute(
        """
        SELECT 1 FROM history a JOIN history d ON d.at_utc = a.at_utc
            AND d.person = a.person AND d.record = a.record
        WHERE a.record = ? AND a.action = 'event'
            AND a.field = 'people' AND a.new = ? AND d.field = 'digest' AND d.new = ?
        """,
        (PROFILE_CONFIRMED, ALONE, digest),
    )
    return found.fetchone() is not None
