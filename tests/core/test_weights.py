"""What a weight calls attention to, at both edges of every rule."""

from datetime import date

import pytest

from scheduler.core.facts import Weight
from scheduler.core.weights import (
    is_notable_change,
    near_boundary,
    rounds_into_another_band,
)
from tests.core.profiles import FIRST, SECOND


@pytest.mark.parametrize(
    ("grams", "edge"),
    [
        (58_999, None),
        (59_000, 60_000),
        (59_999, 60_000),
        (60_000, 60_000),
        (61_000, 60_000),
        (61_001, None),
        (25_000, None),
        (250_000, None),
    ],
)
def test_within_one_kilogram_of_a_boundary_is_near(grams: int, edge: int | None):
    assert near_boundary(FIRST.capsules, grams) == edge


@pytest.mark.parametrize(
    ("grams", "edge"),
    [
        (48_999, None),
        (49_000, 50_000),
        (51_000, 50_000),
        (51_001, None),
        (79_499, None),
        (79_500, 80_500),
        (81_500, 80_500),
        (81_501, None),
    ],
)
def test_each_boundary_of_a_profile_counts(grams: int, edge: int | None):
    assert near_boundary(SECOND.capsules, grams) == edge


@pytest.mark.parametrize(
    ("grams", "differs"),
    [
        (59_499, False),
        (59_500, True),
        (59_999, True),
        (60_000, False),
        (60_499, False),
        (60_500, False),
    ],
)
def test_rounding_would_change_the_band_from_half_a_kilogram_below(
    grams: int, differs: bool
):
    assert rounds_into_another_band(FIRST.capsules, grams) is differs


@pytest.mark.parametrize(
    ("grams", "differs"),
    [(80_499, False), (80_500, False), (80_999, False), (81_000, False)],
)
def test_rounding_up_within_a_band_is_not_pointed_out(grams: int, differs: bool):
    assert rounds_into_another_band(SECOND.capsules, grams) is differs


@pytest.mark.parametrize(
    ("last", "grams", "notable"),
    [
        pytest.param(60_000, 54_000, True, id="a tenth lower"),
        pytest.param(60_000, 54_001, False, id="a gram less than a tenth lower"),
        pytest.param(60_000, 60_000, False, id="the same"),
        pytest.param(60_000, 65_999, False, id="a gram less than a tenth higher"),
        pytest.param(60_000, 66_000, True, id="a tenth higher"),
        pytest.param(59_995, 53_995, True, id="half a gram past a tenth lower"),
        pytest.param(59_995, 53_996, False, id="half a gram short of it, lower"),
        pytest.param(59_995, 65_994, False, id="half a gram short of it, higher"),
        pytest.param(59_995, 65_995, True, id="half a gram past a tenth higher"),
    ],
)
def test_a_tenth_away_from_the_last_weight_is_notable(
    last: int, grams: int, notable: bool
):
    before = Weight(on=date(2026, 2, 23), grams=last)
    assert is_notable_change(before, grams) is notable


def test_a_first_weight_is_no_change():
    assert not is_notable_change(None, 60_000)
