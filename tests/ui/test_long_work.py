"""Work that takes long says so, and whoever cannot wait can go."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from scheduler.core.history import HistoryFilter
from tests.ui.dialog_data import settle
from ui import exports
from ui.desk import Desk
from ui.exports import HistoryExports
from ui.main_window import MainWindow
from ui.pages.checking_page import CheckingPage
from ui.pages.welcome_page import WelcomePage
from ui.session import Session


def test_whoever_cannot_wait_for_the_verification_closes_the_file(
    qtbot: QtBot, desk: Desk, window: MainWindow, filed: Path
):
    """P-01, P-02, K-01: words and a way out; no bar moves without a count."""
    desk.open_file(filed)
    [page] = window.findChildren(CheckingPage)
    assert page.isVisible()
    assert not any(bar.isVisible() for bar in window.findChildren(QProgressBar))
    qtbot.keyClick(page.leave, Qt.Key.Key_Space)
    settle()
    assert not desk.guard.checking
    assert isinstance(window.pages.currentWidget(), WelcomePage)


def test_the_pointer_says_that_a_file_is_being_written(
    session: Session,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """P-01: from the first moment, and no longer than it takes."""
    place = str(tmp_path / "history.csv")
    monkeypatch.setattr(
        exports.QFileDialog, "getSaveFileName", lambda *_given: (place, "")
    )
    shapes: list[Qt.CursorShape] = []
    write = exports.save_file

    def watched(made: bytes, path: Path) -> None:
        cursor = QApplication.overrideCursor()
        assert cursor is not None
        shapes.append(cursor.shape())
        write(made, path)

    monkeypatch.setattr(exports, "save_file", watched)
    through = session.read(lambda store: store.last_change())
    HistoryExports(session, window).ask_csv(HistoryFilter(), through)
    assert shapes == [Qt.CursorShape.WaitCursor]
    assert QApplication.overrideCursor() is None
    assert (tmp_path / "history.csv").is_file()
