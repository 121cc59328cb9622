"""Every rule of the screens has a test or an eye, and no test names another."""

from tests import screen_rules
from tests.campaigns.numbers import holders
from tests.screen_rules import HELD_BY, RULE, rules, unknown, without_a_test

FAMILIES = {
    "D": [*range(1, 11), 13, 12],
    "N": [*range(1, 10), 11, 12, 13, 15],
    "I": range(1, 9),
    "L": [1, 2, 3, 4, 6, 7, 8, 9],
    "C": range(1, 7),
    "F": [*range(1, 10), 11],
    "P": range(1, 3),
    "K": [*range(1, 10), 11, 12],
    "E": range(1, 7),
}


def test_every_rule_of_the_page_is_listed_once():
    numbers = [f"{kind}-{at:02}" for kind, found in FAMILIES.items() for at in found]
    assert [one.number for one in rules()] == numbers
    assert {one.owner for one in rules()} <= set(HELD_BY)


def test_every_rule_that_a_test_is_to_hold_is_held_by_one():
    assert without_a_test(holders(pattern=RULE)) == []


def test_no_docstring_names_a_rule_that_is_not_listed():
    assert unknown() == set()


def test_a_rule_judged_by_eye_names_its_picture():
    for one in rules():
        assert (one.owner == "eye") is ("picture" in one.text), one.number


def test_the_table_ends_with_what_is_missing():
    """A rule that nothing holds is listed again in the end."""
    missing = without_a_test({})
    *_, count, first = list(screen_rules.table({}))[: -len(missing) + 1]
    assert count == f"{len(rules())} rules, {len(missing)} without a test"
    assert first == f"no test: {missing[0].number} {missing[0].text}"
