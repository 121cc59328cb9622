"""A process that ends badly leaves nothing of a participant behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.process import fault_text
from tests.commands import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
PROGRAM = """
import ctypes, os, resource, sys
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
canary = "CANARY-" + "arm-A"
{start}
limit, _ = resource.getrlimit(resource.RLIMIT_CORE)
print(limit, ctypes.CDLL(None).prctl(3), flush=True)
os.kill(os.getpid(), {signal})
"""
STARTS = {
    "command line": "from scheduler.cli import main; main(['codes'])",
    "window": "from ui import app\ntry: app.main(['--version'])\nexcept SystemExit: 0",
}


def crash(folder: Path, start: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(start=start, signal=int(signal.SIGSEGV))
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("start", STARTS)
def test_a_crash_writes_no_core_file_and_no_report(tmp_path: Path, start: str):
    """F22, R39: no core, no memory for others, no value on standard error."""
    done = crash(tmp_path, STARTS[start])
    assert done.returncode == -signal.SIGSEGV
    assert done.stdout.splitlines()[-1] == "0 0"
    assert list(tmp_path.iterdir()) == []
    assert "CANARY" not in done.stderr


def test_without_it_a_core_may_be_written(tmp_path: Path):
    """The test above can fail: what is switched off is on without it."""
    done = crash(tmp_path, "pass")
    limit, dumpable = done.stdout.split()
    if limit == "0":
        pytest.skip("this system lets nobody write a core file")
    assert dumpable == "1"


def test_a_fault_is_told_by_its_place_and_not_by_its_values():
    """F22."""
    participant = "PL03-0012 toripalimab"
    try:
        {}[participant]
    except KeyError as error:
        said = fault_text(error)
    assert "test_process.py" in said
    assert said.endswith("builtins.KeyError\n")
    assert participant not in said
