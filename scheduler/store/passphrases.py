"""The passphrase for backups that leave this computer, kept beside the key."""

from pathlib import Path

from scheduler.durable import make_folder, write_durably
from scheduler.store.backup_errors import ShortPassphraseError

AT_LEAST = 12


def kept_passphrase(keys: Path, file_id: str) -> str | None:
    """Return the passphrase for the backups of a file, None if none is set.

    Args:
        keys: the folder with the keys of this user.
        file_id: of the site file.
    """
    try:
        return _path(keys, file_id).read_text("utf-8") or None
    except OSError:
        return None


def keep_passphrase(keys: Path, file_id: str, passphrase: str) -> None:
    """Protect the backups of a file that leave this computer from now on.

    Raises:
        ShortPassphraseError: it protects nothing.
        OSError: it could not be kept.
    """
    if len(passphrase.strip()) < AT_LEAST:
        raise ShortPassphraseError(at_least=AT_LEAST)
    make_folder(keys)
    write_durably(_path(keys, file_id), passphrase.encode())


def drop_passphrase(keys: Path, file_id: str) -> None:
    """Protect no backups from now on; those that are protected stay so."""
    _path(keys, file_id).unlink(missing_ok=True)


def _path(keys: Path, file_id: str) -> Path:
    return keys / f"{file_id}.passphrase"
