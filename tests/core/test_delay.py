"""What a delay does before anybody has decided on it."""

from dataclasses import replace

import pytest

from scheduler.core.delay import (
    PRESETS,
    Delay,
    Gap,
    gap_beyond,
    held_since,
    new_notices,
    recorded_behind,
    six_rows,
    try_delay,
)
from scheduler.core.facts import Hold
from scheduler.core.notices import NoticeCode
from scheduler.core.outlook import Outlook
from scheduler.core.printed import PrintedSheet
from scheduler.core.visits import Status, Visit
from scheduler.errors import UnmovableVisitError
from tests.core.moves import ON_TIME, outlook
from tests.core.plans import (
    DRIP,
    PILLS,
    booked,
    day,
    days,
    given,
    held,
    planned,
    weighed,
)
from tests.core.profiles import FIRST
from tests.core.test_supply_notices import handed


def row(found: Outlook, name: str) -> Visit:
    visit = found.plan().visit(name)
    assert visit is not None
    return visit


def delayed(found: Outlook, by: int, **more: object) -> Delay:
    return Delay(
        visit="C3D1",
        on=row(found, "C3D1").expected + days(by),
        reason="transport",
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("by", PRESETS)
def test_six_visits_are_shown_and_those_of_the_cycles_move_along(by: int):
    """Ux.md 3.9: later visits follow by the profile's rule, imaging stays."""
    seen = outlook(*ON_TIME)
    found, holds = try_delay(seen, delayed(seen, by))
    rows = six_rows(found, "C3D1")
    assert len(rows) == 6
    assert rows[0].visit == "C3D1"
    assert {r.days for r in rows} == {by, 0}
    assert {r.visit for r in rows if not r.days} == {
        r.visit for r in rows if r.after.cycle is None
    }
    assert [b.visit for b in found.bookings] == ["C3D1"]
    assert found.bookings[0].reason == "transport"
    assert holds == ()


def test_a_whole_course_ahead_reaches_six_cycles():
    seen = outlook(*ON_TIME, imaging=[[104, None]])
    found, _ = try_delay(seen, delayed(seen, 7))
    names = [r.visit for r in six_rows(found, "C3D1")]
    assert names == [f"C{cycle}D1" for cycle in range(3, 9)]


def test_capsules_go_on_unless_somebody_says_from_when_they_do_not():
    """Ux.md 3.9: infusion delay and interruption are separate decisions."""
    seen = outlook(*ON_TIME)
    goes_on, _ = try_delay(seen, delayed(seen, 7))
    assert goes_on.after.in_force is not None
    stopped = delayed(seen, 7, capsules_from=seen.as_of, decided_by="Dr Nowak")
    found, holds = try_delay(seen, stopped)
    assert found.after.in_force is None
    assert holds == (
        Hold(drug=PILLS, starts=seen.as_of, reason="transport", decided_by="Dr Nowak"),
    )
    assert holds[0] in found.document.facts


def test_no_date_yet_holds_the_infusion_and_nothing_else():
    seen = outlook(*ON_TIME)
    found, holds = try_delay(seen, Delay(visit="C3D1", on=None, reason="illness"))
    assert holds == (Hold(drug=DRIP, starts=seen.as_of, reason="illness"),)
    assert found.bookings == ()
    assert found.after.in_force == found.before.in_force
    rows = [r for r in six_rows(found, "C3D1") if r.after.infusion]
    assert {r.after.status for r in rows} == {Status.ON_HOLD}
    assert {r.days for r in rows} == {0}


def test_a_hold_of_a_visit_whose_day_has_passed_begins_on_that_day():
    seen = outlook(*ON_TIME, as_of="2024-04-20")
    _, [hold] = try_delay(seen, Delay(visit="C3D1", on=None))
    assert hold.starts == day("2024-04-15")


def test_a_hold_of_a_visit_that_is_not_there_begins_today():
    seen = outlook(*ON_TIME)
    _, [hold] = try_delay(seen, Delay(visit="C900D1", on=None))
    assert hold.starts == seen.as_of


def test_a_recorded_visit_is_not_put_off():
    seen = outlook(*ON_TIME)
    with pytest.raises(UnmovableVisitError):
        try_delay(seen, Delay(visit="C2D1", on=day("2024-05-01")))


def test_sheets_that_become_wrong_are_named():
    """Ux.md 3.9: printed sheets that become wrong are listed."""
    seen = outlook(*ON_TIME)
    printed = [PrintedSheet(visit="C3D1", issue=1, number="S000007")]
    found, _ = try_delay(seen, delayed(seen, 7), printed)
    assert [one.sheet for one in found.comparison.sheets] == printed


def test_what_is_told_elsewhere_is_not_told_twice():
    seen = outlook(*ON_TIME, handed("2024-03-25", 63))
    found, _ = try_delay(seen, delayed(seen, 7))
    told = {notice.code for notice in found.comparison.notices_new}
    assert NoticeCode.CAPSULES_SHORT in told
    assert [n.code for n in new_notices(found)] == [NoticeCode.RELEVANT_DELAY]


def test_a_gap_is_counted_from_the_last_infusion():
    """Ux.md 3.9: beyond the longest gap is a warning with the number of days."""
    plan = planned(weighed(62000), *ON_TIME, as_of="2024-04-10", maximum_gap_days=42)
    assert gap_beyond(plan, day("2024-05-06")) is None
    gap = Gap(last=day("2024-03-25"), days=43, allowed=42)
    assert gap_beyond(plan, day("2024-05-07")) == gap


def test_no_gap_is_told_without_a_limit_or_an_infusion():
    unlimited = planned(*ON_TIME, as_of="2024-04-10", maximum_gap_days=None)
    assert gap_beyond(unlimited, day("2030-01-01")) is None
    nobody = planned(weighed(62000), as_of="2024-04-10", maximum_gap_days=42)
    assert gap_beyond(nobody, day("2030-01-01")) is None


def test_a_visit_is_not_put_off_behind_one_that_is_recorded():
    """Ux.md 3.9, errors: a recorded visit in the range."""
    plan = planned(*ON_TIME, given(4, "2024-05-06"), as_of="2024-05-10")
    third = plan.visit("C3D1")
    assert third is not None
    assert recorded_behind(plan, third, day("2024-05-05")) is None
    found = recorded_behind(plan, third, day("2024-05-06"))
    assert found is not None
    assert found.visit == "C4D1"
    imaging = next(v for v in plan.visits if v.cycle is None)
    assert recorded_behind(plan, imaging, day("2024-06-06")) is None


def test_an_open_hold_is_found_and_an_ended_one_is_not():
    facts = [weighed(62000), *ON_TIME]
    open_hold = planned(*facts, held(DRIP, "2024-04-08"), as_of="2024-04-10")
    assert held_since(FIRST, open_hold, day("2024-04-15")) == day("2024-04-08")
    assert held_since(FIRST, open_hold, day("2024-04-07")) is None
    over = planned(*facts, held(DRIP, "2024-04-08", "2024-04-20"), as_of="2024-04-10")
    assert held_since(FIRST, over, day("2024-04-15")) is None


def test_a_booking_that_stands_is_moved_and_keeps_its_time():
    seen = outlook(*ON_TIME, replace(booked("C4D1", "2024-05-07"), reason="asked for"))
    found, _ = try_delay(seen, delayed(seen, 7))
    moved = {b.visit: (b.on, b.reason) for b in found.bookings}
    assert moved["C4D1"] == (day("2024-05-14"), "asked for")
