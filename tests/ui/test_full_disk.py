"""What was typed stays on the screen when the computer refuses to save it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns import limits
from tests.ui.under_a_limit import TYPED

ROOT = Path(__file__).parents[2]
SAID = {
    "full disk": "The disk is full, so nothing was saved.",
    "quota of a file": "The disk did not answer",
    "renamed": "was moved, deleted or replaced while it was open",
}


def test_a_folder_that_cannot_be_written_is_told_before_anybody_types(tmp_path: Path):
    """R45, F37: at the start, as of a write-protected file; and when it is over."""
    if problem := limits.missing():
        pytest.skip(problem)
    command = [*limits.namespace(), sys.executable, "-m", "tests.ui.read_only_folder"]
    done = subprocess.run(
        [*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    at_first, over, opened_again = found["seen"]
    assert at_first.startswith("This file can only be read: nothing can be saved")
    assert over.startswith("This file can be written again.")
    assert opened_again == ""
    assert found["can be saved"]


@pytest.mark.parametrize("name", SAID)
def test_an_entry_stays_on_the_screen_and_is_saved_when_the_limit_is_gone(
    tmp_path: Path, name: str
):
    """R45, F36, F41: said, kept, and saved without a new start."""
    if problem := limits.missing():
        pytest.skip(problem)
    command = [*limits.namespace(), sys.executable, "-m", "tests.ui.under_a_limit"]
    done = subprocess.run(
        [*command, name, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    refused, saved = found["seen"]
    assert refused["open"]
    assert refused["weight"] == TYPED
    assert SAID[name] in refused["said"]
    assert not saved["open"]
    assert found["grams"] == [62000, 61400]
