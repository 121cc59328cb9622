"""Backups of the site in a folder, and whether they are good ones."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.durable import make_folder
from scheduler.errors import CycleDeskError
from scheduler.store.backup import take_backup
from scheduler.store.backup_check import unpack
from scheduler.store.backup_file import SUFFIX
from scheduler.store.backup_values import KeyOf, Place
from scheduler.store.restore import prepared
from tests.campaigns.site import make_site, open_site, site_file, weight
from tests.campaigns.violations import Violation
from tests.keys import keys_of
from tests.store.backups import order, quick
from tests.store.given import SITE
from tests.store.restores import FIRST, workplace

_TO_RESTORE = f"kept{SUFFIX}"


class NoBackupError(CycleDeskError):
    """The place did not take the backup; the sentence is that of its outcome."""


def back_up(folder: Path, number: int) -> None:
    """Take one backup of the site file, an hour after the last one."""
    place = folder / "backups"
    make_folder(place)
    asked = quick(order(site_file(folder), minutes=60 * number))
    asked = replace(asked, key_of=_key_of(folder))
    [made] = take_backup(asked, [Place(folder=place)])
    if made.problem:
        raise NoBackupError(made.problem)


def make_site_to_restore(folder: Path) -> None:
    """Make a site, a backup of it, and one more record after that."""
    make_site(folder)
    back_up(folder, 0)
    [made] = (folder / "backups").iterdir()
    made.rename(folder / "backups" / _TO_RESTORE)
    with closing(open_site(folder)) as store:
        weight(0)(store)


def restore(folder: Path) -> None:
    """Put the one backup in the place of the site file, as the only person there."""
    backup = folder / "backups" / _TO_RESTORE
    with prepared(backup, site_file(folder), workplace(site_file(folder))) as found:
        found.carry_out(SITE.code, [FIRST], reason="nobody else is enabled")


def files_set_aside(folder: Path, acknowledged: int) -> Violation | None:
    """Look for the files that were there before each restore."""
    found = [*site_file(folder).parent.glob("*_set-aside_*.cycledesk")]
    for one in found:
        with closing(sqlite3.connect(one)) as conn:
            [(answer,)] = conn.execute("PRAGMA integrity_check").fetchall()
        if answer != "ok":
            return Violation("torn", f"{one.name}: {answer}")
    if len(found) < acknowledged:
        return Violation("lost", f"{acknowledged} restores, {len(found)} set aside")
    return None


def good_backups(folder: Path, acknowledged: int) -> Violation | None:
    """Open every backup: each one is good, and none is missing."""
    found = [*(folder / "backups").glob(f"*{SUFFIX}")]
    for one in found:
        try:
            with TemporaryDirectory() as room:
                unpack(one, Path(room, "records.cycledesk"), _key_of(folder))
        except (CycleDeskError, OSError) as error:
            return Violation("torn", f"{one.name}: {error}")
    if not acknowledged <= len(found) <= acknowledged + 1:
        return Violation("lost", f"{acknowledged} backups made, {len(found)} there")
    return None


def _key_of(folder: Path) -> KeyOf:
    def key_of(file_id: str) -> bytes | None:
        found = keys_of(site_file(folder)).find(file_id)
        return found.key if found else None

    return key_of
