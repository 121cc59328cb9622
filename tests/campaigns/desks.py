"""T8: many desks write to one participant at once, with a reader and a backup.

    .venv/bin/python -m tests.campaigns.desks [--desks 12] [--edits 500]

Each desk is a process. It corrects the one weight by ten grams, and notes what nobody
else notes, in turn. Who comes second is told and looks again, as a person would. In the
end the weight has grown by ten grams for every correction that was acknowledged, every
note is there once, and History tells it step by step.
"""

import argparse
import multiprocessing
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from scheduler.core.facts import Observation, Weight
from scheduler.errors import StaleRecordError
from scheduler.store.connection import open_database
from scheduler.store.file_errors import LockedDatabaseError
from scheduler.store.store import Store
from scheduler.store.values import FactId, FactKind
from tests.campaigns.site import FIRST as ADA
from tests.campaigns.site import make_site, open_site, site_file
from tests.keys import keys_of
from tests.store.given import AK, BASELINE

STEP = 10  # grams
WEIGHT = FactId(FactKind.WEIGHT, 1)
SPAWN = multiprocessing.get_context("spawn")
PAUSE = 0.02  # seconds between two looks of the reader and of the backup


@dataclass
class Tally:
    """What one desk did.

    Attributes:
        seconds: how long each acknowledged save took.
    """

    corrected: int = 0
    noted: int = 0
    conflicts: int = 0
    waited: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add what another desk did."""
        self.corrected += other.corrected
        self.noted += other.noted
        self.conflicts += other.conflicts
        self.waited += other.waited
        self.seconds += other.seconds


def main() -> int:
    """Run the desks, print the figures, and return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--desks", type=int, default=12)
    asked.add_argument("--edits", type=int, default=500)
    args = asked.parse_args()
    with TemporaryDirectory(prefix="cycledesk-") as folder:
        make_site(Path(folder))
        total, problems = at_once(Path(folder), args.desks, args.edits)
        for problem in problems:
            print(problem)
        lost = missing(Path(folder), total)
    late = quantiles(total.seconds, n=20)[-1]
    print(f"a save took {1000 * late:.0f} ms at the 95th percentile, retries apart")
    print(f"{total.conflicts} conflicts told, {total.waited} times asked to try again")
    print(
        f"{args.desks} desks x {args.edits} edits: "
        f"{total.corrected + total.noted} saved, {lost} lost, {len(problems)} faults"
    )
    return 1 if lost or problems else 0


def at_once(folder: Path, desks: int, edits: int) -> tuple[Tally, list[str]]:
    """Let all desks, a reader and a backup work; return the sum and the faults."""
    over, start = folder / "over", SPAWN.Barrier(desks + 2)
    with ProcessPoolExecutor(
        desks + 2, mp_context=SPAWN, initializer=begin, initargs=(start,)
    ) as pool:
        others = [pool.submit(told, work, folder, over) for work in (watch, copy)]
        running = [
            pool.submit(told, edit, folder, desk, edits) for desk in range(desks)
        ]
        done = [one.result() for one in running]
        over.touch()
        looks, copies = (one.result() for one in others)
    total = Tally()
    for tally in done:
        if isinstance(tally, Tally):
            total.add(tally)
    print(f"meanwhile {looks} readings and {copies} copies, each of them whole")
    return total, [one for one in (*done, looks, copies) if isinstance(one, str)]


def begin(start: Barrier) -> None:
    """Wait until all processes are there."""
    start.wait()


def told(work: Callable[..., Tally | int], *given: object) -> Tally | int | str:
    """Return what a process did, or the fault that ended it in words."""
    try:
        return work(*given)
    except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
        return traceback.format_exc()


def edit(folder: Path, desk: int, edits: int) -> Tally:
    """Correct the weight and note something, in turn, as one desk."""
    tally = Tally()
    with closing(here(folder, tally)) as store:
        for n in range(edits):
            if n % 2:
                note(store, f"desk {desk}, note {n}", tally)
            else:
                correct(store, tally)
    return tally


