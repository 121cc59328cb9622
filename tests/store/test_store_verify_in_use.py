"""A file is looked at while another desk saves in it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from scheduler.core.facts import Weight
from scheduler.store.connection import create_database, open_database
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from scheduler.store.verify import verify
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store.given import AK, AMENDED, NOW, clock, store_with_ada

SAVES = 40


def save(path: Path, ada: ParticipantId):
    with closing(open_database(path, keys_of(path))) as database:
        store = signed_in(Store(database, clock, AMENDED, PASSWORDS), AK)
        for number in range(SAVES):
            day = NOW.date() - timedelta(days=number + 1)
            store.record_visit(ada, [Weight(on=day, grams=60_000)], by=AK)


def test_a_file_that_others_save_in_is_not_doubted(path: Path):
    """R24, R54: chain and tables are of the same moment."""
    with closing(create_database(path, keys_of(path))) as database:
        _, ada = store_with_ada(database)
    seen = []
    with ThreadPoolExecutor(1) as other:
        saving = other.submit(save, path, ada)
        while not saving.done():
            seen.append(verify(path, keys_of(path)))
        saving.result()
    seen.append(verify(path, keys_of(path)))
    assert [found.findings for found in seen if not found.good] == []
    assert seen[-1].saves - seen[0].saves > 1
    assert all(seen[n].head.seq <= seen[n + 1].head.seq for n in range(len(seen) - 1))
