"""Two plans compared: what moves, what stays and why, what breaks."""

from dataclasses import replace

import pytest

from scheduler.core.comparison import Comparison, compare
from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    Fact,
    Site,
    UnscheduledVisit,
    Weight,
)
from scheduler.core.notice_codes import NoticeCode
from scheduler.core.outlook import Outlook
from scheduler.core.settings import NextDay1
from scheduler.core.what_if import what_if
from tests.core.moves import ON_TIME, moved, outlook, reasons, shifts
from tests.core.plans import (
    ADA,
    DRIP,
    MISSED,
    NOT_DONE,
    PILLS,
    booked,
    day,
    document,
    ended,
    given,
    held,
    planned,
    recorded,
)
from tests.core.profiles import FIRST, SECOND

LOWER = DoseDecision(
    on=day("2024-04-10"), action=DoseAction.REDUCE, to="8 mg daily", reason="rash"
)


def changed(seen: Outlook, *facts: Fact) -> Comparison:
    """Compare the plan of an outlook with the plan of some more facts."""
    more = replace(seen.document, facts=(*seen.document.facts, *facts))
    return what_if(seen, more).comparison


def test_a_plan_differs_from_itself_in_nothing():
    plan = outlook(*ON_TIME, LOWER).plan()
    found = compare(FIRST, plan, plan)
    assert not found
    assert {stays.row for stays in found.unmoved} == set(plan.visits)


@pytest.mark.parametrize(
    "other", [{"as_of": "2024-04-11"}, {"who": replace(ADA, code="PL03-0013")}]
)
def test_only_plans_of_one_participant_and_one_day_are_compared(
    other: dict[str, object],
):
    plan = planned(*ON_TIME, as_of="2024-04-10")
    with pytest.raises(ValueError, match="one participant on one day"):
        compare(FIRST, plan, planned(*ON_TIME, **{"as_of": "2024-04-10", **other}))


@pytest.mark.parametrize(
    ("facts", "rule", "scope", "visit", "why"),
    [
        ([], "rolling", "all", "C2D1", "recorded on 25-Mar-2024"),
        ([], "rolling", "all", "imaging week 6",
         "on its own anchor: randomization on 01-Mar-2024 + 6 weeks"),
        ([recorded("imaging week 6", "2024-04-09", NOT_DONE)], "rolling", "all",
         "imaging week 6", "recorded as not done"),
        ([recorded("imaging week 6", "2024-04-09", MISSED)], "rolling", "all",
         "imaging week 6", "recorded as missed"),
        ([], "rolling", "visit", "C5D1", "booked for its present day"),
        ([], "rolling", "visit", "C6D1",
         "counts from C5D1 booked for 27-May-2024 + 21 days"),
        ([], "rolling", "all", "C3D1", "before C4D1"),
        ([booked("C6D1", "2024-06-18")], "rolling", "visit", "C6D1",
         "booked for its own day"),
        ([], "fixed", "all", "C5D1",
         "the rule is fixed: C1D1 on 04-Mar-2024 + 4 x 21 days"),
        ([], "rolling if outside", "all", "C5D1",
         "the rule is rolling if outside: C4D1 planned for 06-May-2024 + 21 days"),
    ],
)  # fmt: skip
def test_what_stays_says_why(
    facts: list[Fact], rule: str, scope: str, visit: str, why: str
):
    seen = outlook(*ON_TIME, *facts, next_day_1=NextDay1(rule))
    found = moved(seen, {"C4D1": "2024-05-08"}, scope).comparison
    assert reasons(found)[visit] == why
    assert visit not in shifts(found)


def test_a_visit_of_a_cycle_that_stays_says_what_it_counts_from():
    seen = outlook(given(1, "2024-03-04"), as_of="2024-03-10", study=SECOND)
    found = moved(seen, {"C2D15": "2024-04-18"}).comparison
    assert shifts(found) == {"C2D15": 3}
    said = reasons(found)
    assert said["C2D-1"] == said["C2D1"] == said["C1D15"] == "before C2D15"
    assert said["C3D-1"] == "counts from C3D1 planned for 29-Apr-2024 - 1 day"


def test_imaging_that_moves_leaves_the_cycles_alone():
    found = moved(outlook(*ON_TIME), {"imaging week 6": "2024-04-15"}).comparison
    assert shifts(found) == {"imaging week 6": 3}
    assert reasons(found)["C3D1"] == "counts from C2D1 on 25-Mar-2024 + 21 days"
    assert found.newly_outside == ()


@pytest.mark.parametrize(
    ("to", "outside"),
    [("2024-04-11", -1), ("2024-04-12", 0), ("2024-04-18", 0), ("2024-04-19", 1)],
)
def test_a_visit_out_of_its_window_is_told_with_its_days(to: str, outside: int):
    found = moved(outlook(*ON_TIME), {"C3D1": to}).comparison
    told = [(visit.visit, visit.verdict) for visit in found.newly_outside]
    assert told == ([("C3D1", outside)] if outside else [])


def test_a_visit_that_was_out_of_its_window_is_not_newly_so():
    seen = outlook(*ON_TIME, booked("C3D1", "2024-04-20"))
    assert moved(seen, {"C3D1": "2024-04-21"}).comparison.newly_outside == ()


def test_a_visit_kept_on_its_day_may_be_out_of_the_window_that_moved():
    found = moved(outlook(*ON_TIME), {"C3D1": "2024-04-25"}, "visit").comparison
    told = {visit.visit: visit.verdict for visit in found.newly_outside}
    assert told == {"C3D1": 7, "C4D1": -7}
    [kept] = found.windows
    assert (kept.visit, kept.days) == ("C4D1", 0)
    assert kept.before.window != kept.after.window
    [notice] = found.intervals
    assert "C4D1 on 06-May-2024 comes 11 days after C3D1" in notice.sentence


