"""What must not outlive a fault is done in a child: limits, users, open files."""

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ChildError(Exception):
    """The child ended by a fault of the program; the traceback is the message."""


def in_a_child(work: Callable[[], T]) -> T:
    """Do something in a copy of this process and return what it returned.

    Raises:
        ChildError: it raised.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    if not said:
        raise ChildError("it was killed")
    good, found = pickle.loads(said)  # noqa: S301  our own child
    if not good:
        raise ChildError(found)
    return found  # type: ignore[no-any-return]


def _answer(work: Callable[[], object], writing: int) -> None:
    try:
        said = True, work()
    except BaseException:  # noqa: BLE001  whatever it is, the parent is told
        said = False, traceback.format_exc()
    with os.fdopen(writing, "wb") as answer:
        answer.write(pickle.dumps(said))
    sys.stdout.flush()
    os._exit(0)
