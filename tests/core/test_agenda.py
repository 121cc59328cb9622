from dataclasses import replace
from datetime import time

import pytest

from scheduler.core.agenda import (
    LATE,
    OPEN,
    Entry,
    agenda,
    between,
    by_urgency,
    candidates,
    cycle_to_reach,
    entries,
    late,
    unconfirmed,
)
from scheduler.core.facts import Booking, Fact
from scheduler.core.visits import Status
from tests.core.plans import (
    ADA,
    DRIP,
    MISSED,
    NOT_DONE,
    PILLS,
    booked,
    day,
    ended,
    given,
    planned,
    recorded,
    weighed,
)
from tests.core.profiles import FIRST

TIMED = replace(booked("C2D1", "2024-03-26"), at=None)


def plans(*bookings: Booking | None):
    """Return one plan for each booking, or none; codes count up."""
    return [
        planned(
            weighed(62000),
            given(1, "2024-03-04"),
            *([booking] if booking else []),
            as_of="2024-03-20",
            who=replace(ADA, code=f"PL03-000{number}", randomized=None),
        )
        for number, booking in enumerate(bookings)
    ]


def named(found: list[Entry]) -> list[tuple[str, str]]:
    return [(entry.plan.participant.code[-1], entry.visit.visit) for entry in found]


def test_only_visits_that_are_still_to_take_place_are_entries():
    found = list(entries(plans(None)))
    assert {entry.visit.visit for entry in found} == {"C2D1", "C3D1", "C4D1"}
    assert (
        set(Status)
        - {
            Status.RECORDED,
            Status.NOT_DONE,
            Status.CANCELLED,
            Status.MISSED,
        }
        == OPEN
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-24", "2024-03-24", []),
        ("2024-03-25", "2024-03-25", [("0", "C2D1")]),
        ("2024-03-25", "2024-03-27", [("0", "C2D1"), ("1", "C2D1")]),
        ("2024-03-27", "2024-03-27", [("1", "C2D1")]),
        ("2024-03-28", "2024-04-14", []),
        ("2024-03-26", "2024-04-15", [("1", "C2D1"), ("0", "C3D1")]),
    ],
)
def test_a_stretch_of_days_holds_what_is_expected_on_them(
    first: str, last: str, expected: list[tuple[str, str]]
):
    found = entries(plans(None, booked("C2D1", "2024-03-27")))
    assert named(between(found, day(first), day(last))) == expected


def test_a_day_is_ordered_by_time_and_then_by_code():
    at = [None, time(11, 0), time(9, 0), None, time(9, 0)]
    bookings = [replace(TIMED, at=when) for when in at]
    found = between(entries(plans(*bookings)), day("2024-03-26"), day("2024-03-26"))
    assert [code for code, _ in named(found)] == ["2", "4", "1", "0", "3"]


def test_overdue_comes_first_and_then_what_closes_first():
    """L-08."""
    late = replace(ADA, first_day_1=day("2024-02-20"), randomized=None)
    overdue = planned(weighed(62000), as_of="2024-03-20", who=replace(late, code="X"))
    [_, second] = plans(None, None)
    found = by_urgency(entries([second, overdue]))
    assert found[0].visit.status is Status.OVERDUE
    closes = [entry.visit.window.closes for entry in found[1:]]
    assert closes == sorted(closes)


def test_what_closes_on_the_same_day_is_ordered_by_code():
    found = by_urgency(entries(reversed(plans(None, None))))
    assert named(found)[:2] == [("0", "C2D1"), ("1", "C2D1")]


COURSE = [weighed(62000), given(1, "2024-03-04"), given(2, "2024-03-25")]


