from dataclasses import replace

import pytest

from scheduler.core.facts import (
    EventKind,
    Return,
)
from tests.core.candidates import COURSE, came, extra, found, handed, missed, said, seen
from tests.core.plans import (
    ADA,
    DONE,
    NOT_DONE,
    NOT_GIVEN,
    PILLS,
    STOPPED,
    booked,
    day,
    given,
    happened,
    held,
    recorded,
    weighed,
)

BEFORE, AFTER = "before_consent", "after_withdrawal"

DEEDS = {
    "weight": lambda on: weighed(62000, on),
    "infusion": lambda on: given(1, on),
    "infusion stopped early": lambda on: given(1, on, STOPPED),
    "visit": lambda on: recorded("screening", on, DONE),
    "unscheduled visit": came,
    "blood pressure": seen,
    "capsules handed out": handed,
    "extra doses": extra,
}
NO_DEEDS = {
    "infusion not given": lambda on: given(1, on, NOT_GIVEN),
    "visit not done": lambda on: recorded("screening", on, NOT_DONE),
    "no capsules handed out": lambda on: handed(on, 0),
    "capsules back": lambda on: Return(on=day(on), capsules=1),
    "doses missed": lambda on: missed(on, on),
    "a booking": lambda on: booked("C1D1", on),
    "an event": lambda on: happened(EventKind.TRANSFER, on),
    "a hold": lambda on: held(PILLS, on),
}


@pytest.mark.parametrize("what", DEEDS)
@pytest.mark.parametrize(
    ("on", "told"), [("2024-02-11", True), ("2024-02-12", False), ("2024-02-13", False)]
)
def test_what_is_done_before_consent_is_a_candidate(what: str, on: str, told: bool):
    assert bool(found(BEFORE, DEEDS[what](on))) is told


@pytest.mark.parametrize("what", DEEDS)
@pytest.mark.parametrize(
    ("on", "told"), [("2024-04-02", True), ("2024-04-01", False), ("2024-03-31", False)]
)
def test_what_is_done_after_withdrawal_is_a_candidate(what: str, on: str, told: bool):
    left = happened(EventKind.WITHDRAWAL, "2024-04-01")
    assert bool(found(AFTER, left, DEEDS[what](on))) is told


@pytest.mark.parametrize("what", NO_DEEDS)
def test_what_is_not_done_to_anybody_is_none(what: str):
    left = happened(EventKind.WITHDRAWAL, "2024-04-01")
    assert found(BEFORE, NO_DEEDS[what]("2024-02-11")) == []
    assert found(AFTER, left, NO_DEEDS[what]("2024-04-02")) == []


def test_without_a_day_of_consent_nothing_is_before_it():
    unknown = replace(ADA, consented=None)
    assert found(BEFORE, *COURSE, who=unknown) == []


def test_the_first_withdrawal_counts_and_no_other_event_does():
    ends = [
        happened(EventKind.WITHDRAWAL, "2024-04-09"),
        happened(EventKind.WITHDRAWAL, "2024-04-01"),
        happened(EventKind.PROGRESSION, "2024-03-01"),
    ]
    assert len(found(AFTER, *ends, seen("2024-04-02"))) == 1
    assert found(AFTER, ends[2], *COURSE) == []


def test_the_deeds_of_a_day_are_one_candidate_with_a_name():
    left = happened(EventKind.WITHDRAWAL, "2024-04-20")
    deeds = [given(4, "2024-05-06"), weighed(61000, "2024-05-06", baseline=False)]
    deeds += [seen("2024-05-06"), handed("2024-05-06"), handed("2024-05-06", 9)]
    [(name, sentence)] = said(AFTER, *COURSE, left, *deeds)
    assert name == "C4D1"
    assert sentence == (
        "C4D1: infusion, weight, blood pressure, capsules handed out on "
        "06-May-2024, after withdrawal of consent on 20-Apr-2024."
    )
    [(name, sentence)] = said(BEFORE, weighed(62000, "2024-02-10"))
    assert name == "weight of 10-Feb-2024"
    assert sentence == (
        "Outside the cycles: weight on 10-Feb-2024, before consent on 12-Feb-2024."
    )


def test_of_two_visits_on_a_day_the_infusion_gives_the_name():
    facts = [*COURSE, given(3, "2024-04-12"), recorded("imaging week 6", "2024-04-12")]
    left = happened(EventKind.WITHDRAWAL, "2024-04-01")
    [(name, sentence)] = said(AFTER, *facts, left)
    assert name == "C3D1"
    assert sentence.startswith("C3D1: infusion, visit on 12-Apr-2024")


def test_an_unscheduled_visit_has_its_own_name():
    left = happened(EventKind.WITHDRAWAL, "2024-04-01")
    [(name, _)] = said(AFTER, *COURSE, left, came("2024-04-02"))
    assert name == "unscheduled 2.01"


def test_what_was_done_on_one_day_is_told_alike_however_its_facts_stand():
    facts = [weighed(62000, "2024-02-10"), handed("2024-02-10"), came("2024-02-10")]
    [told] = said(BEFORE, *facts)
    assert [told] == said(BEFORE, *facts[::-1])
