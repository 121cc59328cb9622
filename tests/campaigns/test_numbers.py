"""Every promise of the records has a test, and no test names a number of nothing."""

from pathlib import Path

from tests.campaigns.numbers import (
    OWNERS,
    holders,
    named,
    promises,
    without_a_test,
)


def test_every_number_of_the_page_is_listed_once():
    numbers = [one.number for one in promises()]
    requirements = [f"R{n:02}" for n in range(1, 59)]
    requirements.insert(6, "R06b")
    assert numbers == [*requirements, *(f"F{n:02}" for n in range(1, 49))]
    assert {one.owner for one in promises()} == set(OWNERS)


def test_every_number_of_the_records_is_held_by_a_test():
    assert without_a_test(holders()) == []


def test_no_docstring_names_a_number_that_is_not_listed():
    assert named() - {one.number for one in promises()} == set()


def test_a_number_counts_only_in_the_docstring_of_a_test(tmp_path: Path):
    (tmp_path / "test_a.py").write_text(
        '"""R22 of a module."""\n'
        'def help():\n    """R23"""\n'
        'def test_one():\n    """F46, R24: held."""\n'
        "def test_two():\n    x = 'R25'\n"
    )
    there = f"{tmp_path.name}/test_a.py::test_one"
    assert holders(tmp_path) == {"F46": [there], "R24": [there]}
    assert named(tmp_path) == {"R22", "R23", "R24", "F46"}
