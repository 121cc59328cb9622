"""Names that two visits of a profile could share."""

import pytest

from tests.core.profiles import SECOND_TEXT, plain, problems

SERIES = plain(SECOND_TEXT)["anchored_visits"]
AT = "anchored_visits[5].name"  # question sheet day {days}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("C{days}D1", "a visit of a cycle"),
        ("unscheduled {days}", "an unscheduled one"),
        ("scan week {days}", "'scan week {weeks}'"),
        ("scan week 1{days}", "'scan week {weeks}'"),
        ("scan week {days}0", "'scan week {weeks}'"),
    ],
)
def test_a_series_with_names_of_another_is_refused(name: str, says: str):
    assert says in problems(SECOND_TEXT, (AT, name))[AT]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("C2D1", "a visit of a cycle"),
        ("C2D-1", "a visit of a cycle"),
        ("unscheduled 1.01", "an unscheduled one"),
        ("scan week 8", "'scan week {weeks}'"),
    ],
)
def test_a_single_visit_named_as_another_is_refused(name: str, says: str):
    found = problems(SECOND_TEXT, ("anchored_visits[3].name", name))
    assert says in found["anchored_visits[3].name"]


@pytest.mark.parametrize(
    ("index", "name"),
    [
        (5, "scan day {days}"),
        (5, "scan week {days} late"),
        (5, "scan week a{days}"),
        (3, "scan week 08"),
        (3, "scan week 10000"),
        (3, "C2 D1"),
        (3, "first"),
    ],
)
def test_names_that_only_look_alike_are_sound(index: int, name: str):
    assert problems(SECOND_TEXT, (f"anchored_visits[{index}].name", name)) == {}


@pytest.mark.parametrize("name", [" early", "early ", "a  b", "a\nb", "x" * 101])
def test_a_name_is_one_line_that_facts_can_give(name: str):
    for path in (
        "anchored_visits[3].name",
        "procedures[0].name",
        "versions[0].version",
    ):
        assert "one line" in problems(SECOND_TEXT, (path, name))[path]
