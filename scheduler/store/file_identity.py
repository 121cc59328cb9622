"""Which file this is, by the key that belongs to it."""

import platform
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from scheduler.store.anchors import Anchors, beside
from scheduler.store.audit import Change, Ledger
from scheduler.store.chain import Source, seal
from scheduler.store.file_errors import (
    AlteredDatabaseError,
    DiskFaultError,
    KeyMissingError,
)
from scheduler.store.keys import FileKey, Keyring, new_key, new_recovery_code, wrap
from scheduler.store.shadow import fingerprint
from scheduler.store.values import Action, Role, Writer
from scheduler.store.whereabouts import Whereabouts

FIRST = "0001_site_people_participants_facts_sheets_history"
PROGRAM_PERSON = "CycleDesk"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file is known by.

    Attributes:
        anchors: None in memory.
        whereabouts: None in memory.
        recovery_code: to be printed at once, for a key that was just made; else
            empty.
    """

    key: FileKey
    anchors: Anchors | None
    whereabouts: Whereabouts | None
    recovery_code: str = ""


def program() -> Writer:
    """Return who writes what nobody in particular does."""
    return Writer(
        person=PROGRAM_PERSON,
        role=Role.ADMINISTRATOR,
        workstation=platform.node() or "unknown",
        program=version("cycledesk"),
    )


def wrapped_key(conn: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the id of the file and its key as only the recovery code opens it."""
    row = conn.execute(
        "SELECT file_id, wrapped FROM file_keys ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (row[0], row[1]) if row else None


def adopt(
    conn: sqlite3.Connection,
    path: Path | None,
    keys: Keyring | None,
    *,
    at: datetime,
    migrated: tuple[str, ...],
) -> Identity:
    """Give a new file, or one from before there were keys, its own key.

    Everything that is in it is sealed as one save. It belongs to the transaction
    that brings the file to today's schema.

    Raises:
        AlteredDatabaseError: its key was taken out of it.
        DiskFaultError: the key could not be kept on this computer.
    """
    if path and FIRST not in migrated and beside(path).exists():
        raise AlteredDatabaseError(names=frozenset({"file_keys"}))
    key, code = new_key(), new_recovery_code()
    _keep(keys, key)
    ledger = Ledger(conn, at, program(), site=None)
    ledger.event("file", [("migrated", name) for name in migrated])
    enter_key(conn, ledger, key, code)
    ledger.write()
    seal(conn, key.key, Source.PROGRAM)
    return _identity(key, path, keys, code)


def enter_key(
    conn: sqlite3.Connection, ledger: Ledger, key: FileKey, code: str
) -> None:
    """Put the key into the file, opened by a code alone; the newest one counts."""
    row = {"file_id": key.file_id, "wrapped": wrap(key, code)}
    entered = conn.execute(
        "INSERT INTO file_keys (file_id, wrapped) VALUES (?, ?)", tuple(row.values())
    )
    assert entered.lastrowid  # noqa: S101  SQLite has just given it
    ledger.note(
        Change(
            action=Action.CREATE,
            record="file_keys",
            record_id=entered.lastrowid,
            participant=None,
            old={},
            new=row | {"wrapped": fingerprint(row["wrapped"])},
        )
    )


def identify(
    conn: sqlite3.Connection, path: Path | None, keys: Keyring | None
) -> Identity:
    """Find the key of a file that has one.

    Raises:
        AlteredDatabaseError: its key was taken out of it.
        KeyMissingError: it is not on this computer.
    """
    found = wrapped_key(conn)
    if found is None or keys is None:
        raise AlteredDatabaseError(names=frozenset({"file_keys"}))
    key = keys.find(found[0])
    if key is None:
        raise KeyMissingError(path=str(path))
    return _identity(key, path, keys)


def _keep(keys: Keyring | None, key: FileKey) -> None:
    try:
        if keys:
            keys.keep(key)
    except OSError as error:
        raise DiskFaultError(problem=error.strerror or str(error)) from error


def _identity(
    key: FileKey, path: Path | None, keys: Keyring | None, code: str = ""
) -> Identity:
    if path is None or keys is None:
        return Identity(key, None, None, code)
    anchors = Anchors(key.file_id, (keys.anchor(key.file_id), beside(path)))
    return Identity(key, anchors, Whereabouts(key.file_id, path, keys), code)
