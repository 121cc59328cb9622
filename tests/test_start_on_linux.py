"""What only Linux asks for: shared libraries, a screen, apt."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import start
from ui import system_libraries
from ui.system_libraries import Library

START = Path(__file__).parent.parent / "start.py"
NOWHERE = Library("libnowhere.so.9", "libnowhere9")

if sys.platform != "linux":
    __test__: dict[str, str] = {}  # then pytest collects nothing here


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(path: Path, name: str, script: str = "exit 0"):
    (path / name).write_text(f"#!/bin/sh\n{script}\n")
    (path / name).chmod(stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP)


def run(*arguments: str, **environ: str):
    return subprocess.run(
        [sys.executable, START, *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_only_what_cannot_be_loaded_is_missing():
    found = system_libraries.missing([Library("libc.so.6", "libc6"), NOWHERE])
    assert found == {"libnowhere.so.9": "libnowhere9"}


def test_this_computer_has_all_that_a_window_and_a_printer_need():
    assert system_libraries.library_problem() == ""
    assert system_libraries.library_problem(system_libraries.PRINTING) == ""


def test_a_missing_library_is_told_with_the_line_that_installs_it(path: Path):
    program(path, "apt-get")
    assert system_libraries.library_problem([NOWHERE]) == (
        "CycleDesk needs libnowhere.so.9: let an administrator run the line below, "
        "then start again.\n"
        "apt-get update && apt-get install -y --no-install-recommends libnowhere9"
    )


def test_the_line_uses_sudo_where_there_is_sudo(path: Path):
    program(path, "sudo")
    line = system_libraries.install_line(["one", "two", "one"])
    assert line == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends one two"
    )


def test_without_apt_the_missing_library_is_named(path: Path):
    assert path.is_dir()
    assert system_libraries.library_problem([NOWHERE]) == (
        "CycleDesk needs libnowhere.so.9: install the packages of your system that "
        "hold them."
    )


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":9999"},
        {"DISPLAY": ":9999", "QT_QPA_PLATFORM": "xcb"},
        {"QT_QPA_PLATFORM": ""},
    ],
    ids=str,
)
def test_no_screen_is_told(environ: dict[str, str]):
    assert system_libraries.screen_problem(environ).startswith("CycleDesk found no")


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
    ids=str,
)
def test_where_there_is_a_screen_nothing_is_told(
    environ: dict[str, str], platform: str
):
    assert system_libraries.screen_problem(environ, platform) == ""


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ":9999"}], ids=str)
def test_start_without_a_screen_ends_in_one_sentence(environ: dict[str, str]):
    done = run(**environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CycleDesk found no screen, because DISPLAY")
    assert done.stderr.count("\n") == 1


def test_start_without_apt_names_what_is_missing(path: Path):
    done = run("test", PATH=str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "CycleDesk needs Xvfb, xvfb-run, xauth, strace: install the packages of your "
        "system that hold them.\n"
    )


def test_start_that_may_not_or_cannot_install_ends_in_the_line_to_run(path: Path):
    env = shutil.which("env", path=os.defpath)
    (path / "env").symlink_to(env)
    program(path, "apt-get", "echo 'E: no route to the mirror'; exit 100")
    done = run("test", PATH=str(path))
    line = (
        "apt-get update && apt-get install -y --no-install-recommends xvfb xauth strace"
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 2
    assert done.stderr.endswith(f"then start again.\n{line}\n")


@pytest.mark.parametrize(
    ("on_screen", "others", "status"),
    [(0, 0, 0), (5, 0, 0), (1, 0, 1), (0, 1, 1), (5, 5, 5), (1, 2, 2)],
)
def test_both_groups_of_tests_run_and_the_worse_status_counts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    on_screen: int,
    others: int,
    status: int,
):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text("@pytest.mark." + "xcb\n")
    script = f"""echo "$QT_QPA_PLATFORM $*" >> log
        [ $QT_QPA_PLATFORM = xcb ] && exit {on_screen}
        exit {others}"""
    program(tmp_path, "python", script)
    assert start.run_tests(tmp_path / "python", ["-x"], tmp_path) == status
    assert (tmp_path / "log").read_text() == (
        "xcb -m pytest -m xcb -x\noffscreen -m pytest -x\n"
    )
