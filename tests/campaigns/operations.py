"""What the driver does while faults come: prepared folders and numbered steps."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from scheduler.store.migrations import migrations
from scheduler.store.store import Store
from tests.campaigns.copies import (
    back_up,
    files_set_aside,
    good_backups,
    make_site_to_restore,
    restore,
)
from tests.campaigns.everyday import make_busy_site, make_entry
from tests.campaigns.site import (
    Write,
    make_site,
    open_site,
    open_unsigned,
    printed,
    signature,
    site_file,
    visit,
    weight,
)
from tests.campaigns.violations import Also
from tests.campaigns.window import Screen
from tests.store.earlier import made_before


class Desk:
    """The program at one site, before and after it has opened the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: Store | None = None
        self._screen: Screen | None = None

    @property
    def screen(self) -> Screen:
        if self._screen is None:
            self._screen = Screen(self.folder)
        return self._screen

    @property
    def store(self) -> Store:
        if self._store is None:
            self._store = open_site(self.folder)
        return self._store

    def open(self) -> None:
        """Open the file and let nobody in yet."""
        self._store = open_unsigned(self.folder)

    def close(self) -> None:
        if self._store:
            self._store.close()


Step = Callable[[Desk], object]


def _store(desk: Desk) -> object:
    return desk.store.participants()


def _no_more(_folder: Path, _acknowledged: int) -> None:
    """Look no further: the records are all there is."""


def _nothing(_: Desk) -> None:
    """Open nothing: the step does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that people do, again and again.

    Attributes:
        prepare: fills an empty folder.
        step: what is done the n-th time, from 0.
        times: how often in a kill campaign.
        power_losses: how often while a power loss is simulated.
        also: what must hold besides the records.
        open_first: what of the desk is opened before the first step.
    """

    prepare: Callable[[Path], None]
    step: Callable[[int], Step]
    times: int = 2
    power_losses: int = 15
    also: Also = _no_more
    open_first: Callable[[Desk], object] = _store


def _write(make: Callable[[int], Write]) -> Callable[[int], Step]:
    def step(number: int) -> Step:
        write = make(number)
        return lambda desk: write(desk.store)

    return step


def _save(number: int) -> Write:
    return weight(number // 2) if number % 2 == 0 else visit(number // 2)


def _back_up(number: int) -> Step:
    return lambda desk: back_up(desk.folder, number)


def _open(_: int) -> Step:
    return Desk.open


def _earlier(migration: str) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        site_file(folder).parent.mkdir()
        made_before(site_file(folder), migration)

    return prepare


def _later_migrations() -> list[str]:
    """Return the migrations that a file of some release lacks: all but the first."""
    with closing(sqlite3.connect(":memory:")) as conn:
        db = Database(conn, execute_plugins=False)
        return [migration.name for migration in migrations.pending(db)][1:]


OPERATIONS: dict[str, Operation] = {
    "save": Operation(prepare=make_site, step=_write(_save)),
    "print record": Operation(prepare=make_site, step=_write(printed)),
    "sign": Operation(prepare=make_site, step=_write(signature)),
    "restore": Operation(
        prepare=make_site_to_restore,
        step=lambda _: lambda desk: restore(desk.folder),
        also=files_set_aside,
        open_first=_nothing,
    ),
    "backup": Operation(prepare=make_site, step=_back_up, also=good_backups),
    **{
        f"migrate {name[:4]}": Operation(
            prepare=_earlier(name),
            step=_open,
            times=1,
            power_losses=1,
            open_first=_nothing,
        )
        for name in _later_migrations()
    },
}

# What random kills interrupt; it is never at an end.
ENDLESS: dict[str, Operation] = {
    "everyday work": Operation(prepare=make_busy_site, step=_write(make_entry)),
    "window": Operation(
        prepare=make_site,
        step=lambda number: lambda desk: desk.screen.add(number),
        open_first=lambda desk: desk.screen,
    ),
}
