"""Killed at any point of any call, the program has lost and torn nothing."""

import pytest

from tests.campaigns.figures import Figures
from tests.campaigns.kill_points import campaign
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.processes import Driver

AT_DISK = ("fdatasync", "unlink", "rename")


def test_a_save_killed_where_it_reaches_the_disk_is_done_or_not_done(waiting: Driver):
    """T1a; R43, F33, F44: 0 lost, 0 torn, usable at once."""
    figures = Figures()
    campaign(waiting, "save", AT_DISK, figures=figures)
    assert figures.violations == []
    assert figures.tried["kill points at fdatasync"] >= 8
    assert figures.tried["kill points at unlink"] >= 2


@pytest.mark.parametrize("operation", sorted({*OPERATIONS} - {"save"}))
def test_what_is_killed_at_some_write_is_done_or_not_done(
    waiting: Driver, operation: str
):
    """T1a; R43, R48, F44: 0 lost, 0 torn, and the schema is the old or the new one."""
    figures = Figures()
    every = {"print record": 6}.get(operation, 20)
    campaign(waiting, operation, ["pwrite64"], every=every, figures=figures)
    assert figures.violations == []
    assert figures.tried["kill points at pwrite64"] >= 2
