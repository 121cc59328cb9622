"""Which test holds which rule of the screens: ``python -m tests.screen_rules``.

A test holds a rule if the rule stands in its docstring: D-07, K-02. The list of rules
is screen_rules.txt. The exit status is 1 if a rule has neither a test nor an eye.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.campaigns.numbers import Promise, holders, named

LIST = Path(__file__).with_name("screen_rules.txt")
HELD_BY = ("test", "eye", "paper")
# Rules of the page that should hold and need not; a test may name one.
SHOULD = frozenset(
    ("D-11", "N-10", "N-14", "N-16", "I-09", "L-05", "L-10", "F-10", "P-03", "K-10")
)
RULE = re.compile(r"\b[DNILCFPKE]-[0-9]{2}\b")


def rules() -> list[Promise]:
    """Return every rule in the order of the list; its owner is how it is held."""
    lines = LIST.read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [Promise(*(cell.strip() for cell in row)) for row in rows]


def without_a_test(found: Mapping[str, list[str]]) -> list[Promise]:
    """Return the rules that a test is to hold and that none holds."""
    return [one for one in rules() if one.owner == "test" and one.number not in found]


def unknown() -> set[str]:
    """Return the numbers in docstrings that the page does not have."""
    return named(pattern=RULE) - {one.number for one in rules()} - SHOULD


def table(found: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the lines of the table, and what is missing in the end."""
    for one in rules():
        yield f"{one.number:6}{one.owner:7}{one.text}"
        yield from (f"{'':13}{test}" for test in found.get(one.number, ()))
    missing = without_a_test(found)
    yield f"{len(rules())} rules, {len(missing)} without a test"
    yield from (f"no test: {one.number} {one.text}" for one in missing)


def main() -> int:
    """Print the table; return the exit status."""
    found = holders(pattern=RULE)
    sys.stdout.writelines(f"{line}\n" for line in table(found))
    return 1 if without_a_test(found) or unknown() else 0


if __name__ == "__main__":
    sys.exit(main())
