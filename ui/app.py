"""``main``: arguments, application, window, then the file; wires, owns nothing."""

import argparse
import os
import sys
from collections.abc import Sequence

from scheduler.process import end_within, keep_memory_private
from ui import system_libraries

VERSION = "0.1.0"
END_SECONDS = 10.0  # for threads that may wait for a share


def main(argv: Sequence[str] | None = None) -> int:
    """Open the program; return the exit status of the process."""
    keep_memory_private()
    args = _parser().parse_args(argv)
    # Without these, importing Qt ends in a traceback or an abort of the process.
    problem = system_libraries.library_problem() or system_libraries.screen_problem(
        os.environ
    )
    if problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    from ui.opening import run  # noqa: PLC0415  Qt may be missing above

    status = run(args.file, demo=args.demo)
    end_within(END_SECONDS, status)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cycledesk", description="Cycle calendars and dosing sheets."
    )
    parser.add_argument("file", nargs="?", help="the site file to open")
    parser.add_argument(
        "--demo", action="store_true", help="open with invented participants"
    )
    parser.add_argument("--version", action="version", version=f"CycleDesk {VERSION}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