def here(folder: Path, tally: Tally) -> Store:
    """Open the file and sign in, as often as it takes."""
    while True:
        try:
            return open_site(folder)
        except LockedDatabaseError:
            tally.waited += 1


def correct(store: Store, tally: Tally) -> None:
    """Add ten grams to whatever the weight is by then."""
    while True:
        try:
            stored = next(one for one in store.facts(ADA) if one.id == WEIGHT)
            assert isinstance(stored.fact, Weight)
            heavier = replace(stored.fact, grams=stored.fact.grams + STEP)
            begun = perf_counter()
            store.correct_fact(WEIGHT, stored.ver, heavier, reason="scale", by=AK)
        except StaleRecordError as error:
            shows_both(error)
            tally.conflicts += 1
        except LockedDatabaseError:
            tally.waited += 1
        else:
            tally.seconds.append(perf_counter() - begun)
            tally.corrected += 1
            return


def shows_both(error: StaleRecordError) -> None:
    """Hold that a conflict tells what is there and what was not saved."""
    assert isinstance(error.theirs, Weight)
    assert isinstance(error.ours, Weight)


def note(store: Store, text: str, tally: Tally) -> None:
    """Note what no other desk notes."""
    fact = Observation(on=date(2024, 4, 20), procedure="blood pressure", value=text)
    while True:
        try:
            begun = perf_counter()
            store.record_fact(ADA, fact, by=AK)
        except LockedDatabaseError:
            tally.waited += 1
        else:
            tally.seconds.append(perf_counter() - begun)
            tally.noted += 1
            return


def watch(folder: Path, over: Path) -> int:
    """Read on until all is over; the weight only grows. Return the readings."""
    looks, last = 0, 0
    with closing(here(folder, Tally())) as store:
        while not over.exists():
            sleep(PAUSE)
            try:
                document = store.document(ADA)
            except LockedDatabaseError:
                continue
            found = next(f.grams for f in document.facts if isinstance(f, Weight))
            if found < last:
                msg = f"the weight went back from {last} to {found} g"
                raise AssertionError(msg)
            looks, last = looks + 1, found
    return looks


def copy(folder: Path, over: Path) -> int:
    """Back the file up until all is over; each copy is whole. Return the copies."""
    copies = 0
    while not over.exists():
        sleep(PAUSE)
        target = folder / "copy.cycledesk"
        target.unlink(missing_ok=True)
        try:
            with closing(
                open_database(
                    site_file(folder), keys_of(site_file(folder)), read_only=True
                )
            ) as database:
                database.db.execute("VACUUM INTO ?", (str(target),))
        except LockedDatabaseError:
            continue
        with closing(open_database(target, keys_of(site_file(folder)))):
            copies += 1
    return copies


def missing(folder: Path, total: Tally) -> int:
    """Return how many acknowledged edits are not in the records."""
    with closing(open_site(folder)) as store:
        stored = {one.id: one for one in store.facts(ADA)}
        history = store.history(ADA, limit=10_000_000)
    weight = stored[WEIGHT]
    assert isinstance(weight.fact, Weight)
    notes = Counter(
        one.fact.value for one in stored.values() if isinstance(one.fact, Observation)
    )
    steps = [
        (int(row.old), int(row.new))
        for row in reversed(history)
        if row.field == "grams" and row.old and row.new
    ]
    assert steps == list(grown(total.corrected))
    lost = total.corrected - (weight.fact.grams - BASELINE.grams) // STEP
    assert weight.ver == 1 + total.corrected
    return abs(lost) + abs(total.noted - len(notes)) + sum(notes.values()) - len(notes)


def grown(times: int) -> Iterable[tuple[int, int]]:
    """Yield the weight before and after each correction."""
    for n in range(times):
        before = BASELINE.grams + n * STEP
        yield before, before + STEP


if __name__ == "__main__":
    sys.exit(main())
