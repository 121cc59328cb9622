"""The same rules without a window, for scripts and checks."""

import argparse
import json
import sys
from collections.abc import Sequence

from scheduler.commands import (
    agenda,
    backups,
    doses,
    history,
    open_days,
    plans,
    profiles,
    replays,
    restores,
    verifying,
    versions,
    what_if,
)
from scheduler.errors import CycleDeskError
from scheduler.process import keep_memory_private

COMMANDS = (
    plans,
    what_if,
    versions,
    agenda,
    doses,
    open_days,
    history,
    profiles,
    verifying,
    backups,
    restores,
    replays,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status of the process.

    0 is done, 1 is something the user can act on, 2 is wrong usage.
    """
    keep_memory_private()
    for stream in (sys.stdout, sys.stderr):
        # Codes and reasons may hold any letter, whatever the terminal thinks.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    args = _parser().parse_args(argv)
    try:
        answer, text = args.run(args)
    except CycleDeskError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(answer, ensure_ascii=False, indent=2) if args.json else text)
    return 1 if args.fails(answer) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cycledesk-cli", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return parser
