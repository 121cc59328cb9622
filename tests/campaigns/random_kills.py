"""T1b: end the program at any time while it works, and look at what is there.

    .venv/bin/python -m tests.campaigns.random_kills [--points N] [--window N]

It is killed between 50 and 300 ms after it was ready, most often by SIGKILL, else as a
session ends (SIGTERM, SIGHUP), again and again on one file. ``--window`` does the same
to the window while somebody types into its dialogs, up to 1.5 s after it was ready.
"""

import os
import random
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from scheduler.errors import CycleDeskError
from scheduler.store.store import Store
from tests.campaigns.everyday import counted
from tests.campaigns.figures import Figures
from tests.campaigns.operations import ENDLESS
from tests.campaigns.processes import Driver, driver, missing
from tests.campaigns.site import open_site
from tests.campaigns.violations import Violation
from tests.campaigns.window import added

EARLIEST = 0.05  # seconds after it was ready
LATEST = {"everyday work": 0.3, "window": 1.5}  # typing takes its time
ON_ONE_FILE = 50  # kills; the look at a file takes longer the more is in it
MORE_THAN_ENOUGH = 2000  # steps until the latest kill
SIGNALS = ("SIGKILL", "SIGKILL", "SIGTERM", "SIGHUP")
Look = Callable[[Store, int], tuple[int, Violation | None]]
LOOKS: dict[str, Look] = {"everyday work": counted, "window": added}


class Campaign:
    """Kills on one file, one after the other."""

    def __init__(self, waiting: Driver, work: str, chance: random.Random) -> None:
        self._waiting, self._work, self._chance = waiting, work, chance

    def kill(self, folder: Path, number: int, figures: Figures) -> int:
        """Kill the program once; return how many entries there are."""
        with self._waiting.session(folder, self._work, first=number) as session:
            session.send(*["go"] * MORE_THAN_ENOUGH)
            sleep(self._chance.uniform(EARLIEST, LATEST[self._work]))
            how = self._chance.choice(SIGNALS)
            os.kill(session.pid, signal.Signals[how])
            session.listen()
        figures.count(f"kills of {self._work}, {how}")
        figures.count("acknowledged entries", session.acknowledged - number)
        there, wrong = self._there(folder, session.acknowledged)
        figures.judge(wrong, f"{self._work}, {how}")
        return there

    def _there(self, folder: Path, acknowledged: int) -> tuple[int, Violation | None]:
        try:
            with closing(open_site(folder)) as store:
                return LOOKS[self._work](store, acknowledged)
        except CycleDeskError as error:
            return acknowledged, Violation("unusable", str(error))


def campaign(waiting: Driver, work: str, points: int, figures: Figures) -> None:
    """Kill the program many times, on a new file now and then."""
    chance = random.Random(4523493)  # noqa: S311  the same moments every time
    kills = Campaign(waiting, work, chance)
    for start in range(0, points, ON_ONE_FILE):
        with TemporaryDirectory() as name:
            ENDLESS[work].prepare(Path(name))
            number = 0
            for point in range(start, min(points, start + ON_ONE_FILE)):
                number = kills.kill(Path(name), number, figures)
                figures.progress(f"{work}: {point + 1} of {points} kills")


def main(argv: Sequence[str]) -> int:
    """Run the campaign and return the exit status."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--window", type=int, default=200)
    wanted = parser.parse_args(argv)
    if problem := missing():
        parser.error(problem)
    figures = Figures(sys.stdout)
    with driver() as waiting:
        campaign(waiting, "everyday work", wanted.points, figures)
        campaign(waiting, "window", wanted.window, figures)
    return figures.report("T1b, random kills")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
