"""A fixed day, and open sessions on real records."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from scheduler.core.study import Study
from ui.preferences import Preferences
from ui.session import Person, Role, Session, StudySite
from ui.site_files import create_file, open_demo
from ui.theme import Theme, apply_theme

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
ANNA = Person(name="Anna Kowalska", initials="AK", role=Role.COORDINATOR)


def clock() -> datetime:
    """The moment at which every test of the window takes place."""
    return NOW


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> None:
    """Give the application the program's style and light colours."""
    qapp.setStyle("Fusion")
    apply_theme(qapp, Theme.LIGHT)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of nobody yet."""
    file = str(tmp_path / "settings.ini")
    return Preferences(QSettings(file, QSettings.Format.IniFormat))


@pytest.fixture
def site_file(tmp_path: Path) -> Path:
    """Where a site file may be made."""
    return tmp_path / "PL03.cycledesk"


@pytest.fixture
def session(shipped_study: Study, site_file: Path) -> Iterator[Session]:
    """An empty site file, with Anna writing."""
    site = StudySite(
        study=shipped_study.key, code="PL03", name="Test site", country="PL"
    )
    found = create_file(shipped_study, site_file, clock, site, ANNA)
    yield found
    found.close()


@pytest.fixture
def demo(shipped_study: Study) -> Iterator[Session]:
    """The invented participants."""
    found = open_demo(shipped_study, clock)
    yield found
    found.close()
