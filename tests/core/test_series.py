"""Anchors, repeats and ends of visits outside the cycles, as profile data."""

from dataclasses import replace

import pytest

from scheduler.core.facts import EventKind, Fact, Participant
from scheduler.core.plan import Plan
from scheduler.core.settings import CadenceStep, NextDay1
from scheduler.core.visits import Status
from tests.core.plans import (
    ADA,
    DRIP,
    PILLS,
    booked,
    day,
    ended,
    given,
    happened,
    planned,
    recorded,
)
from tests.core.profiles import SECOND

PROGRESSION = EventKind.PROGRESSION
EVA = Participant(
    code="X-1", first_day_1=day("2024-03-04"), consented=day("2024-02-12")
)
ENDS = [ended("drip", "2024-09-16"), ended("examplinib", "2024-09-30")]
FIRST_ENDS = [ended(DRIP, "2024-09-16"), ended(PILLS, "2024-09-30")]


def second(*facts: Fact, as_of: str, who: Participant = ADA, **chosen: object) -> Plan:
    return planned(*facts, as_of=as_of, who=who, study=SECOND, **chosen)


def when(plan: Plan, kind: str) -> list[str]:
    return [v.target.isoformat() for v in plan.visits if v.kind == kind]


@pytest.mark.parametrize(
    ("kind", "facts", "expected", "why"),
    [
        ("first look", [], ["2024-02-15"], "consent on 12-Feb-2024 + 3 days"),
        ("blood bank", [], ["2024-02-25"], "randomization on 01-Mar-2024 - 5 days"),
        ("question sheet", [], ["2024-03-14", "2024-04-13", "2024-06-12"],
         "C1D1 planned for 04-Mar-2024 + 10 days"),
        ("question sheet", [given(1, "2024-03-05")],
         ["2024-03-15", "2024-04-14", "2024-06-13"], "C1D1 on 05-Mar-2024 + 10 days"),
        ("antibody", [], [], ""),
        ("antibody", ENDS[:1], ["2024-10-28", "2024-12-09"],
         "last infusion on 16-Sep-2024 + 6 weeks"),
        ("capsule count", ENDS[1:], ["2024-09-30"], "last capsules on 30-Sep-2024"),
        ("end of treatment", ENDS[1:], [], ""),
        ("end of treatment", ENDS, ["2024-10-05"], "last dose on 30-Sep-2024 + 5 days"),
        ("biopsy", [], [], ""),
        ("biopsy", [happened(PROGRESSION, "2024-05-02")], ["2024-05-16"],
         "progression on 02-May-2024 + 14 days"),
    ],
)  # fmt: skip
def test_every_anchor_has_its_visits_and_none_before_it_is_known(
    kind: str, facts: list[Fact], expected: list[str], why: str
):
    who = EVA if kind == "first look" else ADA
    as_of = "2024-02-20" if kind == "first look" else "2024-10-01"
    plan = second(*facts, as_of=as_of, who=who)
    assert when(plan, kind)[: len(expected)] == expected
    assert bool(when(plan, kind)) == bool(expected)
    found = [v.why for v in plan.visits if v.kind == kind][:1]
    assert found == ([why] if why else [])


@pytest.mark.parametrize(
    ("as_of", "facts", "status"),
    [
        ("2024-02-12", [], Status.DUE),
        ("2024-02-24", [], Status.DUE),
        ("2024-02-25", [], Status.LAST_DAY),
        ("2024-02-26", [], Status.OVERDUE),
        ("2024-02-29", [], Status.OVERDUE),
        ("2024-03-01", [], None),
        ("2024-03-01", [recorded("first look", "2024-02-14")], Status.RECORDED),
        ("2024-03-01", [booked("first look", "2024-02-14")], Status.OVERDUE),
    ],
)
def test_a_visit_is_left_out_once_it_is_needless_unless_something_is_known_of_it(
    as_of: str, facts: list[Fact], status: Status | None
):
    visit = second(*facts, as_of=as_of).visit("first look")
    assert (visit and visit.status) == status


def test_screening_is_asked_for_until_the_first_day_1():
    new = replace(ADA, randomized=None)
    visit = planned(as_of="2024-03-03", who=new).visit("screening")
    assert visit is not None
    assert (visit.window.opens, visit.window.closes) == (
        day("2024-02-12"),
        day("2024-03-11"),
    )
    assert visit.why == "consent on 12-Feb-2024"
    assert visit.visitnum == 40_000
    assert planned(as_of="2024-03-04", who=new).visit("screening") is None
    known = recorded("screening", "2024-02-20")
    visit = planned(known, as_of="2024-08-04", who=new).visit("screening")
    assert visit is not None
    assert visit.status is Status.RECORDED
    unknown = replace(new, consented=None)
    assert planned(as_of="2024-03-03", who=unknown).visit("screening") is None


@pytest.mark.parametrize(
    ("event", "imaging", "follow_up", "last"),
    [
        (EventKind.PROGRESSION, Status.CANCELLED, Status.PLANNED, Status.DUE),
        (EventKind.LOST, Status.CANCELLED, Status.CANCELLED, Status.CANCELLED),
        (EventKind.DEATH, Status.CANCELLED, Status.CANCELLED, Status.CANCELLED),
        (EventKind.TRANSFER, Status.PLANNED, Status.PLANNED, Status.DUE),
    ],
)
def test_each_series_ends_with_the_events_of_its_profile(
    event: EventKind, imaging: Status, follow_up: Status, last: Status
):
    plan = planned(*FIRST_ENDS, happened(event, "2024-10-01"), as_of="2024-10-02")
    statuses = {visit.visit: visit.status for visit in plan.visits}
    assert statuses["imaging week 36"] is imaging
    assert statuses["safety follow-up 30 days"] is follow_up
    assert statuses["end of treatment"] is last


