"""One operation, prepared once and started afresh for each fault."""

import shutil
from pathlib import Path

from tests.campaigns.operations import OPERATIONS
from tests.campaigns.oracle import taught
from tests.campaigns.processes import Driver
from tests.campaigns.site import settled


class Prepared:
    """A folder as it is before the operation, and what must hold after each step."""

    def __init__(self, driver: Driver, operation: str, room: Path) -> None:
        self.driver, self.name, self.room = driver, operation, room
        self.times = OPERATIONS[operation].times
        self._before = room / "before"
        self._before.mkdir()
        OPERATIONS[operation].prepare(self._before)
        self.oracle = taught(driver, self.fresh(), operation, self.times)

    def fresh(self) -> Path:
        """Return the folder of the last fault, as it was before it."""
        folder = self.room / "folder"
        shutil.rmtree(folder, ignore_errors=True)
        return settled(Path(shutil.copytree(self._before, folder)))
