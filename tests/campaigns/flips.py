"""T6: flip single bits in the used pages of a site file, and count what is found.

    .venv/bin/python -m tests.campaigns.flips [--count 1500] [--participants 60]

The participants are at 40 to 112 cycles. A flip is found if the file is not
opened or its verification finds something. What any other file shows is compared with
what it showed before, and has to be the same to the last cell. Most of these flips lie
where a page holds nothing; they are counted apart.
"""

import argparse
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from scheduler.errors import CycleDeskError
from scheduler.store.connection import create_database, open_database
from scheduler.store.store import Store
from scheduler.store.verify import verify
from tests.benchmarks.site_data import site_documents
from tests.campaigns.golden import PAGE, SITE, TODAY, correct
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS, found
from tests.store.given import AK, clock

ENOUGH_PERCENT = 95
# The length of the head of a page, by its kind: inside and leaf, of index and table.
HEADS = {2: 12, 5: 12, 10: 8, 13: 8}
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"


def main() -> int:
    """Flip the bits, print the figures, and return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=1500)
    asked.add_argument("--participants", type=int, default=60)
    asked.add_argument("--seed", type=int, default=0)
    args = asked.parse_args()
    with TemporaryDirectory(prefix="cycledesk-") as folder:
        path = site_file(Path(folder), args.participants)
        whole, right = path.read_bytes(), content_of(path)
        chance = Random(args.seed)  # noqa: S311  the same at every run
        free, empty = free_pages(whole), empty_bytes(whole)
        used = [n for n in range(len(whole) // PAGE) if n + 1 not in free]
        came: Counter[str] = Counter()
        for _ in range(args.count):
            at = chance.choice(used) * PAGE + chance.randrange(PAGE)
            path.write_bytes(flipped(whole, at, chance.randrange(8)))
            where = "where a page holds nothing" if at in empty else "elsewhere"
            came[f"{came_of(path, right)} {where}"] += 1
    return report(came)


def site_file(folder: Path, participants: int) -> Path:
    """Make a site file of some size through the program's own writes."""
    path = folder / "site.cycledesk"
    with closing(create_database(path, keys_of(path))) as database:
        store = Store(database, clock, FIRST, PASSWORDS)
        found(store, SITE, AK)
        store.load_documents(site_documents(FIRST, TODAY, participants), by=AK)
    correct(path)
    return path


def flipped(whole: bytes, at: int, bit: int) -> bytes:
    """Return the bytes with one bit flipped."""
    return whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]


def free_pages(whole: bytes) -> set[int]:
    """Return the numbers of pages that are on the list of free ones."""
    found: set[int] = set()
    trunk = number(whole, 32, 4)
    while trunk:
        page = page_of(whole, trunk)
        leaves = range(8, 8 + 4 * number(page, 4, 4), 4)
        found |= {trunk, *(number(page, at, 4) for at in leaves)}
        trunk = number(page, 0, 4)
    return found


def empty_bytes(whole: bytes) -> set[int]:
    """Return every place in which a page of a table or index holds nothing."""
    found: set[int] = set()
    for page in range(1, len(whole) // PAGE + 1):
        found |= {(page - 1) * PAGE + at for at in gaps(page_of(whole, page), page)}
    return found


def gaps(page: bytes, which: int) -> set[int]:
    """Return where a page holds nothing: before its cells, and between them."""
    head = 100 if which == 1 else 0
    if page[head] not in HEADS:
        return set()
    begins = head + HEADS[page[head]] + 2 * number(page, head + 3, 2)
    found = set(range(begins, number(page, head + 5, 2)))
    block = number(page, head + 1, 2)
    while block:
        # Its first four bytes say where the next one is, and how long this one.
        found |= set(range(block + 4, block + number(page, block + 2, 2)))
        block = number(page, block, 2)
    return found


def page_of(whole: bytes, page: int) -> bytes:
    """Return one page; the first is 1."""
    return whole[(page - 1) * PAGE : page * PAGE]


def number(content: bytes, at: int, length: int) -> int:
    """Return a number of the file format."""
    return int.from_bytes(content[at : at + length])


def content_of(path: Path) -> list[tuple]:
    """Return every cell of every table."""
    with closing(open_database(path, keys_of(path), read_only=True)) as database:
        names = [name for (name,) in database.db.execute(_TABLES).fetchall()]
        return [
            row
            for name in names
            for row in database.db.execute(f"SELECT * FROM {name}").fetchall()
        ]


def came_of(path: Path, right: list[tuple]) -> str:
    """Open and verify a file; say what came of it."""
    try:
        if not verify(path, keys_of(path)).good:
            return "found by chain and tables"
        same = content_of(path) == right
    except CycleDeskError:
        return "not opened"
    return "without effect" if same else "ANOTHER CONTENT"


def report(came: Counter[str]) -> int:
    """Print the figures; return the exit status."""
    for what, times in came.most_common():
        print(f"{times:6} {what}")
    nowhere = {what: n for what, n in came.items() if what.endswith("nothing")}
    unfound = {what: n for what, n in came.items() if what.startswith("without")}
    wrong = sum(n for what, n in came.items() if what.startswith("ANOTHER"))
    count, missed = came.total(), sum(unfound.values())
    held = count - sum(nowhere.values())
    missed_there = missed - sum(n for what, n in unfound.items() if what in nowhere)
    percent = 100 * (1 - missed_there / held)
    print(f"{100 * (1 - missed / count):.1f} % of all, empty space of pages included")
    print(f"{held} flips in what pages hold: {percent:.1f} % found, {wrong} passed")
    return 1 if percent < ENOUGH_PERCENT or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
