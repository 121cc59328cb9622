"""F34: kill the program, take its journal away, and see that it is not hidden.

    .venv/bin/python -m tests.campaigns.lost_journals

A journal that is deleted while it is needed leaves half a save in the file. At each
point of a save the program is killed, the journal is deleted, and the file is opened
and verified: either it is whole, or somebody is told.
"""

import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import CycleDeskError
from scheduler.store.verify import verdict
from tests.campaigns.figures import Figures
from tests.campaigns.kill_points import Campaign
from tests.campaigns.oracle import content
from tests.campaigns.processes import Driver, driver, missing
from tests.campaigns.site import open_site, site_file
from tests.campaigns.violations import Violation

AT = ("pwrite64", "fdatasync", "unlink")


class WithoutJournal(Campaign):
    """One operation, killed many times, and its journal taken away each time."""

    def wrong(
        self, folder: Path, acknowledged: int, figures: Figures
    ) -> Violation | None:
        """Return what is hidden; what is told is only counted."""
        journal = site_file(folder).with_name(f"{site_file(folder).name}-journal")
        if not journal.exists():
            return self.oracle.problem(folder, acknowledged)
        journal.unlink()
        told = self._told(folder)
        if told:
            figures.count(f"journals lost and {told}")
            return None
        figures.count("journals lost before they were needed")
        return self.oracle.problem(folder, acknowledged)

    def _told(self, folder: Path) -> str:
        try:
            with closing(open_site(folder)) as store:
                found = verdict(store.database)
                whole = content(store.database.db.conn) in self.oracle.after
        except (CycleDeskError, sqlite3.Error) as error:
            return f"told at opening, {type(error).__name__}"
        return "told by verifying" if not found.good and not whole else ""


def campaign(waiting: Driver, operation: str, every: int, figures: Figures) -> None:
    """Take away the journal at each kill point of an operation, or every n-th."""
    with TemporaryDirectory() as room:
        WithoutJournal(waiting, operation, Path(room)).run(AT, every, figures)


def main(argv: Sequence[str]) -> int:
    """Run the campaign and return the exit status."""
    parser = ArgumentParser(description=__doc__)
    parser.parse_args(argv)
    if problem := missing():
        parser.error(problem)
    figures = Figures(sys.stdout)
    with driver() as waiting:
        campaign(waiting, "save", 1, figures)
    return figures.report("F34, lost journals")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
