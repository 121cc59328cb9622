"""T5: open damaged files as the program does, each in a process with limits.

    .venv/bin/python -m tests.campaigns.damage [--count 2000] [--first 0]

A damaged file may be refused in a sentence, be found out by verifying it, or be read
as it was if the damage does no harm. It may not end the program, hang it, end in a
fault of the program, be changed, or pass with a dose that is not the one of the file
before the damage. Every case is drawn from its number,
so that one can be repeated: --first 4711 --count 1. Linux and macOS only.
"""

import argparse
import os
import resource
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from scheduler.core.plan_text import plan_data
from scheduler.core.versions import plan_for
from scheduler.errors import CycleDeskError
from scheduler.store.opening import open_store
from scheduler.store.store import Store
from scheduler.store.verify import verify
from tests.campaigns.damages import DAMAGES
from tests.campaigns.golden import TODAY, Golden, golden, journal_of
from tests.campaigns.journals import JOURNALS
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS
from tests.store.given import clock

SECONDS, BYTES = 10, 1_000_000_000
ALL = (*DAMAGES, *JOURNALS)
FAULT, WRONG_DOSE, WHOLE, FOUND = "fault", "wrong dose", "whole", "found out"
BAD = ("crash", "hang", FAULT, WRONG_DOSE, "changed")


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file and what came of opening it."""

    number: int
    damage: str
    came: str
    said: str = ""


def main() -> int:
    """Run the cases, print the figures, and return the exit status."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=2000)
    asked.add_argument("--first", type=int, default=0)
    args = asked.parse_args()
    with TemporaryDirectory(prefix="cycledesk-") as folder:
        found = golden(Path(folder))
        path = Path(folder, "site.cycledesk")
        right = shown_of(path)
        if right is None:
            print("the file before the damage is not as the program wrote it")
            return 1
        numbers = range(args.first, args.first + args.count)
        cases = [tried(found, path, right, number) for number in numbers]
    return report(cases)


def tried(found: Golden, path: Path, right: Mapping[str, object], number: int) -> Case:
    """Damage the file by the number, open it in another process, and say what came."""
    damage = ALL[number % len(ALL)]
    made = damage(found, Random(number))  # noqa: S311  the same at every run
    spoilt, journal = made if isinstance(made, tuple) else (made, b"")
    path.write_bytes(spoilt)
    journal_of(path).unlink(missing_ok=True)
    if journal:
        journal_of(path).write_bytes(journal)
    came, _, said = in_a_process(path, right).partition("\n")
    if not journal and changed(path, spoilt):
        came, said = "changed", came
    return Case(number, damage.__name__, came, said)


def changed(path: Path, spoilt: bytes) -> bool:
    """Return whether opening changed a file that does not ask for another journal."""
    return path.read_bytes() != spoilt and spoilt[18:20] != b"\x02\x02"


def in_a_process(path: Path, right: Mapping[str, object]) -> str:
    """Return what a process with limits said of a file; its end if it said nothing."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        limit()
        os.write(writing, came_of(path, right).encode("utf-8", "replace")[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return said
    ended_by = signal.Signals(os.WTERMSIG(status))
    late = ended_by in {signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL}
    return f"{'hang' if late else 'crash'}\n{ended_by.name}"


def limit() -> None:
    """Let this process go on for ten seconds, in one gigabyte."""
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def came_of(path: Path, right: Mapping[str, object]) -> str:
    """Open and read a file, and say what came of it."""
    try:
        shown = shown_of(path)
    except CycleDeskError as error:
        return f"{type(error).__name__}\n{error}"
    except BaseException:  # noqa: BLE001  whatever it is, it is what is looked for
        return f"{FAULT}\n{traceback.format_exc()}"
    if shown is None:
        return FOUND
    return WHOLE if shown == right else WRONG_DOSE


def shown_of(path: Path) -> Mapping[str, object] | None:
    """Return everybody's plan; None if the file is not as the program wrote it."""
    good = is_good(path)
    with closing(open_store(path, keys_of(path), clock, FIRST, PASSWORDS)) as store:
        read_all(store)
        return dict(plans(store)) if good else None


def is_good(path: Path) -> bool:
    """Verify the file before anything else looks at it, as the window does."""
    try:
        return verify(path, keys_of(path)).good
    except CycleDeskError:
        return False


def read_all(store: Store) -> None:
    """Ask for whatever a page asks for."""
    store.people()
    store.documents()
    store.history(limit=100_000)
    for one in (*store.participants(), *store.withdrawn_participants()):
        store.facts(one.id)
        store.withdrawn_facts(one.id)
        store.sheets(one.id)
        store.next_sheet(one.id, "C1D1")


def plans(store: Store) -> Iterator[tuple[str, object]]:
    """Yield the plan of each participant in force, by code."""
    for document in store.documents().values():
        plan = plan_for(FIRST, document, as_of=TODAY)
        yield document.participant.code, plan_data(FIRST, plan)


def report(cases: list[Case]) -> int:
    """Print what came of the cases; return the exit status."""
    for one in cases:
        if one.came in BAD:
            print(f"{one.number} {one.damage}: {one.came}\n{one.said}")
    for damage in ALL:
        of_this = [one.came for one in cases if one.damage == damage.__name__]
        words = ", ".join(f"{n} {came}" for came, n in Counter(of_this).most_common())
        print(f"{damage.__name__:20} {len(of_this):5}: {words}")
    counted = Counter(one.came for one in cases)
    bad = ", ".join(f"{counted[came]} {came}" for came in BAD)
    print(f"{len(cases)} damaged files: {bad}")
    return 1 if any(counted[came] for came in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
