"""C3D1 has the window 12-Apr to 18-Apr-2024, and C4D1 opens on 03-May-2024."""

import pytest
from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.facts import DoseAction, DoseDecision, EventKind, Fact
from scheduler.core.visits import Status
from tests.core.plans import (
    DRIP,
    ENTERED,
    MISSED,
    NOT_DONE,
    NOT_GIVEN,
    ON_TIME,
    PILLS,
    STOPPED,
    booked,
    day,
    days,
    ended,
    given,
    happened,
    held,
    planned,
    recorded,
)

ENDED = [ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-10")]
HELD = held(DRIP, "2024-04-15", "2024-04-15")
SAID_MISSED = recorded("C3D1", "2024-04-15", MISSED)
SAID_NOT_DONE = recorded("C3D1", "2024-04-15", NOT_DONE)


def third(*facts: Fact, as_of: str, **chosen: object):
    visit = planned(*ON_TIME, *facts, as_of=as_of, **chosen).visit("C3D1")
    assert visit is not None
    return visit


@pytest.mark.parametrize(
    ("facts", "as_of", "status", "outside"),
    [
        # recorded, whatever else is true, and signed days outside the window
        ([given(3, "2024-04-11")], "2024-06-01", "recorded", -1),
        ([given(3, "2024-04-12")], "2024-06-01", "recorded", 0),
        ([given(3, "2024-04-18", STOPPED)], "2024-06-01", "recorded", 0),
        ([given(3, "2024-04-19", NOT_GIVEN)], "2024-06-01", "recorded", 1),
        ([recorded("C3D1", "2024-04-19")], "2024-06-01", "recorded", 1),
        ([given(3, "2024-04-15"), HELD], "2024-06-01", "recorded", 0),
        ([given(3, "2024-04-15"), *ENDED], "2024-06-01", "recorded", 0),
        # not done comes before cancelled, on hold and missed
        ([SAID_NOT_DONE], "2024-04-15", "not done", 0),
        ([SAID_NOT_DONE, *ENDED], "2024-06-01", "not done", 0),
        ([SAID_NOT_DONE, HELD], "2024-06-01", "not done", 0),
        # cancelled comes before on hold and missed; the day of the end is in time
        (ENDED, "2024-06-01", "cancelled", 0),
        ([*ENDED, HELD], "2024-06-01", "cancelled", 0),
        ([*ENDED, SAID_MISSED], "2024-06-01", "cancelled", 0),
        ([ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-14")], "2024-04-15",
         "cancelled", 0),
        ([ended(DRIP, "2024-04-01"), ended(PILLS, "2024-04-15")], "2024-04-15",
         "due", 0),
        ([happened(EventKind.DEATH, "2024-04-14")], "2024-04-15", "cancelled", 0),
        ([happened(EventKind.WITHDRAWAL, "2024-04-14")], "2024-04-15", "cancelled", 0),
        ([happened(EventKind.LOST, "2024-04-14")], "2024-04-15", "cancelled", 0),
        ([happened(EventKind.DEATH, "2024-04-15")], "2024-04-15", "due", 0),
        ([happened(EventKind.PROGRESSION, "2024-04-14")], "2024-04-15", "due", 0),
        ([*ENDED, booked("C3D1", "2024-04-10")], "2024-04-10", "planned", 0),
        # on hold comes before missed; both ends of a hold are inside it
        ([HELD], "2024-04-15", "on hold", 0),
        ([HELD], "2024-06-01", "on hold", 44),
        ([HELD, SAID_MISSED], "2024-04-16", "on hold", 0),
        ([held(DRIP, "2024-04-16")], "2024-04-16", "due", 0),
        ([held(DRIP, "2024-04-01", "2024-04-14")], "2024-04-15", "due", 0),
        ([held(DRIP, "2024-04-01")], "2024-04-15", "on hold", 0),
        ([held(PILLS, "2024-04-15")], "2024-04-15", "due", 0),
        ([HELD, booked("C3D1", "2024-04-16")], "2024-04-15", "due", 0),
        ([HELD, ended(DRIP, "2024-04-14")], "2024-04-15", "due", 0),
        # missed: somebody said so, or the next of its kind has begun
        ([SAID_MISSED], "2024-04-15", "missed", 0),
        ([], "2024-05-02", "overdue", 14),
        ([], "2024-05-03", "missed", 0),
        ([given(4, "2024-04-26")], "2024-04-26", "missed", 0),
        ([recorded("C4D1", "2024-04-26", NOT_DONE)], "2024-04-26", "missed", 0),
        # overdue, unless a booking lies ahead: then planned
        ([], "2024-04-19", "overdue", 1),
        ([booked("C3D1", "2024-04-19")], "2024-04-20", "overdue", 2),
        ([booked("C3D1", "2024-04-20")], "2024-04-20", "planned", 2),
        ([booked("C3D1", "2024-04-25")], "2024-04-19", "planned", 1),
        # last day comes before awaiting confirmation
        ([], "2024-04-18", "last day", 0),
        ([booked("C3D1", "2024-04-17")], "2024-04-18", "last day", 0),
        ([booked("C3D1", "2024-04-18")], "2024-04-18", "last day", 0),
        # a booking ahead beyond the window is planned, while the window is open too
        ([booked("C3D1", "2024-04-19")], "2024-04-12", "planned", 0),
        ([booked("C3D1", "2024-04-19")], "2024-04-18", "planned", 0),
        # awaiting confirmation needs a booking, and its day is over
        ([booked("C3D1", "2024-04-16")], "2024-04-16", "due", 0),
        ([booked("C3D1", "2024-04-16")], "2024-04-17", "awaiting confirmation", 0),
        ([booked("C3D1", "2024-04-09")], "2024-04-10", "awaiting confirmation", 0),
        ([], "2024-04-17", "due", 0),
        # due while the window is open, planned before
        ([], "2024-04-12", "due", 0),
        ([], "2024-04-11", "planned", 0),
        ([booked("C3D1", "2024-04-11")], "2024-04-11", "planned", 0),
    ],
)  # fmt: skip
def test_a_status_is_the_first_that_fits(
    facts: list[Fact], as_of: str, status: str, outside: int
):
    visit = third(*facts, as_of=as_of)
    assert (visit.status.value, visit.days_outside) == (status, outside)


def test_every_status_has_been_seen():
    table = test_a_status_is_the_first_that_fits.pytestmark[0].args[1]
    assert {row[2] for row in table} == set(Status)


@pytest.mark.parametrize(
    ("facts", "booking", "actual", "expected"),
    [
        ([], None, None, "2024-04-15"),
        ([booked("C3D1", "2024-04-17")], "2024-04-17", None, "2024-04-17"),
        (
            [booked("C3D1", "2024-04-17"), given(3, "2024-04-16")],
            "2024-04-17",
            "2024-04-16",
            "2024-04-16",
        ),
    ],
)
def test_a_visit_is_expected_when_it_took_place_else_as_booked_else_on_its_target(
    facts: list[Fact], booking: str | None, actual: str | None, expected: str
):
    visit = third(*facts, as_of="2024-04-17")
    assert visit.booked == (booking and day(booking))
    assert visit.actual == (actual and day(actual))
    assert visit.expected == day(expected)


@pytest.mark.parametrize(
    ("facts", "as_of", "verdict"),
    [
        ([booked("C3D1", "2024-04-11")], "2024-04-10", -1),
        ([booked("C3D1", "2024-04-12")], "2024-04-10", 0),
        ([booked("C3D1", "2024-04-18")], "2024-04-10", 0),
        ([booked("C3D1", "2024-04-22")], "2024-04-10", 4),
        ([booked("C3D1", "2024-04-16")], "2024-04-20", 2),
        ([booked("C3D1", "2024-04-22"), given(3, "2024-04-19")], "2024-04-20", 1),
        ([booked("C3D1", "2024-04-22"), *ENDED], "2024-04-20", 0),
        ([], "2024-04-20", 2),
    ],
)
def test_a_visit_booked_out_of_its_window_says_so_from_the_start(
    facts: list[Fact], as_of: str, verdict: int
):
    assert third(*facts, as_of=as_of).verdict == verdict


@pytest.mark.parametrize(
    ("drug", "together", "status"),
    [
        (DRIP, False, "on hold"),
        (PILLS, False, "due"),
        (PILLS, True, "on hold"),
    ],
)
def test_holding_the_capsules_holds_the_infusion_only_if_the_setting_says_so(
    drug: str, together: bool, status: str
):
    hold = held(drug, "2024-04-10")
    visit = third(hold, as_of="2024-04-15", drugs_held_together=together)
    assert visit.status == status


@pytest.mark.parametrize(
    ("resumed", "status"), [("2024-04-15", "due"), ("2024-04-16", "on hold")]
)
def test_a_decision_to_resume_ends_the_hold_of_both_drugs(resumed: str, status: str):
    resume = DoseDecision(on=day(resumed), action=DoseAction.RESUME_SAME)
    for drug in (PILLS, DRIP):
        facts = [held(drug, "2024-04-10"), resume]
        visit = third(*facts, as_of="2024-04-16", drugs_held_together=True)
        assert visit.status == status


@pytest.mark.parametrize(
    ("fact", "infusion", "dispense"),
    [
        (ended(DRIP, "2024-04-14"), False, True),
        (ended(DRIP, "2024-04-15"), True, True),
        (ended(PILLS, "2024-04-14"), True, False),
        (ended(PILLS, "2024-04-15"), True, True),
    ],
)
def test_a_visit_goes_on_without_the_drug_that_has_ended(
    fact: Fact, infusion: bool, dispense: bool
):
    visit = third(fact, as_of="2024-04-15")
    assert (visit.infusion, visit.dispense) == (infusion, dispense)


@for_every(
    moved=st.integers(-40, 40), seen=st.integers(-60, 60), lasts=st.integers(0, 3)
)
def test_nothing_booked_moves_a_window_and_every_row_says_why(
    moved: int, seen: int, lasts: int
):
    target, as_of = day("2024-04-15"), day("2024-04-15") + days(max(seen, -21))
    booking = booked("C3D1", (target + days(moved)).isoformat())
    visit = third(booking, as_of=as_of.isoformat(), day_1_after=lasts)
    assert visit.window == (target - days(3), target + days(lasts))
    assert visit.target in visit.window
    assert visit.why == "C2D1 on 25-Mar-2024 + 21 days"


def test_the_cycle_at_entry_is_recorded_on_its_day():
    visit = planned(as_of="2024-03-10", who=ENTERED).visit("C40D1")
    assert visit is not None
    assert (visit.status, visit.outcome) == (Status.RECORDED, "given")
    assert visit.actual == day("2024-03-04")
