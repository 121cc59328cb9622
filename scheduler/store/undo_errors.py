"""What keeps a save from being taken back; it ends in a way out."""

from datetime import datetime

from scheduler.core.dates import clinical_date
from scheduler.errors import CycleDeskError


class GoneOnError(CycleDeskError):
    """Somebody has gone on from what was to be taken back."""

    def __init__(self, *, by: str, at: datetime) -> None:
        self.by, self.at = by, at
        super().__init__(
            f"{by} has gone on from there since, at {at:%H:%M} on "
            f"{clinical_date(at.date())}, so nothing was undone. Look at what is "
            "recorded now. What is wrong in it can be corrected or withdrawn, with a "
            "reason."
        )