def test_a_series_may_end_with_nothing():
    facts = [
        happened(PROGRESSION, "2024-05-02"),
        happened(EventKind.DEATH, "2024-05-03"),
    ]
    plan = second(*facts, as_of="2024-05-10")
    biopsy = plan.visit("biopsy")
    assert biopsy is not None
    assert biopsy.status is Status.DUE
    scans = {v.status for v in plan.visits if v.kind == "scan"}
    assert Status.PLANNED not in scans


@pytest.mark.parametrize(
    ("moves", "facts", "week_6", "week_12"),
    [
        (False, [given(3, "2024-04-25")], "2024-04-12", "2024-05-24"),
        (True, [], "2024-04-12", "2024-05-24"),
        # Week 6 lies in cycle 2, before the delay; week 12 in cycle 4, behind it.
        (True, [given(3, "2024-04-25")], "2024-04-12", "2024-06-03"),
        (True, [booked("C3D1", "2024-04-25")], "2024-04-12", "2024-06-03"),
        (True, [given(2, "2024-03-27")], "2024-04-14", "2024-05-26"),
        (True, [given(3, "2024-04-13")], "2024-04-12", "2024-05-22"),
    ],
)
def test_imaging_moves_with_the_cycle_it_lies_in_where_the_setting_says_so(
    moves: bool, facts: list[Fact], week_6: str, week_12: str
):
    course = [given(1, "2024-03-04"), given(2, "2024-03-25")]
    known = {fact.cycle: fact for fact in course}
    known |= {fact.cycle: fact for fact in facts if hasattr(fact, "cycle")}
    rest = [fact for fact in facts if not hasattr(fact, "cycle")]
    plan = planned(*known.values(), *rest, as_of="2024-04-30", imaging_moves=moves)
    assert when(plan, "imaging")[:2] == [week_6, week_12]


def test_a_moved_target_says_by_how_much_and_keeps_its_window_around_it():
    facts = [given(1, "2024-03-04"), given(2, "2024-03-25"), given(3, "2024-04-25")]
    plan = planned(*facts, as_of="2024-04-30", imaging_moves=True)
    visit = plan.visit("imaging week 12")
    assert visit is not None
    assert visit.why == (
        "randomization on 01-Mar-2024 + 12 weeks, + 10 days as C4D1 moved"
    )
    assert visit.window.opens == day("2024-05-27")
    assert visit.window.closes == day("2024-06-10")


@pytest.mark.parametrize(
    ("on", "fourth", "target", "outside"),
    [
        # Week 12 is 24-May and would lie in cycle 4, which was put off to that day.
        ("2024-05-17", None, "2024-05-24", 0),
        ("2024-05-17", "2024-05-17", "2024-06-04", -11),
        ("2024-05-17", "2024-05-18", "2024-05-24", 0),
        ("2024-05-31", "2024-05-18", "2024-06-05", 0),
    ],
)
def test_a_cycle_that_begins_after_a_visit_was_done_does_not_move_it_any_more(
    on: str, fourth: str | None, target: str, outside: int
):
    facts = [given(1, "2024-03-04"), given(2, "2024-03-25"), given(3, "2024-04-15")]
    facts += [recorded("imaging week 12", on)]
    facts += [booked("C4D1", fourth)] if fourth else []
    plan = planned(*facts, as_of="2024-05-31", imaging_moves=True)
    visit = plan.visit("imaging week 12")
    assert visit is not None
    assert (visit.target.isoformat(), visit.days_outside) == (target, outside)


def test_moving_visits_before_the_first_day_1_stay_and_none_is_left_out():
    late = replace(ADA, randomized=day("2023-10-02"))
    plan = planned(as_of="2024-03-01", who=late, imaging_moves=True)
    assert when(plan, "imaging")[0] == "2023-11-13"
    far = [given(1, "2024-03-04"), booked("C2D1", "2024-06-25")]
    moved = planned(*far, as_of="2024-04-01", imaging_moves=True, through=3)
    # Weeks 6 and 12 lie in cycles 2 and 4, which the booking moves by 92 days.
    assert when(moved, "imaging") == ["2024-07-13"]
    earlier = planned(*far, as_of="2024-04-01", imaging_moves=True, through=6)
    assert when(earlier, "imaging")[:2] == ["2024-07-13", "2024-08-24"]


def test_a_moving_visit_behind_the_last_day_asked_is_left_out():
    early = [given(1, "2024-03-04"), booked("C3D1", "2024-04-08")]
    plan = planned(*early, as_of="2024-03-26", imaging_moves=True, through=2)
    assert when(plan, "imaging") == []


@pytest.mark.parametrize("through", [4, 6])
def test_a_visit_moved_far_hides_none_behind_it(through: int):
    far = booked("C3D1", "2024-06-30")
    plan = planned(
        far,
        as_of="2024-03-04",
        who=replace(ADA, randomized=day("2024-03-04")),
        through=through,
        next_day_1=NextDay1.FIXED,
        imaging_moves=True,
        imaging=(CadenceStep(every_weeks=3, until_week=None),),
    )
    assert when(plan, "imaging")[:3] == ["2024-03-25", "2024-05-06", "2024-05-27"]


@pytest.mark.parametrize("early", [0, 5])
def test_a_plan_through_the_last_cycle_ends_though_imaging_moves(early: int):
    known = [given(1, "2024-03-04"), booked("C999D1", "2081-07-01")][: 1 + early]
    plan = planned(*known, as_of="2024-03-04", imaging_moves=True, through=999)
    last, day_1 = when(plan, "imaging")[-1], plan.day_1(999)
    assert day_1 is not None
    assert day_1.target.isoformat()[:4] == last[:4]
