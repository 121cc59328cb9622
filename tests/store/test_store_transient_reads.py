"""A read that fails once looks like damage; the file is looked at again."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.processes import missing
from tests.commands import ROOT

pytestmark = pytest.mark.skipif(bool(missing()), reason="strace is missing")


def opened(path: Path, fault: str) -> str:
    """Open the file in another process, in which reads of it go wrong."""
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", str(path)]
    command += ["-e", "trace=pread64", "-e", f"inject=pread64:{fault}"]
    child = [sys.executable, "-B", "-m", "tests.store.transient", str(path)]
    done = subprocess.run(
        [*command, *child], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("nth", [1, 2, 3, 5, 9, 17, 90, 120, 150])
def test_a_read_that_comes_short_once_is_no_damage(filled: Path, nth: int):
    """R46: nobody is sent to a backup because a cable was loose for a moment."""
    assert opened(filled, f"retval=0:when={nth}") == "whole"


def test_a_read_that_comes_short_every_time_is_damage(filled: Path):
    """R46: the second look is a look, not a shrug."""
    said = opened(filled, "retval=0:when=3+")
    assert said.split(":")[0] in {"DamagedDatabaseError", "ForeignDatabaseError"}
