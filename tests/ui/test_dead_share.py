"""A second place for backups that answers nobody: the window goes on, and closes."""

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog
from pytestqt.qtbot import QtBot

from scheduler.commands.backing_up import own_place
from scheduler.store.backup_folder import Answer, Seen, seen_in
from tests.dead_share import DeadShare, dead_share
from tests.keys import keys_of
from tests.store.backups import back_up
from tests.store.restores import site_file
from tests.ui.test_backups import LONG_MS, add_somebody, events
from ui.automatic_backups import AutomaticBackups, Leave
from ui.backup_run import Patience
from ui.backups import Backups, Kind, Outcome
from ui.lookouts import Lookouts
from ui.main_window import MainWindow
from ui.pages.backups_page import BackupsPage
from ui.pages.recovery_page import RecoveryPage
from ui.preferences import Preferences
from ui.recovery import Recovery
from ui.session import Session

SOON = Patience(first_ms=LONG_MS, each_ms=300)
SILENT = "did not answer in time, so no backup was copied there"


@pytest.fixture
def share(tmp_path: Path) -> Iterator[DeadShare]:
    try:
        with dead_share(tmp_path / "share") as found:
            yield found
    except OSError as error:
        pytest.skip(f"no share can die here: {error}")


@pytest.fixture
def window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    found = MainWindow(preferences)
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.fixture
def backups(
    session: Session, window: MainWindow, share: DeadShare
) -> Iterator[Backups]:
    assert session.path
    found = Backups(session.path.parent / "keys", window.preferences, window)
    found.watch(session)
    found.second = share.folder
    yield found
    found.close()


def test_the_window_asks_no_share_that_has_died(
    qtbot: QtBot, backups: Backups, window: MainWindow, share: DeadShare
):
    """R51, F43: neither for the warning of each minute nor for the list."""
    assert backups.warnings() == ()
    page = BackupsPage(backups, window)
    with qtbot.waitSignal(backups.found, timeout=LONG_MS):
        page.look()
    assert backups.warnings() == ()
    assert share.dead


def test_a_share_that_stays_silent_is_told(
    backups: Backups, session: Session, share: DeadShare
):
    """R51: not at once, for a disk that slept takes a while to wake up."""
    silent = Seen(answer=Answer.SILENT)
    for patience, answer in ((10.0, Answer.NOT_KNOWN), (0.0, Answer.SILENT)):
        not_known = Seen(answer=Answer.NOT_KNOWN)
        lookouts = Lookouts(seen_in, not_known, silent, silent_after=patience)
        assert lookouts.seen(backups.own.parent).answer is Answer.THERE
        assert lookouts.seen(share.folder).answer is answer
        assert lookouts.seen(share.folder).answer is answer
    assert share.dead
    state = session.read(
        lambda store: store.backup_state(
            backups.own, share.folder, lambda _: Seen(answer=Answer.SILENT)
        )
    )
    assert "does not answer" in state.second


def test_the_backup_on_this_computer_is_made_and_noted_all_the_same(
    qtbot: QtBot, backups: Backups, session: Session, share: DeadShare
):
    """R50, R51, F43: one place that never answers takes nobody else the backup."""
    with qtbot.waitSignal(backups.finished, timeout=LONG_MS) as finished:
        backups.begin(Kind.REQUESTED)
        backups.run.be_patient(SOON)
    own, second = finished.args[0]
    assert own.made
    assert SILENT in second.problem
    assert events(session) == [own.name]
    assert SILENT in " ".join(backups.warnings())
    assert share.dead
    assert not backups.running


def test_the_window_closes_and_says_what_was_not_copied(
    backups: Backups, session: Session, window: MainWindow, share: DeadShare
):
    """R50, R51: within the time that is allowed, and true."""
    seen: list[str] = []

    def read() -> None:
        seen.extend(
            dialog.labelText()
            for dialog in QApplication.topLevelWidgets()
            if isinstance(dialog, QProgressDialog) and dialog.isVisible()
        )

    timer = QTimer(window, interval=20)
    timer.timeout.connect(read)
    timer.start()
    leave = Leave(backup=SOON, words_ms=500)
    automatic = AutomaticBackups(backups, window, leave)
    automatic.opened()
    add_somebody(session)
    automatic.leaving()
    assert share.dead
    assert f"Waiting for the second place: {share.folder}" in seen
    assert SILENT in seen[-1]
    assert ["exit" in name for name in events(session)] == [True]


def test_a_backup_whose_process_is_killed_ends_and_is_told(
    qtbot: QtBot, backups: Backups, share: DeadShare
):
    """F44: the system was short of memory; the window does not wait for ever."""
    with qtbot.waitSignal(backups.finished, timeout=LONG_MS) as finished:
        backups.begin(Kind.REQUESTED)
        [process] = multiprocessing.active_children()
        process.kill()
    outcomes: tuple[Outcome, ...] = finished.args[0]
    assert len(outcomes) == 2
    assert all("was stopped before it was finished" in one.problem for one in outcomes)
    assert not backups.running
    assert share.dead


def test_the_way_back_is_shown_though_the_share_is_silent(
    qtbot: QtBot, share: DeadShare, tmp_path: Path
):
    """R46, F43: the newest good backup on this computer is offered at once."""
    folder = tmp_path / "site"
    folder.mkdir()
    path = site_file(folder / "PL03.cycledesk")
    made = back_up(path, own_place(path))
    page = RecoveryPage(path, None)
    qtbot.addWidget(page)
    recovery = Recovery(path, share.folder, keys_of(path), page)
    with qtbot.waitSignal(recovery.found, timeout=LONG_MS) as found:
        recovery.begin()
    assert found.args[0].good.listed.path == made
    assert found.args[0].left.readable
    assert share.dead


ENDS = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from scheduler.process import end_within
ThreadPoolExecutor(1).submit(Path(sys.argv[1]).stat)
end_within(1.0, 3)
"""


def test_the_process_ends_though_a_thread_waits_for_the_share(share: DeadShare):
    """F44: nothing stays behind that holds the file, or another start."""
    command = [sys.executable, "-c", ENDS, str(share.folder)]
    done = subprocess.run(command, check=False)
    assert done.returncode == 3
    assert share.dead
