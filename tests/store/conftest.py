"""Real files in a folder of their own; nothing here is pretended."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.store.connection import create_database, open_memory
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.keys import keys_of
from tests.store.given import AK, EVERY_FACT, store_with_ada


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trial.db"


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed file with a participant and one fact of each kind."""
    with closing(create_database(path, keys_of(path))) as database:
        store, ada = store_with_ada(database)
        store.record_visit(ada, EVERY_FACT, by=AK)
    return path


@pytest.fixture
def enrolled(path: Path) -> Iterator[tuple[Store, ParticipantId]]:
    """A file with a site and one participant."""
    with closing(create_database(path, keys_of(path))) as database:
        yield store_with_ada(database)


@pytest.fixture
def store(enrolled: tuple[Store, ParticipantId]) -> Store:
    return enrolled[0]


@pytest.fixture
def ada(enrolled: tuple[Store, ParticipantId]) -> ParticipantId:
    return enrolled[1]


@pytest.fixture
def memory() -> Iterator[tuple[Store, ParticipantId]]:
    """The same without a file, for what only needs the schema."""
    with closing(open_memory()) as database:
        yield store_with_ada(database)
