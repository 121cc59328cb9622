"""Words of errors, statuses and verdicts."""

import doctest
import re
from datetime import date, datetime

import pytest

from scheduler import errors
from scheduler.core.cycles import Window
from scheduler.core.visits import Status
from ui import wording as words
from ui.forms import weighing
from ui.wording import status_word, verdict_sentence, verdict_words, wording

ON = date(2026, 11, 24)
AT = datetime(2026, 11, 23, 9, 41)  # noqa: DTZ001  only its text is looked at
EVERY = [
    errors.WeightError(got="605", low_kg=25, high_kg=250),
    errors.UnitError(got="132 lb"),
    errors.DateTextError(got="32-Nov-2026"),
    errors.AmbiguousDateError(
        got="05/04/2026", readings=(date(2026, 4, 5), date(2026, 5, 4))
    ),
    errors.TimeTextError(got="9h"),
    errors.ProfileError(path="study.key", problem="must be a text."),
    errors.FactsError(path="facts[1].on", problem="must be a date."),
    errors.ThroughError(through=1, low=4, high=999),
    errors.StaleRecordError(theirs="a", ours="b", by="Anna", at=AT),
    errors.WithdrawnRecordError(by="Anna", at=AT),
    errors.DuplicateParticipantError(code="PL03-0012"),
    errors.DuplicatePersonError(name="Anna"),
    errors.DuplicateFactError(kind="weight", existing="a", ours="b", by="Anna", at=AT),
    errors.FutureFactError(kind="weight", on=ON, today=date(2026, 11, 23)),
    errors.ReasonRequiredError(at_least=5),
    errors.RefusedRecordError(rule="weights"),
    errors.SiteMissingError(),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_a_sentence_says_what_to_do_and_never_blames(error: errors.CycleDeskError):
    """F-02."""
    said = wording(error)
    assert said.endswith((".", "?"))
    assert "!" not in said
    assert not re.search(
        r"\b(invalid|illegal|wrong|fail|you must)", said, re.IGNORECASE
    )
    assert not re.search(r"\d{4}-\d{2}-\d{2}", said)


def test_an_ambiguous_date_is_answered_with_both_readings():
    """D-08."""
    assert wording(EVERY[3]).endswith("Did you mean 05-Apr-2026 or 04-May-2026?")


def test_each_status_has_a_word_of_its_own():
    """C-01."""
    found = {status_word(status) for status in Status}
    assert len(found) == len(Status)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "2 days early, out of window"),
        (-1, "1 day early, out of window"),
        (0, "in window"),
        (1, "1 day late, out of window"),
        (12, "12 days late, out of window"),
    ],
)
def test_a_verdict_is_said_in_words(days: int, said: str):
    assert verdict_words(days) == said


def test_a_verdict_names_both_ends_of_the_window():
    """D-09, D-10."""
    window = Window(opens=date(2026, 11, 20), closes=date(2026, 11, 26))
    said = verdict_sentence(window, date(2026, 11, 30))
    assert said == "4 days late, out of window (20-Nov-2026 to 26-Nov-2026)"


@pytest.mark.parametrize("module", [words, weighing])
def test_the_examples_in_the_modules_hold(module: object):
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
