"""A folder that answers nobody, as one on a share does whose server has died."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

_DETACH = 2
_LONGEST = 60.0  # seconds; then it answers, so that no test hangs


@dataclass
class DeadShare:
    """A mounted folder; it answers once it is no longer dead.

    Attributes:
        dead: False once it was given back.
    """

    folder: Path
    dead: bool = True


@contextmanager
def dead_share(folder: Path) -> Iterator[DeadShare]:
    """Let a folder answer nobody for the length of the block.

    It is a file system whose program never says a word: every call to it waits.

    Raises:
        OSError: nothing can be mounted here.
    """
    if sys.platform != "linux":
        raise OSError("no such file system")
    folder.mkdir()
    number = os.open("/dev/fuse", os.O_RDWR)
    libc = ctypes.CDLL(None, use_errno=True)
    said = f"fd={number},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
    if libc.mount(b"dead", bytes(folder), b"fuse", 0, said.encode()):
        os.close(number)
        raise OSError(ctypes.get_errno(), "nothing can be mounted here")
    share = DeadShare(folder)

    def give_back() -> None:
        if share.dead:
            share.dead = False
            os.close(number)
            libc.umount2(bytes(folder), _DETACH)

    timer = Timer(_LONGEST, give_back)
    timer.start()
    try:
        yield share
    finally:
        timer.cancel()
        give_back()
