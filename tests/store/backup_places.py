"""Takes one backup into a folder and says what came of it, for tests in a namespace."""

import sys
from pathlib import Path

from scheduler.store.backup import take_backup
from scheduler.store.backup_values import Place
from tests.store.backups import order, quick


def main(path: Path, folder: Path) -> None:
    outcomes = take_backup(quick(order(path)), [Place(folder=folder)])
    for one in outcomes:
        sys.stdout.write(f"{one.problem or one.name}\n")
    for name in sorted(item.name for item in folder.iterdir()):
        sys.stdout.write(f"there: {name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
