"""Notices are asked of a plan once."""

from dataclasses import replace

from ui.models.today_lists import KeptNotices
from ui.session import Session


def test_notices_of_plans_that_stay_are_kept_and_follow_the_study(demo: Session):
    """P-03: after a save only what it changed is asked anew."""
    study = [demo.study]
    kept = KeptNotices(lambda: study[0])
    plans = [*demo.recent_plans().values()]
    first = dict(zip(map(id, plans), kept.of(plans), strict=True))
    assert sum(len(told) for _, told in first.values()) > 0
    again = list(kept.of(plans[1:]))
    assert all(one is first[id(one[0])] for one in again)
    [alone] = kept.of(plans[:1])
    assert alone is not first[id(plans[0])]
    assert alone == first[id(plans[0])]
    study[0] = replace(demo.study)
    [anew] = kept.of(plans[:1])
    assert anew is not alone
