"""A copy of a site file on a disk that nobody can write on any more: ``... FOLDER``.

It runs as a process of its own in a mount namespace, and prints what came of a save
in the copy, and of one in the original when the disk could be written again.
"""

import json
import sys
from pathlib import Path

from scheduler.errors import CycleDeskError
from tests.campaigns.limit_lays import mount
from tests.keys import keys_of
from tests.store.copied import copied, save
from tests.store.restores import open_signed_in, site_file


def said(path: Path, keys: Path) -> str:
    try:
        save(path, keys)
    except CycleDeskError as error:
        return str(error)
    return ""


def main(folder: Path) -> None:
    """Print both answers, empty where it was saved."""
    disk = folder / "disk"
    disk.mkdir()
    keys = folder / "trial.db"
    site_file(keys)
    original = keys.rename(disk / "trial.db")
    open_signed_in(original, keys_of(keys)).close()
    copy = copied(original)
    copy = copy.rename(folder / "copy.db")
    mount("--bind", disk, disk)
    mount("-o", "remount,ro,bind", disk)
    frozen = said(copy, keys)
    mount("-o", "remount,rw,bind", disk)
    sys.stdout.write(json.dumps([frozen, said(original, keys)]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
