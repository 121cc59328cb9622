"""The two study profiles, and the means to plant a breach in their text."""

import json
import tomllib
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from scheduler.core.study_text import read_study, study_problems

ROOT = Path(__file__).parents[2]
FIRST_TEXT = (ROOT / "resources/studies/js001-027-iii-hcc.toml").read_text("utf-8")
SECOND_TEXT = (ROOT / "tests/studies/second.toml").read_text("utf-8")
FIRST = read_study(FIRST_TEXT)
SECOND = read_study(SECOND_TEXT)

PLAIN_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def toml(value: object) -> str:
    """Write plain data as TOML, every table in one line."""
    if isinstance(value, dict):
        rows = (f"{json.dumps(key)} = {toml(item)}" for key, item in value.items())
        return "{ " + ", ".join(rows) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value)


def document(plain: dict) -> str:
    return "\n".join(f"{json.dumps(key)} = {toml(part)}" for key, part in plain.items())


def plain(text: str) -> dict:
    return tomllib.loads(text)


def steps(path: str) -> list[str | int]:
    """Take ``settings.imaging.default[0]`` apart."""
    found: list[str | int] = []
    for part in path.split("."):
        name, *indexes = part.replace("]", "").split("[")
        found += [name, *map(int, indexes)]
    return found


def with_values(text: str, *changes: tuple[str, object]) -> str:
    """Return a profile with other values at some paths."""
    found = plain(text)
    for path, value in changes:
        *before, last = steps(path)
        place(found, before)[last] = value
    return document(found)


def without(text: str, path: str) -> str:
    """Return a profile without one key."""
    found = plain(text)
    *before, last = steps(path)
    del place(found, before)[last]
    return document(found)


def problems(text: str, *changes: tuple[str, object]) -> dict[str, str]:
    """Return what the linter says of a changed profile, by the path of the key."""
    found = study_problems(with_values(text, *changes))
    return {problem.path: problem.problem for problem in found}


def place(found: object, before: list[str | int]):
    for step in before:
        found = found[step]
    return found


def keys(value: object, path: str = "") -> list[str]:
    """Return the path of every key, in tables and in the first of every list."""
    if isinstance(value, list):
        return keys(value[0], f"{path}[0]") if value else []
    if not isinstance(value, dict):
        return []
    found = []
    for name, item in value.items():
        here = f"{path}.{name}" if path else name
        found += [here, *keys(item, here)]
    return found
