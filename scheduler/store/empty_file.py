"""An empty file under a name that is free, for a new database."""

import os
from pathlib import Path

from scheduler.store.file_errors import (
    DiskFaultError,
    ExistingFileError,
    ReadOnlyDatabaseError,
)


def make_empty(path: Path) -> bool:
    """Make an empty file; return False if there is an empty one already.

    Raises:
        ExistingFileError: there is a file that is not empty.
        ReadOnlyDatabaseError: nothing may be written there.
        DiskFaultError: the disk did not do it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not path.is_file() or path.stat().st_size:
            raise ExistingFileError(path=str(path)) from None
        return False
    except PermissionError as error:
        raise ReadOnlyDatabaseError from error
    except OSError as error:
        raise DiskFaultError(problem=error.strerror or str(error)) from error
    return True
