"""Print what saving and reading cost: ``python -m tests.benchmarks.bench_store``."""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from scheduler.core.facts import (
    Booking,
    Dispensing,
    Fact,
    FactsDocument,
    InfusionOutcome,
    InfusionRecord,
    Return,
    Weight,
)
from scheduler.store.connection import create_database, open_database
from scheduler.store.store import Store
from scheduler.store.values import FactKind
from scheduler.store.verify import verify
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS, found, signed_in
from tests.store.given import ADA, AK, SITE, clock

PARTICIPANTS = 530
LOW_CYCLES, HIGH_CYCLES = 40, 112
LAST = date(2026, 11, 2)
BEFORE = date(2018, 1, 1)
DATES_ONLY = (
    FactKind.INFUSION,
    FactKind.BOOKING,
    FactKind.HOLD,
    FactKind.VISIT,
    FactKind.END_OF_TREATMENT,
    FactKind.EVENT,
)


def cycle_facts(cycle: int, day_1: date) -> list[Fact]:
    return [
        Weight(on=day_1, grams=60000 + 10 * cycle, baseline=cycle == 1),
        InfusionRecord(cycle=cycle, on=day_1, outcome=InfusionOutcome.GIVEN),
        Dispensing(on=day_1, capsules=63),
        Return(on=day_1, capsules=cycle % 7),
    ]


def course(number: int, cycles: int) -> FactsDocument:
    first = LAST - timedelta(days=21 * (cycles - 1))
    days = [first + timedelta(days=21 * cycle) for cycle in range(cycles)]
    facts = [fact for n, day in enumerate(days, 1) for fact in cycle_facts(n, day)]
    who = replace(
        ADA,
        code=f"PL03-{number:04d}",
        first_day_1=first,
        consented=first - timedelta(days=14),
        randomized=first - timedelta(days=2),
    )
    return FactsDocument(study=SITE.study, participant=who, facts=tuple(facts))


def show(name: str, run: Callable[[], object], times: int) -> None:
    taken = []
    for _ in range(times):
        start = perf_counter()
        run()
        taken.append(1000 * (perf_counter() - start))
    late = quantiles(taken, n=20)[-1]
    sys.stdout.write(f"{name:55} {median(taken):9.1f} ms {late:9.1f} ms\n")


def measure(path: Path, low: int, high: int) -> None:
    spread = high - low + 1
    documents = [course(n, low + n % spread) for n in range(PARTICIPANTS)]
    database = create_database(path, keys_of(path))
    store = Store(database, clock, FIRST, PASSWORDS)
    found(store, SITE, AK)
    start = perf_counter()
    store.load_documents(documents, by=AK)
    taken = perf_counter() - start
    facts = sum(len(document.facts) for document in documents)
    documents.clear()
    size = path.stat().st_size / 1e6
    sys.stdout.write(f"\n{PARTICIPANTS} participants, {low} to {high} cycles, ")
    sys.stdout.write(f"{facts} facts, {size:.0f} MB, entered in {taken:.1f} s\n")
    measure_reads(store)
    measure_writes(store)
    store.close()
    show("opening, with the search for damage", lambda: reopen(path, True), 5)
    show("opening at once", lambda: reopen(path, False), 5)
    show("verify(), chain and tables", lambda: verify(path, keys_of(path)), 5)
    show("the rows of History, merely read", lambda: read_history(path), 5)


def read_history(path: Path) -> None:
    """Read what verifying reads, without looking at it: the floor."""
    with closing(open_database(path, keys_of(path), look_for_damage=False)) as found:
        for _ in found.db.conn.execute("SELECT * FROM history ORDER BY seq"):
            pass


def reopen(path: Path, look: bool) -> None:
    open_database(path, keys_of(path), look_for_damage=look).close()


def fresh(store: Store) -> Store:
    return signed_in(Store(store.database, clock, FIRST, PASSWORDS), AK)


def measure_reads(store: Store) -> None:
    someone = store.participants()[PARTICIPANTS // 2].id
    show("participants()", store.participants, 10)
    show("documents(), first", lambda: fresh(store).documents(), 10)
    show("documents(), first, dates", lambda: fresh(store).documents(DATES_ONLY), 10)
    show("documents(), again", store.documents, 10)
    show("document() of one", lambda: store.document(someone), 20)
    show("facts() of one", lambda: store.facts(someone), 20)
    show("history(), the newest 500 rows", store.history, 10)
    show("history() of one", lambda: store.history(someone), 10)


def measure_writes(store: Store) -> None:
    someone = store.participants()[PARTICIPANTS // 2].id
    cycles = iter(range(200, 900))

    def record_visit() -> None:
        # Days on which nothing else is recorded, or the rules would refuse them.
        day = BEFORE - timedelta(days=next(cycles))
        weight, _, handed, back = cycle_facts(2, day)
        store.record_visit(someone, [weight, handed, back], by=AK)

    def book() -> None:
        visit = f"C{next(cycles)}D1"
        store.book_visit(someone, Booking(visit=visit, on=LAST), by=AK)

    def book_and_read() -> None:
        book()
        store.documents(DATES_ONLY)

    store.documents(DATES_ONLY)
    show("a committed visit of three facts, with History", record_visit, 60)
    show("a committed booking, and documents() after it", book_and_read, 60)
    show("a committed booking, with History", book, 60)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        measure(Path(folder, "usual.db"), LOW_CYCLES, HIGH_CYCLES)
        measure(Path(folder, "longest.db"), HIGH_CYCLES, HIGH_CYCLES)