@pytest.mark.parametrize(
    ("before", "to", "told"),
    [
        ([], "2024-04-16", []),
        ([], "2024-04-17", ["closed by the site"]),
        ([], "2024-04-20", ["Saturday"]),
        ([booked("C3D1", "2024-04-17")], "2024-04-18", []),
    ],
)
def test_a_visit_newly_on_a_closed_day_is_told(
    before: list[Fact], to: str, told: list[str]
):
    seen = outlook(*ON_TIME, *before)
    site = Site(closed_days=(day("2024-04-17"),))
    seen = replace(seen, document=replace(seen.document, site=site))
    found = moved(seen, {"C3D1": to}, "visit").comparison
    assert [closed.why for closed in found.closed if closed.row.visit == "C3D1"] == told


def test_a_day_that_the_site_closes_is_told_of_the_visit_that_stays_on_it():
    seen = outlook(*ON_TIME)
    site = Site(closed_days=(day("2024-04-15"),))
    found = what_if(seen, replace(seen.document, site=site)).comparison
    assert [closed.row.visit for closed in found.closed] == ["C3D1"]
    kept = replace(seen, document=replace(seen.document, site=site))
    assert changed(kept, LOWER).closed == ()


def test_a_delay_that_outlasts_the_capsules_is_told():
    seen = outlook(*ON_TIME, Dispensing(on=day("2024-03-25"), capsules=63))
    found = moved(seen, {"C3D1": "2024-04-17"}).comparison
    assert [notice.code for notice in found.short] == [NoticeCode.CAPSULES_SHORT]
    assert "6 capsules short" in found.short[0].sentence
    back = replace(seen, document=moved(seen, {"C3D1": "2024-04-17"}).document)
    gone = moved(back, {"C3D1": "2024-04-15"}).comparison.notices_gone
    assert NoticeCode.CAPSULES_SHORT in [notice.code for notice in gone]


def test_a_hold_puts_visits_on_hold_and_moves_nothing():
    seen = outlook(*ON_TIME)
    found = changed(seen, held(DRIP, "2024-04-10", "2024-04-20"))
    assert [(row.visit, str(row.after.status)) for row in found.restated] == [
        ("C3D1", "on hold")
    ]
    assert (shifts(found), bool(found)) == ({}, True)


def test_the_end_of_treatment_cancels_visits_and_brings_others():
    seen = outlook(*ON_TIME)
    found = changed(seen, ended(DRIP, "2024-03-25"), ended(PILLS, "2024-04-08"))
    cancelled = {row.visit for row in found.restated}
    assert cancelled >= {"C3D1", "C4D1"}
    assert reasons(found)["C3D1"] == "cancelled"
    brought = {visit.visit for visit in found.only_after}
    assert brought >= {"safety follow-up 30 days", "safety follow-up 90 days"}
    assert found.only_before == ()


def test_what_will_not_be_has_no_day_to_move():
    facts = [ended(DRIP, "2024-03-25"), ended(PILLS, "2024-04-08")]
    seen = outlook(*ON_TIME, *facts)
    assert shifts(changed(seen, booked("C3D1", "2024-04-17"))) == {}


def test_a_visit_that_gets_another_number_is_gone_and_new():
    early = UnscheduledVisit(on=day("2024-04-09"), reason="fever")
    seen = outlook(*ON_TIME, early, booked("C3D1", "2024-04-08"), as_of="2024-04-09")
    found = moved(seen, {"C3D1": "2024-04-15"}).comparison
    assert [visit.visit for visit in found.only_before] == ["unscheduled 3.01"]
    assert [visit.visit for visit in found.only_after] == ["unscheduled 2.01"]


def test_imaging_that_only_a_longer_plan_reaches_is_left_out():
    seen = outlook(*ON_TIME)
    found = moved(seen, {"C3D1": "2024-05-27"})
    names = [{visit.visit for visit in p.visits} for p in (found.before, found.after)]
    assert names[1] - names[0] == {"imaging week 24"}
    assert found.comparison.only_after == ()


def test_a_reduction_changes_the_dose_and_what_is_handed_out():
    found = changed(outlook(*ON_TIME), LOWER)
    [before] = found.dosing_before
    assert [before.level.name, before.ends] == ["12 mg daily", None]
    assert [(one.level.name, one.starts) for one in found.dosing_after] == [
        ("12 mg daily", day("2024-03-04")),
        ("8 mg daily", day("2024-04-10")),
    ]
    rows = [(row.cycle, row.before, row.after) for row in found.dispense]
    totals = [(cycle, old.total, new.total) for cycle, old, new in rows if old and new]
    assert totals[0] == (3, 63, 42)
    assert [cycle for cycle, *_ in totals] == [3, 4, 5]


def test_the_first_weight_brings_a_dose_to_hand_out():
    seen = outlook(as_of="2024-03-01")
    weight = Weight(on=day("2024-03-01"), grams=62000, baseline=True)
    [first, *_] = changed(seen, weight).dispense
    assert (first.cycle, first.before) == (1, None)
    assert first.after is not None
    assert first.after.total == 63


def test_a_corrected_date_moves_a_recorded_visit():
    seen = outlook(*ON_TIME)
    corrected = document(ON_TIME[0], ON_TIME[1], given(2, "2024-03-27"))
    found = what_if(seen, corrected).comparison
    assert shifts(found) == {"C2D1": 2, "C3D1": 2, "C4D1": 2, "C5D1": 2}
