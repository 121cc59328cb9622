"""Who may undo what, and what is said to those who may not."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.people import OTHER_PASSWORD
from tests.ui.conftest import clock
from tests.ui.dialog_data import settle
from tests.ui.site import add_colleague, joined, open_at, type_password
from tests.ui.test_undoing import Two, ctrl_z, now
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.session import Person, Role, Session


@pytest.fixture
def here(desk: Desk, session: Session, two: Two, window: MainWindow) -> Desk:
    """Anna is back at her file on the same day."""
    assert two
    path = session.path
    assert path is not None
    session.close()
    open_at(desk, path)
    window.activateWindow()
    settle()
    return desk


def sign_in_instead(
    qtbot: QtBot, here: Desk, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let somebody who is entered first take the place of who is there."""
    session, path = now(here), now(here).path
    assert path is not None
    add_colleague(session, person)
    here.leave()
    qtbot.wait(1)  # what acted on the closed file goes
    joined(session.study, path, clock, person.name).close()

    def answer(dialog: QDialog) -> int:
        return type_password(dialog, person.name, OTHER_PASSWORD)

    monkeypatch.setattr(QDialog, "exec", answer)
    open_at(here, path)


def test_an_administrator_undoes_the_closing_of_a_day(
    qtbot: QtBot, here: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    """F-04, R34: who may not record may take back what is no record."""
    admin = Person(name="Chiara Rossi", initials="CR", role=Role.ADMINISTRATOR)
    sign_in_instead(qtbot, here, admin, monkeypatch)
    assert not here.menus.undo.isEnabled()
    assert here.menus.undo.toolTip() == "Nothing that you saved today can be undone."
    stored = now(here).site()
    assert stored is not None
    closed = replace(stored, closed_days=(date(2026, 12, 24),))
    now(here).write(
        lambda store, by: store.close_days(
            closed, {}, ver=1, reason="the clinic is closed", by=by
        )
    )
    assert here.menus.undo.isEnabled()
    ctrl_z(qtbot, window)
    assert now(here).rules.site.closed_days == ()


def test_a_monitor_is_told_why_there_is_no_undo(
    qtbot: QtBot,
    here: Desk,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
):
    """F-04, R34."""
    monitor = Person(name="Chiara Rossi", initials="CR", role=Role.MONITOR)
    sign_in_instead(qtbot, here, monitor, monkeypatch)
    assert not here.menus.undo.isEnabled()
    assert "signed in as monitor" in here.menus.undo.toolTip()
    ctrl_z(qtbot, window)
    assert "signed in as monitor" in window.statusBar().currentMessage()
