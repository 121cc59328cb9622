"""What cannot be true together is refused by every way into the store."""

from dataclasses import replace
from datetime import date, time

import pytest

from scheduler.core.facts import (
    Dispensing,
    DoseAction,
    DoseDecision,
    EndOfTreatment,
    Event,
    EventKind,
    ExtraDoses,
    Fact,
    MissedDoses,
    Return,
)
from scheduler.errors import ImpossibleFactError
from scheduler.store.store import Store
from scheduler.store.values import ParticipantId
from tests.store.given import ADA, AK, BASELINE, given, hold, reduced
from tests.store.refusals import refused
from tests.store.writers import WRITERS

REASON = "typed on the wrong day"


IMPOSSIBLE: dict[str, tuple[Fact, ...]] = {
    "a second weight of 01-Mar-2024": (BASELINE, replace(BASELINE, baseline=False)),
    "before C1D1": (given(1, date(2024, 3, 25)), given(2, date(2024, 3, 4))),
    "a second infusion on": (given(1, date(2024, 3, 4)), given(2, date(2024, 3, 4))),
    "lies inside hold of 01-Apr-2024": (
        hold(date(2024, 4, 1)),
        hold(date(2024, 4, 3), date(2024, 4, 9)),
    ),
    "is not lower than the level in force (8 mg daily": (
        BASELINE,
        reduced(date(2024, 4, 1), "8 mg daily"),
        reduced(date(2024, 5, 1), "8 mg daily"),
    ),
    "skips a level (12 mg daily, by weight of 01-Mar-2024": (
        BASELINE,
        reduced(date(2024, 4, 1), "4 mg daily"),
    ),
    "is not allowed by the setting re_escalation": (
        DoseDecision(
            on=date(2024, 5, 1), action=DoseAction.RE_ESCALATE, to="12 mg daily"
        ),
    ),
    "is after event of 05-Mar-2024": (
        Event(event=EventKind.DEATH, on=date(2024, 3, 5)),
        Dispensing(on=date(2024, 3, 6), capsules=63),
    ),
    "infusion of 05-Feb-2024: 05-Feb-2024 is before the day of consent "
    "(consented, 12-Feb-2024)": (given(1, date(2024, 2, 5)),),
    "brings back 1 capsule more than was handed out by 25-Mar-2024": (
        Dispensing(on=date(2024, 3, 4), capsules=63),
        Return(on=date(2024, 3, 25), capsules=60, lost=4),
    ),
    "hold of 05-May-2024: 04-May-2024 is before hold of 05-May-2024": (
        hold(date(2024, 5, 5), date(2024, 5, 4)),
    ),
    "missed doses of 05-May-2024: 04-May-2024 is before": (
        MissedDoses(starts=date(2024, 5, 5), ends=date(2024, 5, 4)),
    ),
    "infusion of 04-Mar-2024: 10:04 is before infusion of": (
        replace(given(1, date(2024, 3, 4)), start=time(10, 5), stop=time(10, 4)),
    ),
    "extra doses of 06-Mar-2024: 06-Mar-2024 is after event of 05-Mar-2024": (
        Event(event=EventKind.DEATH, on=date(2024, 3, 5)),
        ExtraDoses(on=date(2024, 3, 6), capsules=3),
    ),
    "is after end of treatment of 05-Mar-2024": (
        EndOfTreatment(drug="infusion", last_dose=date(2024, 3, 5)),
        given(2, date(2024, 3, 25)),
    ),
}


@pytest.fixture
def enrolled(memory: tuple[Store, ParticipantId]) -> tuple[Store, ParticipantId]:
    """In memory, for nothing here needs a file."""
    return memory


@pytest.mark.parametrize("said", IMPOSSIBLE)
@pytest.mark.parametrize("how", WRITERS)
def test_what_cannot_both_be_true_is_refused_in_words(
    store: Store, ada: ParticipantId, said: str, how: str
):
    with pytest.raises(ImpossibleFactError) as refusal:
        WRITERS[how](store, ada, IMPOSSIBLE[said])
    assert said.casefold() in str(refusal.value).casefold()
    assert "facts[" not in str(refusal.value)
    assert "2024-" not in str(refusal.value)
    assert len(store.participants()) == 1
    assert len(store.document(ada).facts) < len(IMPOSSIBLE[said])


def test_a_correction_that_makes_facts_impossible_is_refused(
    store: Store, ada: ParticipantId
):
    facts = (given(1, date(2024, 3, 4)), given(2, date(2024, 3, 25)))
    store.record_visit(ada, facts, by=AK)
    second = store.facts(ada)[1]
    early = replace(facts[1], on=date(2024, 3, 3))
    refused(
        store,
        ImpossibleFactError,
        lambda: store.correct_fact(second.id, 1, early, reason=REASON, by=AK),
    )


def test_a_correction_that_contradicts_itself_is_refused(
    store: Store, ada: ParticipantId
):
    store.record_fact(ada, hold(date(2024, 5, 1), date(2024, 5, 5)), by=AK)
    [stored] = store.facts(ada)
    backwards = hold(date(2024, 5, 1), date(2024, 4, 30))
    error = refused(
        store,
        ImpossibleFactError,
        lambda: store.correct_fact(stored.id, 1, backwards, reason=REASON, by=AK),
    )
    assert str(error) == (
        "Nothing was saved. Hold of 01-May-2024: 30-Apr-2024 is before hold of "
        "01-May-2024, 01-May-2024. Correct one of them."
    )


def test_consent_is_not_corrected_to_a_day_after_an_infusion(
    store: Store, ada: ParticipantId
):
    store.record_fact(ada, given(1, date(2024, 3, 4)), by=AK)
    on_the_day = replace(ADA, consented=date(2024, 3, 4))
    store.correct_participant(ada, 1, on_the_day, reason=REASON, by=AK)
    later = replace(ADA, consented=date(2024, 3, 5))
    refused(
        store,
        ImpossibleFactError,
        lambda: store.correct_participant(ada, 2, later, reason=REASON, by=AK),
    )


def test_a_hand_out_is_not_withdrawn_when_its_capsules_came_back(
    store: Store, ada: ParticipantId
):
    facts = (
        Dispensing(on=date(2024, 3, 4), capsules=63),
        Return(on=date(2024, 3, 25), capsules=1),
    )
    store.record_visit(ada, facts, by=AK)
    out = store.facts(ada)[0]
    refused(
        store,
        ImpossibleFactError,
        lambda: store.withdraw_fact(out.id, 1, reason=REASON, by=AK),
    )


def test_a_withdrawal_that_leaves_an_impossible_dose_is_refused(
    store: Store, ada: ParticipantId
):
    steps = (
        reduced(date(2024, 4, 1), "8 mg daily"),
        reduced(date(2024, 5, 1), "4 mg daily"),
    )
    store.record_visit(ada, (BASELINE, *steps), by=AK)
    first, second = store.facts(ada)[1:]
    refused(
        store,
        ImpossibleFactError,
        lambda: store.withdraw_fact(first.id, 1, reason=REASON, by=AK),
    )
    store.withdraw_fact(second.id, 1, reason=REASON, by=AK)
    store.withdraw_fact(first.id, 1, reason=REASON, by=AK)
    refused(
        store,
        ImpossibleFactError,
        lambda: store.restore_fact(second.id, 2, reason=REASON, by=AK),
    )
