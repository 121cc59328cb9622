"""Thins one folder out and says what it read and did, for tests in a process apart."""

import sys
from pathlib import Path

from scheduler.store.backup_values import Written
from scheduler.store.thinning import thin


def main(folder: Path, known: dict[str, Written]) -> None:
    read: set[str] = set()

    def see(event: str, args: tuple[object, ...]) -> None:
        if event == "open" and str(args[0]).startswith(f"{folder}/"):
            read.add(Path(str(args[0])).name)

    sys.addaudithook(see)
    done = thin(folder, known)
    for name in sorted(read):
        sys.stdout.write(f"read: {name}\n")
    sys.stdout.write(f"removed: {len(done.removed)}\nproblem: {done.problem}\n")


def _known(word: str) -> tuple[str, Written]:
    name, digest, size = word.split("=")
    return name, Written(digest=digest, size=int(size))


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(map(_known, sys.argv[2:])))
