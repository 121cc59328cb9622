"""What other processes do to one file in the tests of several desks."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from scheduler.core.facts import InfusionOutcome, InfusionRecord, Weight
from scheduler.errors import CycleDeskError, DuplicateFactError, StaleRecordError
from scheduler.store.connection import open_database
from scheduler.store.store import Store
from scheduler.store.values import FactId, FactKind, ParticipantId
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.given import AK, clock

ADA = ParticipantId(1)
WEIGHT = FactId(FactKind.WEIGHT, 1)
INFUSION = InfusionRecord(cycle=1, on=date(2024, 3, 4), outcome=InfusionOutcome.GIVEN)
NOBODY = 65534


@contextmanager
def desk(path: Path) -> Iterator[Store]:
    with closing(open_database(path, keys_of(path), busy_seconds=60)) as database:
        yield signed_in(Store(database, clock, FIRST, PASSWORDS), AK)


def submit_once(path: Path) -> str:
    """Record the infusion of cycle 1; say what came of it."""
    with desk(path) as store:
        try:
            store.record_fact(ADA, INFUSION, by=AK)
        except DuplicateFactError:
            return "refused"
        return "saved"


def add_10_grams(path: Path, times: int) -> int:
    """Correct one weight again and again; return how often it was stale."""
    with desk(path) as store:
        return sum(_add_10_grams(store) for _ in range(times))


def _add_10_grams(store: Store) -> int:
    stale = 0
    while True:
        [stored] = store.facts(ADA)
        if not isinstance(stored.fact, Weight):
            raise TypeError(stored)
        heavier = replace(stored.fact, grams=stored.fact.grams + 10)
        try:
            store.correct_fact(WEIGHT, stored.ver, heavier, reason="scale", by=AK)
        except StaleRecordError:
            stale += 1
        else:
            return stale


def print_when_saved(path: Path) -> None:
    """Record a weight a day for ever; name each one only when it is saved."""
    with desk(path) as store:
        for n in range(10_000):
            day = date(1990, 1, 1) + timedelta(days=n)
            store.record_fact(ADA, Weight(on=day, grams=60000), by=AK)
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


def write_without_the_right_to(path: Path) -> tuple[bool, str]:
    """Write to a protected file as somebody who may not; say what came of it."""
    with closing(open_database(path, keys_of(path))) as database:
        # Imports all there is, which nobody may not read.
        Store(database, clock, FIRST, PASSWORDS).participants()
        PASSWORDS.keep("imported as well")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.setuid(NOBODY)
    with desk(path) as store:
        try:
            store.record_fact(ADA, INFUSION, by=AK)
        except CycleDeskError as error:
            return store.database.read_only, type(error).__name__
        return store.database.read_only, "saved"


if __name__ == "__main__":
    print_when_saved(Path(sys.argv[1]))
