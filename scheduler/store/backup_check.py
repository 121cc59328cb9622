"""A backup is only one if it can be opened, unpacked, counted and followed."""

from contextlib import closing
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from scheduler.errors import CycleDeskError
from scheduler.store.backup_errors import BadBackupError, NewerBackupError
from scheduler.store.backup_file import BackupFile, opened
from scheduler.store.backup_values import KeyOf
from scheduler.store.connection import open_database
from scheduler.store.file_errors import KeyMissingError, OlderDatabaseError
from scheduler.store.keys import FileKey, Keyring
from scheduler.store.manifest import Manifest, is_sealed
from scheduler.store.migrations import migrations
from scheduler.store.records_copy import counted
from scheduler.store.verify import verdict

_COMPARED = ("site", "study", "head", "mac", "last_entry", "file_id", "key", "counts")


def unpack(
    path: Path, records: Path, key_of: KeyOf, passphrase: str | None = None
) -> Manifest:
    """Unpack the records of a backup, if all of it is what it was when it was made.

    Args:
        path: the backup.
        records: where they go; nothing is there yet.
        key_of: gives the keys of files.
        passphrase: where one protects it.

    Raises:
        BadBackupError: it is none, or was changed, cut off or made by others.
        NewerBackupError: a newer program has made it.
        PassphraseError: it needs its passphrase.
        OSError: there is no room to unpack it.
    """
    with opened(path, passphrase) as found:
        manifest = found.manifest
        _refuse_newer(path.name, manifest)
        key = key_of(manifest.file_id)
        _refuse_unsealed(path.name, manifest, key)
        _look_at_all(found, records)
    _refuse_other_records(path.name, manifest, records, key)
    return manifest


def _refuse_newer(name: str, manifest: Manifest) -> None:
    if not set(manifest.schema) <= known_migrations():
        raise NewerBackupError(name=name)


def _refuse_unsealed(name: str, manifest: Manifest, key: bytes | None) -> None:
    if key is None and manifest.file_id:
        raise KeyMissingError(path=name)
    if key is not None and not is_sealed(manifest, key):
        raise BadBackupError(
            name=name, problem="it was not made by this program, or changed since"
        )


def _look_at_all(found: BackupFile, records: Path) -> None:
    for name in found.manifest.files:
        found.other(name)
    found.unpack_records(records)


def _refuse_other_records(
    name: str, manifest: Manifest, records: Path, key: bytes | None
) -> None:
    try:
        held = counted(records)
    except CycleDeskError as error:
        raise BadBackupError(name=name, problem="its records are damaged") from error
    if key is not None and manifest.file_id:
        _refuse_doubtful(name, records, FileKey(manifest.file_id, key))
    for what in _COMPARED:
        if getattr(held, what) != getattr(manifest, what):
            problem = f"its records hold another {what} than it says"
            raise BadBackupError(name=name, problem=problem)
    if held.schema != manifest.schema:
        raise BadBackupError(name=name, problem="its records have another schema")


def _refuse_doubtful(name: str, records: Path, key: FileKey) -> None:
    """Raise unless chain and tables agree; of an earlier schema that comes later."""
    keys = Keyring(records.with_name(f"{records.name}.keys"))
    keys.keep(key)
    try:
        # Its pages were looked at when it was counted.
        database = open_database(records, keys, read_only=True, look_for_damage=False)
        with closing(database):
            found = verdict(database)
    except OlderDatabaseError:  # it is looked at again when it was brought up to date
        return
    except CycleDeskError as error:
        raise BadBackupError(name=name, problem="its records are damaged") from error
    if not found.good:
        said = found.findings[0].sentence.removesuffix(".")
        raise BadBackupError(name=name, problem=f"its records were changed ({said})")


@cache
def known_migrations() -> frozenset[str]:
    """Return the names of the migrations that this program has."""
    with closing(Database(memory=True, execute_plugins=False)) as db:
        return frozenset(one.name for one in migrations.pending(db))
