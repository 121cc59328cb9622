"""Starting the driver, talking to it, and laying strace on it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds until a process that should have answered is given up


def missing() -> str:
    """Return why no campaign can run here; empty if one can."""
    if sys.platform != "linux":
        return "campaigns need Linux"
    return "" if shutil.which("strace") else "campaigns need strace"


@dataclass
class Session:
    """One driver process, from the campaign's side.

    Attributes:
        acknowledged: how many steps it has acknowledged.
        errors: what it said of steps that it could not do.
        ended: True if it ended by itself, without an error of the program.
    """

    connection: socket.socket
    pid: int = 0
    acknowledged: int = 0
    errors: list[str] = field(default_factory=list)
    ended: bool = False

    def send(self, *lines: str) -> None:
        self.connection.sendall("".join(f"{line}\n" for line in lines).encode())

    def heard(self) -> str:
        """Return the next line that it says, empty when it is gone."""
        line = bytearray()
        while not line.endswith(b"\n"):
            try:
                found = self.connection.recv(1)
            except ConnectionResetError:
                return ""
            if not found:
                return ""
            line += found
        self._note(line.decode().strip())
        return line.decode().strip()

    def _note(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "ready":
            self.pid = int(rest)
        elif word == "ack":
            self.acknowledged = int(rest) + 1
        elif word == "error":
            self.errors.append(rest)
        elif word == "done":
            self.ended = True

    def listen(self) -> None:
        """Hear it out until it is gone."""
        while self.heard():
            pass
        wait_until_gone(self.pid)

    def step(self) -> str:
        """Let it do one step and return what came of it."""
        self.send("go")
        return self.heard()

    def skip(self) -> None:
        """Let it go on after the step that it is at."""
        self.send("skip")
        self.heard()

    def finish(self) -> None:
        self.send("end")
        self.listen()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self.listen()


class Driver:
    """The waiting driver, which starts a process for each session."""

    def __init__(self, door: Path) -> None:
        self._door = door

    @contextmanager
    def session(
        self,
        folder: Path,
        operation: str,
        *,
        variant: str = "product",
        first: int = 0,
    ) -> Iterator[Session]:
        """Start a process, ready at its first step."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(str(self._door))
            one = Session(connection, acknowledged=first)
            wish = {"folder": str(folder), "operation": operation}
            one.send(json.dumps({**wish, "variant": variant, "first": first}))
            if not one.heard().startswith("ready"):
                raise ChildProcessError(operation)
            yield one


@contextmanager
def driver() -> Iterator[Driver]:
    """Keep the driver waiting for as long as the block lasts."""
    with TemporaryDirectory() as folder:
        door = Path(folder, "door")
        command = [sys.executable, "-m", "tests.campaigns.driver", str(door)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            try:
                if process.stdout.readline() != "listening\n":
                    raise ChildProcessError(command)
                yield Driver(door)
            finally:
                process.terminate()


@contextmanager
def strace(pid: int, options: Sequence[str]) -> Iterator[None]:
    """Lay strace on a process until the block ends or the process does."""
    command = ["strace", "-f", "-p", str(pid), *options]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        try:
            if "attached" not in (line := process.stderr.readline()):
                raise ChildProcessError(line)
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.stderr.read()


def wait_until_gone(pid: int) -> None:
    """Wait until a killed process holds no lock any more."""
    give_up = monotonic() + PATIENCE
    while Path("/proc", str(pid)).exists():
        if monotonic() > give_up:
            raise TimeoutError(pid)
        sleep(0.001)
