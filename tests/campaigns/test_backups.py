"""A short form of the backups under load; the long one is run by hand."""

import sys

import pytest

from tests.campaigns.running import figures

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it forks")


def test_backups_under_load_and_kills_are_whole_or_none():
    """R50, F43, F44: what is called a backup is one; what is damaged is refused."""
    said = figures("backups", "--count", "6", "--kills", "6")
    assert said.endswith(
        "0 bad accepted, 0 called good, and refused, 0 damaged accepted, "
        "0 work left behind"
    )
    assert int(said.split()[0]) >= 6
