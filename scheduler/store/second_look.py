"""What looks like damage is looked at again, on a connection that holds no page yet.

SQLite says the same of a disk that did not answer once.
"""

from pathlib import Path

from scheduler.errors import CycleDeskError
from scheduler.store.checks import refuse_damaged
from scheduler.store.connection import BUSY_SECONDS, connected


def looks_whole(path: Path) -> bool:
    """Read every page anew and tell whether all of them can be read."""
    try:
        with connected(path, "ro", BUSY_SECONDS) as db:
            refuse_damaged(db)
            db.close()
    except CycleDeskError:
        return False
    return True
