"""What is asked often does not read everything that was ever saved."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from scheduler.store.connection import open_memory
from scheduler.store.store import Store
from scheduler.store.values import Writer
from tests.people import PASSWORD, PASSWORDS
from tests.store.given import ADA, AK, AMENDED, NOW, found

YEARS = 300  # comings and goings; what reads them all takes hundreds of times as long


class Clock:
    """A clock that tests move on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    """A store on which somebody has come and gone for long."""
    with closing(open_memory(clock=clock)) as database:
        opened = found(Store(database, clock, AMENDED, PASSWORDS))
        opened.sign_out(AK)
        for _ in range(YEARS):
            come(opened)
            clock.now += timedelta(minutes=1)
            opened.sign_out(AK)
        clock.now += timedelta(days=1)
        come(opened)
        yield opened


def come(store: Store, workstation: str = AK.workstation) -> Writer:
    return store.sign_in(
        AK.person, PASSWORD, workstation=workstation, program=AK.program
    )


def steps(store: Store, ask: Callable[[], object]) -> int:
    """Return how many thousand instructions of SQLite a question takes."""
    taken: list[int] = []
    conn = store.database.db.conn
    conn.set_progress_handler(lambda: taken.append(1), 1000)
    ask()
    conn.set_progress_handler(None, 0)
    return len(taken)


def test_undo_reads_the_saves_of_today_only(store: Store):
    """R21: asked after every save, also where nothing was entered for long."""
    assert steps(store, lambda: store.undoable(by=AK)) == 0
    store.add_participant(ADA, by=AK)
    assert steps(store, lambda: store.undoable(by=AK)) == 0
    assert store.undoable(by=AK)


def test_who_else_is_there_is_told_by_what_happened_of_late(store: Store, clock: Clock):
    """F48: asked at every sign-in."""
    clock.now += timedelta(hours=1)
    there = come(store, "desk-9")
    assert steps(store, lambda: store.other_uses(there)) == 0
    assert [use.workstation for use in store.other_uses(there)] == [AK.workstation]
