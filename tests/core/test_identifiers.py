"""Which codes are easily taken for one another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.core.identifiers import look_alikes

CODES = st.text("PL03-12", max_size=9)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        pytest.param("PL03-0021", True, id="last two swapped"),
        pytest.param("PL03-0102", True, id="two in the middle swapped"),
        pytest.param("LP03-0012", True, id="first two swapped"),
        pytest.param("PL03-0012", False, id="the code itself"),
        pytest.param("PL03-0013", False, id="the next code"),
        pytest.param("PL03-0011", False, id="the code before"),
        pytest.param("PL03-0022", False, id="one digit differs"),
        pytest.param("PL03-2010", False, id="swapped, but no neighbours"),
        pytest.param("PL03-1200", False, id="same digits, moved"),
        pytest.param("PL30-0021", False, id="swapped twice"),
        pytest.param("PL03-00121", False, id="longer"),
        pytest.param("PL03-001", False, id="shorter"),
        pytest.param("PM03-0012", False, id="another letter"),
    ],
)
def test_codes_with_two_neighbours_swapped_look_alike(other: str, alike: bool):
    """R18."""
    assert (look_alikes("PL03-0012", {other}) == (other,)) is alike


@pytest.mark.parametrize("code", ["", "1", "11", "1111"])
def test_a_code_that_no_swap_changes_has_no_look_alike(code: str):
    assert look_alikes(code, {"", "1", "11", "1111"}) == ()


def test_look_alikes_are_named_in_order():
    known = ["PL03-0102", "PL03-0013", "PL03-0021"]
    assert look_alikes("PL03-0012", known) == ("PL03-0021", "PL03-0102")


def test_codes_that_follow_each_other_are_never_look_alikes():
    codes = [f"PL03-{number:04d}" for number in range(1, 1000)]
    for code, following in pairwise(codes):
        assert look_alikes(code, {following}) == ()


@given(CODES, CODES)
def test_being_taken_for_one_another_goes_both_ways(one: str, other: str):
    assert bool(look_alikes(one, {other})) is bool(look_alikes(other, {one}))
