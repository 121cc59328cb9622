"""Files that are complete or absent, and still there after a power cut."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def write_durably(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Put a file in place at once: nobody ever sees half of it.

    The file and its folder are on the disk when this returns.

    Args:
        path: the file; what was there before is replaced.
        content: all of it.
        mode: who may read it; only the owner unless said otherwise.

    Raises:
        OSError: it could not be written; what was there before still is.
    """
    number, name = mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, and those above it that lack.

    Its name is on the disk when this returns: a file that is written into it and
    synced there would be lost with the folder otherwise.

    Raises:
        OSError: it could not be made.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder lasting, where the system has such a thing."""
    # Windows opens no folders, and some file systems refuse to sync one.
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
