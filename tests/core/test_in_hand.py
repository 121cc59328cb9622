"""How long the capsules at home last."""

from datetime import date

from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.dosing import ONE_DAY
from scheduler.core.facts import DoseAction, Fact
from scheduler.core.in_hand import InHand, in_hand, lasts_to, left_on
from scheduler.core.supply import doses_between
from tests.core.plans import ON_TIME, PILLS, booked, day, decided, ended, held, planned
from tests.core.plans import weighed as weighed_on
from tests.core.test_supply_notices import back, handed

COURSE = [weighed_on(62000), *ON_TIME]


def at_home(
    *facts: Fact, as_of: str = "2024-03-26"
) -> tuple[InHand, date | None] | None:
    """Return what is at home, and how long it lasts."""
    plan = planned(*COURSE, *facts, as_of=as_of)
    found = in_hand(plan)
    return (found, lasts_to(plan, found)) if found else None


def test_a_full_hand_out_lasts_to_the_day_before_the_next_visit():
    """G39: 63 capsules at three a day are for 21 days."""
    found = at_home(handed("2024-03-25", 63))
    assert found is not None
    assert (found[0].following.visit, found[1]) == ("C3D1", day("2024-04-14"))
    assert found[0].short == 0


def test_a_week_late_is_a_week_without_capsules():
    """Ux.md 3.9: days and capsules are counted."""
    found = at_home(handed("2024-03-25", 63), booked("C3D1", "2024-04-22"))
    assert found is not None
    assert (found[1], found[0].short) == (day("2024-04-14"), 21)


def test_what_is_left_over_lasts_beyond_the_next_visit():
    found = at_home(handed("2024-03-25", 72))
    assert found is not None
    assert (found[1], found[0].short) == (day("2024-04-17"), 0)


def test_days_of_a_hold_need_no_capsules():
    found = at_home(
        handed("2024-03-25", 6),
        held(PILLS, "2024-03-26", "2024-03-31"),
        as_of="2024-03-26",
    )
    assert found is not None
    assert found[1] == day("2024-04-01")


def test_capsules_that_nobody_takes_last_for_ever():
    found = at_home(handed("2024-03-25", 63), held(PILLS, "2024-03-26"))
    assert found is not None
    assert (found[0].needed, found[1]) == (3, None)


def test_every_other_day_capsules_last_twice_as_long():
    lowest = decided("2024-03-25", DoseAction.REDUCE, to="4 mg every other day")
    found = at_home(
        lowest,
        handed("2024-03-25", 11),
        booked("C3D1", "2024-04-29"),
        as_of="2024-03-25",
    )
    assert found is not None
    assert found[1] == day("2024-04-15")


def test_not_even_one_day_is_told_by_the_day_before():
    found = at_home(handed("2024-03-25", 1))
    assert found is not None
    assert found[1] == day("2024-03-24")


def test_nobody_knows_what_is_at_home():
    """Nothing was handed out, it came back, or there is no hand-out to come."""
    assert at_home() is None
    assert at_home(handed("2024-03-25", 63), back("2024-03-26", 3)) is None
    everything = [ended(PILLS, "2024-03-25"), ended("infusion", "2024-03-25")]
    assert at_home(handed("2024-03-25", 63), *everything) is None


@for_every(st.integers(0, 200), st.dates(date(2024, 4, 1), date(2024, 7, 1)))
def test_what_lasts_is_never_more_than_was_handed_out(count: int, visit: date):
    """One day more would need more than there is."""
    plan = planned(
        *COURSE,
        handed("2024-03-25", count),
        booked("C3D1", visit.isoformat()),
        as_of="2024-03-26",
    )
    found = in_hand(plan)
    assert found is not None
    last = lasts_to(plan, found)
    assert last is not None
    assert 3 * ((last - found.since).days + 1) <= count
    _, more = doses_between(plan.dosing, found.since, last + 2 * ONE_DAY)
    assert more > count
    assert (found.short > 0) is (last < visit - ONE_DAY)


def left(morning: str, *facts: Fact) -> tuple[int, str]:
    plan = planned(*COURSE, *facts, as_of=morning)
    found = in_hand(plan)
    assert found is not None
    return left_on(plan, found, day(morning))


def test_what_is_left_on_a_morning_comes_with_its_arithmetic():
    """N-11."""
    assert left("2024-04-01", handed("2024-03-25", 63)) == (
        42,
        (
            "63 capsules handed out from 25-Mar-2024 on, 3 x 7 days = 21 ordered to "
            "31-Mar-2024"
        ),
    )


def test_a_hold_leaves_more_and_nobody_has_fewer_than_none():
    hold = held(PILLS, "2024-03-30")
    assert left("2024-04-01", handed("2024-03-25", 63), hold)[0] == 48
    assert left("2024-04-10", handed("2024-03-25", 30))[0] == 0
