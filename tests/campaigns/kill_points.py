"""T1a: kill the program at each of its system calls, and look at what is there.

    .venv/bin/python -m tests.campaigns.kill_points [--operations NAME ...]

strace kills the process when it makes a call for the n-th time, before the call is
done; n counts up until the process survives.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.campaigns.figures import Figures
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.prepared import Prepared
from tests.campaigns.processes import Driver, driver, missing, strace
from tests.campaigns.violations import Violation

CALLS = (
    "pwrite64",
    "fdatasync",
    "fsync",
    "unlink",
    "ftruncate",
    "write",
    "rename",
    "openat",
    "link",
    "close",
    "mkdir",
    "sendto",
)


class Campaign(Prepared):
    """One operation, killed many times."""

    def run(self, calls: Sequence[str], every: int, figures: Figures) -> None:
        """Kill at each point of each call, or at every n-th."""
        for call in calls:
            for point in self._points(call, every, figures):
                figures.count(f"kill points at {call}")
                figures.progress(f"{self.name}: {call} {point}")

    def wrong(self, folder: Path, acknowledged: int, _: Figures) -> Violation | None:
        """Return what does not hold after a kill."""
        return self.oracle.problem(folder, acknowledged)

    def _points(self, call: str, every: int, figures: Figures) -> Iterator[int]:
        point = 1
        while self._killed(call, point, figures):
            yield point
            point += every

    def _killed(self, call: str, point: int, figures: Figures) -> bool:
        folder = self.fresh()
        fault = f"inject={call}:signal=SIGKILL:when={point}"
        with self.driver.session(folder, self.name) as session:
            quiet = ["-o", os.devnull]
            with strace(session.pid, [*quiet, "-e", f"trace={call}", "-e", fault]):
                session.send(*["go"] * self.times, "end")
                session.listen()
            wrong = self.wrong(folder, session.acknowledged, figures)
        figures.judge(wrong, f"{self.name}, kill at {call} number {point}")
        return not session.ended


def campaign(
    waiting: Driver,
    operation: str,
    calls: Sequence[str] = CALLS,
    *,
    every: int = 1,
    figures: Figures,
) -> None:
    """Kill an operation at each point of each call."""
    with TemporaryDirectory() as room:
        Campaign(waiting, operation, Path(room)).run(calls, every, figures)


def main(argv: Sequence[str]) -> int:
    """Run the campaign and return the exit status."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--operations", nargs="+", default=[*OPERATIONS])
    wanted = parser.parse_args(argv)
    if problem := missing():
        parser.error(problem)
    figures = Figures(sys.stdout)
    with driver() as waiting:
        for operation in wanted.operations:
            campaign(waiting, operation, figures=figures)
    return figures.report("T1a, kill points")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
