"""T2: cut the power at each moment, in each way that a disk may forget.

    .venv/bin/python -m tests.campaigns.power_loss [--states N] [--operations NAME ...]
    .venv/bin/python -m tests.campaigns.power_loss --self-test

The process is recorded by strace while it works. At each change of a file or a name,
what is not sure yet is kept in none, in all, in part, torn, in another order; each of
these disks is written to a folder and opened by the program. ``--self-test`` does the
same to three ways of writing that are wrong: each of them has to be found out.
"""

import random
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, product, repeat
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from tests.campaigns.disk import Change, Disk, Moment, Named, Sized, Written
from tests.campaigns.driver import WRONG
from tests.campaigns.figures import Figures
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.oracle import Oracle, taught
from tests.campaigns.processes import Driver, driver, missing, strace
from tests.campaigns.recording import OPTIONS, Replay, calls
from tests.campaigns.site import settled
from tests.campaigns.violations import Violation

SECTOR = 512  # bytes that a disk writes whole
ENOUGH = 2000
ROUNDS = 200  # of further chance, until there are enough states
QUICK = Path("/dev/shm")  # noqa: S108  the states are many and live briefly
Files = Mapping[PurePath, bytes | None]
Way = Callable[[Sequence[Change], random.Random], Sequence[Change]]


def _torn(pending: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    """Keep all, but only some sectors of what was written last."""
    kept = list(pending)
    for place in reversed(range(len(kept))):
        last = kept[place]
        if isinstance(last, Written):
            sectors = chance.randrange(len(last.data) // SECTOR + 1)
            kept[place] = last.cut(sectors * SECTOR)
            break
    return kept


def _prefix(pending: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    return pending[: chance.randrange(len(pending) + 1)]


def _without_one(pending: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    lost = chance.randrange(len(pending)) if pending else 0
    return [change for place, change in enumerate(pending) if place != lost]


def _some(pending: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    return [change for change in pending if chance.random() < 0.5]


def _data_only(pending: Sequence[Change], _: random.Random) -> Sequence[Change]:
    return [change for change in pending if not isinstance(change, Named)]


def _names_and_sizes_only(
    pending: Sequence[Change], _: random.Random
) -> Sequence[Change]:
    return [
        Sized(change.file, change.at + len(change.data), cuts=False)
        if isinstance(change, Written)
        else change
        for change in pending
    ]


ALWAYS: tuple[Way, ...] = (
    lambda _pending, _chance: (),
    lambda pending, _chance: pending,
    _data_only,
    _names_and_sizes_only,
)
BY_CHANCE: tuple[Way, ...] = (_torn, _prefix, _without_one, _some, _some)


def recorded(log: Path, before: Files, folder: Path) -> Iterator[tuple[Moment, int]]:
    """Yield the disk before the first change and after each, with what was promised."""
    replay = Replay(Disk(before), folder)
    yield replay.disk.moment(), 0
    for call in calls(log):
        if replay.does(call):
            yield replay.disk.moment(), replay.acknowledged


def files_below(folder: Path) -> Files:
    """Return the content of every file, and None for every folder."""
    return {
        PurePath(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def states(
    found: Sequence[tuple[Moment, int]], enough: int
) -> Iterator[tuple[Files, int]]:
    """Yield different disks, first each way once a moment, then more by chance."""
    chance = random.Random(4523493)  # noqa: S311  the same every time
    seen: set[bytes] = set()
    for ways in chain([(*ALWAYS, *BY_CHANCE)], repeat(BY_CHANCE, ROUNDS)):
        for (moment, acknowledged), way in product(found, ways):
            files = moment.after_power_loss(way(moment.pending, chance))
            if (key := _fingerprint(files, acknowledged)) not in seen:
                seen.add(key)
                yield files, acknowledged
        if len(seen) >= enough:
            return


def _fingerprint(files: Files, acknowledged: int) -> bytes:
    digest = sha256(str(acknowledged).encode())
    for name, data in sorted(files.items()):
        digest.update(f"{name} {data is None}".encode())
        digest.update(sha256(data or b"").digest())
    return digest.digest()


def put(files: Files, folder: Path) -> None:
    """Write one state of the disk to a folder."""
    for name, data in sorted(files.items()):
        if data is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)
    settled(folder)


def record(
    waiting: Driver, operation: str, times: int, variant: str, room: Path
) -> tuple[Oracle, list[tuple[Moment, int]]]:
    """Let the program work under strace; return what must hold, and each moment."""
    known, folder, log = room / "known", room / "folder", room / "log"
    known.mkdir()
    OPERATIONS[operation].prepare(known)
    settled(Path(shutil.copytree(known, folder)))
    oracle = taught(waiting, known, operation, times)
    before = files_below(folder)
    with waiting.session(folder, operation, variant=variant) as session:
        with strace(session.pid, [*OPTIONS, "-o", str(log)]):
            session.send(*["go"] * times, "end")
            session.listen()
        if not session.ended or session.acknowledged != times:
            raise ChildProcessError(session.errors)
    return oracle, [*recorded(log, before, folder)]


def outcomes(
    waiting: Driver,
    operation: str,
    *,
    times: int,
    enough: int = ENOUGH,
    every: int = 1,
    variant: str = "product",
) -> Iterator[Violation | None]:
    """Record an operation, and open each disk that a power cut could leave.

    Args:
        every: 2 to look at every second moment only.
    """
    quick = QUICK if QUICK.is_dir() else None
    with TemporaryDirectory(dir=quick) as room:
        oracle, found = record(waiting, operation, times, variant, Path(room))
        # At the end everything is promised, so that moment is always looked at.
        moments = [*found[::every], found[-1]]
        for files, acknowledged in states(moments, enough):
            with TemporaryDirectory(dir=quick) as name:
                put(files, Path(name))
                yield oracle.problem(Path(name), acknowledged)


def campaign(
    waiting: Driver, operation: str, enough: int, every: int, figures: Figures
) -> None:
    """Count what becomes of each disk that a power cut could leave."""
    times = OPERATIONS[operation].power_losses
    for wrong in outcomes(waiting, operation, times=times, enough=enough, every=every):
        figures.count(f"states of {operation}")
        figures.judge(wrong, operation)


def found_out(waiting: Driver, variant: str) -> Violation | None:
    """Return what gave a way of writing away, None if nothing did."""
    tried = outcomes(waiting, "save", times=2, variant=variant)
    return next((wrong for wrong in tried if wrong), None)


def self_test(waiting: Driver) -> int:
    """Return 0 if each wrong way of writing is found out."""
    missed = 0
    for variant in WRONG:
        wrong = found_out(waiting, variant)
        missed += wrong is None
        said = f"{wrong.word}, {wrong.said}" if wrong else "NOT FOUND OUT"
        sys.stdout.write(f"{variant}: {said}\n")
    return 1 if missed else 0


def main(argv: Sequence[str]) -> int:
    """Run the campaign and return the exit status."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--operations", nargs="+", default=[*OPERATIONS])
    parser.add_argument("--states", type=int, default=ENOUGH)
    parser.add_argument("--every", type=int, default=1, help="moment looked at")
    parser.add_argument("--self-test", action="store_true")
    wanted = parser.parse_args(argv)
    if problem := missing():
        parser.error(problem)
    figures = Figures(sys.stdout)
    with driver() as waiting:
        if wanted.self_test:
            return self_test(waiting)
        for name in wanted.operations:
            campaign(waiting, name, wanted.states, wanted.every, figures)
    return figures.report("T2, power loss")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
