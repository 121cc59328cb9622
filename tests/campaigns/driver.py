"""The process that faults are done to: ``python -m tests.campaigns.driver SOCKET``.

It waits at a socket and starts a process of its own for each visitor, who sends one
line of JSON (folder, operation, variant, first step) and then ``go`` for each step, or
``skip``. The answers are ``ready``, ``ack N`` when the store's method has returned,
``error NAME: TEXT`` when it raised what a user can act on, and ``done``. An answer goes
out by ``sendto``, which no campaign lets fail, and nothing else that it writes does.
"""

import ctypes
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import CycleDeskError
from tests.campaigns.operations import ENDLESS, OPERATIONS, Desk

_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)


EARLY = "acknowledged early"
# Ways of writing that the campaigns must find out, by what they switch off.
WRONG: dict[str, tuple[str, ...]] = {
    "journal deleted, synchronous FULL": ("PRAGMA synchronous = FULL",),
    "synchronous OFF": ("PRAGMA synchronous = OFF",),
    EARLY: (),
}


class Visitor:
    """One campaign at the other end of a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("r")

    def heard(self) -> str:
        return self._lines.readline().strip()

    def say(self, line: str) -> None:
        self._connection.send(line.encode() + b"\n")


def wait_for_visitors(path: Path) -> None:
    """Serve each visitor in a process of its own, until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()
        sys.stdout.write("listening\n")
        sys.stdout.flush()
        while True:
            connection, _ = door.accept()
            if os.fork() == 0:
                _become_the_driver()
                door.close()
                serve(Visitor(connection))
                os._exit(0)
            connection.close()


def _become_the_driver() -> None:
    # What started the campaign may ignore signals, as nohup does; the program does not.
    for number in (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    # Where only a parent may look into a process, let strace do so.
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYBODY, 0, 0, 0)


def serve(visitor: Visitor) -> None:
    """Do the steps that the visitor asks for."""
    wish = json.loads(visitor.heard())
    operation = (OPERATIONS | ENDLESS)[wish["operation"]]
    desk = Desk(Path(wish["folder"]))
    operation.open_first(desk)
    if wish["variant"] in WRONG:
        _write_wrongly(desk, WRONG[wish["variant"]])
    visitor.say(f"ready {os.getpid()}")
    steps = _acknowledge_early if wish["variant"] == EARLY else _acknowledge
    number = wish["first"]
    while (order := visitor.heard()) in {"go", "skip"}:
        step = partial(operation.step(number) if order == "go" else _nothing, desk)
        number += steps(visitor, number, step)
    desk.close()
    with suppress(BrokenPipeError):
        visitor.say("done")


def _write_wrongly(desk: Desk, pragmas: Sequence[str]) -> None:
    """Do without what the variant switches off, and without anchors.

    Writing those down makes the folder lasting, which hides that the journal was not.
    """
    database = desk.store.database
    for pragma in pragmas:
        database.db.execute(pragma)
    database.identity = replace(database.identity, anchors=None)


def _nothing(_: Desk) -> None:
    """Do nothing, where the step was found to be done."""


def _acknowledge(visitor: Visitor, number: int, step: Callable[[], object]) -> int:
    """Do a step and say so; return by how much to count up."""
    try:
        step()
    except CycleDeskError as error:
        visitor.say(f"error {type(error).__name__}: {error}")
        return 0
    visitor.say(f"ack {number}")
    return 1


def _acknowledge_early(
    visitor: Visitor, number: int, step: Callable[[], object]
) -> int:
    visitor.say(f"ack {number}")
    step()
    return 1


def _load_everything() -> None:
    """Do each step once, so that no import falls into a campaign."""
    for operation in OPERATIONS.values():
        with TemporaryDirectory() as folder:
            operation.prepare(Path(folder))
            desk = Desk(Path(folder))
            operation.step(0)(desk)
            desk.close()


if __name__ == "__main__":
    _load_everything()
    wait_for_visitors(Path(sys.argv[1]))
