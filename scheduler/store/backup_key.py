"""The key that belongs to a backup: kept on this computer, or by its recovery code."""

from collections.abc import Callable
from pathlib import Path

from scheduler.store.backup_check import unpack
from scheduler.store.backup_file import opened
from scheduler.store.file_errors import KeyMissingError
from scheduler.store.keys import FileKey, Keyring, unwrap
from scheduler.store.manifest import Manifest


def unpacked(
    backup: Path,
    records: Path,
    keys: Keyring,
    *,
    passphrase: str | None = None,
    code: str | None = None,
) -> Manifest:
    """Unpack and verify the records of a backup, to be looked at.

    Raises:
        CycleDeskError: as ``prepared`` does, but for the present file.
    """
    known = known_key(key_of_backup(backup, keys, passphrase, code))
    return unpack(backup, records, known, passphrase)


def key_of_backup(
    backup: Path, keys: Keyring, passphrase: str | None, code: str | None
) -> FileKey | None:
    """Return the key of the file in a backup; None of one from before there were."""
    with opened(backup, passphrase) as found:
        manifest = found.manifest
    if not manifest.file_id:
        return None
    if key := keys.find(manifest.file_id):
        return key
    if code is None:
        raise KeyMissingError(path=backup.name)
    return unwrap(manifest.file_id, manifest.key, code)


def known_key(key: FileKey | None) -> Callable[[str], bytes | None]:
    """Return what gives this one key, to whoever asks for that of its file."""
    return lambda file_id: key.key if key and key.file_id == file_id else None
