"""T3: let each system call of an operation fail, once and from then on.

    .venv/bin/python -m tests.campaigns.failing_calls [--operations NAME ...]

strace lets the n-th call of its kind fail, or each from the n-th on. The failure must
be told as an error that a user can act on, nothing may be acknowledged or saved by the
step that failed, and the same process must go on when the fault is over. SQLite takes
no notice when a folder cannot be synced: those failures are counted as known.
"""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.campaigns.figures import Figures
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.oracle import Violation
from tests.campaigns.prepared import Prepared
from tests.campaigns.processes import Driver, Session, driver, missing, strace

FULL = ("EIO", "ENOSPC", "EDQUOT")
ERRORS: Mapping[str, Sequence[str]] = {
    "pwrite64": FULL,
    "write": FULL,
    "openat": FULL,
    "fdatasync": FULL,
    "fsync": FULL,
    "ftruncate": FULL,
    "rename": FULL,
    "link": FULL,
    "mkdir": FULL,
    "unlink": ("EIO", "EROFS"),
    "pread64": ("EIO",),
    "read": ("EIO",),
    "lseek": ("EIO",),
    "fcntl": ("EIO", "ENOLCK"),
    "close": ("EIO",),
    "newfstatat": ("EIO",),
    "fstat": ("EIO",),
    "stat": ("EIO",),
}
_INJECTED = re.compile(r"(\w+)\((.*)\) = -1 (\w+) .*\(INJECTED\)")
_PATH = re.compile(r"(?:^\d+<|\")([^\">]*)")


class Failures:
    """What strace let fail, by call and path."""

    def __init__(self, log: Path) -> None:
        self.found = _INJECTED.findall(log.read_text(errors="replace"))

    @property
    def known(self) -> bool:
        """True if only calls failed of which SQLite takes no notice."""
        return all(_unnoticed(call, words) for call, words, _ in self.found)

    def __str__(self) -> str:
        return ", ".join(f"{call}({words[:60]})" for call, words, _ in self.found[:2])


def _unnoticed(call: str, words: str) -> bool:
    """Tell whether SQLite passes over such a failure, by design."""
    path = _PATH.search(words)
    if call == "close":
        return True
    if call in {"openat", "fsync", "fdatasync"} and path:
        return path[1] == "/dev/urandom" or Path(path[1]).is_dir()
    return False


class Campaign(Prepared):
    """One operation, in which calls fail."""

    def run(
        self, errors: Mapping[str, Sequence[str]], every: int, figures: Figures
    ) -> None:
        """Let each call fail in each way at each point, or at every n-th."""
        for call, names in errors.items():
            for name in names:
                for more in ("", "+"):
                    for point in self._points(
                        f"{call}:error={name}", more, every, figures
                    ):
                        figures.count(f"failing {call}")
                        figures.progress(f"{self.name}: {call} {name} {point}{more}")

    def _points(
        self, fault: str, more: str, every: int, figures: Figures
    ) -> Iterator[int]:
        point = 1
        while self._failed(f"inject={fault}:when={point}{more}", figures):
            yield point
            point += every

    def _failed(self, fault: str, figures: Figures) -> bool:
        folder, log = self.fresh(), self.room / "log"
        call = fault.removeprefix("inject=").partition(":")[0]
        options = ["-y", "-o", str(log), "-e", f"trace={call}", "-e", fault]
        with self.driver.session(folder, self.name) as session:
            with strace(session.pid, options):
                self._work(session)
            failures = Failures(log)
            wrong = self._told(session, failures) or self._goes_on(session, folder)
        if failures.found and failures.known and not session.errors:
            figures.count("of these known: SQLite ignores that a folder is not synced")
        figures.judge(wrong, f"{self.name}, {fault}, {failures}")
        return bool(failures.found)

    def _work(self, session: Session) -> None:
        """Let it do its steps until one fails."""
        while session.acknowledged < self.times and not session.errors:
            if not session.step():
                return

    def _told(self, session: Session, failures: Failures) -> Violation | None:
        if session.errors:
            return None
        if session.acknowledged < self.times:
            return Violation("unusable", "the program ended")
        if failures.found and not failures.known:
            return Violation("not told", "it was acknowledged all the same")
        return None

    def _goes_on(self, session: Session, folder: Path) -> Violation | None:
        """Look at the file now that the fault is over, and do the steps left."""
        if wrong := self.oracle.as_told(folder, session.acknowledged):
            return wrong
        while session.acknowledged < self.times:
            if not session.step().startswith("ack"):
                return Violation("unusable", f"it did not go on: {session.errors[-1:]}")
        session.finish()
        return self.oracle.problem(folder, self.times)


def campaign(
    waiting: Driver,
    operation: str,
    errors: Mapping[str, Sequence[str]] = ERRORS,
    *,
    every: int = 1,
    figures: Figures,
) -> None:
    """Let each call of an operation fail."""
    with TemporaryDirectory() as room:
        Campaign(waiting, operation, Path(room)).run(errors, every, figures)


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
    return figures.report("T3, failing calls")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
