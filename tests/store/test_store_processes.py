"""Several processes on one file: no update is lost, no kill loses what was saved."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scheduler.core.facts import Weight
from scheduler.store.connection import create_database, open_database
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.core.profiles import FIRST
from tests.keys import keys_of
from tests.people import PASSWORDS, signed_in
from tests.store import workers
from tests.store.given import AK, BASELINE, clock, store_with_ada

ROOT = Path(__file__).parents[2]
SPAWN = multiprocessing.get_context("spawn")
DESKS, TIMES = 3, 12


@pytest.fixture(scope="module")
def desks() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(DESKS, mp_context=SPAWN) as pool:
        yield pool


def test_of_two_submits_at_once_one_is_saved(
    store: Store, ada: ParticipantId, path: Path, desks: ProcessPoolExecutor
):
    """R09, F07."""
    said = list(desks.map(workers.submit_once, [path] * 4))
    assert sorted(said) == ["refused", "refused", "refused", "saved"]
    assert [one.fact for one in store.facts(ada)] == [workers.INFUSION]


def test_no_update_of_any_desk_is_lost(
    store: Store, ada: ParticipantId, path: Path, desks: ProcessPoolExecutor
):
    """R55."""
    store.record_fact(ada, BASELINE, by=AK)
    list(desks.map(workers.add_10_grams, [path] * DESKS, [TIMES] * DESKS))
    [stored] = store.facts(ada)
    assert isinstance(stored.fact, Weight)
    assert stored.fact.grams == BASELINE.grams + 10 * DESKS * TIMES
    assert stored.ver == 1 + DESKS * TIMES
    corrections = [row for row in store.history(ada) if row.old and row.new]
    assert len(corrections) == DESKS * TIMES
    assert all(int(row.new) == int(row.old) + 10 for row in corrections)


def saved_before_the_kill(path: Path, acknowledged: int) -> int:
    """Let another process save and kill it; return the last it said was saved."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.workers", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as child:
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(acknowledged)]
        child.kill()
        lines += child.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]
    return int(whole[-1])


@pytest.mark.parametrize("acknowledged", [1, 2, 5, 9, 14])
def test_a_kill_loses_nothing_that_was_said_to_be_saved(path: Path, acknowledged: int):
    """R43, R54, F44."""
    with closing(create_database(path, keys_of(path))) as database:
        _, ada = store_with_ada(database)
    last = saved_before_the_kill(path, acknowledged)
    with closing(open_database(path, keys_of(path))) as database:
        store = signed_in(Store(database, clock, FIRST, PASSWORDS), AK)
        facts = store.facts(ada)
        assert last < len(facts) <= last + 2
        rows = [row for row in store.history(ada, limit=10_000) if row.record_id]
        weights = [row for row in rows if row.record == "weights"]
        assert len(weights) == 3 * len(facts)
        assert store.record_fact(ada, BASELINE, by=AK)


def test_a_protected_file_is_read_and_not_written():
    """F37."""
    with TemporaryDirectory(prefix="cycledesk-") as folder:
        path = Path(folder, "trial.db")
        with closing(create_database(path, keys_of(path))) as database:
            store_with_ada(database)
        keys = keys_of(path).folder
        for place in (keys, *keys.iterdir()):
            os.chown(place, workers.NOBODY, -1)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        before = path.read_bytes()
        with ProcessPoolExecutor(1, mp_context=SPAWN) as pool:
            done = pool.submit(workers.write_without_the_right_to, path)
            assert done.result() == (True, "ReadOnlyDatabaseError")
        assert path.read_bytes() == before
        path.parent.chmod(0o755)
        path.chmod(0o644)
