"""Where a database may live: not on a share, and not in a folder that syncs.

File locks do not hold on shares, and sync programs copy half-written files.
"""

import os
import re
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from stat import S_ISREG

from scheduler.store.file_errors import (
    ForeignDatabaseError,
    MissingDatabaseError,
    NetworkFolderError,
)

NETWORK_TYPES = frozenset(
    {
        "cifs",
        "smb3",
        "nfs",
        "nfs4",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "davfs",
        "afs",
    }
)
SYNC_FOLDERS = (
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "GoogleDrive",
    "iCloud Drive",
    "iCloudDrive",
    "com~apple~CloudDocs",
    "Nextcloud",
    "Syncthing",
)
_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def refuse_shared_place(path: Path) -> None:
    """Raise unless the file lies on a disk of this computer.

    Raises:
        MissingDatabaseError: nothing can have that name, or links lead in a circle.
        NetworkFolderError: the folder is a share, or something syncs it.
    """
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise MissingDatabaseError(path=str(path)) from error
    mounts = _MOUNTS.read_text(errors="surrogateescape") if _MOUNTS.exists() else ""
    for problem in (
        share_name(str(path)),
        syncing_program(real),
        network_type(real, mounts),
    ):
        if problem:
            raise NetworkFolderError(folder=str(path.parent), kind=problem)


def is_writable(path: Path) -> bool:
    """Say whether a file can be written, and the journal that SQLite makes beside it.

    Windows knows no such right of a folder; there it shows when something is saved.
    """
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def is_frozen(path: Path) -> bool:
    """Say whether a file lies on a disk on which nobody can write.

    Linux takes every write from a disk that fails. Windows does not say.
    """
    if not hasattr(os, "statvfs"):
        return False
    with suppress(OSError):
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return False


def refuse_no_file(path: Path) -> None:
    """Raise unless there is a file, with something in it.

    Raises:
        MissingDatabaseError: nothing is there.
        ForeignDatabaseError: it is no file, or empty.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise MissingDatabaseError(path=str(path)) from error
    if not S_ISREG(found.st_mode):
        raise ForeignDatabaseError(path=str(path), problem="it is not a file")
    if found.st_size == 0:
        raise ForeignDatabaseError(path=str(path), problem="it is empty")


def place_of(path: Path) -> tuple[int, int] | None:
    """Return which file of which disk is there, None if none is."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def network_type(path: PurePath, mounts: str) -> str | None:
    """Return the file system type if the path lies on a network mount.

    Args:
        path: an absolute path without links.
        mounts: the text of ``/proc/self/mountinfo``.

    >>> network_type(PurePath("/mnt/a.db"), "1 0 0:1 / /mnt rw - cifs //x/y rw")
    'cifs'
    """
    found, depth = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = PurePath(_unescaped(before.split(" ")[4]))
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = after.split(" ")[0], len(point.parts)
    return found if found in NETWORK_TYPES else None


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), text)


def syncing_program(path: PurePath) -> str | None:
    """Return the name of the sync program whose folder the path runs through.

    >>> syncing_program(PurePath("/home/ak/OneDrive - Hospital/trial.db"))
    'OneDrive'
    """
    for part in path.parts:
        for name in SYNC_FOLDERS:
            if re.fullmatch(rf"{re.escape(name)}([ (-].*)?", part, re.IGNORECASE):
                return name
    return None


def share_name(path: str) -> str | None:
    r"""Return the share that a Windows path names, if it names one.

    >>> share_name(r"\\server\trial\a.db"), share_name(r"C:\trial\a.db")
    ('\\\\server\\trial', None)
    """
    plain = re.sub(r"^\\\\\?\\(UNC(?=\\))?", lambda m: "\\" if m[1] else "", path)
    drive = PureWindowsPath(plain).drive
    return drive if drive.startswith("\\\\") else None
