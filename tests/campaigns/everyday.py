"""Work without an end, of which every entry can be found again by its number."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from scheduler.core.facts import Fact, Observation, UnscheduledVisit, Weight
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.campaigns.site import Write, make_site, open_site
from tests.campaigns.violations import Violation
from tests.store.given import ADA, AK

PARTICIPANTS = 20
_EARLIEST = date(1990, 1, 1)


def make_busy_site(folder: Path) -> None:
    """Make a site file with participants, the first of whom is another one."""
    make_site(folder)
    store = open_site(folder)
    for number in range(PARTICIPANTS):
        who = replace(ADA, code=f"PL03-{500 + number:04d}", randomization_number=None)
        store.add_participant(who, by=AK)
    store.close()


def entry(number: int) -> tuple[ParticipantId, tuple[Fact, ...]]:
    """Return whose the n-th entry is, and its facts: one, or three at one visit."""
    whose = ParticipantId(2 + number % PARTICIPANTS)
    on = _EARLIEST + timedelta(days=number // PARTICIPANTS)
    weight = Weight(on=on, grams=60000 + 10 * (number % 1000))
    if number % 2:
        return whose, (weight,)
    return whose, (
        weight,
        UnscheduledVisit(on=on, reason=f"entry {number}"),
        Observation(on=on, procedure="blood pressure", value=f"{number}"),
    )


def make_entry(number: int) -> Write:
    whose, facts = entry(number)
    return lambda store: store.record_visit(whose, facts, by=AK)


def entries(store: Store) -> int:
    """Return how many entries there are.

    Raises:
        TornEntryError: there is something else, part of one, or one without History.
    """
    there = Counter(_facts(store))
    created = sum(_created(store, ParticipantId(2 + n)) for n in range(PARTICIPANTS))
    if created != there.total():
        raise TornEntryError(f"{there.total()} facts, {created} of them in History")
    for number in count():
        whose, facts = entry(number)
        wanted = Counter((whose, fact) for fact in facts)
        if not wanted <= there:
            break
        there -= wanted
    if there:
        raise TornEntryError(f"besides {number} entries: {[*there][:2]}")
    return number


class TornEntryError(Exception):
    """A file holds something that is not a row of whole entries."""


def _facts(store: Store) -> Iterator[tuple[ParticipantId, Fact]]:
    for number in range(PARTICIPANTS):
        whose = ParticipantId(2 + number)
        for stored in store.facts(whose):
            yield whose, stored.fact


def _created(store: Store, whose: ParticipantId) -> int:
    rows = store.history(whose, limit=1_000_000)
    records = {(row.record, row.record_id) for row in rows}
    return len({record for record in records if record[0] != "participants"})


def counted(store: Store, acknowledged: int) -> tuple[int, Violation | None]:
    """Return how many entries there are, and what does not hold."""
    try:
        found = entries(store)
    except TornEntryError as error:
        return acknowledged, Violation("torn", str(error))
    if found < acknowledged:
        return found, Violation("lost", f"{acknowledged} acknowledged, {found} there")
    if found > acknowledged + 1:
        return found, Violation("too many", f"{acknowledged} and {found} there")
    return found, None
