"""Runs a campaign as its documented command does, for the short forms."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def figures(name: str, *options: str) -> str:
    """Return the last line that a campaign prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.campaigns.{name}", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    return lines[-1]
