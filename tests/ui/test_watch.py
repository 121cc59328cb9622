"""What happens to the open file from outside is said, and moves nothing by surprise."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from scheduler.core.history import HistoryFilter
from scheduler.core.study import Study
from scheduler.store.presence import Presence, folder_of
from tests.people import PASSWORDS
from tests.ui.conftest import ANNA, BEA, NOW
from tests.ui.dialog_data import settle
from tests.ui.elsewhere import correct_elsewhere
from tests.ui.site import add_colleague, joined, open_at, sign_in_at_dialogs
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.session import ParticipantId, Session
from ui.watch import CHANGED, CLOCK, MOVED, READ_ONLY

Two = tuple[ParticipantId, ParticipantId]


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def here(
    session: Session,
    two: Two,
    window: MainWindow,
    time: Time,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    """A desk with a clock of its own, at a file with two participants."""
    assert two
    session.close()
    sign_in_at_dialogs(monkeypatch, ANNA.name)
    found = Desk(window, time, tmp_path / "keys", PASSWORDS)
    assert session.path is not None
    open_at(found, session.path)
    yield found
    found.leave()


def notice(window: MainWindow, name: str) -> str:
    found = window.standing.shown.get(name)
    return found.words.text() if found else ""


def alarms(desk: Desk) -> int:
    assert desk.session is not None
    asked = HistoryFilter(kinds=("clock alarm",))
    return len(
        desk.session.read(
            lambda store: store.changes(asked, through=store.last_change())
        ).entries
    )


def test_a_second_window_on_the_file_is_named_at_both(
    here: Desk,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    preferences: Preferences,
):
    """R54: the other user of the file is named on both."""
    second = MainWindow(preferences)
    qtbot.addWidget(second)
    other = Desk(second, Time(), tmp_path / "keys", PASSWORDS)
    assert here.session is not None
    assert here.session.path is not None
    open_at(other, here.session.path)
    here.watch.look()
    for one in (window, second):
        assert f"Also open: {ANNA.name} at" in bar(one)
    assert "has opened this file" in window.statusBar().currentMessage()
    other.leave()
    here.watch.look()
    assert "Also open" not in bar(window)


def bar(window: MainWindow) -> str:
    labels = window.statusBar().findChildren(type(window.message))
    return " ".join(label.text() for label in labels if not label.isHidden())


def test_nobody_is_left_beside_the_file_when_it_is_closed(here: Desk):
    assert here.session is not None
    assert here.session.path is not None
    folder = folder_of(here.session.path)
    assert folder.is_dir()
    here.leave()
    assert not folder.exists()


def test_what_another_desk_saves_is_shown_within_two_seconds(
    here: Desk, other: Session, window: MainWindow, two: Two, qtbot: QtBot
):
    """R55: the data version is looked at, and the pages follow."""
    here.show_participant(two[0])
    before = here.participant.banner.weight.value.text()
    correct_elsewhere(other, two[0], 61_400)
    qtbot.waitUntil(
        lambda: here.participant.banner.weight.value.text() != before, timeout=9_000
    )
    assert "61.4" in here.participant.banner.weight.value.text()
    assert "another desk has saved" in window.statusBar().currentMessage()


@pytest.fixture
def other(here: Desk, shipped_study: Study, site_file: Path) -> Iterator[Session]:
    """A colleague on the same file, who was entered while Anna is there."""
    assert here.session is not None
    add_colleague(here.session, BEA)
    found = joined(shipped_study, site_file, Time(), BEA.name)
    here.watch.refresh()
    yield found
    found.close()


def test_nothing_moves_under_the_pointer(
    here: Desk,
    other: Session,
    window: MainWindow,
    two: Two,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
):
    """L-04: told with the time, and refreshed when it is asked for."""
    here.show_participant(two[0])
    before = here.participant.banner.weight.value.text()
    monkeypatch.setattr(QStackedWidget, "underMouse", lambda _pages: True)
    correct_elsewhere(other, two[0], 61_400)
    here.watch.look()
    assert "Another desk has saved at 09:41" in notice(window, CHANGED)
    assert here.participant.banner.weight.value.text() == before
    window.activateWindow()
    settle()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert "61.4" in here.participant.banner.weight.value.text()
    assert notice(window, CHANGED) == ""


def test_a_desk_that_waits_for_a_writer_is_not_held_up(here: Desk, site_file: Path):
    """F38: a look never waits for a lock."""
    with closing(sqlite3.connect(site_file)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        before = datetime.now().astimezone()  # noqa: TID251  how long it takes
        here.watch.look()
        assert datetime.now().astimezone() - before < timedelta(seconds=3)  # noqa: TID251
        conn.rollback()
    assert here.session is not None
    assert not here.session.is_behind()


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_file_that_is_no_longer_there_is_noticed_and_welcome_back(
    here: Desk, window: MainWindow, site_file: Path, how: str
):
    """R49, F41: noticed within two seconds, nothing more is saved, and it goes on."""
    kept = site_file.with_suffix(".kept")
    os.link(site_file, kept)
    site_file.unlink()
    if how == "replaced":
        site_file.write_bytes(kept.read_bytes())
    here.watch.look()
    assert "was moved, deleted or replaced" in notice(window, MOVED)
    kept.replace(site_file)
    here.watch.look()
    assert notice(window, MOVED) == ""


@pytest.mark.parametrize("moved", [timedelta(minutes=-6), timedelta(days=31)])
def test_a_clock_that_jumps_is_told_and_kept_in_history(
    here: Desk, window: MainWindow, time: Time, moved: timedelta
):
    """F12, R26: while the program runs; once, until the clock is right again."""
    here.watch.look()
    assert notice(window, CLOCK) == ""
    time.now = NOW + moved
    here.watch.look()
    here.watch.look()
    assert "The clock of this computer shows" in notice(window, CLOCK)
    assert alarms(here) == 1
    time.now = NOW
    here.watch.look()
    assert notice(window, CLOCK) == ""


def test_a_clock_set_back_before_the_start_is_told_at_the_start(
    here: Desk, window: MainWindow, time: Time, site_file: Path
):
    """F12: compared with the last time that History knows."""
    here.leave()
    time.now = NOW - timedelta(days=365)
    open_at(here, site_file)
    assert "saved under 23-Nov-2026" in notice(window, CLOCK).replace("  ", " ")
    assert alarms(here) == 1


def test_a_file_from_the_future_tells_of_a_clock_set_back(
    here: Desk, window: MainWindow, site_file: Path
):
    """F12: the time of the file itself."""
    here.leave()
    ahead = (datetime.now().astimezone() + timedelta(days=400)).timestamp()  # noqa: TID251
    os.utime(site_file, (ahead, ahead))
    open_at(here, site_file)
    assert notice(window, CLOCK)


def test_history_keeps_its_order_whatever_the_clock_does(
    here: Desk, time: Time, two: Two
):
    """F12: never reordered by time."""
    session = here.session
    assert session is not None
    for days in (0, -2, 0):
        time.now = NOW + timedelta(days=days)
        correct_elsewhere(session, two[0], 61_400 + 10 * days)
    asked = HistoryFilter(records=(("weights", 1),))
    found = session.read(
        lambda store: store.changes(asked, through=store.last_change())
    ).entries
    assert [one.fields[0].new for one in found[:3]] == ["61400", "61380", "61400"]


def test_a_file_that_can_only_be_read_says_so_from_the_start(
    here: Desk, window: MainWindow, site_file: Path, monkeypatch: pytest.MonkeyPatch
):
    """F37: read-only, with a banner."""
    here.leave()
    monkeypatch.setattr(os, "access", lambda *_given: False)
    open_at(here, site_file)
    assert "This file can only be read" in notice(window, READ_ONLY)
    here.leave()
    assert not window.standing.isVisible()


def test_a_copy_says_from_the_start_where_the_original_is(
    here: Desk, window: MainWindow, site_file: Path, tmp_path: Path
):
    """R25, F37, F46: read-only, with a banner, and not the file of tomorrow."""
    here.leave()
    window.preferences.last_file = str(site_file)
    copy = tmp_path / "on the desktop" / site_file.name
    copy.parent.mkdir()
    copy.write_bytes(site_file.read_bytes())
    open_at(here, copy)
    assert "This file is a copy" in notice(window, READ_ONLY)
    assert f"kept in {site_file}" in notice(window, READ_ONLY)
    assert not here.participants.add.isEnabled()
    assert window.preferences.last_file == str(site_file)
    away = site_file.rename(tmp_path / "given up")
    here.watch.look()
    assert "can be written again" in notice(window, READ_ONLY)
    away.rename(site_file)
    here.leave()
    open_at(here, site_file)
    assert READ_ONLY not in window.standing.shown


def test_a_neighbour_that_was_killed_is_not_named(here: Desk, window: MainWindow):
    """R54: what a desk left behind names nobody."""
    assert here.session is not None
    assert here.session.path is not None
    gone = Presence(here.session.path)
    gone.announce("B. Nowak", "desk-2")
    here.watch.look()
    assert "B. Nowak at desk-2" in bar(window)
    lock = gone._lock  # noqa: SLF001  what the end of a process does
    assert lock is not None
    lock.release()
    here.watch.look()
    assert "B. Nowak" not in bar(window)
    settle()
