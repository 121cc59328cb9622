"""Set CycleDesk up on this computer, then open it or test it.

    python3 start.py [ARGS]         open the program
    python3 start.py test [ARGS]    run the tests; ARGS go to pytest

Standard library only. What is missing is fetched: system packages with apt-get where
this is allowed, Python packages with pip into .venv. Nothing is done twice.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import util
from pathlib import Path

from ui import system_libraries

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
STAMP = "set-up.stamp"
NO_TEST_CHOSEN = 5  # pytest's exit status
VIRTUAL_SCREEN = {"Xvfb": "xvfb", "xvfb-run": "xvfb", "xauth": "xauth"}
FAULTS = {"strace": "strace"}


class SetUpError(Exception):
    """The set-up cannot go on; the message is for the person at the screen."""


def main(arguments: Sequence[str]) -> int:
    """Set up, then run what was asked for; return its exit status."""
    try:
        refuse(too_old(sys.version_info[:2]))
        if list(arguments[:1]) == ["test"]:
            return run_tests(set_up(testing=True), arguments[1:])
        refuse(system_libraries.screen_problem(os.environ))
        return open_program(set_up(testing=False), arguments)
    except (SetUpError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def refuse(problem: str) -> None:
    """Stop when there is a problem.

    Raises:
        SetUpError: ``problem`` is not empty.
    """
    if problem:
        raise SetUpError(problem)


def too_old(version: Sequence[int]) -> str:
    """Return what to do about a Python that is too old; empty when it is not."""
    if tuple(version) >= OLDEST:
        return ""
    here, oldest = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
    return (
        f"CycleDesk needs Python {oldest} or later and this is Python {here}: install "
        f"a newer one (on Ubuntu 22.04 the package python{oldest}-venv) and start "
        f"with it, as in: python{oldest} start.py"
    )


def set_up(*, testing: bool) -> Path:
    """Provide all that is needed and return the Python of the environment."""
    provide_system_packages(testing=testing)
    venv = ROOT / ".venv"
    wanted = fingerprint(ROOT, sys.version_info[:2])
    if not is_fresh(venv, wanted, testing=testing):
        make_environment(venv, testing=testing)
        write_stamp(venv, wanted, testing=testing)
    return python_of(venv)


# System packages, on Linux only


def provide_system_packages(*, testing: bool) -> None:
    """Install the missing system packages.

    Raises:
        SetUpError: they may not or cannot be installed; the message says what to do.
    """
    lacking = missing_packages(testing=testing)
    with_apt = lacking and shutil.which("apt-get")
    prefix = administrator(os.geteuid()) if with_apt else None
    if prefix is not None:
        apt_install(prefix, list(dict.fromkeys(lacking.values())))
        lacking = missing_packages(testing=testing)
    if lacking:
        raise SetUpError(system_libraries.advice(lacking))


def missing_packages(*, testing: bool) -> dict[str, str]:
    """Return each missing thing with the package that holds it."""
    if sys.platform != "linux":
        return {}
    lacking = system_libraries.missing(
        [*system_libraries.WINDOW, *system_libraries.PRINTING]
    )
    importlib.invalidate_caches()
    if not util.find_spec("ensurepip"):
        lacking["Python's venv"] = "python{}.{}-venv".format(*sys.version_info)
    programs = VIRTUAL_SCREEN | FAULTS if testing else {}
    return lacking | {
        name: held for name, held in programs.items() if not shutil.which(name)
    }


def administrator(user: int) -> list[str] | None:
    """Return how ``user`` runs a command as administrator; None where it cannot be."""
    if user == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if quietly(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    at_a_terminal = sys.stdin is not None and sys.stdin.isatty()
    return ["sudo"] if at_a_terminal else None


def apt_install(prefix: Sequence[str], packages: Sequence[str]) -> None:
    """Install ``packages``, in silence when all goes well.

    Raises:
        SetUpError: apt-get could not.
    """
    print(f"Installing {' '.join(packages)} ...", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    quietly([*apt, "update"])
    done = quietly([*apt, "install", "-y", "--no-install-recommends", *packages])
    if done.returncode:
        raise SetUpError(
            f"apt-get could not install what is missing ({last_line(done.stdout)}): "
            "let an administrator run the line below, then start again.\n"
            f"{system_libraries.install_line(packages)}"
        )


# The Python environment


def fingerprint(root: Path, version: Sequence[int]) -> str:
    """Return a text that changes when the environment has to be made again."""
    digest = hashlib.sha256(f"{root} {list(version)}".encode())
    for name in ("constraints.txt", "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_fresh(venv: Path, wanted: str, *, testing: bool) -> bool:
    """Tell whether the finished environment in ``venv`` is the wanted one."""
    stamp = venv / STAMP
    if not (stamp.is_file() and python_of(venv).exists()):
        return False
    found = stamp.read_text("utf-8").split()
    return found[:1] == [wanted] and (not testing or "test" in found)


def write_stamp(venv: Path, wanted: str, *, testing: bool) -> None:
    """Note that the environment in ``venv`` is finished."""
    new = venv / f"{STAMP}.new"
    new.write_text(f"{wanted} {'test' if testing else 'run'}\n", "utf-8")
    new.replace(venv / STAMP)


def make_environment(venv: Path, *, testing: bool) -> None:
    """Make or mend ``venv`` and install the pinned packages into it."""
    (venv / STAMP).unlink(missing_ok=True)
    if not is_usable(venv, sys.version_info[:2]):
        step([sys.executable, "-m", "venv", "--clear", str(venv)])
    print("Fetching Python packages (150 MB the first time) ...", flush=True)
    pip = [str(python_of(venv)), "-m", "pip", "--no-input", "install"]
    step([*pip, *pins(("pip", "setuptools"))])
    pip += ["-c", "constraints.txt", "--no-build-isolation", "-e", "."]
    tests = ["--group", "test"] if testing else []
    step([*pip, *tests])


def pins(names: Sequence[str]) -> list[str]:
    """Return the constraints on ``names``, as pip takes them on its command line."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.split("==")[0] in names]


