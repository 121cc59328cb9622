import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.quantities import (
    HIGH_KG,
    LOW_KG,
    capsules_text,
    dose_text,
    kilograms,
    parse_weight,
    unbroken,
    weight_text,
)
from scheduler.errors import CycleDeskError, UnitError, WeightError
from tests.core.profiles import FIRST


@pytest.mark.parametrize(
    ("text", "grams", "mg"),
    [
        pytest.param("60", 60_000, 12, id="G01 whole"),
        pytest.param("60.0", 60_000, 12, id="G01 one decimal"),
        pytest.param("60.04", 60_040, 12, id="G01 just above"),
        pytest.param("59.9", 59_900, 8, id="G02"),
        pytest.param("59.95", 59_950, 8, id="G03 would round to 60.0"),
        pytest.param("59.99", 59_990, 8, id="G03 the last below"),
        pytest.param("45.0", 45_000, 8, id="G04 light"),
        pytest.param("120.0", 120_000, 12, id="G04 heavy"),
        pytest.param("59,9", 59_900, 8, id="G05 comma below"),
        pytest.param("60,0", 60_000, 12, id="G05 comma at the edge"),
        pytest.param("25", 25_000, 8, id="lowest"),
        pytest.param("250", 250_000, 12, id="highest"),
        pytest.param("250.00", 250_000, 12, id="highest with decimals"),
        pytest.param(" 60.4 kg ", 60_400, 12, id="with its unit"),
        pytest.param("60.4\u00a0kg", 60_400, 12, id="with a space that never breaks"),
        pytest.param("60kg", 60_000, 12, id="unit without a space"),
    ],
)
def test_a_weight_is_taken_exactly_as_typed(text: str, grams: int, mg: int):
    """N-12, N-13."""
    assert parse_weight(text) == grams
    assert FIRST.capsules.band(grams).level.mg == mg


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("600", id="G06 too heavy"),
        pytest.param("6.0", id="G06 too light"),
        pytest.param("0", id="G06 nothing"),
        pytest.param("abc", id="G06 no number"),
        pytest.param("", id="G06 empty"),
        pytest.param(" ", id="a space"),
        pytest.param("24.99", id="just below the lowest"),
        pytest.param("250.01", id="just above the highest"),
        pytest.param("60.", id="no digit after the mark"),
        pytest.param(".6", id="no digit before the mark"),
        pytest.param("60.123", id="three decimals"),
        pytest.param("1,234", id="a thousands mark"),
        pytest.param("60.4,1", id="two marks"),
        pytest.param("060", id="leading zero"),
        pytest.param("-60", id="negative"),
        pytest.param("+60", id="signed"),
        pytest.param("6e1", id="exponent"),
        pytest.param("6O", id="a letter for a zero"),
        pytest.param("\uff16\uff10", id="full-width digits"),
        pytest.param("\u0666\u0660", id="Arabic digits"),
        pytest.param("6 0", id="space inside"),
        pytest.param("60\n", id="a line end"),
        pytest.param("kg", id="a unit alone"),
        pytest.param("600 kg", id="too heavy, with its unit"),
        pytest.param("60 KG", id="the unit in capitals"),
        pytest.param("nan", id="not a number"),
        pytest.param("60_0", id="underscore"),
    ],
)
def test_what_is_no_weight_is_refused(text: str):
    """N-13, R02."""
    with pytest.raises(WeightError, match=r"Enter a value from 25 to 250") as caught:
        parse_weight(text)
    assert caught.value.got == text.strip()


@pytest.mark.parametrize("text", ["132 lb", "132lb", "60400 g", "9.5 st", "60.4 kilo"])
def test_another_unit_is_refused_by_name(text: str):
    """R07, F03."""
    with pytest.raises(UnitError, match=r"^Kilograms only"):
        parse_weight(text)


def test_every_weight_that_can_be_typed_comes_back_as_it_was():
    for grams in range(LOW_KG * 1000, HIGH_KG * 1000 + 1, 10):
        assert parse_weight(kilograms(grams)) == grams


def test_every_whole_gram_has_one_band_and_a_text_of_its_own():
    """N-12."""
    edge = 60_000
    for grams in range(edge - 1000, edge + 1000):
        assert FIRST.capsules.band(grams).level.mg == (12 if grams >= edge else 8)
    texts = {kilograms(grams) for grams in range(edge - 1000, edge + 1000)}
    assert len(texts) == 2000
    assert (kilograms(59_999), kilograms(60_001)) == ("59.999", "60.001")


@given(grams=st.integers(0, 10**9))
def test_kilograms_are_never_rounded(grams: int):
    """N-12."""
    whole, decimals = kilograms(grams).split(".")
    assert int(whole) * 1000 + int(decimals.ljust(3, "0")) == grams


@given(text=st.text(max_size=12) | st.from_regex(r"\A[0-9., kglb]{0,9}\Z"))
def test_any_text_is_a_weight_within_bounds_or_refused(text: str):
    """R02."""
    try:
        grams = parse_weight(text)
    except CycleDeskError:
        return
    assert LOW_KG * 1000 <= grams <= HIGH_KG * 1000
    assert grams % 10 == 0


def test_a_dose_has_no_trailing_zero_and_a_weight_shows_its_precision():
    """N-01, N-02."""
    assert (dose_text(8), weight_text(60_000)) == ("8 mg", "60.0 kg")  # G57
    assert dose_text(1500) == "1,500 mg"


def test_numbers_and_units_do_not_part_on_paper():
    """N-03."""
    assert unbroken("DOSE 12 mg, 60.0 kg, 6 mL") == (
        "DOSE\u00a012\u00a0mg, 60.0\u00a0kg, 6\u00a0mL"
    )
    assert unbroken("3 capsules, 12 mgs") == "3 capsules, 12 mgs"


@pytest.mark.parametrize(
    ("capsules", "text"), [(0, "0 capsules"), (1, "1 capsule"), (2, "2 capsules")]
)
def test_capsules_are_counted_in_words(capsules: int, text: str):
    assert capsules_text(capsules) == text
