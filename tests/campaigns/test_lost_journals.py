"""Half a save that a deleted journal leaves behind is never taken for the records."""

from tests.campaigns.figures import Figures
from tests.campaigns.lost_journals import campaign
from tests.campaigns.processes import Driver


def test_a_journal_that_is_deleted_after_a_kill_is_told_where_it_was_needed(
    waiting: Driver,
):
    """F34: at opening, or by verifying."""
    figures = Figures()
    campaign(waiting, "save", 5, figures)
    assert figures.violations == []
    assert sum(n for what, n in figures.tried.items() if "told" in what) >= 2