def is_usable(venv: Path, version: Sequence[int]) -> bool:
    """Tell whether ``venv`` is whole: with this Python, in its place, with pip."""
    ask = "import pip, sys; print(sys.prefix, list(sys.version_info[:2]))"
    try:
        answer = quietly([str(python_of(venv)), "-c", ask])
    except OSError:
        return False
    return answer.stdout.strip() == f"{venv} {list(version)}"


def python_of(venv: Path) -> Path:
    """Return where the Python of ``venv`` is."""
    windows = sys.platform == "win32"
    return venv / ("Scripts/python.exe" if windows else "bin/python")


def step(command: Sequence[str]) -> None:
    """Run one command of the set-up, in silence when all goes well.

    Raises:
        SetUpError: the command failed.
    """
    done = quietly(command)
    if done.returncode:
        log = ROOT / ".venv" / "set-up.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(done.stdout, "utf-8")
        raise SetUpError(
            f"The set-up could not finish ({last_line(done.stdout)}): check the "
            f"network connection and start again; the whole report is in {log}"
        )


def quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run ``command`` in the program's folder and return it with what it printed."""
    return subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def last_line(report: str) -> str:
    """Return the last line of a report that says something."""
    return next((line for line in reversed(report.split("\n")) if line.strip()), "")


# What was asked for


def open_program(python: Path, arguments: Sequence[str]) -> int:
    """Open the window and return its exit status."""
    return subprocess.call([str(python), "-m", "ui.app", *arguments])


def run_tests(python: Path, arguments: Sequence[str], root: Path = ROOT) -> int:
    """Run the tests that need a real screen, then all others; return the worse."""
    pytest = [str(python), "-m", "pytest"]
    on_screen = 0
    if shutil.which("xvfb-run") and needs_a_screen(root / "tests"):
        command = ["xvfb-run", "-a", *pytest, "-m", "xcb", *arguments]
        environ = os.environ | {"QT_QPA_PLATFORM": "xcb"}
        on_screen = subprocess.call(command, cwd=root, env=environ)
    environ = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    status = subprocess.call([*pytest, *arguments], cwd=root, env=environ)
    return status or (0 if on_screen == NO_TEST_CHOSEN else on_screen)


def needs_a_screen(tests: Path) -> bool:
    """Tell whether any test is marked to run on the virtual screen."""
    texts = (path.read_text("utf-8") for path in tests.rglob("test_*.py"))
    return any("@pytest.mark.xcb" in text for text in texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
