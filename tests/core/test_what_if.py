"""What a move does, whatever the facts, and the cases that a coordinator knows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_every
from hypothesis import settings as tuned
from hypothesis import strategies as st

from scheduler.core.changes import Scope
from scheduler.core.facts import Booking, Dispensing, FactsDocument
from scheduler.core.outlook import Outlook, is_open, will_not_be, with_bookings
from scheduler.core.plan import Plan
from scheduler.core.printed import PrintedSheet
from scheduler.core.settings import NextDay1
from scheduler.core.study import Study
from scheduler.core.visits import Visit
from scheduler.core.what_if import WhatIf, what_if, what_if_moved
from tests.core.generated import documents
from tests.core.moves import ON_TIME, having, moved, outlook, shifts
from tests.core.plans import (
    ADA,
    booked,
    day,
    days,
    document,
    given,
    weighed,
)
from tests.core.profiles import FIRST, SECOND

AS_OF = st.dates(date(2024, 1, 1), date(2026, 12, 31))
FEWER = tuned(max_examples=25, deadline=None)
EACH = tuned(max_examples=15, deadline=None)  # of several rules and studies
NEAR = 12  # rows to choose from: the last ones, which are still to come


@st.composite
def courses(draw: st.DrawFn, study: Study) -> FactsDocument:
    """Return a few cycles in a row, early or late, and bookings behind them."""
    on, facts = day("2024-03-04"), [weighed(62000)]
    for cycle in range(1, draw(st.integers(2, 5))):
        facts.append(given(cycle, on.isoformat()))
        on += days(study.cycle_length_days + draw(st.integers(-3, 9)))
    given_last = len(facts) - 1
    for later in sorted(draw(st.sets(st.sampled_from([5, 6, 8])))):
        ahead = (later - given_last - 1) * study.cycle_length_days
        arranged = on + days(ahead + draw(st.integers(-3, 9)))
        facts.append(booked(f"C{later}D1", arranged.isoformat()))
    return document(*facts, study=study)


def asked(seen: Outlook, data: st.DataObject) -> dict[str, date]:
    """Return a move of one visit that may be moved, or none."""
    rows = [row for row in seen.plan().visits if is_open(row)][-NEAR:]
    if not rows:
        return {}
    row = data.draw(st.sampled_from(rows))
    return {row.visit: row.expected + days(data.draw(st.integers(-20, 60)))}


def looked(found: FactsDocument, as_of: date, rule: NextDay1, study: Study) -> Outlook:
    return Outlook(study=study, document=having(found, next_day_1=rule), as_of=as_of)


def rows_of(plan: Plan) -> dict[str, Visit]:
    return {visit.visit: visit for visit in plan.visits}


def check_all_rows_are_told(found: WhatIf):
    """Hold that each row of both plans is told once; farther imaging is left out."""
    seen, plans = found.comparison, (rows_of(found.before), rows_of(found.after))
    both = [row.visit for row in seen.moved] + [row.visit for row, _ in seen.unmoved]
    assert sorted(both) == sorted(plans[0].keys() & plans[1].keys())
    for told, here, there in (
        (seen.only_before, *plans),
        (seen.only_after, *reversed(plans)),
    ):
        names = {row.visit for row in told}
        left_out = here.keys() - there.keys() - names
        assert names <= here.keys() - there.keys()
        assert not any(here[name].cycle for name in left_out)


def check_what_happened_stays(found: WhatIf):
    for row in found.comparison.moved:
        assert row.before.actual is None
        assert row.days != 0
        assert not (will_not_be(row.before) and will_not_be(row.after))


def check_the_preview_is_the_plan(seen: Outlook, found: WhatIf):
    """Hold that the bookings, once made, give the plan that was shown."""
    made = with_bookings(seen.document, found.bookings)
    last = max(visit.cycle or 0 for visit in found.after.visits)
    assert replace(seen, document=made, through=last).plan() == found.after
    names = [fact.visit for fact in made.facts if isinstance(fact, Booking)]
    assert len(names) == len(set(names))


@for_every(found=documents(), as_of=AS_OF, rule=st.sampled_from(NextDay1))
@FEWER
def test_a_what_if_with_no_change_is_empty(
    found: FactsDocument, as_of: date, rule: NextDay1
):
    seen = looked(found, as_of, rule, FIRST)
    sheets = [PrintedSheet(visit="C3D1", issue=1)]
    assert not what_if(seen, seen.document, printed=sheets).comparison
    none = what_if_moved(seen, {}, Scope.ALL, printed=sheets)
    assert (none.bookings, bool(none.comparison)) == ((), False)


@for_every(
    found=documents(),
    as_of=AS_OF,
    rule=st.sampled_from(NextDay1),
    scope=st.sampled_from(Scope),
    data=st.data(),
)
@FEWER
def test_any_move_tells_every_row_and_what_happened_stays(
    found: FactsDocument, as_of: date, rule: NextDay1, scope: Scope, data: st.DataObject
):
    seen = looked(found, as_of, rule, FIRST)
    shown = what_if_moved(seen, asked(seen, data), scope)
    check_all_rows_are_told(shown)
    check_what_happened_stays(shown)
    check_the_preview_is_the_plan(seen, shown)


@pytest.mark.parametrize("study", [FIRST, SECOND], ids=["first", "second"])
@pytest.mark.parametrize("rule", NextDay1)
@for_every(data=st.data(), late=st.integers(0, 60))
@EACH
def test_the_scope_visit_moves_that_visit_alone(
    study: Study, rule: NextDay1, data: st.DataObject, late: int
):
    seen = looked(
        data.draw(courses(study)), day("2024-04-01") + days(late), rule, study
    )
    moves = asked(seen, data)
    shown = what_if_moved(seen, moves, Scope.VISIT)
    wanted = {
        v: on for v, on in moves.items() if rows_of(shown.before)[v].expected != on
    }
    assert {m.visit: m.after.expected for m in shown.comparison.moved} == wanted
    check_the_preview_is_the_plan(seen, shown)


@pytest.mark.parametrize("study", [FIRST, SECOND], ids=["first", "second"])
@pytest.mark.parametrize("rule", NextDay1)
@for_every(data=st.data(), late=st.integers(0, 60))
@EACH
def test_the_scope_cycle_moves_the_rest_of_the_cycle_by_the_same_days(
    study: Study, rule: NextDay1, data: st.DataObject, late: int
):
    seen = looked(
        data.draw(courses(study)), day("2024-04-01") + days(late), rule, study
    )
    moves = asked(seen, data)
    shown = what_if_moved(seen, moves, Scope.CYCLE).comparison
    leading = [row for row in shown.moved if row.visit in moves]
    assert bool(leading) == bool(shown.moved)
    for first in leading:
        others = [row for row in shown.moved if row.visit not in moves]
        assert {row.days for row in others} <= {first.days}
        assert {row.before.cycle for row in others} <= {first.before.cycle}


@pytest.mark.parametrize("study", [FIRST, SECOND], ids=["first", "second"])
@for_every(data=st.data(), late=st.integers(0, 60))
@EACH
def test_under_the_rolling_rule_all_later_visits_move_by_the_same_days(
    study: Study, data: st.DataObject, late: int
):
    as_of = day("2024-04-01") + days(late)
    seen = looked(data.draw(courses(study)), as_of, NextDay1.ROLLING, study)
    day_1s = [row for row in seen.plan().visits if is_open(row) and row.day == 1]
    row = data.draw(st.sampled_from(day_1s))
    to = row.expected + days(data.draw(st.integers(1, 60)))
    shown = what_if_moved(seen, {row.visit: to}, Scope.ALL)
    later = [v for v in shown.before.visits if (v.cycle or 0) >= (row.cycle or 0)]
    assert {v.visit for v in later} <= shifts(shown.comparison).keys()
    assert {m.days for m in shown.comparison.moved if m.before.cycle} == {
        (to - row.expected).days
    }


def test_a_delay_by_a_week_is_shown_as_the_coordinator_expects():
    """ux.md 3.9, the drawing: cycle 14 a week late, the next ones in their windows."""
    first = date(2026, 2, 23)
    course = [given(n + 1, (first + days(21 * n)).isoformat()) for n in range(13)]
    handed = Dispensing(on=date(2026, 11, 2), capsules=63)
    who = replace(ADA, first_day_1=first, randomized=None, consented=None)
    facts = document(weighed(61200, "2026-02-20"), *course, handed, who=who)
    seen = looked(facts, date(2026, 11, 20), NextDay1.ROLLING, FIRST)
    sheet = PrintedSheet(visit="C14D1", issue=1, number="S000480")
    shown = what_if_moved(
        seen, {"C14D1": date(2026, 11, 30)}, Scope.ALL, printed=[sheet]
    ).comparison
    rows = [
        (
            row.visit,
            f"{row.before.expected:%d-%b-%Y}",
            f"{row.after.expected:%d-%b-%Y}",
            row.days,
            f"{row.after.window.opens:%d-%b} to {row.after.window.closes:%d-%b}",
            row.after.verdict,
        )
        for row in shown.moved
    ]
    assert rows == [
        ("C14D1", "23-Nov-2026", "30-Nov-2026", 7, "20-Nov to 26-Nov", 4),
        ("C15D1", "14-Dec-2026", "21-Dec-2026", 7, "18-Dec to 24-Dec", 0),
        ("C16D1", "04-Jan-2027", "11-Jan-2027", 7, "08-Jan to 14-Jan", 0),
        ("C17D1", "25-Jan-2027", "01-Feb-2027", 7, "29-Jan to 04-Feb", 0),
    ]
    assert "21 capsules short" in shown.short[0].sentence
    [wrong] = shown.sheets
    assert wrong.sheet == sheet
    assert wrong.changed[:2] == ("visit date", "dosing days")


@pytest.mark.parametrize(
    ("number", "on", "rule", "fourth", "interval"),
    [
        ("G23", "2024-04-17", NextDay1.ROLLING, 2, False),
        ("G23", "2024-04-17", NextDay1.FIXED, 0, False),
        ("G23", "2024-04-17", NextDay1.ROLLING_IF_OUTSIDE, 0, False),
        ("G24", "2024-04-12", NextDay1.ROLLING, -3, False),
        ("G24", "2024-04-12", NextDay1.FIXED, 0, False),
        ("G25", "2024-04-25", NextDay1.ROLLING, 10, False),
        ("G25", "2024-04-25", NextDay1.FIXED, 0, True),
    ],
)
def test_golden_delays_are_known_before_they_happen(
    number: str, on: str, rule: NextDay1, fourth: int, interval: bool
):
    shown = moved(outlook(*ON_TIME, next_day_1=rule), {"C3D1": on}).comparison
    assert shifts(shown).get("C4D1", 0) == fourth, number
    assert bool(shown.intervals) is interval
    assert not any(name.startswith("imaging") for name in shifts(shown))


def test_a_sheet_of_the_last_cycle_shown_is_looked_at_too():
    sheets = [PrintedSheet(visit=name, issue=1) for name in ("C9D1", "imaging week 7")]
    seen = outlook(*ON_TIME)
    found = what_if_moved(seen, {"C3D1": day("2024-04-17")}, Scope.ALL, printed=sheets)
    assert found.after.day_1(10) is not None
    assert [wrong.sheet.visit for wrong in found.comparison.sheets] == ["C9D1"]


def test_a_sheet_of_a_visit_that_is_gone_is_wrong():
    seen = outlook(*ON_TIME, interim_visits=())
    early = outlook(*ON_TIME, booked("C3D1", "2024-04-08"), interim_visits=())
    found = what_if(early, seen.document, printed=[PrintedSheet(visit="C3D1", issue=2)])
    assert [wrong.sheet.issue for wrong in found.comparison.sheets] == [2]