@pytest.mark.parametrize(
    ("facts", "as_of", "state"),
    [
        # The window of C3D1 is 12-Apr-2024 to 18-Apr-2024, that of C4D1 opens on
        # 03-May-2024.
        ([], "2024-04-17", None),
        ([], "2024-04-18", Status.LAST_DAY),
        ([], "2024-04-19", Status.OVERDUE),
        ([], "2024-05-02", Status.OVERDUE),
        ([], "2024-05-03", Status.MISSED),
        ([given(4, "2024-05-02")], "2024-05-02", Status.MISSED),
        ([booked("C3D1", "2024-04-15")], "2024-04-15", None),
        ([booked("C3D1", "2024-04-15")], "2024-04-16", Status.AWAITING_CONFIRMATION),
        ([booked("C3D1", "2024-04-15")], "2024-04-17", Status.AWAITING_CONFIRMATION),
        ([booked("C3D1", "2024-04-15")], "2024-04-18", Status.LAST_DAY),
        ([booked("C3D1", "2024-04-15")], "2024-04-19", Status.OVERDUE),
        ([booked("C3D1", "2024-04-22")], "2024-04-22", None),
        ([booked("C3D1", "2024-04-22")], "2024-04-23", Status.OVERDUE),
        ([given(3, "2024-04-18")], "2024-04-18", None),
        ([recorded("C3D1", "2024-04-18", MISSED)], "2024-05-03", None),
        ([recorded("C3D1", "2024-04-18", NOT_DONE)], "2024-05-03", None),
        ([ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-01")], "2024-05-03", None),
    ],
)
def test_each_late_state_begins_and_ends_on_its_day(
    facts: list[Fact], as_of: str, state: Status | None
):
    plan = planned(*COURSE, *facts, as_of=as_of, who=replace(ADA, randomized=None))
    found = late([plan])
    assert tuple(found) == LATE
    there = [
        status
        for status, entered in found.items()
        for entry in entered
        if entry.visit.visit == "C3D1"
    ]
    assert there == ([state] if state else [])


def test_in_each_late_state_what_closes_first_comes_first():
    dates = ["2024-03-27", "2024-03-25", "2024-03-26"]
    found = late(
        planned(
            given(1, start),
            as_of="2024-04-24",
            who=replace(ADA, code=start, randomized=None),
        )
        for start in dates
    )
    codes = [entry.plan.participant.code for entry in found[Status.OVERDUE]]
    assert codes == sorted(dates)


def statuses(found: dict[Status, list[Entry]]) -> dict[Status, list[tuple[str, str]]]:
    """Return the groups that have a visit in them."""
    return {status: named(entered) for status, entered in found.items() if entered}


def test_an_agenda_keeps_the_late_states_apart_and_lists_them_first():
    found = agenda(plans(None), day("2024-03-01"), day("2024-03-31"))
    assert list(found) == [*LATE, Status.DUE, Status.PLANNED, Status.ON_HOLD]
    assert {*found} == OPEN | {Status.MISSED}
    assert statuses(found) == {Status.PLANNED: [("0", "C2D1")]}


LATER = planned(
    weighed(62000), given(1, "2024-03-04"), as_of="2024-04-02", who=replace(ADA)
)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-04-02", "2024-04-11", {Status.OVERDUE: ["C2D1"]}),
        (
            "2024-04-02",
            "2024-04-12",
            {Status.OVERDUE: ["C2D1"], Status.PLANNED: ["imaging week 6"]},
        ),
        ("2024-03-25", "2024-03-25", {Status.OVERDUE: ["C2D1"]}),
        ("2024-03-01", "2024-03-24", {}),
        ("2024-04-13", "2024-04-14", {Status.OVERDUE: ["C2D1"]}),
    ],
)
def test_what_waits_is_there_on_any_day_from_the_one_it_was_expected_on(
    first: str, last: str, expected: dict[Status, list[str]]
):
    found = statuses(agenda([LATER], day(first), day(last)))
    there = {status: [name for _, name in rows] for status, rows in found.items()}
    assert there == expected


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        ("2024-03-20", "2024-03-24", []),
        ("2024-03-25", "2024-03-25", ["overdue"]),
        ("2024-03-26", "2024-04-02", []),
    ],
)
def test_a_deviation_candidate_is_listed_on_the_day_that_it_bears_on(
    first: str, last: str, codes: list[str]
):
    found = candidates(FIRST, [LATER, LATER], day(first), day(last))
    assert [one.deviation.code.value for one in found] == codes * 2
    assert all(one.plan is LATER for one in found)


@pytest.mark.parametrize(
    ("to", "cycle"),
    [("2024-05-27", None), ("2024-05-28", 6), ("2024-06-17", 6), ("2024-06-18", 7)],
)
def test_a_plan_is_asked_to_go_as_far_as_the_last_day(to: str, cycle: int | None):
    plan = planned(weighed(62000), given(1, "2024-03-04"), as_of="2024-03-26")
    last = plan.day_1(5)
    assert last is not None
    assert (last.target, plan.day_1(6)) == (day("2024-05-27"), None)
    assert cycle_to_reach(plan, day(to), 21) == cycle


def test_a_plan_does_not_go_beyond_the_end_of_treatment_or_cycle_999():
    ends = (ended(DRIP, "2024-03-04"), ended(PILLS, "2024-03-10"))
    over = planned(weighed(62000), given(1, "2024-03-04"), *ends, as_of="2024-03-26")
    assert cycle_to_reach(over, day("2030-01-01"), 21) is None
    plan = planned(weighed(62000), given(1, "2024-03-04"), as_of="2024-03-26")
    assert cycle_to_reach(plan, day("2199-01-01"), 21) == 999


def test_what_has_passed_and_nobody_recorded_is_to_be_confirmed():
    """The booked day has passed, the window is over, or the next one has begun."""
    facts = [weighed(62000), given(1, "2024-03-04")]
    for as_of, asked in (
        ("2024-03-26", []),  # it is today
        ("2024-03-27", ["C2D1"]),  # awaiting confirmation
        ("2024-04-01", ["C2D1"]),  # overdue
        ("2024-04-20", ["C3D1"]),  # missed long ago; the next one is overdue now
    ):
        plan = planned(*facts, booked("C2D1", "2024-03-26"), as_of=as_of)
        found = unconfirmed([plan], day(as_of))
        assert [e.visit.visit for e in found if e.visit.cycle] == asked, as_of


def test_what_was_missed_because_the_next_was_given_is_asked_about_for_two_weeks():
    facts = [weighed(62000), given(1, "2024-03-04"), given(3, "2024-04-05")]
    for as_of, asked in (("2024-04-11", ["C2D1"]), ("2024-04-12", [])):
        found = unconfirmed([planned(*facts, as_of=as_of)], day(as_of))
        assert [e.visit.visit for e in found if e.visit.cycle] == asked, as_of


def test_what_somebody_said_was_missed_is_not_asked_about():
    facts = [weighed(62000), given(1, "2024-03-04")]
    said = recorded("C2D1", "2024-03-25", MISSED)
    plan = planned(*facts, said, as_of="2024-04-05")
    assert [e for e in unconfirmed([plan], day("2024-04-05")) if e.visit.cycle] == []
