"""Which version of a profile holds when, and for which row."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_every
from hypothesis import settings as tuned
from hypothesis import strategies as st

from scheduler.core.changes import Scope
from scheduler.core.facts import Fact, FactsDocument, Site
from scheduler.core.facts_text import refuse_unreadable
from scheduler.core.in_force import study_on, versions_in_force
from scheduler.core.outlook import Outlook
from scheduler.core.plan import Plan, make_plan
from scheduler.core.study_text import read_study
from scheduler.core.version_preview import Effect, Preview, preview_version
from scheduler.core.versions import plan_for
from scheduler.core.visits import Status
from scheduler.core.what_if import what_if, what_if_moved
from scheduler.errors import FactsError
from tests.core.plans import (
    ADA,
    NOT_DONE,
    booked,
    day,
    document,
    given,
    recorded,
    weighed,
)
from tests.core.profiles import FIRST, SECOND, SECOND_TEXT, without
from tests.store.given import AMENDED

EIGHT = day("2024-05-06")
NINE = day("2024-07-01")
COURSE = [weighed(81_000), given(1, "2024-03-04"), given(1, "2024-03-18", at=15)]


def at_site(*facts: Fact, **days: date) -> FactsDocument:
    """Return facts at a site where versions took effect on some days."""
    names = {"eight": "8", "nine": "9"}
    versions = tuple((names[name], on) for name, on in days.items())
    found = document(*COURSE, *facts, study=SECOND)
    return replace(found, site=Site(versions=versions))


def plan(found: FactsDocument, as_of: str, through: int | None = None) -> Plan:
    return plan_for(SECOND, found, as_of=day(as_of), through=through)


def test_a_later_version_is_a_whole_profile_that_changes_the_one_before_it():
    first, eight, nine = SECOND.versions
    assert [v.profile_version for v in SECOND.versions] == ["7", "8", "9"]
    assert (first.settings.day_1_after, eight.settings.day_1_after) == (2, 4)
    assert nine.settings.day_1_after == 4
    assert [visit.label for visit in nine.cycle_visits] == ["D1"]
    assert eight.cycle_visits == first.cycle_visits
    assert eight.setting_rules["day_1_after"].high == 20
    assert nine.profile_date == day("2026-11-23")


def test_a_version_may_leave_the_settings_alone():
    text = without(SECOND_TEXT, "versions[1].changes.settings")
    *_, nine = read_study(text).versions
    assert nine.settings == SECOND.versions[1].settings


@pytest.mark.parametrize(
    ("on", "version"),
    [
        ("2024-05-05", "7"),
        ("2024-05-06", "8"),
        ("2024-06-30", "8"),
        ("2024-07-01", "9"),
    ],
)
def test_a_version_holds_from_the_day_on_which_it_took_effect(on: str, version: str):
    site = Site(versions=(("8", EIGHT), ("9", NINE)))
    assert study_on(SECOND, site, day(on)).profile_version == version


def test_a_version_that_never_took_effect_at_the_site_does_not_hold_there():
    assert [v.study for v in versions_in_force(SECOND, Site())] == [SECOND]
    skipped = versions_in_force(SECOND, Site(versions=(("9", NINE),)))
    assert [v.study.profile_version for v in skipped] == ["7", "9"]


def test_what_is_outstanding_follows_the_new_version_and_what_is_done_keeps_its_row():
    late = given(2, "2024-04-05")  # the target is 01-Apr-2024, 4 days before
    before = plan(at_site(late), "2024-05-05", through=4)
    after = plan(at_site(late, eight=EIGHT), "2024-05-06", through=4)
    for found in (before, after):
        second = found.visit("C2D1")
        assert second is not None
        assert second.window.closes == day("2024-04-03")
        assert (second.status, second.days_outside) == (Status.RECORDED, 2)
    third = [found.visit("C3D1") for found in (before, after)]
    assert [visit and visit.target for visit in third] == [
        day("2024-04-29"),  # fixed: from the first Day 1
        day("2024-05-03"),  # rolling: from the actual one
    ]
    assert [visit and visit.window.closes for visit in third] == [
        day("2024-05-01"),
        day("2024-05-07"),
    ]


def test_a_visit_done_on_the_day_of_a_version_goes_by_that_version():
    facts = [given(2, "2024-04-01"), given(3, "2024-05-06")]
    third = plan(at_site(*facts, eight=EIGHT), "2024-05-10").visit("C3D1")
    assert third is not None
    assert (third.target, third.window.closes) == (day("2024-04-29"), day("2024-05-03"))
    earlier = plan(at_site(*facts, eight=day("2024-05-07")), "2024-05-10").visit("C3D1")
    assert earlier is not None
    assert earlier.window.closes == day("2024-05-01")


def test_a_visit_that_a_version_takes_out_stays_where_it_was_done():
    facts = [
        recorded("C1D-1", "2024-03-03"),
        recorded("C1D8", "2024-03-12", NOT_DONE),
        given(2, "2024-04-01"),
    ]
    found = plan(at_site(*facts, nine=NINE), "2024-07-01")
    names = [visit.visit for visit in found.visits]
    assert {"C1D-1", "C1D15", "C1D8"} <= set(names)
    assert "C6D-1" not in names
    assert found.visits == tuple(
        sorted(found.visits, key=lambda visit: (visit.target, visit.visitnum))
    )
    skipped = found.visit("C1D8")
    assert skipped is not None
    assert skipped.status is Status.NOT_DONE


@pytest.mark.parametrize(
    ("since", "there"), [("2024-04-01", True), ("2024-03-03", False)]
)
def test_what_was_missed_stays_missed_though_a_version_plans_it_no_more(
    since: str, there: bool
):
    # The window of C1D-1 closes on 03-Mar-2024, that of C2D-1 opens on 29-Mar-2024.
    found = plan(at_site(given(2, "2024-04-01"), nine=day(since)), "2024-04-02")
    missed = found.visit("C1D-1")
    assert (missed is not None and missed.status is Status.MISSED) is there


@for_every(
    first=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    lates=st.lists(st.integers(-2, 5), min_size=1, max_size=5),
    shift=st.integers(0, 200),
)
@tuned(max_examples=40)
def test_no_done_row_changes_when_a_version_takes_effect_later(
    first: date, lates: list[int], shift: int
):
    who = replace(ADA, first_day_1=first, consented=None, randomized=None)
    days = [first.toordinal()]
    for late in lates:
        days.append(days[-1] + 28 + late)
    facts = [
        given(cycle, date.fromordinal(on).isoformat())
        for cycle, on in enumerate(days, start=1)
    ]
    base = replace(document(*facts, study=SECOND), participant=who)
    as_of = date.fromordinal(days[-1] + 1 + shift)
    site = Site(versions=(("8", as_of),))
    old = plan_for(SECOND, base, as_of=as_of)
    new = plan_for(SECOND, replace(base, site=site), as_of=as_of)
    done = [visit for visit in old.visits if visit.status is Status.RECORDED]
    assert done
    assert [new.visit(visit.visit) for visit in done] == done


def test_without_a_later_version_the_plan_is_the_plan():
    found = at_site(given(2, "2024-04-01"))
    assert plan(found, "2024-05-06") == make_plan(
        SECOND, SECOND.settings, found, as_of=day("2024-05-06")
    )


def effects(found: Preview) -> dict[str, Effect]:
    return {row.visit: row.effect for row in found.rows}


def test_a_preview_lists_what_a_version_would_do_to_each_participant():
    facts = [given(2, "2024-04-05"), booked("C4D1", "2024-05-28")]
    (found,) = preview_version(
        SECOND, [at_site(*facts)], "8", EIGHT, as_of=day("2024-05-01")
    )
    assert found.code == "PL03-0012"
    there = effects(found)
    assert there["C2D1"] is Effect.DONE
    assert there["C3D1"] is Effect.MOVED
    assert there["C4D1"] is Effect.WINDOW
    assert there["blood bank"] is Effect.SAME
    row = next(row for row in found.rows if row.visit == "C3D1")
    assert (row.old, row.new) == (day("2024-04-29"), day("2024-05-03"))
    assert (row.window.closes, row.verdict) == (day("2024-05-07"), 0)
    booking = next(row for row in found.rows if row.visit == "C4D1")
    assert (booking.old, booking.new) == (day("2024-05-28"), day("2024-05-28"))
    assert booking.verdict == -3
    assert {row.visit for row in found.changed} & {"C2D1", "blood bank"} == set()


def test_a_preview_names_what_comes_and_what_goes():
    ended = at_site(given(2, "2024-04-01"))
    (found,) = preview_version(SECOND, [ended], "9", NINE, as_of=day("2024-07-05"))
    there = effects(found)
    assert there["C6D-1"] is Effect.GONE
    gone = next(row for row in found.rows if row.visit == "C6D-1")
    assert (gone.old, gone.new) == (day("2024-07-21"), None)
    back = at_site(given(2, "2024-04-01"), nine=NINE)
    (again,) = preview_version(SECOND, [back], "8", NINE, as_of=day("2024-07-05"))
    assert effects(again)["C6D-1"] is Effect.NEW


def test_nobody_is_a_preview_of_nothing():
    found = preview_version(SECOND, [], "8", EIGHT, as_of=day("2024-05-01"))
    assert list(found) == []


def outlook(*facts: Fact, as_of: str = "2024-05-06") -> Outlook:
    """Return how a plan looks at a site where version 8 has taken effect."""
    found = at_site(given(2, "2024-04-05"), *facts, eight=EIGHT)
    return Outlook(study=SECOND, document=found, as_of=day(as_of))


@pytest.mark.parametrize(
    ("as_of", "version", "target", "closes"),
    [
        ("2024-05-05", "7", "2024-05-27", "2024-05-29"),
        ("2024-05-06", "8", "2024-06-05", "2024-06-09"),
    ],
)
def test_a_what_if_goes_by_the_version_that_holds(
    as_of: str, version: str, target: str, closes: str
):
    seen = outlook(as_of=as_of)
    assert seen.version.profile_version == version
    found = what_if_moved(seen, {"C3D1": day("2024-05-08")}, Scope.ALL)
    fourth = found.after.visit("C4D1")
    assert fourth is not None
    assert (fourth.target, fourth.window.closes) == (day(target), day(closes))
    second = found.after.visit("C2D1")
    assert second is not None
    assert second.window.closes == day("2024-04-03")


def test_moving_nothing_changes_nothing_where_a_version_took_effect():
    seen = outlook(given(3, "2024-05-03"))
    assert not what_if(seen, seen.document).comparison


@pytest.mark.parametrize(("at", "known"), [(1, True), (8, True), (15, False)])
def test_an_infusion_is_recorded_on_any_day_that_a_version_gives_it(
    at: int, known: bool
):
    (first, *_) = [visit for visit in FIRST.cycle_visits if visit.infusion]
    other = replace(first, label="D8", offset_days=7)
    (later,) = AMENDED.amendments[:1]
    wider = replace(later.study, cycle_visits=(first, other))
    study = replace(AMENDED, amendments=(replace(later, study=wider),))
    fact = given(1, "2024-03-11", at=at)
    if known:
        refuse_unreadable(fact, study)
    else:
        with pytest.raises(FactsError, match="no infusion is due on day 15, but on 1"):
            refuse_unreadable(fact, study)
