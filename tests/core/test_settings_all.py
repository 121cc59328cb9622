"""That no setting is without a table: each word, and the lowest and highest number."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from scheduler.core.setting_text import settings_with
from scheduler.core.settings import Settings
from scheduler.core.study import SettingRule
from tests.core.profiles import FIRST, SECOND

NAMES = [field.name for field in fields(Settings)]
MODULES = sorted(Path(__file__).parent.glob("test_settings_*.py"))


def rows() -> Iterator[tuple[str, object]]:
    """Yield the setting and the value of every row of every table."""
    for path in MODULES:
        module = import_module(f"tests.core.{path.stem}")
        for test in vars(module).values():
            for mark in getattr(test, "pytestmark", ()):
                for found in mark.args[1] if mark.name == "parametrize" else ():
                    name, is_row, _ = (getattr(found, "id", "") or "").partition("=")
                    if is_row:
                        yield name, found.values[0]


@pytest.fixture(scope="module")
def tabled() -> dict[str, list[object]]:
    found = defaultdict(list)
    for name, value in rows():
        found[name].append(value)
    return found


def wanted(rule: SettingRule) -> list[object]:
    """Return the values that a table must have: all words, or both ends."""
    ends = [end for end in (rule.low, rule.high) if end is not None]
    values: list[object] = {
        "choice": list(rule.choices),
        "yes or no": [True, False],
        "cap": ["none", {"cycles": 1}, {"cycles": 999}, {"months": 1},
                {"months": 1200}],
        "cadence": [[[1, "none"]], [[520, "none"]]],
        "follow-ups": [[], [[1, 0, 0]], [[3650, 3650, 3650]]],
        "recurring": [[1, 0, 0], [520, 0, 0]],
        "visit codes": [[]],
        "band": [[rule.low, rule.high], [rule.low] * 2, [rule.high] * 2],
        "first and later minutes": [ends, ends[::-1]],
        "text": [],
        "months": [rule.default],  # locked
    }.get(rule.kind, ends)  # fmt: skip
    return [*values, "none", None] if rule.optional else values


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_has_a_table_with_its_words_and_both_ends(
    name: str, tabled: dict[str, list[object]]
):
    assert tabled[name]
    missing = [
        value
        for value in wanted(FIRST.setting_rules[name])
        if value not in tabled[name]
    ]
    assert missing == []


def test_no_table_is_of_something_else(tabled: dict[str, list[object]]):
    assert set(tabled) == set(NAMES) == set(FIRST.setting_rules)


@pytest.mark.parametrize("study", [FIRST, SECOND], ids=["first", "second"])
@pytest.mark.parametrize("name", NAMES)
def test_a_default_written_out_is_the_default(study: object, name: str):
    default = json.loads(json.dumps(study.setting_rules[name].default))
    assert settings_with(study, [(name, default)]) == study.settings
