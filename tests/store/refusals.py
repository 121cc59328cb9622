"""What it means that a write was refused: everything is as it was."""

from collections.abc import Callable

import pytest

from scheduler.errors import CycleDeskError
from scheduler.store.store import Store


def state(store: Store):
    """Return everything that a refused write must leave as it was."""
    found = [(one, store.facts(one.id)) for one in store.participants()]
    return found, store.people(), store.site(), store.history(limit=10_000)


def refused(store: Store, error: type[CycleDeskError], write: Callable[[], object]):
    before = state(store)
    with pytest.raises(error) as caught:
        write()
    assert state(store) == before
    return caught.value
