"""Backups at the window: on request, by themselves, and what is said of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from scheduler.commands.backing_up import own_place
from scheduler.core.facts import Participant
from tests.ui.conftest import NOW
from tests.ui.elsewhere import FIRST_DAY
from ui.automatic_backups import AutomaticBackups
from ui.backups import Backups, Kind, Outcome
from ui.main_window import MainWindow
from ui.models.backups_table import BackupsTable
from ui.pages.backups_page import BackupsPage
from ui.preferences import Preferences
from ui.session import Session

LONG_MS = 60_000  # a process is started; nothing is measured
FOUR_WORDS = "four words for a stick"


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    return found


@pytest.fixture
def backups(session: Session, window: MainWindow) -> Iterator[Backups]:
    assert session.path
    found = Backups(session.path.parent / "keys", window.preferences, window)
    found.watch(session)
    yield found
    found.close()


def take(qtbot: QtBot, backups: Backups, kind: Kind) -> tuple[Outcome, ...]:
    with qtbot.waitSignal(backups.finished, timeout=LONG_MS) as finished:
        backups.begin(kind)
    return finished.args[0]


def add_somebody(session: Session, code: str = "PL03-0001"):
    person = Participant(code=code, first_day_1=FIRST_DAY)
    session.write(lambda store, by: store.add_participant(person, by=by))


def events(session: Session) -> list[str]:
    return [one.file for one in session.read(lambda store: store.backups()).values()]


def test_a_backup_on_request_is_made_and_noted(
    qtbot: QtBot, backups: Backups, session: Session
):
    """R50, R26: in a process of its own, and History knows of it."""
    [made] = take(qtbot, backups, Kind.REQUESTED)
    assert made.problem == ""
    assert (backups.own / made.name).is_file()
    assert events(session) == [made.name]


def test_a_backup_counts_though_who_asked_has_gone(
    qtbot: QtBot, backups: Backups, session: Session
):
    """R26, R33, R50: the screen was locked before it was done."""
    with qtbot.waitSignal(backups.finished, timeout=LONG_MS) as finished:
        backups.begin(Kind.REQUESTED)
        session.attendance.lock()
    [made] = finished.args[0]
    assert made.problem == ""
    assert events(session) == [made.name]


def test_while_one_is_taken_no_other_is_begun(qtbot: QtBot, backups: Backups):
    """F07: the button is pressed twice."""
    begun = []
    backups.began.connect(lambda: begun.append(1))
    with qtbot.waitSignal(backups.finished, timeout=LONG_MS):
        backups.begin(Kind.REQUESTED)
        backups.begin(Kind.REQUESTED)
    assert begun == [1]
    assert len(list(backups.own.iterdir())) == 1


def test_the_second_place_gets_a_protected_copy(
    qtbot: QtBot, backups: Backups, tmp_path: Path
):
    """F25: the stick is lost, the records are not read."""
    backups.second = tmp_path / "stick"
    backups.second.mkdir()
    backups.protect(FOUR_WORDS)
    own, other = take(qtbot, backups, Kind.REQUESTED)
    assert own.name.endswith(".cycledesk-backup")
    assert other.name == f"{own.name}.age"
    assert b"PL03" not in (backups.second / other.name).read_bytes()


def test_the_page_lists_what_was_made(
    qtbot: QtBot, backups: Backups, window: MainWindow
):
    """R53: date, kind, size, last entry and state of each."""
    page = BackupsPage(backups, window)
    assert page.nothing.isHidden()
    with qtbot.waitSignal(backups.found, timeout=LONG_MS):
        take(qtbot, backups, Kind.REQUESTED)
    table = page.view.model()
    assert isinstance(table, BackupsTable)
    [row] = table.rows
    cells = [table.index(0, column).data() for column in range(5)]
    assert cells[:2] == ["23-Nov-2026 09:41", "on request"]
    assert cells[3:] == [str(row.entry), "verified"]
    assert row.entry > 0


def test_a_missing_stick_is_told_until_it_is_there(
    qtbot: QtBot, backups: Backups, tmp_path: Path
):
    """R51: at once, and no longer than it is so."""
    stick = tmp_path / "stick"
    backups.second = stick
    assert "The second place for backups is not there" in backups.warnings()[0]
    stick.mkdir()
    assert backups.warnings() == ()
    take(qtbot, backups, Kind.REQUESTED)
    for one in stick.iterdir():
        one.unlink()
    stick.rmdir()
    assert "is not there" in backups.warnings()[0]


def test_an_old_backup_is_told(qtbot: QtBot, backups: Backups, session: Session):
    """R51: by the site's own working days."""
    take(qtbot, backups, Kind.REQUESTED)
    assert backups.warnings() == ()
    session.clock = lambda: NOW + timedelta(days=3)
    assert "older than two working days" in backups.warnings()[0]


def test_a_deleted_backup_counts_no_more(qtbot: QtBot, backups: Backups):
    """R51: what History says was made has to be there."""
    [made] = take(qtbot, backups, Kind.REQUESTED)
    (backups.own / made.name).unlink()
    assert backups.state().good is None


def test_closing_takes_a_last_backup_if_anything_has_changed(
    backups: Backups, session: Session, window: MainWindow
):
    """R50: on exit, and waited for."""
    automatic = AutomaticBackups(backups, window)
    automatic.opened()
    add_somebody(session)
    automatic.leaving()
    assert ["exit" in name for name in events(session)] == [True]
    automatic.opened()
    automatic.leaving()
    assert len(events(session)) == 1
    automatic.opened()
    add_somebody(session, "PL03-0002")
    automatic.stop()
    automatic.leaving()
    assert len(events(session)) == 1


def test_the_first_of_a_day_and_each_hour_of_changes_are_backed_up(
    qtbot: QtBot, backups: Backups, session: Session, window: MainWindow
):
    """R50: on start and hourly; an hour without a change needs none."""
    automatic = AutomaticBackups(backups, window)
    first, hourly = automatic.timers()
    for timer, kind in ((first, "start"), (hourly, "hourly")):
        add_somebody(session, f"PL03-{kind}")
        with qtbot.waitSignal(backups.finished, timeout=LONG_MS):
            timer.timeout.emit()
        assert kind in events(session)[-1]
    for timer in (first, hourly):
        timer.timeout.emit()
        assert not backups.running
    session.clock = lambda: NOW + timedelta(days=1)
    with qtbot.waitSignal(backups.finished, timeout=LONG_MS):
        hourly.timeout.emit()
    assert len(events(session)) == 3


def test_the_demo_has_no_backups(demo: Session, window: MainWindow):
    """R50: nothing of it is kept."""
    backups = Backups(Path("keys"), window.preferences, window)
    backups.watch(demo)
    with pytest.raises(LookupError):
        backups.begin(Kind.REQUESTED)
    assert own_place(Path("a/PL03.cycledesk")) == Path("a/PL03 backups")
