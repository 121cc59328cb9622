"""A short form of the many desks; the long one is run by hand."""

from tests.campaigns.running import figures


def test_three_desks_lose_nothing_to_each_other():
    """R55, F07, F38: conflicts are told, locks are waited for."""
    said = figures("desks", "--desks", "3", "--edits", "30")
    assert said == "3 desks x 30 edits: 90 saved, 0 lost, 0 faults"
