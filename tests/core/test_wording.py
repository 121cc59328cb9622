import pytest

from scheduler.core.wording import (
    band_text,
    capsules_line,
    infusion_line,
    level_text,
)
from tests.core.profiles import FIRST, SECOND


def test_the_infusion_has_one_masked_line_for_everybody():
    """N-08, I-07."""
    assert infusion_line(FIRST.infusion) == (
        "toripalimab or placebo – solution for infusion – DOSE 240 mg – intravenous – "  # noqa: RUF001
        "once every 21 days"
    )
    assert " – DOSE 1,500 mg – " in infusion_line(SECOND.infusion)  # noqa: RUF001


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (0, "DOSE 12 mg – 3 capsules – by mouth – once daily"),  # noqa: RUF001
        (2, "DOSE 4 mg – 1 capsule – by mouth – once daily"),  # noqa: RUF001
        (3, "DOSE 4 mg – 1 capsule – by mouth – every other day"),  # noqa: RUF001
    ],
)
def test_the_capsules_have_their_dose_their_number_and_their_frequency_in_words(
    at: int, line: str
):
    """N-04, N-08."""
    found = capsules_line(FIRST.capsules, FIRST.capsules.ladder[at])
    assert found == f"lenvatinib – capsule 4 mg – {line}"  # noqa: RUF001


def test_a_level_is_a_dose_and_its_frequency():
    """N-04."""
    levels = [level_text(level) for level in FIRST.capsules.ladder]
    assert levels == [
        "12 mg once daily",
        "8 mg once daily",
        "4 mg once daily",
        "4 mg every other day",
    ]


@pytest.mark.parametrize(
    ("grams", "text"),
    [
        (60000, "60.0 kg – 60 kg or more – 12 mg once daily"),  # noqa: RUF001
        (59950, "59.95 kg – less than 60 kg – 8 mg once daily"),  # noqa: RUF001
    ],
)
def test_a_weight_is_shown_as_typed_with_its_band_and_its_dose(grams: int, text: str):
    """N-05, N-12."""
    assert band_text(FIRST.capsules, grams) == text
