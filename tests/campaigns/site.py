"""A site in a folder of its own, opened as the program opens it."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from scheduler.core.facts import (
    Dispensing,
    Fact,
    InfusionOutcome,
    InfusionRecord,
    Return,
    UnscheduledVisit,
    Weight,
)
from scheduler.store.connection import create_database
from scheduler.store.opening import open_store
from scheduler.store.people_errors import NoPasswordError
from scheduler.store.signing import Subject
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.keys import keys_of
from tests.people import PASSWORD, PASSWORDS, first_password, found, signed_in
from tests.store.given import ADA, AK, AMENDED, BASELINE, SITE, clock, sheet

FILE = "PL03.cycledesk"
FIRST = ParticipantId(1)
Write = Callable[[Store], object]


def site_file(folder: Path) -> Path:
    return folder / "site" / FILE


def settled(folder: Path) -> Path:
    """Let the keys of a folder that was copied know that the file is there now."""
    for place in folder.rglob("*.place"):
        place.write_bytes(os.fsencode(site_file(folder)))
    return folder


def open_site(folder: Path) -> Store:
    """Open the site file as the command line and the window do."""
    store = open_unsigned(folder)
    try:
        return signed_in(store, AK)
    except NoPasswordError:  # a file from before there were any
        first_password(store, AK)
        return store


def open_unsigned(folder: Path) -> Store:
    """Open the site file, before anybody has signed in."""
    path = site_file(folder)
    return open_store(path, keys_of(path), clock, AMENDED, PASSWORDS)


def make_site(folder: Path) -> None:
    """Make a site file with one participant."""
    site_file(folder).parent.mkdir()
    path = site_file(folder)
    store = Store(create_database(path, keys_of(path)), clock, AMENDED, PASSWORDS)
    try:
        found(store, SITE, AK)
        store.add_participant(ADA, BASELINE, by=AK)
    finally:
        store.close()


def weight(step: int) -> Write:
    on = date(1990, 1, 1) + timedelta(days=step)
    return lambda store: store.record_fact(
        FIRST, Weight(on=on, grams=60000 + 10 * step), by=AK
    )


def visit(step: int) -> Write:
    """Record Day 1 of one cycle after the other, with all that belongs to it."""
    cycle = step + 1
    on = ADA.first_day_1 + timedelta(days=21 * step)
    facts: list[Fact] = [
        InfusionRecord(cycle=cycle, on=on, outcome=InfusionOutcome.GIVEN),
        Dispensing(on=on, capsules=63),
    ]
    if step:
        facts.append(Weight(on=on, grams=60000))
        facts.append(Return(on=on, capsules=2))
    return lambda store: store.record_visit(FIRST, facts, by=AK)


def printed(step: int) -> Write:
    """Keep sheets of the first ten cycles in the print log, again and again."""
    name = f"C{step % 10 + 1}D1"
    return lambda store: store.print_sheet(sheet(store, FIRST, name), by=AK)


def signature(step: int) -> Write:
    """Sign one content after the other, as the only person who can."""
    digest = f"{step:064x}"
    return lambda store: store.sign(
        Subject.PROFILE,
        digest,
        PASSWORD,
        by=AK,
        alone_because="nobody else is enabled",
    )


def go_on(store: Store) -> None:
    """Go on with the work, as somebody does after a fault."""
    if store.site() is None:
        store.set_site(SITE, by=AK)
    fact = UnscheduledVisit(on=date(2024, 5, 1), reason="after the fault")
    store.record_fact(FIRST, fact, by=AK)
