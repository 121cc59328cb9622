"""Which test holds which requirement and which fault of the reliability page.

    .venv/bin/python -m tests.campaigns.numbers
    .venv/bin/python -m tests.campaigns.numbers records

The second line asks for one owner. A test holds a number if the number stands at the
head of its docstring: R22, F46. The list of numbers is numbers.txt. The exit status is
1 if a number of this program's records has no test.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]
LIST = Path(__file__).with_name("numbers.txt")
OWNERS = ("course", "records", "screens", "paper", "exchange", "struck")
OURS = "records"
NUMBER = re.compile(r"\b[RF][0-9]{2,3}b?\b")
_Tree = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Promise:
    """One number with its owner and what is promised."""

    number: str
    owner: str
    text: str


def promises() -> list[Promise]:
    """Return every number in the order of the list."""
    lines = LIST.read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [Promise(*(cell.strip() for cell in row)) for row in rows]


def holders(
    folder: Path = TESTS, pattern: re.Pattern[str] = NUMBER
) -> Mapping[str, list[str]]:
    """Return the tests that name a number of a kind, by the number."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, tree in _trees(folder):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for number in _numbers(node, pattern):
                    found[number].append(f"{path.as_posix()}::{node.name}")
    return found


def named(folder: Path = TESTS, pattern: re.Pattern[str] = NUMBER) -> set[str]:
    """Return every number in any docstring, whether of a test or not."""
    return {
        number
        for _, tree in _trees(folder)
        for node in ast.walk(tree)
        if isinstance(node, _Tree)
        for number in _numbers(node, pattern)
    }


def without_a_test(found: Mapping[str, list[str]]) -> list[Promise]:
    """Return the promises of the records that no test holds."""
    return [one for one in promises() if one.owner == OURS and one.number not in found]


def _numbers(node: _Tree, pattern: re.Pattern[str]) -> list[str]:
    return pattern.findall(ast.get_docstring(node) or "")


def _trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder.parent), ast.parse(path.read_text("utf-8"))


def main(argv: Sequence[str]) -> int:
    """Print the table; return the exit status."""
    found = holders()
    for one in promises():
        if argv and one.owner not in argv:
            continue
        print(f"{one.number:5}{one.owner:10}{one.text}")
        for test in found.get(one.number, ()):
            print(f"{'':15}{test}")
    missing = without_a_test(found)
    print(f"{len(promises())} numbers, {len(missing)} of {OURS} without a test")
    for one in missing:
        print(f"no test: {one.number} {one.text}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
