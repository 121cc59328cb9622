"""Which bookings a move needs, by scope and by the rule of the next Day 1."""

from dataclasses import replace
from datetime import time

import pytest

from scheduler.core.changes import Scope, booking_changes
from scheduler.core.facts import EventKind, Fact
from scheduler.core.outlook import with_bookings
from scheduler.core.settings import ImagingAnchor, NextDay1
from scheduler.errors import ThroughError, UnmovableVisitError
from tests.core.moves import ON_TIME, bookings, days_of, expected, made, outlook
from tests.core.plans import (
    DRIP,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    PILLS,
    booked,
    day,
    ended,
    given,
    happened,
    recorded,
)
from tests.core.profiles import SECOND

ROLLING, FIXED, HYBRID = NextDay1
THIRD_ON = {"in": "2024-04-17", "out": "2024-04-25"}
BOOKED_LATER = booked("C5D1", "2024-05-28")  # one day after its target


@pytest.mark.parametrize(
    ("rule", "scope", "where", "others", "day_1s"),
    [
        (ROLLING, "visit", "in", {"C4D1": "2024-05-06"}, ["06", "28", "18"]),
        (ROLLING, "visit", "out", {"C4D1": "2024-05-06"}, ["06", "28", "18"]),
        (ROLLING, "cycle", "in", {"C4D1": "2024-05-06"}, ["06", "28", "18"]),
        (ROLLING, "cycle", "out", {"C4D1": "2024-05-06"}, ["06", "28", "18"]),
        (ROLLING, "all", "in", {"C5D1": "2024-05-30"}, ["08", "30", "20"]),
        (ROLLING, "all", "out", {"C5D1": "2024-06-07"}, ["16", "07", "28"]),
        (FIXED, "visit", "in", {}, ["06", "28", "17"]),
        (FIXED, "visit", "out", {}, ["06", "28", "17"]),
        (FIXED, "cycle", "in", {}, ["06", "28", "17"]),
        (FIXED, "cycle", "out", {}, ["06", "28", "17"]),
        (FIXED, "all", "in", {}, ["06", "28", "17"]),
        (FIXED, "all", "out", {}, ["06", "28", "17"]),
        (HYBRID, "visit", "in", {}, ["06", "28", "17"]),
        (HYBRID, "visit", "out", {"C4D1": "2024-05-06"}, ["06", "28", "17"]),
        (HYBRID, "cycle", "in", {}, ["06", "28", "17"]),
        (HYBRID, "cycle", "out", {"C4D1": "2024-05-06"}, ["06", "28", "17"]),
        (HYBRID, "all", "in", {}, ["06", "28", "17"]),
        (HYBRID, "all", "out", {"C5D1": "2024-06-07"}, ["16", "07", "27"]),
    ],
)
def test_each_scope_books_what_each_rule_needs(
    rule: NextDay1, scope: str, where: str, others: dict[str, str], day_1s: list[str]
):
    found = outlook(*ON_TIME, BOOKED_LATER, next_day_1=rule, through=6)
    moves = {"C3D1": THIRD_ON[where]}
    assert made(found, moves, scope) == moves | others
    new = booking_changes(found, days_of(moves), Scope(scope))
    after = expected(found.having(new).plan())
    assert [after[name][-2:] for name in ("C4D1", "C5D1", "C6D1")] == day_1s


@pytest.mark.parametrize(
    ("moves", "scope", "others"),
    [
        ({"C2D1": "2024-04-03"}, "visit",
         {"C2D-1": "2024-03-31", "C2D15": "2024-04-15", "C3D1": "2024-04-29"}),
        ({"C2D1": "2024-04-03"}, "cycle", {"C3D1": "2024-04-29"}),
        ({"C2D1": "2024-04-03"}, "all", {}),
        ({"C2D-1": "2024-03-29"}, "visit", {}),
        ({"C2D-1": "2024-03-29"}, "cycle",
         {"C2D1": "2024-03-30", "C3D1": "2024-04-29"}),
        ({"C2D-1": "2024-03-29"}, "all", {}),
        ({"C2D15": "2024-04-18"}, "visit", {}),
        ({"C2D15": "2024-04-18"}, "cycle", {}),
        ({"C2D15": "2024-04-18"}, "all", {}),
    ],
)  # fmt: skip
def test_a_cycle_of_several_visits_moves_as_asked(
    moves: dict[str, str], scope: str, others: dict[str, str]
):
    found = outlook(
        given(1, "2024-03-04"), as_of="2024-03-10", study=SECOND, next_day_1=ROLLING
    )
    assert made(found, moves, scope) == moves | others


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("moves", [{"C2D1": "2024-04-03"}, {"C2D15": "2024-04-18"}])
def test_under_the_fixed_rule_no_later_cycle_needs_a_booking(
    scope: Scope, moves: dict[str, str]
):
    found = outlook(given(1, "2024-03-04"), as_of="2024-03-10", study=SECOND)
    assert {name[:2] for name in made(found, moves, scope)} == {"C2"}


