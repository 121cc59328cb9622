"""What the system refuses is told, and the program goes on when it no longer does."""

import pytest

from tests.campaigns.failing_calls import campaign
from tests.campaigns.figures import Figures
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.processes import Driver


def test_a_save_whose_sync_or_name_fails_is_never_called_saved(waiting: Driver):
    """T3; R45, F36: the fault that comes after the commit is told as what it is."""
    figures = Figures()
    errors = {"fdatasync": ["EIO"], "unlink": ["EIO"], "rename": ["ENOSPC"]}
    campaign(waiting, "save", errors, figures=figures)
    assert figures.violations == []
    assert figures.tried["failing fdatasync"] >= 20
    assert figures.tried["failing unlink"] >= 4


@pytest.mark.parametrize("operation", ["save", "print record"])
def test_a_page_that_could_not_be_read_once_is_no_damage(
    waiting: Driver, operation: str
):
    """T3; R46: told as a fault of the disk, and the work goes on."""
    figures = Figures()
    campaign(waiting, operation, {"pread64": ["EIO"]}, figures=figures)
    assert figures.violations == []
    assert figures.tried["failing pread64"] >= 4


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_cannot_be_written_is_told_and_written_later(
    waiting: Driver, operation: str
):
    """T3; R45, F36, F37: some writes fail, once and from then on."""
    figures = Figures()
    every = {"save": 8, "print record": 8}.get(operation, 25)
    campaign(waiting, operation, {"pwrite64": ["ENOSPC"]}, every=every, figures=figures)
    assert figures.violations == []
    assert figures.tried["failing pwrite64"] >= 3
