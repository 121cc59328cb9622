"""A fixed day, and open sessions on real records."""

import gc
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Participant
from scheduler.core.study import Study
from tests.people import PASSWORDS
from tests.ui.at_desk import GIVEN, WEIGHED, WHO
from tests.ui.calendar_desk import MONDAY, joined_page
from tests.ui.dialog_data import settle
from tests.ui.elsewhere import BASELINE, BOTH, FIRST_DAY, Answer
from tests.ui.site import (
    add_colleague,
    files,
    joined,
    made,
    open_at,
    sign_in_at_dialogs,
)
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.pages.calendar_page import CalendarPage
from ui.preferences import Preferences
from ui.session import ParticipantId, Person, Role, Session, StudySite
from ui.theme import Theme, apply_theme
from ui.workflows import Workflows

WIDE = QSize(1366, 768)
MANY_OBJECTS = 50_000  # made since the last collection
NOW = datetime(2026, 11, 23, 9, 41, tzinfo=timezone(timedelta(hours=1)))
ANNA = Person(name="Anna Kowalska", initials="AK", role=Role.COORDINATOR)
BEA = Person(name="B. Nowak", initials="BN", role=Role.COORDINATOR)


def clock() -> datetime:
    """The moment at which every test of the window takes place."""
    return NOW


@pytest.fixture(autouse=True, scope="session")
def _collected_by_hand() -> Iterator[None]:
    """Let Python's collector run between tests only.

    It runs in whichever thread allocates: in the one that verifies records it would
    take away the widgets that earlier tests left in cycles, while Qt uses them.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _themed(qapp: QApplication) -> Iterator[None]:
    """Give the application style and light colours, and sweep up after a test.

    A widget that is to be deleted later lives until an event loop ends, and tests run
    in none: unswept, hundreds of windows would live on, listen, and be styled again.
    """
    qapp.setStyle("Fusion")
    apply_theme(qapp, Theme.LIGHT)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()


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
    found = made(shipped_study, site_file, clock, site, ANNA)
    yield found
    found.close()


@pytest.fixture
def demo(shipped_study: Study, tmp_path: Path) -> Iterator[Session]:
    """The invented participants."""
    found = files(shipped_study, tmp_path / "none", clock).demo()
    yield found
    found.close()


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    found.resize(WIDE)
    found.show()
    return found


@pytest.fixture
def filed(session: Session, site_file: Path) -> Path:
    """A site file that nobody has open."""
    session.close()
    return site_file


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """What is done in each dialog that opens, in order."""
    waiting: list[Answer] = []

    def take(dialog: QDialog) -> int:
        dialog.show()
        dialog.activateWindow()
        settle()
        waiting.pop(0)(dialog)
        settle()
        dialog.hide()
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", take)
    return waiting


@pytest.fixture
def two(session: Session) -> tuple[ParticipantId, ParticipantId]:
    """Two participants with codes that are easily taken for one another."""
    numbers = []
    for code in BOTH:
        person = Participant(code=code, first_day_1=FIRST_DAY)
        changes = session.write(
            lambda store, by, person=person: store.add_participant(
                person, BASELINE, by=by
            )
        )
        numbers += changes.participants
    return numbers[0], numbers[1]


@pytest.fixture
def other_desk(
    session: Session, shipped_study: Study, site_file: Path
) -> Iterator[Session]:
    """A colleague on the same file."""
    add_colleague(session, BEA)
    found = joined(shipped_study, site_file, clock, BEA.name)
    session.catch_up()
    yield found
    found.close()


@pytest.fixture
def november(demo: Session, window: MainWindow) -> CalendarPage:
    """The calendar of the invented participants, at today."""
    return joined_page(demo, window)


@pytest.fixture
def december(
    session: Session,
    window: MainWindow,
    two: tuple[ParticipantId, ParticipantId],
) -> Iterator[CalendarPage]:
    """The calendar of two participants, at the day of their second visits."""
    assert len(two) == len(session.participants())
    found = joined_page(session, window)
    found.go(MONDAY)
    settle()
    yield found
    assert QGuiApplication.overrideCursor() is None


@pytest.fixture
def workflows(session: Session, window: MainWindow) -> Workflows:
    return Workflows(session, window)


@pytest.fixture
def desk(
    tmp_path: Path,
    window: MainWindow,
    preferences: Preferences,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """An empty window, at which Anna signs in to every file that is opened."""
    preferences.person = ANNA.name
    sign_in_at_dialogs(monkeypatch, ANNA.name)
    found = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    found.begin(None, demo=False)
    settle()
    yield found
    if found.session is not None:
        found.session.close()


@pytest.fixture
def at_desk(session: Session, desk: Desk) -> Desk:
    """Anna at the page of a participant in the second cycle."""
    session.write(
        lambda store, by: store.add_participant(WHO, facts=(WEIGHED, GIVEN), by=by)
    )
    session.close()
    assert session.path is not None
    open_at(desk, session.path)
    desk.show_participant(ParticipantId(1))
    desk.participant.activateWindow()
    settle()
    return desk