def test_the_rest_of_a_cycle_keeps_its_distance_where_it_is_booked():
    facts = [given(1, "2024-03-04"), booked("C2D15", "2024-04-16")]
    found = outlook(*facts, as_of="2024-03-10", study=SECOND, next_day_1=ROLLING)
    moves = {"C2D1": "2024-04-03"}
    kept = {"C3D1": "2024-04-29"}
    assert made(found, moves, "cycle") == moves | {"C2D15": "2024-04-18"} | kept
    assert made(found, moves, "all") == moves | {"C2D15": "2024-04-18"}


@pytest.mark.parametrize(
    ("moves", "later"),
    [
        ({"C2D15": "2024-04-18"}, {"C4D15": "2024-06-15"}),
        ({"C2D1": "2024-04-03"}, {"C4D15": "2024-06-14"}),
        ({"C2D1": "2024-04-03", "C2D15": "2024-04-17"}, {"C4D15": "2024-06-14"}),
        ({"C2D1": "2024-04-03", "C2D15": "2024-04-18"}, {"C4D15": "2024-06-15"}),
    ],
)
def test_a_visit_on_which_nothing_counts_takes_bookings_of_its_kind_along(
    moves: dict[str, str], later: dict[str, str]
):
    facts = [given(1, "2024-03-04"), booked("C4D15", "2024-06-12")]
    found = outlook(*facts, as_of="2024-03-10", study=SECOND, next_day_1=ROLLING)
    assert made(found, moves, "all") == moves | later


@pytest.mark.parametrize("scope", Scope)
def test_imaging_moves_alone_and_takes_later_bookings_along_only_for_all(scope: Scope):
    found = outlook(
        *ON_TIME,
        booked("imaging week 18", "2024-07-08"),
        booked("C4D1", "2024-05-07"),
        through=6,
    )
    moves = {"imaging week 6": "2024-04-15"}
    later = {"imaging week 18": "2024-07-11"} if scope is Scope.ALL else {}
    assert made(found, moves, scope) == moves | later


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        ("visit", {"imaging week 7": "2024-04-19"}),
        ("cycle", {"imaging week 7": "2024-04-19"}),
        ("all", {"imaging week 14": "2024-06-11"}),
    ],
)
def test_imaging_that_moves_with_the_cycles_is_kept_or_moves_with_them(
    scope: str, rows: dict[str, str]
):
    # Week 7 lies in cycle 3, week 14 is booked.
    found = outlook(
        *ON_TIME,
        booked("imaging week 14", "2024-06-08"),
        imaging_moves=True,
        imaging=[[7, None]],
    )
    new = made(found, {"C3D1": "2024-04-18"}, scope)
    assert {k: v for k, v in new.items() if k.startswith("imaging")} == rows


def test_imaging_counts_from_the_planned_first_day_1_until_it_took_place():
    found = outlook(as_of="2024-03-01", imaging_anchor=ImagingAnchor.FIRST_DAY_1)
    new = made(found, {"C1D1": "2024-06-12"}, "visit")
    assert new == {"C1D1": "2024-06-12", "C2D1": "2024-03-25"}


def test_bookings_far_ahead_are_moved_too():
    found = outlook(*ON_TIME, booked("C30D1", "2025-10-21"))
    new = made(found, {"C3D1": "2024-04-18"}, "all")
    assert new == {"C3D1": "2024-04-18", "C30D1": "2025-10-24"}


def test_a_visit_beyond_the_plan_is_reached_by_its_name():
    new = made(outlook(*ON_TIME), {"C20D1": "2025-04-10"}, "visit")
    assert new == {"C20D1": "2025-04-10", "C21D1": "2025-04-28"}


def test_the_last_cycle_there_can_be_has_no_next_one_to_hold():
    new = made(outlook(*ON_TIME), {"C999D1": "2081-08-01"}, "visit")
    assert new == {"C999D1": "2081-08-01"}


def test_inside_its_window_a_booking_holds_nothing_behind_it():
    """Every later Day 1 that the outlook reaches then needs one of its own."""
    found = outlook(*ON_TIME, booked("C3D1", "2024-04-19"), next_day_1=HYBRID)
    new = made(found, {"C3D1": "2024-04-20"}, "visit")
    assert new == {
        "C3D1": "2024-04-20",
        "C4D1": "2024-05-10",
        "C5D1": "2024-05-31",
        "C6D1": "2024-06-21",
    }


