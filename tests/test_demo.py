from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from scheduler.core.accounts import capsule_accounts
from scheduler.core.facts import Dispensing, FactsDocument, Return
from scheduler.core.facts_text import read_facts, write_facts
from scheduler.core.plan import Plan, make_plan
from scheduler.core.visits import Status
from scheduler.demo import CASES, demo_documents
from tests.core.profiles import FIRST

TODAY = date(2026, 11, 22)
YEAR = [date(2026, 1, 1) + timedelta(days=count) for count in range(0, 366, 7)]


@cache
def documents(today: date = TODAY) -> tuple[FactsDocument, ...]:
    return demo_documents(FIRST, today)


def plans(today: date = TODAY) -> list[Plan]:
    return [
        make_plan(FIRST, FIRST.settings, document, as_of=today)
        for document in documents(today)
    ]


def test_there_are_twenty_four_participants_with_codes_of_their_own():
    codes = {document.participant.code for document in documents()}
    assert len(codes) == len(CASES) == 24


@pytest.mark.parametrize("today", YEAR, ids=str)
def test_every_status_is_to_be_seen_on_any_day(today: date):
    seen = Counter(visit.status for plan in plans(today) for visit in plan.visits)
    assert set(seen) == set(Status)


def test_weights_beside_60_kg_and_cycle_112_are_there():
    starts = {
        plan.starting.weight.grams: plan.starting.level.mg
        for plan in plans()
        if plan.starting
    }
    assert (starts[59900], starts[59950], starts[60000]) == (8, 8, 12)
    waiting = [
        visit.visit
        for plan in plans()
        for visit in plan.visits
        if visit.status is Status.DUE
    ]
    assert "C112D1" in waiting


@pytest.mark.parametrize("at", range(24))
def test_a_document_gives_the_same_plan_after_it_was_written_and_read(at: int):
    document = documents()[at]
    again = read_facts(write_facts(document), FIRST, today=TODAY)
    assert again == document
    settings = FIRST.settings
    assert make_plan(FIRST, settings, again, as_of=TODAY) == make_plan(
        FIRST, settings, document, as_of=TODAY
    )


@pytest.mark.parametrize("today", [date(2024, 2, 29), TODAY, date(2027, 1, 1)], ids=str)
def test_past_imaging_is_recorded_but_for_one_that_is_overdue(today: date):
    imaging = [v for plan in plans(today) for v in plan.visits if v.kind == "imaging"]
    late = [v for v in imaging if v.status in {Status.OVERDUE, Status.MISSED}]
    assert len(late) == 1
    assert any(v.status is Status.DUE and v.target < today for v in imaging)
    assert sum(v.status is Status.RECORDED for v in imaging) > 100


def test_capsules_were_handed_out_and_came_back_in_the_last_cycles():
    accounts = [capsule_accounts(FIRST.capsules, plan) for plan in plans()]
    counted = [account for found in accounts for account in found if account.compliance]
    assert len(counted) > 40
    for account in counted:
        assert account.taken is not None
        assert account.taken == account.by_diary
    assert {account.missed for account in counted} >= {0, 2, 3, 4, 6}
    facts = [fact for document in documents() for fact in document.facts]
    handed = [fact.on for fact in facts if isinstance(fact, Dispensing)]
    assert all(fact.on in handed for fact in facts if isinstance(fact, Return))
    pack = FIRST.settings.pack_size
    assert all(f.capsules % pack == 0 for f in facts if isinstance(f, Dispensing))


def test_the_same_day_gives_the_same_participants():
    assert demo_documents(FIRST, TODAY) == documents()
    shifted = demo_documents(FIRST, TODAY + timedelta(days=1))
    assert [len(d.facts) for d in shifted] == [len(d.facts) for d in documents()]


def test_nothing_of_a_participant_lies_ahead_of_the_day_but_bookings():
    for plan in plans():
        assert plan.left_out == ()
