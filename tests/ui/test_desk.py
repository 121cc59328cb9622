"""Files at the window: what opens, what is refused in a sentence, and what is kept."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from scheduler.core.facts import Participant
from scheduler.core.study import Study
from scheduler.store.connection import open_database
from scheduler.store.file_errors import (
    DiskFullError,
    LockedDatabaseError,
    ReadOnlyDatabaseError,
)
from tests.people import PASSWORDS
from tests.ui.conftest import ANNA, NOW, clock
from tests.ui.dialog_data import settle
from tests.ui.site import made, open_at, type_password
from ui.desk import Desk
from ui.dialogs.sign_in import SignInDialog
from ui.main_window import MainWindow
from ui.opening import tell_at
from ui.pages.welcome_page import WelcomePage
from ui.session import StudySite

WIDE = QSize(1366, 768)


def texts(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def is_welcome(window: MainWindow) -> bool:
    return isinstance(window.pages.currentWidget(), WelcomePage)


def foreign(path: Path) -> None:
    path.write_text("Dear colleague, this is a letter and not a site file.")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE guests (name TEXT)")
        conn.commit()


def folder(path: Path) -> None:
    path.mkdir()


def missing(_path: Path) -> None:
    """Make nothing."""


@pytest.mark.parametrize("make", [foreign, empty, other_program, folder, missing])
def test_what_is_no_site_file_is_a_sentence_and_the_program_goes_on(
    desk: Desk, window: MainWindow, tmp_path: Path, make: Callable[[Path], None]
):
    path = tmp_path / "other.cycledesk"
    make(path)
    open_at(desk, path)
    assert desk.session is None
    assert is_welcome(window)
    assert window.message.isVisible()
    assert "other.cycledesk" in window.message.text()
    assert window.preferences.last_file == ""
    desk.open_demo()
    assert desk.session is not None
    assert not window.message.isVisible()


def test_a_file_of_a_newer_program_is_left_alone(
    desk: Desk, window: MainWindow, filed: Path
):
    with closing(sqlite3.connect(filed)) as conn, conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('cycledesk', '9999_of_the_future', '2030-01-01')"
        )
    before = filed.read_bytes()
    open_at(desk, filed)
    assert is_welcome(window)
    assert "A newer CycleDesk has written this file" in window.message.text()
    assert filed.read_bytes() == before


def test_a_locked_file_says_so_and_opens_once_it_is_free(
    desk: Desk, window: MainWindow, filed: Path, monkeypatch: pytest.MonkeyPatch
):
    impatient = partial(open_database, busy_seconds=0.05)
    monkeypatch.setattr("scheduler.store.opening.open_database", impatient)
    with closing(sqlite3.connect(filed)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        open_at(desk, filed)
        assert is_welcome(window)
        assert "in use by another desk" in window.message.text()
        conn.rollback()
    open_at(desk, filed)
    assert desk.session is not None
    assert not window.message.isVisible()


def test_a_file_that_can_only_be_read_is_read(
    desk: Desk, window: MainWindow, filed: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "access", lambda *_: False)
    open_at(desk, filed)
    assert desk.session is not None
    person = Participant(code="PL03-0050", first_day_1=NOW.date())
    with pytest.raises(ReadOnlyDatabaseError):
        desk.session.write(lambda store, by: store.add_participant(person, by=by))
    assert desk.session.participants() == ()
    assert not window.message.isVisible()


def test_not_signing_in_leaves_open_what_was_open(
    desk: Desk,
    window: MainWindow,
    shipped_study: Study,
    filed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    other = tmp_path / "other.cycledesk"
    site = StudySite(study=shipped_study.key, code="PL04", name="Site", country="PL")
    made(shipped_study, other, clock, site, ANNA).close()
    open_at(desk, filed)
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: 0)
    open_at(desk, other)
    assert desk.session is not None
    assert desk.session.path == filed
    assert window.pages.currentWidget() is desk.today
    assert window.preferences.last_file == str(filed)


def test_whoever_signs_in_is_the_one_who_writes(
    desk: Desk, window: MainWindow, filed: Path, monkeypatch: pytest.MonkeyPatch
):
    """R30"""

    def choose(dialog: SignInDialog) -> int:
        dialog.show()
        settle()
        assert dialog.isAncestorOf(dialog.focusWidget())
        assert texts(window).count("PL03-") == 0
        dialog.submit()
        assert dialog.isVisible()
        return type_password(dialog, ANNA.name)

    window.preferences.person = ""
    monkeypatch.setattr(QDialog, "exec", choose)
    open_at(desk, filed)
    assert desk.session is not None
    assert desk.session.person == ANNA
    assert window.preferences.person == ANNA.name


def test_a_new_file_that_could_not_be_filled_leaves_its_name_free(
    shipped_study: Study, site_file: Path, monkeypatch: pytest.MonkeyPatch
):
    site = StudySite(study=shipped_study.key, code="PL03", name="Site", country="PL")

    def refuse(*_given: object, **_more: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as patched:
        patched.setattr("scheduler.store.site.set_site", refuse)
        with pytest.raises(DiskFullError):
            made(shipped_study, site_file, clock, site, ANNA)
    assert not site_file.exists()
    made(shipped_study, site_file, clock, site, ANNA).close()


def test_midnight_reaches_every_page(tmp_path: Path, qtbot: QtBot, window: MainWindow):
    now = [NOW]
    desk = Desk(window, lambda: now[0], tmp_path / "keys", PASSWORDS)
    desk.open_demo()
    session = desk.session
    assert session is not None
    before = desk.today.grab().toImage()
    now[0] = NOW + timedelta(days=1)
    with qtbot.waitSignal(session.day_turned):
        desk.findChildren(QTimer)[0].timeout.emit()
    assert "Tue 24-Nov-2026" in texts(desk.today)
    assert desk.today.grab().toImage() != before
    desk.show_participant(session.participants()[0].id)
    assert session.plan(session.participants()[0].id).as_of.day == 24
    desk.leave()


def test_the_demo_and_a_real_file_are_never_open_together(
    desk: Desk, window: MainWindow, filed: Path
):
    open_at(desk, filed)
    assert not desk.menus.demo.isEnabled()
    assert desk.menus.demo.toolTip().startswith("Close the site file first")
    assert not window.ribbon.isVisible()
    desk.leave()
    desk.open_demo()
    assert window.ribbon.isVisible()
    assert "DEMO DATA" in window.ribbon.text()
    assert not desk.menus.open.isEnabled()
    desk.leave()
    assert not window.ribbon.isVisible()
    assert not desk.menus.export.isEnabled()
    assert desk.menus.export.toolTip() == "Open a site file or the demo first"


def test_leaving_a_file_is_remembered(
    tmp_path: Path, desk: Desk, window: MainWindow, filed: Path
):
    open_at(desk, filed)
    assert window.preferences.last_file == str(filed)
    desk.leave()
    again = Desk(window, clock, tmp_path / "keys", PASSWORDS)
    again.begin(None, demo=False)
    assert is_welcome(window)


def test_an_error_that_nobody_took_is_said_at_the_window(
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    tell_at(window)
    locked = LockedDatabaseError()
    sys.excepthook(type(locked), locked, None)
    assert "in use by another desk" in window.message.text()
    assert capsys.readouterr().err == ""
    fault = KeyError("C1D1")
    sys.excepthook(KeyError, fault, None)
    assert "could not finish this step (KeyError)" in window.message.text()
    assert "C1D1" not in window.message.text()
    assert "KeyError" in capsys.readouterr().err