def test_several_moves_do_not_push_one_another():
    found = outlook(*ON_TIME, booked("C6D1", "2024-06-18"))
    moves = {"C5D1": "2024-05-30", "C3D1": "2024-04-18"}
    assert made(found, moves, "all") == moves | {"C6D1": "2024-06-21"}
    assert made(found, moves, "visit") == moves | {"C4D1": "2024-05-06"}


def test_a_visit_asked_to_stay_stays_though_others_move():
    moves = {"C3D1": "2024-04-18", "C5D1": "2024-05-27"}
    assert made(outlook(*ON_TIME), moves, "all") == moves


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("extra", [[], [booked("C3D1", "2024-04-15")]])
def test_the_same_day_needs_no_booking(scope: Scope, extra: list[Fact]):
    found = outlook(*ON_TIME, *extra)
    assert made(found, {"C3D1": "2024-04-15"}, scope) == {}


def test_no_move_needs_no_booking():
    assert made(outlook(*ON_TIME), {}, "all") == {}


def test_a_new_booking_replaces_the_old_one_and_others_keep_what_was_said_of_them():
    third = replace(booked("C3D1", "2024-04-16"), reason="travel", at=time(9, 0))
    later = replace(BOOKED_LATER, reason="transport", at=time(11, 0))
    found = outlook(*ON_TIME, third, later)
    new = booking_changes(
        found, {"C3D1": day("2024-04-18")}, Scope.ALL, reason="illness"
    )
    after = bookings(found.having(new))
    assert after == {
        "C3D1": replace(booked("C3D1", "2024-04-18"), reason="illness"),
        "C5D1": replace(later, on=day("2024-05-30")),
    }
    others = [fact for fact in found.document.facts if fact not in (third, later)]
    assert [*with_bookings(found.document, new).facts[:3]] == others


def test_the_reason_of_a_move_is_that_of_every_new_booking():
    new = booking_changes(
        outlook(*ON_TIME), {"C3D1": day("2024-04-18")}, Scope.VISIT, reason="illness"
    )
    assert [(one.visit, one.reason) for one in new] == [
        ("C3D1", "illness"),
        ("C4D1", "illness"),
    ]


def test_a_visit_that_was_not_done_is_not_held():
    facts = [given(1, "2024-03-04"), recorded("C3D1", "2024-04-16", NOT_DONE)]
    new = made(outlook(*facts, as_of="2024-04-20"), {"C2D1": "2024-03-27"}, "visit")
    assert new == {"C2D1": "2024-03-27", "C4D1": "2024-05-06"}


LEFT = [ended(DRIP, "2024-03-25"), ended(PILLS, "2024-04-01")]


@pytest.mark.parametrize(
    ("facts", "visit", "said"),
    [
        ([], "C2D1", "it is recorded on 25-Mar-2024. Correct the record if that"),
        ([given(3, "2024-04-09", NOT_GIVEN)], "C3D1", "it is recorded on 09-Apr-2024"),
        ([recorded("C3D1", "2024-04-09", NOT_DONE)], "C3D1", "recorded as not done"),
        ([recorded("C3D1", "2024-04-09", MISSED)], "C3D1", "it is recorded as missed"),
        (LEFT, "C3D1", "it is cancelled. Correct the end of treatment first"),
        ([happened(EventKind.WITHDRAWAL, "2024-04-02")], "C3D1", "it is cancelled"),
        ([], "C3D8", "it is not in the plan. Check the name, or look further ahead"),
        ([], "imaging week 7", "it is not in the plan"),
        ([], "imaging week 60", "it is not in the plan"),
    ],
)
def test_what_cannot_be_moved_is_refused(facts: list[Fact], visit: str, said: str):
    with pytest.raises(UnmovableVisitError) as caught:
        made(outlook(*ON_TIME, *facts), {visit: "2024-04-30"}, "all")
    assert str(caught.value).startswith(f"{visit} cannot be moved: ")
    assert said in str(caught.value)
    assert (caught.value.visit, caught.value.why.endswith(".")) == (visit, True)


def test_an_outlook_goes_no_further_than_there_can_be_cycles():
    with pytest.raises(ThroughError):
        made(outlook(*ON_TIME, through=1000), {"C3D1": "2024-04-30"}, "all")


def test_an_outlook_shows_all_that_has_begun_though_less_was_asked_for():
    usual = outlook(*ON_TIME).plan()
    assert outlook(*ON_TIME, through=1).plan() == usual
    assert outlook(*ON_TIME, through=2).plan() != usual


def test_a_move_far_back_takes_what_is_booked_with_it():
    found = outlook(*ON_TIME, BOOKED_LATER)
    new = made(found, {"C3D1": "2023-04-16"}, "all")
    assert new == {"C3D1": "2023-04-16", "C5D1": "2023-05-29"}
