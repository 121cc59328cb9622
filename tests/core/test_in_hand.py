"""How long the capsules at home last."""

from datetime import date

from hypothesis import given as for_every
from hypothesis import strategies as st

from scheduler.core.facts import DoseAction, Fact
from scheduler.core.in_hand import InHand, in_hand
from scheduler.core.supply import doses_between
from tests.core.plans import ON_TIME, PILLS, booked, day, decided, ended, held, planned
from tests.core.plans import weighed as weighed_on
from tests.core.test_supply_notices import back, handed

COURSE = [weighed_on(62000), *ON_TIME]


def at_home(*facts: Fact, as_of: str = "2024-03-26") -> InHand | None:
    return in_hand(planned(*COURSE, *facts, as_of=as_of))


def test_a_full_hand_out_lasts_to_the_day_before_the_next_visit():
    """G39: 63 capsules at three a day are for 21 days."""
    found = at_home(handed("2024-03-25", 63))
    assert found is not None
    assert (found.following.visit, found.lasts_to) == ("C3D1", day("2024-04-14"))
    assert (found.short, found.days_short) == (0, 0)


def test_a_week_late_is_a_week_without_capsules():
    """Ux.md 3.9: days and capsules are counted."""
    found = at_home(handed("2024-03-25", 63), booked("C3D1", "2024-04-22"))
    assert found is not None
    assert (found.lasts_to, found.days_short, found.short) == (day("2024-04-14"), 7, 21)


def test_days_of_a_hold_need_no_capsules():
    found = at_home(
        handed("2024-03-25", 63),
        held(PILLS, "2024-03-26"),
        booked("C3D1", "2024-04-22"),
    )
    assert found is not None
    assert (found.needed, found.lasts_to) == (3, day("2024-04-21"))


def test_every_other_day_capsules_last_twice_as_long():
    lowest = decided("2024-03-25", DoseAction.REDUCE, to="4 mg every other day")
    found = at_home(
        lowest,
        handed("2024-03-25", 11),
        booked("C3D1", "2024-04-29"),
        as_of="2024-03-25",
    )
    assert found is not None
    assert found.lasts_to == day("2024-04-15")


def test_not_even_one_day_is_told_by_the_day_before():
    found = at_home(handed("2024-03-25", 1))
    assert found is not None
    assert found.lasts_to == day("2024-03-24")


def test_nobody_knows_what_is_at_home():
    """Nothing was handed out, it came back, or there is no hand-out to come."""
    assert at_home() is None
    assert at_home(handed("2024-03-25", 63), back("2024-03-26", 3)) is None
    everything = [ended(PILLS, "2024-03-25"), ended("infusion", "2024-03-25")]
    assert at_home(handed("2024-03-25", 63), *everything) is None


@for_every(st.integers(0, 200), st.dates(date(2024, 4, 1), date(2024, 7, 1)))
def test_what_lasts_is_never_more_than_was_handed_out(count: int, visit: date):
    """The day after the last one would need more, unless the visit is there."""
    plan = planned(
        *COURSE,
        handed("2024-03-25", count),
        booked("C3D1", visit.isoformat()),
        as_of="2024-03-26",
    )
    found = in_hand(plan)
    assert found is not None
    until = (found.lasts_to - found.since).days + 1
    assert 3 * until <= count
    after = found.lasts_to.toordinal() + 2
    _, more = doses_between(plan.dosing, found.since, date.fromordinal(after))
    assert more > count or found.days_short == 0
    assert (found.short > 0) is (found.days_short > 0)
