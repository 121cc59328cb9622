"""A site file as a site has it: participants, corrections, withdrawals, sheets."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scheduler.core.facts import Weight
from scheduler.demo import COUNTRY, SITE_CODE, SITE_NAME, demo_documents
from scheduler.store.connection import create_database, open_database
from scheduler.store.signing import Subject
from scheduler.store.store import Store
from scheduler.store.values import (
    ParticipantId,
    Person,
    Role,
    StoredFact,
    StudySite,
)
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS, TEMPORARY, found, signed_in
from tests.store.given import ADA, AK, EVERY_FACT, clock, sheet, store_with_ada

TODAY = clock().date()
SITE = StudySite(study=FIRST.key, code=SITE_CODE, name=SITE_NAME, country=COUNTRY)
PEOPLE = (
    Person(name="B. Nowak", initials="BN", role=Role.COORDINATOR),
    Person(name="C. Lis", initials="CL", role=Role.MONITOR),
)
PAGE, SECTOR = 4096, 512


@dataclass(frozen=True, slots=True)
class Golden:
    """The bytes of a site file.

    Attributes:
        whole: as it is.
        stale: as it was yesterday, before the corrections.
        cut: cut off in the middle of a write, and the journal of that.
        stale_cut: the same of yesterday.
    """

    whole: bytes
    stale: bytes
    cut: tuple[bytes, bytes]
    stale_cut: tuple[bytes, bytes]


def golden(folder: Path) -> Golden:
    """Make a site file in a folder through the program's own writes."""
    path = folder / "site.cycledesk"
    with closing(create_database(path, keys_of(path))) as database:
        store = Store(database, clock, FIRST, PASSWORDS)
        found(store, SITE, AK)
        store.load_documents(demo_documents(FIRST, TODAY), by=AK)
    stale, stale_cut = path.read_bytes(), cut_off(path)
    correct(path)
    return Golden(path.read_bytes(), stale, cut_off(path), stale_cut)


def cut_off(path: Path) -> tuple[bytes, bytes]:
    """Return a file in the middle of a write, and the journal beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        tool.execute("PRAGMA cache_size = 1")
        tool.execute("BEGIN IMMEDIATE")
        tool.execute("UPDATE infusions SET ver = ver + 1, outcome = 'not given'")
        found = path.read_bytes(), journal_of(path).read_bytes()
        tool.execute("ROLLBACK")
    return found


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps what a write changes, until it is saved."""
    return path.with_name(f"{path.name}-journal")


def small(folder: Path) -> Path:
    """Make a site file with a row in every table and more than one in most."""
    path = folder / "site.cycledesk"
    with closing(create_database(path, keys_of(path))) as database:
        store, ada = store_with_ada(database)
        [bob] = store.add_participant(
            replace(ADA, code="PL03-0013"), by=AK
        ).participants
        for person in PEOPLE:
            store.add_person(person, TEMPORARY, by=AK)
        store.record_visit(ada, EVERY_FACT, by=AK)
        for fact in EVERY_FACT:
            store.record_fact(bob, fact, by=AK)
        for who in (ada, bob):
            store.print_sheet(sheet(store, who), by=AK)
        for digest in ("0a" * 32, "0b" * 32):
            store.sign(Subject.PROFILE, digest, PASSWORD, by=AK)
        weigh_again(store, ada)
        there = store.site()
        assert there
        days = (date(2026, 12, 24), date(2026, 12, 31))
        since = (("2.0", date(2026, 5, 2)), ("3.0", date(2026, 6, 2)))
        ours = replace(there.site, closed_days=days, versions=since)
        store.set_site(ours, ver=there.ver, reason="as announced", by=AK)
    return path


def weigh_again(store: Store, who: ParticipantId) -> None:
    """Correct a weight, withdraw it, and restore it."""
    stored = store.facts(who)[0]
    heavier(store, stored)
    store.withdraw_fact(stored.id, 2, reason="wrong person", by=AK)
    store.restore_fact(stored.id, 3, reason="right person", by=AK)


def correct(path: Path) -> None:
    """Correct, withdraw and print as on a day at the site."""
    with closing(open_database(path, keys_of(path))) as database:
        store = signed_in(Store(database, clock, FIRST, PASSWORDS), AK)
        there = store.site()
        assert there
        closed = replace(there.site, closed_days=(date(2026, 12, 24),))
        store.set_site(closed, ver=there.ver, reason="Christmas Eve", by=AK)
        for one in store.participants():
            for stored in store.facts(one.id):
                heavier(store, stored)
            store.print_sheet(
                replace(sheet(store, one.id), content=json.dumps(["Day 1"])), by=AK
            )
        last = store.participants()[-1]
        store.withdraw_participant(last.id, last.ver, reason="entered twice", by=AK)


def heavier(store: Store, stored: StoredFact) -> None:
    """Correct a weight by ten grams; withdraw the first booking."""
    if isinstance(stored.fact, Weight):
        new = replace(stored.fact, grams=stored.fact.grams + 10)
        store.correct_fact(stored.id, stored.ver, new, reason="scale", by=AK)
