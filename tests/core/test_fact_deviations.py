import pytest

from scheduler.core.deviations import find_deviations
from scheduler.core.facts import (
    DoseAction,
    DoseDecision,
    Fact,
    InfusionOutcome,
)
from tests.core.candidates import COURSE, extra, found, handed, missed, said
from tests.core.plans import (
    DRIP,
    ENTERED,
    GIVEN,
    NOT_GIVEN,
    PILLS,
    STOPPED,
    booked,
    day,
    decided,
    ended,
    given,
    held,
    planned,
)
from tests.core.profiles import SECOND


@pytest.mark.parametrize(
    ("third", "low", "days"),
    [
        ("2024-04-12", 18, None),  # G24: exactly 18 days
        ("2024-04-11", 18, -1),
        ("2024-04-11", 17, None),
        ("2024-03-26", 18, -17),
        ("2024-03-26", None, None),
    ],
)
@pytest.mark.parametrize("outcome", [GIVEN, STOPPED])
def test_infusions_given_too_close_together_are_candidates(
    third: str, low: int | None, days: int | None, outcome: InfusionOutcome
):
    record = given(3, third, outcome)
    candidates = found("minimum_interval", *COURSE, record, minimum_interval_days=low)
    assert [one.days for one in candidates] == ([] if days is None else [days])


def test_only_infusions_given_have_an_interval():
    denied = given(3, "2024-04-11", NOT_GIVEN)
    assert found("minimum_interval", *COURSE, denied) == []
    ahead = booked("C3D1", "2024-04-11")
    assert found("minimum_interval", *COURSE, ahead, as_of="2024-04-01") == []


def test_the_infusion_at_entry_has_an_interval_unless_it_was_not_given():
    soon = given(41, "2024-03-21")
    assert [one.visit for one in found("minimum_interval", soon, who=ENTERED)] == [
        "C41D1"
    ]
    denied = given(40, "2024-03-04", NOT_GIVEN)
    assert found("minimum_interval", denied, soon, who=ENTERED) == []
    recorded_too = given(40, "2024-03-04")
    assert len(found("minimum_interval", recorded_too, soon, who=ENTERED)) == 1


def test_an_interval_is_told_with_its_limit():
    [(name, sentence)] = said("minimum_interval", *COURSE, given(3, "2024-04-11"))
    assert name == "C3D1"
    assert sentence == (
        "C3D1: infusion on 11-Apr-2024, 17 days after the one before; the profile "
        "asks for 18."
    )


@pytest.mark.parametrize(
    ("hold", "together", "told"),
    [
        (held(DRIP, "2024-03-25", "2024-03-25"), False, False),
        (held(DRIP, "2024-03-20", "2024-03-25"), False, True),
        (held(DRIP, "2024-03-25"), False, False),
        (held(DRIP, "2024-03-24"), False, True),
        (held(DRIP, "2024-03-20", "2024-03-24"), False, False),
        (held(DRIP, "2024-03-26"), False, False),
        (held(PILLS, "2024-03-20"), False, False),
        (held(PILLS, "2024-03-20"), True, True),
    ],
)
def test_an_infusion_given_during_a_hold_is_a_candidate(
    hold: Fact, together: bool, told: bool
):
    facts = [*COURSE, hold, given(3, "2024-04-15", NOT_GIVEN)]
    names = [
        one.visit for one in found("during_hold", *facts, drugs_held_together=together)
    ]
    assert names == (["C2D1"] if told else [])


@pytest.mark.parametrize(("resumed", "told"), [("2024-03-25", 0), ("2024-03-26", 1)])
def test_a_decision_to_resume_ends_the_hold_of_both_drugs(resumed: str, told: int):
    resume = DoseDecision(on=day(resumed), action=DoseAction.RESUME_SAME)
    facts = [*COURSE, held(PILLS, "2024-03-20"), resume]
    assert len(found("during_hold", *facts, drugs_held_together=True)) == told


@pytest.mark.parametrize(
    ("ends", "span"),
    [(None, "since 20-Mar-2024"), ("2024-03-30", "20-Mar-2024 to 30-Mar-2024")],
)
def test_a_candidate_names_the_hold(ends: str | None, span: str):
    [(_, sentence)] = said("during_hold", *COURSE, held(DRIP, "2024-03-20", ends))
    assert sentence == (f"C2D1: infusion on 25-Mar-2024, while it was on hold, {span}.")


@pytest.mark.parametrize(
    ("end", "fact", "name"),
    [
        (ended(PILLS, "2024-03-31"), extra("2024-04-01"), "extra doses of 01-Apr-2024"),
        (ended(PILLS, "2024-03-31"), extra("2024-03-31"), None),
        (ended(DRIP, "2024-03-31"), extra("2024-04-01"), None),
        (ended(DRIP, "2024-03-31"), given(3, "2024-04-15"), "C3D1"),
        (ended(DRIP, "2024-04-15"), given(3, "2024-04-15"), None),
        (ended(DRIP, "2024-03-31"), given(3, "2024-04-15", NOT_GIVEN), None),
        (ended(PILLS, "2024-03-31"), given(3, "2024-04-15"), None),
    ],
)
def test_what_comes_after_the_recorded_end_of_its_drug_is_a_candidate(
    end: Fact, fact: Fact, name: str | None
):
    both = [end, ended(DRIP if end.drug == PILLS else PILLS, "2024-03-31")]
    facts = [*COURSE, *(both if name and name.startswith("extra") else [end]), fact]
    names = [one.visit for one in found("after_last_dose", *facts)]
    assert names == ([name] if name else [])


