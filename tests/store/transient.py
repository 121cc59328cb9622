"""Opens a site file in a process of its own, for tests of reads that fail once."""

import sys
from pathlib import Path

from scheduler.errors import CycleDeskError
from scheduler.store.connection import open_database
from scheduler.store.verify import verify
from tests.keys import keys_of


def main(path: Path) -> None:
    try:
        open_database(path, keys_of(path), read_only=True).close()
        good = verify(path, keys_of(path)).good
    except CycleDeskError as error:
        sys.stdout.write(f"{type(error).__name__}: {error}\n")
    else:
        sys.stdout.write("whole\n" if good else "not as it was written\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
