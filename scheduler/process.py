"""What this process leaves behind when it ends badly: nothing of a participant."""

import ctypes
import os
import sys
import traceback
from threading import Timer

_PR_SET_DUMPABLE = 4  # of linux/prctl.h


def keep_memory_private() -> None:
    """Let no core file be written, and no other process of the user look in.

    What the system cannot switch off stays on: Windows and macOS keep their own
    crash reports, as the manual says.

    Source:
        reliability.md F22.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        # Systems that hand a core to a program do not ask for the limit above.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def end_within(seconds: float, status: int) -> None:
    """End this process in that time, whatever still waits for a share that has died.

    A thread that asks such a share cannot be ended, and Python waits for it.

    Args:
        seconds: for everything that ends by itself.
        status: of the process.
    """
    timer = Timer(seconds, os._exit, [status])
    timer.daemon = True
    timer.start()


def fault_text(error: BaseException) -> str:
    """Return where a fault of the program happened, and no value of it.

    A message may quote a record, and what is written to standard error ends in the
    system's log where the program was not started from a terminal.
    """
    frames = traceback.format_tb(error.__traceback__)
    return "".join(["Traceback (most recent call last):\n", *frames, _kind(error)])


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__name__}\n"
