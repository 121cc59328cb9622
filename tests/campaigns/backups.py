"""T7: back up a file while somebody writes, to places that fail, and under kills.

    .venv/bin/python -m tests.campaigns.backups [--count 200] [--kills 60]

Each backup that was called good is unpacked, verified with its key, and its History
compared with that of the file, entry by entry up to its head. Each is then damaged in
one byte, which has to be refused. A backup that is killed, or whose place goes away,
leaves nothing under the name of a backup that is none. Linux only.
"""

import argparse
import multiprocessing
import os
import signal
import sys
from collections import Counter
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from shutil import copy, rmtree
from tempfile import TemporaryDirectory
from threading import Timer

from scheduler.errors import CycleDeskError
from scheduler.store.backup import take_backup
from scheduler.store.backup_check import unpack
from scheduler.store.backup_file import SUFFIX
from scheduler.store.backup_values import Order, Outcome, Place
from scheduler.store.connection import open_database
from scheduler.store.file_errors import LockedDatabaseError
from scheduler.store.keys import Keyring
from scheduler.store.questions import Questions
from scheduler.store.verify import verify
from scheduler.store.workroom import PREFIX, remove_workrooms
from tests.campaigns.site import make_site, open_site, site_file, weight
from tests.keys import keys_of
from tests.store.backups import order, quick
from tests.store.given import NOW

SPAWN = multiprocessing.get_context("spawn")
FULL_EVERY = 20  # the others go without what people read in them
History = list[tuple]


def main() -> int:
    """Take the backups, print the figures, and return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=200)
    asked.add_argument("--kills", type=int, default=60)
    args = asked.parse_args()
    with TemporaryDirectory(prefix="cycledesk-") as name:
        folder = Path(name)
        make_site(folder)
        (folder / "backups").mkdir()
        under_load(folder, args.count)
        gone = places_that_go_away(folder, args.kills // 3)
        killed = under_kills(folder, args.kills)
        print(f"{killed} of {args.kills} kills, {gone} places that went away")
        tally = looked_at(folder)
    return report(tally)


def under_load(folder: Path, times: int) -> None:
    """Take backups while another process saves all the time."""
    over = folder / "over"
    writer = SPAWN.Process(target=save_until, args=(folder, over))
    writer.start()
    for number in range(times):
        asked = ordered(folder, number)
        whole = asked if number % FULL_EVERY == 0 else quick(asked)
        [made] = take_backup(whole, [Place(folder=folder / "backups")])
        if not made.made:
            print(made.problem)
    over.touch()
    writer.join()


def save_until(folder: Path, over: Path) -> None:
    """Save one weight after the other until all is over."""
    with closing(open_site(folder)) as store:
        for step in count():
            if over.exists():
                break
            with suppress(LockedDatabaseError):
                weight(step % 10_000)(store)


def ordered(folder: Path, number: int) -> Order:
    """Return the order of a backup that has a second of its own."""
    path = site_file(folder)

    def key_of(file_id: str) -> bytes | None:
        found = keys_of(path).find(file_id)
        return found.key if found else None

    at = NOW + timedelta(seconds=number)
    return replace(order(path), at=at, key_of=key_of)


def places_that_go_away(folder: Path, times: int) -> int:
    """Remove the place while a backup goes there; return how often that was told."""
    chance, told = Random(7), 0  # noqa: S311  the same at every run
    for number in range(times):
        place = folder / "stick"
        place.mkdir(exist_ok=True)
        Timer(
            chance.uniform(0, 0.15), rmtree, (place,), {"ignore_errors": True}
        ).start()
        [made] = take_backup(quick(ordered(folder, number)), [Place(folder=place)])
        told += not made.made
    rmtree(folder / "stick", ignore_errors=True)
    return told


def under_kills(folder: Path, times: int) -> int:
    """Kill the program while it takes a backup; return how often it was in time."""
    chance, killed = Random(11), 0  # noqa: S311  the same at every run
    for number in range(times):
        child = os.fork()
        if child == 0:
            back_up(folder, 10_000 + number)
            os._exit(0)
        alarm = Timer(chance.uniform(0.002, 0.12), os.kill, (child, signal.SIGKILL))
        alarm.start()
        _, status = os.waitpid(child, 0)
        alarm.cancel()
        killed += os.WIFSIGNALED(status)
    return killed


def back_up(folder: Path, number: int) -> Outcome:
    """Take one backup without what people read in it."""
    asked = quick(ordered(folder, number))
    [made] = take_backup(asked, [Place(folder=folder / "backups")])
    return made


def looked_at(folder: Path) -> Counter[str]:
    """Look at every file that has the name of a backup, and damage each."""
    tally: Counter[str] = Counter()
    key_of = ordered(folder, 0).key_of
    bare = bare_keys(folder)
    whole = history(site_file(folder), keys_of(site_file(folder)))
    chance = Random(13)  # noqa: S311  the same at every run
    for made in sorted((folder / "backups").glob(f"*{SUFFIX}")):
        tally["backups"] += 1
        with TemporaryDirectory(dir=folder) as room:
            records = Path(room, "records.cycledesk")
            try:
                unpack(made, records, key_of)
                tally["bad accepted"] += not holds(records, bare, whole)
            except CycleDeskError as error:
                print(made.name, error)
                tally["called good, and refused"] += 1
            tally["damaged accepted"] += not refused(made, Path(room), key_of, chance)
    remove_workrooms(site_file(folder).parent, NOW + timedelta(days=9999))
    tally["work left behind"] = len(list(site_file(folder).parent.glob(f"{PREFIX}*")))
    return tally


def bare_keys(folder: Path) -> Keyring:
    """Return the key without its anchor: a backup is older than that, rightly."""
    bare = Keyring(folder / "bare")
    bare.folder.mkdir()
    for key in keys_of(site_file(folder)).folder.glob("*.key"):
        copy(key, bare.folder)
    return bare


def holds(records: Path, bare: Keyring, whole: History) -> bool:
    """Say whether a copy is sound, and is what the file was at its head."""
    held = history(records, bare)
    return verify(records, bare).good and bool(held) and held == whole[: len(held)]


def history(path: Path, keys: Keyring) -> History:
    """Return every entry of History, oldest first."""
    with closing(open_database(path, keys, read_only=True)) as database:
        rows = Questions(database).history(limit=10_000_000)
        return [(one.seq, one.record, one.field, one.old, one.new) for one in rows][
            ::-1
        ]


def refused(made: Path, room: Path, key_of: object, chance: Random) -> bool:
    """Damage a copy of a backup in one byte of its contents; say if it is refused."""
    whole = bytearray(made.read_bytes())
    whole[chance.randrange(100, len(whole) // 2)] ^= 1 << chance.randrange(8)
    spoilt = room / made.name
    spoilt.write_bytes(whole)
    try:
        unpack(spoilt, room / "spoilt.cycledesk", key_of)  # type: ignore[arg-type]
    except CycleDeskError:
        return True
    return False


def report(tally: Counter[str]) -> int:
    """Print the figures; return the exit status."""
    bad = ("bad accepted", "called good, and refused", "damaged accepted")
    words = ", ".join(f"{tally[what]} {what}" for what in (*bad, "work left behind"))
    print(f"{tally['backups']} backups: {words}")
    return 1 if any(tally[what] for what in (*bad, "work left behind")) else 0


if __name__ == "__main__":
    sys.exit(main())
