"""History alone gives back every table, whatever was done in whatever order."""

import random
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.core.facts import Fact, Sex
from scheduler.errors import CycleDeskError
from scheduler.store.connection import open_memory
from scheduler.store.fact_rows import FACT_TABLES
from scheduler.store.record_rows import PARTICIPANTS, SITE, SITE_DAYS, SITE_VERSIONS
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.store.given import AK, EVERY_FACT, store_with_ada

REASON = "found in the source"
TABLES = {
    table.name: (*table.columns, "withdrawn")
    for table in (*FACT_TABLES.values(), PARTICIPANTS, SITE, SITE_DAYS, SITE_VERSIONS)
}
MAY = [date(2024, 5, day) for day in range(1, 6)]

Rows = dict[str, dict[int, dict[str, str | None]]]


def replayed(store: Store) -> Rows:
    """Return every table as the rows of History add up to it."""
    found: Rows = {name: {} for name in TABLES}
    for entry in reversed(store.history(limit=100_000)):
        if entry.record not in TABLES or entry.field == "ver":
            continue
        assert entry.record_id is not None
        fresh = dict.fromkeys(TABLES[entry.record]) | {"withdrawn": "0"}
        row = found[entry.record].setdefault(entry.record_id, fresh)
        assert row[entry.field] == entry.old
        row[entry.field] = entry.new
    return found


def stored(store: Store) -> Rows:
    """Return every table as it is."""
    return {
        name: {
            number: {
                column: None if cell is None else str(cell)
                for column, cell in zip(columns, cells, strict=True)
            }
            for number, *cells in store.database.db.execute(
                f"SELECT id, {', '.join(columns)} FROM {name}"  # noqa: S608  our names
            )
        }
        for name, columns in TABLES.items()
    }


def changed(fact: Fact, chance: random.Random) -> Fact:
    """Return a fact on a day or two to either side, if it has one day."""
    if not hasattr(fact, "on"):
        return fact
    return replace(fact, on=fact.on + timedelta(days=chance.randint(-2, 2)))


def one_write(store: Store, ada: ParticipantId, chance: random.Random) -> None:
    facts, gone = store.facts(ada), store.withdrawn_facts(ada)
    match chance.choice(["record", "correct", "withdraw", "restore", "who", "site"]):
        case "record":
            store.record_visit(ada, chance.sample(EVERY_FACT, 3), by=AK)
        case "correct" if facts:
            one = chance.choice(facts)
            new = changed(one.fact, chance)
            store.correct_fact(one.id, one.ver, new, reason=REASON, by=AK)
        case "withdraw" if facts:
            one = chance.choice(facts)
            store.withdraw_fact(one.id, one.ver, reason=REASON, by=AK)
        case "restore" if gone:
            one = chance.choice(gone)
            store.restore_fact(one.id, one.ver, reason=REASON, by=AK)
        case "who":
            describe(store, ada, chance)
        case "site":
            rest_days(store, chance)


def describe(store: Store, ada: ParticipantId, chance: random.Random) -> None:
    for one in store.withdrawn_participants():
        store.restore_participant(ada, one.ver, reason=REASON, by=AK)
        return
    [one] = store.participants()
    if chance.random() < 0.3:
        store.withdraw_participant(ada, one.ver, reason=REASON, by=AK)
        return
    other = replace(one.participant, sex=chance.choice([None, *Sex]))
    store.correct_participant(ada, one.ver, other, reason=REASON, by=AK)


def rest_days(store: Store, chance: random.Random) -> None:
    there = store.site()
    assert there
    days = chance.sample(MAY, 4)
    began = zip(("2.0", "3.0"), sorted(chance.choices(MAY, k=2)), strict=True)
    other = replace(
        there.site,
        closed_days=tuple(days[:2]),
        open_days=tuple(days[2:3]),
        versions=tuple(one for one in began if chance.random() < 0.7),
    )
    store.set_site(other, ver=there.ver, reason=REASON, by=AK)


@pytest.mark.parametrize("seed", range(8))
def test_history_adds_up_to_every_table(seed: int):
    chance = random.Random(seed)  # noqa: S311  the same sequence at every run
    with closing(open_memory()) as database:
        store, ada = store_with_ada(database)
        for _ in range(60):
            with suppress(CycleDeskError):
                one_write(store, ada, chance)
        assert replayed(store) == stored(store)
        assert sum(map(len, stored(store).values())) > 20
