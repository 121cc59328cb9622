"""A clock that moves, and attempts to sign in, for the tests of passwords."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduler.store.people_errors import (
    LockedAccountError,
    WrongPasswordError,
)
from scheduler.store.store import Store
from scheduler.store.values import Action, HistoryRow, Role, Writer
from tests.people import (
    PASSWORD,
    colleague,
)
from tests.store.given import AK, NOW

WRONG = "not the quiet river"
BEN = colleague("B. Nowak", Role.INVESTIGATOR)
BEN_AT_DESK = replace(AK, person=BEN.name, role=BEN.role)
MINUTES = timedelta(minutes=2)


class Clock:
    """A clock that tests move on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def wait(self, passed: timedelta = MINUTES) -> None:
        self.now += passed


def enter(store: Store, password: str = PASSWORD, name: str = AK.person) -> Writer:
    return store.sign_in(name, password, workstation=AK.workstation, program=AK.program)


def events(store: Store) -> list[tuple[str, str, str | None]]:
    """Return who did what with which words, newest first."""
    return [
        (row.writer.person, row.record, row.new)
        for row in store.history()
        if row.action is Action.EVENT and row.record != "file"
    ]


def newest(store: Store) -> HistoryRow:
    return store.history(limit=1)[0]


def fail(store: Store, clock: Clock, times: int) -> None:
    for _ in range(times):
        clock.wait()
        with pytest.raises((WrongPasswordError, LockedAccountError)):
            enter(store, WRONG)