def test_the_last_dose_is_told():
    facts = [*COURSE, ended(PILLS, "2024-03-31"), extra("2024-04-01")]
    [(_, sentence)] = said("after_last_dose", *facts)
    assert sentence == (
        "C2D8: extra doses on 01-Apr-2024, after the last dose of lenvatinib on "
        "31-Mar-2024."
    )


@pytest.mark.parametrize(
    ("facts", "ordered"),
    [
        ([], 3),
        ([held(PILLS, "2024-03-10", "2024-03-10")], 0),
        ([held(PILLS, "2024-03-09", "2024-03-09")], 3),
        ([DoseDecision(on=day("2024-03-04"), action=DoseAction.REDUCE, reason="rash",
                   to="4 mg every other day")], 1),
        ([DoseDecision(on=day("2024-03-05"), action=DoseAction.REDUCE, reason="rash",
                   to="4 mg every other day")], 0),
    ],
)  # fmt: skip
def test_extra_doses_are_a_wrong_dose_and_the_order_is_told(
    facts: list[Fact], ordered: int
):
    [(name, sentence)] = said("wrong_dose", *COURSE, *facts, extra("2024-03-10", 2))
    assert name == "C1D7"
    assert sentence == (
        f"C1D7: 2 capsules taken on 10-Mar-2024, beyond the {ordered} ordered that day."
    )


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([handed("2024-03-25")], False),
        ([handed("2024-03-25", 0), held(PILLS, "2024-03-20")], False),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20")], False),  # it may end
        ([handed("2024-03-25"), held(DRIP, "2024-03-20")], False),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20"),
          ended(PILLS, "2024-03-24")], True),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20"),
          decided("2024-03-24", DoseAction.DISCONTINUE)], True),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20"), handed("2024-04-15")],
         True),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20", "2024-04-20")], False),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20", "2024-04-20"),
          handed("2024-04-15")], True),
        ([handed("2024-03-25"), held(PILLS, "2024-03-20", "2024-04-14"),
          handed("2024-04-16")], False),
        ([handed("2024-03-25"), ended(PILLS, "2024-03-24")], True),
        ([handed("2024-03-25"), ended(PILLS, "2024-03-25")], False),
        ([handed("2024-02-20")], False),  # for the first Day 1, which is to come
    ],
)  # fmt: skip
def test_capsules_handed_out_with_none_ordered_are_a_wrong_dose(
    facts: list[Fact], told: bool
):
    assert bool(found("wrong_dose", *COURSE, *facts)) is told


def test_nothing_is_said_of_the_order_while_no_dose_is_known():
    facts = [handed("2024-03-25"), ended(PILLS, "2024-03-24")]
    assert found("wrong_dose", given(1, "2024-03-04"), *facts) == []
    assert len(found("wrong_dose", *facts, who=ENTERED)) == 1


def test_the_hand_outs_of_a_day_are_one_candidate():
    facts = [handed("2024-03-25", 60), handed("2024-03-25", 3)]
    [(name, sentence)] = said("wrong_dose", *COURSE, *facts, ended(PILLS, "2024-03-24"))
    assert name == "C2D1"
    assert sentence == (
        "C2D1: 63 capsules handed out on 25-Mar-2024, with none ordered."
    )


@pytest.mark.parametrize(
    ("facts", "capsules"),
    [
        ([missed("2024-03-10", "2024-03-10")], 3),
        ([missed("2024-03-10", "2024-03-12")], 9),
        ([missed("2024-03-10", "2024-03-12"), held(PILLS, "2024-03-11")], 3),
        ([missed("2024-03-10", "2024-03-12"), held(PILLS, "2024-03-10")], None),
        ([missed("2024-02-10", "2024-03-03")], None),
        ([missed("2024-02-10", "2024-03-04")], 3),
    ],
)
def test_missed_doses_of_the_diary_are_candidates(
    facts: list[Fact], capsules: int | None
):
    sentences = [sentence for _, sentence in said("missed_doses", *COURSE, *facts)]
    assert len(sentences) == (capsules is not None)
    if capsules:
        assert f" {capsules} capsules missed" in sentences[0]


def test_missed_days_are_told_up_to_the_day_asked():
    facts = [*COURSE, missed("2024-03-30", "2024-04-02")]
    [(name, sentence)] = said("missed_doses", *facts, as_of="2024-03-31")
    assert name == "C2D6"
    assert sentence == (
        "C2D6: first of 6 capsules missed on 30-Mar-2024, the last on 31-Mar-2024, "
        "by the diary."
    )


def test_the_drugs_are_those_of_the_study():
    drip, pills = SECOND.infusion.key, SECOND.capsules.key
    facts = [
        given(1, "2024-03-04"),
        given(1, "2024-03-18", at=15),
        held(drip, "2024-03-17", "2024-03-18"),
        ended(pills, "2024-03-20"),
        extra("2024-03-21"),
    ]
    plan = planned(*facts, as_of="2024-03-25", study=SECOND)
    codes = {one.code.value: one.visit for one in find_deviations(SECOND, plan)}
    assert codes["during_hold"] == "C1D15"
    assert codes["after_last_dose"] == "C1D18"
