"""A backup is only one if it can be opened, unpacked, counted and followed."""

from contextlib import closing
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from scheduler.errors import CycleDeskError
from scheduler.store.backup_errors import BadBackupError, NewerBackupError
from scheduler.store.backup_file import BackupFile, opened
from scheduler.store.backup_values import KeyOf
from scheduler.store.manifest import Manifest, is_sealed
from scheduler.store.migrations import migrations
from scheduler.store.records_copy import counted

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
        OSError: it cannot be read, or there is no room to unpack it.
    """
    with opened(path, passphrase) as found:
        manifest = found.manifest
        _refuse_newer(path.name, manifest)
        _refuse_unsealed(path.name, manifest, key_of(manifest.file_id))
        _look_at_all(found, records)
    _refuse_other_records(path.name, manifest, records)
    return manifest


def _refuse_newer(name: str, manifest: Manifest) -> None:
    if not set(manifest.schema) <= _known():
        raise NewerBackupError(name=name)


def _refuse_unsealed(name: str, manifest: Manifest, key: bytes | None) -> None:
    if key is not None and not is_sealed(manifest, key):
        raise BadBackupError(
            name=name, problem="it was not made by this program, or changed since"
        )


def _look_at_all(found: BackupFile, records: Path) -> None:
    for name in found.manifest.files:
        found.other(name)
    found.unpack_records(records)


def _refuse_other_records(name: str, manifest: Manifest, records: Path) -> None:
    try:
        held = counted(records)
    except CycleDeskError as error:
        raise BadBackupError(name=name, problem="its records are damaged") from error
    for what in _COMPARED:
        if getattr(held, what) != getattr(manifest, what):
            problem = f"its records hold another {what} than it says"
            raise BadBackupError(name=name, problem=problem)
    if held.schema != manifest.schema:
        raise BadBackupError(name=name, problem="its records have another schema")


@cache
def _known() -> frozenset[str]:
    with closing(Database(memory=True, execute_plugins=False)) as db:
        return frozenset(one.name for one in migrations.pending(db))
