"""Rules about the tree itself, which no other tool holds."""

import ast
import os
import re
import tomllib
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted",
    "debian" + ".org",
    "ubuntu" + ".com",
    "index" + "-url",
    "extra" + "-index",
    "find" + "-links",
    "sha256" + ":",
    "/work" + "/",
    "/root" + "/",
    "/opt" + "/",
    "pyenv" + "/",
]
MADE = re.compile(r"(\.(?!ci$|gitignore$).*|__pycache__|build|.*\.egg-info)$")
PROMISES = ["valid" + "ated", "compli" + "ant", "certif" + "ied"]

WRITES = re.compile(
    r"QSaveFile|QFile\b|write_text|write_bytes|copyfile\(|os\.fdopen|os\.open\("
    r"|open\([^)]*[\"'](?:[wxa]|r\+|rb\+)"
)
WRITERS = {
    "scheduler/durable.py",  # the one atomic write
    "scheduler/store/whole_file.py",  # the same for what is too large for memory
    "scheduler/store/set_aside.py",  # a second name, where the disk knows no links
    "scheduler/store/empty_file.py",  # names for SQLite to write to
    "scheduler/store/room.py",  # a file that only takes up room
    # What follows lies in a private folder that is removed at the end.
    "scheduler/store/backup_file.py",
    "scheduler/store/backup_parts.py",
    "scheduler/store/present_file.py",
    "scheduler/store/records_copy.py",
}


@cache
def committed() -> list[Path]:
    """Return the files that git keeps, without asking git."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not MADE.match(name)]
        found += [Path(folder, name) for name in names if not MADE.match(name)]
    return found


def modules():
    names = [path for path in committed() if path.suffix == ".py"]
    assert len(names) > 20
    return names


def pins():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    rows = [line.split("==") for line in lines if not line.startswith("#")]
    return {plain(name): version for name, version in rows}


def plain(name: str):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_modules_stay_under_300_lines():
    long = {str(path): len(path.read_text().splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines >= 300} == {}


def written_by_hand(path: Path) -> list[str]:
    """Return the lines of a module that write a file in a way of their own."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if WRITES.search(line)]


def test_files_are_written_by_the_one_atomic_write_or_where_it_cannot_be():
    """R50, R56: whole or not at all, and still there after a power cut."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if path.relative_to(ROOT).parts[0] in {"scheduler", "ui"}
        and written_by_hand(path)
    }
    assert found == WRITERS


def test_packages_open_with_a_docstring_and_nothing_else():
    for path in modules():
        if path.name == "__init__.py" and path.parent.name != "resources":
            tree = ast.parse(path.read_text())
            assert ast.get_docstring(tree), path
            assert len(tree.body) == 1, path


def test_no_file_names_a_registry_or_a_machine():
    pattern = re.compile("|".join(map(re.escape, FORBIDDEN)).encode())
    found = {path: pattern.findall(path.read_bytes()) for path in committed()}
    assert {path.name: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_the_pages_promise_nothing(page: str, promise: str):
    assert promise not in (ROOT / page).read_text().lower()


def test_each_installed_package_is_pinned():
    found = {plain(one.name): one.version for one in metadata.distributions()}
    del found["cycledesk"]
    assert {
        name: version for name, version in found.items() if name not in pins()
    } == {}
    assert {name: pins()[name] for name in found} == found


def test_the_pins_of_the_project_are_those_of_the_constraints():
    groups = PROJECT["dependency-groups"].values()
    wanted = [*PROJECT["project"]["dependencies"], *chain.from_iterable(groups)]
    rows = [line.split("==") for line in wanted]
    assert {plain(name): pins()[plain(name)] for name, _ in rows} == {
        plain(name): version for name, version in rows
    }


def test_the_change_log_begins_with_this_version():
    headings = re.findall(
        r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE
    )
    assert headings[0] == PROJECT["project"]["version"]
    assert metadata.version("cycledesk") == headings[0]


def test_the_program_says_the_version_of_the_project():
    text = "".join(path.read_text() for path in modules())
    said = re.findall(r'^VERSION = "(.*)"', text, re.MULTILINE)
    assert set(said) <= {PROJECT["project"]["version"]}
