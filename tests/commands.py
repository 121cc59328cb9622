"""The command line, run in this process or as one of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from scheduler.cli import main

ROOT = Path(__file__).parent.parent
PARTICIPANT = {
    "code": "PL03-0012",
    "randomized": "2024-03-01",
    "first_day_1": "2024-03-04",
}


class Answer:
    """What one command printed, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def data(self) -> dict:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Commands:
    """Runs commands on facts that are written to real files.

    Args:
        folder: where the files are.
        capsys: what was printed.
        password: the line that is typed into each command, if one is.
    """

    def __init__(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        password: str | None = None,
    ) -> None:
        self.folder, self._capsys, self.password = folder, capsys, password

    def run(self, *argv: str | Path) -> Answer:
        with typed(self.password):
            try:
                status = main([str(arg) for arg in argv])
            except SystemExit as wrong_usage:
                status = int(wrong_usage.code or 0)
        printed = self._capsys.readouterr()
        return Answer(status, printed.out, printed.err)

    def file(self, content: object, name: str = "facts.json") -> Path:
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        return path

    def plan(self, document: object, as_of: str, *argv: str) -> dict:
        """Return the plan of a document as JSON data."""
        found = self.run("plan", self.file(document), "--as-of", as_of, "--json", *argv)
        assert (found.status, found.err) == (0, "")
        return found.data


@contextmanager
def typed(line: str | None) -> Iterator[None]:
    """Let standard input be one line, if there is one."""
    before = sys.stdin
    if line is not None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(f"{line}\n".encode()))
    try:
        yield
    finally:
        sys.stdin = before


def document(*facts: dict, first: str = "2024-03-04", **settings: object) -> dict:
    """Return facts of a participant randomized on 01-Mar-2024, as plain data."""
    return {
        "study": "js001-027-iii-hcc",
        "settings": settings,
        "participant": PARTICIPANT | {"first_day_1": first},
        "facts": list(facts),
    }


def weight(kg: str, on: str = "2024-03-01", *, baseline: bool = True) -> dict:
    return {"kind": "weight", "on": on, "kg": kg, "baseline": baseline}


def infusion(cycle: int, on: str, outcome: str = "given") -> dict:
    return {"kind": "infusion", "cycle": cycle, "on": on, "outcome": outcome}


def booking(visit: str, on: str) -> dict:
    return {"kind": "booking", "visit": visit, "on": on}


def reduced(on: str, to: str, **more: str) -> dict:
    return {"kind": "dose_decision", "on": on, "action": "reduce", "to": to, **more}


def handed(on: str, capsules: int) -> dict:
    return {"kind": "dispensing", "on": on, "capsules": capsules}


def back(on: str, capsules: int, **more: object) -> dict:
    return {"kind": "return", "on": on, "capsules": capsules, **more}


def ends(
    infusion_on: str = "2024-09-16", capsules_on: str = "2024-09-30"
) -> list[dict]:
    """Return the ends of both drugs."""
    last = {"infusion": infusion_on, "lenvatinib": capsules_on}
    return [
        {"kind": "end_of_treatment", "drug": drug, "last_dose": on}
        for drug, on in last.items()
    ]


def case(number: str, *values: object) -> ParameterSet:
    """Return one row of a table, with the number of its golden case in the name."""
    simple = [str(value) for value in values if isinstance(value, str | int)]
    longer = [str(len(value)) for value in values if isinstance(value, dict | list)]
    return pytest.param(*values, id=" ".join([number, *simple, *longer]))


def row(plan: dict, name: str) -> dict:
    found = next(visit for visit in plan["visits"] if visit["visit"] == name)
    assert isinstance(found, dict)
    return found


def as_process(*argv: str | Path, password: str = "", **environment: str) -> Answer:
    """Run a command as a person would, in another process."""
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", *map(str, argv)],
        cwd=ROOT,
        env=os.environ | environment,
        input=f"{password}\n".encode(),
        capture_output=True,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
