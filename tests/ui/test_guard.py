"""Nothing of a file is seen before its records were looked at, or if they are wrong."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.dialog_data import settle
from tests.ui.elsewhere import correct_elsewhere
from tests.ui.site import open_at, wait_until_checked
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.pages.checking_page import CheckingPage
from ui.pages.doubt_page import DoubtPage
from ui.pages.welcome_page import WelcomePage
from ui.session import ParticipantId, Session
from ui.troubles import Told

Two = tuple[ParticipantId, ParticipantId]


@pytest.fixture
def treated(session: Session, two: Two, site_file: Path) -> Path:
    """A closed file with two participants."""
    assert two
    session.close()
    return site_file


def seen(window: MainWindow) -> str:
    labels = window.centralWidget().findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def covering(window: MainWindow, kind: type) -> bool:
    return any(one.isVisible() for one in window.findChildren(kind))


def tamper(path: Path) -> None:
    """Change a weight as another program could, past every guard of the file."""
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE weights SET grams = 61400, ver = ver + 1 WHERE id = 1")


def test_no_dose_and_no_date_is_seen_while_the_records_are_looked_at(
    desk: Desk, window: MainWindow, treated: Path
):
    """R24, F39: doses stay hidden until the verification has ended."""
    desk.open_file(treated)
    assert desk.guard.checking
    assert covering(window, CheckingPage)
    assert not window.pages.isVisible()
    assert "Checking the records" in seen(window)
    assert "PL03-0012" not in seen(window)
    assert "mg" not in seen(window)
    for action in (desk.menus.add, desk.menus.export, desk.menus.history):
        assert not action.isEnabled()
        assert action.statusTip() == "The records are being checked."
    assert desk.menus.leave.isEnabled()
    wait_until_checked(desk)
    assert not covering(window, CheckingPage)
    assert window.pages.currentWidget() is desk.today
    assert window.pages.isVisible()
    assert desk.menus.add.isEnabled()
    focus = window.focusWidget()
    assert focus is not None
    assert desk.today.isAncestorOf(focus)


def test_keys_reach_no_page_that_is_covered(
    qtbot: QtBot, desk: Desk, window: MainWindow, treated: Path
):
    desk.open_file(treated)
    for key in (Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_N, Qt.Key.Key_P):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert not window.pages.isVisible()
    wait_until_checked(desk)


def test_a_weight_changed_by_another_program_stops_everything(
    desk: Desk, window: MainWindow, treated: Path
):
    """R24, R46, F46: the first bad entry in words, no dose, nothing saved."""
    tamper(treated)
    before = treated.read_bytes()
    open_at(desk, treated)
    page = window.pages.currentWidget()
    assert isinstance(page, DoubtPage)
    assert "changed by something other than CycleDesk" in page.words.text()
    assert page.list.item(0).text().startswith("Weight of PL03-0012. Row 1 of weights:")
    assert not page.list.isVisible()
    said = seen(window)
    assert "Stop here. Restore a backup, or call support." in said
    assert str(treated) in said
    assert "12 mg" not in said
    assert window.sidebar.count() == 0
    for action in (desk.menus.add, desk.menus.export, desk.menus.history):
        assert not action.isEnabled()
    assert desk.session is None
    assert treated.read_bytes() == before


def test_the_ways_out_are_to_restore_and_to_close(
    qtbot: QtBot, desk: Desk, window: MainWindow, treated: Path
):
    tamper(treated)
    open_at(desk, treated)
    page = window.pages.currentWidget()
    assert isinstance(page, DoubtPage)
    assert page.restore.hasFocus()
    with qtbot.waitSignal(desk.restore_requested) as asked:
        page.restore.click()
    assert asked.args == [treated]
    page.close_file.click()
    settle()
    assert isinstance(window.pages.currentWidget(), WelcomePage)
    assert window.pages.isVisible()


def test_what_is_open_stays_open_when_another_file_cannot_be_trusted(
    desk: Desk, window: MainWindow, treated: Path
):
    desk.open_demo()
    tamper(treated)
    open_at(desk, treated)
    assert desk.session is not None
    assert desk.session.demo
    assert window.pages.currentWidget() is desk.today
    assert desk.menus.add.isEnabled()
    assert "cannot be trusted, so it was not opened" in window.message.text()


def test_a_file_that_is_damaged_for_sqlite_is_shown_in_the_same_way(
    desk: Desk, window: MainWindow, treated: Path
):
    """F39, R46: told, not repaired, and the way to a backup beside it."""
    found = bytearray(treated.read_bytes())
    found[5000:9000] = b"\0" * 4000
    treated.write_bytes(found)
    open_at(desk, treated)
    page = window.pages.currentWidget()
    assert isinstance(page, DoubtPage)
    assert "This file is damaged: a part of it cannot be read" in seen(window)
    assert treated.read_bytes() == bytes(found)


def test_what_sqlite_says_of_damage_is_only_for_support(
    desk: Desk, window: MainWindow, treated: Path
):
    """R46: pages and indexes mean nothing to who has to go on working."""
    with closing(sqlite3.connect(treated)) as conn, conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
            "WHERE name = 'sheets_issue') WHERE name = 'people_name'"
        )
    open_at(desk, treated)
    page = window.pages.currentWidget()
    assert isinstance(page, DoubtPage)
    assert "reference to page" not in seen(window)
    assert "failing disk or stick" in seen(window)
    page.details.click()
    assert page.list.isVisible()
    assert "2nd reference to page" in page.list.item(0).text()


def test_what_can_still_be_read_is_listed_without_a_dose_and_can_be_kept(
    qtbot: QtBot, desk: Desk, window: MainWindow, treated: Path, tmp_path: Path
):
    """R46: which records are readable; none of them is taken for true."""
    tamper(treated)
    open_at(desk, treated)
    page = window.pages.currentWidget()
    assert isinstance(page, DoubtPage)
    qtbot.waitUntil(page.keep.isEnabled)
    assert "2 of 2 participants can be read" in page.left.text()
    listed = [page.readable.item(at).text() for at in range(page.readable.count())]
    assert listed == [
        "PL03-0012: can be read, 1 record",
        "PL03-0021: can be read, 1 record",
    ]
    page.save_to(tmp_path / "left.txt")
    kept = (tmp_path / "left.txt").read_text(encoding="utf-8")
    assert listed[0] in kept
    assert "Row 1 of weights" in kept
    assert "59" not in "".join(listed)


def test_yesterdays_copy_in_the_place_of_the_file_is_told(
    desk: Desk, window: MainWindow, session: Session, two: Two, site_file: Path
):
    """R25, F34: an older copy is seen by what is written down outside of it."""
    copy = site_file.with_suffix(".copy")
    shutil.copyfile(site_file, copy)
    correct_elsewhere(session, two[0], 61_400)
    session.close()
    copy.replace(site_file)
    open_at(desk, site_file)
    page = window.pages.currentWidget()
    assert isinstance(page, DoubtPage)
    assert "not the newest state of the file" in seen(window)
    said = page.way_out.text()
    assert said.index("First look for the newer file") < said.index("Restore a backup")
    assert page.open.hasFocus()
    assert "older copy" in page.list.item(0).text()


def test_what_cannot_be_looked_at_is_not_shown(
    qtbot: QtBot, desk: Desk, session: Session
):
    """F39: no answer is no good answer."""

    def fail() -> tuple[Told, ...]:
        raise OSError

    desk.guard.begin(session, fail)
    with qtbot.waitSignal(desk.guard.doubted) as told:
        pass
    [_, (said,)] = told.args
    assert "could not finish this step (OSError)" in said.sentence


def test_an_answer_about_a_file_that_is_closed_by_now_is_dropped(
    qtbot: QtBot, desk: Desk, session: Session, other_desk: Session
):
    first, second = Event(), Event()

    def bad() -> tuple[Told, ...]:
        first.wait()
        return (Told("wrong"),)

    def good() -> tuple[Told, ...]:
        second.wait()
        return ()

    desk.guard.passed.disconnect()
    desk.guard.begin(session, bad)
    desk.guard.begin(other_desk, good)
    with qtbot.assertNotEmitted(desk.guard.doubted):
        first.set()
        for _ in range(50):
            settle()
        assert desk.guard.checking
        with qtbot.waitSignal(desk.guard.passed) as told:
            second.set()
    assert told.args == [other_desk]


def test_not_signing_in_shows_again_what_was_open(
    desk: Desk, window: MainWindow, treated: Path, monkeypatch: pytest.MonkeyPatch
):
    desk.open_demo()
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    desk.open_file(treated)
    assert not desk.menus.add.isEnabled()
    wait_until_checked(desk)
    assert window.pages.isVisible()
    assert desk.session is not None
    assert desk.session.demo
    assert desk.menus.add.isEnabled()


def test_a_good_file_stays_quiet(desk: Desk, window: MainWindow, treated: Path):
    open_at(desk, treated)
    assert not window.message.isVisible()
    assert not window.standing.isVisible()
