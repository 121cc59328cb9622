"""After a power cut, whatever the disk forgot, what was acknowledged is there."""

import pytest

from tests.campaigns.driver import WRONG
from tests.campaigns.operations import OPERATIONS
from tests.campaigns.power_loss import found_out, outcomes
from tests.campaigns.processes import Driver


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_a_power_cut_leaves_is_done_or_not_done(waiting: Driver, operation: str):
    """T2; R43, R48, F33: 0 lost, 0 torn in any state of the disk."""
    every = {"save": 5, "print record": 5, "sign": 5}.get(operation, 12)
    found = [*outcomes(waiting, operation, times=1, every=every, enough=12)]
    assert [wrong for wrong in found if wrong] == []
    assert len(found) >= 12


@pytest.mark.parametrize("variant", WRONG)
def test_a_wrong_way_of_writing_is_found_out(waiting: Driver, variant: str):
    """T2; R43, F33: the campaign itself can fail."""
    wrong = found_out(waiting, variant)
    assert wrong
    assert wrong.word in {"lost", "torn", "unusable"}
