import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import start

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path: Path):
    """Return a program folder that holds what set-up reads."""
    for name in ("start.py", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "ui").mkdir()
    shutil.copy(ROOT / "ui" / "system_libraries.py", tmp_path / "ui")
    return tmp_path


@pytest.fixture
def venv(tmp_path: Path):
    """Return what looks like an environment, without a stamp."""
    python = start.python_of(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path / ".venv"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that leaves nothing on the PATH but a script it is given."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def only(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(stat.S_IRWXU)

    return only


@pytest.mark.parametrize("version", [(2, 7), (3, 9), (3, 10)], ids=str)
def test_an_old_python_is_refused_in_one_sentence(version: tuple[int, int]):
    said = start.too_old(version)
    assert "needs Python 3.11 or later" in said
    assert f"this is Python {version[0]}.{version[1]}:" in said
    assert "\n" not in said


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)], ids=str)
def test_a_new_python_is_welcome(version: tuple[int, int]):
    assert start.too_old(version) == ""


def test_an_environment_without_a_stamp_is_half_made(venv: Path):
    assert not start.is_fresh(venv, "wanted", testing=False)


def test_a_stamp_without_a_python_is_worth_nothing(tmp_path: Path):
    start.write_stamp(tmp_path, "wanted", testing=True)
    assert not start.is_fresh(tmp_path, "wanted", testing=False)


@pytest.mark.parametrize("made_for_tests", [False, True])
def test_an_environment_made_for_tests_also_runs_the_program(
    venv: Path, made_for_tests: bool
):
    start.write_stamp(venv, "wanted", testing=made_for_tests)
    assert start.is_fresh(venv, "wanted", testing=False)
    assert start.is_fresh(venv, "wanted", testing=True) is made_for_tests
    assert not start.is_fresh(venv, "changed", testing=False)


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_a_changed_pin_changes_the_fingerprint(folder: Path, name: str):
    before = start.fingerprint(folder, (3, 11))
    with (folder / name).open("a") as file:
        file.write("# changed\n")
    assert start.fingerprint(folder, (3, 11)) != before


def test_another_python_or_another_place_changes_the_fingerprint(folder: Path):
    before = start.fingerprint(folder, (3, 11))
    moved = shutil.copytree(folder, folder / "moved")
    assert start.fingerprint(folder, (3, 11)) == before
    assert start.fingerprint(folder, (3, 12)) != before
    assert start.fingerprint(moved, (3, 11)) != before


def test_this_environment_is_usable_by_its_own_python_only():
    venv, version = Path(sys.prefix), sys.version_info[:2]
    assert start.is_usable(venv, version)
    assert not start.is_usable(venv, (version[0], version[1] + 1))


def test_a_broken_environment_is_not_usable(venv: Path, tmp_path: Path):
    assert not start.is_usable(venv, sys.version_info[:2])
    assert not start.is_usable(tmp_path / "none", sys.version_info[:2])


def test_the_last_line_that_says_something_is_told():
    assert start.last_line("Fetching\nERROR: no route\n \n") == "ERROR: no route"
    assert start.last_line("") == ""


def test_root_needs_no_sudo():
    assert start.administrator(0) == []


def test_without_sudo_nobody_else_is_administrator(
    programs: Callable[[str, str], None],
):
    programs("other", "exit 0")
    assert start.administrator(1000) is None


@pytest.mark.parametrize(
    ("status", "prefix"), [(0, ["sudo", "-n"]), (1, None)], ids=["free", "asks"]
)
def test_sudo_is_used_when_it_asks_for_nothing(
    programs: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    prefix: list[str] | None,
):
    with Path("/dev/null").open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        programs("sudo", f"exit {status}")
        assert start.administrator(1000) == prefix


def test_tests_for_a_real_screen_are_found_by_their_mark(tmp_path: Path):
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")
    assert not start.needs_a_screen(tmp_path)
    (tmp_path / "test_two.py").write_text("@pytest.mark." + "xcb\n")
    assert start.needs_a_screen(tmp_path)


def test_set_up_mends_a_broken_environment_and_fails_in_one_sentence(folder: Path):
    python = start.python_of(folder / ".venv")
    python.parent.mkdir(parents=True)
    python.write_text("half made")
    done = run(folder, QT_QPA_PLATFORM="offscreen", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert done.returncode == 1
    assert done.stderr.startswith("The set-up could not finish (ERROR: No matching")
    assert done.stderr.count("\n") == 1
    assert start.is_usable(folder / ".venv", sys.version_info[:2])
    assert not (folder / ".venv" / start.STAMP).exists()
    assert "No matching" in (folder / ".venv" / "set-up.log").read_text()


def run(folder: Path, *arguments: str, **environ: str):
    """Run start.py in ``folder`` with nothing in its environment but ``environ``."""
    return subprocess.run(
        [sys.executable, folder / "start.py", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
