"""T3: let each system call of an operation fail, once and from then on.

    .venv/bin/python -m tests.campaigns.failing_calls [--every N]
        [--operations NAME ...]

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
from tests.campaigns.prepared import Prepared
from tests.campaigns.processes import Driver, Session, driver, missing, strace
from tests.campaigns.violations import Violation

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
# Anchors may lag: what cannot be written down beside the file is tried again later.
_BESIDE = re.compile(r"\.anchor")
_PATH = re.compile(r"(?:^\d+<|\")([^\">]*)")


# A disk that does not answer is no damage.
_ALARMS = ("Damaged", "Foreign", "Altered", "Newer", "KeyMissing", "Missing")
# A record is lost if one of these fails and nobody says so.
_CARRY = {
    "pwrite64",
    "write",
    "fdatasync",
    "fsync",
    "ftruncate",
    "rename",
    "link",
    "mkdir",
    "unlink",
}


class Failures:
    """What strace let fail, by call and path."""

    def __init__(self, log: Path) -> None:
        self.found = _INJECTED.findall(log.read_text(errors="replace"))
        self.carrying = [
            words
            for call, words, _ in self.found
            if call in _CARRY and not _BESIDE.search(words)
        ]

    @property
    def reading(self) -> bool:
        """True if only reads failed."""
        return {call for call, *_ in self.found} <= {"pread64", "read"}

    @property
    def known(self) -> bool:
        """True if only folders could not be synced, of which SQLite says nothing."""
        return all(_names_a_folder(words) for words in self.carrying)

    def __str__(self) -> str:
        return ", ".join(f"{call}({words[:90]})" for call, words, _ in self.found[:2])


def _passed_over(failures: Failures) -> str:
    """Say why nothing was told."""
    if not failures.found:
        return "calls of this kind that did not fail, at the end of each count"
    if not failures.carrying:
        return "of these passed over: nothing hung on them"
    return "of these known: SQLite says nothing of a folder that is not synced"


def _names_a_folder(words: str) -> bool:
    path = _PATH.search(words)
    return bool(path) and Path(path[1]).is_dir()


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
            wrong = self._told(session, fault, failures) or self._goes_on(
                session, folder
            )
        if not session.errors:
            figures.count(_passed_over(failures))
        figures.judge(wrong, f"{self.name}, {fault}, {failures}")
        return bool(failures.found)

    def _work(self, session: Session) -> None:
        """Let it do its steps until one fails."""
        while session.acknowledged < self.times and not session.errors:
            if not session.step():
                return

    def _told(
        self, session: Session, fault: str, failures: Failures
    ) -> Violation | None:
        if fault.endswith("+") and failures.reading:
            return None  # a disk that can never be read is as good as damaged
        if any(said.startswith(_ALARMS) for said in session.errors):
            return Violation("false alarm", session.errors[-1])
        if session.errors:
            return None
        if session.acknowledged < self.times:
            return Violation("unusable", "the program ended")
        if not failures.known:
            return Violation("not told", "it was acknowledged all the same")
        return None

    def _goes_on(self, session: Session, folder: Path) -> Violation | None:
        """Look at the file now that the fault is over, and do the steps left."""
        if self._unconfirmed(session, folder):
            session.skip()
        if wrong := self.oracle.as_told(folder, session.acknowledged):
            return wrong
        while session.acknowledged < self.times:
            if not session.step().startswith("ack"):
                return Violation("unusable", f"it did not go on: {session.errors[-1:]}")
        session.finish()
        return self.oracle.problem(folder, self.times)

    def _unconfirmed(self, session: Session, folder: Path) -> bool:
        """Tell whether it said that nobody knows, and the step was saved."""
        said = session.errors[-1:] and session.errors[-1].startswith("UnconfirmedSave")
        next_one = session.acknowledged + 1
        return bool(said) and self.oracle.as_told(folder, next_one) is None


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
    parser.add_argument("--every", type=int, default=1, help="2: every second point")
    wanted = parser.parse_args(argv)
    if problem := missing():
        parser.error(problem)
    figures = Figures(sys.stdout)
    with driver() as waiting:
        for operation in wanted.operations:
            campaign(waiting, operation, every=wanted.every, figures=figures)
    return figures.report("T3, failing calls")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
