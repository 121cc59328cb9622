"""The key of a file that came from another computer, by its recovery code."""

from pathlib import Path

from scheduler.store.any_file import connection
from scheduler.store.file_errors import DiskFaultError, ForeignDatabaseError
from scheduler.store.file_identity import wrapped_key
from scheduler.store.keys import Keyring, unwrap
from scheduler.store.sqlite_errors import telling

_HAS_KEYS = "SELECT 1 FROM sqlite_schema WHERE name = 'file_keys'"


def bring_key(path: Path, keys: Keyring, code: str) -> None:
    """Keep the key of a site file on this computer, so that it can be opened.

    Args:
        path: the site file; it is only read.
        keys: those of this user of the computer.
        code: the recovery code that was printed when the file was made.

    Raises:
        RecoveryCodeError: it is not the code of this file.
        ForeignDatabaseError: the file has no key.
        DiskFaultError: the key could not be kept.
    """
    with telling(path), connection(path, "ro") as conn:
        kept = wrapped_key(conn) if conn.execute(_HAS_KEYS).fetchone() else None
    if kept is None:
        raise ForeignDatabaseError(path=str(path), problem="it has no key")
    try:
        keys.keep(unwrap(*kept, code))
    except OSError as error:
        raise DiskFaultError(problem=error.strerror or str(error)) from error
