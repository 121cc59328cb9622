"""Break the rules of the core on purpose, and list each break that no test notices.

    .venv/bin/python -m pip install -c constraints.txt --group mutation
    .venv/bin/python -m tests.mutation
    .venv/bin/python -m tests.mutation cycles supply

The last line asks for some modules only. All of them take about twenty minutes on two
cores; the checks that run at every change leave this out. Linux and macOS only, as
mutmut forks.

pyproject.toml names the modules that are broken and the tests that have to notice.
They run in a copy of the tree, without those of Hypothesis, so that each run ends
alike. What stands outside of functions is not broken. survivors.toml explains the
breaks that change nothing. A break that makes a loop endless is noticed too: those
are listed, so that a machine that is only slow gives itself away. The exit status is
0 if in each module at least 95 % were noticed and each survivor is explained.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
NEEDED = ("scheduler", "ui", "resources", "tests", "pyproject.toml")
EXPLAINED = Path(__file__).with_name("survivors.toml")
MUTMUT = Path(sys.executable).with_name("mutmut")
WORKERS = "2"
ENOUGH_PERCENT = 95
NOTICED = {"killed", "timeout"}
PROPERTY = re.compile(
    r"^    @property\n(    def (\w+)\(self\).*?\n)(?=\n+ {0,4}\S|\Z)",
    re.DOTALL | re.MULTILINE,
)
CHANGED_LINE = re.compile(r"^([-+])(?!\1\1 )\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One break, with what became of it; the diff only if no test failed."""

    module: str
    name: str
    status: str
    diff: str

    @property
    def change(self) -> tuple[str, str, str]:
        """The module, the lines as they were, and what became of them."""
        lines = CHANGED_LINE.findall(self.diff)
        was, becomes = (
            " ".join(text for sign, text in lines if sign == wanted) for wanted in "-+"
        )
        return self.module, was, becomes


def main(argv: Sequence[str]) -> int:
    """Break the modules asked for, or all; return the exit status."""
    if not MUTMUT.exists():
        print("mutmut is not installed: see the head of tests/mutation/__main__.py")
        return 1
    os.nice(10)
    with TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        wanted = [f"scheduler.core.{name}.*" for name in argv]
        run = [MUTMUT, "run", "--max-children", WORKERS, *wanted]
        subprocess.run(run, cwd=copy, stdout=sys.stderr, check=True)
        breaks = results(copy)
    return report(breaks, explanations())


def copied(folder: Path) -> Path:
    """Copy what the tests need, and return the copy."""
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder)
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    for name in project["tool"]["mutmut"]["only_mutate"]:
        module = folder / name
        module.write_text(undecorated(module.read_text("utf-8")), "utf-8")
    return folder


def undecorated(source: str) -> str:
    """Write properties without the decorator: mutmut leaves decorated methods alone."""
    return PROPERTY.sub(r"\1\n    \2 = property(\2)\n", source)


def results(copy: Path) -> list[Break]:
    """Return what became of each break that was tried."""
    rows = (line.strip().split(": ") for line in said(copy, "results", "--all", "1"))
    return [
        Break(
            module=name.split(".")[2],
            name=name,
            status=status,
            diff="" if status == "killed" else "\n".join(said(copy, "show", name)),
        )
        for name, status in rows
        if status != "not checked"
    ]


def said(copy: Path, *arguments: str) -> list[str]:
    """Return the lines that mutmut answers."""
    command = [MUTMUT, *arguments]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def explanations() -> dict[tuple[str, str, str], str]:
    """Return why a break survives, by the break."""
    rows = tomllib.loads(EXPLAINED.read_text("utf-8"))["survivor"]
    return {
        (row["module"], row["was"], becomes): row["why"]
        for row in rows
        for becomes in row["becomes"]
    }


def report(breaks: Sequence[Break], known: dict[tuple[str, str, str], str]) -> int:
    """Print each survivor and the counts; return the exit status."""
    for one in breaks:
        if one.status == "timeout":
            print("endless:", *one.change, sep="\n  ")
    survivors = [one for one in breaks if one.status not in NOTICED]
    for one in survivors:
        why = known.get(one.change, "NOT EXPLAINED")
        print(one.diff, f"\n{one.name}, {one.status}: {why}\n", sep="\n")
    modules = dict.fromkeys(one.module for one in breaks)
    enough = [say([one for one in breaks if one.module == name]) for name in modules]
    stale = known.keys() - {one.change for one in survivors}
    for change in sorted(one for one in stale if one[0] in modules):
        print("explained, but no longer a survivor:", *change, sep="\n  ")
    return 0 if all(enough) and all(one.change in known for one in survivors) else 1


def say(breaks: Sequence[Break]) -> bool:
    """Print the counts of one module; return whether enough was noticed."""
    count = Counter(one.status for one in breaks)
    noticed = sum(count[status] for status in NOTICED)
    percent = 100 * noticed / len(breaks)
    words = ", ".join(f"{number} {status}" for status, number in sorted(count.items()))
    print(f"{breaks[0].module:12} {percent:5.1f} % of {len(breaks)}: {words}")
    return percent >= ENOUGH_PERCENT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
