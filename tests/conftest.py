"""What every test shares: no screen, no personal settings, no time limits."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

import resources
from scheduler.core.study import Study
from scheduler.core.study_text import read_study
from tests.commands import Commands

# Machines are shared and noisy: how long an example takes says nothing.
hypothesis.settings.register_profile("shared", deadline=None)
hypothesis.settings.load_profile("shared")


@pytest.fixture(scope="session")
def shipped_study() -> Study:
    """The study profile that the program ships."""
    file = resources.path("studies", "js001-027-iii-hcc.toml")
    return read_study(file.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _no_personal_settings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep QSettings and documents of a test away from those of a person."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(Path(home) / "config"))


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The command line, on files of this test."""
    return Commands(tmp_path, capsys)
