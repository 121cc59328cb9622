"""Backups while somebody else writes without a pause, each followed to its end."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from scheduler.store.backup import take_backup
from scheduler.store.backup_values import Place
from scheduler.store.connection import open_database
from scheduler.store.questions import Questions
from scheduler.store.values import HistoryRow
from tests.keys import keys_of
from tests.store.backups import order, quick, unpacked


@contextmanager
def writing_without_a_pause(path: Path) -> Iterator[None]:
    """Let another process save a weight a day for as long as the block lasts."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.workers", str(path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout
    try:
        writer.stdout.readline()  # it has begun
        yield
    finally:
        writer.kill()
        writer.communicate()


def backups_under_load(path: Path, folder: Path, count: int) -> list[Path]:
    """Take backups of a closed file while somebody writes in it; return the files.

    Args:
        path: a site file in which A. Kowalska can sign in.
        folder: where the backups go; it is made.
        count: how many.
    """
    folder.mkdir()
    made = []
    with writing_without_a_pause(path):
        for number in range(count):
            asked = quick(order(path))
            later = replace(asked, at=asked.at + timedelta(seconds=number))
            [outcome] = take_backup(later, [Place(folder=folder)])
            assert outcome.made, outcome.problem
            made.append(folder / outcome.name)
    return made


def history_in(path: Path) -> tuple[HistoryRow, ...]:
    """Return all of History, oldest first; the writer was killed in a save."""
    with closing(open_database(path, keys_of(path))) as database:
        return Questions(database).history(limit=1_000_000)[::-1]


def not_a_beginning(path: Path, made: list[Path]) -> list[str]:
    """Return the backups that are no earlier state of the file, none if all are."""
    whole, wrong = history_in(path), []
    for number, one in enumerate(made):
        out = path.with_name(f"out-{number}.db")
        unpacked(one, out)  # sound in itself: chain, tables, digests
        there = history_in(out)
        if not there or there != whole[: len(there)]:
            wrong.append(one.name)
        out.unlink()
    return wrong
